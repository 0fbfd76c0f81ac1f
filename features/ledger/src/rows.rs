//! The records of this slice, as the tables hold them.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use hongwang_store::schema::ledger::{
    declared_figures, ledger_snapshot_counts, ledger_snapshot_lines, ledger_snapshot_names, ledger_snapshots,
};
use serde::{Deserialize, Serialize};

/// 申报数: what somebody declared for a unit while records are incomplete (ANNEX-A4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = declared_figures, treat_none_as_null = true)]
pub struct DeclaredFigure {
    /// The id.
    pub id: String,
    /// The village or grid.
    pub unit_id: String,
    /// 户数
    pub households: i32,
    /// 人口
    pub residents: i32,
    /// The day for which it was declared.
    pub as_of: NaiveDate,
    /// How often it was written.
    pub version: i32,
}

hongwang_store::record!(DeclaredFigure, declared_figures, "declared_figure");

/// The head of a town's month-end snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = ledger_snapshots)]
pub(crate) struct SnapshotRow {
    pub id: String,
    pub town_id: String,
    pub month: String,
    pub taken_at: NaiveDateTime,
    pub previous_hash: Vec<u8>,
    pub hash: Vec<u8>,
}

/// One line of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = ledger_snapshot_lines)]
pub(crate) struct LineRow {
    pub snapshot_id: String,
    pub unit_id: String,
    pub village_code: String,
    pub village: String,
    pub code: Option<String>,
    pub grid: Option<String>,
    pub group_name: Option<String>,
    pub declared_households: Option<i32>,
    pub declared_residents: Option<i32>,
    pub declared_as_of: Option<NaiveDate>,
}

/// One figure of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = ledger_snapshot_counts)]
pub(crate) struct CountRow {
    pub snapshot_id: String,
    pub unit_id: String,
    pub basis: String,
    pub item: String,
    pub count: i32,
}

/// One name of a snapshot, sealed under its subject's key.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = ledger_snapshot_names)]
pub(crate) struct NameRow {
    pub snapshot_id: String,
    pub unit_id: String,
    pub list: String,
    pub position: i32,
    pub subject_id: String,
    pub sealed_name: Vec<u8>,
}
