//! What a workbook is made of: which sheets hold tables, where each begins and ends, which rows are entries.

use hongwang_spreadsheet::{Row, Sheet};

use crate::dictionary::Dictionary;

mod context;
mod heading;
mod rows;
mod view;

pub use context::{Context, StatedCell};

use context::prefer;
pub use heading::{Column, Heading, Kind, Role};
pub use view::{View, bool_text, cell_at};

use heading::heading_at;
use rows::{RowKind, Rows};

/// A table of a sheet.
#[derive(Debug)]
pub struct Table {
    /// Its headings.
    pub heading: Heading,
    /// What the lines around it say.
    pub context: Context,
    /// Its entries, by their index in the sheet's rows, each with what part of the table it stands in.
    pub entries: Vec<Entry>,
    /// Lines within the table that name what is below them (第二网格), in order.
    pub sections: Vec<Section>,
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

    fn new(heading: Heading, context: Context) -> Self {
        Self { heading, context, entries: Vec::new(), sections: Vec::new() }
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
        let roles = |columns: &[Column]| columns.iter().map(|column| (column.index, column.role)).collect::<Vec<_>>();
        self.heading.kind == other.kind && roles(&self.heading.columns) == roles(&other.columns)
    }
}

/// The tables of a sheet, from top to bottom.
pub fn tables(view: &View, words: &Dictionary) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut pending = Context::default();
    let mut rows: Option<Rows> = None;
    let mut skip_to = 0;
    for (index, row) in view.sheet.rows.iter().enumerate() {
        if row.number < skip_to {
            continue;
        }
        if let Some(heading) = heading_at(view, row, words) {
            skip_to = heading.last_row + 1;
            let again = pending.is_empty() && tables.last().is_some_and(|table| table.has_same_columns(&heading));
            rows = Some(Rows::new(&heading));
            if !again {
                tables.push(Table::new(heading, std::mem::take(&mut pending)));
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
                table.entries.push(Entry { index, section: table.sections.len() });
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
