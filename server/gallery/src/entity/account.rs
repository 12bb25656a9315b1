//! One row a person.

use model::{Account, AccountId, Role};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "accounts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// As its owner writes it.
    pub username: String,
    /// As it is compared: lower case.
    pub username_key: String,
    pub email: String,
    pub email_key: String,
    /// Argon2id, as a PHC string.
    #[sea_orm(column_type = "Text")]
    pub password_hash: String,
    pub role: String,
    pub disabled_at: Option<i64>,
    pub created_at: i64,
    /// Photos kept, the trash included: stored, not counted.
    pub photos: i64,
    /// Bytes of their originals.
    pub bytes: i64,
    /// Photos in the trash.
    pub trashed: i64,
    /// In bytes.
    pub quota: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(has_many = "super::photo::Entity")]
    Photos,
    #[sea_orm(has_many = "super::session::Entity")]
    Sessions,
}

impl Related<super::photo::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Photos.def()
    }
}

impl Related<super::session::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Sessions.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub fn role(&self) -> Role {
        if self.role == Role::Admin.as_str() { Role::Admin } else { Role::Member }
    }
}

impl From<Model> for Account {
    fn from(row: Model) -> Self {
        let role = row.role();
        Self {
            id: AccountId(row.id),
            username: row.username,
            email: row.email,
            role,
            created_at: crate::outside::at(row.created_at),
            photos: row.photos.cast_unsigned(),
            bytes: row.bytes.cast_unsigned(),
            trashed: row.trashed.cast_unsigned(),
            quota: row.quota.map(i64::cast_unsigned),
        }
    }
}
