//! Above the picture: torch, timer, lines, and the rest behind one button.

use super::{settings::Settings, sign};
use crate::{camera::use_camera, components::icon::drawn};
use leptos::{ev::KeyboardEvent, prelude::*};

/// The bar above the picture. Only what the open camera can do is there.
#[component]
pub fn Top() -> impl IntoView {
    let camera = use_camera();
    let has_torch = Memo::new(move |_| camera.ability.get().torch);
    let has_settings = RwSignal::new(false);
    let close = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            has_settings.set(false);
        }
    };
    view! {
        <div class="camera-top" on:keydown=close>
            <Show when=move || has_torch.get()>
                <button
                    type="button"
                    class="camera-button"
                    title="Torch"
                    aria-pressed=move || camera.adjustment.get().torch.to_string()
                    on:click=move |_| camera.toggle_torch()
                >
                    {drawn(sign::TORCH)}
                    <span class="unseen">"Torch"</span>
                </button>
            </Show>
            <button
                type="button"
                class="camera-button"
                title="Timer"
                data-on=move || (camera.timer.get().seconds() > 0).then_some("")
                on:click=move |_| camera.turn_timer()
            >
                {drawn(sign::TIMER)}
                <span class="camera-seconds" aria-hidden="true">
                    {move || Some(camera.timer.get().seconds()).filter(|seconds| *seconds > 0)}
                </span>
                <span class="unseen">{move || camera.timer.get().words()}</span>
            </button>
            <button
                type="button"
                class="camera-button"
                title="Grid"
                aria-pressed=move || camera.has_grid.get().to_string()
                on:click=move |_| camera.toggle_grid()
            >
                {drawn(sign::GRID)}
                <span class="unseen">"Grid"</span>
            </button>
            <button
                type="button"
                class="camera-button"
                title="Settings"
                aria-controls="camera-settings"
                aria-expanded=move || has_settings.get().to_string()
                on:click=move |_| has_settings.update(|is_open| *is_open = !*is_open)
            >
                {drawn(sign::MORE)}
                <span class="unseen">"Settings"</span>
            </button>
            <div id="camera-settings" class="camera-settings" hidden=move || !has_settings.get()>
                <Settings />
            </div>
        </div>
    }
}
