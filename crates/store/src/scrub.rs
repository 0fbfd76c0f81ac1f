//! After somebody was forgotten: what the engine itself still keeps of deleted rows goes too.

use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use diesel::sql_types::Integer;

use crate::Store;
use crate::connection::Db;
use crate::error::StoreError;

/// How far the engine could be cleaned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scrubbed {
    /// Whether the log of writes that lies beside the tables was emptied (SQLite) or written through (PostgreSQL).
    pub log: bool,
}

#[derive(diesel::QueryableByName)]
struct Checkpoint {
    #[diesel(sql_type = Integer)]
    busy: i32,
}

/// So often somebody who is reading is waited for.
const TRIES: u32 = 50;

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
                    return Ok(Scrubbed { log: true });
                }
                std::thread::sleep(std::time::Duration::from_millis(u64::from(tried) * 2));
            }
            return Ok(Scrubbed { log: false });
        }
        let mut db = self.inner.pool.get()?;
        for table in tables {
            vacuum(&mut db, table)?;
        }
        // Whoever runs the server may keep this for its administrators: then the server writes through when it does so next.
        let log = db.batch_execute("CHECKPOINT").is_ok();
        Ok(Scrubbed { log })
    }
}

fn vacuum(db: &mut Db, table: &str) -> Result<(), StoreError> {
    // A name of ours, not of anybody's typing.
    if !table.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
        return Err(StoreError::Corrupt("table".to_owned()));
    }
    Ok(db.batch_execute(&format!("VACUUM FULL {table}"))?)
}
