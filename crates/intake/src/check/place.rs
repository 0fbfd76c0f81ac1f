//! In which village and grid a row of a table of residents stands.

use std::collections::HashMap;

use compact_str::CompactString;
use hongwang_domain::UnitCode;
use hongwang_domain::rulebook::workbook::ResidentColumn as Field;

use crate::check::line::{Content, Held, Layout, Line, content};
use crate::check::report::{Report, Source, is_put_right};
use crate::dictionary::Dictionary;
use crate::finding::{FaultCode, Finding};
use crate::numbers;
use crate::places::{CodeFault, VillageBook, is_grid_name, village_in, whole_village_name, without_front};
use crate::text::{is_too_long, label, without_parentheses};

/// The places that a table's rows name, row after row.
pub struct Places<'a> {
    words: &'a Dictionary,
    /// What holds where a row names no village: the table's, the section's, the row's above.
    village: Option<usize>,
    /// What holds where a row names no grid.
    grid: Option<String>,
    /// The villages of the cells already met.
    met: HashMap<CompactString, usize>,
    /// Whether grids that nobody lists are faults.
    grids_are_listed: bool,
    create: bool,
    /// A person chose the village: lines between the rows do not change it.
    village_is_chosen: bool,
}

impl<'a> Places<'a> {
    /// For the rows of a table.
    pub fn new(
        words: &'a Dictionary,
        village: Option<usize>,
        grid: Option<String>,
        grids_are_listed: bool,
        create: bool,
    ) -> Self {
        let grid = grid.map(|grid| bare(&grid)).filter(|grid| is_grid_name(grid, words));
        Self { words, village, grid, met: HashMap::new(), grids_are_listed, create, village_is_chosen: false }
    }

    /// The same, where a person chose the village.
    pub fn of_chosen_village(mut self) -> Self {
        self.village_is_chosen = true;
        self
    }

    /// A line between the rows names what is below it.
    pub fn enter_section(&mut self, line: &str, book: &mut VillageBook) {
        // 二、第二网格：
        let bare = bare(line);
        let name = without_front(bare.trim_end_matches([':', '\u{FF1A}']), self.words);
        if is_grid_name(name, self.words) {
            self.grid = Some(name.to_owned());
        } else if self.village_is_chosen {
            self.grid = None;
        } else if let Some(name) = whole_village_name(line, self.words).or_else(|| village_in(line, self.words)) {
            self.village = Some(book.named(&name, self.words));
            self.grid = None;
        }
    }

    /// The village of a row, if the row can be taken in.
    pub fn village(
        &mut self,
        source: Source,
        layout: &Layout,
        line: &Line,
        book: &mut VillageBook,
        report: &mut Report,
    ) -> Option<usize> {
        let named = self.named_village(source, layout, line, book, report);
        let coded = match self.code(source, layout, line, book, report) {
            Ok(code) => code,
            Err(()) => return None,
        };
        let at = match (named, &coded) {
            (Some(at), _) => Some(at),
            (None, Some(code)) => book.coded(code),
            (None, None) => self.village_of_grid(line, book),
        };
        let column = layout.column(Field::Village);
        let Some(at) = at else {
            report.push(
                source
                    .error(FaultCode::VillageUnknown, line.row, column.or(layout.column(Field::VillageCode)))
                    .because("nameless"),
            );
            return None;
        };
        if layout.has(Field::Village) {
            self.village = Some(at);
        }
        if let Some(code) = coded
            && !book.state_code(at, &code)
        {
            // A code that holds for several rows is told once, where it stands.
            let own = line.held(Field::VillageCode).is_own(line.row);
            let column = layout.column(Field::VillageCode);
            if book.awaits_code(at, &code) {
                report.push_if(own, || awaiting(source, line.row, column, at, book));
            } else {
                report.push_if(own, || disagreeing(source, line.row, column, at, &code, book));
                return None;
            }
        }
        if !book.entry(at).accepted {
            report.push(
                source
                    .error(FaultCode::VillageUnknown, line.row, column)
                    .because(if self.create { "doubted" } else { "not-there" })
                    .naming("village", &book.entry(at).name),
            );
            return None;
        }
        Some(at)
    }

    /// 新欣社区第一网格, where nothing else names the village.
    fn village_of_grid(&self, line: &Line, book: &mut VillageBook) -> Option<usize> {
        let Content::Text(text) = content(line.held(Field::Grid).cell, self.words) else { return None };
        village_in(&text, self.words).map(|village| book.named(&village, self.words))
    }

    fn named_village(
        &mut self,
        source: Source,
        layout: &Layout,
        line: &Line,
        book: &mut VillageBook,
        report: &mut Report,
    ) -> Option<usize> {
        let held = line.held(Field::Village);
        match content(held.cell, self.words) {
            Content::Text(text) => {
                if let Some(at) = self.met.get(&*text) {
                    return Some(*at);
                }
                if is_too_long(&text) {
                    return None;
                }
                if numbers::are_in(&text) && village_in(&text, self.words).is_none() {
                    return book.read_code(&text).ok().and_then(|code| book.coded(&code));
                }
                let at = book.named(&text, self.words);
                self.met.insert((&*text).into(), at);
                Some(at)
            }
            Content::Unreadable => {
                unreadable(source, layout, line, Field::Village, held, report);
                self.village
            }
            Content::Empty => self.village,
        }
    }

    fn code(
        &self,
        source: Source,
        layout: &Layout,
        line: &Line,
        book: &VillageBook,
        report: &mut Report,
    ) -> Result<Option<UnitCode>, ()> {
        let held = line.held(Field::VillageCode);
        match content(held.cell, self.words) {
            Content::Text(text) => {
                if let (true, true, Some(cell)) = (held.is_own(line.row), is_put_right(&text), held.cell) {
                    report.push(source.repair(line.row, cell));
                }
                book.read_code(&text).map(Some).map_err(|fault| self.wrong_code(source, layout, line, fault, report))
            }
            Content::Unreadable => {
                unreadable(source, layout, line, Field::VillageCode, held, report);
                Ok(None)
            }
            Content::Empty => Ok(None),
        }
    }

    /// A code that holds for several rows is told once, where it stands.
    fn wrong_code(&self, source: Source, layout: &Layout, line: &Line, fault: CodeFault, report: &mut Report) {
        if line.held(Field::VillageCode).is_own(line.row) {
            report.push(
                source
                    .error(FaultCode::VillageUnknown, line.row, layout.column(Field::VillageCode))
                    .because(code_reason(fault)),
            );
        }
    }

    /// The grid of a row, by its place in the village's book, if it is known.
    pub fn grid(
        &self,
        village: usize,
        source: Source,
        layout: &Layout,
        line: &Line,
        book: &mut VillageBook,
        report: &mut Report,
    ) -> Option<usize> {
        for field in [Field::Grid, Field::GridCode] {
            let held = line.held(field);
            match content(held.cell, self.words) {
                Content::Text(text) => {
                    let own = held.is_own(line.row);
                    let grid = self.known_grid(village, &text, book);
                    if own && grid.is_none() {
                        report.push(
                            source
                                .warning(FaultCode::GridUnknown, line.row, layout.column(field))
                                .naming("village", &book.entry(village).name),
                        );
                    }
                    if let (true, Some(_), true, Some(cell)) = (own, grid, is_put_right(&text), held.cell) {
                        report.push(source.repair(line.row, cell));
                    }
                    return grid;
                }
                Content::Unreadable => unreadable(source, layout, line, field, held, report),
                Content::Empty => {}
            }
        }
        let section = self.grid.as_deref()?;
        self.known_grid(village, section, book)
    }

    fn known_grid(&self, village: usize, text: &str, book: &mut VillageBook) -> Option<usize> {
        if is_too_long(text) {
            return None;
        }
        let entry = book.entry_mut(village);
        let at = match UnitCode::parse(&label(text)).filter(|code| code.as_str().len() == 15) {
            Some(code) => entry.grids.coded(&code)?,
            None if numbers::are_in(text) => return None,
            None => entry.grids.named(text, &entry.name, self.words),
        };
        let grid = &entry.grids.entries()[at];
        let may_be_new = self.create && (grid.listed || !self.grids_are_listed);
        (grid.known || may_be_new).then(|| {
            entry.grids.take(at);
            at
        })
    }
}

/// 第一网格（网格长：王一） names a grid, and nobody.
fn bare(line: &str) -> String {
    without_parentheses(line).into_string()
}

/// A cell that holds for the row and cannot be read is named where it stands.
pub fn unreadable(source: Source, layout: &Layout, line: &Line, field: Field, held: Held, report: &mut Report) {
    if held.is_own(line.row) {
        report.push(source.warning(FaultCode::CellUnreadable, line.row, layout.column(field)));
    }
}

/// A village's name and its code do not belong together: which of both is meant, only a person can say.
pub fn disagreeing(
    source: Source,
    row: u32,
    column: Option<u32>,
    at: usize,
    code: &UnitCode,
    book: &VillageBook,
) -> Finding {
    let fault = source.error(FaultCode::VillageUnknown, row, column).naming("village", &book.entry(at).name);
    let fault = fault.naming("code", code);
    match (book.coded(code).filter(|other| *other != at), &book.entry(at).code) {
        (Some(other), _) => fault.because("other-name").naming("other", &book.entry(other).name),
        (None, Some(own)) => fault.because("other-code").naming("other", own),
        (None, None) => fault.because("code"),
    }
}

/// The village has no official code yet, and here stands one: the row goes in, the code does not.
pub fn awaiting(source: Source, row: u32, column: Option<u32>, at: usize, book: &VillageBook) -> Finding {
    let entry = book.entry(at);
    let own = entry.code.as_ref().map(ToString::to_string).unwrap_or_default();
    let warning = source.warning(FaultCode::VillageUnknown, row, column).because("own-code");
    warning.naming("village", &entry.name).naming("other", own)
}

/// Why a village's code is not taken.
pub fn code_reason(fault: CodeFault) -> &'static str {
    match fault {
        CodeFault::Malformed => "code",
        CodeFault::Outside => "outside",
    }
}
