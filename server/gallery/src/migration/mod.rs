//! How the schema came to be: numbered, forward only.

mod m0001_people_and_photos;
mod m0002_timelines;
mod m0003_sign_in_offers;
mod m0004_api_keys;
mod m0005_administration;

use sea_orm_migration::prelude::*;

/// Brings a database up to date.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_people_and_photos::Migration),
            Box::new(m0002_timelines::Migration),
            Box::new(m0003_sign_in_offers::Migration),
            Box::new(m0004_api_keys::Migration),
            Box::new(m0005_administration::Migration),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::Migrator;
    use crate::{
        database,
        entity::{account, month, photo},
    };
    use model::Month;
    use sea_orm::{ConnectionTrait, DatabaseConnection, EntityTrait};
    use sea_orm_migration::MigratorTrait;

    /// Somebody with photos, as the first version wrote them: id, when taken, minutes ahead of UTC, when deleted.
    const PHOTOS: [(u8, &str, &str, &str); 4] = [
        (1, "2024-05-31T23:30:00Z", "120", "NULL"),
        (2, "2024-05-31T23:30:00Z", "NULL", "NULL"),
        (3, "2024-06-30T12:00:00Z", "-660", "NULL"),
        (4, "1969-12-31T23:00:00Z", "-60", "1717000000000000"),
    ];

    fn micros(time: &str) -> i64 {
        time.parse::<chrono::DateTime<chrono::Utc>>().expect("a time").timestamp_micros()
    }

    async fn of_the_first_version(database: &DatabaseConnection) {
        Migrator::up(database, Some(1)).await.expect("the first schema");
        let account = "INSERT INTO accounts (id, username, username_key, email, email_key, password_hash, role, created_at, photos, bytes) \
                       VALUES (zeroblob(16), 'Ada', 'ada', 'a@b.c', 'a@b.c', '', 'admin', 0, 4, 40)";
        database.execute_unprepared(account).await.expect("an account");
        for (id, taken, offset, deleted) in PHOTOS {
            let photo = format!(
                "INSERT INTO photos (id, owner_id, file_name, visibility, content_type, size, sha256, width, height, taken_at, \
                 taken_at_offset, added_at, deleted_at, thumbhash, metadata) VALUES (x'{id:032x}', zeroblob(16), 'a.jpg', 'private', \
                 'image/jpeg', 10, '{id}', 4, 3, {}, {offset}, 0, {deleted}, '', '{{}}')",
                micros(taken)
            );
            database.execute_unprepared(&photo).await.expect("a photo");
        }
    }

    #[tokio::test]
    async fn what_the_first_version_kept_is_sorted_and_counted() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("pinhole.db");
        of_the_first_version(&database::connect(&path, true).await.expect("a database")).await;
        let database = database::open(&path).await.expect("the database of today");

        let mut rows = photo::Entity::find().all(&database).await.expect("photos");
        rows.sort_by_key(|row| row.id);
        let local: Vec<_> = rows.iter().map(|row| (row.taken_local, row.trashed)).collect();
        let expected = [
            (micros("2024-06-01T01:30:00Z"), false),
            (micros("2024-05-31T23:30:00Z"), false),
            (micros("2024-06-30T01:00:00Z"), false),
            (micros("1969-12-31T22:00:00Z"), true),
        ];
        assert_eq!(local, expected);
        let mut months = month::Entity::find().all(&database).await.expect("months");
        months.sort_by_key(|row| row.month);
        let months: Vec<_> = months.into_iter().map(|row| (Month::numbered(row.month).to_string(), row.photos)).collect();
        assert_eq!(months, [("2024-05".to_owned(), 1), ("2024-06".to_owned(), 2)]);
        let account = account::Entity::find().one(&database).await.expect("an answer").expect("an account");
        assert_eq!((account.photos, account.trashed), (4, 1));
    }
}
