//! How files get into the queue.

use super::{
    Queue, check, gather, hold,
    inbox::{self, Delivery},
    listen,
    pause::Pause,
    receipt::Receipt,
    row::{Row, State},
};
use crate::api::site::site;
use js_sys::Promise;
use leptos::prelude::*;
use model::Visibility;
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// How many files are taken before the page may do something else.
const AT_ONCE: usize = 50;

impl Queue {
    /// Take what has come.
    pub(super) async fn take_in(self) {
        for Delivery { gathered, visibility, receipt, is_staged } in inbox::empty() {
            if is_staged {
                self.pause_for(Pause::Staged);
            }
            // Whoever adds files now has reason to think that there is a connection.
            self.connection_is_back();
            let mut search = gather::Search::from(gathered);
            loop {
                let files = search.next(AT_ONCE).await;
                if files.is_empty() {
                    break;
                }
                self.add(files, visibility, receipt.as_ref()).await;
            }
        }
    }

    /// Take files, check what can be known of them, and send them. With a receipt it is one file, and its giver is told.
    async fn add(self, files: Vec<File>, visibility: Option<Visibility>, receipt: Option<&Receipt>) {
        let visibility = visibility.unwrap_or_else(|| self.uploads.visibility.get_untracked());
        if self.mind.with_value(|mind| mind.files == 0) {
            // Not before: a browser may not keep a window that asks for the way back to it.
            listen::to_closing(self);
        }
        let rows: Vec<_> = files.into_iter().map(|file| self.row(file, visibility, receipt)).collect();
        self.rows.update(|all| all.extend_from_slice(&rows));
        if let Some(receipt) = receipt {
            receipt.row.set(rows.first().cloned());
        }
        breath().await;
        if self.mind.with_value(|mind| mind.rules.is_none()) {
            // Without an answer the server decides.
            let rules = site().await.ok();
            self.mind.update_value(|mind| mind.rules = rules);
        }
        for row in &rows {
            if row.is_unwanted.get_untracked() {
                self.cancel(row);
            }
            self.check(row);
        }
        self.send_or_ask();
    }

    /// Send what waits; whoever is not signed in is asked to, first.
    pub(super) fn send_or_ask(self) {
        let is_staged = self.pause.get_untracked() == Some(Pause::Staged);
        if !is_staged && self.uploads.visitor.is_here_untracked() == Some(false) && self.tally.read_untracked().under_way > 0 {
            self.pause_for(Pause::SignIn);
            self.asks_to_sign_in.set(true);
        }
        self.go_on();
    }

    /// A file's place in the queue.
    fn row(self, file: File, visibility: Visibility, receipt: Option<&Receipt>) -> Row {
        let id = self.mind.with_value(|mind| mind.files);
        self.mind.update_value(|mind| mind.files += 1);
        let row = Row {
            id,
            name: file.name().into(),
            size: hold::size(&file),
            state: ArcRwSignal::new(State::Waiting),
            visibility: ArcRwSignal::new(visibility),
            is_picked: receipt.is_none(),
            is_unwanted: receipt.map_or_else(|| ArcRwSignal::new(false), |receipt| receipt.is_unwanted.clone()),
        };
        self.tally.update(|tally| tally.enter(&State::Waiting, row.size));
        hold::keep(id, file);
        row
    }

    /// Refuse what the server would refuse.
    fn check(self, row: &Row) {
        let Some(file) = hold::file(row.id).filter(|_| *row.state.read_untracked() == State::Waiting) else { return };
        let refusal = self.mind.with_value(|mind| check::refusal(&row.name, &file.type_(), row.size, mind.rules.as_ref()?));
        match refusal {
            Some(sentence) => self.turn(row, State::Refused(sentence)),
            None => self.tell_soon(|news| news.began(1)),
        }
    }
}

/// Let the page do what else there is to do.
async fn breath() {
    let soon = Promise::new(&mut |resolve, _| {
        set_timeout(
            move || {
                // A promise takes what it is given.
                resolve.call0(&JsValue::NULL).ok();
            },
            Duration::ZERO,
        );
    });
    JsFuture::from(soon).await.ok();
}
