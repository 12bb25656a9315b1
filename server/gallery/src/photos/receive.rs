//! A picture comes in: streamed to a staging file, checked, developed, stored durably, written down.
//!
//! The staging file is named by the photo it may become and stays until the photo is written down or refused. So after
//! a kill, the names in the staging folder say exactly which photos may have left bytes behind.

use super::{PhotoError, Photos, access::Sight, counts::Counts, invalid, row};
use crate::{
    database,
    entity::{account, photo},
    imaging::{self, Developed, Sniffed},
    keys::hex,
    storage::Object,
};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use model::{AccountId, Field, FileType, Flaw, Photo, PhotoChange, PhotoId, UploadStatus, Visibility};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, SqlErr};
use sha2::{Digest, Sha256};
use tempfile::TempPath;
use tokio::{fs::File, io::AsyncWriteExt};

/// A file that is arriving. Dropped, it leaves nothing behind.
pub struct Incoming {
    id: PhotoId,
    path: TempPath,
    file: File,
    hash: Sha256,
    /// Bytes so far.
    size: u64,
    limit: u64,
}

/// What its sender says of a file.
#[derive(Clone, Debug, Default)]
pub struct Described {
    pub file_name: String,
    pub title: Option<String>,
    pub visibility: Visibility,
    /// When the file was last changed: taken for when the picture was, if it does not say.
    pub last_modified: Option<DateTime<Utc>>,
}

/// What became of a file that was not refused.
#[derive(Clone, Debug)]
pub struct Received {
    pub status: UploadStatus,
    pub photo: Photo,
}

impl Incoming {
    /// Whether nothing has arrived yet.
    pub fn is_empty(&self) -> bool {
        self.size == 0
    }

    /// SHA-256 of what has arrived, hexadecimal.
    pub fn sha256(&self) -> String {
        hex(&self.hash.clone().finalize())
    }

    /// Take in the next bytes of the file.
    ///
    /// Errors: `TooLarge` past the limit, `Full`.
    pub async fn write(&mut self, chunk: &[u8]) -> Result<(), PhotoError> {
        self.size += chunk.len() as u64;
        if self.size > self.limit {
            return Err(PhotoError::TooLarge { size: None, limit: self.limit });
        }
        self.hash.update(chunk);
        Ok(self.file.write_all(chunk).await?)
    }
}

impl Photos<'_> {
    /// Make room for a file that is about to arrive.
    ///
    /// Errors: the staging folder cannot be written.
    pub async fn incoming(&self) -> Result<Incoming, PhotoError> {
        let id = PhotoId(self.0.new_id());
        let path = self.0.darkroom().staging.join(id.to_string());
        let file = File::options().write(true).create_new(true).open(&path).await?;
        let path = TempPath::try_from_path(path)?;
        Ok(Incoming { id, path, file, hash: Sha256::new(), size: 0, limit: self.0.settings().max_content_length })
    }

    /// Keep a file that has arrived whole. Once this has begun it is carried through, even if nobody waits for the answer.
    ///
    /// An answer of success means: stored, verified, on disk, visible. Anything else means: nothing is left behind.
    /// The same bytes by the same owner are kept once: the answer is the photo that is already there, out of the trash if need be.
    ///
    /// Errors: see [`PhotoError`].
    pub async fn receive(&self, owner: AccountId, incoming: Incoming, described: Described) -> Result<Received, PhotoError> {
        let gallery = self.0.clone();
        let receiving = tokio::spawn(async move { gallery.photos().receive_whole(owner, incoming, described).await });
        receiving.await.map_err(|_| PhotoError::Stopped)?
    }

    async fn receive_whole(&self, owner: AccountId, incoming: Incoming, described: Described) -> Result<Received, PhotoError> {
        let Incoming { id, path, mut file, hash, size, .. } = incoming;
        file.flush().await?;
        drop(file);
        let title = described.title.as_deref().map_or("", str::trim);
        if title.chars().count() > PhotoChange::TITLE_MAX {
            return Err(invalid(Field::Title, Flaw::TooLong { max: PhotoChange::TITLE_MAX }));
        }
        if size == 0 {
            return Err(PhotoError::Empty);
        }
        let sha256 = hex(&hash.finalize());
        if let Some(received) = self.already_here(owner, &sha256).await? {
            return Ok(received);
        }

        let account = account::Entity::find_by_id(owner.0).one(self.0.database()).await?.ok_or(PhotoError::NotFound)?;
        self.has_room(&account, size)?;

        let place = self.0.darkroom().place().await?;
        let bytes = Bytes::from(tokio::fs::read(&path).await?);
        let kind = self.allowed_kind(&bytes)?;
        let expected = sha256.clone();
        let develop = move |bytes: &[u8], plan: &imaging::Plan| {
            if hex(&Sha256::digest(bytes)) != expected {
                return Err(PhotoError::Io(std::io::Error::other("the staging file does not hold what was sent")));
            }
            Ok(imaging::develop(bytes, plan)?)
        };
        let developed = self.0.darkroom().develop(place, bytes.clone(), kind, develop).await?;

        let row = self.row(id, owner, sha256, size, kind, &developed, described);
        let kept = self.keep(row, bytes, developed.renditions).await;
        if !matches!(&kept, Ok(received) if received.photo.id == id) {
            self.0.storage().remove(id).await?;
        }
        drop(path);
        kept
    }

    /// The photo of the same owner with the same bytes, taken out of the trash if it lies there.
    async fn already_here(&self, owner: AccountId, sha256: &str) -> Result<Option<Received>, PhotoError> {
        let same = photo::Column::OwnerId.eq(owner.0).and(photo::Column::Sha256.eq(sha256));
        let Some(found) = photo::Entity::find().filter(same).one(self.0.database()).await? else { return Ok(None) };
        let id = PhotoId(found.id);
        let received = if found.deleted_at.is_some() {
            self.restore(owner, id).await.map(|photo| Received { status: UploadStatus::Restored, photo })
        } else {
            self.get(Some(owner), id).await.map(|photo| Received { status: UploadStatus::Duplicate, photo })
        };
        match received {
            // It went for good a moment ago.
            Err(PhotoError::NotFound) => Ok(None),
            received => received.map(Some),
        }
    }

    /// Errors: `QuotaExceeded` when an account's photos would take more than they may.
    fn has_room(&self, account: &account::Model, size: u64) -> Result<(), PhotoError> {
        let used = account.bytes.cast_unsigned();
        match self.0.quota(account) {
            Some(quota) if used.saturating_add(size) > quota => Err(PhotoError::QuotaExceeded { used, quota }),
            _ => Ok(()),
        }
    }

    fn allowed_kind(&self, bytes: &[u8]) -> Result<FileType, PhotoError> {
        let allowed = &self.0.settings().allowed_types;
        let refused = |found: Option<String>| PhotoError::TypeNotAllowed { found, allowed: allowed.clone() };
        match imaging::sniff(bytes) {
            Sniffed::Known(kind) if allowed.contains(&kind) => Ok(kind),
            Sniffed::Known(kind) => Err(refused(Some(format!("a {kind} picture")))),
            Sniffed::Other(what) => Err(refused(Some(what.to_owned()))),
            Sniffed::Unknown => Err(refused(None)),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a row has many columns")]
    fn row(
        &self,
        id: PhotoId,
        owner: AccountId,
        sha256: String,
        size: u64,
        kind: FileType,
        developed: &Developed,
        described: Described,
    ) -> photo::Model {
        let now = self.0.clock().now();
        let (taken_at, taken_at_offset) = match &developed.taken {
            Some(taken) => {
                let offset = TimeDelta::minutes(taken.offset_minutes.unwrap_or(0).into());
                (taken.local.and_utc().checked_sub_signed(offset).unwrap_or(now), taken.offset_minutes)
            }
            None => (described.last_modified.filter(|modified| *modified <= now).unwrap_or(now), None),
        };
        let mut row = photo::Model {
            id: id.0,
            owner_id: owner.0,
            title: described.title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty()),
            file_name: described.file_name,
            visibility: described.visibility.as_str().to_owned(),
            content_type: kind.media_type().to_owned(),
            size: size.cast_signed(),
            sha256,
            width: developed.width.cast_signed(),
            height: developed.height.cast_signed(),
            taken_at: 0,
            taken_at_offset: None,
            taken_local: 0,
            added_at: now.timestamp_micros(),
            deleted_at: None,
            trashed: false,
            animated: developed.animated,
            thumbhash: BASE64.encode(&developed.thumbhash),
            metadata: serde_json::to_string(&developed.metadata).unwrap_or_default(),
        };
        row.set_taken(taken_at.timestamp_micros(), taken_at_offset);
        row
    }

    /// Store the bytes, then write the photo down.
    async fn keep(&self, row: photo::Model, original: Bytes, renditions: Vec<(model::Rendition, Vec<u8>)>) -> Result<Received, PhotoError> {
        let (id, owner) = (PhotoId(row.id), AccountId(row.owner_id));
        let storage = self.0.storage();
        storage.put(id, Object::Original, original).await?;
        for (rendition, bytes) in renditions {
            storage.put(id, Object::Rendition(rendition), bytes.into()).await?;
        }
        let transaction = database::write(self.0.database()).await?;
        let account = account::Entity::find_by_id(owner.0).one(&transaction).await?.ok_or(PhotoError::NotFound)?;
        // Others may have arrived since it was first looked at.
        self.has_room(&account, row.size.cast_unsigned())?;
        let active: photo::ActiveModel = row.clone().into();
        if let Err(error) = photo::Entity::insert(active.reset_all()).exec_without_returning(&transaction).await {
            transaction.rollback().await?;
            // The same picture, sent twice at once: the other one was first.
            return match error.sql_err() {
                Some(SqlErr::UniqueConstraintViolation(_)) => {
                    self.already_here(owner, &row.sha256).await?.ok_or(PhotoError::Database(error))
                }
                _ => Err(error.into()),
            };
        }
        let mut counts = Counts::default();
        counts.come(&row);
        counts.write(&transaction).await?;
        transaction.commit().await?;
        Ok(Received { status: UploadStatus::Created, photo: row::photo(row, account.username, Sight::Owner) })
    }
}
