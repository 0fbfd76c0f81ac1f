//! Records: rows with an id and a version, that the write door journals.

use diesel::QueryResult;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::connection::Db;

/// A row that is changed through the write door. Implemented by [`crate::record!`].
pub trait Record: Serialize + DeserializeOwned + Clone + PartialEq {
    /// What the audit calls it.
    const KIND: &'static str;

    /// The id.
    fn id(&self) -> &str;

    /// How often it was written; 1 when new.
    fn version(&self) -> i32;

    /// Sets the version that the row will have.
    fn set_version(&mut self, version: i32);

    /// Inserts many rows.
    ///
    /// # Errors
    /// When the database refuses one.
    fn insert_rows(db: &mut Db, rows: &[&Self]) -> QueryResult<()>;

    /// Writes over the row that has version `was`; answers how many that were (0: it was changed meanwhile).
    ///
    /// # Errors
    /// When the database refuses it.
    fn update_row(&self, db: &mut Db, was: i32) -> QueryResult<usize>;

    /// Deletes the row that has version `was`; answers how many that were.
    ///
    /// # Errors
    /// When something still refers to it.
    fn delete_row(&self, db: &mut Db, was: i32) -> QueryResult<usize>;

    /// Finds rows by their ids, in no order; ids without a row are passed over.
    ///
    /// # Errors
    /// When the database fails.
    fn find(db: &mut Db, ids: &[String]) -> QueryResult<Vec<Self>>;
}

/// One change, as the audit's journal keeps it.
#[derive(Clone, Debug)]
pub struct Journaled {
    /// The kind of record.
    pub kind: String,
    /// Its id.
    pub record_id: String,
    /// The unit that it belongs to.
    pub unit_id: String,
    /// The version after the change; 0 when it was deleted.
    pub version: i32,
    /// The record before the change, as JSON; `None` when it is new.
    pub before: Option<Vec<u8>>,
}

/// Inserts rows (a slice of references) into a table, whichever the engine; answers a `QueryResult<()>`.
#[macro_export]
macro_rules! insert_many {
    ($db:expr, $table:ident, $rows:expr) => {{
        use $crate::diesel::RunQueryDsl;
        let rows: &[_] = $rows;
        let insert = |db: &mut $crate::Db| -> $crate::diesel::QueryResult<()> {
            // One row goes by a prepared statement, without the savepoint that many need.
            if let [only] = rows {
                $crate::diesel::insert_into($table::table).values(*only).execute(db)?;
                return Ok(());
            }
            // The multi-connection can't insert many rows in one statement.
            for some in rows.chunks(1000) {
                let insert = $crate::diesel::insert_into($table::table).values(some.to_vec());
                match db {
                    $crate::Db::Postgres(connection) => insert.execute(connection)?,
                    $crate::Db::Sqlite(connection) => insert.execute(connection)?,
                };
            }
            Ok(())
        };
        insert($db)
    }};
}

/// Makes a row struct a [`Record`]: `record!(Unit, units, "unit")`. The struct derives Queryable, Selectable,
/// Insertable and AsChangeset (with `treat_none_as_null`) for the table, which has `id` and `version`.
#[macro_export]
macro_rules! record {
    ($row:ident, $table:ident, $kind:literal) => {
        impl $crate::Record for $row {
            const KIND: &'static str = $kind;

            fn id(&self) -> &str {
                &self.id
            }

            fn version(&self) -> i32 {
                self.version
            }

            fn set_version(&mut self, version: i32) {
                self.version = version;
            }

            fn insert_rows(db: &mut $crate::Db, rows: &[&Self]) -> $crate::diesel::QueryResult<()> {
                $crate::insert_many!(db, $table, rows)
            }

            fn update_row(&self, db: &mut $crate::Db, was: i32) -> $crate::diesel::QueryResult<usize> {
                use $crate::diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
                let row = $table::table.filter($table::id.eq(&self.id)).filter($table::version.eq(was));
                $crate::diesel::update(row).set(self).execute(db)
            }

            fn delete_row(&self, db: &mut $crate::Db, was: i32) -> $crate::diesel::QueryResult<usize> {
                use $crate::diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
                let row = $table::table.filter($table::id.eq(&self.id)).filter($table::version.eq(was));
                $crate::diesel::delete(row).execute(db)
            }

            fn find(db: &mut $crate::Db, ids: &[String]) -> $crate::diesel::QueryResult<Vec<Self>> {
                use $crate::diesel::{ExpressionMethods, QueryDsl, RunQueryDsl, SelectableHelper};
                let mut found = Vec::with_capacity(ids.len());
                for some in ids.chunks(1000) {
                    let query = $table::table.filter($table::id.eq_any(some)).select(Self::as_select());
                    found.extend(query.load::<Self>(db)?);
                }
                Ok(found)
            }
        }
    };
}
