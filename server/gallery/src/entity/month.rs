//! One row a month of a timeline: how many photos it has, stored, not counted.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "months")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub owner_id: Uuid,
    /// `model::Month`, by its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub month: i32,
    /// Photos taken in it, without the trash. May be 0.
    pub photos: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
