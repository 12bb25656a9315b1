//! Listening to the whole document, for what the server rendered and nobody takes over.

use leptos::prelude::document;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Element, Event};

/// Listen for as long as the window is there. The router listens to the window, and hears of a click after this.
pub fn on(name: &str, act: impl Fn(&Event) + 'static) {
    let act = Closure::<dyn Fn(Event)>::new(move |event: Event| act(&event));
    // Every document can be listened to.
    document().add_event_listener_with_callback(name, act.as_ref().unchecked_ref()).ok();
    act.forget();
}

/// The element an event happens in, of those that match this CSS selector.
pub fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}
