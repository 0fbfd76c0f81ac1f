//! The rows that stand at the top of every page: title, facts, and the two rows of headings.

use rust_xlsxwriter::{RowNum, XlsxError};

use super::frame::Frame;
use super::grid::{Area, Cell, Grid};
use super::{measure, style};
use crate::Sheet;
use crate::wording::Wording;

/// The height of the title's row, in points.
const TITLE: f64 = 40.0;
/// Between two facts on their line.
const BETWEEN_FACTS: &str = "\u{3000}\u{3000}";

/// Writes them; gives the last row.
pub(super) fn write(grid: &mut Grid, sheet: &Sheet, words: Wording, frame: &Frame) -> Result<RowNum, XlsxError> {
    for (at, column) in frame.placed() {
        grid.set_width(at, column.width)?;
    }
    let row = grid.take(1);
    grid.reserve(row, TITLE);
    grid.put(Area::row(row, 0, frame.last_column()), Cell::Text(&words.say("ledger-title")), &style::title())?;
    let facts = sheet.facts().join(BETWEEN_FACTS);
    sentence(grid, frame, &facts)?;

    let top = grid.take(2);
    let heading = style::heading();
    for (title, first, last) in &frame.blocks {
        grid.put(Area::row(top, *first, *last), Cell::Text(title), &heading)?;
    }
    for (at, column) in frame.placed() {
        let area = if column.is_in_block() { Area::column(top + 1, 1, at) } else { Area::column(top, 2, at) };
        grid.reserve(top + 1, measure::height(measure::lines(&column.heading, column.width)));
        grid.put(area, Cell::Text(&column.heading), &heading)?;
    }
    Ok(top + 1)
}

/// A sentence over the whole width.
pub(super) fn sentence(grid: &mut Grid, frame: &Frame, text: &str) -> Result<(), XlsxError> {
    let row = grid.take(1);
    grid.reserve(row, measure::height(measure::lines(text, frame.width())));
    grid.put(Area::row(row, 0, frame.last_column()), Cell::Text(text), &style::sentence())
}
