//! The tables of a database and their columns, read from the database itself.

use diesel::sql_types::{Bool, Text};
use diesel::{QueryableByName, RunQueryDsl};
use serde::{Deserialize, Serialize};

use crate::connection::Db;
use crate::error::StoreError;
use crate::migrate;

/// What a column holds, as far as the way from one engine to the other has to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Number,
    /// Yes or no.
    Flag,
    /// A day.
    Day,
    /// A moment of UTC.
    Moment,
    /// Bytes.
    Bytes,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<Column>,
}

impl Table {
    /// Whether it has a column of this name.
    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|one| one.name == column)
    }

    /// Where its moments are.
    pub(super) fn moments(&self) -> Vec<usize> {
        let moments = self.columns.iter().enumerate().filter(|(_, column)| column.kind == Kind::Moment);
        moments.map(|(at, _)| at).collect()
    }
}

#[derive(QueryableByName)]
struct Declared {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Bool)]
    found: bool,
}

/// The tables that the migrations made, those first to which others refer. The list of migrations is not one of them.
pub(super) fn of(db: &mut Db) -> Result<Vec<Table>, StoreError> {
    let mut tables = Vec::new();
    for name in migrate::tables() {
        let columns = columns(db, name)?;
        if !columns.is_empty() {
            tables.push(Table { name: name.to_owned(), columns });
        }
    }
    Ok(tables)
}

fn columns(db: &mut Db, table: &str) -> Result<Vec<Column>, StoreError> {
    let query = match db {
        Db::Sqlite(_) => format!("SELECT name, type AS kind FROM pragma_table_info('{table}') ORDER BY cid"),
        Db::Postgres(_) => format!(
            "SELECT column_name::text AS name, data_type::text AS kind FROM information_schema.columns \
             WHERE table_schema = current_schema() AND table_name = '{table}' ORDER BY ordinal_position"
        ),
    };
    let declared: Vec<Declared> = diesel::sql_query(query).load(db)?;
    declared.into_iter().map(|Declared { name, kind }| Ok(Column { kind: kind_of(&name, &kind)?, name })).collect()
}

fn kind_of(name: &str, declared: &str) -> Result<Kind, StoreError> {
    Ok(match declared.to_ascii_uppercase().as_str() {
        "TEXT" => Kind::Text,
        "INTEGER" | "BIGINT" | "SMALLINT" => Kind::Number,
        "BOOLEAN" => Kind::Flag,
        "DATE" => Kind::Day,
        "TIMESTAMP" | "TIMESTAMP WITHOUT TIME ZONE" => Kind::Moment,
        "BLOB" | "BYTEA" => Kind::Bytes,
        other => return Err(StoreError::Corrupt(format!("column {name} is {other}"))),
    })
}

/// Makes way for tables of their own migrations where there are ours without a row; refuses where one has rows.
pub(super) fn clear_empty(db: &mut Db) -> Result<(), StoreError> {
    let tables = of(db)?;
    for table in &tables {
        let query = format!("SELECT EXISTS (SELECT 1 FROM {}) AS found", table.name);
        let found: Found = diesel::sql_query(query).get_result(db)?;
        if found.found {
            return Err(StoreError::NotEmpty);
        }
    }
    for name in tables.iter().rev().map(|table| table.name.as_str()).chain(["schema_migrations"]) {
        diesel::sql_query(format!("DROP TABLE IF EXISTS {name}")).execute(db)?;
    }
    Ok(())
}
