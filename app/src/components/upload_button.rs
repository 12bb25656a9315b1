//! The way to add pictures.

use super::icon::{Icon, Sign};
use crate::upload::open_picker;
use leptos::prelude::*;

/// `Upload`: with script it opens the file chooser at once; without, it leads to the page with the form.
#[component]
pub fn UploadButton(
    /// How it looks.
    class: &'static str,
) -> impl IntoView {
    let is_alive = RwSignal::new(false);
    Effect::new(move |_| is_alive.set(true));
    let pick = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        open_picker();
    };
    view! {
        <a class=class href="/upload" role=move || is_alive.get().then_some("button") on:click=pick>
            <Icon sign=Sign::Upload />
            "Upload"
        </a>
    }
}
