//! Long lists of photos that one can walk through: the own timeline, the public gallery, a person's page.
//!
//! The server renders the beginning of a list as plain HTML, laid out by CSS alone. It is enough to look, to open a picture
//! and, by links, to go on. In the browser that HTML is left as it is until the code for more has arrived ([`alive`]): at
//! once on one's own pages, with the first movement elsewhere. From then on only what is near the screen is in the document.

#[cfg(feature = "hydrate")]
mod alive;
#[cfg(feature = "hydrate")]
mod gestures;
mod grid;
mod layout;
#[cfg(feature = "hydrate")]
mod measure;
mod opening;
mod run;
#[cfg(test)]
pub mod sample;
mod scrubber;
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "browsers lay out"))]
mod sheet;
#[cfg(feature = "hydrate")]
mod walk;
#[cfg(feature = "hydrate")]
pub mod way_back;

#[cfg(feature = "hydrate")]
pub use grid::Grid;
pub use opening::Listed;
pub use run::Run;
#[cfg(feature = "hydrate")]
pub use walk::Walk;

use leptos::{html, prelude::*};

/// A list of photos.
#[component]
pub fn Timeline(
    /// Which one.
    listed: Listed,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    let html = content(&listed);
    #[cfg(feature = "hydrate")]
    alive::await_need(place, listed);
    view! { <Suspense>{Suspend::new(async move { view! { <div node_ref=place inner_html=html.await></div> } })}</Suspense> }
}

/// The list's beginning as HTML, and the same as JSON for the code that takes over.
#[cfg(feature = "ssr")]
fn content(listed: &Listed) -> impl Future<Output = String> + Send + 'static {
    use crate::{components::failure::Failure, selection::Selection};
    use leptos_router::hooks::use_query_map;

    let listed = listed.clone();
    let place = use_query_map().with_untracked(|query| opening::place_named(query.get("cursor"), query.get("at").as_deref()));
    async move {
        if !crate::respond::is_asked() {
            return String::new();
        }
        match opening::Opening::of(&listed, place).await {
            Ok(opening) => {
                let json = serde_json::to_string(&opening).unwrap_or_default().replace('<', "\\u003c");
                let html = grid::view(grid::Grid::new(listed, opening, Selection::new())).to_html();
                format!("{html}<script type=\"application/json\">{json}</script>")
            }
            Err(error) => view! { <Failure error /> }.into_any().to_html(),
        }
    }
}

/// The browser leaves the server's HTML as it is.
#[cfg(not(feature = "ssr"))]
fn content(_listed: &Listed) -> impl Future<Output = String> + Send + 'static {
    std::future::ready(String::new())
}
