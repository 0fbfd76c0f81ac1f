//! After somebody was forgotten: what the engine itself still keeps of deleted rows goes too.

use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use diesel::sql_types::{BigInt, Integer};

use crate::Store;
use crate::connection::Db;
use crate::error::StoreError;

/// How far the engine could be cleaned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scrubbed {
    /// Whether the log of writes that lies beside the tables was emptied (SQLite) or written through (PostgreSQL).
    pub log: bool,
    /// Whether no deleted row had to be kept for somebody who is reading since before it was deleted.
    pub rows: bool,
}

#[derive(diesel::QueryableByName)]
struct Checkpoint {
    #[diesel(sql_type = Integer)]
    busy: i32,
}

#[derive(diesel::QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// So often somebody who is reading is waited for.
const TRIES: u32 = 50;
/// So often, and so many milliseconds each time, whoever sees older rows still is waited for on PostgreSQL.
const WAITS: (u32, u64) = (50, 100);

impl Store {
    /// Cleans the database file, or the tables that were touched, of what deleted rows left behind.
    ///
    /// SQLite overwrites what is deleted, but not what moved to another page before: the file is written anew and its log
    /// emptied. PostgreSQL keeps deleted rows until the table is written anew.
    ///
    /// # Errors
    /// When the database fails.
    pub fn scrub(&self, tables: &[&str]) -> Result<Scrubbed, StoreError> {
        if let Some(writer) = &self.inner.writer {
            let mut alone = writer.alone();
            let db = alone.db();
            db.batch_execute("VACUUM")?;
            for tried in 0..TRIES {
                let done: Checkpoint = diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result(db)?;
                if done.busy == 0 {
                    return Ok(Scrubbed { log: true, rows: true });
                }
                std::thread::sleep(std::time::Duration::from_millis(u64::from(tried) * 2));
            }
            return Ok(Scrubbed { log: false, rows: true });
        }
        let mut db = self.inner.pool.get()?;
        let rows = no_one_sees_older(&mut db)?;
        for table in tables {
            vacuum(&mut db, table)?;
        }
        // Whoever runs the server may keep this for its administrators: then the server writes through when it does so next.
        let log = db.batch_execute("CHECKPOINT").is_ok();
        Ok(Scrubbed { log, rows })
    }
}

/// Waits until nobody in this database sees rows as they were before now: what somebody sees still, the engine copies along.
/// Its own gathering of statistics is such a reader, and shows itself in its progress alone. A write that began before, if in
/// another database of the server, holds back whoever writes the tables anew as well.
fn no_one_sees_older(db: &mut Db) -> Result<bool, StoreError> {
    let next = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint % 4294967296 AS number";
    let Number { number: next } = diesel::sql_query(next).get_result(db)?;
    let seeing = format!(
        "SELECT (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() \
         AND backend_xmin IS NOT NULL AND backend_xmin::text::bigint < {next}) \
         + (SELECT count(*) FROM pg_stat_progress_analyze WHERE datname = current_database()) \
         + (CASE WHEN pg_snapshot_xmin(pg_current_snapshot())::text::bigint % 4294967296 < {next} THEN 1 ELSE 0 END) AS number"
    );
    for _ in 0..WAITS.0 {
        let seen: Number = diesel::sql_query(&seeing).get_result(db)?;
        if seen.number == 0 {
            return Ok(true);
        }
        std::thread::sleep(std::time::Duration::from_millis(WAITS.1));
    }
    Ok(false)
}

fn vacuum(db: &mut Db, table: &str) -> Result<(), StoreError> {
    // A name of ours, not of anybody's typing.
    if !table.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
        return Err(StoreError::Corrupt("table".to_owned()));
    }
    Ok(db.batch_execute(&format!("VACUUM FULL {table}"))?)
}
