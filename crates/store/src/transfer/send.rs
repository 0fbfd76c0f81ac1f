//! Out of a database: all tables as they were at one moment, while others go on writing.

use diesel::connection::DefaultLoadingMode;
use diesel::pg::PgRowByRowLoadingMode;
use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl};
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor};

use super::Piece;
use super::tables::{self, Kind, Table};
use crate::Store;
use crate::connection::Db;
use crate::error::StoreError;
use crate::migrate;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

impl Store {
    /// Hands out everything that the database holds, a piece at a time, all from one moment's state: idempotency
    /// answers, sessions and sealed uploads too. Of the tables in `without` no row is handed out.
    ///
    /// # Errors
    /// Those of `take`, and failures of the database.
    pub fn send<E: From<StoreError>>(
        &self,
        without: &[&str],
        mut take: impl FnMut(Piece<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let scope = Scope::of(&Actor::console(), Action::MakeBackup);
        self.read(&scope, |door| everything(door, without, &mut take))
    }
}

fn everything<E: From<StoreError>>(
    db: &mut Db,
    without: &[&str],
    take: &mut impl FnMut(Piece<'_>) -> Result<(), E>,
) -> Result<(), E> {
    take(Piece::Begin { engine: db.engine(), migrations: &migrate::applied(db)? })?;
    for table in tables::of(db)? {
        take(Piece::Table(&table))?;
        let left_out = without.contains(&table.name.as_str());
        let rows = if left_out { 0 } else { rows(db, &table, take)? };
        take(Piece::End(rows))?;
    }
    Ok(())
}

fn rows<E: From<StoreError>>(
    db: &mut Db,
    table: &Table,
    take: &mut impl FnMut(Piece<'_>) -> Result<(), E>,
) -> Result<u64, E> {
    let query = diesel::sql_query(select(db, table));
    let moments = table.moments();
    match db {
        Db::Sqlite(connection) => {
            let rows = query.load_iter::<Line, DefaultLoadingMode>(connection).map_err(StoreError::from)?;
            each(rows, &moments, take)
        }
        Db::Postgres(connection) => {
            let rows = query.load_iter::<Line, PgRowByRowLoadingMode>(connection).map_err(StoreError::from)?;
            each(rows, &moments, take)
        }
    }
}

fn each<E: From<StoreError>>(
    rows: impl Iterator<Item = diesel::QueryResult<Line>>,
    moments: &[usize],
    take: &mut impl FnMut(Piece<'_>) -> Result<(), E>,
) -> Result<u64, E> {
    let mut count = 0;
    for row in rows {
        let line = as_on_either(&row.map_err(StoreError::from)?.line, moments)?;
        take(Piece::Row(&line))?;
        count += 1;
    }
    Ok(count)
}

/// A row as one JSON array. Parents come before their children where a path says who they are.
fn select(db: &Db, table: &Table) -> String {
    let values: Vec<String> = table.columns.iter().map(|column| value(db, &column.name, column.kind)).collect();
    let make = match db {
        Db::Sqlite(_) => "json_array",
        Db::Postgres(_) => "json_build_array",
    };
    let text = if matches!(db, Db::Postgres(_)) { "::text" } else { "" };
    let order = if table.has("path") { " ORDER BY path" } else { "" };
    format!("SELECT {make}({}){text} AS line FROM {}{order}", values.join(", "), table.name)
}

fn value(db: &Db, name: &str, kind: Kind) -> String {
    match (db, kind) {
        (Db::Sqlite(_), Kind::Bytes) => format!("CASE WHEN {name} IS NULL THEN NULL ELSE hex({name}) END"),
        (Db::Sqlite(_), _) => name.to_owned(),
        (Db::Postgres(_), Kind::Bytes) => format!("upper(encode({name}, 'hex'))"),
        (Db::Postgres(_), Kind::Flag) => format!("{name}::int"),
        (Db::Postgres(_), Kind::Day) => format!("to_char({name}, 'YYYY-MM-DD')"),
        (Db::Postgres(_), Kind::Moment) => format!("to_char({name}, 'YYYY-MM-DD HH24:MI:SS.US')"),
        (Db::Postgres(_), Kind::Text | Kind::Number) => name.to_owned(),
    }
}

/// A row as it is written from either engine: without spaces, moments as SQLite keeps them, which compares them as
/// text: no fraction, or three or six digits of it.
fn as_on_either(line: &str, moments: &[usize]) -> Result<String, StoreError> {
    let mut values: Vec<serde_json::Value> = serde_json::from_str(line)?;
    for at in moments {
        if let Some(serde_json::Value::String(moment)) = values.get_mut(*at)
            && let Some((whole, fraction)) = moment.split_once('.')
        {
            let fraction = fraction.trim_end_matches('0');
            *moment = match fraction.len() {
                0 => whole.to_owned(),
                1..=3 => format!("{whole}.{fraction:0<3}"),
                4..=6 => format!("{whole}.{fraction:0<6}"),
                _ => format!("{whole}.{fraction:0<9}"),
            };
        }
    }
    Ok(serde_json::to_string(&values)?)
}
