//! One row a signed-in device.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    /// What the device called itself.
    pub device: String,
    /// SHA-256 of the refresh token that counts, hexadecimal.
    pub refresh_hash: String,
    /// SHA-256 of the one before it, hexadecimal: it still counts for a moment after `rotated_at`.
    pub previous_hash: Option<String>,
    pub rotated_at: i64,
    pub created_at: i64,
    /// When it ends if it is not used.
    pub idle_until: i64,
    /// When it ends in any case.
    pub ends_at: i64,
    pub revoked_at: Option<i64>,
    /// Whether a new password can be chosen without the one before: whoever came in by an administrator's link has forgotten it.
    pub resets_password: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::account::Entity", from = "Column::AccountId", to = "super::account::Column::Id")]
    Account,
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
