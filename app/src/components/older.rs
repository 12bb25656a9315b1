//! The way on through a long list, a page at a time.

use leptos::prelude::*;

/// Links to the next page of a list, and back to its start.
#[component]
pub fn Older(
    /// The page's own path, such as `/photos`, maybe with a query.
    #[prop(into)]
    path: String,
    /// Whether this is not the first page.
    later: bool,
    /// What to ask for to get the next page; none at the end.
    next: Option<String>,
    /// What the ways to the start and onwards are called.
    #[prop(default = ("Newest", "Older"))]
    words: (&'static str, &'static str),
) -> impl IntoView {
    let join = if path.contains('?') { '&' } else { '?' };
    (later || next.is_some()).then(|| {
        view! {
            <nav class="older" aria-label="Pages">
                {later.then(|| view! { <a class="button" href=path.clone()>{words.0}</a> })}
                {next.map(|cursor| view! { <a class="button" rel="next" href=format!("{path}{join}cursor={cursor}")>{words.1}</a> })}
            </nav>
        }
    })
}
