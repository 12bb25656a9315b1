//! How fast it goes, and how long it will take.

use std::{collections::VecDeque, time::Duration};

/// How far back is looked: long enough to be calm, short enough to notice another network.
const WINDOW: Duration = Duration::from_secs(5);
/// Before that, a speed would be a guess.
const AT_LEAST: Duration = Duration::from_secs(1);

/// What left during the last few seconds. Times are since any fixed moment.
#[derive(Debug, Default)]
pub struct Pace {
    /// When the first of it began to leave.
    begun: Duration,
    /// When how many bytes left, the oldest first.
    left: VecDeque<(Duration, u64)>,
}

impl Pace {
    /// Something begins to leave. After nothing moved for a while, that is a new beginning.
    pub fn begin(&mut self, now: Duration) {
        if !self.left.iter().any(|(then, _)| *then + WINDOW >= now) {
            *self = Self { begun: now, left: VecDeque::new() };
        }
    }

    /// So many more bytes have left.
    pub fn note(&mut self, now: Duration, bytes: u64) {
        self.left.push_back((now, bytes));
        while self.left.front().is_some_and(|(then, _)| *then + WINDOW < now) {
            self.left.pop_front();
        }
    }

    /// In bytes per second; none while it cannot be told, or when nothing moves.
    pub fn speed(&self, now: Duration) -> Option<u64> {
        let since = self.begun.max(now.saturating_sub(WINDOW));
        let span = now.saturating_sub(since);
        let bytes: u64 = self.left.iter().filter(|(then, _)| *then >= since).map(|(_, bytes)| bytes).sum();
        let speed = u128::from(bytes) * 1000 / span.as_millis().max(1);
        u64::try_from(speed).ok().filter(|speed| *speed > 0 && span >= AT_LEAST)
    }
}

/// How long `bytes` will take at `speed` (bytes per second, not zero), as people say it: `40 s`, `3 min`, `1 h 20 min`.
pub fn time_for(bytes: u64, speed: u64) -> String {
    amount_of(Duration::from_secs(bytes.div_ceil(speed.max(1))))
}

/// A stretch of time, as roughly as it can be known ahead.
pub fn amount_of(time: Duration) -> String {
    match time.as_secs() {
        // In steps of five, so that it does not flicker.
        seconds @ 0..=55 => format!("{} s", seconds.div_ceil(5).max(1) * 5),
        seconds @ 56..=3569 => format!("{} min", (seconds + 30) / 60),
        seconds => {
            let minutes = (seconds + 30) / 60;
            match (minutes / 60, minutes % 60) {
                (hours, 0) => format!("{hours} h"),
                (hours, minutes) => format!("{hours} h {minutes} min"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Pace, time_for};
    use std::time::Duration;

    const fn at(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    #[test]
    fn the_speed_is_that_of_the_last_seconds() {
        let mut pace = Pace::default();
        pace.begin(at(10_000));
        pace.note(at(10_500), 1_000_000);
        assert_eq!(pace.speed(at(10_500)), None, "half a second tells nothing");
        pace.note(at(12_000), 1_000_000);
        assert_eq!(pace.speed(at(12_000)), Some(1_000_000));
        // Five seconds later the beginning is forgotten.
        pace.note(at(17_000), 10_000_000);
        assert_eq!(pace.speed(at(17_000)), Some(2_200_000));
        assert_eq!(pace.speed(at(60_000)), None, "nothing moves");
    }

    #[test]
    fn after_nothing_moved_the_speed_is_told_anew() {
        let mut pace = Pace::default();
        pace.begin(at(0));
        pace.note(at(1_000), 8_000_000);
        pace.begin(at(2_000));
        assert_eq!(pace.speed(at(2_000)), Some(4_000_000), "one file after another is no new beginning");
        pace.begin(at(10_000));
        pace.note(at(12_000), 2_000);
        assert_eq!(pace.speed(at(12_000)), Some(1_000));
    }

    #[test]
    fn time_left_is_rounded_as_people_do() {
        let told = [1, 7, 38, 55, 56, 89, 91, 175, 3_569, 3_570, 4_800].map(|seconds| time_for(seconds * 1_000, 1_000));
        assert_eq!(told, ["5 s", "10 s", "40 s", "55 s", "1 min", "1 min", "2 min", "3 min", "59 min", "1 h", "1 h 20 min"]);
    }
}
