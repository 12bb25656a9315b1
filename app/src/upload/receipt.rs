//! What whoever gives one picture to the queue keeps of it.

use super::row::{Row, State};
use leptos::prelude::*;

/// Tells how a picture goes that was given to the queue, from before the queue has taken it.
#[derive(Clone)]
pub struct Receipt {
    /// Its place in the queue, once it has one.
    pub(super) row: ArcRwSignal<Option<Row>>,
    /// Whether it is not wanted after all. Its row has the same signal.
    pub(super) is_unwanted: ArcRwSignal<bool>,
}

impl Receipt {
    pub(super) fn new() -> Self {
        Self { row: ArcRwSignal::new(None), is_unwanted: ArcRwSignal::new(false) }
    }

    /// How far it has come. What the queue has not taken yet waits.
    pub fn state(&self) -> State {
        self.row.get().map_or(State::Waiting, |row| row.state.get())
    }

    /// Whether it was thrown away.
    pub fn is_unwanted(&self) -> bool {
        self.is_unwanted.get()
    }
}
