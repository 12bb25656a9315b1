//! Out of sight, back again, or gone for good. The database first, the bytes after.

use super::{PhotoError, Photos, counts::Counts, invalid};
use crate::{
    audit::Actor,
    database,
    entity::{account, month, photo},
};
use chrono::TimeDelta;
use model::{AccountId, AuditEvent, BatchAction, Field, Flaw, Photo, PhotoId, Place, Scope, Trash};
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QuerySelect};

/// How many photos are deleted in one transaction.
const AT_ONCE: u64 = 500;

impl Photos<'_> {
    /// Move a photo to its owner's trash, from which it can be restored until the trash is emptied.
    /// One that is already there stays as it is.
    ///
    /// Errors: `NotFound` when it is not the owner's own.
    pub async fn discard(&self, owner: AccountId, id: PhotoId) -> Result<(), PhotoError> {
        self.act(owner, &[id], BatchAction::Delete).await?.pop().map(drop).ok_or(PhotoError::NotFound)
    }

    /// Take a photo out of the trash. One that is not in it stays as it is.
    ///
    /// Errors: `NotFound` when it is not the owner's own.
    pub async fn restore(&self, owner: AccountId, id: PhotoId) -> Result<Photo, PhotoError> {
        self.act(owner, &[id], BatchAction::Restore).await?.pop().ok_or(PhotoError::NotFound)
    }

    /// A part of an owner's trash.
    ///
    /// Errors: a bad cursor.
    pub async fn trash(&self, owner: AccountId, place: &Place) -> Result<Trash, PhotoError> {
        let photos = self.stretch(Some(owner), Scope::Trash, None, place).await?;
        let amount = self.trashed(owner).await?;
        Ok(Trash { photos, amount, days: self.0.settings().trash_days, now: self.0.clock().now() })
    }

    /// How many photos are in an owner's trash.
    async fn trashed(&self, owner: AccountId) -> Result<u64, PhotoError> {
        let account = account::Entity::find_by_id(owner.0).one(self.0.database()).await?.ok_or(PhotoError::NotFound)?;
        Ok(account.trashed.cast_unsigned())
    }

    /// Delete a photo for good, in the trash or not.
    ///
    /// Errors: `NotFound` when it is not the owner's own.
    pub async fn erase(&self, owner: AccountId, id: PhotoId, actor: Actor) -> Result<(), PhotoError> {
        match self.erase_all(photo::Column::Id.eq(id.0).and(photo::Column::OwnerId.eq(owner.0)).into(), Some((owner, actor))).await? {
            0 => Err(PhotoError::NotFound),
            _ => Ok(()),
        }
    }

    /// Delete everything in an owner's trash for good, if that is as much as they think. What is put there meanwhile stays. Once
    /// this has begun it is carried through, even if nobody waits for the answer. Answers how many photos that were.
    ///
    /// Errors: the amount is another one.
    pub async fn empty_trash(&self, owner: AccountId, amount: u64, actor: Actor) -> Result<u64, PhotoError> {
        let now = self.0.now_micros();
        if self.trashed(owner).await? != amount {
            return Err(invalid(Field::Amount, Flaw::Wrong));
        }
        let own = photo::Column::OwnerId.eq(owner.0).and(photo::Column::Trashed.eq(true));
        let which = Condition::all().add(own).add(photo::Column::DeletedAt.lte(now));
        let gallery = self.0.clone();
        let erasing = tokio::spawn(async move { gallery.photos().erase_all(which, Some((owner, actor))).await });
        erasing.await.map_err(|_| PhotoError::Stopped)?
    }

    /// Delete for good what has been in anybody's trash for longer than the days it is kept.
    pub async fn purge_old_trash(&self) -> Result<u64, PhotoError> {
        let days = TimeDelta::days(self.0.settings().trash_days.into());
        let before = (self.0.clock().now() - days).timestamp_micros();
        self.erase_all(photo::Column::DeletedAt.lte(before).into(), None).await
    }

    /// Forget all photos of an account that is going, in its transaction. Answers which; their bytes are to be removed after it.
    pub(crate) async fn let_go_of(&self, transaction: &DatabaseTransaction, owner: AccountId) -> Result<Vec<PhotoId>, PhotoError> {
        let mut gone = Vec::new();
        loop {
            let some = self.delete_rows(transaction, photo::Column::OwnerId.eq(owner.0).into()).await?;
            if some.is_empty() {
                break;
            }
            gone.extend(some);
        }
        month::Entity::delete_many().filter(month::Column::OwnerId.eq(owner.0)).exec(transaction).await?;
        Ok(gone)
    }

    /// Remove the bytes of photos that no row names any more. What is left behind when this stops is swept later.
    pub(crate) async fn remove_bytes(&self, photos: &[PhotoId]) -> Result<(), PhotoError> {
        for photo in photos {
            self.0.storage().remove(*photo).await?;
        }
        Ok(())
    }

    /// Delete for good. When somebody does it, it is written down.
    async fn erase_all(&self, which: Condition, by: Option<(AccountId, Actor)>) -> Result<u64, PhotoError> {
        let mut erased = 0;
        loop {
            let transaction = database::write(self.0.database()).await?;
            let gone = self.delete_rows(&transaction, which.clone()).await?;
            if gone.is_empty() {
                return Ok(erased);
            }
            if let Some((AccountId(owner), actor)) = by {
                let owner = account::Entity::find_by_id(owner).one(&transaction).await?;
                let event = AuditEvent::PhotosDeleted { photos: gone.len() as u64 };
                self.0.audit().record(&transaction, actor, owner.as_ref(), event).await?;
            }
            transaction.commit().await?;
            self.remove_bytes(&gone).await?;
            erased += gone.len() as u64;
        }
    }

    /// Delete up to [`AT_ONCE`] rows, and count them off.
    async fn delete_rows(&self, transaction: &DatabaseTransaction, which: Condition) -> Result<Vec<PhotoId>, PhotoError> {
        let rows = photo::Entity::find().filter(which).limit(AT_ONCE).lock_exclusive().all(transaction).await?;
        let ids = rows.iter().map(|row| row.id);
        photo::Entity::delete_many().filter(photo::Column::Id.is_in(ids)).exec(transaction).await?;
        let mut counts = Counts::default();
        for row in &rows {
            counts.gone(row);
        }
        counts.write(transaction).await?;
        Ok(rows.into_iter().map(|row| PhotoId(row.id)).collect())
    }
}
