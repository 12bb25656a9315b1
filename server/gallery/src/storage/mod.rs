//! Where bytes live: originals as they were received, and renditions, keyed by the photo they are of.

mod strays;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures::{StreamExt, TryStreamExt, stream::BoxStream};
use model::{PhotoId, Rendition};
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt, local::LocalFileSystem, path::Path};
use prometheus_client::metrics::counter::Counter;
use std::{collections::BTreeSet, error::Error as _, io, ops::Range, path::PathBuf, sync::Arc};

/// Why bytes could not be kept or had.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    #[error("not in storage")]
    Missing,
    #[error("no space left in storage")]
    Full,
    #[error("storage: {0}")]
    Io(io::Error),
    #[error("storage: {0}")]
    Other(object_store::Error),
}

impl From<object_store::Error> for StorageError {
    fn from(error: object_store::Error) -> Self {
        if matches!(error, object_store::Error::NotFound { .. }) {
            return Self::Missing;
        }
        let mut cause = error.source();
        while let Some(source) = cause {
            if source.downcast_ref::<io::Error>().is_some_and(out_of_space) {
                return Self::Full;
            }
            cause = source.source();
        }
        Self::Other(error)
    }
}

/// Whether an I/O error means that a disk or a quota is used up.
pub(crate) fn out_of_space(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge)
}

/// One thing that is kept of a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Object {
    Original,
    Rendition(Rendition),
}

impl Object {
    const ALL: [Self; 4] =
        [Self::Original, Self::Rendition(Rendition::Thumb), Self::Rendition(Rendition::Medium), Self::Rendition(Rendition::Preview)];

    const fn name(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::Rendition(rendition) => rendition.as_str(),
        }
    }
}

/// Bytes on their way out.
pub struct Outgoing {
    pub stream: BoxStream<'static, Result<Bytes, StorageError>>,
    /// Bytes of the whole object, whatever part of it is in the stream.
    pub size: u64,
}

/// A place that keeps bytes.
#[derive(Clone, Debug)]
pub struct Storage {
    store: Arc<dyn ObjectStore>,
    /// Where the store is, when it is a folder of this machine.
    folder: Option<PathBuf>,
    /// How often it could not do what it should.
    errors: Counter,
}

impl Storage {
    /// A folder of this machine, made if it is not there. What was put is on disk when `put` answers.
    ///
    /// Errors: the folder cannot be made or is not a folder.
    pub fn folder(path: &std::path::Path) -> io::Result<Self> {
        std::fs::create_dir_all(path)?;
        let store = LocalFileSystem::new_with_prefix(path).map_err(io::Error::other)?;
        Ok(Self { store: Arc::new(store.with_fsync(true)), folder: Some(path.to_owned()), errors: Counter::default() })
    }

    /// Any other store.
    pub fn of(store: Arc<dyn ObjectStore>) -> Self {
        Self { store, folder: None, errors: Counter::default() }
    }

    /// The same, with its errors counted here.
    #[must_use]
    pub fn counting(self, errors: Counter) -> Self {
        Self { errors, ..self }
    }

    /// What storage said, counted if it is an error. That something is not there is none.
    fn told<T, E: Into<StorageError>>(&self, result: Result<T, E>) -> Result<T, StorageError> {
        result.map_err(Into::into).inspect_err(|error| {
            if !matches!(error, StorageError::Missing) {
                self.errors.inc();
            }
        })
    }

    /// Keep bytes, durably.
    pub async fn put(&self, photo: PhotoId, object: Object, bytes: Bytes) -> Result<(), StorageError> {
        self.told(self.store.put(&path(photo, object), bytes.into()).await)?;
        Ok(())
    }

    /// All the bytes of an object.
    pub async fn get(&self, photo: PhotoId, object: Object) -> Result<Bytes, StorageError> {
        let found = self.told(self.store.get(&path(photo, object)).await)?;
        self.told(found.bytes().await)
    }

    /// The bytes of an object as a stream, or those of a part of it.
    pub async fn stream(&self, photo: PhotoId, object: Object, range: Option<Range<u64>>) -> Result<Outgoing, StorageError> {
        let options = GetOptions { range: range.map(GetRange::Bounded), ..GetOptions::default() };
        let found = self.told(self.store.get_opts(&path(photo, object), options).await)?;
        let size = found.meta.size;
        Ok(Outgoing { stream: found.into_stream().map_err(StorageError::from).boxed(), size })
    }

    /// Remove everything that is kept of a photo. What is not there is not missed.
    pub async fn remove(&self, photo: PhotoId) -> Result<(), StorageError> {
        if let Some(folder) = &self.folder {
            // The whole folder of the photo: a write that was killed may have left half a file in it, which the store does not list.
            let folder = folder.join(shard(photo)).join(photo.to_string());
            return match tokio::fs::remove_dir_all(folder).await {
                Err(error) if error.kind() != io::ErrorKind::NotFound => self.told(Err(StorageError::Io(error))),
                _ => Ok(()),
            };
        }
        for object in Object::ALL {
            match self.told(self.store.delete(&path(photo, object)).await) {
                Ok(()) | Err(StorageError::Missing) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Every photo of which something is kept.
    pub async fn photos(&self) -> Result<BTreeSet<PhotoId>, StorageError> {
        let objects = self.store.list(None).map_err(StorageError::from);
        objects.try_filter_map(async |meta| Ok(photo_of(&meta.location))).try_collect().await
    }

    /// Remove files that are no object of a photo and were last written before this moment: half-written ones that a kill left behind,
    /// which a store does not list. Answers how many. Only folders have them.
    pub async fn remove_strays(&self, before: DateTime<Utc>) -> Result<u64, StorageError> {
        let Some(folder) = self.folder.clone() else { return Ok(0) };
        let removing = tokio::task::spawn_blocking(move || strays::remove(&folder, before.into()));
        removing.await.map_err(io::Error::other).flatten().map_err(StorageError::Io)
    }

    /// Put, get and delete a small object of its own, to see that it works.
    pub async fn try_out(&self) -> Result<(), StorageError> {
        let location = Path::from("check");
        let bytes = Bytes::from_static(b"pinhole");
        self.store.put(&location, bytes.clone().into()).await?;
        let read = self.store.get(&location).await?.bytes().await?;
        self.store.delete(&location).await?;
        if read == bytes {
            Ok(())
        } else {
            Err(StorageError::Io(io::Error::new(io::ErrorKind::InvalidData, "what was read is not what was written")))
        }
    }
}

/// `c4/0190…c4/original`: in 256 folders, so that none grows beyond what people's tools can list.
fn path(photo: PhotoId, object: Object) -> Path {
    Path::from_iter([shard(photo).as_str(), &photo.to_string(), object.name()])
}

/// The last byte of an id is random, so the folders fill evenly.
fn shard(photo: PhotoId) -> String {
    let [.., last] = photo.0.into_bytes();
    crate::keys::hex(&[last])
}

fn photo_of(location: &Path) -> Option<PhotoId> {
    location.parts().nth(1)?.as_ref().parse().ok()
}
