//! The second sheet of a snapshot: every figure that was corrected after it was filed.

use std::collections::BTreeMap;

use hongwang_domain::UnitCode;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::grid::{Area, Cell, Grid};
use super::measure;
use super::style::{self, Styles};
use crate::wording::Wording;
use crate::{Sheet, Snapshot};

const COLUMNS: [(&str, f64); 7] = [
    ("ledger-head-village", 160.0),
    ("ledger-correction-village-code", 130.0),
    ("ledger-head-grid", 160.0),
    ("ledger-correction-grid-code", 160.0),
    ("ledger-correction-column", 130.0),
    ("ledger-correction-was", 90.0),
    ("ledger-correction-is", 90.0),
];
const LAST: u16 = 6;

pub(super) fn write(page: &mut Worksheet, sheet: &Sheet, words: Wording, snapshot: &Snapshot) -> Result<(), XlsxError> {
    page.set_name(words.say("ledger-corrections-sheet"))?;
    let mut grid = Grid::new(page);
    let row = grid.take(1);
    let title = words.say_with("ledger-corrections-title", &[("month", &words.month(snapshot.month))]);
    grid.reserve(row, 40.0);
    grid.put(Area::row(row, 0, LAST), Cell::Text(&title), &style::title())?;
    let headings = grid.take(1);
    for (at, (key, width)) in (0..).zip(COLUMNS) {
        grid.set_width(at, width)?;
        grid.put(Area::column(headings, 1, at), Cell::Text(&words.say(key)), &style::heading())?;
    }
    let styles = Styles::new(words);
    let names = Names::of(sheet, words);
    for correction in &snapshot.corrections {
        let row = grid.take(1);
        let village = names.villages.get(&correction.village_code).copied().unwrap_or_default();
        let grid_name = names.grid(correction.code.as_ref());
        let column = names.columns.get(correction.column.as_str()).map_or("", String::as_str);
        let texts = [
            village,
            correction.village_code.as_str(),
            grid_name,
            correction.code.as_ref().map(UnitCode::as_str).unwrap_or_default(),
            column,
        ];
        for ((at, text), (_, width)) in (0..).zip(texts).zip(COLUMNS) {
            grid.reserve(row, measure::height(measure::lines(text, width)));
            grid.put(Area::column(row, 1, at), Cell::Text(text), &styles.text.middle)?;
        }
        for (at, figure) in [(LAST - 1, correction.was), (LAST, correction.is)] {
            grid.put(Area::column(row, 1, at), Cell::Number(figure), &styles.figure.middle)?;
        }
    }
    let last = grid.finish()?;
    page.set_repeat_rows(0, headings)?;
    page.set_print_area(0, 0, last, LAST)?;
    page.set_freeze_panes(headings + 1, 0)?;
    Ok(())
}

/// The names behind the codes, from the snapshot's own rows.
struct Names<'a> {
    villages: BTreeMap<&'a UnitCode, &'a str>,
    grids: BTreeMap<&'a UnitCode, &'a str>,
    columns: BTreeMap<&'a str, String>,
    no_grid: String,
}

impl<'a> Names<'a> {
    fn of(sheet: &'a Sheet, words: Wording) -> Self {
        let ledger = sheet.ledger;
        let named = |row: &'a crate::Row| Some((row.code.as_ref()?, row.grid.as_deref()?));
        Self {
            villages: ledger.villages.iter().map(|village| (&village.code, village.name.as_str())).collect(),
            grids: ledger.rows.iter().filter_map(named).collect(),
            columns: sheet.layout.columns().map(|column| (column.id.as_str(), words.column(column))).collect(),
            no_grid: words.say("ledger-no-grid"),
        }
    }

    fn grid(&self, code: Option<&UnitCode>) -> &str {
        code.map_or(&self.no_grid, |code| self.grids.get(code).copied().unwrap_or_default())
    }
}
