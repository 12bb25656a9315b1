//! One row a thing that happened. It names people without referring to their rows: it outlives them.

use crate::outside::at;
use model::{AccountId, AuditEntry, AuditEvent, Named};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entries")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub number: i64,
    /// The last time.
    pub at: i64,
    pub times: i32,
    pub topic: String,
    /// JSON.
    #[sea_orm(column_type = "Text")]
    pub event: String,
    pub actor_id: Option<Uuid>,
    pub actor_name: Option<String>,
    pub subject_id: Option<Uuid>,
    pub subject_name: Option<String>,
    pub address: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The entry as it is told; none when a later version of the program wrote it.
    pub fn told(self) -> Option<AuditEntry> {
        let named = |id: Option<Uuid>, username: Option<String>| Some(Named { id: AccountId(id?), username: username? });
        Some(AuditEntry {
            number: self.number,
            at: at(self.at),
            times: self.times.cast_unsigned(),
            event: serde_json::from_str::<AuditEvent>(&self.event).ok()?,
            actor: named(self.actor_id, self.actor_name),
            subject: named(self.subject_id, self.subject_name),
            address: self.address,
        })
    }
}
