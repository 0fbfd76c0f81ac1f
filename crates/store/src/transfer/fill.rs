//! Into a database that has nothing in it: all of it or nothing.

use diesel::RunQueryDsl;
use diesel::sql_types::Text;

use super::tables::{self, Kind, Table};
use crate::connection::{Database, Db, connect};
use crate::error::StoreError;
use crate::seal::KeyRing;
use crate::{key_check, migrate, transaction};

/// So many characters of rows are handed to the database at a time.
const BATCH: usize = 1 << 20;

/// A database that is being filled. Dropped before [`Filling::finish`], it stays empty.
pub struct Filling {
    db: Db,
    /// The tables that the database has, read once: they stay as they are until it is filled.
    tables: Vec<Table>,
    table: Option<Table>,
    batch: String,
    rows: u64,
}

impl Filling {
    /// Begins with an empty database, and makes the tables as these migrations did.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`] when it has rows, [`StoreError::Newer`] when a migration is none of ours, and failures
    /// of the database.
    pub fn begin(database: &Database, migrations: &[String]) -> Result<Self, StoreError> {
        let mut db = connect(database)?;
        transaction::begin(&mut db, "BEGIN IMMEDIATE", "BEGIN")?;
        if let Db::Sqlite(_) = db {
            diesel::sql_query("PRAGMA defer_foreign_keys = ON").execute(&mut db)?;
        }
        tables::clear_empty(&mut db)?;
        migrate::make(&mut db, migrations)?;
        let tables = tables::of(&mut db)?;
        Ok(Self { db, tables, table: None, batch: String::new(), rows: 0 })
    }

    /// What follows are rows of this table.
    ///
    /// # Errors
    /// When the database has no such table, or with other columns.
    pub fn table(&mut self, table: Table) -> Result<(), StoreError> {
        self.flush()?;
        if !self.tables.contains(&table) {
            return Err(StoreError::Corrupt(format!("table {}", table.name)));
        }
        // Some rows are made by the migrations themselves.
        diesel::sql_query(format!("DELETE FROM {}", table.name)).execute(&mut self.db)?;
        self.rows = 0;
        self.table = Some(table);
        Ok(())
    }

    /// Takes a row of the table: a JSON array.
    ///
    /// # Errors
    /// When the database refuses it.
    pub fn row(&mut self, line: &str) -> Result<(), StoreError> {
        self.batch.push(if self.batch.is_empty() { '[' } else { ',' });
        self.batch.push_str(line);
        self.rows += 1;
        if self.batch.len() >= BATCH { self.flush() } else { Ok(()) }
    }

    /// The table has ended; answers how many rows it has now.
    ///
    /// # Errors
    /// When the database refuses the last rows.
    pub fn end(&mut self) -> Result<u64, StoreError> {
        self.flush()?;
        self.table = None;
        Ok(self.rows)
    }

    /// Keeps it all, if these are the keys that it was sealed with.
    ///
    /// # Errors
    /// When they are others, and failures of the database.
    pub fn finish(mut self, keys: &KeyRing) -> Result<(), StoreError> {
        key_check::belong(&mut self.db, keys)?;
        transaction::commit(&mut self.db)?;
        if let Db::Sqlite(_) = self.db {
            // The file alone holds everything from here on.
            diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut self.db)?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        if self.batch.is_empty() {
            return Ok(());
        }
        let Some(table) = &self.table else { return Err(StoreError::Corrupt("rows of no table".to_owned())) };
        self.batch.push(']');
        let rows = std::mem::take(&mut self.batch);
        let sql = insert(&self.db, table);
        diesel::sql_query(sql).bind::<Text, _>(rows).execute(&mut self.db)?;
        Ok(())
    }
}

fn insert(db: &Db, table: &Table) -> String {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let values = table.columns.iter().enumerate().map(|(at, column)| value(db, at, column.kind));
    let values: Vec<String> = values.collect();
    let from = match db {
        Db::Sqlite(_) => "json_each(?)",
        Db::Postgres(_) => "json_array_elements($1::json) AS line",
    };
    format!("INSERT INTO {} ({}) SELECT {} FROM {from}", table.name, names.join(", "), values.join(", "))
}

fn value(db: &Db, at: usize, kind: Kind) -> String {
    match (db, kind) {
        (Db::Sqlite(_), Kind::Bytes) => format!("unhex(json_extract(value, '$[{at}]'))"),
        (Db::Sqlite(_), _) => format!("json_extract(value, '$[{at}]')"),
        (Db::Postgres(_), Kind::Text) => format!("line->>{at}"),
        (Db::Postgres(_), Kind::Number) => format!("(line->>{at})::bigint"),
        (Db::Postgres(_), Kind::Flag) => format!("(line->>{at})::int::boolean"),
        (Db::Postgres(_), Kind::Day) => format!("(line->>{at})::date"),
        (Db::Postgres(_), Kind::Moment) => format!("(line->>{at})::timestamp"),
        (Db::Postgres(_), Kind::Bytes) => format!("decode(line->>{at}, 'hex')"),
    }
}
