//! Where there is nothing, or nothing that the one who asks may see.

use crate::{respond::respond, visitor::use_visitor};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_location;

/// The page for an address that leads nowhere.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    const NOT_FOUND: u16 = 404;
    respond(NOT_FOUND);
    let visitor = use_visitor();
    let here = use_location();
    let sign_in = move || format!("/signin?next={}", here.pathname.get());
    view! {
        <Title text="Not found" />
        <Meta name="robots" content="noindex" />
        <section class="empty">
            <span class="empty-mark" aria-hidden="true"></span>
            <h1>"Nothing developed here"</h1>
            <p>"There is nothing at this address, or nothing that you can see."</p>
            <div class="empty-ways">
                <a class="button primary" href="/">"Back to the start"</a>
                <Show when=move || visitor.is_here() == Some(false)>
                    <a class="button" href=sign_in>"Sign in"</a>
                </Show>
            </div>
        </section>
    }
}
