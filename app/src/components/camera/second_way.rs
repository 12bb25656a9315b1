//! The way that always works: the camera app of the phone, and its picture in a plain form.

use crate::{components::visibility_choice::VisibilityChoice, upload::use_uploads};
use leptos::prelude::*;
use model::Visibility;

/// `Use the phone's camera app`. With script, what is taken there goes to the upload queue at once; without, `Send` sends it.
#[component]
pub fn SecondWay(
    /// The id of the file input.
    id: &'static str,
    /// With script, who will be able to see it.
    #[prop(into, optional)]
    visibility: Signal<Visibility>,
) -> impl IntoView {
    let uploads = use_uploads();
    view! {
        <form class="camera-app" method="post" enctype="multipart/form-data" action="/upload">
            <label class="button" for=id>
                "Use the phone’s camera app"
            </label>
            <input
                id=id
                type="file"
                name="file"
                accept="image/*"
                capture="environment"
                required
                on:change=move |event| uploads.take_picked_for(&event, visibility.get_untracked())
            />
            <div class="camera-app-rest">
                <VisibilityChoice chosen=Visibility::Private on_choose=|_| () />
                <button type="submit" class="button primary wide">
                    "Send"
                </button>
            </div>
        </form>
    }
}
