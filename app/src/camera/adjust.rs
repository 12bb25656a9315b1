//! Zoom, torch, focus and exposure of the open camera.

use super::{Camera, ability::Adjustment};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// How much one press of a key zooms.
pub const STEP: f64 = 1.25;

impl Camera {
    /// Zoom to this; what the camera cannot do becomes the nearest that it can.
    pub fn zoom_to(self, zoom: f64) {
        if let Some(range) = self.ability.get_untracked().zoom {
            self.adjust(|adjustment| adjustment.zoom = Some(range.nearest(zoom)));
        }
    }

    /// Make what is seen so many times as large.
    pub fn zoom_by(self, factor: f64) {
        if let Some(range) = self.ability.get_untracked().zoom {
            let zoom = self.adjustment.get_untracked().zoom.unwrap_or(range.min);
            self.adjust(|adjustment| adjustment.zoom = Some(range.scaled(zoom, factor)));
        }
    }

    pub fn toggle_torch(self) {
        self.adjust(|adjustment| adjustment.torch = !adjustment.torch);
    }

    /// Focus at this distance in metres, or by itself.
    pub fn focus_at(self, distance: Option<f64>) {
        self.adjust(|adjustment| adjustment.focus = distance);
    }

    /// Correct the exposure by so many stops.
    pub fn expose_by(self, stops: f64) {
        self.adjust(|adjustment| adjustment.exposure = Some(stops));
    }

    /// Change something. While the camera is at an earlier change, it is told only the last one of those that come.
    fn adjust(self, change: impl FnOnce(&mut Adjustment)) {
        self.adjustment.update(change);
        let is_busy = self.session.try_update_value(|session| session.adjusting.replace(true));
        if is_busy == Some(None) {
            spawn_local(self.follow_adjustment());
        }
    }

    async fn follow_adjustment(self) {
        loop {
            let again = self.session.try_update_value(|session| {
                session.adjusting = session.adjusting.filter(|is_due| *is_due).map(|_| false);
                session.adjusting.is_some()
            });
            let (Some(true), Some(track)) = (again, self.track()) else { break };
            let constraints = self.adjustment.get_untracked().constraints(&self.ability.get_untracked());
            let done = match track.apply_constraints_with_constraints(constraints.unchecked_ref()) {
                Ok(promise) => JsFuture::from(promise).await,
                Err(error) => Err(error),
            };
            // It shows what is so, not what was wished.
            if done.is_err() && self.is_current(&track) {
                self.adjustment.set(Adjustment::of(&track));
            }
        }
        self.session.try_update_value(|session| session.adjusting = None);
    }
}
