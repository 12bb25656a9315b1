//! Moving the picture on the stage to the trash.

use super::{opened::is_own, reel::Reel};
use crate::{
    api::photos::{delete_photo, restore_photo},
    components::toast::Toasts,
    visitor::{Change, Visitor},
};
use leptos::{prelude::*, task::spawn_local};
use model::PhotoId;

/// Move the picture on the stage to the trash, if it is the viewer's own, and go on to the next one, or to the list when there
/// is none.
pub fn discard(reel: Reel, visitor: Visitor, toasts: Toasts, close: Callback<()>) {
    let Some(photo) = reel.photo_untracked().filter(|photo| is_own(photo)) else { return };
    let id = photo.id;
    if reel.is_discarded(id) {
        return;
    }
    // It is not waited for: what comes next is seen at once.
    let has_next = reel.go_on_without(id);
    spawn_local(async move {
        match delete_photo(id).await {
            Ok(()) => {
                toasts.say_with_undo("Moved to the trash.", move || undo(visitor, toasts, id));
                if !has_next && reel.is_on_stage(id) {
                    close.run(());
                }
                visitor.tell(Change::Gone(vec![id]));
            }
            Err(error) => {
                toasts.say(error.to_string());
                reel.show_again(&photo);
            }
        }
    });
}

/// Take a picture out of the trash again. The page may have gone meanwhile.
fn undo(visitor: Visitor, toasts: Toasts, id: PhotoId) {
    spawn_local(async move {
        match restore_photo(id, String::new()).await {
            Ok(photo) => {
                toasts.say("Taken out of the trash.");
                visitor.tell(Change::Added(vec![photo]));
            }
            Err(error) => toasts.say(error.to_string()),
        }
    });
}
