//! The browser's entry point: the page that the server rendered comes alive.
// Views are types, nested as deep as the page.
#![recursion_limit = "512"]

use leptos::{mount::hydrate_from_async, tachys::dom, web_sys::Event};
use wasm_bindgen::prelude::wasm_bindgen;

/// Set on `<html>` once the page answers to script. CSS shows what only works with script from then on.
const ALIVE: &str = "data-hydrated";

/// Called by the page once its WASM is there.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    // As `hydrate_lazy` does, but its end is known.
    wasm_bindgen_futures::spawn_local(async {
        hydrate_from_async(dom::body(), app::App).await.forget();
        if let Some(root) = dom::document().document_element() {
            // The name is a valid one.
            root.set_attribute(ALIVE, "").ok();
        }
        if let Ok(event) = Event::new(app::ALIVE_EVENT) {
            dom::window().dispatch_event(&event).ok();
        }
    });
}
