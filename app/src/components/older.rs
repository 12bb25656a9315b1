//! The way on through a long list, a page at a time.

use leptos::prelude::*;

/// Links to the next page of a list, and back to its start.
#[component]
pub fn Older(
    /// The page's own path, such as `/photos`.
    #[prop(into)]
    path: String,
    /// Whether this is not the first page.
    later: bool,
    /// What to ask for to get the next page; none at the end.
    next: Option<String>,
) -> impl IntoView {
    (later || next.is_some()).then(|| {
        view! {
            <nav class="older" aria-label="Pages">
                {later.then(|| view! { <a class="button" href=path.clone()>"Newest"</a> })}
                {next.map(|cursor| view! { <a class="button" rel="next" href=format!("{path}?cursor={cursor}")>"Older"</a> })}
            </nav>
        }
    })
}
