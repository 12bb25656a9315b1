//! The server's HTML comes alive.

use super::{
    grid::{self, Grid},
    opening::{Listed, Opening, place_named},
    walk::{Kept, Walk},
    way_back,
};
use crate::{
    components::{failure::Failure, pending::Pending},
    selection::Selection,
    visitor::use_visitor,
};
use leptos::{
    ev, html,
    leptos_dom::helpers::WindowListenerHandle,
    prelude::*,
    reactive::owner::{Owner, WeakOwner},
    tachys::view::{Mountable, Render, RenderHtml, any_view::AnyViewState},
    task::spawn_local,
};
use leptos_router::hooks::use_query_map;
use model::{AppError, Place, Scope};
use web_sys::HtmlElement;

/// Take over once that is of use: at once for one's own photos, which are worked with, and where there is nothing yet;
/// else with the first movement.
pub fn await_need(place: NodeRef<html::Div>, listed: Listed) {
    // Not held: what the page owns must go with it.
    let owner = Owner::current().map(|owner| owner.downgrade());
    let query = use_query_map();
    let begun = StoredValue::new(false);
    let listeners = StoredValue::new(Vec::<WindowListenerHandle>::new());
    let stop_listening = move || listeners.update_value(|listeners| listeners.drain(..).for_each(WindowListenerHandle::remove));
    on_cleanup(stop_listening);
    let start = move || {
        let owner = owner.as_ref().and_then(WeakOwner::upgrade);
        let (Some(element), Some(owner)) = (place.get_untracked(), owner) else { return };
        if !begun.get_value() {
            begun.set_value(true);
            stop_listening();
            let named = query.with_untracked(|query| (query.get("cursor"), query.get("at")));
            spawn_local(take_over(element.into(), owner, listed.clone(), named));
        }
    };
    let wake = Callback::new(move |()| start());
    Effect::new(move |_| {
        let Some(element) = place.get() else { return };
        let is_there = element.first_element_child().is_some();
        if !is_there || is_wanted_at_once() {
            wake.run(());
            return;
        }
        let wake = move || wake.run(());
        listeners.update_value(|listeners| {
            listeners.extend([
                window_event_listener(ev::scroll, move |_| wake()),
                window_event_listener(ev::pointermove, move |_| wake()),
                window_event_listener(ev::pointerdown, move |_| wake()),
                window_event_listener(ev::keydown, move |_| wake()),
            ]);
        });
    });
}

/// Whether the one at the browser works with what is listed, or was further down when they left.
fn is_wanted_at_once() -> bool {
    use_visitor().is_here_untracked() == Some(true) || window().scroll_y().is_ok_and(|y| y > 0.0)
}

/// Bring the list in this element to life.
#[lazy]
async fn take_over(element: HtmlElement, owner: Owner, listed: Listed, (cursor, at): (Option<String>, Option<String>)) {
    let before = way_back::place_before(&listed.path());
    if before.is_some() {
        element.set_inner_html("");
    }
    let named = before.unwrap_or_else(|| place_named(cursor, at.as_deref()));
    let here = owner.clone();
    let prepared = owner.with(|| prepare(&element, &listed, named)).await;
    here.with(|| match prepared {
        Ok(prepared) => begin(&element, listed, prepared),
        Err(error) => put(&element, view! { <Failure error /> }.into_any()),
    });
}

/// What a timeline can begin with.
enum Prepared {
    /// What the server rendered.
    Rendered(Opening),
    /// What was just asked for.
    Asked(Opening),
    /// What was on the screen when the page was left.
    Kept(Kept),
}

fn prepare(element: &HtmlElement, listed: &Listed, named: Place) -> impl Future<Output = Result<Prepared, AppError>> + use<> {
    let kept = Kept::take(listed);
    if kept.is_none() {
        // What happens from here on may be news to the answer.
        use_visitor().forget_missed();
    }
    let json = element.query_selector("script").ok().flatten().and_then(|script| script.text_content());
    let rendered = json.and_then(|json| serde_json::from_slice(json.as_bytes()).ok());
    let wait = (rendered.is_none() && kept.is_none()).then(|| put_aside(element, view! { <Pending /> }.into_any()));
    let listed = listed.clone();
    async move {
        if let Some(kept) = kept {
            return Ok(Prepared::Kept(kept));
        }
        let prepared = match rendered {
            Some(opening) => Ok(Prepared::Rendered(opening)),
            None => Opening::of(&listed, named).await.map(Prepared::Asked),
        };
        if let Some(mut wait) = wait {
            wait.unmount();
        }
        prepared
    }
}

fn begin(element: &HtmlElement, listed: Listed, prepared: Prepared) {
    let selection = Selection::new();
    let is_own = listed.scope == Scope::Mine;
    let grid = match &prepared {
        Prepared::Rendered(opening) | Prepared::Asked(opening) => Grid::new(listed, opening.clone(), selection),
        Prepared::Kept(kept) => kept.grid(listed, selection),
    };
    let walk = Walk::new(grid);
    provide_context(walk);
    let view = grid::view(grid);
    match prepared {
        Prepared::Rendered(_) => keep(view.hydrate_from::<true>(element)),
        Prepared::Asked(_) | Prepared::Kept(_) => put(element, view),
    }
    if is_own {
        put(element, crate::components::selection_bar::selection_bar(grid, walk));
    }
    walk.begin(
        element,
        match prepared {
            Prepared::Kept(kept) => Some(kept),
            _ => None,
        },
    );
}

/// Show a view in this element for as long as the page is there.
fn put(element: &HtmlElement, view: AnyView) {
    keep(put_aside(element, view));
}

fn put_aside(element: &HtmlElement, view: AnyView) -> AnyViewState {
    let mut state = view.build();
    state.mount(element, None);
    state
}

/// A view's state must live as long as what it shows.
fn keep(state: AnyViewState) {
    StoredValue::new_local(state);
}
