//! A new key for the sealed fields: what stands in the tables is opened and sealed anew, some rows at a time, while
//! others read and write. It can be broken off anywhere: old keys stay in the file until nothing is under them.
//!
//! Citizen ids and phones are found by keyed digests; their key stays as it is.

use std::path::Path;

use chrono::Duration;
use diesel::sql_types::{BigInt, Binary, Text};
use diesel::{QueryableByName, RunQueryDsl};

use crate::connection::Db;
use crate::error::StoreError;
use crate::seal::{SealedField, header};
use crate::{Store, keys};

/// A key that something may still be sealed with that a long import prepared is younger than this.
const STANDS_FOR: Duration = Duration::hours(24);

/// A sealed column: of which table, which column tells its rows, which one is its associated record.
struct Column {
    table: &'static str,
    id: &'static str,
    record: &'static str,
    sealed: &'static str,
    field: SealedField,
}

const fn column(table: &'static str, id: &'static str, sealed: &'static str, field: SealedField) -> Column {
    Column { table, id, record: id, sealed, field }
}

/// What is sealed anew.
const COLUMNS: &[Column] = &[
    column("key_checks", "id", "sealed", SealedField::KeyCheck),
    column("persons", "id", "phone", SealedField::Phone),
    column("linked_organisations", "id", "phone", SealedField::Phone),
    column("accounts", "id", "phone", SealedField::Phone),
    column("second_factors", "account_id", "secret", SealedField::SecondFactor),
    column("residents", "id", "citizen_id", SealedField::CitizenId),
    column("residents", "id", "phone", SealedField::Phone),
    column("subject_keys", "subject_id", "sealed_key", SealedField::SubjectKey),
    Column { record: "record_id", ..column("audit_records", "entry_id", "before", SealedField::Before) },
    column("idempotency_answers", "request_key", "answer", SealedField::Answer),
];

/// What goes by itself after a day, and is only counted.
const PASSING: &[(&str, &str)] = &[("uploads", "file_name"), ("uploads", "corrections"), ("upload_parts", "content")];

/// The sealed columns that rotation knows, as `table.column`: each one of the database must be among them.
pub fn sealed_columns() -> Vec<String> {
    let anew = COLUMNS.iter().map(|column| (column.table, column.sealed));
    anew.chain(PASSING.iter().copied()).map(|(table, column)| format!("{table}.{column}")).collect()
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    id: String,
    #[diesel(sql_type = Text)]
    record: String,
    #[diesel(sql_type = Binary)]
    sealed: Vec<u8>,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// How far sealing anew has come: a place to go on from.
#[derive(Debug, Default)]
pub struct Resealing {
    column: usize,
    after: String,
    /// Values sealed anew so far.
    pub done: usize,
}

impl Store {
    /// Makes a new key in this file, unless something is still sealed with an earlier one than the last: then that is to
    /// be finished first. Answers whether it made one.
    ///
    /// # Errors
    /// When the file can't be replaced, and failures of the database.
    pub fn new_key(&self, file: &Path) -> Result<bool, StoreError> {
        if self.under_old_keys()? > 0 {
            return Ok(false);
        }
        let now = self.clock().now();
        keys::change(file, |keys| keys.add(now))?;
        self.keys().look_again();
        Ok(true)
    }

    /// How many values are not sealed with the newest key; those that go by themselves after a day are not counted.
    ///
    /// # Errors
    /// When the database fails.
    pub fn under_old_keys(&self) -> Result<i64, StoreError> {
        let current = header(self.keys().numbers().0);
        let mut db = self.inner.pool.get()?;
        let columns = COLUMNS.iter().map(|column| (column.table, column.sealed));
        columns.map(|(table, column)| count(&mut db, table, column, "<>", &current)).sum()
    }

    /// Seals up to so many values anew, in one transaction; answers whether there may be more.
    ///
    /// # Errors
    /// When a value can't be opened, and failures of the database.
    pub fn reseal(&self, state: &mut Resealing, most: i64) -> Result<bool, StoreError> {
        let Some(column) = COLUMNS.get(state.column) else { return Ok(false) };
        let (changed, last) = self.keep_house(|db| self.reseal_some(db, column, &state.after, most))?;
        state.done += changed;
        match last {
            // A row that others changed meanwhile comes again; what nobody could change is left to the next run.
            Some(last) if changed > 0 || last != state.after => state.after = last,
            _ => {
                state.column += 1;
                state.after.clear();
            }
        }
        Ok(state.column < COLUMNS.len())
    }

    fn reseal_some(
        &self,
        db: &mut Db,
        column: &Column,
        after: &str,
        most: i64,
    ) -> Result<(usize, Option<String>), StoreError> {
        let Column { table, id, record, sealed, field } = column;
        // SQLite takes $1, $2 … for names and numbers them as they come: the same text serves both engines.
        let select = format!(
            "SELECT {id} AS id, {record} AS record, {sealed} AS sealed FROM {table} \
             WHERE {id} >= $1 AND substr({sealed}, 1, 5) <> $2 ORDER BY {id} LIMIT $3"
        );
        let current = header(self.keys().numbers().0);
        let rows: Vec<Row> = diesel::sql_query(select)
            .bind::<Text, _>(after)
            .bind::<Binary, _>(&current)
            .bind::<BigInt, _>(most)
            .load(db)?;
        let update = format!("UPDATE {table} SET {sealed} = $1 WHERE {id} = $2 AND {sealed} = $3");
        let mut changed = 0;
        for row in &rows {
            let value = self.keys().open(*field, &row.record, &row.sealed)?;
            let anew = self.keys().seal(*field, &row.record, &value)?;
            changed += diesel::sql_query(&update)
                .bind::<Binary, _>(anew)
                .bind::<Text, _>(&row.id)
                .bind::<Binary, _>(&row.sealed)
                .execute(db)?;
        }
        Ok((changed, rows.into_iter().next_back().map(|row| row.id)))
    }

    /// Takes those keys out of the file that nothing is sealed with any more and that were replaced a day ago or
    /// earlier. Answers how many went, and how many earlier ones stay.
    ///
    /// # Errors
    /// When the file can't be replaced, and failures of the database.
    pub fn retire_keys(&self, file: &Path) -> Result<(usize, usize), StoreError> {
        let before = self.clock().now() - STANDS_FOR;
        let gone = keys::change(file, |keys| {
            let replaced = |number: u32| keys.sealing.range(number + 1..).next().and_then(|(_, next)| next.since);
            let old: Vec<u32> = keys.sealing.keys().copied().filter(|number| *number != keys.current()).collect();
            let mut gone = Vec::new();
            for number in old {
                if replaced(number).is_some_and(|since| since <= before) && !self.is_used(number)? {
                    gone.push(number);
                }
            }
            gone.iter().for_each(|number| {
                keys.sealing.remove(number);
            });
            Ok(gone.len())
        })?;
        self.keys().look_again();
        Ok((gone, self.keys().numbers().1.len()))
    }

    fn is_used(&self, number: u32) -> Result<bool, StoreError> {
        let mut db = self.inner.pool.get()?;
        let all = COLUMNS.iter().map(|column| (column.table, column.sealed)).chain(PASSING.iter().copied());
        for (table, column) in all {
            if count(&mut db, table, column, "=", &header(number))? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn count(db: &mut Db, table: &str, column: &str, compared: &str, header: &[u8]) -> Result<i64, StoreError> {
    let query = format!("SELECT count(*) AS number FROM {table} WHERE substr({column}, 1, 5) {compared} $1");
    Ok(diesel::sql_query(query).bind::<Binary, _>(header).get_result::<Count>(db)?.number)
}
