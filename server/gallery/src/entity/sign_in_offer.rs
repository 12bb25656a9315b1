//! One row a link with which a signed-in device lets another one in. It goes when it is used.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_offers")]
pub struct Model {
    /// SHA-256 of the link's secret, hexadecimal.
    #[sea_orm(primary_key, auto_increment = false)]
    pub secret_hash: String,
    /// The session of the device that shows the link: without it the link is worth nothing.
    pub session_id: Uuid,
    pub ends_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
