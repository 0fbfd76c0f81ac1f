//! A worksheet that is filled from the top, with the height of every row known.

use rust_xlsxwriter::{ColNum, Format, RowNum, Worksheet, XlsxError};

use super::measure;

/// What a cell holds.
#[derive(Clone, Copy)]
pub(super) enum Cell<'a> {
    Blank,
    Text(&'a str),
    Number(u32),
}

/// Cells that are one: a row, or several, of a column, or of several.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub top: RowNum,
    pub rows: usize,
    pub left: ColNum,
    pub right: ColNum,
}

/// The worksheet and the heights of its rows.
pub(super) struct Grid<'a> {
    page: &'a mut Worksheet,
    /// In points, by row.
    heights: Vec<f64>,
}

impl<'a> Grid<'a> {
    pub fn new(page: &'a mut Worksheet) -> Self {
        Self { page, heights: Vec::new() }
    }

    /// Takes the next rows and gives the first.
    pub fn take(&mut self, rows: usize) -> RowNum {
        let first = self.next();
        self.heights.resize(self.heights.len() + rows, measure::height(1));
        first
    }

    /// The first row that is not taken yet.
    pub fn next(&self) -> RowNum {
        index(self.heights.len())
    }

    /// Sees to it that a row has this height at least, in points.
    pub fn reserve(&mut self, row: RowNum, points: f64) {
        if let Some(height) = self.heights.get_mut(row as usize) {
            *height = height.max(points);
        }
    }

    /// Writes a cell over an area.
    pub fn put(&mut self, area: Area, cell: Cell, format: &Format) -> Result<(), XlsxError> {
        let Area { top, rows, left, right } = area;
        let bottom = top + index(rows.saturating_sub(1));
        let prefixed;
        let format = match cell {
            // Text like this stays text as long as nobody edits the cell; with the prefix it stays so then too.
            Cell::Text(text) if text.starts_with(['=', '+', '-', '@']) => {
                prefixed = format.clone().set_quote_prefix();
                &prefixed
            }
            _ => format,
        };
        if (top, left) != (bottom, right) {
            self.page.merge_range(top, left, bottom, right, "", format)?;
        }
        match cell {
            Cell::Blank => self.page.write_blank(top, left, format)?,
            Cell::Text(text) => self.page.write_string_with_format(top, left, text, format)?,
            Cell::Number(number) => self.page.write_number_with_format(top, left, number, format)?,
        };
        Ok(())
    }

    /// The width of a column in pixels.
    pub fn set_width(&mut self, column: ColNum, pixels: f64) -> Result<(), XlsxError> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 40 and 2000")]
        self.page.set_column_width_pixels(column, pixels as u32)?;
        Ok(())
    }

    /// Sets the heights; gives the last row.
    pub fn finish(self) -> Result<RowNum, XlsxError> {
        for (row, height) in self.heights.iter().enumerate() {
            self.page.set_row_height(index(row), *height)?;
        }
        Ok(index(self.heights.len().saturating_sub(1)))
    }
}

/// A row in the sheet's own type; the sheet refuses what it has no row for.
pub(super) fn index(row: usize) -> RowNum {
    RowNum::try_from(row).unwrap_or(RowNum::MAX)
}

impl Area {
    /// One cell, or several rows of one column.
    pub fn column(top: RowNum, rows: usize, column: ColNum) -> Self {
        Self { top, rows, left: column, right: column }
    }

    /// Several columns of one row.
    pub fn row(top: RowNum, left: ColNum, right: ColNum) -> Self {
        Self { top, rows: 1, left, right }
    }
}
