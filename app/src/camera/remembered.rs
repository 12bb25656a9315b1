//! What is remembered from visit to visit, in this browser. One that keeps nothing begins anew each time.

use super::shutter::Timer;
use leptos::prelude::window;
use model::Visibility;
use web_sys::Storage;

const TIMER: &str = "pinhole_camera_timer";
const GRID: &str = "pinhole_camera_grid";

/// Who can see a member's pictures. Members who share a browser do not share this.
pub fn visibility(member: &str) -> Option<Visibility> {
    read(&visibility_key(member))?.parse().ok()
}

pub fn set_visibility(member: &str, visibility: Visibility) {
    write(&visibility_key(member), visibility.as_str());
}

fn visibility_key(member: &str) -> String {
    format!("pinhole_camera_visibility_{member}")
}

pub fn timer() -> Timer {
    let seconds = read(TIMER).and_then(|seconds| seconds.parse().ok());
    Timer::ALL.into_iter().find(|timer| Some(timer.seconds()) == seconds).unwrap_or_default()
}

pub fn set_timer(timer: Timer) {
    write(TIMER, &timer.seconds().to_string());
}

pub fn has_grid() -> bool {
    read(GRID).as_deref() == Some("on")
}

pub fn set_grid(has_grid: bool) {
    write(GRID, if has_grid { "on" } else { "off" });
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

fn write(key: &str, value: &str) {
    if let Some(storage) = storage() {
        storage.set_item(key, value).ok();
    }
}
