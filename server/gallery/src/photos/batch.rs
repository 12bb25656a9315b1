//! The same done to one photo or to many.

use super::{PhotoError, Photos, access::Sight, counts::Counts, invalid, row};
use crate::{
    database,
    entity::{account, photo},
};
use model::{AccountId, AppError, BatchAction, BatchResult, Field, Flaw, Photo, PhotoId, Problem};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QuerySelect};
use std::collections::HashSet;

impl Photos<'_> {
    /// Do the same to up to 500 photos. What cannot be done to one of them is its own result, and does not keep it from the others.
    ///
    /// Errors: no ids, or more than 500.
    pub async fn batch(&self, owner: AccountId, ids: &[PhotoId], action: BatchAction) -> Result<Vec<BatchResult>, PhotoError> {
        if !(1..=BatchAction::PHOTOS_MAX).contains(&ids.len()) {
            return Err(invalid(Field::Ids, Flaw::Expected(format!("a list of 1 to {} ids", BatchAction::PHOTOS_MAX))));
        }
        let done: HashSet<PhotoId> = self.act(owner, ids, action).await?.into_iter().map(|photo| photo.id).collect();
        let not_found = || Problem::from(&AppError::NotFound);
        Ok(ids.iter().map(|id| BatchResult { id: *id, error: (!done.contains(id)).then(not_found) }).collect())
    }

    /// Do something to an owner's photos, in one transaction. Answers those it was done to: not those that are not the owner's own,
    /// nor, where it is about who can see them, those in the trash.
    pub(super) async fn act(&self, owner: AccountId, ids: &[PhotoId], action: BatchAction) -> Result<Vec<Photo>, PhotoError> {
        let now = self.0.now_micros();
        let transaction = database::write(self.0.database()).await?;
        let mut counts = Counts::default();
        let mut done = Vec::with_capacity(ids.len());
        for (before, username) in own_rows(&transaction, owner, ids).await? {
            let mut after = before.clone();
            match action {
                BatchAction::Delete => after.set_trashed(Some(before.deleted_at.unwrap_or(now))),
                BatchAction::Restore => after.set_trashed(None),
                BatchAction::SetVisibility(_) if before.trashed => continue,
                BatchAction::SetVisibility(visibility) => visibility.as_str().clone_into(&mut after.visibility),
            }
            save(&transaction, &mut counts, &before, &after).await?;
            done.push(row::photo(after, username, Sight::Owner));
        }
        counts.write(&transaction).await?;
        transaction.commit().await?;
        Ok(done)
    }
}

/// The rows of those photos that are an owner's own, with their username. Nobody else changes them before the transaction ends.
pub(super) async fn own_rows(
    transaction: &impl ConnectionTrait,
    owner: AccountId,
    ids: &[PhotoId],
) -> Result<Vec<(photo::Model, String)>, DbErr> {
    let own = photo::Column::Id.is_in(ids.iter().map(|id| id.0)).and(photo::Column::OwnerId.eq(owner.0));
    let rows = photo::Entity::find().filter(own).lock_exclusive().all(transaction).await?;
    let Some(account) = account::Entity::find_by_id(owner.0).one(transaction).await? else { return Ok(Vec::new()) };
    Ok(rows.into_iter().map(|row| (row, account.username.clone())).collect())
}

/// Write down what can change about a row, and what is counted of it.
pub(super) async fn save(
    transaction: &impl ConnectionTrait,
    counts: &mut Counts,
    before: &photo::Model,
    after: &photo::Model,
) -> Result<(), DbErr> {
    if before == after {
        return Ok(());
    }
    let changed = photo::ActiveModel {
        title: Set(after.title.clone()),
        visibility: Set(after.visibility.clone()),
        taken_at: Set(after.taken_at),
        taken_at_offset: Set(after.taken_at_offset),
        taken_local: Set(after.taken_local),
        deleted_at: Set(after.deleted_at),
        trashed: Set(after.trashed),
        ..photo::ActiveModel::default()
    };
    photo::Entity::update_many().set(changed).filter(photo::Column::Id.eq(after.id)).exec(transaction).await?;
    counts.gone(before);
    counts.come(after);
    Ok(())
}
