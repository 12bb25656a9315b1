//! Links with which a signed-in device lets another one in.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, string_len, uuid},
};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0003_sign_in_offers"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(SignInOffers::Table)
            .col(string_len(SignInOffers::SecretHash, 64).primary_key())
            .col(uuid(SignInOffers::SessionId))
            .col(big_integer(SignInOffers::EndsAt))
            .foreign_key(
                ForeignKey::create()
                    .from(SignInOffers::Table, SignInOffers::SessionId)
                    .to(Sessions::Table, Sessions::Id)
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .take();
        manager.create_table(table).await?;
        let of_session = Index::create().name("sign_in_offers_session").table(SignInOffers::Table).col(SignInOffers::SessionId).to_owned();
        manager.create_index(of_session).await
    }
}

#[derive(DeriveIden)]
enum SignInOffers {
    Table,
    SecretHash,
    SessionId,
    EndsAt,
}

#[derive(DeriveIden)]
enum Sessions {
    Table,
    Id,
}
