//! What one can do with one's account, from anywhere.

use crate::components::{
    icon::{Icon, Sign},
    sign_out::SignOut,
};
use leptos::prelude::*;
use model::{Identity, Role};

/// A menu under one's name. It opens without script too.
#[component]
pub fn AccountMenu(
    /// Whose menu it is.
    me: Identity,
) -> impl IntoView {
    view! {
        <details class="menu">
            <summary class="button">
                <span class="menu-name">{me.username}</span>
                <Icon sign=Sign::Down />
            </summary>
            <div class="menu-sheet">
                <a href="/account">"Account"</a>
                <a href="/trash">"Trash"</a>
                {(me.role == Role::Admin).then(|| view! { <a href="/admin">"Administration"</a> })}
                <SignOut class="menu-entry" />
            </div>
        </details>
    }
}
