//! What is on its way, and what became of it.

use super::{
    icon::{Icon, Sign},
    tray_button::{TrayButton, hand_focus_on},
    upload_row::UploadRow,
    visibility_choice::VisibilitySelect,
};
use crate::{
    upload::{LOST_PLACE, Pause, Queue, Row, use_queue},
    visitor::use_visitor,
};
use leptos::{ev::Event, html, prelude::*};
use leptos_router::hooks::{use_location, use_navigate};
use web_sys::Element;

/// The upload tray: there while files are in the queue. On a wide screen it stands bottom right, on a phone above the dock.
#[component]
pub fn UploadTray() -> impl IntoView {
    let queue = use_queue();
    lead_to_sign_in(queue);
    go_on_after_sign_in(queue);
    let is_there = Memo::new(move |_| !queue.rows.read().is_empty());
    view! { <Show when=move || is_there.get()>{move || tray(queue)}</Show> }
}

/// The tray itself.
fn tray(queue: Queue) -> AnyView {
    let tray = NodeRef::<html::Section>::new();
    view! {
        <section class="tray" aria-label="Uploads" tabindex="-1" node_ref=tray>
            <TrayHead queue />
            <div class="tray-body" id="tray-body" hidden=move || !queue.is_open.get()>
                <PauseWords queue />
                <LostPlace queue />
                <TrayTools queue tray />
                <Rows queue />
            </div>
        </section>
    }
    .into_any()
}

/// The whole in one line.
#[component]
fn TrayHead(queue: Queue) -> impl IntoView {
    let words = Memo::new(move |_| queue.tally.read().words(queue.speed()));
    let is_over = Memo::new(move |_| queue.tally.read().under_way == 0);
    let fold_name = move || if queue.is_open.get() { "Fold uploads" } else { "Unfold uploads" };
    view! {
        <div class="tray-head">
            <div class="tray-whole">
                <strong>{move || words.get()}</strong>
                <progress
                    aria-label="All uploads"
                    hidden=move || is_over.get()
                    max=move || queue.tally.read().size.max(1).to_string()
                    prop:value=move || queue.tally.read().sent.to_string()
                ></progress>
            </div>
            <button
                type="button"
                class="button quiet"
                aria-controls="tray-body"
                aria-expanded=move || queue.is_open.get().to_string()
                aria-label=fold_name
                on:click=move |_| queue.fold()
            >
                <Icon sign=Sign::Down />
            </button>
            <button
                type="button"
                class="button quiet"
                aria-label="Close uploads"
                hidden=move || !is_over.get()
                on:click=move |_| close(queue)
            >
                <Icon sign=Sign::Close />
            </button>
        </div>
    }
}

/// Take out what has come to an end. When that is all, the tray goes, and the focus with it: on to the page.
fn close(queue: Queue) {
    queue.clear();
    if queue.rows.read_untracked().is_empty() {
        let main = document().get_element_by_id("main");
        hand_focus_on(main);
    }
}

/// Why nothing is sent at the moment, and what to do about it.
#[component]
fn PauseWords(queue: Queue) -> impl IntoView {
    let here = use_location();
    let pause = Memo::new(move |_| queue.pause.get().filter(|_| queue.tally.read().under_way > 0));
    let time_left = move |pause: Pause| pause.time_left(queue.now.get()).map(|time| format!("Next try {time}."));
    move || {
        pause.get().map(|pause| {
            view! {
                <p class="tray-pause">
                    {pause.words()} " " {move || time_left(pause)}
                    {(pause == Pause::Staged)
                        .then(|| {
                            view! {
                                <button type="button" class="button primary" on:click=move |_| queue.send_staged()>
                                    "Send"
                                </button>
                            }
                        })}
                    {(pause == Pause::SignIn)
                        .then(|| view! { <a href=move || sign_in_address(&here.pathname.get())>"Sign in to go on"</a> })}
                </p>
            }
        })
    }
}

/// That pictures came without their place, and why.
#[component]
fn LostPlace(queue: Queue) -> impl IntoView {
    let is_told = queue.has_lost_place;
    move || {
        is_told.get().then(|| {
            view! {
                <div class="tray-pause" role="note">
                    <p>{LOST_PLACE}</p>
                    <button type="button" class="button" on:click=move |_| is_told.set(false)>
                        "Got it"
                    </button>
                </div>
            }
        })
    }
}

/// What can be done with all of them.
#[component]
fn TrayTools(queue: Queue, tray: NodeRef<html::Section>) -> impl IntoView {
    let tally = queue.tally;
    let visibility = queue.uploads.visibility;
    view! {
        <div class="tray-tools">
            <label class="tray-visibility">
                <span>"Who can see it"</span>
                <VisibilitySelect label="Who can see it" chosen=visibility on_choose=move |chosen| visibility.set(chosen) />
            </label>
            <TrayButton words="Cancel all" is_needed=move || { tally.read().under_way > 0 } press=move || queue.cancel_all() after=tray />
            <TrayButton words="Retry all" is_needed=move || { tally.read().retryable > 0 } press=move || queue.retry_all() after=tray />
        </div>
    }
}

/// A row for each file. There are only as many as were scrolled to: hundreds at once would hold up the page.
#[component]
fn Rows(queue: Queue) -> impl IntoView {
    const MORE: usize = 10;
    let shown = RwSignal::new(MORE);
    let is_picky = RwSignal::new(false);
    let scroll = move |event: Event| {
        let list: Element = event_target(&event);
        let below = list.scroll_height() - list.scroll_top() - list.client_height();
        if shown.get_untracked() < queue.rows.read_untracked().len() && below < list.client_height() {
            shown.update(|shown| *shown += MORE);
        }
    };
    let rows = move || -> Vec<Row> {
        let rows = queue.rows.read();
        let rows = rows.iter().filter(|row| !is_picky.get() || row.state.with(|state| state.complaint().is_some()));
        rows.take(shown.get()).cloned().collect()
    };
    view! {
        <OnlyNotAdded queue is_picky />
        <ul class="tray-rows" tabindex="0" aria-label="Files" on:scroll=scroll>
            <For each=rows key=|row| row.id children=|row| view! { <UploadRow row /> } />
        </ul>
    }
}

/// Whether to show only what was not added: two of hundreds are hard to find.
#[component]
fn OnlyNotAdded(queue: Queue, is_picky: RwSignal<bool>) -> impl IntoView {
    const FEW: usize = 10;
    let is_needed = Memo::new(move |_| queue.tally.read().not_added > 0 && queue.rows.read().len() > FEW);
    Effect::new(move |_| {
        if !is_needed.get() {
            is_picky.set(false);
        }
    });
    view! {
        <label class="tray-picky" hidden=move || !is_needed.get()>
            <input type="checkbox" prop:checked=is_picky on:change=move |event| is_picky.set(event_target_checked(&event)) />
            "Show only what was not added"
        </label>
    }
}

/// When files come while nobody is signed in, ask, and come back here afterwards.
fn lead_to_sign_in(queue: Queue) {
    let here = use_location();
    let navigate = use_navigate();
    Effect::new(move |_| {
        if queue.asks_to_sign_in.get() {
            queue.asks_to_sign_in.set(false);
            let path = here.pathname.get_untracked();
            if !matches!(path.as_str(), "/signin" | "/signup") {
                navigate(&sign_in_address(&path), leptos_router::NavigateOptions::default());
            }
        }
    });
}

/// Once somebody has signed in, what waited is sent.
fn go_on_after_sign_in(queue: Queue) {
    let visitor = use_visitor();
    Effect::new(move |was_here: Option<bool>| {
        let is_here = visitor.is_here() == Some(true);
        if is_here && was_here == Some(false) {
            queue.somebody_is_here();
        }
        is_here
    });
}

/// The sign-in page that leads back to this page, or to the own photos from pages that are for strangers.
fn sign_in_address(path: &str) -> String {
    let next = if matches!(path, "/" | "/signin" | "/signup") { "/photos" } else { path };
    format!("/signin?next={next}")
}
