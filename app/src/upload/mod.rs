//! The browser's upload queue: what was picked, dropped or pasted, on its way to the gallery. It lives as long as the
//! window, so it goes on while pages come and go. On the server it is an empty shell.

#[cfg(any(feature = "hydrate", test))]
mod check;
mod row;
mod tally;

#[cfg(feature = "hydrate")]
mod gather;
#[cfg(feature = "hydrate")]
mod hold;
#[cfg(feature = "hydrate")]
mod listen;
#[cfg(feature = "hydrate")]
mod send;

pub use row::{Row, State};
pub use tally::Tally;

use crate::{api, visitor::Visitor};
use leptos::{prelude::*, task::spawn_local};
use model::Visibility;

/// How many files are sent at a time.
#[cfg(feature = "hydrate")]
const AT_A_TIME: usize = 3;

/// Everything on its way to the gallery.
#[derive(Clone, Copy)]
pub struct Queue {
    /// The files, in the order in which they came.
    pub rows: RwSignal<Vec<Row>>,
    /// Who will be able to see what is sent from now on.
    pub visibility: RwSignal<Visibility>,
    /// Whether the tray shows its rows.
    pub is_open: RwSignal<bool>,
    /// Whether files wait until somebody signs in.
    pub waits_for_sign_in: RwSignal<bool>,
    /// Goes up when files came while nobody was signed in: the page should ask.
    pub sign_in_asked: RwSignal<u32>,
    /// Whether files are being dragged over the window.
    pub is_hovered: RwSignal<bool>,
    visitor: Visitor,
    #[cfg(feature = "hydrate")]
    next_id: StoredValue<u32>,
    #[cfg(feature = "hydrate")]
    change_is_due: StoredValue<bool>,
}

/// The queue, from anywhere in the app.
pub fn use_queue() -> Queue {
    expect_context()
}

impl Queue {
    /// Make the queue, and let the whole window feed it.
    pub fn provide(visitor: Visitor) -> Self {
        let queue = Self {
            rows: RwSignal::new(Vec::new()),
            visibility: RwSignal::new(Visibility::Private),
            is_open: RwSignal::new(true),
            waits_for_sign_in: RwSignal::new(false),
            sign_in_asked: RwSignal::new(0),
            is_hovered: RwSignal::new(false),
            visitor,
            #[cfg(feature = "hydrate")]
            next_id: StoredValue::new(0),
            #[cfg(feature = "hydrate")]
            change_is_due: StoredValue::new(false),
        };
        provide_context(queue);
        #[cfg(feature = "hydrate")]
        listen::to_window(queue);
        Effect::new(move |_| {
            if visitor.is_here() == Some(true) && queue.waits_for_sign_in.get() {
                queue.waits_for_sign_in.set(false);
                queue.go_on();
            }
        });
        queue
    }

    /// How the whole stands.
    pub fn tally(self) -> Tally {
        self.rows.with(|rows| Tally::of(rows))
    }

    /// Let these people see what waits and what comes.
    pub fn show_to(self, visibility: Visibility) {
        self.visibility.set(visibility);
        for row in self.rows.get_untracked() {
            if row.state.get_untracked() == State::Waiting {
                row.visibility.set(visibility);
            }
        }
    }

    /// Let these people see one picture: from the start, or from now on when it is already there.
    pub fn show_one_to(self, row: &Row, visibility: Visibility) {
        row.visibility.set(visibility);
        if let Some(photo) = row.state.with_untracked(State::photo) {
            spawn_local(async move {
                if api::photos::change_photo(photo, None, Some(visibility)).await.is_ok() {
                    self.visitor.photos_changed();
                }
            });
        }
    }

    /// Stop one file. What has already arrived stays.
    pub fn cancel(self, row: &Row) {
        if row.state.with_untracked(State::is_under_way) {
            row.state.set(State::Cancelled);
            #[cfg(feature = "hydrate")]
            hold::abort(row.id);
            self.go_on();
        }
    }

    /// Stop everything that has not arrived.
    pub fn cancel_all(self) {
        // What waits first, or it would be sent in the place of what was stopped.
        let (waiting, sending): (Vec<_>, Vec<_>) =
            self.rows.get_untracked().into_iter().partition(|row| row.state.get_untracked() == State::Waiting);
        for row in waiting.iter().chain(&sending) {
            self.cancel(row);
        }
    }

    /// Send one file again.
    pub fn retry(self, row: &Row) {
        if row.state.with_untracked(State::can_be_retried) {
            row.state.set(State::Waiting);
            self.go_on();
        }
    }

    /// Send everything again that did not arrive.
    pub fn retry_all(self) {
        for row in self.rows.get_untracked() {
            self.retry(&row);
        }
    }

    /// Take everything out of the tray that has come to an end.
    pub fn clear(self) {
        self.rows.update(|rows| {
            rows.retain(|row| {
                let stays = row.state.with_untracked(State::is_under_way);
                #[cfg(feature = "hydrate")]
                if !stays {
                    hold::release(row.id);
                }
                stays
            });
        });
    }

    /// Forget everything: the one who sent it signs out.
    pub fn forget(self) {
        self.cancel_all();
        self.clear();
        self.waits_for_sign_in.set(false);
        self.visibility.set(Visibility::Private);
    }

    /// A picture arrived: lists load again, soon, and once for many.
    #[cfg(feature = "hydrate")]
    fn photos_arrived(self) {
        const SOON: std::time::Duration = std::time::Duration::from_millis(400);
        if !self.change_is_due.get_value() {
            self.change_is_due.set_value(true);
            set_timeout(
                move || {
                    self.change_is_due.set_value(false);
                    self.visitor.photos_changed();
                },
                SOON,
            );
        }
    }

    /// Send what waits, a few at a time.
    pub fn go_on(self) {
        #[cfg(feature = "hydrate")]
        {
            let rows = self.rows.get_untracked();
            let busy = rows.iter().filter(|row| row.state.with_untracked(State::is_busy)).count();
            if self.waits_for_sign_in.get_untracked() || busy >= AT_A_TIME {
                return;
            }
            let waiting = rows.into_iter().filter(|row| row.state.get_untracked() == State::Waiting);
            for row in waiting.take(AT_A_TIME - busy) {
                row.state.set(State::Sending { sent: 0 });
                spawn_local(send::send(self, row));
            }
        }
    }

    /// Take the files of the file input that fired this event.
    pub fn take_picked(self, event: &leptos::ev::Event) {
        #[cfg(feature = "hydrate")]
        self.add(gather::from_input(event));
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    }

    /// Take the files of the form that this event submits.
    pub fn take_form(self, event: &leptos::ev::SubmitEvent) {
        #[cfg(feature = "hydrate")]
        self.add(gather::from_form(event));
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    }

    /// Take files into the queue, check what can be known of them, and send them.
    #[cfg(feature = "hydrate")]
    fn add(self, files: Vec<web_sys::File>) {
        if files.is_empty() {
            return;
        }
        let rules = self.visitor.rules_untracked();
        let mut rows = Vec::with_capacity(files.len());
        for file in files {
            let id = self.next_id.get_value();
            self.next_id.set_value(id + 1);
            let row = Row::new(id, file.name(), hold::size(&file), self.visibility.get_untracked());
            let refusal = rules.as_ref().and_then(|rules| check::refusal(&row.name, &file.type_(), row.size, rules));
            if let Some(sentence) = refusal {
                row.state.set(State::Refused(sentence));
            }
            hold::keep(id, file);
            rows.push(row);
        }
        self.rows.update(|all| all.extend(rows));
        self.is_open.set(true);
        if self.visitor.is_here_untracked() == Some(false) {
            self.ask_to_sign_in();
            self.sign_in_asked.update(|asked| *asked += 1);
        }
        self.go_on();
    }

    /// Keep what waits until somebody has signed in.
    #[cfg(feature = "hydrate")]
    fn ask_to_sign_in(self) {
        self.waits_for_sign_in.set(true);
    }
}

/// Open the browser's file chooser.
pub fn open_picker() {
    #[cfg(feature = "hydrate")]
    listen::open_picker();
}

/// Where a row's own small picture can be had while the window is open; to be given back with [`drop_preview`].
#[cfg(feature = "hydrate")]
pub fn preview(row: &Row) -> Option<String> {
    hold::preview(row.id)
}

/// The browser's business.
#[cfg(not(feature = "hydrate"))]
pub fn preview(_row: &Row) -> Option<String> {
    None
}

/// Give back the address of a small picture.
#[cfg(feature = "hydrate")]
pub fn drop_preview(address: &str) {
    hold::drop_preview(address);
}

/// The browser's business.
#[cfg(not(feature = "hydrate"))]
pub fn drop_preview(_address: &str) {}
