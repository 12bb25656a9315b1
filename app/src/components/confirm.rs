//! Asking before something that cannot be undone.

use leptos::prelude::*;

/// A button that first unfolds what it is about to do, in words that name it, and the button that does it.
/// It works without script.
#[component]
pub fn Confirm(
    /// What the first button says.
    label: &'static str,
    /// What will be done, by its name.
    #[prop(into)]
    question: String,
    /// The form that does it.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="confirm">
            <summary class="button">{label}</summary>
            <div class="confirm-sheet">
                <p>{question}</p>
                {children()}
            </div>
        </details>
    }
}
