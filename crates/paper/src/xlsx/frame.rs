//! Which columns the printed table has, and how the width of the paper is shared among them.

use hongwang_domain::rulebook::ledger::{HOUSEHOLDS, LedgerBlock, LedgerColumn, RESIDENTS};
use rust_xlsxwriter::ColNum;

use super::measure;
use crate::wording::Wording;
use crate::{Declared, Detail, Sheet};

/// What a column holds.
#[derive(Clone, Copy)]
pub(super) enum Holds<'a> {
    Town,
    Village,
    Number,
    Group,
    Leader,
    Members,
    Volunteers,
    /// How many party groups a town or a village has.
    Groups,
    Figure(&'a LedgerColumn),
    /// The declared figure beside the counted one.
    DeclaredHouseholds,
    DeclaredResidents,
}

/// A column of the table.
pub(super) struct Column<'a> {
    pub holds: Holds<'a>,
    pub heading: String,
    /// In pixels, 96 to the inch.
    pub width: f64,
}

impl<'a> Column<'a> {
    /// A column of this width in pixels at least.
    fn new(holds: Holds<'a>, heading: String, width: f64) -> Self {
        let width = width.max(measure::widest_word(&heading));
        Self { holds, heading, width }
    }

    /// Whether it holds figures; the others say whose they are.
    pub fn is_figure(&self) -> bool {
        self.is_in_block() || matches!(self.holds, Holds::Groups)
    }

    /// Whether it stands below the heading of a block.
    pub fn is_in_block(&self) -> bool {
        matches!(self.holds, Holds::Figure(_) | Holds::DeclaredHouseholds | Holds::DeclaredResidents)
    }
}

/// The columns, left to right.
pub(super) struct Frame<'a> {
    pub columns: Vec<Column<'a>>,
    /// The headings over the figures: the first and last column of each.
    pub blocks: Vec<(String, ColNum, ColNum)>,
    /// Whether names stand below the figures.
    pub names: bool,
}

/// The least width of a list of names, in pixels: two names of four characters side by side.
const LIST: f64 = 180.0;
const FIGURE: f64 = 74.0;
/// A figure's column with names below it.
const FIGURE_WITH_NAMES: f64 = 124.0;

impl<'a> Frame<'a> {
    /// The columns for a table of this width in pixels.
    pub fn new(sheet: &'a Sheet, words: Wording, paper: f64) -> Self {
        let names = sheet.ledger.rows.iter().any(|row| row.names.is_some());
        let mut frame = Self { columns: Vec::new(), blocks: Vec::new(), names };
        let mut add = |holds, key, width| frame.columns.push(Column::new(holds, words.say(key), width));
        if sheet.ledger.spans_towns() {
            add(Holds::Town, "ledger-head-town", 96.0);
        }
        if sheet.detail != Detail::Towns {
            add(Holds::Village, "ledger-head-village-party", 96.0);
        }
        if sheet.detail == Detail::Grids {
            add(Holds::Number, "ledger-head-number", 46.0);
            add(Holds::Group, "ledger-head-group", 132.0);
            add(Holds::Leader, "ledger-head-leader", 78.0);
            add(Holds::Members, "ledger-head-members", LIST);
            add(Holds::Volunteers, "ledger-head-volunteers", LIST);
        } else {
            add(Holds::Groups, "ledger-head-groups", FIGURE);
        }
        for block in &sheet.layout.blocks {
            frame.add_block(sheet, words, block);
        }
        frame.fill(paper);
        frame
    }

    fn add_block(&mut self, sheet: &Sheet, words: Wording, block: &'a LedgerBlock) {
        let first = self.next_column();
        for column in &block.columns {
            let width = if self.names && column.is_category() { FIGURE_WITH_NAMES } else { FIGURE };
            let heading = words.heading(&words.column(column), column.count);
            self.columns.push(Column::new(Holds::Figure(column), heading, width));
            let declared = match column.id.as_str() {
                HOUSEHOLDS if declares(sheet, |declared| declared.households) => Holds::DeclaredHouseholds,
                RESIDENTS if declares(sheet, |declared| declared.residents) => Holds::DeclaredResidents,
                _ => continue,
            };
            let heading = words.heading(&words.say(&format!("ledger-declared-{}", column.id)), column.count);
            self.columns.push(Column::new(declared, heading, FIGURE));
        }
        if let Some(last) = self.next_column().checked_sub(1) {
            self.blocks.push((words.say(&block.message_key()), first, last));
        }
    }

    /// Gives what is left of the paper to the two lists of names; where there are none, to every column.
    fn fill(&mut self, paper: f64) {
        let taken: f64 = self.columns.iter().map(|column| column.width).sum();
        let is_list = |column: &Column| matches!(column.holds, Holds::Members | Holds::Volunteers);
        let lists = self.columns.iter().filter(|column| is_list(column)).count();
        let (all, few) = (lists == 0, if lists == 0 { self.columns.len() } else { lists });
        #[expect(clippy::cast_precision_loss, reason = "as many as a table has columns")]
        let share = ((paper - taken) / few.max(1) as f64).max(0.0).floor();
        self.columns.iter_mut().filter(|column| all || is_list(column)).for_each(|column| column.width += share);
    }

    fn next_column(&self) -> ColNum {
        ColNum::try_from(self.columns.len()).unwrap_or(ColNum::MAX)
    }

    /// The columns with their place in the sheet.
    pub fn placed(&self) -> impl Iterator<Item = (ColNum, &Column<'a>)> {
        (0..).zip(&self.columns)
    }

    pub fn last_column(&self) -> ColNum {
        self.next_column().saturating_sub(1)
    }

    /// The first column of figures: those to the left say whose they are.
    pub fn first_figure(&self) -> ColNum {
        self.blocks.first().map_or(self.next_column(), |(_, first, _)| *first)
    }

    /// The width of the whole table.
    pub fn width(&self) -> f64 {
        self.columns.iter().map(|column| column.width).sum()
    }
}

/// Whether anybody declared such a figure.
fn declares(sheet: &Sheet, figure: fn(&Declared) -> Option<u32>) -> bool {
    let rows = sheet.ledger.rows.iter().filter_map(|row| row.declared.as_ref());
    let villages = sheet.ledger.villages.iter().filter_map(|village| village.declared.as_ref());
    rows.chain(villages).any(|declared| figure(declared).is_some())
}
