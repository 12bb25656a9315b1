//! What one can do with one's account, from anywhere.

use super::{
    icon::{Icon, Sign},
    sign_out::SignOut,
};
use leptos::{ev, html, prelude::*, wasm_bindgen::JsCast, web_sys::Node};

/// A menu under one's name. It opens without script too.
#[component]
pub fn AccountMenu(
    /// Whose menu it is.
    username: String,
) -> impl IntoView {
    let menu = NodeRef::<html::Details>::new();
    close_on_click(menu);
    let close_on_escape = move |event: leptos::ev::KeyboardEvent| {
        if let Some(menu) = menu.get_untracked().filter(|_| event.key() == "Escape") {
            menu.set_open(false);
        }
    };
    view! {
        <details class="menu" node_ref=menu on:keydown=close_on_escape>
            <summary class="button">
                <span class="menu-name">{username}</span>
                <Icon sign=Sign::Down />
            </summary>
            <div class="menu-sheet">
                <a href="/account">"Account"</a>
                <a href="/trash">"Trash"</a>
                <SignOut class="menu-entry" />
            </div>
        </details>
    }
}

/// A click beside the menu, or on one of its entries: it has done its work. A click on its name opens and closes it by itself.
fn close_on_click(menu: NodeRef<html::Details>) {
    Effect::new(move |_| {
        let listener = window_event_listener(ev::click, move |event| {
            let Some(menu) = menu.get_untracked() else { return };
            let clicked = event.target().and_then(|target| target.dyn_into::<Node>().ok());
            let name = menu.first_element_child();
            if !name.is_some_and(|name| name.contains(clicked.as_ref())) {
                menu.set_open(false);
            }
        });
        on_cleanup(move || listener.remove());
    });
}
