//! How the schema came to be: numbered, forward only.

mod m0001_people_and_photos;

use sea_orm_migration::prelude::*;

/// Brings a database up to date.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m0001_people_and_photos::Migration)]
    }
}
