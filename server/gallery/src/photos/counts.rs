//! What is counted of photos: kept true in the transaction that changes them, so that no page has to count.

use super::{PhotoError, Photos};
use crate::entity::{account, month, photo};
use model::{AccountId, Month, MonthCount};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, OnConflict},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// By how much what is counted differs after a transaction, for each owner.
#[derive(Default)]
pub struct Counts(BTreeMap<Uuid, Difference>);

#[derive(Default)]
struct Difference {
    photos: i64,
    bytes: i64,
    trashed: i64,
    months: BTreeMap<Month, i64>,
}

impl Counts {
    /// A row is there now.
    pub fn come(&mut self, row: &photo::Model) {
        self.add(row, 1);
    }

    /// A row is not there any more, or not as it was.
    pub fn gone(&mut self, row: &photo::Model) {
        self.add(row, -1);
    }

    fn add(&mut self, row: &photo::Model, sign: i64) {
        let difference = self.0.entry(row.owner_id).or_default();
        difference.photos += sign;
        difference.bytes += sign * row.size;
        if row.trashed {
            difference.trashed += sign;
        } else {
            *difference.months.entry(row.month()).or_default() += sign;
        }
    }

    /// Write down the differences.
    pub async fn write(self, transaction: &impl ConnectionTrait) -> Result<(), DbErr> {
        for (owner, Difference { photos, bytes, trashed, months }) in self.0 {
            let plus = |column: account::Column, difference: i64| Expr::col(column).add(difference);
            if (photos, bytes, trashed) != (0, 0, 0) {
                account::Entity::update_many()
                    .col_expr(account::Column::Photos, plus(account::Column::Photos, photos))
                    .col_expr(account::Column::Bytes, plus(account::Column::Bytes, bytes))
                    .col_expr(account::Column::Trashed, plus(account::Column::Trashed, trashed))
                    .filter(account::Column::Id.eq(owner))
                    .exec(transaction)
                    .await?;
            }
            for (month, photos) in months.into_iter().filter(|(_, photos)| *photos != 0) {
                let row = month::ActiveModel { owner_id: Set(owner), month: Set(month.number()), photos: Set(photos) };
                let known = Expr::col((month::Entity, month::Column::Photos)).add(photos);
                let added =
                    OnConflict::columns([month::Column::OwnerId, month::Column::Month]).value(month::Column::Photos, known).to_owned();
                month::Entity::insert(row).on_conflict(added).exec_without_returning(transaction).await?;
            }
        }
        Ok(())
    }
}

impl Photos<'_> {
    /// How many photos of a timeline were taken in each month, newest first. Months without any are left out.
    pub async fn months(&self, owner: AccountId) -> Result<Vec<MonthCount>, PhotoError> {
        let own = month::Column::OwnerId.eq(owner.0).and(month::Column::Photos.gt(0));
        let rows = month::Entity::find().filter(own).order_by_desc(month::Column::Month).all(self.0.database()).await?;
        Ok(rows.into_iter().map(|row| MonthCount { month: Month::numbered(row.month), photos: row.photos.cast_unsigned() }).collect())
    }
}
