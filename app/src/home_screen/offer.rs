//! The browser's offer to install the app.

use crate::{js, listen::on};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;

/// Where the page keeps the browser's offer until it is wanted (see `shell`).
const KEPT: &str = "installOffer";

/// Whether the browser offers to install the app, and its doing so.
#[derive(Clone, Copy)]
pub struct Offer {
    pub is_there: RwSignal<bool>,
    /// Whether it was just installed.
    pub is_taken: RwSignal<bool>,
}

impl Offer {
    /// The offer, as long as the current page is there.
    pub fn watch() -> Self {
        let offer = Self { is_there: RwSignal::new(kept().is_some()), is_taken: RwSignal::new(false) };
        on(&window(), "beforeinstallprompt", move |_| offer.is_there.set(true));
        on(&window(), "appinstalled", move |_| {
            offer.is_there.set(false);
            offer.is_taken.set(true);
        });
        offer
    }

    /// Let the browser ask.
    pub fn take(self) {
        let Some(kept) = kept() else { return };
        self.is_there.set(false);
        spawn_local(async move {
            // It can be asked once. A no is an answer too: the browser offers it again when it sees fit.
            js::call(&kept, "prompt", &[]).await.ok();
        });
    }
}

fn kept() -> Option<JsValue> {
    js::get(&window(), KEPT)
}

/// Whether this window is the installed app.
pub fn is_installed() -> bool {
    let is_standalone = window().match_media("(display-mode: standalone)").ok().flatten().is_some_and(|query| query.matches());
    is_standalone || js::get(&window().navigator(), "standalone").is_some_and(|standalone| standalone.is_truthy())
}
