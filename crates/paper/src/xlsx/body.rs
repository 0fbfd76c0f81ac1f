//! The lines of the table: a village's grids beside its name, and the sums below them.

use rust_xlsxwriter::{ColNum, RowNum, XlsxError};

use hongwang_domain::rulebook::ledger::SecondLine;

use super::frame::{Column, Frame, Holds};
use super::grid::{Area, Cell, Grid, index};
use super::heading::sentence;
use super::line::Line;
use super::measure;
use super::style::Styles;
use crate::lines::{Total, VillagePart};
use crate::wording::Wording;
use crate::{Counts, Declared, Detail, Row, Sheet};

pub(super) fn write(grid: &mut Grid, sheet: &Sheet, words: Wording, frame: &Frame) -> Result<(), XlsxError> {
    // Names are asked for, with permission; where nobody asked, a line for them would stay empty.
    let second_line = match sheet.layout.second_line {
        _ if frame.names => SecondLine::Names,
        SecondLine::Names => SecondLine::None,
        second_line => second_line,
    };
    let mut body = Body { grid, words, frame, second_line, detail: sheet.detail, styles: Styles::new(words) };
    if sheet.ledger.rows.is_empty() {
        sentence(body.grid, frame, &words.say("ledger-empty"))?;
    }
    let lines = sheet.ledger.lines();
    for town in &lines.towns {
        let first = body.grid.next();
        match sheet.detail {
            Detail::Towns => town.total.iter().try_for_each(|total| body.unit(total, town.name))?,
            Detail::Villages | Detail::Grids => {
                town.villages.iter().try_for_each(|village| body.village(village))?;
                body.name_beside(first, |holds| matches!(holds, Holds::Town), town.name)?;
                town.total.iter().try_for_each(|total| body.total(total))?;
            }
        }
    }
    lines.own.iter().try_for_each(|total| body.total(total))?;
    sheet.notes("ledger-snapshot-corrected").iter().try_for_each(|note| sentence(body.grid, frame, note))
}

struct Body<'a, 'b> {
    grid: &'a mut Grid<'b>,
    words: Wording,
    frame: &'a Frame<'a>,
    second_line: SecondLine,
    detail: Detail,
    styles: Styles,
}

impl Body<'_, '_> {
    fn village(&mut self, part: &VillagePart) -> Result<(), XlsxError> {
        if self.detail == Detail::Villages {
            return part.total.iter().try_for_each(|total| self.unit(total, &part.village.name));
        }
        let first = self.grid.next();
        for (number, row) in &part.rows {
            self.row(*number, row, &part.village.counts)?;
        }
        self.name_beside(first, |holds| matches!(holds, Holds::Village), &part.village.name)?;
        part.total.iter().try_for_each(|total| self.total(total))
    }

    /// Writes a unit's name once, beside all its rows since `first`.
    fn name_beside(&mut self, first: RowNum, column: fn(Holds) -> bool, name: &str) -> Result<(), XlsxError> {
        let rows = (self.grid.next() - first) as usize;
        match self.frame.placed().find(|(_, place)| column(place.holds)) {
            Some((at, place)) if rows > 0 => {
                self.grid.reserve(first, measure::height(measure::lines(name, place.width)));
                let format = self.styles.label.over(rows);
                self.grid.put(Area::column(first, rows, at), Cell::Text(name), format)
            }
            _ => Ok(()),
        }
    }

    fn row(&mut self, number: Option<u32>, row: &Row, village: &Counts) -> Result<(), XlsxError> {
        let line = Line::new(row, self.words, self.frame, self.second_line);
        let top = self.grid.take(line.rows());
        line.heights(self.frame).for_each(|(below, points)| self.grid.reserve(top + below, points));
        let rows = line.rows();
        for ((at, column), text) in self.frame.placed().zip(&line.texts) {
            let whole = Area::column(top, line.rows(), at);
            let figure = |figure: Option<u32>| figure.map_or(Cell::Blank, Cell::Number);
            match column.holds {
                Holds::Town | Holds::Village | Holds::Groups => {} // one name beside many lines
                Holds::Number => self.grid.put(whole, figure(number), self.styles.number.over(rows))?,
                Holds::Members | Holds::Volunteers if line.first > 1 => {
                    self.pieces(whole, &text.upper)?;
                }
                Holds::Group | Holds::Leader | Holds::Members | Holds::Volunteers => {
                    let piece = text.upper.first().map_or(Cell::Blank, |piece| Cell::Text(piece));
                    self.grid.put(whole, piece, self.styles.text.over(rows))?;
                }
                Holds::Figure(counted) if counted.is_category() => {
                    let upper = Area { rows: line.first, ..whole };
                    let format = self.styles.figure.over(rows);
                    self.grid.put(upper, Cell::Number(row.counts.get(&counted.id)), format)?;
                    let lower = Area::column(top + index(line.first), line.second, at);
                    match self.second_line {
                        SecondLine::None => {}
                        SecondLine::Names => self.pieces(lower, &text.lower)?,
                        SecondLine::VillageTotals => {
                            let total = Cell::Number(village.get(&counted.id));
                            self.grid.put(lower, total, &self.styles.village_figure)?;
                        }
                    }
                }
                Holds::Figure(counted) => {
                    let count = Cell::Number(row.counts.get(&counted.id));
                    self.grid.put(whole, count, self.styles.figure.over(rows))?;
                }
                Holds::DeclaredHouseholds | Holds::DeclaredResidents => {
                    let declared = declared(column, row.declared.as_ref());
                    self.grid.put(whole, declared, self.styles.figure.over(rows))?;
                }
            }
        }
        Ok(())
    }

    /// A piece of a list in each row of the area.
    fn pieces(&mut self, area: Area, pieces: &[String]) -> Result<(), XlsxError> {
        for at in 0..area.rows {
            let row = Area { top: area.top + index(at), rows: 1, ..area };
            let piece = pieces.get(at).map_or(Cell::Blank, |piece| Cell::Text(piece));
            self.grid.put(row, piece, &self.styles.text.top)?;
        }
        Ok(())
    }

    /// A town or a village that stands for all below it.
    fn unit(&mut self, total: &Total, name: &str) -> Result<(), XlsxError> {
        let row = self.grid.take(1);
        for (at, column) in self.frame.placed() {
            let cell = match column.holds {
                Holds::Town if self.detail != Detail::Towns => continue, // one name beside many lines
                Holds::Town | Holds::Village => {
                    self.grid.reserve(row, measure::height(measure::lines(name, column.width)));
                    self.grid.put(Area::column(row, 1, at), Cell::Text(name), &self.styles.label.middle)?;
                    continue;
                }
                _ => figure(column, total),
            };
            self.grid.put(Area::column(row, 1, at), cell, &self.styles.figure.middle)?;
        }
        Ok(())
    }

    fn total(&mut self, total: &Total) -> Result<(), XlsxError> {
        let row = self.grid.take(1);
        // A village's sum stands to the right of its town's name.
        let beside_town = total.of.is_some() && total.village.is_some();
        let outside = |column: &Column| column.is_figure() || (beside_town && matches!(column.holds, Holds::Town));
        let labels = self.frame.placed().filter(|(_, column)| !outside(column));
        let labels: Vec<ColNum> = labels.map(|(at, _)| at).collect();
        if let (Some(left), Some(right)) = (labels.first(), labels.last()) {
            let label = self.words.total(total.of);
            self.grid.put(Area::row(row, *left, *right), Cell::Text(&label), &self.styles.sum_label)?;
        }
        for (at, column) in self.frame.placed().filter(|(_, column)| column.is_figure()) {
            self.grid.put(Area::column(row, 1, at), figure(column, total), &self.styles.sum_figure)?;
        }
        Ok(())
    }
}

/// The figure of a sum in a column.
fn figure<'a>(column: &Column, total: &Total) -> Cell<'a> {
    match column.holds {
        Holds::Figure(counted) => Cell::Number(total.counts.get(&counted.id)),
        Holds::Groups => Cell::Number(total.groups),
        _ => declared(column, total.declared.as_ref()),
    }
}

fn declared<'a>(column: &Column, declared: Option<&Declared>) -> Cell<'a> {
    let figure = declared.and_then(|declared| match column.holds {
        Holds::DeclaredHouseholds => declared.households,
        _ => declared.residents,
    });
    figure.map_or(Cell::Blank, Cell::Number)
}
