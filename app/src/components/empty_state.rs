//! What stands where nothing is yet.

use leptos::prelude::*;

/// What this place is for, and the one button that fills it.
#[component]
pub fn EmptyState(
    /// What the place is.
    title: &'static str,
    /// What it is for.
    #[prop(into)]
    text: String,
    /// The button, if anything can be done about the emptiness.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="empty">
            <span class="empty-mark" aria-hidden="true"></span>
            <h2>{title}</h2>
            <p>{text}</p>
            {children.map(|children| children())}
        </section>
    }
}
