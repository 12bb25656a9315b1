//! What stands where something could not be shown.

use crate::respond::respond;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::AppError;

/// What went wrong, and the one way on: sign in, or try again.
#[component]
pub fn Failure(
    /// What went wrong.
    error: AppError,
) -> impl IntoView {
    respond(error.status());
    #[cfg(feature = "hydrate")]
    if error.status() == 401 {
        leptos::task::spawn_local(renew_bars(crate::visitor::use_visitor()));
    }
    let here = use_location();
    let sign_in = move || format!("/signin?next={}", here.pathname.get());
    let needs_sign_in = error.status() == 401;
    view! {
        <section class="empty">
            <h1>{error.title()}</h1>
            <p>{error.to_string()}</p>
            {if needs_sign_in {
                view! { <a class="button primary" href=sign_in>"Sign in"</a> }.into_any()
            } else {
                view! { <a class="button" rel="external" href=move || here.pathname.get()>"Try again"</a> }.into_any()
            }}
        </section>
    }
}

/// Somebody else may have signed them out: then the bars are those of a stranger from now on. How they are made does not come with
/// every page.
#[cfg(feature = "hydrate")]
#[leptos::lazy]
async fn renew_bars(visitor: crate::visitor::Visitor) {
    visitor.ask_again();
}
