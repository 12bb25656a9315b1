//! Accounts, their sessions, their photos.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, integer, integer_null, string_len, string_len_null, string_len_uniq, text, text_null, uuid},
};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_people_and_photos"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // Not so by itself on SQLite: a half-made schema would be left behind by a kill.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        accounts(manager).await?;
        sessions(manager).await?;
        photos(manager).await
    }
}

async fn accounts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table(Accounts::Table)
        .col(uuid(Accounts::Id).primary_key())
        .col(string_len(Accounts::Username, 64))
        .col(string_len_uniq(Accounts::UsernameKey, 64))
        .col(string_len(Accounts::Email, 254))
        .col(string_len_uniq(Accounts::EmailKey, 254))
        .col(text(Accounts::PasswordHash))
        .col(string_len(Accounts::Role, 16))
        .col(big_integer_null(Accounts::DisabledAt))
        .col(big_integer(Accounts::CreatedAt))
        .col(big_integer(Accounts::Photos).default(0))
        .col(big_integer(Accounts::Bytes).default(0))
        .col(big_integer_null(Accounts::Quota))
        .to_owned();
    manager.create_table(table).await
}

async fn sessions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table(Sessions::Table)
        .col(uuid(Sessions::Id).primary_key())
        .col(uuid(Sessions::AccountId))
        .col(string_len(Sessions::Device, 120))
        .col(string_len(Sessions::RefreshHash, 64))
        .col(string_len_null(Sessions::PreviousHash, 64))
        .col(big_integer(Sessions::RotatedAt))
        .col(big_integer(Sessions::CreatedAt))
        .col(big_integer(Sessions::IdleUntil))
        .col(big_integer(Sessions::EndsAt))
        .col(big_integer_null(Sessions::RevokedAt))
        .foreign_key(&mut owned(Sessions::Table, Sessions::AccountId))
        .to_owned();
    manager.create_table(table).await?;
    index(manager, "sessions_account", Sessions::Table, [Sessions::AccountId]).await
}

async fn photos(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table(Photos::Table)
        .col(uuid(Photos::Id).primary_key())
        .col(uuid(Photos::OwnerId))
        .col(text_null(Photos::Title))
        .col(text(Photos::FileName))
        .col(string_len(Photos::Visibility, 16))
        .col(string_len(Photos::ContentType, 32))
        .col(big_integer(Photos::Size))
        .col(string_len(Photos::Sha256, 64))
        .col(integer(Photos::Width))
        .col(integer(Photos::Height))
        .col(big_integer(Photos::TakenAt))
        .col(integer_null(Photos::TakenAtOffset))
        .col(big_integer(Photos::AddedAt))
        .col(big_integer_null(Photos::DeletedAt))
        .col(string_len(Photos::Thumbhash, 64))
        .col(text(Photos::Metadata))
        .foreign_key(&mut owned(Photos::Table, Photos::OwnerId))
        .to_owned();
    manager.create_table(table).await?;
    let same_picture =
        Index::create().name("photos_same_picture").table(Photos::Table).col(Photos::OwnerId).col(Photos::Sha256).unique().to_owned();
    manager.create_index(same_picture).await?;
    // Each list walks one index: what it is of, then how it is sorted.
    index(manager, "photos_mine_taken", Photos::Table, [Photos::OwnerId, Photos::TakenAt, Photos::Id]).await?;
    index(manager, "photos_mine_added", Photos::Table, [Photos::OwnerId, Photos::AddedAt, Photos::Id]).await?;
    index(manager, "photos_public_taken", Photos::Table, [Photos::Visibility, Photos::TakenAt, Photos::Id]).await?;
    index(manager, "photos_public_added", Photos::Table, [Photos::Visibility, Photos::AddedAt, Photos::Id]).await?;
    index(manager, "photos_trash", Photos::Table, [Photos::DeletedAt]).await
}

/// Rows that go when their account goes.
fn owned(table: impl IntoIden, column: impl IntoIden) -> ForeignKeyCreateStatement {
    let column = column.into_iden();
    ForeignKey::create().from(table.into_iden(), column).to(Accounts::Table, Accounts::Id).on_delete(ForeignKeyAction::Cascade).to_owned()
}

async fn index<I: IntoIden, const N: usize>(
    manager: &SchemaManager<'_>,
    name: &str,
    table: impl IntoIden,
    columns: [I; N],
) -> Result<(), DbErr> {
    let mut index = Index::create().name(name).table(table.into_iden()).to_owned();
    for column in columns {
        index.col(column.into_iden());
    }
    manager.create_index(index).await
}

#[derive(DeriveIden)]
enum Accounts {
    Table,
    Id,
    Username,
    UsernameKey,
    Email,
    EmailKey,
    PasswordHash,
    Role,
    DisabledAt,
    CreatedAt,
    Photos,
    Bytes,
    Quota,
}

#[derive(DeriveIden)]
enum Sessions {
    Table,
    Id,
    AccountId,
    Device,
    RefreshHash,
    PreviousHash,
    RotatedAt,
    CreatedAt,
    IdleUntil,
    EndsAt,
    RevokedAt,
}

#[derive(DeriveIden)]
enum Photos {
    Table,
    Id,
    OwnerId,
    Title,
    FileName,
    Visibility,
    ContentType,
    Size,
    Sha256,
    Width,
    Height,
    TakenAt,
    TakenAtOffset,
    AddedAt,
    DeletedAt,
    Thumbhash,
    Metadata,
}
