//! Attempts to come in. Each counts from its beginning, before any work, and no longer once it went well. So whoever is one too
//! many only because of those under way waits for their end instead of being refused.

use super::{Exceeded, Limits, buckets::Bucket};
use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    sync::Notify,
    time::{Instant, timeout_at},
};

/// How long one waits for others at most.
const PATIENCE: Duration = Duration::from_secs(10);

/// What an attempt is counted by: where it comes from, that and the name, and the name.
pub(super) type Keys = [Bucket; 3];

/// An attempt that was counted and is under way, until it is dropped.
pub struct Attempt<'a> {
    limits: &'a Limits,
    keys: Keys,
}

impl Attempt<'_> {
    /// It went well, so it does not count.
    pub fn forgive(self) {
        self.limits.forgive(&self.keys);
    }
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        self.limits.under_way.end(&self.keys);
    }
}

/// The attempts under way.
#[derive(Default)]
pub(super) struct UnderWay {
    /// How many there are, by which of the [`Keys`] and what it is.
    attempts: Mutex<HashMap<(usize, Bucket), usize>>,
    ended: Notify,
}

impl UnderWay {
    /// Begin what `count` lets begin.
    ///
    /// Errors: those of `count`, which says by which of the keys it is one too many; and whether others with that key are under way.
    fn begin(&self, keys: &Keys, count: impl FnOnce() -> Result<(), (usize, Exceeded)>) -> Result<(), (bool, Exceeded)> {
        let mut attempts = self.attempts.lock().unwrap_or_else(PoisonError::into_inner);
        match count() {
            Ok(()) => {
                for key in keys.iter().copied().enumerate() {
                    *attempts.entry(key).or_default() += 1;
                }
                Ok(())
            }
            Err((number, exceeded)) => Err((attempts.contains_key(&(number, keys[number])), exceeded)),
        }
    }

    fn end(&self, keys: &Keys) {
        let mut attempts = self.attempts.lock().unwrap_or_else(PoisonError::into_inner);
        for key in keys.iter().copied().enumerate() {
            match attempts.get_mut(&key) {
                Some(others @ 2..) => *others -= 1,
                _ => drop(attempts.remove(&key)),
            }
        }
        drop(attempts);
        self.ended.notify_waiters();
    }
}

impl Limits {
    /// Count an attempt to come in under a name, by where it comes from, by that and the name, and by the name. It counts until
    /// it is forgiven.
    ///
    /// Errors: as [`Self::count`], and none of those under way made room.
    pub async fn attempt(&self, from: &impl Hash, name: &str) -> Result<Attempt<'_>, Exceeded> {
        let keys = [self.finder.bucket(&from), self.finder.bucket(&(from, name)), self.finder.bucket(&name)];
        let deadline = Instant::now() + PATIENCE;
        loop {
            // From now on no end is missed.
            let ended = self.under_way.ended.notified();
            match self.under_way.begin(&keys, || self.count_attempt(&keys)) {
                Ok(()) => return Ok(Attempt { limits: self, keys }),
                Err((true, exceeded)) => timeout_at(deadline, ended).await.map_err(|_| exceeded)?,
                Err((false, exceeded)) => return Err(exceeded),
            }
        }
    }
}
