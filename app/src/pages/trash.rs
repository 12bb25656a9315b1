//! What was deleted and can still come back.

use crate::{
    api::photos::{EmptyTrash, SettlePhoto, trash},
    asked::asked,
    carried::use_carried,
    components::{
        alert::Alert,
        confirm::Confirm,
        empty_state::EmptyState,
        field::TextField,
        form::{form_error, general_error},
        loaded::Loaded,
        older::Older,
        tile::{tile_style, words_for},
        toast::use_toasts,
    },
    visitor::{Change, use_visitor},
    words,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{Field, Photo, Place, Rendition};

/// `/trash`
#[component]
pub fn TrashView() -> impl IntoView {
    let visitor = use_visitor();
    let query = use_query_map();
    let cursor = Memo::new(move |_| query.read().get("cursor"));
    let source = move || (cursor.get(), visitor.photos_version());
    let photos = asked(source, |(cursor, _)| trash(cursor.map_or(Place::Newest, Place::Older)));
    view! {
        <Title text="Trash" />
        <h1 class="page-heading">"Trash"</h1>
        <Loaded
            from=photos
            view=move |trash| {
                if trash.amount == 0 {
                    let days = words::count(trash.days.into(), "day", "days");
                    let text = format!("Deleted photos wait here for {days} before they are gone. There are none.");
                    return view! { <EmptyState title="The trash is empty" text=text /> }.into_any();
                }
                let later = cursor.get_untracked().is_some();
                let row = |photo: &Photo| {
                    let left = photo.deleted_at.map(|deleted| trash.days_left(deleted));
                    view! { <Discarded photo=photo.clone() left /> }
                };
                view! {
                    <EmptyForm amount=trash.amount />
                    <ul class="trash">{trash.photos.items.iter().map(row).collect_view()}</ul>
                    <Older path="/trash" later next=trash.photos.older.clone() />
                }
                    .into_any()
            }
        />
    }
}

/// `Empty trash`: whoever does it types how many photos that deletes.
#[component]
fn EmptyForm(
    /// How many photos are in the trash, this page and all others.
    amount: u64,
) -> impl IntoView {
    const FIELDS: &[Field] = &[Field::Amount];
    let visitor = use_visitor();
    let toasts = use_toasts();
    let empty = ServerAction::<EmptyTrash>::new();
    Effect::new(move |_| {
        if let Some(deleted) = empty.value().with(|answer| answer.as_ref()?.as_ref().ok().copied()) {
            toasts.say(format!("{} deleted for good.", words::count(deleted, "photo", "photos")));
            visitor.photos_changed();
        }
    });
    let carried = use_carried().error();
    let refused = carried.as_ref().is_some_and(|error| error.of_field(&Field::Amount).is_some());
    let error = form_error(empty.value().into(), carried);
    let photos = words::count(amount, "photo", "photos");
    view! {
        <div class="trash-head">
            <p>{photos.clone()}</p>
            <Confirm label="Empty trash" question=format!("This deletes {photos} for good. It cannot be undone.") open=refused>
                <ActionForm action=empty>
                    <TextField
                        label="How many photos is that?"
                        name="amount"
                        field=Field::Amount
                        error
                        autocomplete="off"
                        hint="Type the number, so that this does not happen by mistake."
                    />
                    <button type="submit" class="button danger" disabled=move || empty.pending().get()>
                        "Delete for good"
                    </button>
                </ActionForm>
            </Confirm>
            <Alert text=general_error(error, FIELDS) />
        </div>
    }
}

/// One photo in the trash.
#[component]
fn Discarded(
    /// The photo.
    photo: Photo,
    /// In how many days it goes for good; 0 is today.
    left: Option<u64>,
) -> impl IntoView {
    let (width, height) = Rendition::Thumb.fit(photo.width, photo.height);
    view! {
        <li class="trash-row">
            <span class="trash-picture" style=tile_style(&photo)>
                <img src=photo.urls.thumb.clone() width=width height=height loading="lazy" decoding="async" alt="" />
            </span>
            <div class="trash-words">
                <strong>{words_for(&photo)}</strong>
                {left.map(|left| view! { <span>{time_left(left)}</span> })}
            </div>
            <DiscardedForm photo />
        </li>
    }
}

/// `Restore`, and `Delete for good`, asked twice: two buttons of one form.
#[component]
fn DiscardedForm(
    /// The photo.
    photo: Photo,
) -> impl IntoView {
    let visitor = use_visitor();
    let toasts = use_toasts();
    let settle = ServerAction::<SettlePhoto>::new();
    let id = photo.id;
    Effect::new(move |_| match settle.value().get() {
        Some(Ok(Some(restored))) => {
            toasts.say("Taken out of the trash.");
            visitor.tell(Change::Added(vec![restored]));
        }
        Some(Ok(None)) => {
            toasts.say("Deleted for good.");
            visitor.tell(Change::Gone(vec![id]));
        }
        Some(Err(_)) | None => {}
    });
    let error = Signal::derive(move || settle.value().with(|answer| answer.as_ref()?.as_ref().err().map(ToString::to_string)));
    let name = words_for(&photo);
    view! {
        <ActionForm action=settle>
            <input type="hidden" name="id" value=id.to_string() />
            <div class="trash-actions">
                <button type="submit" name="fate" value="restore" class="button" aria-label=format!("Restore {name}")>
                    "Restore"
                </button>
                <Confirm label="Delete for good" question=format!("Delete “{name}” for good? This cannot be undone.")>
                    <button type="submit" name="fate" value="erase" class="button danger">
                        "Delete for good"
                    </button>
                </Confirm>
                <Alert text=error />
            </div>
        </ActionForm>
    }
}

/// When something goes that has so many days left.
fn time_left(days: u64) -> String {
    if days == 0 { "Goes today".to_owned() } else { words::count(days, "day left", "days left") }
}
