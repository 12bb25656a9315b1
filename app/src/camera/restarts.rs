//! Starting a camera again that stopped by itself, but not for ever.

use std::{collections::VecDeque, time::Duration};

/// So many restarts within this time are enough: whatever takes the camera away does not let go.
const AT_MOST: usize = 3;
const WITHIN: Duration = Duration::from_secs(30);

/// When the camera was started again. Times are since any fixed moment.
#[derive(Debug, Default)]
pub struct Restarts(VecDeque<Duration>);

impl Restarts {
    /// The camera stopped by itself. Answers whether to start it again.
    pub fn may(&mut self, now: Duration) -> bool {
        while self.0.front().is_some_and(|then| *then + WITHIN < now) {
            self.0.pop_front();
        }
        let may = self.0.len() < AT_MOST;
        if may {
            self.0.push_back(now);
        }
        may
    }
}

#[cfg(test)]
mod tests {
    use super::Restarts;
    use std::time::Duration;

    #[test]
    fn a_camera_that_keeps_stopping_is_given_up_for_a_while() {
        let mut restarts = Restarts::default();
        let tried = [0, 1, 2, 3, 29, 31, 62].map(|second| restarts.may(Duration::from_secs(second)));
        assert_eq!(tried, [true, true, true, false, false, true, true]);
    }
}
