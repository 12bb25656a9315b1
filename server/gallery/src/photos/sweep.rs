//! What a kill or a failure at the wrong moment left behind.

use super::{PhotoError, Photos};
use crate::{Gallery, entity::photo};
use chrono::TimeDelta;
use model::PhotoId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use std::{collections::HashSet, path::PathBuf};
use uuid::Uuid;

/// Bytes without a row are left alone for so long: they may belong to an upload that is under way.
const LEFTOVER_AGE: TimeDelta = TimeDelta::hours(1);

/// How many rows are looked for at once.
const AT_ONCE: usize = 500;

impl Photos<'_> {
    /// Remove bytes that no row names, and files in storage that are no bytes of a photo. Answers how many photos and files that were.
    pub async fn sweep(&self) -> Result<u64, PhotoError> {
        let before = self.0.clock().now() - LEFTOVER_AGE;
        let mut removed = self.0.storage().remove_strays(before).await?;
        // Those made too lately are not looked at.
        let old: Vec<PhotoId> = self.0.storage().photos().await?.into_iter().filter(|id| made_before(*id, before.timestamp())).collect();
        for some in old.chunks(AT_ONCE) {
            // The staging file first: once it is gone, an upload has either its row or nothing.
            let mut arrived = Vec::with_capacity(some.len());
            for id in some {
                if !tokio::fs::try_exists(self.0.darkroom().staging.join(id.to_string())).await? {
                    arrived.push(*id);
                }
            }
            let known = self.known(&arrived).await?;
            for id in arrived.into_iter().filter(|id| !known.contains(&id.0)) {
                self.0.storage().remove(id).await?;
                removed += 1;
            }
        }
        Ok(removed)
    }

    /// Which of these have a row.
    async fn known(&self, ids: &[PhotoId]) -> Result<HashSet<Uuid>, PhotoError> {
        let rows = photo::Entity::find().filter(photo::Column::Id.is_in(ids.iter().map(|id| id.0)));
        let known: Vec<Uuid> = rows.select_only().column(photo::Column::Id).into_tuple().all(self.0.database()).await?;
        Ok(known.into_iter().collect())
    }
}

impl Gallery {
    /// Clear up after a program that was killed: remove what uploads that did not get through have left. Call it before
    /// any upload begins.
    ///
    /// Errors: the staging folder or the storage cannot be read or written.
    pub async fn recover(&self) -> Result<(), PhotoError> {
        let mut entries = tokio::fs::read_dir(&self.darkroom().staging).await?;
        while let Some(entry) = entries.next_entry().await? {
            let path: PathBuf = entry.path();
            if let Ok(id) = entry.file_name().to_string_lossy().parse::<PhotoId>()
                && photo::Entity::find_by_id(id.0).one(self.database()).await?.is_none()
            {
                self.storage().remove(id).await?;
            }
            tokio::fs::remove_file(path).await?;
        }
        Ok(self.kept_answers().forget_running().await?)
    }
}

fn made_before(id: PhotoId, seconds: i64) -> bool {
    id.0.get_timestamp().is_some_and(|made| i64::try_from(made.to_unix().0).is_ok_and(|made| made < seconds))
}
