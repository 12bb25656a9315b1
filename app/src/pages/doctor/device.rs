//! Asking the browser.

use super::{Check, Finding};
use crate::home_screen::is_installed;
use js_sys::{Array, Reflect};
use leptos::prelude::window;
use model::file_size;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MediaDeviceInfo, MediaDeviceKind, StorageEstimate};

const NEEDS_HTTPS: &str = "Browsers give this over a secure connection only.";

/// Less than this, in bytes, is room for a few pictures only.
const LITTLE_ROOM: f64 = 100e6;

pub async fn examine(check: Check) -> Finding {
    match check {
        Check::SecureConnection => secure_connection(),
        Check::Offline => offline(),
        Check::Camera => camera().await,
        Check::Storage => storage().await,
        Check::Installed => installed(),
    }
}

fn secure_connection() -> Finding {
    if window().is_secure_context() {
        Finding::Yes("The browser trusts this connection.".to_owned())
    } else {
        Finding::NeedsHttps("Without it there is no camera in the page, nothing without network, and nothing to install.")
    }
}

fn offline() -> Finding {
    if has("serviceWorker") {
        Finding::Yes("For members, this browser keeps the camera ready for when there is no network.".to_owned())
    } else if window().is_secure_context() {
        Finding::No(
            "This browser does not let pages do that. Private windows and browsers inside other apps often do not: open this address in a usual window.",
        )
    } else {
        Finding::NeedsHttps(NEEDS_HTTPS)
    }
}

async fn camera() -> Finding {
    if !window().is_secure_context() {
        return Finding::NeedsHttps(NEEDS_HTTPS);
    }
    let Some(cameras) = cameras().await else {
        return Finding::No("This browser lets no page use a camera. Take pictures with the device's own camera app, and upload them.");
    };
    match cameras {
        0 => Finding::No(
            "No camera was found. Connect one, or allow the browser to use it in the settings of the device. Pictures can be uploaded all the same.",
        ),
        1 => Finding::Yes("There is a camera. The browser asks before a page may use it.".to_owned()),
        n => Finding::Yes(format!("There are {n} cameras. The browser asks before a page may use one.")),
    }
}

async fn storage() -> Finding {
    if !window().is_secure_context() {
        return Finding::NeedsHttps(NEEDS_HTTPS);
    }
    match room().await {
        Some(bytes) if bytes >= LITTLE_ROOM => Finding::Yes(format!("This browser would keep up to {} for this gallery.", size(bytes))),
        Some(_) => Finding::No("This browser has little room left for pages. Free some space on the device, or leave the private window."),
        None => Finding::No("This browser does not say how much a page may keep. Pictures are uploaded all the same."),
    }
}

fn installed() -> Finding {
    if is_installed() {
        Finding::Yes("The gallery runs as an app of its own.".to_owned())
    } else if window().is_secure_context() {
        Finding::NotInstalled("The gallery runs in the browser, not as an app of its own.")
    } else {
        Finding::NeedsHttps(NEEDS_HTTPS)
    }
}

/// How many cameras there are; none where pages cannot ask.
async fn cameras() -> Option<usize> {
    if !has("mediaDevices") {
        return None;
    }
    let asked = window().navigator().media_devices().ok()?.enumerate_devices().ok()?;
    let devices: Array = JsFuture::from(asked).await.ok()?.unchecked_into();
    let is_camera = |device: &JsValue| device.unchecked_ref::<MediaDeviceInfo>().kind() == MediaDeviceKind::Videoinput;
    Some(devices.iter().filter(is_camera).count())
}

/// How much more the browser would keep for this site, in bytes.
async fn room() -> Option<f64> {
    if !has("storage") {
        return None;
    }
    let asked = window().navigator().storage().estimate().ok()?;
    let estimate: StorageEstimate = JsFuture::from(asked).await.ok()?.unchecked_into();
    Some(estimate.get_quota()? - estimate.get_usage().unwrap_or(0.0))
}

/// Whether the browser's `navigator` has this.
fn has(name: &str) -> bool {
    !navigator(name).is_undefined()
}

fn navigator(name: &str) -> JsValue {
    Reflect::get(&window().navigator(), &name.into()).unwrap_or(JsValue::UNDEFINED)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an amount of bytes, to be shown in words")]
fn size(bytes: f64) -> String {
    file_size(bytes as u64)
}
