//! What the queue does in the browser.

use super::{Queue, Row, State, check, gather, hold, listen, send};
use crate::api::site::site;
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
    task::spawn_local,
};
use model::{Site, Visibility};
use std::time::Duration;
use web_sys::File;

/// How many files are sent at a time.
const AT_A_TIME: usize = 3;

impl Queue {
    /// Let these people see one picture: from the start, or from now on when it is already there.
    pub fn show_one_to(self, row: &Row, visibility: Visibility) {
        let before = row.visibility.get_untracked();
        row.visibility.set(visibility);
        if let Some(photo) = row.state.with_untracked(State::photo) {
            let shown = row.visibility.clone();
            spawn_local(async move {
                if send::show(photo, visibility).await {
                    self.visitor.photos_changed();
                } else {
                    shown.set(before);
                }
            });
        }
    }

    /// Send what waits, a few at a time.
    pub fn go_on(self) {
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

    /// Take the files of the file input that fired this event.
    pub fn take_picked(self, event: &Event) {
        self.add(gather::from_input(event));
    }

    /// Take the files of the form that this event submits.
    pub fn take_form(self, event: &SubmitEvent) {
        self.add(gather::from_form(event));
    }

    /// Take files into the queue, check what can be known of them, and send them.
    pub(super) fn add(self, files: Vec<File>) {
        if !files.is_empty() {
            spawn_local(take_in(self, files));
        }
    }

    /// What this gallery takes, where it can be asked. Without an answer the server decides.
    async fn rules(self) -> Option<Site> {
        if self.rules.with_value(Option::is_none) {
            self.rules.set_value(site().await.ok());
        }
        self.rules.get_value()
    }

    /// A file's place in the queue.
    fn row(self, file: File, rules: Option<&Site>) -> Row {
        let id = self.next_id.get_value();
        self.next_id.set_value(id + 1);
        let row = Row::new(id, file.name(), hold::size(&file), self.visibility.get_untracked());
        if let Some(sentence) = rules.and_then(|rules| check::refusal(&row.name, &file.type_(), row.size, rules)) {
            row.state.set(State::Refused(sentence));
        }
        hold::keep(id, file);
        row
    }

    /// Keep what waits until somebody has signed in.
    pub(super) fn ask_to_sign_in(self) {
        self.waits_for_sign_in.set(true);
    }

    /// A picture arrived: lists load again, soon, and once for many.
    pub(super) fn photos_arrived(self) {
        const SOON: Duration = Duration::from_millis(400);
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
}

/// Take files into the queue.
async fn take_in(queue: Queue, files: Vec<File>) {
    let rules = queue.rules().await;
    if queue.next_id.get_value() == 0 {
        listen::to_closing(queue);
    }
    let rows: Vec<_> = files.into_iter().map(|file| queue.row(file, rules.as_ref())).collect();
    queue.rows.update(|all| all.extend(rows));
    queue.is_open.set(true);
    if queue.visitor.is_here_untracked() == Some(false) {
        queue.ask_to_sign_in();
        queue.asks_to_sign_in.set(true);
    }
    queue.go_on();
}

/// Open the browser's file chooser.
pub fn open_picker() {
    listen::open_picker();
}

/// Where a row's own small picture can be had while the window is open; to be given back with [`drop_preview`].
pub fn preview(row: &Row) -> Option<String> {
    hold::preview(row.id)
}

/// Give back the address of a small picture.
pub fn drop_preview(address: &str) {
    hold::drop_preview(address);
}
