//! Where the picture is seen.

use super::{reel::Reel, slide::Slide, strip::Side, zoom::Zoom};
use crate::components::icon::{Icon, Sign};
use leptos::{html, prelude::*};

/// How things stand on the stage. Copied freely; it lives as long as the page.
#[derive(Clone, Copy)]
pub struct Stage {
    pub reel: Reel,
    pub element: NodeRef<html::Section>,
    pub zoom: RwSignal<Zoom>,
    /// Whether it becomes larger or smaller by itself, not as hands make it.
    pub is_easing: RwSignal<bool>,
    /// How far the pictures follow a finger to the right and down, in px.
    pub pull: RwSignal<(f64, f64)>,
    /// Whether they move by themselves to where they belong.
    pub is_settling: RwSignal<bool>,
    /// Whether script has taken over.
    pub is_alive: RwSignal<bool>,
}

impl Stage {
    /// An empty stage for a reel.
    pub fn new(reel: Reel) -> Self {
        let stage = Self {
            reel,
            element: NodeRef::new(),
            zoom: RwSignal::new(Zoom::FIT),
            is_easing: RwSignal::new(false),
            pull: RwSignal::new((0.0, 0.0)),
            is_settling: RwSignal::new(false),
            is_alive: RwSignal::new(false),
        };
        Effect::new(move |_| stage.is_alive.set(true));
        // Every picture is first seen as a whole.
        Effect::watch(move || reel.current(), move |_, _, _| stage.set_zoom(Zoom::FIT, false), false);
        // Asked for once the stage is there, so that it never waits for its neighbours.
        Effect::new(move |_| reel.look_ahead());
        stage
    }

    /// Draw the picture larger or smaller: at once, or easing into it.
    pub fn set_zoom(self, zoom: Zoom, eases: bool) {
        self.is_easing.set(eases);
        self.zoom.set(zoom);
    }
}

/// The picture, those beside it waiting in the wings, and the ways to them.
#[component]
pub fn StageView(
    /// How things stand.
    stage: Stage,
) -> impl IntoView {
    let reel = stage.reel;
    // Without script nobody gets to the neighbours without another page, so they are not loaded.
    let near = Memo::new(move |_| if stage.is_alive.get() { reel.near() } else { reel.current().into_iter().collect() });
    let pull = move |which: fn((f64, f64)) -> f64| format!("{}px", which(stage.pull.get()));
    view! {
        <section
            class="lightbox-stage"
            class:settling=move || stage.is_settling.get()
            class:pulled=move || stage.pull.get() != (0.0, 0.0)
            class:easing=move || stage.is_easing.get()
            class:zoomed=move || !stage.zoom.get().is_fit()
            aria-label=move || reel.words()
            tabindex="-1"
            node_ref=stage.element
            style=("--pull", move || pull(|(right, _)| right))
            style=("--drop", move || pull(|(_, down)| down))
        >
            <For each=move || near.get() key=Clone::clone let:id>
                {untrack(|| reel.picture(id)).map(|picture| view! { <Slide stage picture /> })}
            </For>
            <Beside reel side=Side::Newer />
            <Beside reel side=Side::Older />
        </section>
    }
}

/// The way to the picture beside.
#[component]
fn Beside(reel: Reel, side: Side) -> impl IntoView {
    let (class, rel, label, sign) = match side {
        Side::Newer => ("lightbox-beside to-newer", "prev", "Previous photo", Sign::Back),
        Side::Older => ("lightbox-beside to-older", "next", "Next photo", Sign::Forward),
    };
    let go = move |event: leptos::ev::MouseEvent| {
        let is_plain = !(event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key());
        if is_plain && reel.go(side) {
            event.prevent_default();
        }
    };
    let is_there = Memo::new(move |_| reel.beside(side).is_some());
    view! {
        <Show when=move || is_there.get()>
            <a class=class rel=rel title=label href=move || reel.address(side) on:click=go>
                <Icon sign />
                <span class="unseen">{label}</span>
            </a>
        </Show>
    }
}
