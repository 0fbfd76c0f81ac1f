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
    ("0010_linked_organisations", include_str!("../migrations/0010_linked_organisations.sql")),
    ("0012_upload_decisions", include_str!("../migrations/0012_upload_decisions.sql")),
    ("0014_audit_reading", include_str!("../migrations/0014_audit_reading.sql")),
    ("0015_backups", include_str!("../migrations/0015_backups.sql")),
    ("0016_privacy", include_str!("../migrations/0016_privacy.sql")),
    ("0017_upload_sent", include_str!("../migrations/0017_upload_sent.sql")),
    ("0018_appointed_accounts", include_str!("../migrations/0018_appointed_accounts.sql")),
    ("0019_doors", include_str!("../migrations/0019_doors.sql")),
    ("0021_second_step", include_str!("../migrations/0021_second_step.sql")),
];

/// Which migrations have run.
const LIST: &str = "CREATE TABLE IF NOT EXISTS schema_migrations \
    (name TEXT {{C}} PRIMARY KEY, run_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)";

#[derive(QueryableByName)]
struct Applied {
    #[diesel(sql_type = Text)]
    name: String,
}

/// The tables that the migrations make, in their order: those first to which others refer.
pub(crate) fn tables() -> Vec<&'static str> {
    let mut names: Vec<&str> = Vec::new();
    for (_, sql) in MIGRATIONS {
        for made in sql.split("CREATE TABLE ").skip(1) {
            let name = made.split([' ', '(']).next().unwrap_or_default();
            // Made anew later: it stands where it is made last.
            names.retain(|known| *known != name);
            names.push(name);
        }
    }
    names
}

/// The migrations that made a database, by name, in their order.
pub(crate) fn applied(db: &mut Db) -> Result<Vec<String>, StoreError> {
    let pending = pending(db)?;
    let ran = MIGRATIONS.iter().filter(|(name, _)| pending.iter().all(|(other, _)| other != name));
    Ok(ran.map(|(name, _)| (*name).to_owned()).collect())
}

/// Runs these migrations and no others, within a transaction that is going on.
pub(crate) fn make(db: &mut Db, names: &[String]) -> Result<(), StoreError> {
    if let Some(unknown) = names.iter().find(|name| MIGRATIONS.iter().all(|(known, _)| known != name)) {
        return Err(StoreError::Newer(unknown.clone()));
    }
    db.batch_execute(&for_engine(db, LIST))?;
    for (name, sql) in MIGRATIONS.iter().filter(|(name, _)| names.iter().any(|wanted| wanted == name)) {
        run_one(db, name, sql)?;
    }
    Ok(())
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
    db.batch_execute(&for_engine(db, LIST))?;
    let pending = pending(db)?;
    for (name, sql) in &pending {
        run_one(db, name, sql)?;
    }
    Ok(pending.len())
}

fn run_one(db: &mut Db, name: &str, sql: &str) -> Result<(), StoreError> {
    db.batch_execute(&for_engine(db, sql))?;
    diesel::sql_query(format!("INSERT INTO schema_migrations (name) VALUES ('{name}')")).execute(db)?;
    Ok(())
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
