//! What a workbook is made of: which sheets hold tables, where each begins and ends, which rows are entries.

use hongwang_spreadsheet::{Row, Sheet};

use crate::choices::SheetChoice;
use crate::dictionary::Dictionary;

mod chosen;
mod context;
mod heading;
mod rows;
mod view;

pub use context::{Context, StatedCell};

use context::prefer;
pub use heading::{Column, Heading, Role};
pub use view::{View, bool_text, cell_at};

use heading::{heading_at, heading_chosen};
use rows::{RowKind, Rows};

/// A table of a sheet.
#[derive(Debug)]
pub struct Table {
    /// Its headings as they are understood.
    pub heading: Heading,
    /// Its headings as they were found, before anybody decided anything.
    pub found: Heading,
    /// What the lines around it say.
    pub context: Context,
    /// Its entries, by their index in the sheet's rows, each with what part of the table it stands in.
    pub entries: Vec<Entry>,
    /// Lines within the table that name what is below them (第二网格), in order.
    pub sections: Vec<Section>,
    /// Entries that are hidden and not to be read.
    pub left_out: u32,
}

/// What lines between the entries of a table say of those below them.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// The line that names it.
    pub line: String,
    /// The day that stands in it; none: the table's.
    pub date: Option<StatedCell>,
}

/// A row that is an entry of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The index in the sheet's rows.
    pub index: usize,
    /// How many of the table's sections stand above it.
    pub section: usize,
}

impl Table {
    /// The column of a role.
    pub fn column(&self, role: Role) -> Option<&Column> {
        self.heading.columns.iter().find(|column| column.role == role)
    }

    fn new(heading: Heading, found: Heading, context: Context) -> Self {
        Self { heading, found, context, entries: Vec::new(), sections: Vec::new(), left_out: 0 }
    }

    /// A day below entries is theirs, and that of all above them that have none.
    fn state_below(&mut self, date: Option<StatedCell>) {
        if let Some(section) = self.sections.last_mut() {
            prefer(&mut section.date, date.clone());
        }
        prefer(&mut self.context.date, date);
    }

    /// Whether the same columns stand under other headings.
    pub fn has_same_columns(&self, other: &Heading) -> bool {
        self.heading.has_same_columns(other)
    }
}

impl Heading {
    fn has_same_columns(&self, other: &Self) -> bool {
        let roles = |columns: &[Column]| columns.iter().map(|column| (column.index, column.role)).collect::<Vec<_>>();
        self.kind == other.kind && roles(&self.columns) == roles(&other.columns)
    }
}

/// What is to be read of a sheet, and how.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// What was decided about it.
    pub choice: &'a SheetChoice,
    /// Whether hidden rows are read.
    pub hidden_rows: bool,
}

/// The tables of a sheet, from top to bottom.
pub fn tables(view: &View, wanted: Wanted, words: &Dictionary) -> Vec<Table> {
    if wanted.choice.skip {
        return Vec::new();
    }
    let mut tables: Vec<Table> = Vec::new();
    let mut pending = Context::default();
    let mut rows: Option<Rows> = None;
    let mut skip_to = 0;
    for (index, row) in view.sheet.rows.iter().enumerate() {
        if row.number < skip_to {
            continue;
        }
        if let Some(found) = heading_of(view, row, wanted.choice, words) {
            skip_to = found.last_row + 1;
            let above = tables.last().filter(|table| pending.is_empty() && table.found.has_same_columns(&found));
            // Printed again on the next page, it is understood as it was on the first.
            let heading = match above {
                Some(table) => Heading { last_row: found.last_row, ..table.heading.clone() },
                None => found.decided(wanted.choice, words),
            };
            rows = Some(Rows::new(&heading));
            if above.is_none() {
                tables.push(Table::new(heading, found, std::mem::take(&mut pending)));
            }
            continue;
        }
        let (Some(table), Some(rows)) = (tables.last_mut(), rows.as_mut()) else {
            pending.take(row, words);
            continue;
        };
        match rows.kind_of(view, row, words) {
            RowKind::Entry => {
                if let Some(section) = section_of(&mut pending) {
                    table.sections.push(section);
                }
                if row.hidden && !wanted.hidden_rows {
                    table.left_out += 1;
                } else {
                    table.entries.push(Entry { index, section: table.sections.len() });
                }
            }
            RowKind::Line => take_line(table, &mut pending, row, words),
            RowKind::Signature => {
                let mut below = Context::default();
                below.take(row, words);
                table.state_below(below.date);
            }
            RowKind::Nothing => {}
        }
    }
    // Lines below the last table are its own.
    if let Some(table) = tables.last_mut() {
        table.state_below(pending.date);
    }
    tables
}

/// The headings that begin with a row: those that a person pointed at and no others, else those that are recognised.
fn heading_of(view: &View, row: &Row, choice: &SheetChoice, words: &Dictionary) -> Option<Heading> {
    match choice.heading {
        Some(chosen) => (row.number == chosen.row).then(|| heading_chosen(view, chosen, words)),
        None => heading_at(view, row, words),
    }
}

/// A line between entries belongs to the entries below it; a day alone to those above it.
fn take_line(table: &mut Table, pending: &mut Context, row: &Row, words: &Dictionary) {
    let begun = !pending.is_empty();
    let earlier = pending.date.take();
    let labelled = pending.take(row, words);
    let names = pending.unit.is_some() || pending.village.is_some();
    if labelled && !begun && !names {
        table.state_below(pending.date.take());
    } else if pending.date.is_some() && earlier.is_some() {
        table.state_below(earlier);
    } else {
        pending.date = pending.date.take().or(earlier);
    }
}

/// What lines above entries without headings of their own say: the last one before them.
fn section_of(pending: &mut Context) -> Option<Section> {
    let Context { titles, unit, village, grid, date } = std::mem::take(pending);
    let line = grid.or(village).or(unit).or_else(|| titles.into_iter().next_back())?;
    Some(Section { line, date })
}

/// Whether nothing stands on any sheet.
pub fn is_blank(sheets: &[Sheet]) -> bool {
    sheets.iter().all(|sheet| sheet.rows.is_empty())
}
