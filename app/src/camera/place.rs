//! Where pictures are taken, if the person wants them to say so. The browser asks its own question first.

use super::{Camera, exif::Place};
use crate::js;
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};

/// Whether, and where, pictures say that they were taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Location {
    /// They do not.
    Off,
    /// They will, once it is known.
    Sought,
    Known(Place),
    /// They were to, but it cannot be known.
    Unknown,
}

impl Location {
    pub(super) fn place(self) -> Option<Place> {
        if let Self::Known(place) = self { Some(place) } else { None }
    }

    /// Whether it is switched on.
    pub fn is_on(self) -> bool {
        matches!(self, Self::Sought | Self::Known(_))
    }

    /// What is to be said about it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Off => "Pictures do not say where they were taken.",
            Self::Sought => "Looking for the place…",
            Self::Known(_) => "Pictures say where they were taken. Others do not see that.",
            Self::Unknown => "The place is not known, or this page may not know it.",
        }
    }
}

type Heard = Closure<dyn Fn(JsValue)>;

thread_local! {
    /// What hears of places, and the number of the watch.
    static WATCH: RefCell<Option<(i32, [Heard; 2])>> = const { RefCell::new(None) };
}

impl Camera {
    /// Let pictures say where they were taken, or not any more.
    pub fn toggle_place(self) {
        let was_on = self.location.get_untracked().is_on();
        forget();
        self.location.set(if was_on { Location::Off } else { Location::Sought });
        if !was_on && self.watch_place().is_none() {
            self.location.set(Location::Unknown);
        }
    }

    /// Follow where the device is. None where that cannot be known.
    fn watch_place(self) -> Option<()> {
        let found = Heard::new(move |position: JsValue| {
            if let Some(place) = read(&position) {
                self.location.set(Location::Known(place));
            }
        });
        let failed = Heard::new(move |_| {
            // One that was known is still near.
            if self.location.get_untracked() == Location::Sought {
                self.location.set(Location::Unknown);
            }
        });
        let geolocation: web_sys::Geolocation = js::get(&window().navigator(), "geolocation")?.unchecked_into();
        let options = js::object(&[("enableHighAccuracy", true.into()), ("maximumAge", 30_000.into())]);
        let (hears, fails) = (found.as_ref().unchecked_ref(), failed.as_ref().unchecked_ref());
        let watch = geolocation.watch_position_with_error_callback_and_options(hears, Some(fails), options.unchecked_ref()).ok()?;
        WATCH.set(Some((watch, [found, failed])));
        Some(())
    }
}

/// Stop following where the device is.
pub fn forget() {
    if let (Some((watch, _)), Ok(geolocation)) = (WATCH.take(), window().navigator().geolocation()) {
        geolocation.clear_watch(watch);
    }
}

/// A `GeolocationPosition`.
fn read(position: &JsValue) -> Option<Place> {
    let coordinates = js::get(position, "coords")?;
    Some(Place {
        latitude: js::number(&coordinates, "latitude")?,
        longitude: js::number(&coordinates, "longitude")?,
        altitude: js::number(&coordinates, "altitude"),
    })
}
