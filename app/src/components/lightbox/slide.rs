//! One picture, from its first blurred pixels to its last real ones.

use super::stage::Stage;
use crate::{
    components::icon::{Icon, Sign},
    crossing::Picture,
};
use leptos::{html, prelude::*};

/// How far the bytes of a picture have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bytes {
    /// They are shown. Without script, as far as anybody knows.
    There,
    Coming,
    Failed,
}

/// A picture on the stage, or in the wings beside it.
#[component]
pub fn Slide(
    /// How things stand.
    stage: Stage,
    /// The picture, as it is known at first.
    picture: Picture,
) -> impl IntoView {
    let reel = stage.reel;
    let id = picture.id;
    let small = picture.small.clone();
    let picture =
        Memo::new(move |before: Option<&Picture>| reel.picture(id).or_else(|| before.cloned()).unwrap_or_else(|| picture.clone()));
    let place = Memo::new(move |_| reel.place(id));
    let is_here = Memo::new(move |_| place.get() == Some(0));
    let bytes = RwSignal::new(Bytes::There);
    let image = NodeRef::<html::Img>::new();
    watch_bytes(image, bytes);
    // Goes up with every new try.
    let tries = RwSignal::new(0_u32);
    let is_started = RwSignal::new(false);
    // The original's address, once it is there to be looked at closely.
    let sharp = RwSignal::new(None::<String>);
    #[cfg(feature = "hydrate")]
    super::sharpen::watch(stage, picture, is_here, image, sharp);
    let zoom = move || is_here.get().then(|| stage.zoom.get()).filter(|zoom| !zoom.is_fit());
    let zoomed = move |which: fn(super::zoom::Zoom) -> f64| zoom().map(|zoom| which(zoom).to_string());
    let style = move || picture.with(|picture| format!("{};--small:url({small});--most:{}px", picture.style, picture.width));
    view! {
        <div
            class="lightbox-slide"
            data-here=move || is_here.get().then_some("")
            aria-hidden=move || (!is_here.get()).then_some("true")
            style=("--place", move || place.get().unwrap_or_default().to_string())
        >
            <div class="lightbox-frame" class:there=move || bytes.get() == Bytes::There style=style>
                <div
                    class="lightbox-zoom"
                    style=("--zoom", move || zoomed(|zoom| zoom.scale))
                    style=("--x", move || zoomed(|zoom| zoom.x))
                    style=("--y", move || zoomed(|zoom| zoom.y))
                >
                    <For each=move || [(tries.get(), sharp.get())] key=Clone::clone let((_, sharp))>
                        <Image picture is_here is_started sharp image bytes />
                    </For>
                </div>
            </div>
            <Show when=move || is_here.get() && moving(&picture.read()).is_some()>
                <PlayButton is_started />
            </Show>
            <Show when=move || is_here.get()>
                {move || match bytes.get() {
                    Bytes::There => ().into_any(),
                    Bytes::Coming => view! { <p class="lightbox-coming" role="status"><span class="unseen">"Loading …"</span></p> }.into_any(),
                    Bytes::Failed => {
                        let again = move |_| {
                            bytes.set(Bytes::Coming);
                            tries.update(|tries| *tries += 1);
                        };
                        view! {
                            <div class="lightbox-failed" role="alert">
                                <p>"This picture could not be loaded."</p>
                                <button type="button" class="button" on:click=again>
                                    "Try again"
                                </button>
                            </div>
                        }
                            .into_any()
                    }
                }}
            </Show>
        </div>
    }
}

/// The image itself: as a rendition, or as the original when that is at hand. One that moves does so, unless the viewer asked
/// for less motion: then it waits to be started.
#[component]
fn Image(
    picture: Memo<Picture>,
    is_here: Memo<bool>,
    is_started: RwSignal<bool>,
    /// The original's address, when it is looked at closely.
    sharp: Option<String>,
    image: NodeRef<html::Img>,
    bytes: RwSignal<Bytes>,
) -> impl IntoView {
    let is_sharp = sharp.is_some();
    let media = move || if is_started.get() { "all" } else { "(prefers-reduced-motion: no-preference)" };
    view! {
        <picture>
            {move || moving(&picture.read()).map(|original| view! { <source media=media srcset=original /> })}
            <img
                node_ref=image
                class="lightbox-image"
                srcset=move || if is_sharp { None } else { Some(picture.read().srcset.clone()) }
                sizes=move || if is_sharp { None } else { Some(picture.read().sizes()) }
                src=move || sharp.clone().unwrap_or_else(|| picture.read().preview.clone())
                width=move || picture.read().width
                height=move || picture.read().height
                fetchpriority=move || if is_here.get() { "high" } else { "low" }
                decoding=if is_sharp { "sync" } else { "auto" }
                draggable="false"
                alt=move || picture.read().words.clone()
                on:load=move |_| bytes.set(Bytes::There)
                on:error=move |_| bytes.set(Bytes::Failed)
            />
        </picture>
    }
}

/// The original's address, if it moves.
fn moving(picture: &Picture) -> Option<String> {
    picture.original.clone().filter(|_| picture.animated)
}

/// Starts what moves, and stops it, for those who asked for less motion.
#[component]
fn PlayButton(is_started: RwSignal<bool>) -> impl IntoView {
    let label = move || {
        let (sign, words) = if is_started.get() { (Sign::Pause, "Stop") } else { (Sign::Play, "Play") };
        view! {
            <Icon sign />
            {words}
        }
    };
    view! {
        <button type="button" class="lightbox-play script-only" on:click=move |_| is_started.update(|started| *started = !*started)>
            {label}
        </button>
    }
}

/// Find out how far the bytes are when script takes over: they may have come, or failed, before.
fn watch_bytes(image: NodeRef<html::Img>, bytes: RwSignal<Bytes>) {
    Effect::new(move |_| {
        let Some(image) = image.get() else { return };
        let now = match (image.complete(), image.natural_width()) {
            (false, _) => Bytes::Coming,
            (true, 0) => Bytes::Failed,
            (true, _) => Bytes::There,
        };
        bytes.set(now);
    });
}
