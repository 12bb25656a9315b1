//! How often something may be done, and by whom: GCRA (governor) for each rate of a limit, on the program's clock.

mod attempts;
mod buckets;
#[cfg(test)]
mod tests;

use crate::Clock;
pub use attempts::Attempt;
use attempts::{Keys, UnderWay};
use buckets::{Bucket, Buckets, Finder};
use governor::{
    NotUntil, Quota, RateLimiter,
    clock::{Clock as GovernorsClock, Reference},
    middleware::{StateInformationMiddleware, StateSnapshot},
};
use model::{AppError, Class, Limit, LimitSettings, Rate};
use std::{
    hash::Hash,
    mem,
    num::NonZeroU32,
    sync::{PoisonError, RwLock},
    time::Duration,
};

/// What is left after something was done, of the rate that is nearest to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub rate: Rate,
    pub left: u32,
    /// Until one more is there.
    pub next: Duration,
}

/// Nothing is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exceeded {
    pub limit: Limit,
    /// The rate that is used up.
    pub rate: Rate,
    pub wait: Duration,
}

impl From<Exceeded> for AppError {
    fn from(Exceeded { limit, wait, .. }: Exceeded) -> Self {
        // Rounded up: whoever waits that long is let in.
        Self::RateLimited { limit: limit.to_string(), seconds: wait.as_millis().div_ceil(1000).try_into().unwrap_or(u64::MAX) }
    }
}

/// The limits of every class.
pub struct Limits {
    clock: Clock,
    finder: Finder,
    set: RwLock<Set>,
    under_way: UnderWay,
}

struct Set {
    settings: LimitSettings,
    classes: [Vec<Limiter>; 4],
    /// Ten times looser: for a name alone, so that nobody can lock another out cheaply.
    auth_by_name: Vec<Limiter>,
}

/// How much looser a limit by name alone is.
const LOOSER: u32 = 10;

impl Limits {
    pub fn new(settings: LimitSettings, clock: Clock) -> Self {
        let set = RwLock::new(Set::new(settings, &clock));
        Self { clock, finder: Finder::default(), set, under_way: UnderWay::default() }
    }

    /// Count one of this class for a key, if there is room. None where the class is not limited.
    ///
    /// Errors: nothing is left of one of the rates; the longest is asked first.
    pub fn count(&self, class: Class, key: &impl Hash) -> Result<Option<Room>, Exceeded> {
        self.with(|set| set.count(&set.classes[class as usize], class, self.finder.bucket(&key)))
    }

    /// What is left of this class for a key, without counting anything. None where the class is not limited.
    pub fn room(&self, class: Class, key: &impl Hash) -> Option<Room> {
        let bucket = self.finder.bucket(&key);
        self.with(|set| set.classes[class as usize].iter().map(|limiter| limiter.room(bucket)).min_by_key(|room| room.left))
    }

    /// Count an attempt to come in.
    ///
    /// Errors: by which of its keys it is one too many.
    fn count_attempt(&self, keys: &Keys) -> Result<(), (usize, Exceeded)> {
        self.with(|set| {
            for (number, (limiters, bucket)) in set.of_attempt(keys).into_iter().enumerate() {
                if let Err(exceeded) = set.count(limiters, Class::Auth, bucket) {
                    // What is refused uses nothing up.
                    set.of_attempt(keys).into_iter().take(number).for_each(give_back);
                    return Err((number, exceeded));
                }
            }
            Ok(())
        })
    }

    fn forgive(&self, keys: &Keys) {
        self.with(|set| set.of_attempt(keys).into_iter().for_each(give_back));
    }

    /// What is set for a class.
    pub fn limit(&self, class: Class) -> Option<Limit> {
        self.with(|set| set.settings.of(class).cloned())
    }

    /// Other limits from now on. What was counted is forgotten where a limit is another one.
    pub fn change(&self, settings: LimitSettings) {
        let mut set = self.set.write().unwrap_or_else(PoisonError::into_inner);
        let mut before = mem::replace(&mut *set, Set::new(settings, &self.clock));
        for class in Class::ALL {
            if before.settings.of(class) != set.settings.of(class) {
                continue;
            }
            set.classes[class as usize] = mem::take(&mut before.classes[class as usize]);
            if class == Class::Auth {
                set.auth_by_name = mem::take(&mut before.auth_by_name);
            }
        }
    }

    fn with<T>(&self, what: impl FnOnce(&Set) -> T) -> T {
        what(&self.set.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Set {
    fn new(settings: LimitSettings, clock: &Clock) -> Self {
        let limiters = |limit: Option<&Limit>, looser| -> Vec<Limiter> {
            // The longest period first.
            limit.into_iter().flat_map(|limit| limit.rates().iter().rev()).filter_map(|rate| Limiter::new(*rate, looser, clock)).collect()
        };
        let classes = Class::ALL.map(|class| limiters(settings.of(class), 1));
        let auth_by_name = limiters(settings.of(Class::Auth), LOOSER);
        Self { settings, classes, auth_by_name }
    }

    /// The limiters of an attempt to come in, each with what it counts by.
    fn of_attempt(&self, [from, from_and_name, name]: &Keys) -> [(&[Limiter], Bucket); 3] {
        let limiters = self.classes[Class::Auth as usize].as_slice();
        [(limiters, *from), (limiters, *from_and_name), (&self.auth_by_name, *name)]
    }

    fn count(&self, limiters: &[Limiter], class: Class, bucket: Bucket) -> Result<Option<Room>, Exceeded> {
        let mut room = None;
        for (number, limiter) in limiters.iter().enumerate() {
            match limiter.count(bucket) {
                Ok(left) => room = nearer(room, Some(left)),
                Err(wait) => {
                    // What is refused uses nothing up.
                    give_back((&limiters[..number], bucket));
                    let Some(limit) = self.settings.of(class).cloned() else { return Ok(None) };
                    return Err(Exceeded { limit, rate: limiter.rate, wait });
                }
            }
        }
        Ok(room)
    }
}

fn give_back((limiters, bucket): (&[Limiter], Bucket)) {
    for limiter in limiters {
        limiter.give_back(bucket);
    }
}

/// The one of two of which less is left.
fn nearer(one: Option<Room>, other: Option<Room>) -> Option<Room> {
    one.into_iter().chain(other).min_by_key(|room| room.left)
}

/// One rate.
struct Limiter {
    rate: Rate,
    quota: Quota,
    buckets: Buckets,
    /// When it began to count.
    start: Moment,
    gcra: RateLimiter<Bucket, Buckets, OurClock, StateInformationMiddleware>,
}

impl Limiter {
    fn new(rate: Rate, looser: u32, clock: &Clock) -> Option<Self> {
        let amount = NonZeroU32::new(rate.amount.get().saturating_mul(looser))?;
        let interval = Duration::from_secs(rate.period.seconds().into()) / amount.get();
        let quota = Quota::with_period(interval)?.allow_burst(amount);
        let buckets = Buckets::default();
        let start = OurClock::now(&OurClock(clock.clone()));
        Some(Self { rate, quota, start, gcra: RateLimiter::new(quota, buckets.clone(), OurClock(clock.clone())), buckets })
    }

    /// Errors: how long to wait.
    fn count(&self, bucket: Bucket) -> Result<Room, Duration> {
        let snapshot: StateSnapshot =
            self.gcra.check_key(&bucket).map_err(|until: NotUntil<Moment>| until.wait_time_from(OurClock::now(self.gcra.clock())))?;
        Ok(Room { rate: self.rate, left: snapshot.remaining_burst_capacity(), next: self.quota.replenish_interval() })
    }

    /// What [`Self::count`] would go by.
    fn room(&self, bucket: Bucket) -> Room {
        let interval = self.quota.replenish_interval();
        let now = OurClock::now(self.gcra.clock()).0.saturating_sub(self.start.0);
        let due = self.buckets.due(bucket).saturating_sub(now);
        let full = interval * self.quota.burst_size().get();
        let free = full.saturating_sub(due);
        let left = u32::try_from(free.as_nanos() / interval.as_nanos().max(1)).unwrap_or(u32::MAX);
        let next = if left == 0 { interval.saturating_sub(free) } else { interval };
        Room { rate: self.rate, left, next }
    }

    fn give_back(&self, bucket: Bucket) {
        self.buckets.give_back(bucket, u64::try_from(self.quota.replenish_interval().as_nanos()).unwrap_or(u64::MAX));
    }
}

/// The program's clock, as governor reads it.
#[derive(Clone)]
struct OurClock(Clock);

/// Time since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Moment(Duration);

impl GovernorsClock for OurClock {
    type Instant = Moment;

    fn now(&self) -> Moment {
        Moment(Duration::from_micros(self.0.now().timestamp_micros().try_into().unwrap_or_default()))
    }
}

impl std::ops::Add<governor::nanos::Nanos> for Moment {
    type Output = Self;

    fn add(self, more: governor::nanos::Nanos) -> Self {
        Self(self.0 + Duration::from(more))
    }
}

impl Reference for Moment {
    fn duration_since(&self, earlier: Self) -> governor::nanos::Nanos {
        self.0.saturating_sub(earlier.0).into()
    }

    fn saturating_sub(&self, duration: governor::nanos::Nanos) -> Self {
        Self(self.0.saturating_sub(duration.into()))
    }
}
