//! The way to add pictures.

use super::icon::{Icon, Sign};
use leptos::prelude::*;

/// `Upload`: with script it opens the file chooser at once (`bar/listen.rs`); without, it leads to the page with the form.
#[component]
pub fn UploadButton(
    /// How it looks.
    class: &'static str,
) -> impl IntoView {
    let is_alive = RwSignal::new(false);
    Effect::new(move |_| is_alive.set(true));
    view! {
        <a class=class href="/upload" data-picks role=move || is_alive.get().then_some("button")>
            <Icon sign=Sign::Upload />
            <span class="button-word">"Upload"</span>
        </a>
    }
}
