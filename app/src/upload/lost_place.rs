//! Phones take the place out of pictures that are picked in a browser. Whoever wonders where it went is told, once.

use leptos::prelude::window;
use model::Photo;

/// What is told.
pub const LOST_PLACE: &str = "These pictures came without the place where they were taken: phones take it out when a browser picks them. \
     On an iPhone, tap “Options” while you pick, and leave “Location” on. On Android, pictures copied to a computer by cable keep it.";

/// Where it is remembered that it was told.
const TOLD: &str = "pinhole_lost_place_told";

/// Whether a phone has probably taken the place out of this picture: a camera wrote that it took it, but not where.
pub fn is_likely(photo: &Photo) -> bool {
    let user_agent = window().navigator().user_agent().unwrap_or_default();
    let is_phone = ["Android", "iPhone", "iPad"].iter().any(|name| user_agent.contains(name));
    is_phone && photo.metadata.camera.is_some() && photo.metadata.gps.is_none()
}

/// Whether it is told for the first time on this device. From now on it is not.
pub fn is_news() -> bool {
    let Ok(Some(memory)) = window().local_storage() else { return false };
    // A browser that keeps nothing says nothing: it would say it each time.
    memory.get_item(TOLD).is_ok_and(|told| told.is_none()) && memory.set_item(TOLD, "").is_ok()
}
