//! What the command prints, as types: a key too many or too few is an error.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use crate::town::{Counts, Figures};

/// The report of an import.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The id for undo; null with --check, or when nothing changed.
    #[serde(deserialize_with = "there")]
    pub import: Option<String>,
    /// Rows of residents that were found.
    pub rows: u64,
    /// Households of the file that stand in the registry afterwards.
    pub households: u64,
    /// Residents of the file that stand in the registry afterwards.
    pub residents: u64,
    /// Records written.
    pub changed: u64,
    /// What kept a row out.
    pub errors: Vec<Finding>,
    /// What kept a value out.
    pub warnings: Vec<Finding>,
    /// What was mended silently.
    pub repairs: Vec<Finding>,
    /// What one should know.
    pub notices: Vec<Finding>,
    /// Units that were not there before.
    pub created: Vec<Created>,
}

/// One line of a report.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The tab; null in text files.
    #[serde(deserialize_with = "there")]
    pub sheet: Option<String>,
    /// From 1.
    #[serde(deserialize_with = "there")]
    pub row: Option<u32>,
    /// The column's own, lowest heading without white space.
    #[serde(deserialize_with = "there")]
    pub column: Option<String>,
    /// Such as `id-invalid`.
    pub code: String,
    /// As typed.
    #[serde(deserialize_with = "there")]
    pub value: Option<String>,
    /// In words.
    pub message: String,
}

/// A unit that an import made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Created {
    /// town, village, grid, party_group or hamlet.
    pub kind: String,
    /// Its code, where it has one.
    #[serde(deserialize_with = "there")]
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// The code of the unit above.
    #[serde(deserialize_with = "there")]
    pub parent: Option<String>,
}

/// The ledger.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// The day.
    pub as_of: String,
    /// The snapshot that was read, if one was.
    #[serde(deserialize_with = "there")]
    pub snapshot: Option<Snapshot>,
    /// What it is the ledger of.
    pub unit: Unit,
    /// registered or resident.
    pub basis: String,
    /// A line per grid.
    pub rows: Vec<Row>,
    /// A line per village.
    pub villages: Vec<VillageRow>,
    /// 合计
    pub totals: Counts,
}

/// A snapshot, and what was corrected in its month since.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// YYYY-MM
    pub month: String,
    /// When it was taken.
    pub taken_at: String,
    /// Later corrections.
    pub corrections: Vec<Correction>,
}

/// A figure of a snapshot that would be another today.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// Its village.
    pub village_code: String,
    /// Its grid; null for those in no grid.
    #[serde(deserialize_with = "there")]
    pub code: Option<String>,
    /// A key of the counts.
    pub column: String,
    /// In the snapshot.
    pub was: u64,
    /// Today, for the same day.
    pub is: u64,
}

/// A unit.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// county, town, village or grid.
    pub kind: String,
}

/// A line of a grid, or of those in no grid.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The town's name.
    pub town: String,
    /// The village's name.
    pub village: String,
    /// The village's code.
    pub village_code: String,
    /// The grid's name.
    #[serde(deserialize_with = "there")]
    pub grid: Option<String>,
    /// The grid's code.
    #[serde(deserialize_with = "there")]
    pub code: Option<String>,
    /// The party group's name.
    #[serde(deserialize_with = "there")]
    pub group: Option<String>,
    /// The leader's name.
    #[serde(deserialize_with = "there")]
    pub leader: Option<String>,
    /// Names.
    pub members: Vec<String>,
    /// Names.
    pub volunteers: Vec<String>,
    /// Counted.
    pub counts: Counts,
    /// Declared.
    #[serde(deserialize_with = "there")]
    pub declared: Option<Declared>,
    /// Residents per category, with --names.
    #[serde(deserialize_with = "there")]
    pub names: Option<BTreeMap<String, Vec<String>>>,
}

/// A line of a village.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VillageRow {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Counted.
    pub counts: Counts,
    /// Declared.
    #[serde(deserialize_with = "there")]
    pub declared: Option<Declared>,
}

/// Figures that somebody entered.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declared {
    /// 户数
    #[serde(deserialize_with = "there")]
    pub households: Option<u64>,
    /// 人口
    #[serde(deserialize_with = "there")]
    pub residents: Option<u64>,
    /// Of which day.
    pub as_of: String,
}

impl Report {
    /// Errors and warnings as (sheet, row, column, code), in order.
    pub fn faults(&self) -> Vec<Place> {
        let mut faults: Vec<_> = self.errors.iter().chain(&self.warnings).map(Finding::place).collect();
        faults.sort();
        faults
    }

    /// Fails unless there is neither an error nor a warning.
    pub fn assert_clean(&self) {
        assert!(self.errors.is_empty() && self.warnings.is_empty(), "{:#?} {:#?}", self.errors, self.warnings);
    }
}

/// Sheet, row, column and code of a finding.
pub type Place = (Option<String>, Option<u32>, Option<String>, String);

impl Finding {
    /// Where, and what.
    pub fn place(&self) -> Place {
        (self.sheet.clone(), self.row, self.column.clone(), self.code.clone())
    }
}

impl Ledger {
    /// The counts by village and grid.
    pub fn figures(&self) -> Figures {
        self.rows.iter().map(|row| ((row.village.clone(), row.grid.clone()), row.counts.clone())).collect()
    }

    /// The lines without codes, which depend on what was in the file: for comparing two ways to say the same.
    pub fn said(&self) -> Vec<Row> {
        let mut rows = self.rows.clone();
        for row in &mut rows {
            row.code = None;
            row.village_code.clear();
        }
        rows.sort_by(|one, other| (&one.village, &one.grid).cmp(&(&other.village, &other.grid)));
        rows
    }

    /// Fails unless villages and totals are the sums of the rows (rule R8).
    pub fn assert_sums(&self) {
        for village in &self.villages {
            let of_village = self.rows.iter().filter(|row| row.village_code == village.code).map(|row| &row.counts);
            assert_eq!(crate::town::sum(of_village), village.counts, "{}", village.name);
        }
        assert_eq!(crate::town::sum(self.villages.iter().map(|village| &village.counts)), self.totals);
    }
}

/// The key must be there, be it null.
fn there<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(from)
}
