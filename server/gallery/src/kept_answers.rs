//! Answers kept for requests that may come again (`Idempotency-Key`): a client that heard nothing asks once more with the same key,
//! and what it asked for is not done twice.

use crate::{Gallery, database, entity::kept_answer};
use chrono::TimeDelta;
use model::AccountId;
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, ExprTrait, QueryFilter};

/// How long an answer is kept.
const KEPT: TimeDelta = TimeDelta::days(1);

/// How a request stands to those that came before with its key.
#[derive(Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is the first one.
    First,
    /// The same one was answered with this JSON.
    Answered(String),
    /// The same one is still being carried out.
    Running,
    /// Another one had this key.
    Another,
}

/// What can be done with kept answers. Every account has keys of its own.
pub struct KeptAnswers<'a>(pub(crate) &'a Gallery);

impl KeptAnswers<'_> {
    /// Find out how a request stands; if it is the first one, it is noted as running.
    pub async fn begin(&self, account: AccountId, key: &str, fingerprint: &str) -> Result<Standing, DbErr> {
        let transaction = database::write(self.0.database()).await?;
        self.forget_before(&transaction, self.oldest()).await?;
        let known = kept_answer::Entity::find_by_id((account.0, key.to_owned())).one(&transaction).await?;
        let standing = match known {
            None => {
                let row = kept_answer::ActiveModel {
                    account_id: Set(account.0),
                    idempotency_key: Set(key.to_owned()),
                    fingerprint: Set(fingerprint.to_owned()),
                    created_at: Set(self.0.now_micros()),
                    answer: Set(None),
                };
                kept_answer::Entity::insert(row).exec_without_returning(&transaction).await?;
                Standing::First
            }
            Some(row) if row.fingerprint != fingerprint => Standing::Another,
            Some(row) => row.answer.map_or(Standing::Running, Standing::Answered),
        };
        transaction.commit().await?;
        Ok(standing)
    }

    /// Keep the answer of a request that was begun, or forget the request when there is none, so that it can be repeated.
    pub async fn end(&self, account: AccountId, key: &str, answer: Option<String>) -> Result<(), DbErr> {
        if answer.is_none() {
            kept_answer::Entity::delete_by_id((account.0, key.to_owned())).exec(self.0.database()).await?;
            return Ok(());
        }
        let own = kept_answer::Column::AccountId.eq(account.0).and(kept_answer::Column::IdempotencyKey.eq(key));
        let row = kept_answer::ActiveModel { answer: Set(answer), ..Default::default() };
        // The account may be gone, and the row with it.
        kept_answer::Entity::update_many().set(row).filter(own).exec(self.0.database()).await?;
        Ok(())
    }

    /// Forget requests that were running when the program ended: whatever became of them, they may be repeated.
    pub(crate) async fn forget_running(&self) -> Result<(), DbErr> {
        kept_answer::Entity::delete_many().filter(kept_answer::Column::Answer.is_null()).exec(self.0.database()).await?;
        Ok(())
    }

    /// Forget answers that were kept long enough.
    pub(crate) async fn forget_old(&self) -> Result<(), DbErr> {
        self.forget_before(self.0.database(), self.oldest()).await
    }

    async fn forget_before(&self, database: &impl sea_orm::ConnectionTrait, moment: i64) -> Result<(), DbErr> {
        kept_answer::Entity::delete_many().filter(kept_answer::Column::CreatedAt.lte(moment)).exec(database).await?;
        Ok(())
    }

    fn oldest(&self) -> i64 {
        (self.0.clock().now() - KEPT).timestamp_micros()
    }
}
