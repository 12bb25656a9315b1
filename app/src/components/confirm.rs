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
    /// Whether it is unfolded from the start: where it was refused.
    #[prop(optional)]
    open: bool,
    /// The form that does it, or its button.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="confirm" open=open>
            <summary class="button">{label}</summary>
            <div class="confirm-sheet">
                <p>{question}</p>
                {children()}
            </div>
        </details>
    }
}
