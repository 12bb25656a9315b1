//! How the whole queue stands.

use super::{Row, State};
use leptos::prelude::With;

/// How many files stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All but the cancelled ones.
    pub files: usize,
    /// Now in the gallery, whether sent just now or there before.
    pub added: usize,
    /// Refused, or not arrived.
    pub not_added: usize,
    /// Those that could be sent again.
    pub retryable: usize,
    /// Waiting, sending or processing.
    pub under_way: usize,
    /// In bytes, of the files counted in `files`.
    pub size: u64,
    /// In bytes, of the files counted in `files`; what came to an end counts in full.
    pub sent: u64,
}

impl Tally {
    /// Count these files.
    pub fn of(rows: &[Row]) -> Self {
        let mut tally = Self::default();
        for row in rows {
            row.state.with(|state| tally.count(state, row.size));
        }
        tally
    }

    fn count(&mut self, state: &State, size: u64) {
        self.retryable += usize::from(state.can_be_retried());
        if *state == State::Cancelled {
            return;
        }
        self.files += 1;
        self.size += size;
        self.under_way += usize::from(state.is_under_way());
        self.sent += match state {
            State::Waiting => 0,
            State::Sending { sent } => (*sent).min(size),
            _ => size,
        };
        match state {
            State::Done(_) | State::AlreadyHere(_) | State::Restored(_) => self.added += 1,
            State::Refused(_) | State::Failed(_) => self.not_added += 1,
            _ => {}
        }
    }

    /// The whole in one line: `2 of 5 added`.
    pub fn words(&self) -> String {
        let added = format!("{} of {} added", self.added, self.files);
        if self.not_added == 0 { added } else { format!("{added}, {} not", self.not_added) }
    }
}

#[cfg(test)]
mod tests {
    use super::{State, Tally};

    #[test]
    fn the_whole_is_told_in_one_line() {
        let mut tally = Tally::default();
        tally.count(&State::Sending { sent: 40 }, 100);
        tally.count(&State::Failed("No.".to_owned()), 100);
        tally.count(&State::Cancelled, 100);
        assert_eq!(tally.words(), "0 of 2 added, 1 not");
        assert_eq!((tally.sent, tally.size, tally.retryable, tally.under_way), (140, 200, 2, 1));
    }
}
