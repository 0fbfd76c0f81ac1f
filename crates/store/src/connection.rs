use std::path::{Path, PathBuf};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::r2d2::{ManageConnection, PooledConnection};
use diesel::sqlite::SqliteConnection;
use diesel::{Connection, RunQueryDsl};

use crate::error::StoreError;
use crate::key_file;

/// A connection to either engine; queries are written once for both.
#[derive(diesel::MultiConnection)]
pub enum Db {
    /// PostgreSQL.
    Postgres(PgConnection),
    /// SQLite.
    Sqlite(SqliteConnection),
}

impl Db {
    /// `postgres` or `sqlite`.
    pub fn engine(&self) -> &'static str {
        match self {
            Self::Postgres(_) => "postgres",
            Self::Sqlite(_) => "sqlite",
        }
    }
}

/// Where the data is.
#[derive(Clone, Debug)]
pub enum Database {
    /// A file.
    Sqlite(PathBuf),
    /// A `postgres://` URL; the schema is the first of its `search_path`.
    Postgres(String),
}

impl Database {
    /// Reads a `postgres://` or `postgresql://` URL; anything else is the path of a SQLite file.
    pub fn parse(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Self::Postgres(text.to_owned())
        } else {
            Self::Sqlite(PathBuf::from(text.strip_prefix("sqlite:").unwrap_or(text)))
        }
    }
}

// The temporary store is memory, so that nothing personal reaches the system's temporary folder.
const SQLITE_SETTINGS: &str = "PRAGMA busy_timeout = 30000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
    PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;";

/// Kilobytes of pages that a connection of its own holds: an import works through much of the file.
const ALONE: u32 = 65_536;
/// Kilobytes of pages that each of many readers holds; the system's own cache of the file stands behind them.
const READER: u32 = 8_192;
/// A reader that nobody needed for so long is closed, and its memory is free.
const IDLE: Duration = Duration::from_secs(60);

/// Opens one connection with the settings of its engine.
pub(crate) fn connect(database: &Database) -> Result<Db, StoreError> {
    open(database, ALONE)
}

fn open(database: &Database, kilobytes: u32) -> Result<Db, StoreError> {
    let refused =
        |error: &dyn std::fmt::Display| StoreError::Connection(without_password(&error.to_string(), database));
    match database {
        Database::Sqlite(path) => {
            for_its_owner_alone(path)?;
            let mut connection =
                SqliteConnection::establish(&path.to_string_lossy()).map_err(|error| refused(&error))?;
            connection.batch_execute(&format!("{SQLITE_SETTINGS} PRAGMA cache_size = -{kilobytes};"))?;
            Ok(Db::Sqlite(connection))
        }
        Database::Postgres(url) => {
            let mut connection = PgConnection::establish(url).map_err(|error| refused(&error))?;
            connection.batch_execute("SET TIME ZONE 'UTC'; SET client_min_messages = warning;")?;
            Ok(Db::Postgres(connection))
        }
    }
}

/// A file that is made is for its owner alone, and so are those that SQLite lays beside it.
fn for_its_owner_alone(path: &Path) -> Result<(), StoreError> {
    if path.exists() {
        return Ok(());
    }
    key_file::private()
        .create(true)
        .truncate(false)
        .open(path)
        .map_err(|error| StoreError::Connection(error.to_string()))?;
    Ok(())
}

fn without_password(said: &str, database: &Database) -> String {
    let Database::Postgres(url) = database else { return said.to_owned() };
    let password =
        url.split_once("://").and_then(|(_, rest)| rest.rsplit_once('@')).and_then(|(user, _)| user.split_once(':'));
    password
        .filter(|(_, secret)| !secret.is_empty())
        .map_or_else(|| said.to_owned(), |(_, secret)| said.replace(secret, "***"))
}

/// Connections that are kept open.
pub(crate) struct Pool(diesel::r2d2::Pool<Manager>);

pub(crate) type Pooled = PooledConnection<Manager>;

impl Pool {
    pub(crate) fn open(database: &Database) -> Result<Self, StoreError> {
        let manager = Manager { database: database.clone() };
        let pool = diesel::r2d2::Pool::builder()
            .max_size(16)
            .min_idle(Some(0))
            .idle_timeout(Some(IDLE))
            .test_on_check_out(false)
            .connection_timeout(Duration::from_secs(30))
            .build_unchecked(manager);
        Ok(Self(pool))
    }

    pub(crate) fn get(&self) -> Result<Pooled, StoreError> {
        self.0.get().map_err(|error| StoreError::Connection(error.to_string()))
    }
}

pub(crate) struct Manager {
    database: Database,
}

impl ManageConnection for Manager {
    type Connection = Db;
    type Error = StoreError;

    fn connect(&self) -> Result<Db, StoreError> {
        open(&self.database, READER)
    }

    fn is_valid(&self, db: &mut Db) -> Result<(), StoreError> {
        diesel::sql_query("SELECT 1").execute(db)?;
        Ok(())
    }

    fn has_broken(&self, db: &mut Db) -> bool {
        use diesel::connection::TransactionManager;
        match db {
            Db::Postgres(connection) => {
                <PgConnection as Connection>::TransactionManager::is_broken_transaction_manager(connection)
            }
            Db::Sqlite(connection) => {
                <SqliteConnection as Connection>::TransactionManager::is_broken_transaction_manager(connection)
            }
        }
    }
}
