//! What can be done with all the photos that are picked.

use super::{
    icon::{Icon, Sign},
    toast::{Toasts, use_toasts},
};
use crate::{
    api::photos::batch,
    selection::Selection,
    timeline::{Grid, Walk},
    visitor::{Change, Visitor, use_visitor},
    words,
};
use leptos::{html, prelude::*, task::spawn_local};
use model::{AppError, BatchAction, Photo, PhotoId, Visibility};
use std::collections::HashSet;

/// How many photos one request is about.
const AT_ONCE: usize = 500;

/// A bar over the timeline while any photo is picked.
pub fn selection_bar(grid: Grid, walk: Walk) -> AnyView {
    let selection = grid.selection;
    let is_there = Memo::new(move |_| selection.is_some());
    view! {
        <p class="unseen" role="status">
            {move || if selection.is_some() { selection.words() } else { String::new() }}
        </p>
        <Show when=move || is_there.get()>{move || bar(selection, walk)}</Show>
    }
    .into_any()
}

fn bar(selection: Selection, walk: Walk) -> AnyView {
    let deed = Deed { selection, walk, visitor: use_visitor(), toasts: use_toasts(), is_busy: RwSignal::new(false) };
    let ids = NodeRef::<html::Input>::new();
    // The form is the browser's own: what it answers is saved while it arrives.
    let fill_in = move |_| {
        if let Some(ids) = ids.get_untracked() {
            ids.set_value(&selection.all().iter().map(ToString::to_string).collect::<Vec<_>>().join(","));
        }
    };
    view! {
        <div class="selection" role="toolbar" aria-label="Selected photos">
            <button type="button" class="button quiet" aria-label="Clear the selection" on:click=move |_| selection.clear()>
                <Icon sign=Sign::Close />
            </button>
            <strong class="selection-count">{move || selection.words()}</strong>
            <select class="select" aria-label="Who can see them" disabled=move || deed.is_busy.get() on:change=move |event| deed.show(&event)>
                <option value="" selected>"Who can see them"</option>
                {Visibility::ALL
                    .map(|visibility| view! { <option value=visibility.as_str()>{visibility.label()}</option> })
                    .collect_view()}
            </select>
            <form method="post" action="/photos/zip" on:submit=fill_in>
                <input type="hidden" name="ids" node_ref=ids />
                <button type="submit" class="button" aria-label="Download">
                    <Icon sign=Sign::Download />
                    <span class="selection-word">"Download"</span>
                </button>
            </form>
            <button type="button" class="button" aria-label="Delete" disabled=move || deed.is_busy.get() on:click=move |_| deed.delete()>
                <Icon sign=Sign::Trash />
                <span class="selection-word">"Delete"</span>
            </button>
        </div>
    }
    .into_any()
}

/// Something done with all of them.
#[derive(Clone, Copy)]
struct Deed {
    selection: Selection,
    walk: Walk,
    visitor: Visitor,
    toasts: Toasts,
    is_busy: RwSignal<bool>,
}

impl Deed {
    /// The picked photos that are at hand.
    fn at_hand(self, photos: &[PhotoId]) -> Vec<Photo> {
        let picked: HashSet<_> = photos.iter().copied().collect();
        self.walk
            .grid
            .run
            .with_value(|run| run.photos().iter().filter(|photo| picked.contains(&photo.id)).map(|photo| photo.as_ref().clone()).collect())
    }

    fn delete(self) {
        let photos = self.selection.all();
        let known = self.at_hand(&photos);
        self.is_busy.set(true);
        spawn_local(async move {
            let Done { done, trouble } = all(&photos, BatchAction::Delete).await;
            self.is_busy.try_set(false);
            if !done.is_empty() {
                let what = words::count(done.len() as u64, "photo", "photos");
                let (visitor, toasts, back) = (self.visitor, self.toasts, done.clone());
                toasts.say_with_undo(format!("{what} moved to the trash."), move || undo(visitor, toasts, back.clone(), known.clone()));
                self.visitor.tell(Change::Gone(done));
            }
            self.say(trouble);
        });
    }

    fn show(self, event: &leptos::ev::Event) {
        let Ok(visibility) = event_target_value(event).parse::<Visibility>() else { return };
        let photos = self.selection.all();
        self.is_busy.set(true);
        spawn_local(async move {
            let Done { done, trouble } = all(&photos, BatchAction::SetVisibility(visibility)).await;
            self.is_busy.try_set(false);
            let mut known = self.at_hand(&done);
            for photo in &mut known {
                photo.visibility = visibility;
            }
            if !done.is_empty() {
                let what = words::count(done.len() as u64, "photo", "photos");
                let who = match visibility {
                    Visibility::Private => "Only you can see",
                    Visibility::Unlisted => "Anyone with the link can see",
                    Visibility::Public => "Everyone can see",
                };
                self.toasts.say(format!("{who} {what} now."));
                self.selection.clear();
                self.visitor.tell(Change::Changed(known));
            }
            self.say(trouble);
        });
    }

    fn say(self, trouble: Option<String>) {
        if let Some(trouble) = trouble {
            self.toasts.say(trouble);
        }
    }
}

/// What was done, and why not all of it, if so.
struct Done {
    done: Vec<PhotoId>,
    trouble: Option<String>,
}

/// Do this with all of them, some at a time.
async fn all(photos: &[PhotoId], action: BatchAction) -> Done {
    let mut done = Vec::with_capacity(photos.len());
    let mut trouble = None;
    for some in photos.chunks(AT_ONCE) {
        match batch(some.to_vec(), action).await {
            Ok(results) => {
                for result in results {
                    match result.error {
                        None => done.push(result.id),
                        Some(problem) => trouble = Some(problem.detail),
                    }
                }
            }
            Err(error) => {
                trouble = Some(left_over(photos.len() - done.len(), &error));
                break;
            }
        }
    }
    Done { done, trouble }
}

fn left_over(left: usize, error: &AppError) -> String {
    format!("{} as before. {error}", words::count(left as u64, "photo is", "photos are"))
}

fn undo(visitor: Visitor, toasts: Toasts, photos: Vec<PhotoId>, known: Vec<Photo>) {
    spawn_local(async move {
        let Done { done, trouble } = all(&photos, BatchAction::Restore).await;
        if !done.is_empty() {
            toasts.say(format!("{} back.", words::count(done.len() as u64, "photo is", "photos are")));
            let is_known = known.len() == done.len();
            visitor.tell(if is_known { Change::Added(known) } else { Change::Somehow });
        }
        if let Some(trouble) = trouble {
            toasts.say(trouble);
        }
    });
}
