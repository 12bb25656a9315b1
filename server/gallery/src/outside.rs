//! Time and randomness: the one place that takes them from outside, so that tests can set both.

use chrono::{DateTime, TimeZone, Utc};
use rand::Rng;
use std::{fmt, sync::Arc};
use uuid::Uuid;

/// Tells the time, in UTC.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>);

impl Clock {
    /// The machine's clock.
    #[expect(clippy::disallowed_methods, reason = "the one place that takes the time")]
    pub fn system() -> Self {
        Self(Arc::new(Utc::now))
    }

    /// A clock that shows what `tell` says.
    pub fn telling(tell: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    /// The time, in whole microseconds, as precise as the database keeps it.
    pub fn now(&self) -> DateTime<Utc> {
        at((self.0)().timestamp_micros())
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clock({})", self.now())
    }
}

/// The moment that is so many microseconds after the Unix epoch, as the database keeps it.
pub(crate) fn at(micros: i64) -> DateTime<Utc> {
    Utc.timestamp_micros(micros).single().unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// Fills bytes that nobody can predict.
type Fill = dyn Fn(&mut [u8]) + Send + Sync;

/// Makes unpredictable bytes, fit for secrets.
#[derive(Clone)]
pub struct Random(Arc<Fill>);

impl Random {
    /// The machine's generator.
    #[expect(clippy::disallowed_methods, reason = "the one place that takes randomness")]
    pub fn system() -> Self {
        Self(Arc::new(|bytes| rand::rng().fill_bytes(bytes)))
    }

    /// So many bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.0)(&mut bytes);
        bytes
    }

    /// A new id: `UUIDv7` (RFC 9562) of this moment with 74 random bits, so that it can serve as a secret.
    pub fn id(&self, clock: &Clock) -> Uuid {
        let millis = u64::try_from(clock.now().timestamp_millis()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid()
    }
}

impl fmt::Debug for Random {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Random")
    }
}
