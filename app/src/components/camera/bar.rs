//! Below the picture: the last shot, the shutter, the other camera.

use super::sign;
use crate::{
    camera::{SHUTTER, Stage, use_camera},
    components::{icon::drawn, visibility_choice::VisibilitySelect},
};
use leptos::{
    ev::{MouseEvent, PointerEvent},
    prelude::*,
    wasm_bindgen::JsCast,
};
use web_sys::Element;

/// The bar below the picture, in reach of a thumb.
#[component]
pub fn Bar() -> impl IntoView {
    let camera = use_camera();
    let can_switch = Memo::new(move |_| camera.devices.read().len() > 1);
    view! {
        <div class="camera-bar">
            <div class="camera-audience">
                <VisibilitySelect
                    label="Who can see it"
                    chosen=camera.visibility
                    on_choose=move |visibility| camera.show_to(visibility)
                />
            </div>
            <div class="camera-hands">
                <LastShot />
                <Shutter />
                <Show when=move || can_switch.get() fallback=|| view! { <span></span> }>
                    <button type="button" class="camera-button camera-switch" title="Switch camera" on:click=move |_| camera.switch()>
                        {drawn(sign::SWITCH)}
                        <span class="unseen">"Switch camera"</span>
                    </button>
                </Show>
            </div>
        </div>
    }
}

/// The shutter. Held, it takes one picture after another.
#[component]
fn Shutter() -> impl IntoView {
    let camera = use_camera();
    let is_live = Memo::new(move |_| camera.stage.get() == Stage::Live);
    let is_counting = Memo::new(move |_| camera.countdown.get().is_some());
    let down = move |event: PointerEvent| {
        if event.button() == 0 {
            // The finger may slide off the button and still come up there.
            if let Some(button) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
                button.set_pointer_capture(event.pointer_id()).ok();
            }
            camera.press();
        }
    };
    let click = move |event: MouseEvent| {
        // A click without a pointer: by a screen reader. Keys and fingers were heard already.
        if event.detail() == 0 {
            camera.press();
            camera.release();
        }
    };
    view! {
        <button
            id=SHUTTER
            type="button"
            class="camera-shutter"
            disabled=move || !is_live.get()
            data-counting=move || is_counting.get().then_some("")
            aria-label=move || if is_counting.get() { "Stop the timer" } else { "Take a picture" }
            aria-keyshortcuts="Space Enter"
            on:pointerdown=down
            on:pointerup=move |_| camera.release()
            on:pointercancel=move |_| camera.let_go()
            on:contextmenu=|event: MouseEvent| event.prevent_default()
            on:click=click
        ></button>
    }
}

/// What was taken last. It opens the review strip.
#[component]
fn LastShot() -> impl IntoView {
    let camera = use_camera();
    let wanted = Memo::new(move |_| camera.shots.read().iter().filter(|shot| shot.is_wanted()).count());
    let last = move || camera.shots.read().iter().find(|shot| shot.is_wanted()).map(|shot| shot.thumb.to_string());
    let words = move || match wanted.get() {
        1 => "Review 1 picture".to_owned(),
        many => format!("Review {many} pictures"),
    };
    view! {
        <Show when=move || { wanted.get() > 0 } fallback=|| view! { <span></span> }>
            <button
                type="button"
                class="camera-last"
                aria-label=words
                aria-controls="camera-review"
                aria-expanded=move || camera.is_reviewing.get().to_string()
                on:click=move |_| camera.is_reviewing.update(|is_reviewing| *is_reviewing = !*is_reviewing)
            >
                <img src=last alt="" />
                <span class="camera-count" aria-hidden="true">{move || wanted.get()}</span>
            </button>
        </Show>
    }
}
