//! A picture goes out: its renditions and its original, to whoever may see them.

use super::{PhotoError, Photos, access::Sight, row};
use crate::{
    entity::photo,
    imaging,
    outside::at,
    storage::{Object, Outgoing, StorageError},
};
use bytes::Bytes;
use chrono::NaiveDateTime;
use model::{AccountId, FileType, PhotoId, Rendition};
use std::ops::Range;

/// A photo whose bytes the viewer may have.
pub struct Served {
    row: photo::Model,
    object: Object,
    sight: Sight,
}

impl Served {
    /// The original of a photo that the viewer may see.
    pub(super) fn original(row: photo::Model, sight: Sight) -> Self {
        Self { row, object: Object::Original, sight }
    }

    /// What the camera's clock showed when it was taken.
    pub(super) fn taken_local(&self) -> NaiveDateTime {
        at(self.row.taken_local).naive_utc()
    }

    /// Whether the viewer is the owner.
    pub fn is_own(&self) -> bool {
        self.sight == Sight::Owner
    }

    /// Whether everyone may see it, so that shared caches may keep it for a while.
    pub fn is_public(&self) -> bool {
        super::access::visibility(&self.row) == model::Visibility::Public
    }

    /// What `v` is in the current address of these bytes.
    pub fn version(&self) -> String {
        row::version(&self.row)
    }

    /// An entity tag (RFC 9110). The owner's original differs from everyone else's.
    pub fn tag(&self) -> String {
        let form = match (self.object, self.sight) {
            (Object::Rendition(rendition), _) => rendition.as_str(),
            (Object::Original, Sight::Owner) => "original",
            (Object::Original, Sight::Other) => "shared",
        };
        format!("\"{}-{form}\"", self.version())
    }

    /// The name a downloaded file gets: the owner's own for the owner, else one that tells nothing.
    pub fn file_name(&self) -> String {
        match (self.object, self.sight) {
            (Object::Original, Sight::Owner) => self.row.file_name.clone(),
            (Object::Original, Sight::Other) => self.plain_file_name(),
            (Object::Rendition(rendition), _) => format!("pinhole-{}-{}", PhotoId(self.row.id), rendition.as_str()),
        }
    }

    /// A name for the original that tells nothing.
    pub(super) fn plain_file_name(&self) -> String {
        let extension = self.kind().map_or("jpg", FileType::extension);
        format!("pinhole-{}.{extension}", self.id())
    }

    /// What was asked for.
    pub fn object(&self) -> Object {
        self.object
    }

    /// Whether the bytes go out exactly as they were received.
    pub fn is_untouched(&self) -> bool {
        self.object == Object::Original && self.is_own()
    }

    /// Bytes of the original as it was received.
    pub fn size(&self) -> u64 {
        self.row.size.cast_unsigned()
    }

    /// The media type of the original.
    pub fn original_type(&self) -> &'static str {
        self.kind().map_or("application/octet-stream", FileType::media_type)
    }

    fn kind(&self) -> Option<FileType> {
        FileType::from_media_type(&self.row.content_type)
    }

    fn id(&self) -> PhotoId {
        PhotoId(self.row.id)
    }
}

impl Photos<'_> {
    /// Find a photo whose bytes are asked for.
    ///
    /// Errors: `NotFound` when it is not there or the viewer may not see it.
    pub async fn serve(&self, viewer: Option<AccountId>, id: PhotoId, object: Object) -> Result<Served, PhotoError> {
        let (row, _, sight) = self.find(viewer, id).await?;
        Ok(Served { row, object, sight })
    }

    /// The owner's original, untouched, or a part of it.
    pub async fn stream_original(&self, served: &Served, range: Option<Range<u64>>) -> Result<Outgoing, PhotoError> {
        if !served.is_untouched() {
            return Err(PhotoError::NotFound);
        }
        Ok(self.0.storage().stream(served.id(), Object::Original, range).await?)
    }

    /// A rendition, or an original as others may have it: without metadata, quality untouched.
    pub async fn whole(&self, served: &Served) -> Result<Bytes, PhotoError> {
        match served.object {
            Object::Rendition(rendition) => self.rendition(served, rendition).await,
            Object::Original => self.cleaned(served).await,
        }
    }

    async fn cleaned(&self, served: &Served) -> Result<Bytes, PhotoError> {
        let kind = served.kind().ok_or_else(|| PhotoError::Damaged(format!("of type {}", served.row.content_type)))?;
        let place = self.0.darkroom().place().await?;
        let bytes = self.0.storage().get(served.id(), Object::Original).await?;
        let clean = move || {
            let _place = place;
            Ok(imaging::clean(&bytes, kind)?.into())
        };
        super::darkroom::blocking(clean).await
    }

    /// A rendition from storage. One that is missing is made again from the original, by one request for all that ask.
    async fn rendition(&self, served: &Served, rendition: Rendition) -> Result<Bytes, PhotoError> {
        let (id, object) = (served.id(), Object::Rendition(rendition));
        match self.0.storage().get(id, object).await {
            Err(StorageError::Missing) => {}
            found => return Ok(found?),
        }
        let _alone = self.0.darkroom().alone_with(id).await;
        match self.0.storage().get(id, object).await {
            Err(StorageError::Missing) => {}
            found => return Ok(found?),
        }
        let kind = served.kind().ok_or_else(|| PhotoError::Damaged(format!("of type {}", served.row.content_type)))?;
        let place = self.0.darkroom().place().await?;
        let original = self.0.storage().get(id, Object::Original).await?;
        let developed = self.0.darkroom().develop(place, original, kind, |bytes, plan| Ok(imaging::develop(bytes, plan)?)).await?;
        let mut wanted = Bytes::new();
        for (made, bytes) in developed.renditions {
            let bytes = Bytes::from(bytes);
            if made == rendition {
                wanted = bytes.clone();
            }
            self.0.storage().put(id, Object::Rendition(made), bytes).await?;
        }
        tracing::info!("renditions were made again");
        Ok(wanted)
    }
}
