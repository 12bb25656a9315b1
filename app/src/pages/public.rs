//! Everyone's public photos.

use crate::{
    api::photos::list_photos,
    asked::asked,
    components::{empty_state::EmptyState, loaded::Loaded, older::Older, photo_grid::PhotoGrid, tile::Caption},
    visitor::use_visitor,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::Scope;

/// `/public`
#[component]
pub fn PublicPage() -> impl IntoView {
    let visitor = use_visitor();
    let query = use_query_map();
    let cursor = Memo::new(move |_| query.read().get("cursor"));
    let photos = asked(move || (cursor.get(), visitor.photos_version()), |(cursor, _)| list_photos(Scope::Public, cursor));
    view! {
        <Title text="Public" />
        <h1 class="page-heading">"Public"</h1>
        <Loaded
            from=photos
            view=move |page| {
                let later = cursor.get_untracked().is_some();
                if page.items.is_empty() && !later {
                    let text = "Pictures that everyone may see are shown here. Open one of yours and choose “Everyone”.";
                    return view! { <EmptyState title="Nothing public yet" text=text /> }.into_any();
                }
                view! {
                    <PhotoGrid photos=page.items caption=Caption::Owner />
                    <Older path="/public" later next=page.next_cursor />
                }
                    .into_any()
            }
        />
    }
}
