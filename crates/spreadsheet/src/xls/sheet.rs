//! The records of one sheet.

use std::collections::{BTreeMap, HashSet};

use super::cell::{FormulaResult, bool_or_error, formula_result, short_number, text};
use super::globals::Globals;
use super::record::{Record, Records, f64_at, kind, u16_at, u32_at};
use crate::budget::Budget;
use crate::content::Content;
use crate::error::ReadError;
use crate::limits::Limit;
use crate::out::Out;
use crate::workbook::{Cell, Formula, Merge, Value};

struct Reading<'a> {
    globals: &'a Globals,
    content: Content,
    rows: BTreeMap<u32, Vec<Cell>>,
    cells: u32,
    hidden: HashSet<u32>,
    hidden_columns: Vec<(u32, u32)>,
    merges: Vec<Merge>,
    /// The formula whose text comes in a later record.
    waiting: Option<(u16, u16)>,
    /// Some formula has a result that only computing gives.
    computed: bool,
    /// Formulas whose result is the empty text, if anything on this sheet was computed at all.
    doubtful: Vec<(u16, u16)>,
}

pub(super) fn read(
    stream: &[u8],
    start: usize,
    globals: &Globals,
    content: Content,
    budget: &Budget,
    out: &mut Out<'_>,
) -> Result<(), ReadError> {
    let mut records = Records::new(stream, start);
    let mut reading = Reading {
        globals,
        content,
        rows: BTreeMap::new(),
        cells: 0,
        hidden: HashSet::new(),
        hidden_columns: Vec::new(),
        merges: Vec::new(),
        waiting: None,
        computed: false,
        doubtful: Vec::new(),
    };
    // Charts stand inside of a sheet with a beginning and an end of their own.
    let mut depth = 0_u32;
    for count in 0_u64.. {
        if count % 4096 == 0 {
            budget.check_time()?;
        }
        let record = records.next()?;
        match record.kind {
            kind::BOF => depth += 1,
            kind::EOF if depth <= 1 => break,
            kind::EOF => depth -= 1,
            _ if depth == 1 => reading.take(&record),
            _ => {}
        }
        if reading.cells > budget.limits().cells {
            return Err(budget.too_large(Limit::Cells));
        }
    }
    reading.put(out)
}

impl Reading<'_> {
    /// Takes a record; one that is too short for its kind leaves the cell it is about unreadable.
    fn take(&mut self, record: &Record<'_>) {
        let bytes = record.content();
        let place = u16_at(bytes, 0).zip(u16_at(bytes, 2));
        let style = u16_at(bytes, 4).unwrap_or(0);
        match (record.kind, place) {
            (kind::LABEL_SST, Some(place)) => {
                let text = u32_at(bytes, 6).and_then(|index| self.globals.strings.get(index as usize));
                let value = text.map_or(Some(Value::Unreadable), |text| self.content.text(text));
                self.cell(place, value, false);
            }
            (kind::LABEL | kind::RSTRING, Some(place)) => {
                let text = text(record, 6, self.globals);
                let value = text.map_or(Some(Value::Unreadable), |text| self.content.text(&text));
                self.cell(place, value, false);
            }
            (kind::NUMBER, Some(place)) => self.number(place, style, f64_at(bytes, 6)),
            (kind::RK, Some(place)) => self.number(place, style, short_number(bytes, 6)),
            (kind::MUL_RK, Some((row, first))) => {
                for (column, at) in (first..=u16::MAX).zip((4..bytes.len().saturating_sub(7)).step_by(6)) {
                    self.number((row, column), u16_at(bytes, at).unwrap_or(0), short_number(bytes, at + 2));
                }
            }
            (kind::BOOL_ERR, Some(place)) => {
                self.cell(place, Some(bool_or_error(bytes).unwrap_or(Value::Unreadable)), false);
            }
            (kind::FORMULA, Some(place)) => self.formula(place, style, bytes),
            (kind::STRING, _) => {
                if let Some(place) = self.waiting.take() {
                    let text = text(record, 0, self.globals);
                    let value = text.map_or(Some(Value::Unreadable), |text| self.content.text(&text));
                    self.cell(place, value, true);
                }
            }
            (kind::ROW, Some((row, _))) if u16_at(bytes, 12).unwrap_or(0) & 0x20 != 0 => {
                self.hidden.insert(u32::from(row) + 1);
            }
            (kind::COLUMN_INFO, Some((first, last))) if is_hidden_column(bytes) => {
                self.hidden_columns.push((first.into(), last.into()));
            }
            (kind::MERGE_CELLS, _) => self.merges.extend(merges(bytes)),
            _ => {}
        }
    }

    fn number(&mut self, place: (u16, u16), style: u16, number: Option<f64>) {
        let value = match number.filter(|number| number.is_finite()) {
            Some(number) => self.content.number(number, self.globals.format(style)),
            None => Value::Unreadable,
        };
        self.cell(place, Some(value), false);
    }

    fn formula(&mut self, place: (u16, u16), style: u16, bytes: &[u8]) {
        self.waiting = None;
        let result = formula_result(bytes, style, self.globals, self.content);
        self.computed |= matches!(result, Some(FormulaResult::Value(_) | FormulaResult::TextFollows));
        match result {
            Some(FormulaResult::Value(value)) => self.cell(place, Some(value), true),
            Some(FormulaResult::TextFollows) => self.waiting = Some(place),
            Some(FormulaResult::Blank { doubtful: false }) => {}
            Some(FormulaResult::Blank { doubtful: true }) => {
                self.cells = self.cells.saturating_add(1);
                self.doubtful.push(place);
            }
            Some(FormulaResult::Missing) | None => self.cell(place, Some(Value::Unreadable), true),
        }
    }

    fn cell(&mut self, (row, column): (u16, u16), value: Option<Value>, formula: bool) {
        let Some(value) = value else { return };
        self.cells = self.cells.saturating_add(1);
        let row = self.rows.entry(u32::from(row) + 1).or_default();
        row.push(Cell { column: column.into(), value, formula });
    }

    fn put(mut self, out: &mut Out<'_>) -> Result<(), ReadError> {
        if !self.computed {
            for place in std::mem::take(&mut self.doubtful) {
                self.cell(place, Some(Value::Unreadable), true);
            }
        }
        for (first, last) in std::mem::take(&mut self.hidden_columns) {
            out.hidden_columns(first, last)?;
        }
        for (number, cells) in self.rows {
            for cell in cells.iter().filter(|cell| cell.formula && cell.value == Value::Unreadable) {
                // Stored as code that only a spreadsheet program can turn into words.
                out.formula(Formula { row: number, column: cell.column, text: Default::default() })?;
            }
            out.row(number, self.hidden.contains(&number), cells)?;
        }
        self.merges.into_iter().try_for_each(|merge| out.merge(merge))
    }
}

/// [MS-XLS] 2.4.53: hidden by its flag, or of no width.
fn is_hidden_column(bytes: &[u8]) -> bool {
    u16_at(bytes, 8).unwrap_or(0) & 1 != 0 || u16_at(bytes, 4) == Some(0)
}

fn merges(bytes: &[u8]) -> impl Iterator<Item = Merge> + '_ {
    bytes.get(2..).unwrap_or_default().chunks_exact(8).filter_map(|area| {
        Some(Merge {
            first_row: u32::from(u16_at(area, 0)?) + 1,
            last_row: u32::from(u16_at(area, 2)?) + 1,
            first_column: u16_at(area, 4)?.into(),
            last_column: u16_at(area, 6)?.into(),
        })
    })
}
