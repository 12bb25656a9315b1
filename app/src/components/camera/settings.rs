//! What is changed now and then: which camera, focus, exposure, the place, and the way to the phone's own camera.

use super::second_way::SecondWay;
use crate::camera::{Range, Wanted, use_camera};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

/// The settings of the open camera.
#[component]
pub fn Settings() -> impl IntoView {
    let camera = use_camera();
    let has_many = Memo::new(move |_| camera.devices.read().len() > 1);
    let exposure = Memo::new(move |_| camera.ability.get().exposure);
    view! {
        <Show when=move || has_many.get()>
            <Cameras />
        </Show>
        <Focus />
        {move || {
            exposure
                .get()
                .map(|range| {
                    let stops = move || camera.adjustment.get().exposure.unwrap_or_default();
                    view! { <Slider label="Exposure" range value=stops on_input=move |stops| camera.expose_by(stops) /> }
                })
        }}
        <label class="camera-setting">
            <span>"Write the place into pictures"</span>
            <input type="checkbox" prop:checked=move || camera.location.get().is_on() on:change=move |_| camera.toggle_place() />
        </label>
        <p class="camera-hint" role="status">{move || camera.location.get().words()}</p>
        <SecondWay id="camera-app-too" visibility=camera.visibility />
    }
}

/// The cameras there are, by their names.
#[component]
fn Cameras() -> impl IntoView {
    let camera = use_camera();
    let options = move || {
        let devices = camera.devices.get();
        let named = devices.into_iter().enumerate().map(move |(index, device)| {
            let name = if device.label.is_empty() { format!("Camera {}", index + 1) } else { device.label };
            let id = device.id.clone();
            view! {
                <option value=device.id selected=move || camera.device.read().as_deref() == Some(id.as_str())>
                    {name}
                </option>
            }
        });
        named.collect_view()
    };
    view! {
        <label class="camera-setting">
            <span>"Camera"</span>
            <select class="select" on:change=move |event| camera.choose(Wanted::Device(event_target_value(&event)))>
                {options}
            </select>
        </label>
    }
}

/// Where to focus, if the camera lets one choose.
#[component]
fn Focus() -> impl IntoView {
    let camera = use_camera();
    let range = Memo::new(move |_| camera.ability.get().focus);
    let by_hand = Memo::new(move |_| camera.adjustment.get().focus.is_some());
    move || {
        range.get().map(|range| {
            let distance = move || camera.adjustment.get().focus.unwrap_or(range.min);
            let choose = move |_| camera.focus_at(if by_hand.get_untracked() { None } else { Some(range.min) });
            view! {
                <label class="camera-setting">
                    <span>"Focus by hand"</span>
                    <input type="checkbox" prop:checked=move || by_hand.get() on:change=choose />
                </label>
                <Show when=move || by_hand.get()>
                    <Slider label="Focus distance" range value=distance on_input=move |metres| camera.focus_at(Some(metres)) />
                </Show>
            }
        })
    }
}

/// Something within limits.
#[component]
pub fn Slider(
    /// What it sets.
    label: &'static str,
    /// The limits.
    range: Range,
    /// What it is set to.
    #[prop(into)]
    value: Signal<f64>,
    /// Told what it is set to from then on.
    #[prop(into)]
    on_input: Callback<f64>,
) -> impl IntoView {
    let step = if range.step > 0.0 { range.step.to_string() } else { "any".to_owned() };
    let slide = move |event: Event| {
        if let Some(slider) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
            on_input.run(slider.value_as_number());
        }
    };
    view! {
        <label class="camera-setting">
            <span>{label}</span>
            <input
                type="range"
                min=range.min.to_string()
                max=range.max.to_string()
                step=step
                prop:value=move || value.get().to_string()
                on:input=slide
            />
        </label>
    }
}
