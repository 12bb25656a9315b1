//! What the open camera can do, as it says itself (`MediaStreamTrack.getCapabilities`). What it does not say is not offered.

use super::range::Range;
use crate::js;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MediaStreamTrack;

/// What can be changed about the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ability {
    pub zoom: Option<Range>,
    pub torch: bool,
    /// Distances, in metres, and with them the way back to focusing by itself.
    pub focus: Option<Range>,
    /// Corrections of the exposure, in stops.
    pub exposure: Option<Range>,
}

/// What was chosen. What is not chosen is left to the camera.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Adjustment {
    pub zoom: Option<f64>,
    pub torch: bool,
    /// In metres; none: it focuses by itself.
    pub focus: Option<f64>,
    /// In stops.
    pub exposure: Option<f64>,
}

impl Ability {
    /// Ask a camera what it can do.
    pub fn of(track: &MediaStreamTrack) -> Self {
        let can = object(track, "getCapabilities");
        let range = |name| js::get(&can, name).and_then(|range| read_range(&range));
        let focuses_by_hand = js::texts(&can, "focusMode").iter().any(|mode| mode == "manual");
        Self {
            zoom: range("zoom"),
            torch: js::get(&can, "torch").is_some_and(|torch| torch.is_truthy()),
            focus: range("focusDistance").filter(|_| focuses_by_hand),
            exposure: range("exposureCompensation"),
        }
    }
}

impl Adjustment {
    /// How a camera is when it opens.
    pub fn of(track: &MediaStreamTrack) -> Self {
        let is = object(track, "getSettings");
        Self { zoom: js::number(&is, "zoom"), exposure: js::number(&is, "exposureCompensation"), ..Self::default() }
    }

    /// As one set of constraints: a new one replaces the one before, so it says everything.
    pub fn constraints(&self, ability: &Ability) -> JsValue {
        let mut set: Vec<(&str, JsValue)> = Vec::new();
        if let Some(zoom) = self.zoom.filter(|_| ability.zoom.is_some()) {
            set.push(("zoom", zoom.into()));
        }
        if ability.torch {
            set.push(("torch", self.torch.into()));
        }
        if ability.focus.is_some() {
            set.push(("focusMode", if self.focus.is_some() { "manual" } else { "continuous" }.into()));
            set.extend(self.focus.map(|distance| ("focusDistance", distance.into())));
        }
        if let Some(exposure) = self.exposure.filter(|_| ability.exposure.is_some()) {
            set.push(("exposureCompensation", exposure.into()));
        }
        js::object(&[("advanced", js_sys::Array::of1(&js::object(&set)).into())])
    }
}

/// What a method of a track answers at once; nothing where a browser does not have it.
fn object(track: &MediaStreamTrack, method: &str) -> JsValue {
    let method = js::get(track, method).and_then(|method| method.dyn_into::<js_sys::Function>().ok());
    method.and_then(|method| method.call0(track).ok()).unwrap_or(JsValue::UNDEFINED)
}

fn read_range(range: &JsValue) -> Option<Range> {
    Range::new(js::number(range, "min")?, js::number(range, "max")?, js::number(range, "step").unwrap_or_default())
}
