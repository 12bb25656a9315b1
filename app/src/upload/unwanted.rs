//! Throwing pictures away that were given to the queue, wherever they are on their way, and taking that back.

use super::{
    Queue, Uploads,
    receipt::Receipt,
    row::{Row, State},
};
use crate::{
    api::photos::{delete_photo, restore_photo},
    visitor::Change,
};
use leptos::{prelude::*, task::spawn_local};
use model::{AppError, PhotoId};

impl Uploads {
    /// This picture is not wanted after all. It is not sent; what was sent goes to the trash.
    pub fn throw_away(self, receipt: &Receipt) {
        receipt.is_unwanted.set(true);
        // Before the queue has it, the mark is enough.
        if let (Some(queue), Some(row)) = (self.queue.get_untracked(), receipt.row.get_untracked()) {
            queue.throw_away(&row);
        }
    }

    /// It is wanted again.
    pub fn want_again(self, receipt: &Receipt) {
        receipt.is_unwanted.set(false);
        if let (Some(queue), Some(row)) = (self.queue.get_untracked(), receipt.row.get_untracked()) {
            queue.want_again(&row);
        }
    }
}

impl Queue {
    /// A row is marked as unwanted. What is being sent is not broken off: the server may have all of it already, and would
    /// keep it. It goes to the trash when it has arrived.
    fn throw_away(self, row: &Row) {
        let state = row.state.get_untracked();
        if let Some(photo) = new_photo(&state) {
            self.discard(row, photo);
        } else if !state.is_busy() {
            self.cancel(row);
        }
    }

    /// A row is no longer marked.
    fn want_again(self, row: &Row) {
        let state = row.state.get_untracked();
        if let Some(photo) = new_photo(&state) {
            spawn_local(async move {
                match restore_photo(photo, String::new()).await {
                    Ok(photo) => self.uploads.visitor.tell(Change::Added(vec![photo])),
                    Err(error) => self.uploads.news.set(error.to_string()),
                }
            });
        } else if state.can_be_retried() && self.rows.read_untracked().iter().any(|here| here.id == row.id) {
            self.retry(row);
        }
    }

    /// Move what a row became to the trash. If that fails, it is there as before.
    pub(super) fn discard(self, row: &Row, photo: PhotoId) {
        let mark = row.is_unwanted.clone();
        spawn_local(async move {
            match delete_photo(photo).await {
                // Thrown away elsewhere meanwhile.
                Ok(()) | Err(AppError::NotFound) => self.uploads.visitor.tell(Change::Gone(vec![photo])),
                Err(error) => {
                    mark.set(false);
                    self.uploads.news.set(error.to_string());
                }
            }
        });
    }
}

/// The photo that a file became just now. One that was there before is not the file's to throw away.
pub(super) fn new_photo(state: &State) -> Option<PhotoId> {
    if matches!(state, State::AlreadyHere(_)) { None } else { state.photo() }
}
