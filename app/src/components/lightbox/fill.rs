//! The whole screen for the picture.

use crate::components::icon::{Icon, Sign};
use leptos::prelude::*;

/// `Full screen`, where the browser has it.
#[component]
pub fn FillButton() -> impl IntoView {
    let can_fill = RwSignal::new(false);
    let is_filled = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    {
        Effect::new(move |_| can_fill.set(document().fullscreen_enabled()));
        crate::listen::on(&document(), "fullscreenchange", move |_| is_filled.set(is_full()));
    }
    view! {
        <Show when=move || can_fill.get()>
            <button
                type="button"
                class="lightbox-button"
                title="Full screen (f)"
                aria-pressed=move || is_filled.get().to_string()
                on:click=move |_| toggle()
            >
                {move || view! { <Icon sign=if is_filled.get() { Sign::Shrink } else { Sign::Fill } /> }}
                <span class="unseen">"Full screen"</span>
            </button>
        </Show>
    }
}

/// Whether the whole screen is filled.
#[cfg(feature = "hydrate")]
pub fn is_full() -> bool {
    document().fullscreen_element().is_some()
}

/// Fill the whole screen, or leave it again. It is the page that fills it, so that words about what happens are seen too.
#[cfg(feature = "hydrate")]
pub fn toggle() {
    use wasm_bindgen::JsCast;
    let Some(root) = document().document_element() else { return };
    let (target, name): (&wasm_bindgen::JsValue, _) =
        if is_full() { (&document(), "exitFullscreen") } else { (&root, "requestFullscreen") };
    let call = js_sys::Reflect::get(target, &name.into()).ok().and_then(|call| call.dyn_into::<js_sys::Function>().ok());
    let answer = call.and_then(|call| call.call0(target).ok()).and_then(|answer| answer.dyn_into::<js_sys::Promise>().ok());
    if let Some(answer) = answer {
        // A browser may refuse; the picture is seen as before.
        leptos::task::spawn_local(async move { drop(wasm_bindgen_futures::JsFuture::from(answer).await) });
    }
}

#[cfg(not(feature = "hydrate"))]
fn toggle() {}
