//! The picture, or the sentence that says why there is none.

use super::{second_way::SecondWay, settings::Slider};
use crate::{
    camera::{Facing, Stage, Trouble, use_camera},
    components::alert::Alert,
};
use leptos::{html, prelude::*};

/// What the camera sees, as wide or as high as the screen allows, whole: what is seen is what is taken.
#[component]
pub fn Finder() -> impl IntoView {
    let camera = use_camera();
    let stage = NodeRef::<html::Div>::new();
    stage.on_load(move |stage| camera.follow_fingers(&stage));
    // Width over height of what the camera sees: it changes when the device is turned.
    let ratio = RwSignal::new(None::<f64>);
    let measure = move || {
        let sides = camera.video.get_untracked().map(|video| (f64::from(video.video_width()), f64::from(video.video_height())));
        ratio.set(sides.filter(|(_, height)| *height > 0.0).map(|(width, height)| width / height));
    };
    // A camera that does not say where it looks stands above a screen, and looks at who looks at it: like a mirror.
    let is_mirror = move || camera.facing.get() != Some(Facing::Rear);
    let is_live = Memo::new(move |_| camera.stage.get() == Stage::Live);
    view! {
        <div class="camera-stage" node_ref=stage>
            <div class="camera-picture" style=move || ratio.get().map(|ratio| format!("--ratio: {ratio:.4}"))>
                <video
                    class="camera-video"
                    class:mirrored=is_mirror
                    class:live=move || is_live.get()
                    aria-label="What the camera sees"
                    autoplay
                    playsinline
                    muted
                    prop:muted=true
                    disablepictureinpicture
                    on:loadedmetadata=move |_| measure()
                    on:resize=move |_| measure()
                    node_ref=camera.video
                ></video>
                <div class="camera-grid" hidden=move || !(camera.has_grid.get() && is_live.get())></div>
            </div>
            <div class="camera-flash" data-shot=move || shutter_side(camera.taken.get())></div>
            <div class="camera-countdown" aria-hidden="true">{move || camera.countdown.get()}</div>
            <Zoom />
            <Words />
        </div>
    }
}

/// How much larger what is seen is, at the lower edge of the picture.
#[component]
fn Zoom() -> impl IntoView {
    let camera = use_camera();
    let zoom = Memo::new(move |_| camera.ability.get().zoom.filter(|_| camera.stage.get() == Stage::Live));
    move || {
        zoom.get().map(|range| {
            let value = move || camera.adjustment.get().zoom.unwrap_or(range.min);
            view! {
                <div class="camera-zoom">
                    <Slider label="Zoom" range value on_input=move |zoom| camera.zoom_to(zoom) />
                </div>
            }
        })
    }
}

/// Every other picture has the other name, so that its flash begins anew.
const fn shutter_side(taken: u32) -> Option<&'static str> {
    match taken {
        0 => None,
        taken if taken % 2 == 0 => Some("even"),
        _ => Some("odd"),
    }
}

/// What is said instead of a picture, and the other way to one.
#[component]
fn Words() -> impl IntoView {
    let camera = use_camera();
    let trouble = Memo::new(move |_| match camera.stage.get() {
        Stage::Failed(trouble) => Some(trouble),
        _ => None,
    });
    let is_starting = Memo::new(move |_| camera.stage.get() == Stage::Starting);
    let sentence = Signal::derive(move || trouble.get().map(|trouble| trouble.sentence().to_owned()));
    view! {
        <div class="camera-words" hidden=move || trouble.get().is_none() && !is_starting.get() data-late=move || is_starting.get().then_some("")>
            <Alert text=sentence />
            {move || match trouble.get() {
                Some(trouble) => view! { <WayOut trouble /> }.into_any(),
                None => view! { <p>"Allow the camera, if the browser asks."</p> }.into_any(),
            }}
            <Show when=move || trouble.get().is_some()>
                <SecondWay id="camera-app" visibility=camera.visibility />
            </Show>
        </div>
    }
}

/// What to do about it.
#[component]
fn WayOut(trouble: Trouble) -> impl IntoView {
    let camera = use_camera();
    view! {
        <p>{trouble.way_out()}</p>
        {trouble
            .can_be_retried()
            .then(|| {
                view! {
                    <button type="button" class="button primary" on:click=move |_| camera.try_again()>
                        "Try again"
                    </button>
                }
            })}
    }
}
