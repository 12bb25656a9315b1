//! Something a person should know before they go on.

use leptos::prelude::*;

/// A sentence that is read out at once when it appears. The region is there before the sentence is, so that it is noticed.
#[component]
pub fn Alert(
    /// What happened and what to do; nothing when all is well.
    #[prop(into)]
    text: Signal<Option<String>>,
) -> impl IntoView {
    view! { <div class="alert" role="alert">{move || text.get().map(|text| view! { <p>{text}</p> })}</div> }
}
