//! Leaving.

use crate::{api::account::SignOut as SignOutFn, upload::use_queue, visitor::use_visitor};
use leptos::prelude::*;

/// The button `Sign out`.
#[component]
pub fn SignOut(
    /// How it looks.
    class: &'static str,
) -> impl IntoView {
    let visitor = use_visitor();
    let queue = use_queue();
    let sign_out = ServerAction::<SignOutFn>::new();
    Effect::new(move |_| {
        if sign_out.value().with(|answer| matches!(answer, Some(Ok(())))) {
            queue.forget();
            visitor.signed_out();
        }
    });
    view! {
        <ActionForm action=sign_out>
            <button type="submit" class=class>
                "Sign out"
            </button>
        </ActionForm>
    }
}
