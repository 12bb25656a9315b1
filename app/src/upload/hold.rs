//! The browser's own objects of the files in the queue. They cannot leave their thread, so they are kept beside it, by row.

use std::{cell::RefCell, collections::HashMap};
use web_sys::{File, Url, XmlHttpRequest};

struct Held {
    file: File,
    /// While it is being sent.
    request: Option<XmlHttpRequest>,
}

thread_local! {
    static HELD: RefCell<HashMap<u32, Held>> = RefCell::new(HashMap::new());
}

/// Keep a file for as long as its row is there.
pub fn keep(row: u32, file: File) {
    HELD.with_borrow_mut(|held| held.insert(row, Held { file, request: None }));
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

/// A file's size in bytes.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number below 2^53")]
pub fn size(file: &File) -> u64 {
    file.size() as u64
}

/// An address of a row's file within this window, if it can be a picture at all.
pub fn preview(row: u32) -> Option<String> {
    file(row)
        .filter(|file| file.type_().starts_with("image/") && file.size() > 0.0)
        .and_then(|file| Url::create_object_url_with_blob(&file).ok())
}

/// Give such an address back.
pub fn drop_preview(address: &str) {
    Url::revoke_object_url(address).ok();
}
