//! Waiting.

use leptos::prelude::*;

/// A quiet sign that something is on its way. It shows itself only when that takes longer than a moment.
#[component]
pub fn Pending() -> impl IntoView {
    view! {
        <div class="pending" role="status">
            <span class="pending-dot" aria-hidden="true"></span>
            <span>"Loading …"</span>
        </div>
    }
}
