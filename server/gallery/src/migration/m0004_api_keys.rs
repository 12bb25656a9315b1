//! Keys with which programs come in, and answers kept for requests that may come again.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, string_len, string_len_uniq, text_null, uuid},
};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0004_api_keys"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let keys = Table::create()
            .table(ApiKeys::Table)
            .col(uuid(ApiKeys::Id).primary_key())
            .col(uuid(ApiKeys::AccountId))
            .col(string_len(ApiKeys::Name, 100))
            .col(string_len(ApiKeys::Scopes, 64))
            .col(string_len_uniq(ApiKeys::SecretHash, 64))
            .col(big_integer(ApiKeys::CreatedAt))
            .col(big_integer_null(ApiKeys::ExpiresAt))
            .col(big_integer_null(ApiKeys::LastUsedAt))
            .col(big_integer_null(ApiKeys::RevokedAt))
            .foreign_key(&mut owned(ApiKeys::Table, ApiKeys::AccountId))
            .take();
        manager.create_table(keys).await?;
        let of_account = Index::create().name("api_keys_account").table(ApiKeys::Table).col(ApiKeys::AccountId).to_owned();
        manager.create_index(of_account).await?;

        let answers = Table::create()
            .table(KeptAnswers::Table)
            .col(uuid(KeptAnswers::AccountId))
            .col(string_len(KeptAnswers::IdempotencyKey, 255))
            .col(string_len(KeptAnswers::Fingerprint, 64))
            .col(big_integer(KeptAnswers::CreatedAt))
            .col(text_null(KeptAnswers::Answer))
            .primary_key(Index::create().col(KeptAnswers::AccountId).col(KeptAnswers::IdempotencyKey))
            .foreign_key(&mut owned(KeptAnswers::Table, KeptAnswers::AccountId))
            .take();
        manager.create_table(answers).await
    }
}

/// Rows that go when their account goes.
fn owned(table: impl IntoIden, column: impl IntoIden) -> ForeignKeyCreateStatement {
    let column = column.into_iden();
    ForeignKey::create().from(table.into_iden(), column).to(Accounts::Table, Accounts::Id).on_delete(ForeignKeyAction::Cascade).to_owned()
}

#[derive(DeriveIden)]
enum ApiKeys {
    Table,
    Id,
    AccountId,
    Name,
    Scopes,
    SecretHash,
    CreatedAt,
    ExpiresAt,
    LastUsedAt,
    RevokedAt,
}

#[derive(DeriveIden)]
enum KeptAnswers {
    Table,
    AccountId,
    IdempotencyKey,
    Fingerprint,
    CreatedAt,
    Answer,
}

#[derive(DeriveIden)]
enum Accounts {
    Table,
    Id,
}
