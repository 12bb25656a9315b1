//! The browser's upload queue: what was picked, dropped or pasted, on its way to the gallery. It lives as long as the
//! window, so it goes on while pages come and go. On the server it is an empty shell.

#[cfg(any(feature = "hydrate", test))]
mod check;
mod row;
mod tally;

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "hydrate")]
mod gather;
#[cfg(feature = "hydrate")]
mod hold;
#[cfg(feature = "hydrate")]
mod listen;
#[cfg(feature = "hydrate")]
mod send;
#[cfg(not(feature = "hydrate"))]
mod server;

#[cfg(feature = "hydrate")]
pub use browser::{drop_preview, open_picker, preview};
#[cfg(not(feature = "hydrate"))]
pub use server::{drop_preview, open_picker, preview};

pub use row::{Row, State};
pub use tally::Tally;

use crate::visitor::Visitor;
use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use model::Site;
use model::Visibility;

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
    /// Whether files came while nobody was signed in, and the page has not asked yet.
    pub asks_to_sign_in: RwSignal<bool>,
    /// What has just changed, for those who listen.
    pub news: RwSignal<String>,
    /// Whether files are being dragged over the window.
    pub is_hovered: RwSignal<bool>,
    #[cfg(feature = "hydrate")]
    visitor: Visitor,
    #[cfg(feature = "hydrate")]
    rules: StoredValue<Option<Site>>,
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
            asks_to_sign_in: RwSignal::new(false),
            news: RwSignal::new(String::new()),
            is_hovered: RwSignal::new(false),
            #[cfg(feature = "hydrate")]
            visitor,
            #[cfg(feature = "hydrate")]
            rules: StoredValue::new(None),
            #[cfg(feature = "hydrate")]
            next_id: StoredValue::new(0),
            #[cfg(feature = "hydrate")]
            change_is_due: StoredValue::new(false),
        };
        provide_context(queue);
        #[cfg(feature = "hydrate")]
        listen::to_window(queue);
        #[cfg(not(feature = "hydrate"))]
        let _ = visitor;
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
}
