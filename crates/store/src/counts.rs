//! Adding to a stored count: an upsert, which the language that both engines share does not have.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::upsert::excluded;

use crate::connection::Db;
use crate::schema::registry::count_deltas;

/// Adds `delta` to how much a count of a unit changes on a day.
///
/// # Errors
/// When the database fails.
pub fn add_to_count(
    db: &mut Db,
    (unit, basis, item): (&str, &str, &str),
    day: NaiveDate,
    delta: i32,
) -> QueryResult<usize> {
    let row = (
        count_deltas::unit_id.eq(unit),
        count_deltas::basis.eq(basis),
        count_deltas::item.eq(item),
        count_deltas::day.eq(day),
        count_deltas::delta.eq(delta),
    );
    macro_rules! upsert {
        ($connection:expr) => {
            diesel::insert_into(count_deltas::table)
                .values(row)
                .on_conflict((count_deltas::unit_id, count_deltas::basis, count_deltas::item, count_deltas::day))
                .do_update()
                .set(count_deltas::delta.eq(count_deltas::delta + excluded(count_deltas::delta)))
                .execute($connection)
        };
    }
    match db {
        Db::Sqlite(connection) => upsert!(connection),
        Db::Postgres(connection) => upsert!(connection),
    }
}
