//! The front door: for a member their timeline, for a stranger what this is and what there is to see.

use super::photos::Timeline;
use crate::{
    api::{account::me, photos::list_photos, site::site},
    asked::asked,
    components::{loaded::Loaded, photo_grid::PhotoGrid, tile::Caption},
    respond::lead_to,
    visitor::use_visitor,
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{AppError, Page, Photo, Scope};
use serde::{Deserialize, Serialize};

/// What is behind the front door.
#[derive(Clone, Serialize, Deserialize)]
enum Front {
    /// A member's own photos.
    Own(Page<Photo>),
    /// Everyone's newest photos.
    Everyones(Page<Photo>),
    /// Nothing yet: nobody has an account.
    Unclaimed,
}

async fn front() -> Result<Front, AppError> {
    if me().await?.is_some() {
        return list_photos(Scope::Mine, None).await.map(Front::Own);
    }
    if site().await?.first_account {
        return Ok(Front::Unclaimed);
    }
    list_photos(Scope::Public, None).await.map(Front::Everyones)
}

lazy_page! {
    /// `/`
    HomePage => Home
}

#[component]
fn Home() -> impl IntoView {
    let visitor = use_visitor();
    let front = asked(move || visitor.photos_version(), |_| front());
    view! {
        <Title text="" />
        <Loaded
            from=front
            view=|front| match front {
                Front::Own(page) => view! { <Timeline page later=false /> }.into_any(),
                Front::Everyones(page) => view! { <Welcome newest=page.items /> }.into_any(),
                Front::Unclaimed => {
                    lead_to("/signup");
                    view! { <a class="button primary" href="/signup">"Create account"</a> }.into_any()
                }
            }
        />
    }
}

/// What this is, in one sentence, and the newest public pictures.
#[component]
fn Welcome(
    /// The newest public pictures.
    newest: Vec<Photo>,
) -> impl IntoView {
    let has_pictures = !newest.is_empty();
    view! {
        <section class="welcome">
            <h1>"Your pictures, in your own house."</h1>
            <p>"Drop photos from any device into a gallery that belongs to you, and choose who sees what."</p>
            <div class="welcome-ways">
                <a class="button primary" href="/signup">"Create account"</a>
                <a class="button" href="/signin">"Sign in"</a>
            </div>
        </section>
        {has_pictures
            .then(|| {
                view! {
                    <section>
                        <h2 class="page-heading">"Newest"</h2>
                        <PhotoGrid photos=newest caption=Caption::Owner />
                        <nav class="older" aria-label="More pictures">
                            <a class="button" href="/public">"All public pictures"</a>
                        </nav>
                    </section>
                }
            })}
    }
}
