//! The name of a picture.

use super::{alert::Alert, tile::words_for, toast::use_toasts};
use crate::api::photos::ChangePhoto;
use leptos::{html, prelude::*, web_sys::HtmlElement};
use model::{Photo, PhotoChange};

/// The title, for those who can only read it.
#[component]
pub fn PhotoTitle(
    /// The picture.
    photo: Photo,
) -> impl IntoView {
    view! { <h1 class="photo-title">{words_for(&photo)}</h1> }
}

/// The title, for the one who may change it: a line that is written on in place.
#[component]
pub fn PhotoTitleForm(
    /// The picture.
    photo: Photo,
    /// Told when the title was changed.
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView {
    let toasts = use_toasts();
    let change = ServerAction::<ChangePhoto>::new();
    let form = NodeRef::<html::Form>::new();
    Effect::new(move |_| {
        if change.value().with(|answer| matches!(answer, Some(Ok(_)))) {
            toasts.say("Title saved.");
            on_change.run(());
        }
    });
    let error = Signal::derive(move || change.value().with(|answer| answer.as_ref()?.as_ref().err().map(ToString::to_string)));
    let submit = move |_| {
        if let Some(form) = form.get_untracked() {
            // A form on the page can always be submitted.
            form.request_submit().ok();
        }
    };
    // Leaving the line is what saves it; `Enter` would save it a second time.
    let finish_on_enter = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            // What has the focus can lose it.
            event_target::<HtmlElement>(&event).blur().ok();
        }
    };
    view! {
        <h1 class="unseen">{words_for(&photo)}</h1>
        <ActionForm action=change node_ref=form>
            <input type="hidden" name="id" value=photo.id.to_string() />
            <div class="photo-title-row">
                <input
                    class="photo-title-input"
                    name="title"
                    aria-label="Title"
                    placeholder="Add a title"
                    autocomplete="off"
                    maxlength=PhotoChange::TITLE_MAX.to_string()
                    value=photo.title.clone().unwrap_or_default()
                    on:change=submit
                    on:keydown=finish_on_enter
                />
                <button type="submit" class="button no-script-only">
                    "Save"
                </button>
            </div>
        </ActionForm>
        <Alert text=error />
    }
}
