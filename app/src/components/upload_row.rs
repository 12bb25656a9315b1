//! One file in the upload tray.

use super::{
    icon::{Icon, Sign},
    visibility_choice::VisibilitySelect,
};
use crate::upload::{Row, State, drop_preview, preview, use_queue};
use leptos::prelude::*;
use model::file_size;

/// One file: its own small picture, its name, how far it is, what can be done about it.
#[component]
pub fn UploadRow(
    /// The file.
    row: Row,
) -> impl IntoView {
    let queue = use_queue();
    let name = row.name.to_string();
    let state = row.state.clone();
    let kind = move || state.read().name();
    let choose = {
        let row = row.clone();
        move |visibility| queue.show_one_to(&row, visibility)
    };
    let chosen = Signal::derive({
        let visibility = row.visibility.clone();
        move || visibility.get()
    });
    let has_audience = {
        let state = row.state.clone();
        move || state.with(|state| state.is_under_way() || state.photo().is_some())
    };
    let label = format!("Who can see {name}");
    view! {
        <li class="tray-row" data-state=kind>
            <Preview row=row.clone() />
            <div class="tray-row-words">
                <span class="tray-row-name" title=name.clone()>{name.clone()}</span>
                <Progress row=row.clone() />
            </div>
            <Show when=has_audience>
                <VisibilitySelect label=label.clone() chosen on_choose=choose.clone() />
            </Show>
            <RowButton row />
        </li>
    }
}

/// The file's own small picture, as long as the row is on the screen.
#[component]
fn Preview(row: Row) -> impl IntoView {
    let address = preview(&row);
    if let Some(address) = address.clone() {
        on_cleanup(move || drop_preview(&address));
    }
    view! {
        <span class="tray-row-picture">
            {address.map(|address| view! { <img src=address alt="" loading="lazy" decoding="async" on:error=hide /> })}
        </span>
    }
}

/// A file that is no picture has none.
fn hide(event: leptos::ev::ErrorEvent) {
    event_target::<leptos::web_sys::Element>(&event).set_class_name("unseen");
}

/// How far a file is: a bar while it is sent, words otherwise.
#[component]
fn Progress(row: Row) -> impl IntoView {
    let size = row.size;
    let name = row.name.to_string();
    let state = row.state.clone();
    move || match state.get() {
        State::Sending { sent } => view! {
            <span class="tray-row-progress">
                <progress aria-label=format!("Sending {name}") max=size.max(1).to_string() value=sent.to_string()></progress>
                <span class="tray-row-state">{format!("{} of {}", file_size(sent), file_size(size))}</span>
            </span>
        }
        .into_any(),
        State::Processing => view! {
            <span class="tray-row-progress">
                <progress aria-label=format!("Processing {name}")></progress>
                <span class="tray-row-state">"processing"</span>
            </span>
        }
        .into_any(),
        ended => match ended.photo() {
            Some(photo) => view! { <a class="tray-row-state" href=format!("/photos/{photo}")>{ended.words()}</a> }.into_any(),
            None => view! { <span class="tray-row-state">{ended.words()}</span> }.into_any(),
        },
    }
}

/// The one thing that can be done about a file now: stop it, or send it again.
#[component]
fn RowButton(row: Row) -> impl IntoView {
    let queue = use_queue();
    let name = row.name.to_string();
    move || {
        let (is_under_way, can_be_retried) = row.state.with(|state| (state.is_under_way(), state.can_be_retried()));
        let row = row.clone();
        if is_under_way {
            view! {
                <button type="button" class="button quiet" aria-label=format!("Cancel {name}") on:click=move |_| queue.cancel(&row)>
                    <Icon sign=Sign::Close />
                </button>
            }
            .into_any()
        } else if can_be_retried {
            view! {
                <button type="button" class="button quiet" aria-label=format!("Retry {name}") on:click=move |_| queue.retry(&row)>
                    <Icon sign=Sign::Again />
                </button>
            }
            .into_any()
        } else {
            ().into_any()
        }
    }
}
