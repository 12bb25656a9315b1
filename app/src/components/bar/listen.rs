//! What happens in the bars, and to them.

use super::{
    full,
    place::{code_of, current},
};
use crate::{
    ALIVE_EVENT,
    listen::{closest, on_document},
    theme::Theme,
    upload::open_picker,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, KeyboardEvent};

/// What opens the file chooser.
const PICKS: &str = "[data-picks]";
const MENU: &str = ".menu";

/// Listen for as long as the window is there. It must be inside of the router.
pub fn to_bars() {
    on_document("click", |event| {
        if closest(event, PICKS).is_some() {
            event.prevent_default();
            open_picker();
        }
        // A click beside the menu, or on one of its entries: it has done its work. One on its name opens and closes it by itself.
        if closest(event, ".menu > summary").is_none() {
            close_menu();
        }
    });
    on_document("keydown", |event| {
        let is_escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
        if is_escape && closest(event, MENU).is_some() {
            close_menu();
        }
    });
    on_document("change", |event| {
        let option = closest(event, ".theme-option input").and_then(|option| option.dyn_into::<HtmlInputElement>().ok());
        if let Some(option) = option {
            Theme::from_value(&option.value()).choose();
        }
    });
    window_event_listener_untyped(ALIVE_EVENT, |_| {
        // With script they are no links.
        for picks in all(PICKS) {
            set(&picks, "role", Some("button"));
        }
    });
    let location = use_location();
    Effect::new(move |is_later: Option<()>| {
        let here = full(&location.pathname.get(), &location.search.get());
        // The server has marked where one began.
        if is_later.is_some() {
            for place in all(":is(.masthead-places, .dock) > a:not([data-picks])") {
                let current = place.get_attribute("href").and_then(|href| current(&href, &here));
                set(&place, "aria-current", current);
            }
            for code in all(".masthead-code") {
                set(&code, "href", Some(&code_of(&here)));
            }
        }
    });
}

fn close_menu() {
    for menu in all(MENU) {
        set(&menu, "open", None);
    }
}

fn all(selector: &str) -> Vec<Element> {
    let found = document().query_selector_all(selector).ok();
    let each = found.iter().flat_map(|found| (0..found.length()).filter_map(|at| found.item(at)));
    each.filter_map(|node| node.dyn_into().ok()).collect()
}

/// Set an attribute, or (none) remove it.
fn set(element: &Element, name: &str, value: Option<&str>) {
    let done = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
    debug_assert!(done.is_ok(), "`{name}` is a valid attribute");
}
