//! One row a photo.

use crate::outside::at;
use model::{Month, local_time};
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
    /// What the camera's clock showed, in microseconds: what timelines are sorted by.
    pub taken_local: i64,
    pub added_at: i64,
    /// When it was put in the trash.
    pub deleted_at: Option<i64>,
    /// Whether it lies there: the same again, in a form that indexes can begin with.
    pub trashed: bool,
    /// Whether the original moves.
    pub animated: bool,
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

impl Model {
    /// Taken at this moment (microseconds since 1970), by a clock so many minutes ahead of UTC.
    pub fn set_taken(&mut self, at_micros: i64, offset: Option<i32>) {
        self.taken_at = at_micros;
        self.taken_at_offset = offset;
        self.taken_local = local_time(at(at_micros), offset).and_utc().timestamp_micros();
    }

    /// In the trash since this moment (microseconds since 1970), or not in it.
    pub fn set_trashed(&mut self, since: Option<i64>) {
        self.deleted_at = since;
        self.trashed = since.is_some();
    }

    /// The month of the timeline in which it is.
    pub fn month(&self) -> Month {
        Month::of(at(self.taken_local).naive_utc())
    }
}
