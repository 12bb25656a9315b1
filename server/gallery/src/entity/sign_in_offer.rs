//! One row a link that signs a device in. It goes when it is used.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_offers")]
pub struct Model {
    /// SHA-256 of the link's secret, hexadecimal.
    #[sea_orm(primary_key, auto_increment = false)]
    pub secret_hash: String,
    /// Whose account it leads into.
    pub account_id: Uuid,
    /// The session of the device that shows the link: without it the link is worth nothing. None for a link that an administrator made.
    pub session_id: Option<Uuid>,
    pub ends_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
