//! One's own photos, by the time they were taken.

use crate::{
    api::photos::list_photos,
    asked::asked,
    components::{
        empty_state::EmptyState, loaded::Loaded, older::Older, photo_delete::DeletedBar, photo_grid::PhotoGrid, tile::Caption,
        upload_button::UploadButton,
    },
    visitor::use_visitor,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{Page, Photo, PhotoId, Scope};

lazy_page! {
    /// `/photos`
    PhotosPage => Photos
}

#[component]
fn Photos() -> impl IntoView {
    let visitor = use_visitor();
    let query = use_query_map();
    let cursor = Memo::new(move |_| query.read().get("cursor"));
    let deleted = Memo::new(move |_| query.read().get("deleted").and_then(|id| id.parse::<PhotoId>().ok()));
    let photos = asked(move || (cursor.get(), visitor.photos_version()), |(cursor, _)| list_photos(Scope::Mine, cursor));
    view! {
        <Title text="Photos" />
        {move || deleted.get().map(|id| view! { <DeletedBar id /> })}
        <Loaded from=photos view=move |page| view! { <Timeline page later=cursor.get_untracked().is_some() /> }.into_any() />
    }
}

/// A member's own photos under the months in which they were taken.
#[component]
pub fn Timeline(
    /// A page of them.
    page: Page<Photo>,
    /// Whether it is not the first page.
    later: bool,
) -> impl IntoView {
    if page.items.is_empty() && !later {
        return view! {
            <h1 class="unseen">"Photos"</h1>
            <EmptyState title="No photos yet" text="Your pictures live here. Drop them anywhere on this page, or choose them.">
                <UploadButton class="button primary" />
            </EmptyState>
        }
        .into_any();
    }
    view! {
        <h1 class="unseen">"Photos"</h1>
        <PhotoGrid photos=page.items caption=Caption::Visibility by_month=true />
        <Older path="/photos" later next=page.next_cursor />
    }
    .into_any()
}
