//! One picture, as large as the window, over the list it was opened from. It is a page: the server renders it, and without
//! script it is complete. With script its neighbours are at hand, and one goes from one to the next without leaving it.

mod bar;
mod details;
mod discard;
mod fill;
#[cfg(feature = "hydrate")]
mod hands;
mod keys;
#[cfg(feature = "hydrate")]
mod measure;
mod opened;
mod reel;
#[cfg(feature = "hydrate")]
mod sharpen;
mod slide;
mod stage;
mod strip;
#[cfg(any(feature = "hydrate", test))]
mod swipe;
#[cfg_attr(not(any(feature = "hydrate", test)), expect(dead_code, reason = "only browsers zoom"))]
mod zoom;

pub use {opened::Opened, reel::Reel, strip::Strip};

use crate::{
    components::{social_tags::SocialTags, toast::use_toasts},
    crossing::use_crossing,
    visitor::use_visitor,
};
use bar::Bar;
use details::Details;
use discard::discard;
use keys::KeyList;
use leptos::{html, prelude::*};
use leptos_meta::{Meta, Title};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use model::{Photo, Visibility};
use stage::{Stage, StageView};

/// What all parts of the lightbox share. Copied freely; it lives as long as the page.
#[derive(Clone, Copy)]
pub struct Lightbox {
    stage: Stage,
    /// Whether details are to be seen beside the picture.
    has_details: RwSignal<bool>,
    keys: NodeRef<html::Dialog>,
    /// Back to the list.
    close: Callback<()>,
    /// To the trash with it.
    discard: Callback<()>,
}

/// The lightbox around the picture that was opened.
#[component]
pub fn LightboxView(
    /// The pictures at hand.
    reel: Reel,
) -> impl IntoView {
    let stage = Stage::new(reel);
    let (visitor, toasts, crossing, navigate) = (use_visitor(), use_toasts(), use_crossing(), use_navigate());
    let close = Callback::new(move |()| close(reel, || navigate(&untrack(|| reel.list()), NavigateOptions::default())));
    let discard = Callback::new(move |()| discard(reel, visitor, toasts, close));
    let lightbox = Lightbox { stage, has_details: crossing.has_details, keys: NodeRef::new(), close, discard };
    #[cfg(feature = "hydrate")]
    come_alive(lightbox, visitor, crossing);
    let is_hidden = Memo::new(move |_| reel.photo().is_some_and(|photo| photo.visibility != Visibility::Public));
    view! {
        <Title text=move || reel.words() />
        {move || is_hidden.get().then(|| view! { <Meta name="robots" content="noindex" /> })}
        {reel.photo_untracked().map(|photo| view! { <SocialTags photo=Photo::clone(&photo) /> })}
        <article class="lightbox" class:detailed=move || lightbox.has_details.get()>
            <Bar lightbox />
            <StageView stage />
            <Details reel />
            <KeyList dialog=lightbox.keys />
        </article>
    }
}

/// Take over from the browser.
#[cfg(feature = "hydrate")]
fn come_alive(lightbox: Lightbox, visitor: crate::visitor::Visitor, crossing: crate::crossing::Crossing) {
    use crate::timeline::Listed;
    use std::time::Duration;

    let stage = lightbox.stage;
    visitor.on_change(move |change| stage.reel.learn(change));
    keys::listen(lightbox);
    hands::listen(stage, lightbox.close);
    // Whichever way one goes back, the picture goes into its tile.
    crossing.on_back(move |has_moved| {
        let is_list = window().location().pathname().is_ok_and(|path| Listed::is_page(&path));
        if let Some(current) = stage.reel.current_untracked().filter(|_| is_list) {
            crate::crossing::leave(current, !has_moved);
        }
    });
    Effect::new(move |_| {
        if let Some(element) = stage.element.get() {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            focus(&element);
        }
    });
    // Once the router has done so, or not.
    set_timeout(
        move || {
            if let Some(current) = stage.reel.current_untracked() {
                crate::crossing::write_down(&format!("/photos/{current}"), &wasm_bindgen::JsValue::NULL);
            }
        },
        Duration::ZERO,
    );
}

/// Back to the list, if one came from it; else `go` to it.
#[cfg(feature = "hydrate")]
fn close(reel: Reel, go: impl FnOnce()) {
    use crate::crossing::{came_from_list, leave};

    let is_gone_back = came_from_list() && window().history().is_ok_and(|history| history.back().is_ok());
    if !is_gone_back {
        if let Some(current) = reel.current_untracked() {
            leave(current, true);
        }
        go();
    }
}

/// Show details, or hide them: beside the picture, or further down.
#[cfg(feature = "hydrate")]
fn toggle_details(lightbox: Lightbox) {
    use web_sys::{ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

    if measure::is_wide() {
        lightbox.has_details.update(|has| *has = !*has);
        return;
    }
    let is_up = window().scroll_y().is_ok_and(|y| y < 1.0);
    let there = if is_up { "#details" } else { ".lightbox" };
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Start);
    options.set_behavior(if measure::is_still() { ScrollBehavior::Instant } else { ScrollBehavior::Smooth });
    if let Some(there) = document().query_selector(there).ok().flatten() {
        there.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Keys are meant for the picture from now on.
#[cfg(feature = "hydrate")]
fn focus(element: &web_sys::HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // What is in the document can have the focus.
    element.focus_with_options(&options).ok();
}

#[cfg(not(feature = "hydrate"))]
fn close(_reel: Reel, _go: impl FnOnce()) {}

#[cfg(not(feature = "hydrate"))]
fn toggle_details(_lightbox: Lightbox) {}
