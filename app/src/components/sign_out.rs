//! Leaving.

use crate::api::account::SignOut as SignOutFn;
use leptos::{prelude::*, server_fn::ServerFn};

/// The button `Sign out`. It loads the page anew even where script could do without, so that nothing of the one who left
/// stays in the window's memory.
#[component]
pub fn SignOut(
    /// How it looks.
    class: &'static str,
) -> impl IntoView {
    view! {
        <form method="post" action=SignOutFn::PATH>
            <button type="submit" class=class>
                "Sign out"
            </button>
        </form>
    }
}
