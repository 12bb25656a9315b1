//! What there is to know about the picture, and what its owner decides.

use super::{opened::is_own, reel::Reel};
use crate::{
    components::{
        photo_audience::PhotoAudience,
        photo_facts::PhotoFacts,
        photo_title::{PhotoTitle, PhotoTitleForm},
    },
    words,
};
use leptos::prelude::*;
use model::Photo;
use std::sync::Arc;

/// Beside the picture on wide screens, else below it.
#[component]
pub fn Details(
    /// Whose picture on the stage they are about.
    reel: Reel,
) -> impl IntoView {
    // What the viewer is at, such as a title half written, stays until another picture comes.
    view! {
        <section id="details" class="lightbox-details" aria-label="Details">
            <For each=move || reel.photo() key=|photo| photo.id let:photo>
                <About photo />
            </For>
        </section>
    }
}

/// One picture's details.
#[component]
fn About(photo: Arc<Photo>) -> impl IntoView {
    let is_own = is_own(&photo);
    let taken = photo.taken_local();
    let owner = photo.owner.username.clone();
    // On other pages the masthead leads there; the picture covers it.
    let elsewhere = format!("/qr?path={}", photo.urls.page);
    view! {
        <header class="photo-head">
            {if is_own {
                view! { <PhotoTitleForm photo=photo.clone() /> }.into_any()
            } else {
                view! { <PhotoTitle photo=photo.clone() /> }.into_any()
            }}
            <p class="photo-byline">
                <a href=format!("/people/{owner}")>{owner.clone()}</a>
                " · "
                <time datetime=words::machine_moment(taken)>{words::moment(taken)}</time>
            </p>
        </header>
        {is_own.then(|| view! { <PhotoAudience photo=photo.clone() /> })}
        <PhotoFacts photo />
        <p><a href=elsewhere>"Open on another device"</a></p>
    }
}
