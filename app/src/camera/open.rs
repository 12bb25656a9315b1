//! Asking the browser for a camera.

use super::{
    device::{Device, Wanted},
    trouble::Trouble,
};
use crate::js;
use js_sys::Array;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MediaDeviceInfo, MediaDeviceKind, MediaDevices, MediaStream, MediaStreamConstraints, MediaStreamTrack};

/// What the preview is asked to be, in px, where a camera takes photos beside it: clear enough, and no waste of power.
const PREVIEW: (u32, u32) = (1920, 1440);
/// Where the preview is all there is, it is asked to be as large as it gets.
const LARGEST: (u32, u32) = (8192, 6144);

/// The browser's cameras.
///
/// Errors: the page is not secure, or the browser has no way to a camera.
pub fn media_devices() -> Result<MediaDevices, Trouble> {
    let none = if window().is_secure_context() { Trouble::Unsupported } else { Trouble::Insecure };
    // Typed as always there, but missing from insecure pages.
    let devices = js::get(&window().navigator(), "mediaDevices").ok_or(none)?;
    js::get(&devices, "getUserMedia").ok_or(none)?;
    Ok(devices.unchecked_into())
}

/// Ask for a camera. If it was not allowed before, the browser asks the person.
pub async fn open(wanted: &Wanted) -> Result<MediaStream, Trouble> {
    let devices = media_devices()?;
    let ask = async |constraints: &MediaStreamConstraints| -> Result<MediaStream, JsValue> {
        Ok(JsFuture::from(devices.get_user_media_with_constraints(constraints)?).await?.unchecked_into())
    };
    let answer = match ask(&constraints(wanted)).await {
        // The camera that was chosen has gone: any will do.
        Err(error) if js::exception(&error) == "OverconstrainedError" => ask(&any()).await,
        answer => answer,
    };
    answer.map_err(|error| Trouble::from_exception(&js::exception(&error)))
}

fn constraints(wanted: &Wanted) -> MediaStreamConstraints {
    let ideal = |value: JsValue| js::object(&[("ideal", value)]);
    let (width, height) = if takes_photos() { PREVIEW } else { LARGEST };
    let which = match wanted {
        Wanted::Facing(facing) => ("facingMode", ideal(facing.mode().into())),
        Wanted::Device(id) => ("deviceId", js::object(&[("exact", id.into())])),
    };
    let constraints = any();
    constraints.set_video(&js::object(&[which, ("width", ideal(width.into())), ("height", ideal(height.into()))]));
    constraints
}

fn any() -> MediaStreamConstraints {
    let constraints = MediaStreamConstraints::new();
    constraints.set_audio(&false.into());
    constraints.set_video(&true.into());
    constraints
}

/// Whether this browser takes photos beside the preview (`ImageCapture.takePhoto`).
pub fn takes_photos() -> bool {
    js::get(&window(), "ImageCapture").and_then(|class| js::get(&class, "prototype")).is_some_and(|it| js::get(&it, "takePhoto").is_some())
}

/// The cameras there are.
pub async fn list() -> Vec<Device> {
    let Some(promise) = media_devices().ok().and_then(|devices| devices.enumerate_devices().ok()) else { return Vec::new() };
    let Ok(list) = JsFuture::from(promise).await else { return Vec::new() };
    let devices = Array::from(&list).iter().map(JsCast::unchecked_into::<MediaDeviceInfo>).collect::<Vec<_>>();
    let cameras = devices.iter().filter(|device| device.kind() == MediaDeviceKind::Videoinput);
    cameras.map(|camera| Device { id: camera.device_id(), label: camera.label() }).collect()
}

/// Let go of a camera: its light goes out.
pub fn stop(stream: &MediaStream) {
    for track in stream.get_tracks().iter() {
        track.unchecked_into::<MediaStreamTrack>().stop();
    }
}
