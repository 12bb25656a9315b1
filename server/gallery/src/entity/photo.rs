//! One row a photo.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "photos")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub owner_id: Uuid,
    #[sea_orm(column_type = "Text", nullable)]
    pub title: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub file_name: String,
    pub visibility: String,
    pub content_type: String,
    /// Bytes of the original.
    pub size: i64,
    /// Of the original, hexadecimal. Unique among one owner's photos.
    pub sha256: String,
    /// In px, upright.
    pub width: i32,
    pub height: i32,
    pub taken_at: i64,
    /// Minutes the camera's clock was ahead of UTC.
    pub taken_at_offset: Option<i32>,
    pub added_at: i64,
    /// When it was put in the trash.
    pub deleted_at: Option<i64>,
    /// Base64.
    pub thumbhash: String,
    /// `model::Metadata` as JSON.
    #[sea_orm(column_type = "Text")]
    pub metadata: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::account::Entity", from = "Column::OwnerId", to = "super::account::Column::Id")]
    Owner,
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Owner.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
