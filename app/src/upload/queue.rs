//! The queue: what came, on its way to the gallery, and what can be done about it. `intake.rs` has how files get into it,
//! `flow.rs` how they move.

use super::{
    Uploads, hold, listen,
    news::News,
    pace::Pace,
    pause::Pause,
    row::{Row, State},
    send,
    tally::Tally,
};
use crate::visitor::Change;
use leptos::{leptos_dom::helpers::IntervalHandle, prelude::*, task::spawn_local};
use model::{Photo, Site, Visibility};
use std::time::Duration;

/// Where it is remembered that the tray is folded, while the window lives.
const FOLDED: &str = "pinhole_tray_folded";

/// Everything on its way to the gallery.
#[derive(Clone, Copy)]
pub struct Queue {
    /// How files come, who may see them, and where news are told.
    pub uploads: Uploads,
    /// The files, in the order in which they came.
    pub rows: RwSignal<Vec<Row>>,
    /// How the whole stands.
    pub tally: RwSignal<Tally>,
    /// Why nothing is sent for now.
    pub pause: RwSignal<Option<Pause>>,
    /// Whether the tray shows its rows.
    pub is_open: RwSignal<bool>,
    /// Whether files came while nobody was signed in, and the page has not asked yet.
    pub asks_to_sign_in: RwSignal<bool>,
    /// Whether to say that pictures came without their place.
    pub has_lost_place: RwSignal<bool>,
    /// How late it is, now and then, while something is under way.
    pub now: RwSignal<Duration>,
    /// What it keeps in mind beside that.
    pub(super) mind: StoredValue<Mind>,
}

/// What the queue keeps in mind, and nobody watches.
#[derive(Default)]
pub struct Mind {
    pub pace: Pace,
    pub connection: Connection,
    /// What this gallery takes.
    pub rules: Option<Site>,
    /// How many files have come.
    pub files: u32,
    /// What calls the queue every second, while something is under way.
    pub clock: Option<IntervalHandle>,
    /// What has not been told yet.
    pub news: News,
    /// Photos of which the lists have not heard.
    pub arrived: Vec<Photo>,
    /// Whether both are told soon.
    pub is_telling: bool,
}

/// What is known of the connection to the server.
#[derive(Clone, Copy, Default)]
pub struct Connection {
    /// How many answers have come.
    pub answers: u32,
    /// How many requests were lost since the last answer.
    pub losses: u32,
}

/// The queue, from anywhere in the tray.
pub fn use_queue() -> Queue {
    expect_context()
}

impl Queue {
    /// Make the queue, and let it take what has come and what comes from now on.
    pub fn provide(uploads: Uploads) -> Self {
        let queue = Self {
            uploads,
            rows: RwSignal::new(Vec::new()),
            tally: RwSignal::new(Tally::default()),
            pause: RwSignal::new(None),
            is_open: RwSignal::new(!was_folded()),
            asks_to_sign_in: RwSignal::new(false),
            has_lost_place: RwSignal::new(false),
            now: RwSignal::new(now()),
            mind: StoredValue::new(Mind::default()),
        };
        provide_context(queue);
        uploads.queue.set(Some(queue));
        listen::to_connection(queue);
        Effect::new(move |_| {
            uploads.came.track();
            spawn_local(queue.take_in());
        });
        Effect::new(move |_| queue.show_what_waits_to(uploads.visibility.get()));
        queue
    }

    /// How fast it goes, in bytes per second.
    pub fn speed(self) -> Option<u64> {
        let now = self.now.get();
        self.mind.with_value(|mind| mind.pace.speed(now))
    }

    /// Fold the tray, or unfold it.
    pub fn fold(self) {
        self.is_open.update(|open| *open = !*open);
        remember_folded(!self.is_open.get_untracked());
    }

    /// Keep the tray folded as long as the current page is there. What was chosen counts again afterwards.
    pub fn fold_meanwhile(self) {
        self.is_open.set(false);
        on_cleanup(move || self.is_open.set(!was_folded()));
    }

    /// Let these people see one picture: from the start, or from now on when it is already there.
    pub fn show_one_to(self, row: &Row, visibility: Visibility) {
        let before = row.visibility.get_untracked();
        row.visibility.set(visibility);
        if let Some(photo) = row.state.with_untracked(State::photo) {
            let shown = row.visibility.clone();
            spawn_local(async move {
                match send::show(photo, visibility).await {
                    Some(photo) => self.uploads.visitor.tell(Change::Changed(vec![photo])),
                    None => shown.set(before),
                }
            });
        }
    }

    /// Let these people see what waits.
    fn show_what_waits_to(self, visibility: Visibility) {
        for row in self.rows.get_untracked() {
            if row.state.with_untracked(|state| state.is_under_way() && !state.is_busy()) {
                row.visibility.set(visibility);
            }
        }
    }

    /// Stop one file. What has already arrived stays.
    pub fn cancel(self, row: &Row) {
        if row.state.with_untracked(State::is_under_way) {
            self.turn(row, State::Cancelled);
            hold::abort(row.id);
            self.go_on();
        }
    }

    /// Stop everything that has not arrived.
    pub fn cancel_all(self) {
        // What waits first, or it would be sent in the place of what was stopped.
        let (sending, waiting): (Vec<_>, Vec<_>) =
            self.rows.get_untracked().into_iter().partition(|row| row.state.with_untracked(State::is_busy));
        for row in waiting.iter().chain(&sending) {
            self.cancel(row);
        }
    }

    /// Send one file again.
    pub fn retry(self, row: &Row) {
        self.retry_these(std::slice::from_ref(row));
    }

    /// Send everything again that did not arrive.
    pub fn retry_all(self) {
        self.retry_these(&self.rows.get_untracked());
    }

    fn retry_these(self, rows: &[Row]) {
        for row in rows.iter().filter(|row| row.state.with_untracked(State::can_be_retried)) {
            hold::forget_losses(row.id);
            self.turn(row, State::Waiting);
        }
        self.connection_is_back();
        self.go_on();
    }

    /// Take everything out of the tray that has come to an end.
    pub fn clear(self) {
        let (stay, go): (Vec<_>, Vec<_>) =
            self.rows.get_untracked().into_iter().partition(|row| row.state.with_untracked(State::is_under_way));
        let mut tally = self.tally.get_untracked();
        for row in go {
            tally.leave(&row.state.read_untracked(), row.size);
            hold::release(row.id);
        }
        self.tally.set(tally);
        if stay.is_empty() {
            self.uploads.news.set(String::new());
        }
        self.rows.set(stay);
    }
}

/// How long the page has been there.
pub fn now() -> Duration {
    window().performance().map_or(Duration::ZERO, |clock| Duration::from_secs_f64(clock.now().max(0.0) / 1000.0))
}

/// Whether the tray was folded when this window was last asked.
fn was_folded() -> bool {
    let storage = window().session_storage().ok().flatten();
    storage.is_some_and(|storage| storage.get_item(FOLDED).is_ok_and(|folded| folded.is_some()))
}

/// A browser that keeps nothing forgets it with the page.
fn remember_folded(is_folded: bool) {
    if let Ok(Some(storage)) = window().session_storage() {
        if is_folded { storage.set_item(FOLDED, "") } else { storage.remove_item(FOLDED) }.ok();
    }
}
