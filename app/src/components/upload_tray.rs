//! What is on its way, and what became of it.

use super::{
    icon::{Icon, Sign},
    upload_row::UploadRow,
    visibility_choice::VisibilitySelect,
};
use crate::{
    upload::{Queue, Tally, use_queue},
    visitor::use_visitor,
};
use leptos::{prelude::*, tachys::view::keyed::keyed};
use leptos_router::hooks::{use_location, use_navigate};
use model::FileType;

/// The upload tray: there while files are in the queue. On a wide screen it stands bottom right, on a phone above the dock.
#[component]
pub fn UploadTray() -> impl IntoView {
    let queue = use_queue();
    let is_there = Memo::new(move |_| !queue.rows.read().is_empty());
    view! {
        <Picker />
        <p class="unseen" role="status">{move || queue.news.get()}</p>
        <Show when=move || is_there.get()>{move || tray(queue)}</Show>
    }
}

/// The tray itself.
fn tray(queue: Queue) -> AnyView {
    let tally = Memo::new(move |_| queue.tally());
    Effect::new(move |_| queue.news.set(tally.read().words()));
    on_cleanup(move || queue.news.set(String::new()));
    lead_to_sign_in(queue);
    go_on_after_sign_in(queue);
    view! {
        <section class="tray" aria-label="Uploads">
            <TrayHead queue tally />
            <div class="tray-body" id="tray-body" hidden=move || !queue.is_open.get()>
                <TrayTools queue tally />
                <ul class="tray-rows">
                    {move || keyed(queue.rows.get(), |row| row.id, move |_, row| (|_| (), view! { <UploadRow row /> }))}
                </ul>
            </div>
        </section>
    }
    .into_any()
}

/// The whole in one line.
#[component]
fn TrayHead(queue: Queue, tally: Memo<Tally>) -> impl IntoView {
    let is_over = move || tally.read().under_way == 0;
    view! {
        <div class="tray-head">
            <div class="tray-whole">
                <strong>{move || tally.read().words()}</strong>
                <progress hidden=is_over aria-label="All uploads" max=move || tally.read().size.max(1).to_string() prop:value=move || tally.read().sent.to_string()></progress>
            </div>
            <button
                type="button"
                class="button quiet"
                aria-controls="tray-body"
                aria-expanded=move || queue.is_open.get().to_string()
                aria-label=move || if queue.is_open.get() { "Fold uploads" } else { "Unfold uploads" }
                on:click=move |_| queue.is_open.update(|open| *open = !*open)
            >
                <Icon sign=Sign::Down />
            </button>
            <Show when=is_over>
                <button type="button" class="button quiet" aria-label="Close uploads" on:click=move |_| queue.clear()>
                    <Icon sign=Sign::Close />
                </button>
            </Show>
        </div>
    }
}

/// What can be done with all of them.
#[component]
fn TrayTools(queue: Queue, tally: Memo<Tally>) -> impl IntoView {
    let here = use_location();
    let some_retryable = move || tally.read().retryable > 0;
    let some_under_way = move || tally.read().under_way > 0;
    let some_ended = move || tally.read().under_way < queue.rows.read().len();
    view! {
        <Show when=move || queue.waits_for_sign_in.get()>
            <p class="tray-gate">
                "These files wait for you. "
                <a href=move || sign_in_address(&here.pathname.get())>"Sign in to go on"</a>
            </p>
        </Show>
        <div class="tray-tools">
            <label class="tray-visibility">
                <span>"Who can see it"</span>
                <VisibilitySelect label="Who can see it" chosen=queue.visibility on_choose=move |visibility| queue.show_to(visibility) />
            </label>
            <Show when=some_under_way>
                <button type="button" class="button quiet" on:click=move |_| queue.cancel_all()>
                    "Cancel all"
                </button>
            </Show>
            <Show when=some_retryable>
                <button type="button" class="button quiet" on:click=move |_| queue.retry_all()>
                    "Retry all"
                </button>
            </Show>
            <Show when=some_ended>
                <button type="button" class="button quiet" on:click=move |_| queue.clear()>
                    "Clear"
                </button>
            </Show>
        </div>
    }
}

/// The file input behind every `Upload` button. Nobody meets it but the browser.
#[component]
fn Picker() -> impl IntoView {
    let queue = use_queue();
    let accept = accepted_types(&FileType::ALL);
    view! { <input id="picker" type="file" multiple hidden accept=accept on:change=move |event| queue.take_picked(&event) /> }
}

/// The kinds of file to offer in a file chooser (HTML `accept`).
pub fn accepted_types(types: &[FileType]) -> String {
    types.iter().copied().map(FileType::media_type).collect::<Vec<_>>().join(",")
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
    Effect::new(move |_| {
        if visitor.is_here() == Some(true) && queue.waits_for_sign_in.get() {
            queue.waits_for_sign_in.set(false);
            queue.go_on();
        }
    });
}

/// The sign-in page that leads back to this page, or to the own photos from pages that are for strangers.
fn sign_in_address(path: &str) -> String {
    let next = if matches!(path, "/" | "/signin" | "/signup") { "/photos" } else { path };
    format!("/signin?next={next}")
}
