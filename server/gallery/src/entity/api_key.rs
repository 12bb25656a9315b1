//! One row a key with which a program comes in.

use crate::outside::at;
use model::{ApiKey, KeyId, KeyScope};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api_keys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub name: String,
    /// Names of scopes with spaces between them.
    pub scopes: String,
    /// SHA-256 of the key, hexadecimal.
    pub secret_hash: String,
    pub created_at: i64,
    pub expires_at: Option<i64>,
    pub last_used_at: Option<i64>,
    /// When its owner withdrew it.
    pub revoked_at: Option<i64>,
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

impl Model {
    pub fn scopes(&self) -> Vec<KeyScope> {
        self.scopes.split(' ').filter_map(|name| name.parse().ok()).collect()
    }
}

impl From<Model> for ApiKey {
    fn from(row: Model) -> Self {
        Self {
            id: KeyId(row.id),
            scopes: row.scopes(),
            name: row.name,
            created_at: at(row.created_at),
            expires_at: row.expires_at.map(at),
            last_used_at: row.last_used_at.map(at),
        }
    }
}
