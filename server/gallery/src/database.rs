//! Opening the database so that what it acknowledged is kept.

use crate::migration::Migrator;
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};
use sea_orm_migration::MigratorTrait;
use std::{collections::HashSet, path::Path, time::Duration};

/// Connections to one database. Readers run beside the one writer (WAL).
const CONNECTIONS: u32 = 8;

/// How long a writer waits for the one before it.
const BUSY: Duration = Duration::from_secs(30);

/// Why the database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    #[error("the database {path} cannot be opened: {source}")]
    Open { path: String, source: DbErr },
    #[error("the database was made by a newer version of Pinhole (it knows `{0}`); start that version, or an older copy of the database")]
    Newer(String),
    #[error("the database could not be brought up to date: {0}")]
    Migrate(DbErr),
}

/// Open the SQLite database at `path`, make it if it is not there, and bring its schema up to date.
///
/// Errors: see [`DatabaseError`].
pub async fn open(path: &Path) -> Result<DatabaseConnection, DatabaseError> {
    let database = connect(path, true).await?;
    if let Some(unknown) = newer_than_us(&database).await.map_err(DatabaseError::Migrate)? {
        return Err(DatabaseError::Newer(unknown));
    }
    Migrator::up(&database, None).await.map_err(DatabaseError::Migrate)?;
    Ok(database)
}

/// Connect to the SQLite database at `path` as it is, and make an empty one only if `create`.
///
/// Errors: [`DatabaseError::Open`].
pub async fn connect(path: &Path, create: bool) -> Result<DatabaseConnection, DatabaseError> {
    let mut options = ConnectOptions::new("sqlite::memory:");
    let file = path.to_owned();
    options.max_connections(CONNECTIONS).sqlx_logging(false).map_sqlx_sqlite_opts(move |sqlite| {
        // FULL, not NORMAL: in WAL mode, NORMAL may lose acknowledged commits at a power failure.
        sqlite
            .filename(&file)
            .in_memory(false)
            .shared_cache(false)
            .create_if_missing(create)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY)
    });
    Database::connect(options).await.map_err(|source| DatabaseError::Open { path: path.display().to_string(), source })
}

/// The name of a schema change the database has been through and this program does not know.
pub async fn newer_than_us(database: &DatabaseConnection) -> Result<Option<String>, DbErr> {
    let known: HashSet<String> = Migrator::migrations().iter().map(|migration| migration.name().to_owned()).collect();
    let applied = Migrator::get_migration_models(database).await?;
    Ok(applied.into_iter().map(|migration| migration.version).find(|version| !known.contains(version)))
}

/// Begin a transaction that writes. On SQLite it takes the write lock at once: one that starts by reading could
/// otherwise find, too late to wait, that somebody else has written.
pub(crate) async fn write(database: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let options = TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
    database.begin_with_options(options).await
}

#[cfg(test)]
mod tests {
    use super::{CONNECTIONS, connect};
    use sea_orm::{ConnectionTrait, Statement, TransactionTrait};

    #[tokio::test]
    async fn every_connection_keeps_what_it_acknowledged() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = connect(&folder.path().join("pinhole.db"), true).await.expect("a database");
        let mut held = Vec::new();
        // Each held transaction has a connection of its own.
        for _ in 0..CONNECTIONS {
            let connection = database.begin().await.expect("a connection");
            for (pragma, expected) in [("synchronous", "2"), ("journal_mode", "wal"), ("foreign_keys", "1")] {
                let asked = Statement::from_string(
                    database.get_database_backend(),
                    format!("SELECT CAST({pragma} AS TEXT) AS value FROM pragma_{pragma}"),
                );
                let answer = connection.query_one_raw(asked).await.expect("an answer").expect("a value");
                assert_eq!(answer.try_get::<String>("", "value").expect("a text"), expected, "{pragma}");
            }
            held.push(connection);
        }
    }
}
