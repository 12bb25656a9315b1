//! Moving a picture to the trash, and taking that back.

use super::icon::{Icon, Sign};
use crate::{
    api::photos::{DeletePhoto, RestorePhoto},
    visitor::use_visitor,
};
use leptos::{prelude::*, server_fn::ServerFn};
use model::PhotoId;

/// `Delete`: to the trash. Without script it leads back to the timeline.
#[component]
pub fn PhotoDelete(
    /// The picture.
    #[prop(into)]
    id: Signal<Option<PhotoId>>,
    /// With script, what deletes it.
    #[prop(into)]
    on_delete: Callback<()>,
) -> impl IntoView {
    let delete = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        on_delete.run(());
    };
    view! {
        <form action=DeletePhoto::url() method="post" on:submit=delete>
            <input type="hidden" name="id" value=move || id.get().map(|id| id.to_string()) />
            <button type="submit" class="lightbox-button" title="Delete">
                <Icon sign=Sign::Trash />
                <span class="unseen">"Delete"</span>
            </button>
        </form>
    }
}

/// What was deleted without script, and the way back: at the top of the timeline.
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
