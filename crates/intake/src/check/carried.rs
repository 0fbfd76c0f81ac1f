//! Merged cells that a text file lost: a grid or hamlet that stands in the first row of its block alone.

use hongwang_domain::rulebook::workbook::ResidentColumn as Field;
use hongwang_spreadsheet::{Cell, Row, Value};

use crate::check::line::{Held, Line};
use crate::recognise::{Role, Table, View, cell_at};
use crate::text::label;

/// The columns whose cells hold until the next one.
pub struct Carried<'a> {
    columns: Vec<(Field, Held<'a>)>,
    /// The village named last.
    village: Option<&'a Value>,
}

impl<'a> Carried<'a> {
    /// Finds the columns of a table.
    pub fn new(table: &Table, view: &View) -> Self {
        let index = |field: Field| table.column(Role::Resident(field)).map(|column| column.index);
        let rows: Vec<&Row> = table.entries.iter().map(|entry| &view.sheet.rows[entry.index]).collect();
        let begins = first_rows(&rows, &index);
        let fields = [Field::Grid, Field::GridCode, Field::Hamlet].into_iter();
        let columns = fields.filter(|field| {
            index(*field).is_some_and(|column| {
                view.tall_merges(column).is_empty() && is_sparse(&rows, &begins, column, index(Field::Village))
            })
        });
        Self { columns: columns.map(|field| (field, Held::default())).collect(), village: None }
    }

    /// Nothing holds any longer.
    pub fn forget(&mut self) {
        self.village = None;
        for (_, held) in &mut self.columns {
            *held = Held::default();
        }
    }

    /// Gives a row what holds for it; a row of another village begins anew.
    pub fn fill(&mut self, line: &mut Line<'a>) {
        if self.columns.is_empty() {
            return;
        }
        let village = [Field::Village, Field::VillageCode].into_iter().find_map(|field| line.held(field).cell);
        if let Some(village) = village.map(|cell| &cell.value) {
            if self.village.is_some_and(|before| before != village) {
                self.forget();
            }
            self.village = Some(village);
        }
        for (field, held) in &mut self.columns {
            let own = &mut line.held[*field as usize];
            if own.cell.is_some() {
                *held = *own;
            } else if held.cell.is_some() {
                *own = *held;
            }
        }
    }
}

/// The rows with which households begin, by their numbers, heads or relations; every row where a table has none.
fn first_rows<'r>(rows: &[&'r Row], index: &dyn Fn(Field) -> Option<u32>) -> Vec<bool> {
    let key = index(Field::HouseholdNumber).or_else(|| index(Field::HeadName));
    let relation = index(Field::Relation);
    let mut before: Option<&Value> = None;
    let begins = |row: &&'r Row| match (key, relation) {
        (Some(key), _) => {
            let own = cell_at(row, key).map(|cell| &cell.value);
            let anew = own.is_some() && own != before;
            before = own.or(before);
            anew
        }
        // Without numbers, the relation repeats itself where a household begins: 户主.
        (None, Some(relation)) => {
            let own = cell_at(row, relation).map(|cell| &cell.value);
            before = before.or(own);
            own == before
        }
        (None, None) => true,
    };
    rows.iter().map(begins).collect()
}

/// Filled in the first row and in few others, each time with something else: at most in a third of the households.
fn is_sparse(rows: &[&Row], begins: &[bool], column: u32, village: Option<u32>) -> bool {
    const FEWEST: usize = 3;
    if rows.first().is_none_or(|row| cell_at(row, column).is_none()) {
        return false;
    }
    let text = |cell: Option<&Cell>| match cell.map(|cell| &cell.value) {
        Some(Value::Text(text) | Value::Number { text, .. }) => label(text),
        _ => Default::default(),
    };
    let (mut households, mut filled) = (0, 0);
    let (mut before, mut place) = (Default::default(), Default::default());
    for (row, begins) in rows.iter().zip(begins) {
        households += usize::from(*begins);
        let Some(cell) = cell_at(row, column) else { continue };
        let now = text(Some(cell));
        let village = text(village.and_then(|village| cell_at(row, village)));
        // A second time in the same block: the blank cells between are no statement.
        if now == before && (village.is_empty() || village == place) {
            return false;
        }
        place = if village.is_empty() { place } else { village };
        before = now;
        filled += 1;
    }
    households >= FEWEST && filled * FEWEST <= households
}
