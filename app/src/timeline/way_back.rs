//! Telling the way back from the way on: who goes back wants to be where they were.

use chrono::NaiveDateTime;
use leptos::{ev, prelude::*};
use model::{PhotoId, Place};
use std::cell::Cell;
use web_sys::{PerformanceNavigation, Storage};

thread_local! {
    /// When the browser last went back (or forward), in ms of the window's life.
    static WENT_BACK: Cell<f64> = const { Cell::new(f64::NEG_INFINITY) };
    /// The picture that was last looked at alone.
    static LOOKED_AT: Cell<Option<PhotoId>> = const { Cell::new(None) };
}

/// Notice when somebody goes back, for as long as the window is there.
pub fn notice() {
    window_event_listener(ev::popstate, |_| WENT_BACK.set(now()));
}

/// Whether going back led to the page that is just being made.
pub fn is_taken() -> bool {
    /// A page is made within this time, in ms.
    const JUST_NOW: f64 = 5_000.0;
    now() - WENT_BACK.replace(f64::NEG_INFINITY) < JUST_NOW
}

/// This picture is looked at alone. The list one goes back to shows it, with the focus on it.
pub fn look_at(photo: PhotoId) {
    LOOKED_AT.set(Some(photo));
}

/// The picture that was last looked at alone. Told once.
pub fn looked_at() -> Option<PhotoId> {
    LOOKED_AT.take()
}

/// Where in the window's memory it is kept how far a list was scrolled, when the whole window goes.
const PLACE: &str = "pinhole.place";

/// What is on top of the screen was taken at this time; none at the very top. For when the window is loaded anew.
pub fn remember(path: &str, on_top: Option<NaiveDateTime>) {
    let Some(memory) = memory() else { return };
    let kept = match on_top {
        Some(time) => memory.set_item(PLACE, &format!("{path} {}", time.and_utc().timestamp_micros())),
        None => memory.remove_item(PLACE),
    };
    // Without memory one begins at the top.
    kept.ok();
}

/// Where this list was when the window was loaded anew, or left and come back to. Told once.
pub fn place_before(path: &str) -> Option<Place> {
    let memory = memory()?;
    let kept = memory.get_item(PLACE).ok()??;
    // What cannot be removed is not told a second time either: the way here is no other by then.
    memory.remove_item(PLACE).ok();
    let (where_, micros) = kept.split_once(' ')?;
    let time = chrono::DateTime::from_timestamp_micros(micros.parse().ok()?)?.naive_utc();
    (where_ == path && is_loaded_anew()).then_some(Place::At(time))
}

fn memory() -> Option<Storage> {
    window().session_storage().ok()?
}

fn is_loaded_anew() -> bool {
    let way = window().performance().map(|performance| performance.navigation().type_());
    matches!(way, Some(PerformanceNavigation::TYPE_RELOAD | PerformanceNavigation::TYPE_BACK_FORWARD))
}

fn now() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}
