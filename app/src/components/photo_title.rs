//! The name of a picture.

use super::{
    photo_change::{PhotoChangeForm, submit},
    tile::words_for,
};
use leptos::{html, prelude::*, web_sys::HtmlElement};
use model::{Photo, PhotoChange};
use std::sync::Arc;

/// The title, for those who can only read it.
#[component]
pub fn PhotoTitle(
    /// The picture.
    photo: Arc<Photo>,
) -> impl IntoView {
    view! { <h2 class="photo-title">{words_for(&photo)}</h2> }
}

/// The title, for the one who may change it: a line that is written on in place.
#[component]
pub fn PhotoTitleForm(
    /// The picture.
    photo: Arc<Photo>,
) -> impl IntoView {
    let form = NodeRef::<html::Form>::new();
    // Leaving the line is what saves it; `Enter` would save it a second time.
    let finish_on_enter = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            // What has the focus can lose it.
            event_target::<HtmlElement>(&event).blur().ok();
        }
    };
    view! {
        <PhotoChangeForm id=photo.id form said=|_| "Title saved.">
            <div class="photo-title-row">
                <input
                    class="photo-title-input"
                    name="title"
                    aria-label="Title"
                    placeholder="Add a title"
                    autocomplete="off"
                    maxlength=PhotoChange::TITLE_MAX.to_string()
                    value=photo.title.clone().unwrap_or_default()
                    on:change=move |_| submit(form)
                    on:keydown=finish_on_enter
                />
                <button type="submit" class="button no-script-only">
                    "Save"
                </button>
            </div>
        </PhotoChangeForm>
    }
}
