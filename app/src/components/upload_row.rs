//! One file in the upload tray.

use super::{
    icon::{Icon, Sign},
    tray_button::hidden_unless,
    visibility_choice::VisibilitySelect,
};
use crate::upload::{Row, State, forget_preview, show_preview, use_queue};
use leptos::{html, prelude::*, wasm_bindgen::JsCast};
use model::{PhotoId, Visibility, file_size};

/// One file: its own small picture, its name, how far it is, what can be done about it.
#[component]
pub fn UploadRow(
    /// The file.
    row: Row,
) -> impl IntoView {
    let queue = use_queue();
    let item = NodeRef::<html::Li>::new();
    let name = row.name.to_string();
    let state: Signal<State> = row.state.clone().into();
    let photo = Memo::new(move |_| state.with(State::photo));
    let has_audience = Memo::new(move |_| state.with(|state| state.is_under_way() || state.photo().is_some()));
    let choose = {
        let row = row.clone();
        move |visibility| queue.show_one_to(&row, visibility)
    };
    let chosen: Signal<Visibility> = row.visibility.clone().into();
    let audience_name = format!("Who can see {name}");
    view! {
        <li class="tray-row" data-state=move || state.with(State::name) tabindex="-1" node_ref=item>
            <Preview id=row.id photo />
            <div class="tray-row-words">
                <span class="tray-row-name" title=name.clone()>{name.clone()}</span>
                <Progress row=row.clone() photo />
            </div>
            <Show when=move || has_audience.get()>
                <VisibilitySelect label=audience_name.clone() chosen on_choose=choose.clone() />
            </Show>
            <RowButton row item />
        </li>
    }
}

/// Where a photo is.
fn address(photo: PhotoId) -> String {
    format!("/photos/{photo}")
}

/// The file's own small picture. Once it is a photo, it leads to it; the words beside it do that for those who do not see it.
#[component]
fn Preview(id: u32, photo: Memo<Option<PhotoId>>) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    canvas.on_load(move |canvas| {
        show_preview(&canvas);
        let canvas = StoredValue::new_local(canvas);
        on_cleanup(move || canvas.with_value(forget_preview));
    });
    view! {
        <a class="tray-row-picture" href=move || photo.get().map(address) aria-hidden="true" tabindex="-1">
            <canvas node_ref=canvas data-row=id.to_string() width="0" height="0"></canvas>
        </a>
    }
}

/// How far a file is: a bar while it is sent, and words.
#[component]
fn Progress(row: Row, photo: Memo<Option<PhotoId>>) -> impl IntoView {
    let size = row.size;
    let name = row.name.clone();
    let state: Signal<State> = row.state.into();
    let sent = Memo::new(move |_| match &*state.read() {
        State::Sending { sent } => Some(*sent),
        _ => None,
    });
    let words = Memo::new(move |_| match sent.get() {
        Some(sent) => format!("{} of {}", file_size(sent), file_size(size)),
        None => state.read().words(),
    });
    let is_busy = Memo::new(move |_| state.read().is_busy());
    let bar_name = format!("Sending {name}");
    let link_name = move || format!("{}: {name}", words.get());
    view! {
        <progress
            aria-label=bar_name
            hidden=move || !is_busy.get()
            max=size.max(1).to_string()
            value=move || sent.get().map(|sent| sent.to_string())
        ></progress>
        {move || match photo.get() {
            Some(photo) => view! { <a class="tray-row-state" href=address(photo) aria-label=link_name.clone()>{words}</a> }.into_any(),
            None => view! { <span class="tray-row-state">{words}</span> }.into_any(),
        }}
    }
}

/// What can be done about a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Cancel,
    Retry,
}

impl Deed {
    fn of(state: &State) -> Option<Self> {
        if state.can_be_retried() { Some(Self::Retry) } else { state.is_under_way().then_some(Self::Cancel) }
    }
}

/// The one thing that can be done about a file now: stop it, or send it again. It is one button, so that it keeps the focus.
#[component]
fn RowButton(row: Row, item: NodeRef<html::Li>) -> impl IntoView {
    let queue = use_queue();
    let button = NodeRef::<html::Button>::new();
    let state: Signal<State> = row.state.clone().into();
    let deed = Memo::new(move |_| state.with(Deed::of));
    let is_needed = Memo::new(move |_| deed.get().is_some());
    let hidden = hidden_unless(is_needed, button, move || item.get_untracked().map(JsCast::unchecked_into));
    let name = row.name.clone();
    let words = move || match deed.get() {
        Some(Deed::Retry) => format!("Retry {name}"),
        _ => format!("Cancel {name}"),
    };
    let press = move |_| match deed.get_untracked() {
        Some(Deed::Cancel) => queue.cancel(&row),
        Some(Deed::Retry) => queue.retry(&row),
        None => {}
    };
    view! {
        <button type="button" class="button quiet" node_ref=button hidden=hidden aria-label=words on:click=press>
            {move || {
                let sign = if deed.get() == Some(Deed::Retry) { Sign::Again } else { Sign::Close };
                view! { <Icon sign /> }
            }}
        </button>
    }
}
