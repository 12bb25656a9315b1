//! One picture.

use super::not_found::NotFoundPage;
use crate::{
    asked::asked,
    components::{
        lightbox::{LightboxView, Opened, Reel, Strip},
        loaded::Loaded,
    },
    crossing::use_crossing,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::PhotoId;

/// `/photos/{id}`
#[component]
pub fn PhotoView() -> impl IntoView {
    let params = use_params_map();
    let word = use_query_map().with_untracked(|query| query.get("in"));
    let crossing = use_crossing();
    let id = Memo::new(move |_| params.read().get("id").and_then(|id| id.parse::<PhotoId>().ok()));
    let strip = RwSignal::new(Strip::default());
    // What the page was last loaded for. What is at hand since then need not be asked for: the page goes on with it.
    let begun = StoredValue::new(None::<PhotoId>);
    let wanted = Memo::new(move |_| {
        let id = id.get();
        let is_at_hand = strip.with_untracked(|strip| id.is_some_and(|id| strip.has(id)));
        if is_at_hand { begun.get_value() } else { id }
    });
    let opened = {
        let word = word.clone();
        asked(move || wanted.get(), move |id| Opened::open(id, word.clone(), crossing))
    };
    let view = move |now: Opened| {
        begun.set_value(wanted.get_untracked());
        strip.set(Strip::default());
        if matches!(now, Opened::Missing) {
            return view! { <NotFoundPage /> }.into_any();
        }
        let reel = Reel::new(strip, id, word.clone(), Callback::new(move |()| opened.refetch()));
        reel.begin(now);
        view! { <LightboxView reel /> }.into_any()
    };
    view! { <Loaded from=opened view /> }
}
