//! The browser's own objects of the files in the queue. They cannot leave their thread, so they are kept beside it, by row.

use std::{cell::RefCell, collections::HashMap};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, XmlHttpRequest};

struct Held {
    file: File,
    /// While it is being sent.
    request: Option<XmlHttpRequest>,
    /// How often the connection was lost while others got through.
    losses: u32,
    /// How many answers had come when it was last lost.
    answers_then: u32,
}

thread_local! {
    static HELD: RefCell<HashMap<u32, Held>> = RefCell::new(HashMap::new());
}

/// Keep a file for as long as its row is there. Its bytes stay where they are until they are sent.
pub fn keep(row: u32, file: File) {
    HELD.with_borrow_mut(|held| held.insert(row, Held { file, request: None, losses: 0, answers_then: 0 }));
}

/// Let go of a file.
pub fn release(row: u32) {
    HELD.with_borrow_mut(|held| held.remove(&row));
}

/// The file of a row.
pub fn file(row: u32) -> Option<File> {
    HELD.with_borrow(|held| held.get(&row).map(|held| held.file.clone()))
}

/// Remember the request that sends a row's file, or (none) that it has ended.
pub fn sending(row: u32, request: Option<XmlHttpRequest>) {
    HELD.with_borrow_mut(|held| {
        if let Some(held) = held.get_mut(&row) {
            held.request = request;
        }
    });
}

/// Stop sending a row's file.
pub fn abort(row: u32) {
    // Taken out first: aborting calls back at once.
    let request = HELD.with_borrow_mut(|held| held.get_mut(&row).and_then(|held| held.request.take()));
    if let Some(request) = request {
        // Only a request that was never opened cannot be aborted.
        request.abort().ok();
    }
}

/// A row's connection was lost when so many answers had come. Answers how often that happened while others got through:
/// then it is not the connection.
pub fn lose(row: u32, answers: u32) -> u32 {
    HELD.with_borrow_mut(|held| {
        held.get_mut(&row).map_or(0, |held| {
            if held.losses == 0 || held.answers_then != answers {
                held.losses += 1;
                held.answers_then = answers;
            }
            held.losses
        })
    })
}

/// How often a row's connection was lost. It is tried after those that had more luck.
pub fn losses(row: u32) -> u32 {
    HELD.with_borrow(|held| held.get(&row).map_or(0, |held| held.losses))
}

/// Somebody wants a row to be tried again, whatever happened before.
pub fn forget_losses(row: u32) {
    HELD.with_borrow_mut(|held| {
        if let Some(held) = held.get_mut(&row) {
            held.losses = 0;
        }
    });
}

/// Whether a row's file is still there, and still what was picked.
pub async fn can_be_read(row: u32) -> bool {
    let Some(start) = file(row).and_then(|file| file.slice_with_f64_and_f64(0.0, 1.0).ok()) else { return false };
    JsFuture::from(start.array_buffer()).await.is_ok()
}

/// A file's size in bytes.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number below 2^53")]
pub fn size(file: &File) -> u64 {
    file.size() as u64
}
