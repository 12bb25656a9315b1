//! Moving a picture to the trash, and taking that back.

use super::{
    alert::Alert,
    icon::{Icon, Sign},
    toast::{Toasts, use_toasts},
};
use crate::{
    api::photos::{DeletePhoto, RestorePhoto, restore_photo},
    visitor::{Visitor, use_visitor},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::PhotoId;

/// `Delete`: to the trash, back to the timeline, and for a while `Undo`.
#[component]
pub fn PhotoDelete(
    /// The picture.
    id: PhotoId,
) -> impl IntoView {
    let visitor = use_visitor();
    let toasts = use_toasts();
    let navigate = use_navigate();
    let delete = ServerAction::<DeletePhoto>::new();
    Effect::new(move |_| {
        if delete.value().with(|answer| matches!(answer, Some(Ok(())))) {
            toasts.say_with_undo("Moved to the trash.", move || undo_delete(visitor, toasts, id));
            navigate("/photos", NavigateOptions::default());
            visitor.photos_changed();
        }
    });
    let error = Signal::derive(move || delete.value().with(|answer| answer.as_ref()?.as_ref().err().map(ToString::to_string)));
    view! {
        <ActionForm action=delete>
            <input type="hidden" name="id" value=id.to_string() />
            <button type="submit" class="button">
                <Icon sign=Sign::Trash />
                "Delete"
            </button>
        </ActionForm>
        <Alert text=error />
    }
}

fn undo_delete(visitor: Visitor, toasts: Toasts, id: PhotoId) {
    spawn_local(async move {
        match restore_photo(id, String::new()).await {
            Ok(_) => {
                toasts.say("Taken out of the trash.");
                visitor.photos_changed();
            }
            Err(error) => toasts.say(error.to_string()),
        }
    });
}

/// The same word and the same way back, on a page without script: at the top of the timeline.
#[component]
pub fn DeletedBar(
    /// What was deleted.
    id: PhotoId,
) -> impl IntoView {
    let visitor = use_visitor();
    let restore = ServerAction::<RestorePhoto>::new();
    let is_back = move || restore.value().with(|answer| matches!(answer, Some(Ok(_))));
    Effect::new(move |_| {
        if is_back() {
            visitor.photos_changed();
        }
    });
    view! {
        <Show when=move || !is_back()>
            <div class="bar" role="status">
                <p>"Moved to the trash."</p>
                <ActionForm action=restore>
                    <input type="hidden" name="id" value=id.to_string() />
                    <input type="hidden" name="next" value="/photos" />
                    <button type="submit" class="button">
                        "Undo"
                    </button>
                </ActionForm>
            </div>
        </Show>
    }
}
