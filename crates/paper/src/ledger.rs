//! The ledger as a document: its keys are part of the stable interface, and every key is always there.

use chrono::NaiveDate;
use hongwang_domain::rulebook::ledger::Basis;
use hongwang_domain::{UnitCode, UnitKind};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::{Counts, Snapshot};

/// The ledger of a unit on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// The day that is counted, at its end.
    pub as_of: NaiveDate,
    /// The month-end snapshot that this is, if it is one.
    pub snapshot: Option<Snapshot>,
    /// Whose ledger it is.
    pub unit: Unit,
    /// Who is counted.
    pub basis: Basis,
    /// A row per grid, by village code and grid code; after the grids of a village, who is in none.
    pub rows: Vec<Row>,
    /// The villages by code, each the sum of its rows above.
    pub villages: Vec<Village>,
    /// The sum of the rows.
    pub totals: Counts,
}

/// Whose ledger it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its code.
    pub code: UnitCode,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: UnitKind,
}

/// A grid's line (网格党小组), or the line of those in no grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The town's name.
    pub town: String,
    /// The village's name.
    pub village: String,
    /// The village's code.
    pub village_code: UnitCode,
    /// The grid's name, such as 第一网格; none for those in no grid.
    pub grid: Option<String>,
    /// The grid's code.
    pub code: Option<UnitCode>,
    /// The name of the grid's party group.
    pub group: Option<String>,
    /// The group's leader, by name.
    pub leader: Option<String>,
    /// The group's members, by name.
    pub members: Vec<String>,
    /// The volunteers of the group's team, by name.
    pub volunteers: Vec<String>,
    /// What was counted.
    pub counts: Counts,
    /// What was declared, where somebody declared something.
    pub declared: Option<Declared>,
    /// The residents behind the figures, where they were asked for with permission.
    pub names: Option<Names>,
}

/// Residents' names per category column, in the layout's order.
pub type Names = IndexMap<String, Vec<String>>;

/// A village's line (合计).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Village {
    /// Its code.
    pub code: UnitCode,
    /// Its name.
    pub name: String,
    /// The sum of its rows.
    pub counts: Counts,
    /// What was declared, where somebody declared something.
    pub declared: Option<Declared>,
}

/// A figure that people entered while records are incomplete (ANNEX-A4), shown beside what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declared {
    /// Declared households (户数).
    pub households: Option<u32>,
    /// Declared residents (人口).
    pub residents: Option<u32>,
    /// The day the figures were declared for.
    pub as_of: NaiveDate,
}

impl Ledger {
    /// The document as indented JSON with a line break at its end.
    pub fn to_json(&self) -> Vec<u8> {
        // Cannot fail: the keys of every map are text, and a vector takes every byte.
        let mut json = serde_json::to_vec_pretty(self).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// Reads what [`Self::to_json`] wrote.
    ///
    /// # Errors
    /// Where the text is no ledger.
    pub fn from_json(json: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(json)
    }
}

impl Declared {
    /// Whether a declared figure is other than the counted one.
    pub fn differs(&self, counts: &Counts) -> bool {
        use hongwang_domain::rulebook::ledger::{HOUSEHOLDS, RESIDENTS};
        let other = |declared: Option<u32>, column| declared.is_some_and(|figure| figure != counts.get(column));
        other(self.households, HOUSEHOLDS) || other(self.residents, RESIDENTS)
    }
}
