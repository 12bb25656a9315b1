//! How files move through the queue: a few at a time, with pauses, and word of what happens.

use super::{
    Queue, hold, lost_place,
    news::News,
    pause::Pause,
    queue::{Connection, now},
    row::{Row, State},
    send,
};
use crate::visitor::Change;
use leptos::{prelude::*, task::spawn_local};
use model::{AppError, Photo};
use std::time::Duration;

/// How many files are sent at a time.
const AT_A_TIME: usize = 3;
/// How often the pace is looked at, and whether a pause is over.
const TICK: Duration = Duration::from_secs(1);
/// What happens within this is told together, to lists and to those who listen.
const SOON: Duration = Duration::from_millis(400);
/// A file that loses its connection so often while others get through is given up.
const TOO_OFTEN: u32 = 3;

impl Queue {
    /// Send what waits, a few at a time. What lost its connection before comes after the rest.
    pub(super) fn go_on(self) {
        if self.tally.read_untracked().under_way > 0 {
            self.tick_on();
        }
        while self.pause.get_untracked().is_none() && self.tally.read_untracked().busy < AT_A_TIME {
            let next = self.rows.with_untracked(|rows| {
                let waiting = rows.iter().filter(|row| *row.state.read_untracked() == State::Waiting);
                waiting.min_by_key(|row| hold::losses(row.id)).cloned()
            });
            let Some(row) = next else { return };
            self.mind.update_value(|mind| mind.pace.begin(now()));
            self.turn(&row, State::Sending { sent: 0 });
            spawn_local(send::send(self, row));
        }
    }

    /// A file is now in another state: it is counted, and told where that is news.
    pub(super) fn turn(self, row: &Row, state: State) {
        let mut tally = self.tally.get_untracked();
        tally.leave(&row.state.read_untracked(), row.size);
        tally.enter(&state, row.size);
        if let Some(why) = state.complaint() {
            self.tell_soon(|news| news.not_added(&row.name, why));
        }
        row.state.set(state);
        self.tally.set(tally);
        if tally.under_way == 0 {
            if self.pause.get_untracked() == Some(Pause::Staged) {
                // Nothing of it is left.
                self.pause.set(None);
            }
            self.tell_soon(News::ended);
        }
    }

    /// Send nothing for now.
    pub(super) fn pause_for(self, pause: Pause) {
        // Whatever else there is to wait for, first somebody has to say so, then to sign in.
        if pause == Pause::Staged || !matches!(self.pause.get_untracked(), Some(Pause::Staged | Pause::SignIn)) {
            self.pause.set(Some(pause));
            self.tell_soon(|news| news.paused(pause.words()));
        }
    }

    /// Go on after a pause. What lost its connection is sent again.
    fn resume(self) {
        self.pause.set(None);
        for row in self.rows.get_untracked() {
            if *row.state.read_untracked() == State::Lost {
                self.turn(&row, State::Waiting);
            }
        }
        self.go_on();
    }

    /// The browser has a connection again, or somebody thinks so.
    pub fn connection_is_back(self) {
        if matches!(self.pause.get_untracked(), Some(Pause::Connection { .. })) {
            self.resume();
        }
    }

    /// Somebody says that what came from another app shall be sent.
    pub fn send_staged(self) {
        if self.pause.get_untracked() == Some(Pause::Staged) {
            self.pause.set(None);
            self.send_or_ask();
        }
    }

    /// Somebody has signed in.
    pub fn somebody_is_here(self) {
        if self.pause.get_untracked() == Some(Pause::SignIn) {
            self.resume();
        }
    }

    /// Somebody who was here has to sign in again.
    pub(super) fn ask_to_sign_in(self) {
        self.pause_for(Pause::SignIn);
        self.uploads.visitor.ask_again();
    }

    /// The server answered, so there is a connection.
    pub(super) fn note_answer(self) {
        self.mind.update_value(|mind| mind.connection = Connection { answers: mind.connection.answers + 1, losses: 0 });
        self.connection_is_back();
    }

    /// A file lost its connection. All wait then, unless it is always the same file.
    pub(super) fn note_loss(self, row: &Row) {
        self.mind.update_value(|mind| mind.connection.losses += 1);
        let Connection { answers, losses } = self.mind.with_value(|mind| mind.connection);
        if hold::lose(row.id, answers) < TOO_OFTEN {
            self.turn(row, State::Lost);
            self.pause_for(Pause::connection(now(), losses));
        } else {
            self.turn(row, State::Failed(AppError::Offline.to_string()));
        }
    }

    /// A picture arrived.
    pub(super) fn note_arrival(self, row: &Row, photo: Photo) {
        if row.is_picked && lost_place::is_likely(&photo) && lost_place::is_news() {
            self.has_lost_place.set(true);
        }
        self.mind.update_value(|mind| mind.arrived.push(photo));
        self.tell_soon(|_| ());
    }

    /// This is news. They are told soon, lists hear of what arrived, and of many at once.
    pub(super) fn tell_soon(self, what: impl FnOnce(&mut News)) {
        let is_telling = self.mind.try_update_value(|mind| {
            what(&mut mind.news);
            std::mem::replace(&mut mind.is_telling, true)
        });
        if is_telling == Some(false) {
            set_timeout(move || self.tell(), SOON);
        }
    }

    fn tell(self) {
        let tally = self.tally.get_untracked();
        let result = (tally.under_way == 0).then(|| tally.words(None));
        let told = self.mind.try_update_value(|mind| {
            mind.is_telling = false;
            (mind.news.tell(result), std::mem::take(&mut mind.arrived))
        });
        let (words, arrived) = told.unwrap_or_default();
        if !words.is_empty() {
            self.uploads.news.set(words);
        }
        if !arrived.is_empty() {
            self.uploads.visitor.tell(Change::Added(arrived));
        }
    }

    /// Look at the clock now and then, until nothing is under way.
    fn tick_on(self) {
        if self.mind.with_value(|mind| mind.clock.is_none()) {
            self.now.set(now());
            let clock = set_interval_with_handle(move || self.tick(), TICK).ok();
            self.mind.update_value(|mind| mind.clock = clock);
        }
    }

    fn tick(self) {
        self.now.set(now());
        match self.pause.get_untracked().filter(|pause| pause.is_over(now())) {
            // Without any connection there is nothing to try; the browser will tell.
            Some(Pause::Connection { .. }) if window().navigator().on_line() => self.resume(),
            Some(Pause::Server { .. }) => self.resume(),
            _ => {}
        }
        if self.tally.read_untracked().under_way == 0
            && let Some(clock) = self.mind.try_update_value(|mind| mind.clock.take()).flatten()
        {
            clock.clear();
        }
    }
}
