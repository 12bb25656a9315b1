//! The slim bar over the picture.

use super::{Lightbox, fill::FillButton, keys::show_keys, reel::Reel, toggle_details};
use crate::components::{
    copy_link::CopyLink,
    icon::{Icon, Sign},
    photo_delete::PhotoDelete,
};
use leptos::prelude::*;

/// The way back, the picture's name, and what can be done with it.
#[component]
pub fn Bar(
    /// What it is over.
    lightbox: Lightbox,
) -> impl IntoView {
    let reel = lightbox.stage.reel;
    let close = move |event: leptos::ev::MouseEvent| {
        if !(event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key()) {
            event.prevent_default();
            lightbox.close.run(());
        }
    };
    let is_own = Memo::new(move |_| reel.is_own());
    let page = Signal::derive(move || reel.current().map(|id| format!("/photos/{id}")).unwrap_or_default());
    let id = Signal::derive(move || reel.current());
    view! {
        <header class="lightbox-bar">
            <a class="lightbox-button" title="Close (Esc)" href=move || reel.list() on:click=close>
                <Icon sign=Sign::Close />
                <span class="unseen">"Close"</span>
            </a>
            <h1 class="lightbox-name">{move || reel.words()}</h1>
            <div class="lightbox-actions">
                <button
                    type="button"
                    class="lightbox-button script-only lightbox-keys"
                    title="Keys (?)"
                    on:click=move |_| show_keys(lightbox.keys)
                >
                    <Icon sign=Sign::Keys />
                    <span class="unseen">"Keys"</span>
                </button>
                <CopyLink path=page name=Signal::derive(move || reel.words()) />
                <Download reel />
                <Show when=move || is_own.get()>
                    <PhotoDelete id on_delete=lightbox.discard />
                </Show>
                <FillButton />
                <DetailsLink lightbox />
            </div>
        </header>
    }
}

/// `Download`: the original, under its own name.
#[component]
fn Download(reel: Reel) -> impl IntoView {
    let address = move || {
        let original = reel.photo()?.urls.original.clone();
        let mark = if original.contains('?') { '&' } else { '?' };
        Some(format!("{original}{mark}download=1"))
    };
    view! {
        <a class="lightbox-button" title="Download" href=address download>
            <Icon sign=Sign::Download />
            <span class="unseen">"Download"</span>
        </a>
    }
}

/// `Details`: without script a link to what stands below the picture.
#[component]
fn DetailsLink(lightbox: Lightbox) -> impl IntoView {
    let is_alive = lightbox.stage.is_alive;
    let toggle = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        toggle_details(lightbox);
    };
    view! {
        <a
            class="lightbox-button"
            title="Details (i)"
            href="#details"
            role=move || is_alive.get().then_some("button")
            aria-expanded=move || is_alive.get().then(|| lightbox.has_details.get().to_string())
            aria-controls="details"
            on:click=toggle
        >
            <Icon sign=Sign::Details />
            <span class="unseen">"Details"</span>
        </a>
    }
}
