//! What hands do on the stage. One finger swipes to a neighbour, or the picture away; two fingers, the wheel with `Ctrl`, a
//! double tap and a double click zoom; what is larger than the stage can be pushed around.

use super::{
    measure::{from_middle, is_still, room},
    stage::Stage,
    strip::Side,
    swipe::{self, End, Way},
    zoom::Zoom,
};
use crate::listen::on;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent, PointerEvent, Touch, TouchEvent, WheelEvent};

/// As long as the style sheet lets pictures move to where they belong.
const SETTLING: Duration = Duration::from_millis(200);
/// Two taps within so many ms, and so many px, are one double tap.
const DOUBLE: (f64, f64) = (300.0, 30.0);
/// The space between two pictures, in px, as in the style sheet.
const GAP: f64 = 24.0;

/// What fingers are at.
#[derive(Clone, Copy, Debug, Default)]
struct Fingers {
    /// Where the first one came down, in px of the window.
    start: (f64, f64),
    way: Option<Way>,
    /// Where it was last, when (in ms), and how fast it moved (in px per ms).
    last: (f64, f64),
    time: f64,
    speed: (f64, f64),
    /// How far two fingers were from each other, in px, and the zoom then.
    pinch: Option<(f64, Zoom)>,
    /// Where and when the last tap was.
    tap: Option<((f64, f64), f64)>,
    /// When a finger was last seen: browsers tell of it again as of a mouse.
    seen: f64,
    /// Where the pictures are moving by themselves.
    settling: Option<Side>,
    /// Goes up with every swipe that ends.
    swipes: u32,
}

/// Listen to hands on the stage.
pub fn listen(stage: Stage, close: Callback<()>) {
    let fingers = StoredValue::new(Fingers { seen: f64::NEG_INFINITY, ..Fingers::default() });
    Effect::new(move |_| {
        let Some(element) = stage.element.get() else { return };
        let element: Element = element.into();
        on(&element, "touchstart", move |event| touch_start(stage, fingers, event.unchecked_ref()));
        on(&element, "touchmove", move |event| touch_moves(stage, fingers, event.unchecked_ref()));
        on(&element, "touchend", move |event| touch_ends(stage, fingers, event.unchecked_ref(), close));
        on(&element, "touchcancel", move |_| settle(stage, fingers, End::Stay, close));
        on(&element, "wheel", move |event| wheel(stage, event.unchecked_ref()));
        on(&element, "dblclick", move |event| double_click(stage, fingers, event.unchecked_ref()));
        let pushed_from = StoredValue::new(None::<(f64, f64)>);
        on(&element, "pointerdown", move |event| push_starts(stage, pushed_from, event.unchecked_ref()));
        on(&element, "pointermove", move |event| push(stage, pushed_from, event.unchecked_ref()));
        for end in ["pointerup", "pointercancel"] {
            on(&element, end, move |_| pushed_from.set_value(None));
        }
    });
}

/// Whether something happens on a button or a link, which knows itself what to do.
fn is_on_control(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest("a, button").is_ok_and(|control| control.is_some()))
}

fn place(touch: &Touch) -> (f64, f64) {
    (f64::from(touch.client_x()), f64::from(touch.client_y()))
}

/// The two fingers that pinch: how far they are from each other, and their middle.
fn two(event: &TouchEvent) -> Option<(f64, (i32, i32))> {
    let (one, other) = (event.touches().get(0)?, event.touches().get(1)?);
    let (a, b) = (place(&one), place(&other));
    let middle = (i32::midpoint(one.client_x(), other.client_x()), i32::midpoint(one.client_y(), other.client_y()));
    Some(((a.0 - b.0).hypot(a.1 - b.1).max(1.0), middle))
}

fn touch_start(stage: Stage, fingers: StoredValue<Fingers>, event: &TouchEvent) {
    if is_on_control(event) {
        return;
    }
    let Some(first) = event.touches().get(0) else { return };
    // Who swipes on and on need not wait.
    arrive(stage, fingers);
    let zoom = stage.zoom.get_untracked();
    let pinch = two(event).map(|(apart, _)| (apart, zoom));
    if pinch.is_some() {
        stage.pull.set((0.0, 0.0));
    }
    let start = place(&first);
    fingers.update_value(|fingers| {
        *fingers = Fingers { start, last: start, time: event.time_stamp(), pinch, way: None, speed: (0.0, 0.0), ..*fingers };
    });
}

fn touch_moves(stage: Stage, fingers: StoredValue<Fingers>, event: &TouchEvent) {
    let Some(first) = event.touches().get(0) else { return };
    if is_on_control(event) {
        return;
    }
    let (before, at) = (fingers.get_value(), place(&first));
    let by = (at.0 - before.last.0, at.1 - before.last.1);
    let took = (event.time_stamp() - before.time).max(1.0);
    fingers.update_value(|fingers| {
        (fingers.last, fingers.time) = (at, event.time_stamp());
        // The newest movement counts most.
        fingers.speed = (0.3 * fingers.speed.0 + 0.7 * by.0 / took, 0.3 * fingers.speed.1 + 0.7 * by.1 / took);
    });
    if let (Some((apart, zoom)), Some((now, middle))) = (before.pinch, two(event)) {
        event.prevent_default();
        zoom_to(stage, zoom, zoom.scale * now / apart, from_middle(stage, middle.0, middle.1), false);
        return;
    }
    if before.pinch.is_some() {
        return;
    }
    if !stage.zoom.get_untracked().is_fit() {
        event.prevent_default();
        move_by(stage, by);
        return;
    }
    let (right, down) = (at.0 - before.start.0, at.1 - before.start.1);
    let at_top = window().scroll_y().is_ok_and(|y| y <= 0.0);
    let way = before.way.or_else(|| swipe::way(right, down, at_top));
    fingers.update_value(|fingers| fingers.way = way);
    match way {
        Some(Way::Sideways) => {
            event.prevent_default();
            let side = if right > 0.0 { Side::Newer } else { Side::Older };
            let is_free = untrack(|| stage.reel.beside(side).is_some());
            stage.pull.set((swipe::followed(right, is_free), 0.0));
        }
        Some(Way::Down) => {
            event.prevent_default();
            stage.pull.set((right, down.max(0.0)));
        }
        Some(Way::Elsewhere) | None => {}
    }
}

fn touch_ends(stage: Stage, fingers: StoredValue<Fingers>, event: &TouchEvent, close: Callback<()>) {
    let held = fingers.get_value();
    fingers.update_value(|fingers| fingers.seen = event.time_stamp());
    if is_on_control(event) || event.touches().length() > 0 {
        return;
    }
    let (right, down) = (held.last.0 - held.start.0, held.last.1 - held.start.1);
    let Some(element) = stage.element.get_untracked() else { return };
    match held.way {
        _ if held.pinch.is_some() => {}
        Some(Way::Sideways) => {
            settle(stage, fingers, swipe::sideways(right, held.speed.0, f64::from(element.client_width())), close);
        }
        Some(Way::Down) => {
            settle(stage, fingers, swipe::down(down, held.speed.1, f64::from(element.client_height())), close);
        }
        None if stage.zoom.get_untracked().is_fit() || right.hypot(down) < DOUBLE.1 => tap(stage, fingers, event),
        Some(Way::Elsewhere) | None => {}
    }
}

/// The second of two taps zooms.
fn tap(stage: Stage, fingers: StoredValue<Fingers>, event: &TouchEvent) {
    let Fingers { last, tap, .. } = fingers.get_value();
    let now = event.time_stamp();
    let is_second = tap.is_some_and(|(at, time)| now - time < DOUBLE.0 && (at.0 - last.0).hypot(at.1 - last.1) < DOUBLE.1);
    fingers.update_value(|fingers| fingers.tap = (!is_second).then_some((last, now)));
    if is_second {
        #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
        toggle(stage, last.0 as i32, last.1 as i32);
    }
}

fn double_click(stage: Stage, fingers: StoredValue<Fingers>, event: &MouseEvent) {
    /// For how long a finger may seem to be a mouse, in ms.
    const ECHO: f64 = 1000.0;
    if !is_on_control(event) && event.time_stamp() - fingers.get_value().seen > ECHO {
        toggle(stage, event.client_x(), event.client_y());
    }
}

fn toggle(stage: Stage, x: i32, y: i32) {
    if let Some(room) = room(stage) {
        stage.set_zoom(stage.zoom.get_untracked().toggled(from_middle(stage, x, y), room), true);
    }
}

/// With `Ctrl`, as browsers tell of pinching a touchpad too: zoom. Else push around what is larger than the stage.
fn wheel(stage: Stage, event: &WheelEvent) {
    const STEP: f64 = 0.01;
    /// In px.
    const LINE: f64 = 16.0;
    let unit = if event.delta_mode() == WheelEvent::DOM_DELTA_LINE { LINE } else { 1.0 };
    if event.ctrl_key() || event.meta_key() {
        event.prevent_default();
        let zoom = stage.zoom.get_untracked();
        let factor = (-event.delta_y() * unit * STEP).clamp(-0.5, 0.5).exp();
        zoom_to(stage, zoom, zoom.scale * factor, from_middle(stage, event.client_x(), event.client_y()), false);
    } else if !stage.zoom.get_untracked().is_fit() {
        event.prevent_default();
        move_by(stage, (-event.delta_x() * unit, -event.delta_y() * unit));
    }
}

/// From this zoom to that scale, around a place.
fn zoom_to(stage: Stage, from: Zoom, scale: f64, point: (f64, f64), eases: bool) {
    if let Some(room) = room(stage) {
        stage.set_zoom(from.to(scale, point, room), eases);
    }
}

/// Zoom by a factor around the middle.
pub fn zoom_by(stage: Stage, factor: f64) {
    let zoom = stage.zoom.get_untracked();
    zoom_to(stage, zoom, zoom.scale * factor, (0.0, 0.0), true);
}

fn move_by(stage: Stage, by: (f64, f64)) {
    if let Some(room) = room(stage) {
        stage.set_zoom(stage.zoom.get_untracked().moved(by, room), false);
    }
}

fn push_starts(stage: Stage, from: StoredValue<Option<(f64, f64)>>, event: &PointerEvent) {
    let is_meant = event.pointer_type() != "touch" && event.button() == 0 && !is_on_control(event);
    if !is_meant || stage.zoom.get_untracked().is_fit() {
        return;
    }
    event.prevent_default();
    from.set_value(Some((event.client_x().into(), event.client_y().into())));
    if let Some(element) = stage.element.get_untracked() {
        // A pointer that is down can be captured.
        element.set_pointer_capture(event.pointer_id()).ok();
    }
}

fn push(stage: Stage, from: StoredValue<Option<(f64, f64)>>, event: &PointerEvent) {
    let Some(before) = from.get_value() else { return };
    let at: (f64, f64) = (event.client_x().into(), event.client_y().into());
    from.set_value(Some(at));
    move_by(stage, (at.0 - before.0, at.1 - before.1));
}

/// The finger has left: let the pictures go where they belong.
fn settle(stage: Stage, fingers: StoredValue<Fingers>, end: End, close: Callback<()>) {
    let side = match end {
        End::Close => return close.run(()),
        End::Newer => Some(Side::Newer),
        End::Older => Some(Side::Older),
        End::Stay => None,
    };
    let side = side.filter(|side| untrack(|| stage.reel.beside(*side).is_some()));
    let width = stage.element.get_untracked().map_or(0.0, |element| f64::from(element.client_width()) + GAP);
    let there = match side {
        Some(Side::Newer) => width,
        Some(Side::Older) => -width,
        None => 0.0,
    };
    fingers.update_value(|fingers| {
        fingers.settling = side;
        fingers.swipes = fingers.swipes.wrapping_add(1);
    });
    stage.is_settling.set(true);
    if is_still() {
        return arrive(stage, fingers);
    }
    stage.pull.set((there, 0.0));
    let swipes = fingers.get_value().swipes;
    set_timeout(
        move || {
            // The page may have gone meanwhile.
            if fingers.try_get_value().is_some_and(|fingers| fingers.swipes == swipes) {
                arrive(stage, fingers);
            }
        },
        SETTLING,
    );
}

/// They are where they belong, or shall be at once.
fn arrive(stage: Stage, fingers: StoredValue<Fingers>) {
    if stage.is_settling.get_untracked() {
        stage.is_settling.set(false);
        stage.pull.set((0.0, 0.0));
        if let Some(side) = fingers.get_value().settling {
            stage.reel.go(side);
        }
    }
}
