//! Out of sight, back again, or gone for good. The database first, the bytes after.

use super::{PhotoError, Photos, access::Sight, row};
use crate::{
    database,
    entity::{account, photo},
};
use chrono::TimeDelta;
use model::{AccountId, Photo, PhotoId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QuerySelect, sea_query::Expr,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Bytes without a row are left alone for so long: they may belong to an upload that is under way.
const LEFTOVER_AGE: TimeDelta = TimeDelta::hours(1);

/// How many photos are deleted in one transaction.
const BATCH: u64 = 500;

impl Photos<'_> {
    /// Move a photo to its owner's trash, from which it can be restored until the trash is emptied.
    /// One that is already there stays as it is.
    ///
    /// Errors: `NotFound` when it is not the owner's own.
    pub async fn discard(&self, owner: AccountId, id: PhotoId) -> Result<(), PhotoError> {
        let now = self.0.now_micros();
        let moved = photo::Entity::update_many()
            .col_expr(photo::Column::DeletedAt, Expr::value(now))
            .filter(own(owner, id))
            .filter(photo::Column::DeletedAt.is_null())
            .exec(self.0.database())
            .await?;
        if moved.rows_affected == 0 {
            self.own_row(owner, id).await?;
        }
        Ok(())
    }

    /// Take a photo out of the trash. One that is not in it stays as it is.
    ///
    /// Errors: `NotFound` when it is not the owner's own.
    pub async fn restore(&self, owner: AccountId, id: PhotoId) -> Result<Photo, PhotoError> {
        let (_, username) = self.own_row(owner, id).await?;
        let row = photo::ActiveModel { id: Set(id.0), deleted_at: Set(None), ..Default::default() };
        let restored = match photo::Entity::update(row).exec(self.0.database()).await {
            Err(DbErr::RecordNotUpdated) => return Err(PhotoError::NotFound),
            other => other?,
        };
        Ok(row::photo(restored, username, Sight::Owner))
    }

    /// Delete a photo for good, in the trash or not.
    ///
    /// Errors: `NotFound` when it is not the owner's own.
    pub async fn erase(&self, owner: AccountId, id: PhotoId) -> Result<(), PhotoError> {
        match self.erase_all(own(owner, id)).await? {
            0 => Err(PhotoError::NotFound),
            _ => Ok(()),
        }
    }

    /// Delete everything in an owner's trash for good. Answers how many photos that were.
    pub async fn empty_trash(&self, owner: AccountId) -> Result<u64, PhotoError> {
        let discarded = photo::Column::OwnerId.eq(owner.0).and(photo::Column::DeletedAt.is_not_null());
        self.erase_all(Condition::all().add(discarded)).await
    }

    /// Delete for good what has been in anybody's trash for longer than the days it is kept.
    pub async fn purge_old_trash(&self) -> Result<u64, PhotoError> {
        let days = TimeDelta::days(self.0.settings().trash_days.into());
        let before = (self.0.clock().now() - days).timestamp_micros();
        self.erase_all(photo::Column::DeletedAt.lte(before).into()).await
    }

    async fn erase_all(&self, which: Condition) -> Result<u64, PhotoError> {
        let mut erased = 0;
        loop {
            let transaction = database::write(self.0.database()).await?;
            let rows = photo::Entity::find().filter(which.clone()).limit(BATCH).all(&transaction).await?;
            if rows.is_empty() {
                return Ok(erased);
            }
            let ids = rows.iter().map(|row| row.id);
            photo::Entity::delete_many().filter(photo::Column::Id.is_in(ids)).exec(&transaction).await?;
            let mut owners = BTreeMap::<Uuid, (i64, i64)>::new();
            for row in &rows {
                let (photos, bytes) = owners.entry(row.owner_id).or_default();
                (*photos, *bytes) = (*photos - 1, *bytes - row.size);
            }
            for (owner, (photos, bytes)) in owners {
                count(&transaction, owner, photos, bytes).await?;
            }
            transaction.commit().await?;
            for row in &rows {
                self.0.storage().remove(PhotoId(row.id)).await?;
            }
            erased += rows.len() as u64;
        }
    }

    /// Remove bytes that no row names: what a kill or a failure at the wrong moment left behind.
    pub async fn sweep(&self) -> Result<u64, PhotoError> {
        let before = self.0.clock().now() - LEFTOVER_AGE;
        let mut removed = 0;
        for id in self.0.storage().photos().await? {
            // The staging file first: once it is gone, an upload has either its row or nothing.
            let arriving = tokio::fs::try_exists(self.0.darkroom().staging.join(id.to_string())).await?;
            let young = !made_before(id, before.timestamp());
            if !arriving && !young && photo::Entity::find_by_id(id.0).one(self.0.database()).await?.is_none() {
                self.0.storage().remove(id).await?;
                removed += 1;
            }
        }
        Ok(removed)
    }

    /// The row of a photo that is the owner's own, and their username.
    async fn own_row(&self, owner: AccountId, id: PhotoId) -> Result<(photo::Model, String), PhotoError> {
        match self.find(Some(owner), id).await? {
            (photo, username, Sight::Owner) => Ok((photo, username)),
            _ => Err(PhotoError::NotFound),
        }
    }
}

/// Add to what an account is said to keep: photos and bytes.
pub(super) async fn count(database: &impl ConnectionTrait, account: Uuid, photos: i64, bytes: i64) -> Result<(), DbErr> {
    account::Entity::update_many()
        .col_expr(account::Column::Photos, Expr::col(account::Column::Photos).add(photos))
        .col_expr(account::Column::Bytes, Expr::col(account::Column::Bytes).add(bytes))
        .filter(account::Column::Id.eq(account))
        .exec(database)
        .await?;
    Ok(())
}

fn own(owner: AccountId, id: PhotoId) -> Condition {
    Condition::all().add(photo::Column::Id.eq(id.0)).add(photo::Column::OwnerId.eq(owner.0))
}

fn made_before(id: PhotoId, seconds: i64) -> bool {
    id.0.get_timestamp().is_some_and(|made| i64::try_from(made.to_unix().0).is_ok_and(|made| made < seconds))
}
