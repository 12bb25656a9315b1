//! One picture becomes another (CSS View Transitions Level 1): the tile the picture on the stage, and the other way round.

use super::{Crossing, Picture, tiles::FROM_LIST};
use crate::pages::PhotoPage;
use js_sys::{Array, Function, Promise, Reflect};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::LazyRoute;
use model::PhotoId;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Element, HtmlElement, HtmlImageElement};

/// The name of what moves.
const NAME: &str = "picture";
/// On `<html>` while a tile becomes the picture on the stage: that one has the name then.
const OPENING: &str = "data-opening";
/// The picture on the stage.
const ON_STAGE: &str = ".lightbox-slide[data-here] .lightbox-frame";
/// For how long the other page is waited for. Nobody waits longer for a movement than without one.
const PATIENCE: Duration = Duration::from_millis(200);
/// When to look again.
const SOON: Duration = Duration::from_millis(10);

/// Open the picture of a tile: it grows out of it.
#[lazy]
pub async fn open(tile: Element, crossing: Crossing, go: Box<dyn FnOnce()>) {
    PhotoPage::preload().await;
    crossing.handed.set_value(Picture::in_tile(&tile));
    let image = tile.query_selector("img").ok().flatten();
    let (Some(root), Some(image), true) = (document().document_element(), image, can_move()) else { return go() };
    set_name(&image, true);
    // A valid attribute.
    root.set_attribute(OPENING, "").ok();
    transition(async move {
        go();
        found(PATIENCE, || document().query_selector(ON_STAGE).ok().flatten()).await;
        set_name(&image, false);
    })
    .await;
    root.remove_attribute(OPENING).ok();
}

/// Leave the picture on the stage for the list: it shrinks into its tile, unless the browser moves the page itself, and the
/// tile then has the focus. To be called right before the page changes.
pub fn leave(photo: PhotoId, moves: bool) {
    crate::timeline::way_back::look_at(photo);
    let ghost = if moves && can_move() { ghost() } else { None };
    spawn_local(async move {
        let tile = found(PATIENCE, || tile_on_screen(photo)).await;
        match (ghost, &tile) {
            (Some(ghost), Some(tile)) => shrink(ghost, tile).await,
            (Some(ghost), None) => ghost.remove(),
            (None, _) => {}
        }
        focus(photo).await;
    });
}

/// Whether the page on the screen was opened from a list, to which one can go back.
pub fn came_from_list() -> bool {
    let state = window().history().and_then(|history| history.state());
    state.is_ok_and(|state| state.as_string().as_deref() == Some(FROM_LIST))
}

/// Whether pictures may move, and can.
fn can_move() -> bool {
    const NO: &str = "(prefers-reduced-motion: reduce)";
    let is_unwanted = window().match_media(NO).ok().flatten().is_none_or(|no| no.matches());
    !is_unwanted && !document().hidden() && starter().is_some()
}

/// `document.startViewTransition`, where there is one.
fn starter() -> Option<Function> {
    Reflect::get(&document(), &"startViewTransition".into()).ok()?.dyn_into().ok()
}

/// Change the page, and let what has the name before move to what has it after. Answers when all stands still again.
async fn transition(change: impl Future<Output = ()> + 'static) {
    let change = Closure::once_into_js(move || {
        future_to_promise(async move {
            change.await;
            Ok(JsValue::UNDEFINED)
        })
    });
    let Some(transition) = starter().and_then(|start| Reflect::apply(&start, &document(), &Array::of1(&change)).ok()) else { return };
    let promise = |name: &str| Reflect::get(&transition, &name.into()).ok()?.dyn_into::<Promise>().ok();
    // When the window is hidden meanwhile, nothing moves, and each of them says so.
    for name in ["ready", "updateCallbackDone"] {
        if let Some(promise) = promise(name) {
            spawn_local(async move { drop(JsFuture::from(promise).await) });
        }
    }
    if let Some(finished) = promise("finished") {
        JsFuture::from(finished).await.ok();
    }
}

/// Look until something is there, but not too long.
async fn found<T>(patience: Duration, look: impl Fn() -> Option<T>) -> Option<T> {
    let tries = patience.as_millis() / SOON.as_millis();
    for _ in 0..tries {
        if let Some(found) = look() {
            return Some(found);
        }
        pause(SOON).await;
    }
    look()
}

/// Timers go on while a transition holds the picture on the screen; frames do not.
async fn pause(time: Duration) {
    let promise = Promise::new(&mut |done, _| {
        set_timeout(move || drop(done.call0(&JsValue::NULL)), time);
    });
    JsFuture::from(promise).await.ok();
}

fn set_name(element: &Element, named: bool) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // A valid property.
        element.style().set_property("view-transition-name", if named { NAME } else { "" }).ok();
    }
}

/// The picture as it stands on the stage, over everything: what is seen until the list is there.
fn ghost() -> Option<HtmlElement> {
    let frame = document().query_selector(ON_STAGE).ok()??;
    let place = frame.get_bounding_client_rect();
    let shown: HtmlImageElement = frame.query_selector("img").ok()??.dyn_into().ok()?;
    let ghost: HtmlElement = document().create_element("div").ok()?.dyn_into().ok()?;
    let image: HtmlImageElement = document().create_element("img").ok()?.dyn_into().ok()?;
    ghost.set_class_name("ghost");
    image.set_src(&shown.current_src());
    image.set_alt("");
    let lengths = [("--x", place.x()), ("--y", place.y()), ("--width", place.width()), ("--height", place.height())];
    for (name, px) in lengths {
        // Valid properties.
        HtmlElement::style(&image).set_property(name, &format!("{px}px")).ok();
    }
    set_name(&image, true);
    ghost.append_child(&image).ok()?;
    document().body()?.append_child(&ghost).ok()?;
    Some(ghost)
}

/// Let the ghost become the picture in the tile.
async fn shrink(ghost: HtmlElement, tile: &Element) {
    let Some(image) = tile.query_selector("img").ok().flatten() else { return ghost.remove() };
    let to = image.clone();
    transition(async move {
        ghost.remove();
        set_name(&to, true);
    })
    .await;
    set_name(&image, false);
}

/// The tile of a picture.
fn tile(photo: PhotoId) -> Option<HtmlElement> {
    let tile = document().query_selector(&format!("a.tile[href^=\"/photos/{photo}\"]")).ok()??;
    tile.dyn_into().ok()
}

fn tile_on_screen(photo: PhotoId) -> Option<Element> {
    let tile = tile(photo)?;
    let place = tile.get_bounding_client_rect();
    let height = window().inner_height().ok()?.as_f64()?;
    (place.bottom() > 0.0 && place.top() < height).then(|| tile.into())
}

/// Give the focus to a picture's tile, unless something else has it.
async fn focus(photo: PhotoId) {
    const PATIENCE: Duration = Duration::from_secs(3);
    let Some(tile) = found(PATIENCE, || tile(photo)).await else { return };
    let is_free = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
    if is_free {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // What is in the document can have the focus.
        tile.focus_with_options(&options).ok();
    }
}
