//! Why nothing is sent at the moment, and when it goes on.

use super::pace::amount_of;
use chrono::{DateTime, FixedOffset};
use std::time::Duration;

/// How long to wait before the server is tried again that could not be reached.
const FIRST: Duration = Duration::from_secs(5);
const LONGEST: Duration = Duration::from_mins(1);
/// What a server that is too busy to say how long is given.
const UNTOLD: Duration = Duration::from_secs(10);

/// Why nothing is sent. Times are since any fixed moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// They came from another app: somebody has to say that they shall be sent.
    Staged,
    /// Somebody has to sign in.
    SignIn,
    /// The server cannot be reached. It is tried again at this time, or as soon as the browser has a connection again.
    Connection { again_at: Duration },
    /// The server asked to wait until then.
    Server { until: Duration },
}

impl Pause {
    /// The connection was lost, so many times in a row.
    pub fn connection(now: Duration, losses: u32) -> Self {
        let wait = FIRST.saturating_mul(2_u32.saturating_pow(losses.saturating_sub(1)));
        Self::Connection { again_at: now + wait.min(LONGEST) }
    }

    /// The server asked to wait for so long.
    pub fn server(now: Duration, wait: Duration) -> Self {
        Self::Server { until: now + wait }
    }

    /// Whether it is time to go on.
    pub fn is_over(self, now: Duration) -> bool {
        match self {
            Self::Staged | Self::SignIn => false,
            Self::Connection { again_at: then } | Self::Server { until: then } => then <= now,
        }
    }

    /// What of it is said.
    #[cfg(feature = "hydrate")]
    pub fn words(self) -> &'static str {
        match self {
            Self::Staged => "Nothing is sent before you say so.",
            Self::SignIn => "These files wait for you.",
            Self::Connection { .. } => "The server cannot be reached. It goes on by itself when the connection is back.",
            Self::Server { .. } => "The server has a lot to do and asks to wait. It goes on by itself.",
        }
    }

    /// How long it will take, if that is known: `in 20 s`.
    pub fn time_left(self, now: Duration) -> Option<String> {
        let Self::Server { until } = self else { return None };
        until.checked_sub(now).filter(|left| !left.is_zero()).map(|left| format!("in {}", amount_of(left)))
    }
}

/// How long the server asks to wait (RFC 9110, `Retry-After`): seconds, or a date, which counts from the `Date` of the same answer.
pub fn wait_asked(retry_after: Option<&str>, date: Option<&str>) -> Option<Duration> {
    let text = retry_after?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let moment = |text: &str| DateTime::<FixedOffset>::parse_from_rfc2822(text.trim()).ok();
    (moment(text)? - moment(date?)?).to_std().ok()
}

/// How long to wait after an answer of this status, if waiting is what helps.
pub fn wait_after(status: u16, asked: Option<Duration>) -> Option<Duration> {
    match status {
        429 => Some(asked.unwrap_or(UNTOLD)),
        503 => asked,
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Pause, wait_after, wait_asked};
    use std::time::Duration;

    const fn s(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn a_server_may_say_how_long_in_seconds_or_by_a_date() {
        assert_eq!(wait_asked(Some(" 20 "), None), Some(s(20)));
        let (now, then) = ("Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21 Oct 2015 07:30:00 GMT");
        assert_eq!(wait_asked(Some(then), Some(now)), Some(s(120)));
        assert_eq!(wait_asked(Some(now), Some(then)), None, "a time that has passed");
        assert_eq!(wait_asked(Some("soon"), Some(now)), None);
        assert_eq!(wait_asked(None, Some(now)), None);
    }

    #[test]
    fn only_limits_and_a_busy_server_are_waited_for() {
        assert_eq!(wait_after(429, Some(s(3))), Some(s(3)));
        assert_eq!(wait_after(429, None), Some(s(10)));
        assert_eq!(wait_after(503, Some(s(3))), Some(s(3)));
        assert_eq!((wait_after(503, None), wait_after(500, Some(s(3)))), (None, None));
    }

    #[test]
    fn a_lost_connection_is_tried_again_less_and_less_often() {
        let waits = [1, 2, 3, 4, 5, 40].map(|losses| match Pause::connection(s(100), losses) {
            Pause::Connection { again_at } => again_at.saturating_sub(s(100)),
            other => panic!("{other:?}"),
        });
        assert_eq!(waits, [5, 10, 20, 40, 60, 60].map(s));
    }

    #[test]
    fn a_pause_tells_when_it_is_over() {
        let pause = Pause::server(s(100), s(20));
        assert!(!pause.is_over(s(119)) && pause.is_over(s(120)));
        assert_eq!(pause.time_left(s(102)).as_deref(), Some("in 20 s"));
        assert_eq!(pause.time_left(s(120)), None);
        assert!(!Pause::SignIn.is_over(s(1_000_000)), "nobody signs in by waiting");
        assert!(!Pause::Staged.is_over(s(1_000_000)), "nor says that something shall be sent");
    }
}
