//! The record of an import.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use hongwang_store::schema::workbook::imports;
use serde::{Deserialize, Serialize};

/// One workbook that was taken in. Neither the file nor its name is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = imports, treat_none_as_null = true)]
pub struct Import {
    /// The id, for undoing it.
    pub id: String,
    /// The town.
    pub town_id: String,
    /// Its entry in the audit, whose journal lists every record it wrote.
    pub entry_id: String,
    /// When.
    pub taken_at: NaiveDateTime,
    /// Resident rows found.
    pub resident_rows: i32,
    /// Households of the file that stood in the registry afterwards.
    pub households: i32,
    /// Residents of the file that stood in the registry afterwards.
    pub residents: i32,
    /// Records written.
    pub changed: i32,
    /// When it was undone.
    pub undone_at: Option<NaiveDateTime>,
    /// The audit's entry of the undoing.
    pub undo_entry_id: Option<String>,
    /// How often it was written.
    pub version: i32,
}

hongwang_store::record!(Import, imports, "import");
