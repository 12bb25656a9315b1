//! Receiving, listing, changing and deleting photos, and handing out their bytes.

mod access;
mod archive;
mod batch;
mod bytes;
mod change;
mod counts;
mod darkroom;
mod file_names;
mod list;
mod people;
mod receive;
mod row;
mod stretch;
mod sweep;
#[cfg(test)]
mod tests;
mod trash;
mod walk;

use crate::{Gallery, imaging::ImagingError, storage::StorageError};
pub use archive::ARCHIVE_MAX;
pub use bytes::Served;
pub use change::tag;
pub(crate) use darkroom::Darkroom;
use model::{AppError, Field, FieldError, FileType, Flaw};
pub use receive::{Described, Incoming, Received};
use std::io;

/// Why something about a photo did not work.
#[derive(Debug, thiserror::Error)]
pub enum PhotoError {
    /// It is not there, or the viewer may not see it: which of the two is not told.
    #[error("no such photo for this viewer")]
    NotFound,
    #[error("invalid: {0:?}")]
    Invalid(Vec<FieldError>),
    #[error("the photo was changed in the meantime")]
    Changed,
    #[error("larger than {limit} bytes")]
    TooLarge { size: Option<u64>, limit: u64 },
    #[error("not a picture of an allowed type: {found:?}")]
    TypeNotAllowed { found: Option<String>, allowed: Vec<FileType> },
    #[error("an empty file")]
    Empty,
    #[error("damaged: {0}")]
    Damaged(String),
    #[error("needs {needed} bytes of memory of {limit}")]
    NeedsTooMuchMemory { needed: u64, limit: u64 },
    #[error("no rendition could be made: {0}")]
    Rendition(String),
    #[error("the quota is used up: {used} of {quota} bytes")]
    QuotaExceeded { used: u64, quota: u64 },
    #[error("no space left")]
    Full,
    #[error("storage: {0}")]
    Storage(StorageError),
    #[error("files: {0}")]
    Io(io::Error),
    #[error("database: {0}")]
    Database(#[from] sea_orm::DbErr),
    #[error("an archive could not be written: {0}")]
    Archive(#[from] zip::result::ZipError),
    #[error("a task was stopped")]
    Stopped,
}

impl From<StorageError> for PhotoError {
    fn from(error: StorageError) -> Self {
        if matches!(error, StorageError::Full) { Self::Full } else { Self::Storage(error) }
    }
}

impl From<io::Error> for PhotoError {
    fn from(error: io::Error) -> Self {
        if crate::storage::out_of_space(&error) { Self::Full } else { Self::Io(error) }
    }
}

impl From<ImagingError> for PhotoError {
    fn from(error: ImagingError) -> Self {
        match error {
            ImagingError::Empty => Self::Empty,
            ImagingError::Damaged(cause) => Self::Damaged(cause),
            ImagingError::Rendition(cause) => Self::Rendition(cause),
        }
    }
}

impl From<PhotoError> for AppError {
    fn from(error: PhotoError) -> Self {
        match error {
            PhotoError::NotFound => Self::NotFound,
            PhotoError::Invalid(flaws) => Self::Invalid(flaws),
            PhotoError::Changed => Self::PreconditionFailed,
            PhotoError::TooLarge { size, limit } => Self::FileTooLarge { size, limit },
            PhotoError::TypeNotAllowed { found, allowed } => Self::TypeNotAllowed { found, allowed },
            PhotoError::Empty => Self::Empty,
            PhotoError::Damaged(cause) => {
                tracing::info!(cause, "a damaged file was refused");
                Self::Damaged
            }
            PhotoError::NeedsTooMuchMemory { needed, limit } => Self::NeedsTooMuchMemory { needed, limit },
            PhotoError::QuotaExceeded { used, quota } => Self::QuotaExceeded { used, quota },
            PhotoError::Full => {
                tracing::error!("no space left");
                Self::StorageFull
            }
            PhotoError::Rendition(_)
            | PhotoError::Storage(_)
            | PhotoError::Io(_)
            | PhotoError::Database(_)
            | PhotoError::Archive(_)
            | PhotoError::Stopped => {
                tracing::error!(%error, "photo");
                Self::Internal
            }
        }
    }
}

fn invalid(field: Field, flaw: Flaw) -> PhotoError {
    PhotoError::Invalid(vec![FieldError { field, flaw }])
}

/// What can be done with photos.
pub struct Photos<'a>(pub(crate) &'a Gallery);
