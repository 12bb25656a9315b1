//! Where pictures are developed: off the async threads, within a budget of memory and cores. A decoder that panics
//! makes a refused file, not a dead server.

use super::PhotoError;
use crate::{
    imaging::{self, Plan},
    metrics::Metrics,
};
use bytes::Bytes;
use model::{FileType, PhotoId};
use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Instant,
};
use tokio::{
    sync::{OwnedMutexGuard, OwnedSemaphorePermit, Semaphore},
    task::spawn_blocking,
};

/// Memory is handed out in portions of this many bytes: a semaphore counts to 2³² at most on small machines.
const PORTION: u64 = 64 * 1024;

pub struct Darkroom {
    /// Where files lie while they arrive. Each is named by the photo it may become.
    pub staging: PathBuf,
    cores: Arc<Semaphore>,
    memory: Arc<Semaphore>,
    memory_limit: u64,
    /// Photos whose renditions are being made again.
    busy: Mutex<HashMap<PhotoId, Weak<tokio::sync::Mutex<()>>>>,
    metrics: Metrics,
}

impl Darkroom {
    /// A darkroom for so many pictures at once, with so many bytes of memory for all of them together.
    pub fn new(staging: PathBuf, cores: usize, memory: u64, metrics: Metrics) -> Self {
        let portions = usize::try_from(memory / PORTION).unwrap_or(Semaphore::MAX_PERMITS).clamp(1, Semaphore::MAX_PERMITS);
        Self {
            staging,
            cores: Arc::new(Semaphore::new(cores)),
            memory: Arc::new(Semaphore::new(portions)),
            memory_limit: memory,
            busy: Mutex::default(),
            metrics,
        }
    }

    /// Wait for a place. Take it before the file is read into memory.
    pub async fn place(&self) -> Result<OwnedSemaphorePermit, PhotoError> {
        let _waiting = Waiting::begin(&self.metrics);
        self.cores.clone().acquire_owned().await.map_err(|_| PhotoError::Stopped)
    }

    /// Find out what developing a picture takes, wait until there is memory for it, and do `work`. Place and memory are
    /// held until the work is done, even if nobody waits for it any more.
    ///
    /// Errors: `NeedsTooMuchMemory` when there never will be; `Damaged` when the picture is, or the decoder panicked.
    pub async fn develop<T: Send + 'static>(
        &self,
        place: OwnedSemaphorePermit,
        bytes: Bytes,
        kind: FileType,
        work: impl FnOnce(&[u8], &Plan) -> Result<T, PhotoError> + Send + 'static,
    ) -> Result<T, PhotoError> {
        let planned = bytes.clone();
        let plan = blocking(move || Ok(imaging::plan(&planned, kind)?)).await?;
        let (needed, limit) = (plan.memory, self.memory_limit);
        let too_much = PhotoError::NeedsTooMuchMemory { needed, limit };
        if needed > limit {
            return Err(too_much);
        }
        let Ok(portions) = u32::try_from(needed.div_ceil(PORTION).min(limit / PORTION)) else { return Err(too_much) };
        let memory = {
            let _waiting = Waiting::begin(&self.metrics);
            self.memory.clone().acquire_many_owned(portions).await.map_err(|_| PhotoError::Stopped)?
        };
        let development = self.metrics.development.clone();
        let work = move || {
            let _held = (place, memory);
            let begun = Instant::now();
            let done = work(&bytes, &plan);
            development.observe(begun.elapsed().as_secs_f64());
            done
        };
        blocking(work).await
    }

    /// Wait until nobody else makes renditions of this photo.
    pub async fn alone_with(&self, photo: PhotoId) -> OwnedMutexGuard<()> {
        let lock = {
            let mut busy = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
            busy.retain(|_, lock| lock.strong_count() > 0);
            let known = busy.get(&photo).and_then(Weak::upgrade);
            known.unwrap_or_else(|| {
                let lock = Arc::default();
                busy.insert(photo, Arc::downgrade(&lock));
                lock
            })
        };
        lock.lock_owned().await
    }
}

/// A picture that waits, for as long as this is held.
struct Waiting<'a>(&'a Metrics);

impl<'a> Waiting<'a> {
    fn begin(metrics: &'a Metrics) -> Self {
        metrics.waiting.inc();
        Self(metrics)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.waiting.dec();
    }
}

/// Work on a picture off the async threads; a panic means that the picture is damaged.
pub async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, PhotoError> + Send + 'static) -> Result<T, PhotoError> {
    match spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) if error.is_panic() => Err(PhotoError::Damaged("the decoder panicked".to_owned())),
        Err(_) => Err(PhotoError::Stopped),
    }
}

#[cfg(test)]
mod tests {
    use super::{PhotoError, blocking};

    #[tokio::test]
    async fn a_panic_in_a_decoder_is_a_refused_file() {
        let result = blocking::<()>(|| panic!("a decoder's bug")).await;
        assert!(matches!(result, Err(PhotoError::Damaged(_))));
    }
}
