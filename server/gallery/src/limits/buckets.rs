//! Where a limit remembers who has done how much: a fixed number of buckets, so that no crowd can make it grow.

use governor::{nanos::Nanos, state::StateStore};
use std::{
    hash::{BuildHasher, Hash, RandomState},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

/// So many buckets, of 8 bytes. With ten thousand others about, somebody shares theirs with a chance of one in 26.
const BUCKETS: usize = 1 << 18;

/// The bucket of one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bucket(usize);

/// Finds the bucket of a key. Nobody outside can tell which keys share one.
#[derive(Clone, Default)]
pub struct Finder(RandomState);

impl Finder {
    pub fn bucket(&self, key: &impl Hash) -> Bucket {
        Bucket(usize::try_from(self.0.hash_one(key)).unwrap_or_default() % BUCKETS)
    }
}

/// For each bucket the theoretical arrival time of GCRA, in ns; 0 where nothing was done.
#[derive(Clone)]
pub struct Buckets(Arc<[AtomicU64]>);

impl Default for Buckets {
    fn default() -> Self {
        Self((0..BUCKETS).map(|_| AtomicU64::new(0)).collect())
    }
}

impl Buckets {
    /// The theoretical arrival time of a bucket, since the limiter began.
    pub fn due(&self, Bucket(number): Bucket) -> Duration {
        Duration::from_nanos(self.0[number].load(Ordering::Acquire))
    }

    /// Take back what was counted as done: this much of the period.
    pub fn give_back(&self, Bucket(number): Bucket, interval: u64) {
        // What never was or is long ago cannot be given back.
        let _ = self.0[number].fetch_update(Ordering::AcqRel, Ordering::Relaxed, |time| Some(time.saturating_sub(interval)));
    }
}

impl StateStore for Buckets {
    type Key = Bucket;

    fn measure_and_replace<T, F, E>(&self, Bucket(number): &Bucket, f: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        let bucket = &self.0[*number];
        let mut before = bucket.load(Ordering::Acquire);
        loop {
            let (outcome, after) = f((before != 0).then_some(Nanos::new(before)))?;
            match bucket.compare_exchange_weak(before, after.as_u64(), Ordering::AcqRel, Ordering::Acquire) {
                Ok(_) => return Ok(outcome),
                Err(now) => before = now,
            }
        }
    }
}
