//! A row of a table of residents, its cells by what they hold.

use std::borrow::Cow;

use hongwang_domain::rulebook::workbook::ResidentColumn;
use hongwang_spreadsheet::{Cell, Merge, Row, Value};

use crate::check::carried::Carried;
use crate::dictionary::Dictionary;
use crate::recognise::{Role, Table, View, bool_text};
use crate::text::label;

/// As many as [`ResidentColumn`] has.
const FIELDS: usize = ResidentColumn::Categories as usize + 1;

/// What a cell says.
#[derive(Clone, Debug, PartialEq)]
pub enum Content<'a> {
    /// Nothing, or a word for nothing.
    Empty,
    /// A text; numbers and days as they are written.
    Text(Cow<'a, str>),
    /// Something that the file does not give.
    Unreadable,
}

/// What a cell says, words for nothing taken for nothing.
pub fn content<'a>(cell: Option<&'a Cell>, words: &Dictionary) -> Content<'a> {
    match raw_content(cell) {
        Content::Text(text) if words.is_nothing(&text) => Content::Empty,
        content => content,
    }
}

/// What a cell says, as it stands.
pub fn raw_content(cell: Option<&Cell>) -> Content<'_> {
    match cell.map(|cell| &cell.value) {
        None => Content::Empty,
        Some(Value::Text(text) | Value::Number { text, .. }) => Content::Text(Cow::Borrowed(text)),
        Some(Value::Bool(flag)) => Content::Text(Cow::Borrowed(bool_text(*flag))),
        Some(Value::Day(day)) => Content::Text(Cow::Owned(day.to_string())),
        Some(Value::Error(_) | Value::Unreadable) => Content::Unreadable,
    }
}

/// A cell of a household, a grid or a village: its value holds for every row that it is merged over.
#[derive(Clone, Copy, Debug, Default)]
pub struct Held<'a> {
    /// The cell that holds for the row.
    pub cell: Option<&'a Cell>,
    /// The row of that cell.
    pub row: u32,
    /// The last row for which it holds, where it is merged over several.
    pub until: Option<u32>,
}

impl Held<'_> {
    /// Whether the cell stands in this row itself, so that a fault is told here.
    pub fn is_own(&self, row: u32) -> bool {
        self.row == row
    }
}

/// Where the fields of a table stand.
pub struct Layout<'a> {
    columns: [Option<u32>; FIELDS],
    roles: Vec<Option<Role>>,
    held: Vec<(ResidentColumn, &'a [Merge], usize)>,
    covering: Vec<Covering<'a>>,
    carried: Carried<'a>,
}

/// The cells of a row.
pub struct Line<'a> {
    /// The number of the row.
    pub row: u32,
    fields: [Option<&'a Cell>; FIELDS],
    pub(super) held: [Held<'a>; FIELDS],
    /// The fields whose cell is merged over the row and stands in one above it.
    over: [bool; FIELDS],
    /// Cells of category columns.
    pub ticks: Vec<(usize, Cover<'a>)>,
    /// Cells with names of categories.
    pub lists: Vec<Cover<'a>>,
}

/// A cell that says something of a person, merged over several persons or not.
#[derive(Clone, Copy, Debug)]
pub struct Cover<'a> {
    /// The cell.
    pub cell: &'a Cell,
    /// Whether it stands in the row itself, so that a fault is told here.
    pub own: bool,
}

/// A column whose merged cells hold for each of their rows.
struct Covering<'a> {
    column: u32,
    role: Role,
    merges: &'a [Merge],
    next: usize,
}

impl<'a> Line<'a> {
    /// The cell of a field.
    pub fn cell(&self, field: ResidentColumn) -> Option<&'a Cell> {
        self.fields[field as usize]
    }

    /// Whether the cell of a field stands in the row itself.
    pub fn is_own(&self, field: ResidentColumn) -> bool {
        !self.over[field as usize]
    }

    /// The cell that holds for the row in a field of household, grid or village.
    pub fn held(&self, field: ResidentColumn) -> Held<'a> {
        self.held[field as usize]
    }
}

impl<'a> Layout<'a> {
    /// For the rows of a table, which must then be read from top to bottom.
    pub fn new(table: &Table, view: &'a View) -> Self {
        use ResidentColumn::{Grid, GridCode, Hamlet, HeadName, HouseholdNumber, Village, VillageCode};
        let mut columns = [None; FIELDS];
        let mut roles = Vec::new();
        for column in &table.heading.columns {
            let index = column.index as usize;
            if roles.len() <= index {
                roles.resize(index + 1, None);
            }
            roles[index] = Some(column.role);
            if let Role::Resident(field) = column.role {
                columns[field as usize] = Some(column.index);
            }
        }
        let holding = [Village, VillageCode, Grid, GridCode, Hamlet, HouseholdNumber, HeadName];
        let held = holding
            .into_iter()
            .filter_map(|field| columns[field as usize].map(|column| (field, view.tall_merges(column), 0)));
        let covering = table.heading.columns.iter().filter(|column| holds_for_each(column.role)).map(|column| {
            let (column, role) = (column.index, column.role);
            Covering { column, role, merges: view.tall_merges(column), next: 0 }
        });
        let covering = covering.filter(|column| !column.merges.is_empty()).collect();
        Self { columns, held: held.collect(), covering, carried: Carried::new(table, view), roles }
    }

    /// The column of a field.
    pub fn column(&self, field: ResidentColumn) -> Option<u32> {
        self.columns[field as usize]
    }

    /// Whether the table has a field.
    pub fn has(&self, field: ResidentColumn) -> bool {
        self.column(field).is_some()
    }

    /// What is below belongs to another part of the table.
    pub fn begin_section(&mut self) {
        self.carried.forget();
    }

    /// The cells of a row.
    pub fn line(&mut self, view: &View<'a>, row: &'a Row) -> Line<'a> {
        let mut line = Line {
            row: row.number,
            fields: [None; FIELDS],
            held: [Held::default(); FIELDS],
            over: [false; FIELDS],
            ticks: Vec::new(),
            lists: Vec::new(),
        };
        for cell in &row.cells {
            match self.roles.get(cell.column as usize).copied().flatten() {
                Some(Role::Resident(ResidentColumn::Categories)) => line.lists.push(Cover { cell, own: true }),
                Some(Role::Resident(field)) => line.fields[field as usize] = Some(cell),
                Some(Role::Category(at)) => line.ticks.push((at, Cover { cell, own: true })),
                Some(Role::Group(_) | Role::Ignored) | None => {}
            }
        }
        for column in &mut self.covering {
            column.cover(&mut line, view);
        }
        for (field, merges, next) in &mut self.held {
            while merges.get(*next).is_some_and(|merge| merge.last_row < row.number) {
                *next += 1;
            }
            let over = merges.get(*next).filter(|merge| merge.first_row <= row.number);
            let own = line.fields[*field as usize];
            line.held[*field as usize] = match over {
                Some(merge) => Held {
                    cell: view.cell(merge.first_row, merge.first_column),
                    row: merge.first_row,
                    until: Some(merge.last_row),
                },
                None => Held { cell: own, row: row.number, until: None },
            };
        }
        self.carried.fill(&mut line);
        line
    }
}

impl<'a> Covering<'a> {
    /// Gives a row below the first of a merged area the area's cell.
    fn cover(&mut self, line: &mut Line<'a>, view: &View<'a>) {
        while self.merges.get(self.next).is_some_and(|merge| merge.last_row < line.row) {
            self.next += 1;
        }
        let Some(merge) = self.merges.get(self.next).filter(|merge| merge.first_row < line.row) else { return };
        let Some(cell) = view.cell(merge.first_row, self.column) else { return };
        match self.role {
            Role::Resident(ResidentColumn::Categories) => line.lists.push(Cover { cell, own: false }),
            Role::Resident(field) => {
                line.fields[field as usize] = Some(cell);
                line.over[field as usize] = true;
            }
            Role::Category(at) => line.ticks.push((at, Cover { cell, own: false })),
            Role::Group(_) | Role::Ignored => {}
        }
    }
}

/// What is merged over several people is said of each; a phone is the first one's.
fn holds_for_each(role: Role) -> bool {
    use ResidentColumn::{AtHome, Away, Categories, Member, Membership, Presence};
    match role {
        Role::Category(_) => true,
        Role::Resident(field) => matches!(field, AtHome | Away | Categories | Member | Membership | Presence),
        Role::Group(_) | Role::Ignored => false,
    }
}

/// A number keeps 15 digits; what is behind them is lost.
const LOSSY: f64 = 1e15;

/// A number whose end is lost.
pub fn is_lossy(cell: &Cell) -> bool {
    matches!(cell.value, Value::Number { value, .. } if value.abs() >= LOSSY)
}

/// A text in a household's cell: half-width and without white space.
pub fn household_text(cell: Option<&Cell>, words: &Dictionary) -> Content<'static> {
    if cell.is_some_and(is_lossy) {
        return Content::Unreadable;
    }
    match content(cell, words) {
        Content::Text(text) => Content::Text(label(&text).into_string().into()),
        Content::Empty => Content::Empty,
        Content::Unreadable => Content::Unreadable,
    }
}
