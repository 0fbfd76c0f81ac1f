//! The list of party groups: each row a grid with its group.

use chrono::{Datelike, NaiveDate};
use compact_str::CompactString;
use hongwang_domain::rulebook::workbook::GroupColumn as Field;
use hongwang_domain::{FIRST_YEAR_OF_FACTS, Phone, UnitCode};
use hongwang_spreadsheet::{Cell, Row, Value, Workbook};
use indexmap::IndexSet;

use crate::check::line::{Content, content};
use crate::check::names::{Names, names_in};
use crate::check::place::{awaiting, code_reason, disagreeing};
use crate::check::report::{Report, Source, is_full_width, is_put_right};
use crate::dates::DateFault;
use crate::dictionary::Dictionary;
use crate::finding::{FaultCode, Finding};
use crate::intake::{GroupIn, Place};
use crate::numbers;
use crate::places::{CodeFault, VillageBook, village_in};
use crate::recognise::{Role, cell_at};
use crate::text::{behind_label, is_too_long, label, person_name};

/// Reads the rows of one list from top to bottom.
pub struct Groups<'a> {
    workbook: &'a Workbook,
    words: &'a Dictionary,
    source: Source<'a>,
    /// The village of the list, or of the row above.
    village: Option<usize>,
    stated: Option<NaiveDate>,
    create: bool,
}

impl<'a> Groups<'a> {
    /// A list whose rows stand in `village` where they do not say.
    pub fn new(
        workbook: &'a Workbook,
        words: &'a Dictionary,
        source: Source<'a>,
        village: Option<usize>,
        stated: Option<NaiveDate>,
        create: bool,
    ) -> Self {
        Self { workbook, words, source, village, stated, create }
    }

    /// Reads a row.
    pub fn read(&mut self, row: &'a Row, book: &mut VillageBook, report: &mut Report) {
        let (village, refused) = self.village(row, book, report);
        let Some(village) = village else { return };
        self.village = Some(village);
        let grid = self.grid(row, village, book, report);
        if let Some(at) = grid {
            book.entry_mut(village).grids.entry_mut(at).listed = true;
        }
        let group = self.group(row, report);
        if refused {
            return;
        }
        book.mention(village);
        let entry = book.entry_mut(village);
        match grid.filter(|at| self.create || entry.grids.entries()[*at].known) {
            Some(at) => {
                self.state_grid_code(row, village, at, book, report);
                let grids = &mut book.entry_mut(village).grids;
                grids.take(at);
                let kept = grids.entry_mut(at);
                match &mut kept.group {
                    Some(first) if first.contradicts(&group) => {
                        let column = self.column(Field::Grid).or(self.column(Field::GroupName));
                        let warning = self.source.warning(FaultCode::GridUnknown, row.number, column);
                        report.push(warning.because("twice").naming("grid", &kept.name));
                    }
                    Some(first) => first.complete(group),
                    None => kept.group = Some(group),
                }
            }
            None if grid.is_none() && self.is_named(row, Field::Grid) => {}
            None => {
                let column = self.column(Field::Grid).or(self.column(Field::GroupName));
                let warning =
                    self.source.warning(FaultCode::GridUnknown, row.number, column).naming("village", &entry.name);
                report.push(if grid.is_none() { warning.because("nameless") } else { warning });
            }
        }
    }

    /// The village of a row, and whether the row is kept out.
    fn village(&self, row: &'a Row, book: &mut VillageBook, report: &mut Report) -> (Option<usize>, bool) {
        let code = match self.text(row, Field::VillageCode, report).map(|text| book.read_code(&text)) {
            Some(Ok(code)) => Some(code),
            Some(Err(fault)) => {
                let named =
                    self.text(row, Field::Village, report).map(|name| book.named(&name, self.words)).or(self.village);
                if let (Some(at), CodeFault::Outside) = (named, fault) {
                    book.doubt(at);
                }
                report.push(self.refused(row, Field::VillageCode, code_reason(fault)));
                return (named, true);
            }
            None => None,
        };
        let village = match self.text(row, Field::Village, report) {
            Some(name) => Some(book.named(&name, self.words)),
            None => code
                .as_ref()
                .and_then(|code| book.coded(code))
                .or(self.village)
                .or_else(|| self.village_of_group(row, book)),
        };
        let Some(at) = village else {
            report.push(self.refused(row, Field::Village, "nameless"));
            return (None, true);
        };
        if let Some(code) = code
            && !book.state_code(at, &code)
        {
            let column = self.column(Field::VillageCode);
            if book.awaits_code(at, &code) {
                report.push(awaiting(self.source, row.number, column, at, book));
            } else {
                book.doubt(at);
                report.push(disagreeing(self.source, row.number, column, at, &code, book));
                return (village, true);
            }
        }
        if !book.entry(at).accepted {
            report.push(self.refused(row, Field::Village, "not-there").naming("village", &book.entry(at).name));
            return (village, true);
        }
        (village, false)
    }

    /// 新欣社区第一网格党小组, where nothing else names the village.
    fn village_of_group(&self, row: &'a Row, book: &mut VillageBook) -> Option<usize> {
        let name = self.group_name(row)?;
        village_in(&name, self.words).map(|village| book.named(&village, self.words))
    }

    fn refused(&self, row: &Row, field: Field, reason: &'static str) -> Finding {
        self.source.error(FaultCode::VillageUnknown, row.number, self.column(field)).because(reason)
    }

    /// By its own column, else by the name of the group.
    fn grid(&self, row: &'a Row, village: usize, book: &mut VillageBook, report: &mut Report) -> Option<usize> {
        let text = self.text(row, Field::Grid, report).or_else(|| self.group_name(row))?;
        let entry = book.entry_mut(village);
        Some(entry.grids.named(&text, &entry.name, self.words))
    }

    fn group_name(&self, row: &'a Row) -> Option<std::borrow::Cow<'a, str>> {
        if let Content::Text(text) = content(self.cell(row, Field::GroupName), self.words) {
            Some(text).filter(|text| !is_too_long(text) && !numbers::are_in(text))
        } else {
            None
        }
    }

    /// What cannot be taken has been named already.
    fn is_named(&self, row: &'a Row, field: Field) -> bool {
        match content(self.cell(row, field), self.words) {
            Content::Unreadable => true,
            Content::Text(text) => is_too_long(&text) || self.is_no_name(field, &text),
            Content::Empty => false,
        }
    }

    /// A grid's code is the village's with three digits more, or those three digits alone.
    fn state_grid_code(&self, row: &'a Row, village: usize, grid: usize, book: &mut VillageBook, report: &mut Report) {
        let Some(text) = self.text(row, Field::GridCode, report) else { return };
        let entry = book.entry_mut(village);
        let village_code = entry.code.clone();
        let digits = label(&text);
        let short = || {
            (digits.len() <= 3)
                .then(|| digits.parse().ok())
                .flatten()
                .and_then(|number| village_code.as_ref()?.child(number))
        };
        let whole = UnitCode::parse(&digits).filter(|code| {
            code.as_str().len() == 15 && village_code.as_ref().is_none_or(|village| village.contains(code))
        });
        let taken = |code: &UnitCode| entry.grids.coded(code).is_some_and(|other| other != grid);
        match whole.or_else(short).filter(|code| !taken(code)) {
            Some(code) => {
                if !entry.grids.entries()[grid].known {
                    entry.grids.state_code(grid, code);
                }
            }
            None => report.push(
                self.source.warning(FaultCode::GridUnknown, row.number, self.column(Field::GridCode)).because("code"),
            ),
        }
    }

    fn group(&self, row: &'a Row, report: &mut Report) -> GroupIn {
        let (leader, phone) = self.leader(row, report);
        GroupIn {
            name: self.text(row, Field::GroupName, report).map(|text| label(&text).into_string()),
            founded: self.founded(row, report),
            leader,
            leader_phone: self.leader_phone(row, report).or(phone),
            leader_basis: self.text(row, Field::LeaderBasis, report).and_then(|text| self.words.basis(&text)),
            members: self.names(row, Field::Members, report),
            volunteers: self.names(row, Field::Volunteers, report),
            stated: self.stated,
            place: Place { sheet: self.source.sheet, row: row.number, column: None },
        }
    }

    /// The leader, and the phone that stands behind the name.
    fn leader(&self, row: &'a Row, report: &mut Report) -> (Option<String>, Option<Phone>) {
        let Some(text) = self.text(row, Field::Leader, report) else { return (None, None) };
        let parted = numbers::part(&text, self.words);
        let name = parted.as_ref().map_or_else(|| person_name(&text), |parted| person_name(&parted.name));
        let name: CompactString = behind_label(&name).into();
        let phone = parted.and_then(|parted| parted.phone);
        if name.is_empty() || numbers::are_in(&name) {
            report.push(self.warning(row, Field::Leader, FaultCode::CellUnreadable).because("number"));
            return (None, phone);
        }
        if is_too_long(&name) {
            report.push(self.warning(row, Field::Leader, FaultCode::NameTooLong).because("cell"));
            return (None, phone);
        }
        if name != *text {
            self.repair(row, Field::Leader, report);
        }
        (Some(name.into_string()), phone)
    }

    /// A list of names; phones and ids beside them are dropped.
    fn names(&self, row: &'a Row, field: Field, report: &mut Report) -> Option<Vec<String>> {
        let text = self.text(row, field, report)?;
        let Names { names, numbers, too_long } = names_in(&text, self.words);
        if too_long {
            report.push(self.warning(row, field, FaultCode::NameTooLong).because("cell"));
        } else if numbers {
            self.repair(row, field, report);
        }
        Some(names)
    }

    fn leader_phone(&self, row: &'a Row, report: &mut Report) -> Option<Phone> {
        let text = self.text(row, Field::LeaderPhone, report)?;
        match Phone::read(&text) {
            Ok((phone, repaired)) => {
                if repaired {
                    self.repair(row, Field::LeaderPhone, report);
                }
                Some(phone)
            }
            Err(_) => {
                report.push(self.source.warning(FaultCode::PhoneShort, row.number, self.column(Field::LeaderPhone)));
                None
            }
        }
    }

    fn founded(&self, row: &'a Row, report: &mut Report) -> Option<NaiveDate> {
        self.text(row, Field::Founded, report)?;
        let cell = self.cell(row, Field::Founded)?;
        match self.words.dates.read_cell(&cell.value, self.workbook) {
            Ok(dated) if dated.first().year() < FIRST_YEAR_OF_FACTS => {
                let warning = self.source.warning(FaultCode::DateInvalid, row.number, self.column(Field::Founded));
                report.push(warning.because("early"));
                None
            }
            Ok(dated) => {
                if matches!(&cell.value, Value::Text(text) if is_full_width(text)) {
                    self.repair(row, Field::Founded, report);
                }
                dated.day_or_first()
            }
            Err(fault) => {
                let warning = self.source.warning(FaultCode::DateInvalid, row.number, self.column(Field::Founded));
                report.push(if fault == DateFault::Ambiguous { warning.because("ambiguous") } else { warning });
                None
            }
        }
    }

    fn repair(&self, row: &'a Row, field: Field, report: &mut Report) {
        if let Some(cell) = self.cell(row, field) {
            report.push(self.source.repair(row.number, cell));
        }
    }

    /// The text of a field; what cannot be read is named.
    fn text(&self, row: &'a Row, field: Field, report: &mut Report) -> Option<std::borrow::Cow<'a, str>> {
        match content(self.cell(row, field), self.words) {
            Content::Text(text)
                if is_too_long(&text)
                    && !matches!(field, Field::Leader | Field::Members | Field::Volunteers | Field::LeaderBasis) =>
            {
                self.left_out(row, field, "long", report)
            }
            Content::Text(text) if self.is_no_name(field, &text) => self.left_out(row, field, "number", report),
            Content::Text(text) => {
                if is_put_right(&text)
                    && matches!(field, Field::Village | Field::VillageCode | Field::Grid | Field::GridCode)
                    && self.is_own(row, field)
                {
                    self.repair(row, field, report);
                }
                Some(text)
            }
            Content::Empty => None,
            Content::Unreadable => {
                if self.is_own(row, field) {
                    report.push(self.source.warning(FaultCode::CellUnreadable, row.number, self.column(field)));
                }
                None
            }
        }
    }

    /// A phone, an id or the like in the place of a name.
    fn is_no_name(&self, field: Field, text: &str) -> bool {
        matches!(field, Field::Village | Field::Grid | Field::GroupName)
            && numbers::are_in(text)
            && (field != Field::Village || village_in(text, self.words).is_none())
    }

    /// A cell that is not taken is named where it stands.
    fn left_out<T>(&self, row: &Row, field: Field, reason: &'static str, report: &mut Report) -> Option<T> {
        if self.is_own(row, field) {
            report.push(self.warning(row, field, FaultCode::CellUnreadable).because(reason));
        }
        None
    }

    fn warning(&self, row: &Row, field: Field, code: FaultCode) -> Finding {
        self.source.warning(code, row.number, self.column(field))
    }

    fn is_own(&self, row: &Row, field: Field) -> bool {
        self.column(field).is_some_and(|column| cell_at(row, column).is_some())
    }

    /// The cell of a field; one that is merged over several rows holds for all of them.
    fn cell(&self, row: &'a Row, field: Field) -> Option<&'a Cell> {
        let column = self.column(field)?;
        cell_at(row, column).or_else(|| {
            let merges = self.source.view.tall_merges(column);
            let over = merges.partition_point(|merge| merge.last_row < row.number);
            let merge = merges.get(over).filter(|merge| merge.first_row < row.number)?;
            self.source
                .view
                .cell(merge.first_row, column)
                .filter(|_| matches!(field, Field::Village | Field::VillageCode | Field::Grid | Field::GridCode))
        })
    }

    fn column(&self, field: Field) -> Option<u32> {
        self.source.table.column(Role::Group(field)).map(|column| column.index)
    }
}

impl GroupIn {
    /// Whether another row of the same grid says something else.
    fn contradicts(&self, other: &Self) -> bool {
        fn differ<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> bool {
            one.zip(other).is_some_and(|(one, other)| one != other)
        }
        differ(self.name.as_ref(), other.name.as_ref())
            || differ(self.leader.as_ref(), other.leader.as_ref())
            || differ(self.leader_phone.as_ref(), other.leader_phone.as_ref())
            || differ(self.founded.as_ref(), other.founded.as_ref())
    }

    /// A second row of the same grid adds what the first left open, and more names.
    fn complete(&mut self, more: Self) {
        self.name = self.name.take().or(more.name);
        self.founded = self.founded.or(more.founded);
        self.leader_basis = self.leader_basis.or(more.leader_basis);
        if self.leader.is_none() {
            self.leader = more.leader;
            self.leader_phone = self.leader_phone.take().or(more.leader_phone);
        }
        for (names, others) in [(&mut self.members, more.members), (&mut self.volunteers, more.volunteers)] {
            *names = match (names.take(), others) {
                (Some(known), Some(others)) => {
                    Some(known.into_iter().chain(others).collect::<IndexSet<_>>().into_iter().collect())
                }
                (known, others) => known.or(others),
            };
        }
    }
}
