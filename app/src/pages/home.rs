//! The front door: for a member their timeline, for a stranger what this is and what there is to see.

use crate::{
    api::{account::identity, photos::stretch, site::site},
    asked::asked,
    components::{loaded::Loaded, photo_grid::PhotoGrid, tile::Caption},
    respond::lead_to,
    timeline::{Listed, Timeline},
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{AppError, Photo, Place, Scope};
use serde::{Deserialize, Serialize};

/// What is behind the front door.
#[derive(Clone, Serialize, Deserialize)]
enum Front {
    /// A member's own photos.
    Own,
    /// Everyone's newest photos.
    Everyones(Vec<Photo>),
    /// Nothing yet: nobody has an account.
    Unclaimed,
}

/// How many of everyone's photos are shown to strangers.
const NEWEST: usize = 40;

async fn front() -> Result<Front, AppError> {
    if identity().await?.is_some() {
        return Ok(Front::Own);
    }
    if site().await?.first_account {
        return Ok(Front::Unclaimed);
    }
    let mut newest = stretch(Scope::Public, None, Place::Newest).await?.items;
    newest.truncate(NEWEST);
    Ok(Front::Everyones(newest))
}

/// `/`
#[component]
pub fn HomeView() -> impl IntoView {
    let front = asked(|| (), |()| front());
    view! {
        <Title text="" />
        <Loaded
            from=front
            view=|front| match front {
                Front::Own => {
                    view! {
                        <h1 class="unseen">"Photos"</h1>
                        <Timeline listed=Listed::mine() />
                    }
                        .into_any()
                }
                Front::Everyones(newest) => view! { <Welcome newest /> }.into_any(),
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
                        <PhotoGrid photos=newest caption=Caption::Owner mark=Listed::everyones().mark() />
                        <nav class="older" aria-label="More pictures">
                            <a class="button" href="/public">"All public pictures"</a>
                        </nav>
                    </section>
                }
            })}
    }
}
