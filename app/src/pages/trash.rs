//! What was deleted and can still come back.

use crate::{
    api::photos::{EmptyTrash, ErasePhoto, RestorePhoto, list_photos},
    asked::asked,
    components::{
        alert::Alert,
        confirm::Confirm,
        empty_state::EmptyState,
        loaded::Loaded,
        older::Older,
        tile::{tile_style, words_for},
        toast::use_toasts,
    },
    visitor::use_visitor,
    words,
};
use chrono::{DateTime, TimeDelta, Utc};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{AppError, Page, Photo, Rendition, Scope};

lazy_page! {
    /// `/trash`
    TrashPage => Trash
}

/// A page of the trash, and how long it keeps what is in it.
async fn trash(cursor: Option<String>) -> Result<(Page<Photo>, u32), AppError> {
    let page = list_photos(Scope::Trash, cursor).await?;
    let site = crate::api::site::site().await?;
    Ok((page, site.trash_days))
}

#[component]
fn Trash() -> impl IntoView {
    let visitor = use_visitor();
    let query = use_query_map();
    let cursor = Memo::new(move |_| query.read().get("cursor"));
    let photos = asked(move || (cursor.get(), visitor.photos_version()), |(cursor, _)| trash(cursor));
    view! {
        <Title text="Trash" />
        <h1 class="page-heading">"Trash"</h1>
        <Loaded
            from=photos
            view=move |(page, days)| {
                let later = cursor.get_untracked().is_some();
                if page.items.is_empty() && !later {
                    let text = format!("Deleted photos wait here for {days} days before they are gone. There are none.");
                    return view! { <EmptyState title="The trash is empty" text=text /> }.into_any();
                }
                let whole = page.next_cursor.is_none() && !later;
                let amount = page.items.len();
                view! {
                    <EmptyForm amount=whole.then_some(amount) />
                    <ul class="trash">
                        {page.items.into_iter().map(|photo| view! { <Discarded photo days /> }).collect_view()}
                    </ul>
                    <Older path="/trash" later next=page.next_cursor />
                }
                    .into_any()
            }
        />
    }
}

/// `Empty trash`, asked twice.
#[component]
fn EmptyForm(
    /// How many photos that deletes, where this page shows them all.
    amount: Option<usize>,
) -> impl IntoView {
    let visitor = use_visitor();
    let toasts = use_toasts();
    let empty = ServerAction::<EmptyTrash>::new();
    Effect::new(move |_| {
        if let Some(deleted) = empty.value().with(|answer| answer.as_ref()?.as_ref().ok().copied()) {
            toasts.say(format!("{} deleted for good.", words::count(deleted, "photo", "photos")));
            visitor.photos_changed();
        }
    });
    let error = Signal::derive(move || empty.value().with(|answer| answer.as_ref()?.as_ref().err().map(ToString::to_string)));
    let what = match amount {
        Some(1) => "the 1 photo".to_owned(),
        Some(n) => format!("all {n} photos"),
        None => "all photos".to_owned(),
    };
    view! {
        <div class="trash-head">
            <Confirm label="Empty trash" question=format!("Delete {what} in the trash for good? This cannot be undone.")>
                <ActionForm action=empty>
                    <button type="submit" class="button danger">
                        "Delete for good"
                    </button>
                </ActionForm>
            </Confirm>
            <Alert text=error />
        </div>
    }
}

/// One photo in the trash.
#[component]
fn Discarded(photo: Photo, days: u32) -> impl IntoView {
    let (width, height) = Rendition::Thumb.fit(photo.width, photo.height);
    let name = words_for(&photo);
    let heading = name.clone();
    view! {
        <li class="trash-row">
            <span class="trash-picture" style=tile_style(&photo)>
                <img src=photo.urls.thumb.clone() width=width height=height loading="lazy" decoding="async" alt="" />
            </span>
            <div class="trash-words">
                <strong>{heading}</strong>
                {photo.deleted_at.map(|deleted| view! { <span>{kept_until(deleted, days)}</span> })}
            </div>
            <DiscardedActions photo name />
        </li>
    }
}

/// `Restore`, and `Delete for good`, asked twice.
#[component]
fn DiscardedActions(photo: Photo, name: String) -> impl IntoView {
    let visitor = use_visitor();
    let toasts = use_toasts();
    let restore = ServerAction::<RestorePhoto>::new();
    let erase = ServerAction::<ErasePhoto>::new();
    Effect::new(move |_| {
        if restore.value().with(|answer| matches!(answer, Some(Ok(_)))) {
            toasts.say("Taken out of the trash.");
            visitor.photos_changed();
        }
    });
    Effect::new(move |_| {
        if erase.value().with(|answer| matches!(answer, Some(Ok(())))) {
            toasts.say("Deleted for good.");
            visitor.photos_changed();
        }
    });
    let error = Signal::derive(move || {
        let restored = restore.value().with(|answer| answer.as_ref()?.as_ref().err().map(ToString::to_string));
        restored.or_else(|| erase.value().with(|answer| answer.as_ref()?.as_ref().err().map(ToString::to_string)))
    });
    let restore_label = format!("Restore {name}");
    view! {
        <div class="trash-actions">
            <ActionForm action=restore>
                <input type="hidden" name="id" value=photo.id.to_string() />
                <button type="submit" class="button" aria-label=restore_label>
                    "Restore"
                </button>
            </ActionForm>
            <Confirm label="Delete for good" question=format!("Delete “{name}” for good? This cannot be undone.")>
                <ActionForm action=erase>
                    <input type="hidden" name="id" value=photo.id.to_string() />
                    <button type="submit" class="button danger">
                        "Delete for good"
                    </button>
                </ActionForm>
            </Confirm>
            <Alert text=error />
        </div>
    }
}

/// Until when something deleted at this time is kept. A date, not a number of days: it stays true however long the page is open.
fn kept_until(deleted: DateTime<Utc>, days: u32) -> String {
    let end = deleted.checked_add_signed(TimeDelta::days(days.into())).unwrap_or(deleted);
    format!("Kept until {}", words::utc_date(end))
}
