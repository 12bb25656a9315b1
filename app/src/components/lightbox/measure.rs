//! How big things are on the stage.

use super::{stage::Stage, zoom::Room};
use leptos::prelude::*;

/// The place there is for the picture on the stage.
pub fn room(stage: Stage) -> Option<Room> {
    let element = stage.element.get_untracked()?;
    // What becomes larger is inside of the frame.
    let frame = element.query_selector("[data-here] .lightbox-frame").ok()??.get_bounding_client_rect();
    let picture = (frame.width(), frame.height());
    let original = untrack(|| stage.reel.picture(stage.reel.current()?))?.width;
    (picture.0 > 0.0).then(|| Room {
        stage: (f64::from(element.client_width()), f64::from(element.client_height())),
        picture,
        real: f64::from(original) / (picture.0 * density()),
    })
}

/// A place of the window, in px, as seen from the middle of the stage.
pub fn from_middle(stage: Stage, x: i32, y: i32) -> (f64, f64) {
    let Some(element) = stage.element.get_untracked() else { return (0.0, 0.0) };
    let place = element.get_bounding_client_rect();
    (f64::from(x) - place.x() - place.width() / 2.0, f64::from(y) - place.y() - place.height() / 2.0)
}

/// How many pixels of the screen a CSS px has.
pub fn density() -> f64 {
    window().device_pixel_ratio()
}

/// Whether the screen is wide enough for details beside the picture, as the style sheet sees it.
pub fn is_wide() -> bool {
    matches("(width > 56em)")
}

/// Whether the viewer asked for less motion.
pub fn is_still() -> bool {
    matches("(prefers-reduced-motion: reduce)")
}

fn matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|query| query.matches())
}
