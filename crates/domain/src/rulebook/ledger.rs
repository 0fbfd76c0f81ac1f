//! The printed ledger (Annex A, 红网工程管理台账) as data: its blocks, their columns and what each counts.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::category::Level;
use crate::people::database_text;

mod check;

pub use check::{Known, LayoutFault};

/// The column that counts every household (户数); always in the layout.
pub const HOUSEHOLDS: &str = "households";
/// The column that counts every resident (人口); always in the layout.
pub const RESIDENTS: &str = "residents";

/// Who is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// 户籍: everybody in the registry on that day, and every household
    Registered,
    /// 常住: those who live there, and households with at least one of them
    Resident,
}

database_text!(Basis { Registered => "registered", Resident => "resident" });

/// What the annex's second line of categories is taken for (ANNEX-A7 leaves it open).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecondLine {
    /// No second line.
    None,
    /// The names behind the figures, for those who may see them.
    Names,
    /// The village's totals under each group's figures.
    VillageTotals,
}

/// The size of the sheet of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Paper {
    /// 297 × 420 mm
    A3,
    /// 210 × 297 mm
    A4,
}

/// Which side of the paper is up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// The long side.
    Landscape,
    /// The short side.
    Portrait,
}

/// The ledger's layout, read from `rulebook/ledger.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "File")]
pub struct LedgerLayout {
    /// The clause that asks for the ledger.
    pub clause: String,
    /// The paper it is printed on.
    pub paper: Paper,
    /// Which way the paper lies.
    pub orientation: Orientation,
    /// What is counted where nobody says.
    pub basis: Basis,
    /// What the second line of a group holds.
    pub second_line: SecondLine,
    /// The blocks of figures, left to right.
    pub blocks: Vec<LedgerBlock>,
}

/// A heading with its columns: one cell of the annex's line.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "BlockEntry")]
pub struct LedgerBlock {
    /// Its id; the heading is the message `ledger-block-<id>`.
    pub id: String,
    /// The clause that asks for it.
    pub clause: String,
    /// Its columns, left to right.
    pub columns: Vec<LedgerColumn>,
    offset: usize,
}

/// A column of figures.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "ColumnEntry")]
pub struct LedgerColumn {
    /// [`HOUSEHOLDS`], [`RESIDENTS`] or the id of a category.
    pub id: String,
    /// What is counted: households that have it (or a member who has it), or persons who have it
    /// (or live in a household that has it).
    pub count: Level,
    offset: usize,
}

impl LedgerLayout {
    /// Every column, left to right.
    pub fn columns(&self) -> impl Iterator<Item = &LedgerColumn> {
        self.blocks.iter().flat_map(|block| &block.columns)
    }
}

impl LedgerBlock {
    /// The key of the heading's message.
    pub fn message_key(&self) -> String {
        format!("ledger-block-{}", self.id)
    }
}

impl LedgerColumn {
    /// Whether the column counts a category, not everybody.
    pub fn is_category(&self) -> bool {
        !matches!(self.id.as_str(), HOUSEHOLDS | RESIDENTS)
    }

    /// The key of the message that names the column.
    pub fn message_key(&self) -> String {
        if self.is_category() { format!("category-{}", self.id) } else { format!("ledger-column-{}", self.id) }
    }
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    layout: LayoutEntry,
    block: Vec<LedgerBlock>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LayoutEntry {
    clause: String,
    paper: Paper,
    orientation: Orientation,
    basis: Basis,
    second_line: SecondLine,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BlockEntry {
    id: Spanned<String>,
    clause: String,
    columns: Vec<LedgerColumn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnEntry {
    id: Spanned<String>,
    count: Level,
}

impl From<File> for LedgerLayout {
    fn from(File { layout, block }: File) -> Self {
        let LayoutEntry { clause, paper, orientation, basis, second_line } = layout;
        Self { clause, paper, orientation, basis, second_line, blocks: block }
    }
}

impl From<BlockEntry> for LedgerBlock {
    fn from(entry: BlockEntry) -> Self {
        let offset = entry.id.span().start;
        Self { id: entry.id.into_inner(), clause: entry.clause, columns: entry.columns, offset }
    }
}

impl From<ColumnEntry> for LedgerColumn {
    fn from(entry: ColumnEntry) -> Self {
        Self { offset: entry.id.span().start, id: entry.id.into_inner(), count: entry.count }
    }
}
