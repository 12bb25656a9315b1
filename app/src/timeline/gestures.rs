//! What hands do in a grid: pick pictures by mouse, finger and keyboard, and go from one to the next.

use super::walk::Walk;
use crate::api::photos::between;
use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use model::{PhotoId, Scope};
use std::time::Duration;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent, PointerEvent};

/// How long a finger must lie still on a picture to pick it.
const LONG: Duration = Duration::from_millis(450);
/// How far it may move meanwhile, in px.
const STILL: f64 = 10.0;

/// A finger that lies on a picture.
#[derive(Clone)]
struct Press {
    photo: PhotoId,
    /// Where it is, in px of the screen.
    at: (f64, f64),
    timer: Option<TimeoutHandle>,
    /// Whether it has lain long enough: from now on it picks what it moves over.
    is_long: bool,
    /// What was picked before.
    before: Vec<PhotoId>,
}

/// Listen to what happens in this element, as long as the page is there.
pub fn listen(walk: Walk, place: &HtmlElement) {
    let is_own = walk.grid.listed.with_value(|listed| listed.scope == Scope::Mine);
    on(place, "keydown", move |event| key(walk, event.unchecked_ref(), is_own));
    if !is_own {
        return;
    }
    let press = StoredValue::new(None::<Press>);
    // A long press ends with a click, which would open the picture.
    let swallow = StoredValue::new(false);
    on(place, "click", move |event| click(walk, event.unchecked_ref(), swallow));
    on(place, "pointerdown", move |event| press_down(walk, event.unchecked_ref(), press, swallow));
    on(place, "pointermove", move |event| press_moves(walk, event.unchecked_ref(), press));
    for end in ["pointerup", "pointercancel"] {
        on(place, end, move |_| release(press));
    }
    // The browser's own menu and its dragging of links would come in between.
    on(place, "contextmenu", move |event| {
        if press.with_value(Option::is_some) {
            event.prevent_default();
        }
    });
    // Not passive, so that the page does not scroll while a finger picks.
    on(place, "touchmove", move |event| {
        if press.with_value(|press| press.as_ref().is_some_and(|press| press.is_long)) {
            event.prevent_default();
        }
    });
    let escape = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" && walk.grid.selection.is_some_untracked() && !is_in_dialog(&event) {
            walk.grid.selection.clear();
        }
    });
    on_cleanup(move || escape.remove());
}

/// Listen to an event in an element. Both go with the page.
fn on(place: &HtmlElement, name: &str, act: impl Fn(&Event) + 'static) {
    let act = Closure::<dyn Fn(Event)>::new(move |event: Event| act(&event));
    let options = web_sys::AddEventListenerOptions::new();
    options.set_passive(false);
    // Every element can be listened to.
    place.add_event_listener_with_callback_and_add_event_listener_options(name, act.as_ref().unchecked_ref(), &options).ok();
    StoredValue::new_local(act);
}

/// The picture an event is about.
fn photo_of(event: &Event) -> Option<PhotoId> {
    photo_in(&event.target()?.dyn_into::<Element>().ok()?)
}

fn photo_in(element: &Element) -> Option<PhotoId> {
    element.closest(".cell").ok()??.get_attribute("data-photo")?.parse().ok()
}

fn is_on_check(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest(".tile-check").is_ok_and(|check| check.is_some()))
}

fn is_in_dialog(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest("dialog, [popover], input, select, textarea").is_ok_and(|found| found.is_some()))
}

/// On its check, or once any is picked, a click picks the picture; with `Shift`, all from the last one on.
fn click(walk: Walk, event: &MouseEvent, swallow: StoredValue<bool>) {
    let selection = walk.grid.selection;
    if swallow.get_value() {
        swallow.set_value(false);
        event.prevent_default();
        event.stop_propagation();
        return;
    }
    let Some(photo) = photo_of(event) else { return };
    let picks = is_on_check(event) || (selection.is_some_untracked() && !event.ctrl_key() && !event.meta_key());
    if !picks {
        return;
    }
    event.prevent_default();
    event.stop_propagation();
    if event.shift_key() && selection.from().is_some() {
        pick_until(walk, photo);
    } else {
        selection.toggle(photo);
    }
}

/// Pick everything from what was picked last to this picture.
fn pick_until(walk: Walk, photo: PhotoId) {
    let selection = walk.grid.selection;
    let Some(from) = selection.from() else { return selection.toggle(photo) };
    if let Some(photos) = walk.between(from, photo) {
        return selection.add(photos);
    }
    // One end is not at hand any more.
    spawn_local(async move {
        match between(from, photo).await {
            Ok(photos) => selection.add(photos),
            Err(error) => walk.grid.trouble.set(Some(error.to_string())),
        }
    });
}

fn press_down(walk: Walk, event: &PointerEvent, press: StoredValue<Option<Press>>, swallow: StoredValue<bool>) {
    release(press);
    swallow.set_value(false);
    let Some(photo) = photo_of(event).filter(|_| event.pointer_type() == "touch" && event.is_primary()) else { return };
    let begin = move || {
        let selection = walk.grid.selection;
        press.update_value(|press| {
            if let Some(press) = press {
                press.is_long = true;
                press.before = selection.all();
                press.timer = None;
            }
        });
        swallow.set_value(true);
        if !selection.all().contains(&photo) {
            selection.toggle(photo);
        }
        // A little knock, where the device can.
        window().navigator().vibrate_with_duration(10);
        creep(walk, press);
    };
    let timer = set_timeout_with_handle(begin, LONG).ok();
    let at = (event.client_x().into(), event.client_y().into());
    press.set_value(Some(Press { photo, at, timer, is_long: false, before: Vec::new() }));
}

fn press_moves(walk: Walk, event: &PointerEvent, press: StoredValue<Option<Press>>) {
    let Some(held) = press.get_value() else { return };
    let at: (f64, f64) = (event.client_x().into(), event.client_y().into());
    if !held.is_long {
        if (at.0 - held.at.0).hypot(at.1 - held.at.1) > STILL {
            release(press);
        }
        return;
    }
    press.update_value(|press| {
        if let Some(press) = press {
            press.at = at;
        }
    });
    pick_under(walk, &Press { at, ..held });
}

/// A finger that picks has come to this place: everything on its way there is picked.
fn pick_under(walk: Walk, held: &Press) {
    #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
    let under = document().element_from_point(held.at.0 as f32, held.at.1 as f32);
    if let Some(photos) = under.and_then(|under| photo_in(&under)).and_then(|to| walk.between(held.photo, to)) {
        walk.grid.selection.set(held.before.iter().copied().chain([held.photo]).chain(photos));
    }
}

/// While a finger that picks is held at the edge of the screen, or on the bars there, it takes the page along.
fn creep(walk: Walk, press: StoredValue<Option<Press>>) {
    /// In px.
    const EDGE: f64 = 110.0;
    /// In px a frame.
    const STEP: f64 = 12.0;
    let Some(held) = press.try_get_value().flatten().filter(|press| press.is_long) else { return };
    let (y, height) = (held.at.1, super::measure::screen_height());
    let step = if y < EDGE {
        -STEP
    } else if y > height - EDGE {
        STEP
    } else {
        0.0
    };
    if step != 0.0 {
        window().scroll_by_with_x_and_y(0.0, step);
        pick_under(walk, &held);
    }
    request_animation_frame(move || creep(walk, press));
}

fn release(press: StoredValue<Option<Press>>) {
    press.update_value(|press| {
        if let Some(timer) = press.take().and_then(|press| press.timer) {
            timer.clear();
        }
    });
}

/// Arrows go from picture to picture, the space bar picks, `Shift` with either picks all on the way.
fn key(walk: Walk, event: &KeyboardEvent, is_own: bool) {
    let Some(photo) = photo_of(event) else { return };
    let selection = walk.grid.selection;
    let way = match event.key().as_str() {
        "ArrowRight" => (1, 0),
        "ArrowLeft" => (-1, 0),
        "ArrowDown" => (0, 1),
        "ArrowUp" => (0, -1),
        " " if is_own => {
            event.prevent_default();
            return if event.shift_key() { pick_until(walk, photo) } else { selection.toggle(photo) };
        }
        _ => return,
    };
    if event.alt_key() || event.ctrl_key() || event.meta_key() {
        return;
    }
    event.prevent_default();
    let Some(to) = walk.beside(photo, way) else { return };
    if is_own && event.shift_key() {
        if selection.from().is_none() {
            selection.toggle(photo);
        }
        if let Some(photos) = selection.from().and_then(|from| walk.between(from, to)) {
            selection.add(photos);
        }
    }
    // At once, where that is possible: the next key may come before the next frame.
    if walk.reveal(to) && !focus(to) {
        focus_soon(to);
    }
}

/// The pictures in the document are about to change: the one with the focus keeps it, even if it has to be moved.
pub fn hold_focus() {
    let focused = || document().active_element().filter(|element| element.tag_name() != "BODY");
    if let Some(photo) = focused().and_then(|tile| photo_in(&tile)) {
        request_animation_frame(move || {
            if focused().is_none() {
                focus_soon(photo);
            }
        });
    }
}

/// Put the focus on a picture, once it is in the document.
pub fn focus_soon(photo: PhotoId) {
    request_animation_frame(move || {
        // What has gone meanwhile needs none.
        focus(photo);
    });
}

/// Put the focus on a picture. Answers whether it is in the document.
fn focus(photo: PhotoId) -> bool {
    let tile = document().query_selector(&format!("[data-photo=\"{photo}\"] .tile")).ok().flatten();
    let Some(tile) = tile.and_then(|tile| tile.dyn_into::<HtmlElement>().ok()) else { return false };
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    tile.focus_with_options(&options).is_ok()
}
