//! The camera's page: the picture fills the screen, what can be done stands above and below it.

#[cfg(feature = "hydrate")]
mod bar;
#[cfg(feature = "hydrate")]
mod finder;
#[cfg(feature = "hydrate")]
mod review;
mod second_way;
#[cfg(feature = "hydrate")]
mod settings;
#[cfg(feature = "hydrate")]
mod sign;
#[cfg(feature = "hydrate")]
mod top;

use super::icon::{Icon, Sign};
use leptos::prelude::*;
use second_way::SecondWay;

/// The room with the camera in it. The server renders the room; the camera is there once the page answers to script.
#[component]
pub fn CameraRoom() -> impl IntoView {
    let is_alive = RwSignal::new(false);
    Effect::new(move |_| is_alive.set(true));
    view! {
        <section class="camera darkroom">
            <h1 class="unseen">"Camera"</h1>
            <a class="camera-button camera-close" href="/photos" aria-label="Close the camera">
                <Icon sign=Sign::Close />
            </a>
            <Show when=move || is_alive.get() fallback=|| view! { <Waiting /> }>
                {camera()}
            </Show>
        </section>
    }
}

/// Before the camera is there, and all there is without script.
#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="camera-stage">
            <div class="camera-words" data-late="">
                <p class="script-only">"The camera is getting ready."</p>
                <SecondWay id="camera-app" />
            </div>
        </div>
    }
}

#[cfg(not(feature = "hydrate"))]
fn camera() {}

/// The camera itself, from the top of the screen to the bottom.
#[cfg(feature = "hydrate")]
fn camera() -> impl IntoView {
    let camera = crate::camera::Camera::provide();
    fold_tray();
    view! {
        <top::Top />
        <finder::Finder />
        <review::Review />
        <bar::Bar />
        <p class="unseen" role="status">{move || camera.said.get()}</p>
    }
}

/// One line of the upload tray is enough here.
#[cfg(feature = "hydrate")]
fn fold_tray() {
    let uploads = crate::upload::use_uploads();
    Effect::new(move |_| {
        if let Some(queue) = uploads.queue.get() {
            queue.fold_meanwhile();
        }
    });
}
