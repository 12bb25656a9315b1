//! What one can do with one's account, from anywhere.

use super::{
    icon::{Icon, Sign},
    sign_out::SignOut,
};
use leptos::{html, prelude::*};
use leptos_router::hooks::use_location;

/// A menu under one's name. It opens without script too.
#[component]
pub fn AccountMenu(
    /// Whose menu it is.
    username: String,
) -> impl IntoView {
    let menu = NodeRef::<html::Details>::new();
    let here = use_location();
    // Another page: the menu has done its work.
    Effect::new(move |_| {
        here.pathname.track();
        if let Some(menu) = menu.get() {
            menu.set_open(false);
        }
    });
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
