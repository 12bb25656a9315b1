//! One's own photos, by the time they were taken.

use crate::{
    components::photo_delete::DeletedBar,
    timeline::{Listed, Timeline},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::PhotoId;

/// `/photos`
#[component]
pub fn PhotosView() -> impl IntoView {
    let query = use_query_map();
    let deleted = Memo::new(move |_| query.read().get("deleted").and_then(|id| id.parse::<PhotoId>().ok()));
    view! {
        <Title text="Photos" />
        <h1 class="unseen">"Photos"</h1>
        {move || deleted.get().map(|id| view! { <DeletedBar id /> })}
        <Timeline listed=Listed::mine() />
    }
}
