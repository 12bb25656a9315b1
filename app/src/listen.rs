//! Listening to what happens on the page.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{AddEventListenerOptions, Element, Event, EventTarget};

/// Listen to an event, for as long as the page is there. What happens may be kept from the browser.
pub fn on(target: &EventTarget, name: &'static str, act: impl Fn(&Event) + 'static) {
    let act = Closure::<dyn Fn(Event)>::new(move |event: Event| act(&event));
    let options = AddEventListenerOptions::new();
    options.set_passive(false);
    // Everything can be listened to.
    target.add_event_listener_with_callback_and_add_event_listener_options(name, act.as_ref().unchecked_ref(), &options).ok();
    let held = StoredValue::new_local((target.clone(), act));
    on_cleanup(move || {
        held.try_with_value(|(target, act)| {
            target.remove_event_listener_with_callback(name, act.as_ref().unchecked_ref()).ok();
        });
    });
}

/// Listen to the whole document for as long as the window is there, for what the server rendered and nobody takes over. The
/// router listens to the window, and hears of a click after this.
pub fn on_document(name: &str, act: impl Fn(&Event) + 'static) {
    let act = Closure::<dyn Fn(Event)>::new(move |event: Event| act(&event));
    // Every document can be listened to.
    document().add_event_listener_with_callback(name, act.as_ref().unchecked_ref()).ok();
    act.forget();
}

/// The element an event happens in, of those that match this CSS selector.
pub fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}
