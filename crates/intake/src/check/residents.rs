//! The rows of a table of residents: each a person in a household, in a village and a grid.

use chrono::NaiveDate;
use compact_str::CompactString;
use hongwang_domain::rulebook::workbook::ResidentColumn as Field;
use hongwang_spreadsheet::{Cell, Row};

use crate::check::Desk;
use crate::check::household::Said;
use crate::check::line::{Content, Layout, Line, content, household_text};
use crate::check::person::People;
use crate::check::place::{Places, unreadable};
use crate::check::report::{Source, is_put_right};
use crate::finding::FaultCode;
use crate::intake::Place;
use crate::numbers;
use crate::text::{is_too_long, label, person_name, without_parentheses};

/// Reads the rows of one table of residents.
pub struct TableReader<'a> {
    source: Source<'a>,
    layout: Layout<'a>,
    stated: Option<NaiveDate>,
    table: usize,
}

impl<'a> TableReader<'a> {
    /// A table by its place in the list of tables, with its 填报日期.
    pub fn new(source: Source<'a>, table: usize, stated: Option<NaiveDate>) -> Self {
        Self { source, layout: Layout::new(source.table, source.view), stated, table }
    }

    /// The next rows are another part of the table, with a 填报日期 of its own.
    pub fn state(&mut self, stated: Option<NaiveDate>) {
        self.stated = stated;
        self.layout.begin_section();
    }

    /// Reads the next row.
    pub fn read(&mut self, row: &'a Row, places: &mut Places, people: &mut People<'a>, desk: &mut Desk<'a>) {
        let line = &self.layout.line(self.source.view, row);
        desk.rows += 1;
        let village = places.village(self.source, &self.layout, line, &mut desk.book, &mut desk.report);
        let person = people.read(self.source, &self.layout, line, village.is_some(), &mut desk.report);
        let Some(village) = village else {
            desk.households.interrupt();
            return;
        };
        desk.book.mention(village);
        let grid = places.grid(village, self.source, &self.layout, line, &mut desk.book, &mut desk.report);
        let hamlet = self.household_cell(Field::Hamlet, line, desk);
        let key = self.household_cell(Field::HouseholdNumber, line, desk);
        let number = key.clone().filter(|key| self.is_number_of_household(key, line, desk));
        let (head, key_of_head) = self.head_name(line, desk);
        let key = key.or(key_of_head);
        let said = Said {
            village,
            key,
            number,
            head,
            head_cell: line.held(Field::HeadName),
            hamlet,
            grid,
            has_household_column: self.layout.has(Field::HouseholdNumber) || self.layout.has(Field::HeadName),
            has_relation: self.layout.has(Field::Relation) || self.layout.has(Field::IsHead),
            stated: self.stated,
            place: Place { sheet: self.source.sheet, row: line.row, column: None },
            table: self.table,
        };
        desk.households.add(said, person);
    }

    /// A value that holds for the whole household.
    fn household_cell(&self, field: Field, line: &Line<'a>, desk: &mut Desk<'a>) -> Option<CompactString> {
        let held = line.held(field);
        match household_text(held.cell, desk.words) {
            Content::Text(text) if is_too_long(&text) => {
                if held.is_own(line.row) {
                    desk.report.push(
                        self.source
                            .warning(FaultCode::CellUnreadable, line.row, self.layout.column(field))
                            .because("long"),
                    );
                }
                None
            }
            Content::Text(text) if field == Field::Hamlet && numbers::are_in(&text) => {
                if held.is_own(line.row) {
                    desk.report.push(
                        self.source
                            .warning(FaultCode::CellUnreadable, line.row, self.layout.column(field))
                            .because("number"),
                    );
                }
                None
            }
            Content::Text(text) => {
                self.repair_own(held.cell, line, &text, desk);
                Some(text.into()).filter(|text: &CompactString| !text.is_empty())
            }
            Content::Empty => None,
            Content::Unreadable => {
                unreadable(self.source, &self.layout, line, field, held, &mut desk.report);
                None
            }
        }
    }

    /// Somebody's citizen id or phone tells which rows are one household, and is not kept.
    fn is_number_of_household(&self, key: &str, line: &Line<'a>, desk: &mut Desk<'a>) -> bool {
        if !numbers::is_personal(key) {
            return true;
        }
        if line.held(Field::HouseholdNumber).is_own(line.row) {
            let column = self.layout.column(Field::HouseholdNumber);
            desk.report.push(self.source.warning(FaultCode::CellUnreadable, line.row, column).because("personal"));
        }
        false
    }

    /// The head's name. A number in its place tells which rows are one household, and is not kept.
    fn head_name(&self, line: &Line<'a>, desk: &mut Desk<'a>) -> (Option<CompactString>, Option<CompactString>) {
        let held = line.held(Field::HeadName);
        let typed = match content(held.cell, desk.words) {
            Content::Text(text) => text,
            Content::Empty => return (None, None),
            Content::Unreadable => {
                unreadable(self.source, &self.layout, line, Field::HeadName, held, &mut desk.report);
                return (None, None);
            }
        };
        let parted = numbers::part(&typed, desk.words).map(|parted| parted.name);
        let text = parted.as_deref().unwrap_or(&typed);
        // 张三（已故）
        let name = Some(person_name(&without_parentheses(text)))
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| person_name(text));
        if numbers::are_in(&name) || (name.is_empty() && parted.is_some()) {
            if held.is_own(line.row) {
                let column = self.layout.column(Field::HeadName);
                desk.report.push(self.source.warning(FaultCode::CellUnreadable, line.row, column).because("number"));
            }
            return (None, Some(label(&typed)));
        }
        match held.cell.filter(|_| parted.is_some() && held.is_own(line.row)) {
            Some(cell) => desk.report.push(self.source.repair(line.row, cell)),
            None => self.repair_own(held.cell, line, &name, desk),
        }
        (Some(name).filter(|name| !name.is_empty()), None)
    }

    /// Counted where the cell stands, and where its text did not do as it is.
    fn repair_own(&self, cell: Option<&Cell>, line: &Line<'a>, kept: &str, desk: &mut Desk<'a>) {
        let Some(cell) = cell else { return };
        let own = self.source.view.cell(line.row, cell.column).is_some_and(|here| std::ptr::eq(here, cell));
        let typed = self.source.view.typed(line.row, cell);
        if own && typed.is_some_and(|typed| typed != kept && is_put_right(&typed)) {
            desk.report.push(self.source.repair(line.row, cell));
        }
    }
}
