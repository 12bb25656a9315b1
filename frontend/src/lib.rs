//! The browser's entry point: the page that the server rendered comes alive.
// Views are types, nested as deep as the page.
#![recursion_limit = "512"]

use leptos::{mount::hydrate_from_async, tachys::dom, web_sys::Event};
use wasm_bindgen::prelude::wasm_bindgen;

/// Set on `<html>` once the page answers to script. CSS shows what only works with script from then on.
const ALIVE: &str = "data-hydrated";

/// How a panic reads when a part of the page's code could not be loaded (`wasm_split`).
const MISSING_CODE: &str = "load callback should succeed";
/// Where it is remembered when the page was loaded anew for that, in ms since 1970.
const LOADED_ANEW: &str = "pinhole_loaded_anew";

/// A part of the code is not on the server any more, because there is a newer version: begin with that. Once is enough: if
/// it is missing again right away, it is the connection.
fn load_anew() {
    const RIGHT_AWAY: i64 = 60_000;
    let window = dom::window();
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are far below 2^63")]
    let now = js_sys::Date::now() as i64;
    let Ok(Some(memory)) = window.session_storage() else { return };
    let before = memory.get_item(LOADED_ANEW).ok().flatten().and_then(|before| before.parse::<i64>().ok());
    let is_again = before.is_some_and(|before| now - before < RIGHT_AWAY);
    if !is_again && window.navigator().on_line() && memory.set_item(LOADED_ANEW, &now.to_string()).is_ok() {
        // A link that was just followed has the focus.
        let link = dom::document().active_element().and_then(|focused| focused.get_attribute("href")).filter(|link| link.starts_with('/'));
        let location = window.location();
        // Pages of this site can always be loaded.
        link.map_or_else(|| location.reload(), |link| location.assign(&link)).ok();
    }
}

/// Called by the page once its WASM is there.
#[wasm_bindgen]
pub fn hydrate() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        if panic.to_string().contains(MISSING_CODE) {
            load_anew();
        }
    }));
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
