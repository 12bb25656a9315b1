//! Timelines by the camera's own clock, with the trash apart; how many photos each month and each trash has; which originals move.

use crate::outside::at;
use model::Month;
use sea_orm::{ConnectionTrait, ExprTrait};
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, boolean, integer, uuid},
};
use std::collections::BTreeMap;
use uuid::Uuid;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0002_timelines"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        columns(manager).await?;
        indexes(manager).await?;
        months(manager).await
    }
}

/// Columns, filled for what is already there. Whether that moves is not known, so it is taken for still.
async fn columns(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for column in [
        big_integer(Photos::TakenLocal).default(0).take(),
        boolean(Photos::Trashed).default(false).take(),
        boolean(Photos::Animated).default(false).take(),
    ] {
        manager.alter_table(Table::alter().table(Photos::Table).add_column(column).take()).await?;
    }
    manager.alter_table(Table::alter().table(Accounts::Table).add_column(big_integer(Accounts::Trashed).default(0)).take()).await?;

    let offset = Expr::col(Photos::TakenAtOffset).if_null(0_i64).mul(60_000_000_i64);
    let fill = Query::update()
        .table(Photos::Table)
        .value(Photos::TakenLocal, Expr::col(Photos::TakenAt).add(offset))
        .value(Photos::Trashed, Expr::col(Photos::DeletedAt).is_not_null())
        .take();
    manager.execute(fill).await?;
    let trash = Query::select()
        .expr(Expr::col(Photos::Id).count())
        .from(Photos::Table)
        .and_where(Expr::col((Photos::Table, Photos::OwnerId)).equals((Accounts::Table, Accounts::Id)))
        .and_where(Expr::col((Photos::Table, Photos::Trashed)).eq(true))
        .take();
    manager.execute(Query::update().table(Accounts::Table).value(Accounts::Trashed, trash).take()).await
}

/// Each list walks one index: whose it is, whether it is the trash, then how it is sorted. Without the trash in it, a
/// timeline would have to step over all that was deleted.
async fn indexes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for name in ["photos_mine_taken", "photos_mine_added", "photos_public_taken", "photos_public_added"] {
        manager.drop_index(Index::drop().name(name).table(Photos::Table).to_owned()).await?;
    }
    let (mine, public) = ([Photos::OwnerId, Photos::Trashed], [Photos::Visibility, Photos::Trashed]);
    let person = [Photos::OwnerId, Photos::Visibility, Photos::Trashed];
    for (name, of, sorted_by) in [
        ("photos_mine_taken", mine.as_slice(), Photos::TakenLocal),
        ("photos_mine_added", &mine, Photos::AddedAt),
        ("photos_public_taken", &public, Photos::TakenLocal),
        ("photos_public_added", &public, Photos::AddedAt),
        ("photos_person_added", &person, Photos::AddedAt),
    ] {
        let mut index = Index::create().name(name).table(Photos::Table).take();
        for column in of.iter().chain([&sorted_by, &Photos::Id]) {
            index.col(*column);
        }
        manager.create_index(index).await?;
    }
    Ok(())
}

async fn months(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table(Months::Table)
        .col(uuid(Months::OwnerId))
        .col(integer(Months::Month))
        .col(big_integer(Months::Photos))
        .primary_key(Index::create().col(Months::OwnerId).col(Months::Month))
        .foreign_key(
            ForeignKey::create()
                .from(Months::Table, Months::OwnerId)
                .to(Accounts::Table, Accounts::Id)
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take();
    manager.create_table(table).await?;
    // Calendars differ between databases, so it is counted here.
    let counted: Vec<_> = count(manager).await?.into_iter().collect();
    for some in counted.chunks(500) {
        let mut rows = Query::insert().into_table(Months::Table).columns([Months::OwnerId, Months::Month, Months::Photos]).take();
        for ((owner, month), photos) in some {
            rows.values_panic([(*owner).into(), month.number().into(), (*photos).into()]);
        }
        manager.execute(rows).await?;
    }
    Ok(())
}

/// How many photos of each owner, without the trash, were taken in each month.
async fn count(manager: &SchemaManager<'_>) -> Result<BTreeMap<(Uuid, Month), i64>, DbErr> {
    const AT_ONCE: u64 = 10_000;
    let mut counted = BTreeMap::new();
    let mut last = Uuid::nil();
    loop {
        let some = Query::select()
            .columns([Photos::Id, Photos::OwnerId, Photos::TakenLocal, Photos::Trashed])
            .from(Photos::Table)
            .and_where(Expr::col(Photos::Id).gt(last))
            .order_by(Photos::Id, Order::Asc)
            .limit(AT_ONCE)
            .take();
        let rows = manager.get_connection().query_all(&some).await?;
        for row in &rows {
            last = row.try_get("", "id")?;
            let taken: i64 = row.try_get("", "taken_local")?;
            if !row.try_get::<bool>("", "trashed")? {
                *counted.entry((row.try_get("", "owner_id")?, Month::of(at(taken).naive_utc()))).or_default() += 1;
            }
        }
        if (rows.len() as u64) < AT_ONCE {
            return Ok(counted);
        }
    }
}

#[derive(DeriveIden)]
enum Accounts {
    Table,
    Id,
    Trashed,
}

#[derive(Clone, Copy, DeriveIden)]
enum Photos {
    Table,
    Id,
    OwnerId,
    Visibility,
    TakenAt,
    TakenAtOffset,
    TakenLocal,
    AddedAt,
    DeletedAt,
    Trashed,
    Animated,
}

#[derive(DeriveIden)]
enum Months {
    Table,
    OwnerId,
    Month,
    Photos,
}
