//! Two fingers on the picture zoom.

use super::Camera;
use crate::listen::on;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, TouchEvent};

impl Camera {
    /// Follow fingers on this element.
    pub fn follow_fingers(self, element: &Element) {
        // How far two fingers were from each other, in px, and the zoom then.
        let start = StoredValue::new(None::<(f64, f64)>);
        on(element, "touchstart", move |event| {
            let zoom = self.adjustment.get_untracked().zoom;
            start.set_value(apart(event.unchecked_ref()).zip(zoom));
        });
        on(element, "touchmove", move |event| {
            if let (Some((before, zoom)), Some(now)) = (start.get_value(), apart(event.unchecked_ref())) {
                event.prevent_default();
                self.zoom_to(zoom * now / before);
            }
        });
        for end in ["touchend", "touchcancel"] {
            on(element, end, move |_| start.set_value(None));
        }
    }
}

/// How far two fingers are from each other.
fn apart(event: &TouchEvent) -> Option<f64> {
    let (one, other) = (event.touches().get(0)?, event.touches().get(1)?);
    let side = |one: i32, other: i32| f64::from(one - other);
    Some(side(one.client_x(), other.client_x()).hypot(side(one.client_y(), other.client_y())).max(1.0))
}
