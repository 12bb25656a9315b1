//! Looking after a gallery: settings, invitations, links by which administrators let people in again, and who did what.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, boolean, integer, string_len, string_len_null, string_len_uniq, text, uuid, uuid_null},
};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0005_administration"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let settings = Table::create()
            .table(Settings::Table)
            .col(string_len(Settings::Name, 40).primary_key())
            .col(text(Settings::Value))
            .col(big_integer(Settings::ChangedAt))
            .take();
        manager.create_table(settings).await?;

        let audit = Table::create()
            .table(AuditEntries::Table)
            .col(big_integer(AuditEntries::Number).auto_increment().primary_key())
            .col(big_integer(AuditEntries::At))
            .col(integer(AuditEntries::Times))
            .col(string_len(AuditEntries::Topic, 20))
            .col(text(AuditEntries::Event))
            .col(uuid_null(AuditEntries::ActorId))
            .col(string_len_null(AuditEntries::ActorName, 32))
            .col(uuid_null(AuditEntries::SubjectId))
            .col(string_len_null(AuditEntries::SubjectName, 32))
            .col(string_len_null(AuditEntries::Address, 45))
            .take();
        manager.create_table(audit).await?;
        for (name, columns) in [
            ("audit_entries_at", vec![AuditEntries::At]),
            ("audit_entries_topic", vec![AuditEntries::Topic, AuditEntries::Number]),
            ("audit_entries_subject", vec![AuditEntries::SubjectId, AuditEntries::Number]),
        ] {
            let mut index = Index::create().name(name).table(AuditEntries::Table).to_owned();
            for column in columns {
                index.col(column);
            }
            manager.create_index(index).await?;
        }

        let invitations = Table::create()
            .table(Invitations::Table)
            .col(uuid(Invitations::Id).primary_key())
            .col(string_len_uniq(Invitations::SecretHash, 64))
            .col(string_len(Invitations::Note, 100))
            .col(big_integer(Invitations::CreatedAt))
            .col(big_integer(Invitations::EndsAt))
            .col(string_len_null(Invitations::UsedBy, 32))
            .take();
        manager.create_table(invitations).await?;

        // Links live for two minutes: none is missed.
        manager.drop_table(Table::drop().table(SignInOffers::Table).take()).await?;
        let offers = Table::create()
            .table(SignInOffers::Table)
            .col(string_len(SignInOffers::SecretHash, 64).primary_key())
            .col(uuid(SignInOffers::AccountId))
            .col(uuid_null(SignInOffers::SessionId))
            .col(big_integer(SignInOffers::EndsAt))
            .foreign_key(
                ForeignKey::create()
                    .from(SignInOffers::Table, SignInOffers::AccountId)
                    .to(Accounts::Table, Accounts::Id)
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .foreign_key(
                ForeignKey::create()
                    .from(SignInOffers::Table, SignInOffers::SessionId)
                    .to(Sessions::Table, Sessions::Id)
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .take();
        manager.create_table(offers).await?;
        for (name, column) in [("sign_in_offers_account", SignInOffers::AccountId), ("sign_in_offers_session", SignInOffers::SessionId)] {
            manager.create_index(Index::create().name(name).table(SignInOffers::Table).col(column).to_owned()).await?;
        }

        let may_reset = Table::alter().table(Sessions::Table).add_column(boolean(Sessions::ResetsPassword).default(false)).take();
        manager.alter_table(may_reset).await
    }
}

#[derive(DeriveIden)]
enum Settings {
    Table,
    Name,
    Value,
    ChangedAt,
}

#[derive(Clone, Copy, DeriveIden)]
enum AuditEntries {
    Table,
    Number,
    At,
    Times,
    Topic,
    Event,
    ActorId,
    ActorName,
    SubjectId,
    SubjectName,
    Address,
}

#[derive(DeriveIden)]
enum Invitations {
    Table,
    Id,
    SecretHash,
    Note,
    CreatedAt,
    EndsAt,
    UsedBy,
}

#[derive(DeriveIden)]
enum SignInOffers {
    Table,
    SecretHash,
    AccountId,
    SessionId,
    EndsAt,
}

#[derive(DeriveIden)]
enum Sessions {
    Table,
    Id,
    ResetsPassword,
}

#[derive(DeriveIden)]
enum Accounts {
    Table,
    Id,
}
