//! Adding to a stored count: an upsert, which the language that both engines share does not have.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::upsert::excluded;

use crate::connection::Db;
use crate::schema::privacy::erased_counts;
use crate::schema::registry::count_deltas;

macro_rules! adds_to {
    ($(#[$meta:meta])* $name:ident, $table:ident) => {
        $(#[$meta])*
        pub fn $name(
            db: &mut Db,
            (unit, basis, item): (&str, &str, &str),
            day: NaiveDate,
            delta: i32,
        ) -> QueryResult<usize> {
            let row = (
                $table::unit_id.eq(unit),
                $table::basis.eq(basis),
                $table::item.eq(item),
                $table::day.eq(day),
                $table::delta.eq(delta),
            );
            macro_rules! upsert {
                ($connection:expr) => {
                    diesel::insert_into($table::table)
                        .values(row)
                        .on_conflict(($table::unit_id, $table::basis, $table::item, $table::day))
                        .do_update()
                        .set($table::delta.eq($table::delta + excluded($table::delta)))
                        .execute($connection)
                };
            }
            match db {
                Db::Sqlite(connection) => upsert!(connection),
                Db::Postgres(connection) => upsert!(connection),
            }
        }
    };
}

adds_to!(
    /// Adds `delta` to how much a count of a unit changes on a day.
    ///
    /// # Errors
    /// When the database fails.
    add_to_count,
    count_deltas
);
adds_to!(
    /// Adds `delta` to what those who were erased still add to a count of a unit on a day.
    ///
    /// # Errors
    /// When the database fails.
    add_to_erased,
    erased_counts
);
