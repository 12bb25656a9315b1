//! Tiles that are clicked.

use super::{Crossing, transition};
use crate::{
    ALIVE_EVENT,
    listen::{closest, on_document},
    pages::PhotoPage,
    visitor::use_visitor,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{LazyRoute, NavigateOptions, hooks::use_navigate, location::State};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MouseEvent;

/// A picture in a list.
const TILE: &str = "a.tile";

/// The state of a photo's page in the browser's history that was opened from a list.
pub const FROM_LIST: &str = "list";

/// When what a page needs at once has come.
const CALM: Duration = Duration::from_secs(2);

/// Listen for as long as the window is there.
pub fn listen(crossing: Crossing) {
    // Before the router does: it listens to the window. What is inside of the document, such as picking, comes first.
    let navigate = use_navigate();
    on_document("click", move |event| {
        let Some(tile) = closest(event, TILE).filter(|_| event.dyn_ref().is_some_and(is_plain)) else { return };
        let Some(address) = tile.get_attribute("href") else { return };
        event.prevent_default();
        let navigate = navigate.clone();
        let go = Box::new(move || {
            navigate(&address, NavigateOptions { state: State::new(Some(FROM_LIST.into())), ..NavigateOptions::default() });
            write_down(&address, &FROM_LIST.into());
        });
        spawn_local(transition::open(tile, crossing, go));
    });
    let is_loaded = StoredValue::new(false);
    let load = move || {
        if !is_loaded.get_value() {
            is_loaded.set_value(true);
            spawn_local(PhotoPage::preload());
        }
    };
    // Who points at a tile may soon click it.
    for sign in ["pointerover", "pointerdown", "focusin"] {
        on_document(sign, move |event| {
            if closest(event, TILE).is_some() {
                load();
            }
        });
    }
    // Who looks at their own photos will sooner or later.
    let visitor = use_visitor();
    window_event_listener_untyped(ALIVE_EVENT, move |_| {
        set_timeout(
            move || {
                if visitor.is_here_untracked() == Some(true) {
                    load();
                }
            },
            CALM,
        );
    });
}

/// See to it that an address that is gone to is in the browser's history. The router keeps a list of its own of where one was;
/// who went along a list of pictures and back is further along there, and it writes nothing down when the two are the same.
pub fn write_down(address: &str, state: &JsValue) {
    let here = window().location().pathname().unwrap_or_default();
    if let (true, Ok(history)) = (address.split('?').next() != Some(&here), window().history()) {
        // An address of this site can be written down.
        history.push_state_with_url(state, "", Some(address)).ok();
    }
}

/// Whether a click follows a link here, and not in another tab.
fn is_plain(event: &MouseEvent) -> bool {
    let has_key = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
    event.button() == 0 && !event.default_prevented() && !has_key
}
