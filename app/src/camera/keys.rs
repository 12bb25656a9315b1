//! The camera by keyboard: Space and Enter shoot, held they go on shooting; plus and minus zoom.

use super::{Camera, adjust::STEP};
use crate::listen::on;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

/// The id of the shutter.
pub const SHUTTER: &str = "shutter";

impl Camera {
    /// Listen to the keyboard, for as long as the page is there.
    pub(super) fn listen_to_keys(self) {
        on(&window(), "keydown", move |event| {
            let key: &KeyboardEvent = event.unchecked_ref();
            if is_meant(key) && self.key_down(key) {
                event.prevent_default();
            }
        });
        on(&window(), "keyup", move |event| {
            let key: &KeyboardEvent = event.unchecked_ref();
            if shoots(key) && is_meant(key) {
                event.prevent_default();
                self.release();
            }
        });
        // Of a key that comes up in another window nothing is heard.
        on(&window(), "blur", move |_| self.let_go());
    }

    /// Answers whether a key does something.
    fn key_down(self, event: &KeyboardEvent) -> bool {
        match event.key().as_str() {
            // Held down, a key tells so again and again.
            " " | "Enter" if event.repeat() => {}
            " " | "Enter" => self.press(),
            "+" | "=" => self.zoom_by(STEP),
            "-" => self.zoom_by(1.0 / STEP),
            _ => return false,
        }
        true
    }
}

fn shoots(event: &KeyboardEvent) -> bool {
    matches!(event.key().as_str(), " " | "Enter")
}

/// Whether a key is meant for the camera: not for the browser, not for a field. Space and Enter are for what has the focus, if
/// that does something with them, and the shutter does what they do.
fn is_meant(event: &KeyboardEvent) -> bool {
    let elsewhere = if shoots(event) { "a, button, summary, input, select, textarea, dialog" } else { "input, select, textarea, dialog" };
    let is_elsewhere =
        target(event).is_some_and(|target| target.id() != SHUTTER && target.closest(elsewhere).is_ok_and(|found| found.is_some()));
    !(is_elsewhere || event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key())
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
