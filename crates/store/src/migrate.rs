//! Migrations: one SQL text for both engines, with markers where they differ, run in one transaction.

use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl};

use crate::connection::{Database, Db, connect};
use crate::error::StoreError;

const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_store", include_str!("../migrations/0001_store.sql")),
    ("0002_organisation", include_str!("../migrations/0002_organisation.sql")),
    ("0003_accounts", include_str!("../migrations/0003_accounts.sql")),
    ("0004_registry", include_str!("../migrations/0004_registry.sql")),
    ("0005_workbook", include_str!("../migrations/0005_workbook.sql")),
    ("0006_ledger", include_str!("../migrations/0006_ledger.sql")),
    ("0007_sessions", include_str!("../migrations/0007_sessions.sql")),
    ("0009_uploads", include_str!("../migrations/0009_uploads.sql")),
];

#[derive(QueryableByName)]
struct Applied {
    #[diesel(sql_type = Text)]
    name: String,
}

/// Runs what has not run yet; answers how many that were. Either all of them or none take effect.
pub(crate) fn run(database: &Database) -> Result<usize, StoreError> {
    let mut db = connect(database)?;
    if pending(&mut db).is_ok_and(|pending| pending.is_empty()) {
        return Ok(0);
    }
    db.batch_execute(begin(&db))?;
    match run_in_transaction(&mut db) {
        Ok(ran) => {
            db.batch_execute("COMMIT")?;
            Ok(ran)
        }
        Err(error) => {
            db.batch_execute("ROLLBACK")?;
            Err(error)
        }
    }
}

fn run_in_transaction(db: &mut Db) -> Result<usize, StoreError> {
    if matches!(db, Db::Postgres(_)) {
        // Two processes that start at once must not both create the tables of one schema.
        db.batch_execute("SELECT pg_advisory_xact_lock(hashtext('hongwang migrations'), hashtext(current_schema()))")?;
    }
    db.batch_execute(&for_engine(
        db,
        "CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT {{C}} PRIMARY KEY, run_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)",
    ))?;
    let pending = pending(db)?;
    for (name, sql) in &pending {
        db.batch_execute(&for_engine(db, sql))?;
        diesel::sql_query(format!("INSERT INTO schema_migrations (name) VALUES ('{name}')")).execute(db)?;
    }
    Ok(pending.len())
}

fn begin(db: &Db) -> &'static str {
    match db {
        Db::Sqlite(_) => "BEGIN IMMEDIATE",
        Db::Postgres(_) => "BEGIN",
    }
}

fn pending(db: &mut Db) -> Result<Vec<(&'static str, &'static str)>, StoreError> {
    let applied: Vec<Applied> = diesel::sql_query("SELECT name FROM schema_migrations").load(db)?;
    if let Some(unknown) = applied.iter().find(|row| MIGRATIONS.iter().all(|(name, _)| *name != row.name)) {
        return Err(StoreError::Newer(unknown.name.clone()));
    }
    Ok(MIGRATIONS.iter().filter(|(name, _)| applied.iter().all(|row| row.name != *name)).copied().collect())
}

fn for_engine(db: &Db, sql: &str) -> String {
    let (collate, bytes, without_rowid) = match db {
        Db::Sqlite(_) => ("", "BLOB", "WITHOUT ROWID"),
        Db::Postgres(_) => ("COLLATE \"C\"", "BYTEA", ""),
    };
    sql.replace("{{C}}", collate).replace("{{BYTES}}", bytes).replace("{{WITHOUT_ROWID}}", without_rowid)
}
