//! What keys do, and the list of them.

#[cfg(feature = "hydrate")]
use super::Lightbox;
use crate::components::icon::{Icon, Sign};
use leptos::{html, prelude::*};

/// Every key with what it does, as it is told.
const KEYS: [(&[&str], &str); 9] = [
    (&["←", "→"], "Previous and next photo"),
    (&["Esc"], "Back to the list"),
    (&["i"], "Details"),
    (&["f"], "Full screen"),
    (&["+", "−"], "Larger and smaller"),
    (&["0"], "All of the photo"),
    (&["Double click"], "Real pixels, and back"),
    (&["Delete"], "To the trash"),
    (&["?"], "These keys"),
];

/// The list of keys, once it is asked for.
#[component]
pub fn KeyList(
    /// Shows and closes it.
    dialog: NodeRef<html::Dialog>,
) -> impl IntoView {
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let keys = KEYS.map(|(keys, what)| {
        view! {
            <div class="key">
                <dt>{keys.iter().map(|key| view! { <kbd>{*key}</kbd> }).collect_view()}</dt>
                <dd>{what}</dd>
            </div>
        }
    });
    view! {
        <dialog class="keys" aria-labelledby="keys-heading" node_ref=dialog>
            <div class="keys-head">
                <h2 id="keys-heading">"Keys"</h2>
                <button type="button" class="button quiet" aria-label="Close" on:click=close>
                    <Icon sign=Sign::Close />
                </button>
            </div>
            <dl>{keys.collect_view()}</dl>
        </dialog>
    }
}

/// Show the list of keys.
pub fn show_keys(dialog: NodeRef<html::Dialog>) {
    if let Some(dialog) = dialog.get_untracked() {
        // One that is shown already cannot be shown again.
        dialog.show_modal().ok();
    }
}

/// Listen to the keyboard, for as long as the page is there.
#[cfg(feature = "hydrate")]
pub fn listen(lightbox: Lightbox) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        if is_meant(&event) && press(lightbox, &event.key()) {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Whether a key is pressed for the picture: not in a field, not in a dialog, not for the browser.
#[cfg(feature = "hydrate")]
fn is_meant(event: &web_sys::KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast;
    const ELSEWHERE: &str = "input, select, textarea, [contenteditable], dialog, [popover]";
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let is_elsewhere = target.is_some_and(|target| target.closest(ELSEWHERE).is_ok_and(|found| found.is_some()));
    let has_dialog = document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some());
    !(is_elsewhere || has_dialog || event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key())
}

/// Answers whether a key does something.
#[cfg(feature = "hydrate")]
fn press(lightbox: Lightbox, key: &str) -> bool {
    use super::{fill, hands, strip::Side, toggle_details, zoom::Zoom};
    const STEP: f64 = 1.5;
    let stage = lightbox.stage;
    match key {
        "ArrowLeft" => drop(stage.reel.go(Side::Newer)),
        "ArrowRight" => drop(stage.reel.go(Side::Older)),
        // The browser leaves its full screen by itself.
        "Escape" if fill::is_full() => return false,
        "Escape" => lightbox.close.run(()),
        "i" => toggle_details(lightbox),
        "f" => fill::toggle(),
        "+" | "=" => hands::zoom_by(stage, STEP),
        "-" => hands::zoom_by(stage, 1.0 / STEP),
        "0" => stage.set_zoom(Zoom::FIT, true),
        "Delete" => lightbox.discard.run(()),
        "?" => show_keys(lightbox.keys),
        _ => return false,
    }
    true
}
