//! How the whole queue stands.

use super::{pace::time_for, row::State};
use model::file_size;

/// How many files stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All but the cancelled ones.
    pub files: usize,
    /// Now in the gallery, whether sent just now or there before.
    pub there: usize,
    /// Those of them that were there before.
    pub already: usize,
    /// Refused, or not arrived for good.
    pub not_added: usize,
    /// Those that could be sent again.
    pub retryable: usize,
    /// Not at an end: waiting, sending, processing, or with a lost connection.
    pub under_way: usize,
    /// Sending or processing.
    pub busy: usize,
    /// In bytes, of the files counted in `files`.
    pub size: u64,
    /// In bytes, of the files counted in `files`; what came to an end counts in full.
    pub sent: u64,
}

impl Tally {
    /// A file of `size` bytes is now in this state.
    pub fn enter(&mut self, state: &State, size: u64) {
        let part = Self::of(state, size);
        self.files += part.files;
        self.there += part.there;
        self.already += part.already;
        self.not_added += part.not_added;
        self.retryable += part.retryable;
        self.under_way += part.under_way;
        self.busy += part.busy;
        self.size += part.size;
        self.sent += part.sent;
    }

    /// A file of `size` bytes was in this state and is no longer.
    pub fn leave(&mut self, state: &State, size: u64) {
        let part = Self::of(state, size);
        self.files -= part.files;
        self.there -= part.there;
        self.already -= part.already;
        self.not_added -= part.not_added;
        self.retryable -= part.retryable;
        self.under_way -= part.under_way;
        self.busy -= part.busy;
        self.size -= part.size;
        self.sent -= part.sent;
    }

    /// One file.
    fn of(state: &State, size: u64) -> Self {
        let retryable = usize::from(state.can_be_retried());
        if *state == State::Cancelled {
            return Self { retryable, ..Self::default() };
        }
        Self {
            files: 1,
            there: usize::from(state.photo().is_some()),
            already: usize::from(matches!(state, State::AlreadyHere(_))),
            not_added: usize::from(state.complaint().is_some()),
            retryable,
            under_way: usize::from(state.is_under_way()),
            busy: usize::from(state.is_busy()),
            size,
            sent: match state {
                State::Waiting | State::Lost => 0,
                State::Sending { sent } => (*sent).min(size),
                _ => size,
            },
        }
    }

    /// The whole in one line: `12 of 40 · 6.1 MB/s · 40 s left`, and in the end `36 added, 2 already here, 2 not`. `speed` is in bytes per second.
    pub fn words(&self, speed: Option<u64>) -> String {
        if self.under_way == 0 {
            return self.result();
        }
        let not = if self.not_added == 0 { String::new() } else { format!(", {} not", self.not_added) };
        let count = format!("{} of {}{not}", self.there, self.files);
        let left = self.size - self.sent;
        match speed {
            _ if self.busy == 0 => format!("{count} · waiting"),
            _ if left == 0 => format!("{count} · processing"),
            None => count,
            Some(speed) => format!("{count} · {}/s · {} left", file_size(speed), time_for(left, speed)),
        }
    }

    /// What became of all.
    fn result(&self) -> String {
        let parts = [(self.there - self.already, "added"), (self.already, "already here")];
        let mut parts: Vec<_> = parts.into_iter().filter(|(files, _)| *files > 0).map(|(files, what)| format!("{files} {what}")).collect();
        match (self.not_added, parts.is_empty()) {
            (0, true) => parts.push("cancelled".to_owned()),
            (0, false) => {}
            (not, true) => parts.push(format!("{not} not added")),
            (not, false) => parts.push(format!("{not} not")),
        }
        parts.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::{State, Tally};
    use model::PhotoId;

    fn of(states: &[State]) -> Tally {
        let mut tally = Tally::default();
        for state in states {
            tally.enter(state, 1_000_000);
        }
        tally
    }

    fn done() -> State {
        State::Done("0190a0f2-1111-7111-8111-111111111111".parse::<PhotoId>().expect("an id"))
    }

    fn refused() -> State {
        State::Refused("No.".to_owned())
    }

    #[test]
    fn the_whole_is_told_in_one_line() {
        let sending = State::Sending { sent: 400_000 };
        let many = of(&[done(), sending.clone(), State::Waiting, State::Cancelled]);
        assert_eq!(many.words(None), "1 of 3");
        assert_eq!(many.words(Some(40_000)), "1 of 3 · 40 kB/s · 40 s left");
        assert_eq!(of(&[done(), refused(), sending]).words(Some(6_100_000)), "1 of 3, 1 not · 6.1 MB/s · 5 s left");
        assert_eq!(of(&[done(), State::Processing]).words(Some(1)), "1 of 2 · processing");
        assert_eq!(of(&[done(), State::Lost]).words(Some(1)), "1 of 2 · waiting");
    }

    #[test]
    fn the_end_is_told_in_one_line() {
        assert_eq!(of(&[done(), done()]).words(Some(1)), "2 added");
        assert_eq!(of(&[done(), refused()]).words(None), "1 added, 1 not");
        assert_eq!(of(&[refused()]).words(None), "1 not added");
        let already = State::AlreadyHere("0190a0f2-1111-7111-8111-111111111111".parse::<PhotoId>().expect("an id"));
        assert_eq!(of(&[done(), already.clone(), refused()]).words(None), "1 added, 1 already here, 1 not");
        assert_eq!(of(&[already]).words(None), "1 already here");
        assert_eq!(of(&[State::Cancelled]).words(None), "cancelled");
    }

    #[test]
    fn what_is_counted_can_be_taken_back() {
        let states = [State::Waiting, State::Sending { sent: 2 }, State::Processing, State::Lost, State::Cancelled, done(), refused()];
        let mut tally = of(&states);
        assert_eq!((tally.files, tally.under_way, tally.busy, tally.retryable), (6, 4, 2, 2));
        for state in &states {
            tally.leave(state, 1_000_000);
        }
        assert_eq!(tally, Tally::default());
    }
}
