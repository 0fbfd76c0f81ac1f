//! What was found out about a workbook, for a person who may decide otherwise. It holds nothing of columns that are not
//! taken in but their headings, and no citizen id or phone in full.

use chrono::NaiveDate;
use hongwang_spreadsheet::Encoding;
use serde::{Deserialize, Serialize};

use crate::choices::Kind;
use crate::taken::Taken;

/// What was found out about a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    /// The encoding of a text file, as it was read.
    pub encoding: Option<Encoding>,
    /// What separates its fields, as it was read.
    pub delimiter: Option<char>,
    /// The sheets in the order of their tabs.
    pub sheets: Vec<SheetSurvey>,
}

/// What was found out about a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetSurvey {
    /// The name on the tab; none for a text file.
    pub name: Option<String>,
    /// It is hidden.
    pub hidden: bool,
    /// A person decided that nothing is read from it.
    pub skipped: bool,
    /// Rows with anything in them.
    pub rows: u32,
    /// Those of them that are hidden.
    pub hidden_rows: u32,
    /// Its tables from top to bottom; none: no headings were recognised.
    pub tables: Vec<TableSurvey>,
}

/// What was found out about a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSurvey {
    /// What stands in its rows.
    pub kind: Kind,
    /// The lowest row of its headings, from 1.
    pub heading_row: u32,
    /// Its entries, those that are read.
    pub rows: u32,
    /// Hidden entries that are read.
    pub hidden_rows: u32,
    /// Hidden entries that are not read.
    pub left_out: u32,
    /// The village that all its rows are taken for; none where the rows say it themselves, or nothing does.
    pub village: Option<String>,
    /// What says so.
    pub why: Option<VillageWhy>,
    /// 填报日期
    pub stated: Option<NaiveDate>,
    /// Its columns from left to right.
    pub columns: Vec<ColumnSurvey>,
}

/// What says which village a table belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VillageWhy {
    /// A person.
    Chosen,
    /// A column.
    Column,
    /// A line with a label: 村名
    Label,
    /// The name on the tab.
    Sheet,
    /// 填报单位
    Unit,
    /// A line above the table.
    Title,
    /// The name of the file.
    File,
    /// The table above it on the same sheet.
    Above,
}

impl VillageWhy {
    /// The end of the message key.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Chosen => "chosen",
            Self::Column => "column",
            Self::Label => "label",
            Self::Sheet => "sheet",
            Self::Unit => "unit",
            Self::Title => "title",
            Self::File => "file",
            Self::Above => "above",
        }
    }
}

/// What was found out about a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnSurvey {
    /// From 0.
    pub column: u32,
    /// Its lowest heading; empty where none stands over it.
    pub heading: String,
    /// As what it was recognised.
    pub found: Taken,
    /// As what it is taken.
    pub taken: Taken,
    /// A person may decide as what it is taken; not so for what must not be known.
    pub open: bool,
    /// It is hidden.
    pub hidden: bool,
    /// How many entries have something in it.
    pub filled: u32,
    /// Some values of it, numbers of people masked; none of a column that is left out.
    pub samples: Vec<String>,
}
