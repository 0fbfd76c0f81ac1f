//! What a row says of one person, and what is wrong with it.

use std::collections::HashMap;

use compact_str::CompactString;
use hongwang_domain::citizen_id::CitizenIdError;
use hongwang_domain::rulebook::workbook::ResidentColumn as Field;
use hongwang_domain::{CitizenId, Level, Membership, Phone, Presence, Relation, Sex};
use hongwang_spreadsheet::{Cell, Value, Workbook};

use crate::check::categories::Categories;
use crate::check::line::{Content, Layout, Line, content, raw_content};
use crate::check::report::{Report, Source, is_put_right};
use crate::dates::{DateFault, Dated};
use crate::dictionary::Dictionary;
use crate::finding::{FaultCode, Finding};
use crate::intake::{Place, ResidentIn};
use crate::text::{label, person_name};

/// Longer names are a mistake of typing.
const LONGEST_NAME: usize = 50;
/// A number keeps 15 digits; what is behind them is lost.
const LOSSY: f64 = 1e15;

/// What a row says of the person's place in the household.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A relation that is known.
    Known(Relation),
    /// Some relation, but not the head's.
    NotHead,
    /// A relation that is not known.
    Unknown,
    /// Nothing.
    Empty,
}

impl Standing {
    /// Whether the row is the head.
    pub fn is_head(self) -> bool {
        self == Self::Known(Relation::HEAD)
    }
}

/// A row, read.
#[derive(Debug)]
pub struct Person {
    /// The resident, if the row is taken in.
    pub resident: Option<ResidentIn>,
    /// The name, if there is a usable one, whether the row is taken in or not.
    pub name: Option<CompactString>,
    /// The place in the household.
    pub standing: Standing,
    /// What is said of the household: index of the category, and whether it holds.
    pub household: Vec<(usize, bool)>,
}

/// Reads the persons of a workbook, in its order.
pub struct People<'a> {
    workbook: &'a Workbook,
    words: &'a Dictionary,
    /// Which accepted row has an id.
    ids: HashMap<CitizenId, (u16, u32)>,
}

/// A row that is being read.
struct Reading<'a, 'b> {
    source: Source<'a>,
    layout: &'b Layout<'a>,
    line: &'b Line<'a>,
    findings: Vec<Finding>,
    rejected: bool,
}

impl<'a> People<'a> {
    /// Nobody yet.
    pub fn new(workbook: &'a Workbook, words: &'a Dictionary) -> Self {
        Self { workbook, words, ids: HashMap::new() }
    }

    /// Reads a row. `acceptable`: its village is known.
    pub fn read(&mut self, source: Source<'a>, layout: &Layout<'a>, line: &Line<'a>, acceptable: bool, report: &mut Report) -> Person {
        let mut reading = Reading { source, layout, line, findings: Vec::new(), rejected: !acceptable };
        let name = self.name(&mut reading);
        let citizen_id = self.citizen_id(&mut reading);
        let standing = self.standing(&mut reading);
        let sex = self.sex(&mut reading, citizen_id);
        let birth_date = self.birth_date(&mut reading, citizen_id);
        let phone = self.phone(&mut reading);
        let mut membership = self.membership(&mut reading);
        let presence = self.presence(&mut reading);
        let said = self.categories(&mut reading);
        membership = membership.or(said.membership);
        let place = Place { sheet: source.sheet, row: line.row, column: None };
        let (mut household, mut categories) = (Vec::new(), std::collections::BTreeMap::new());
        for (at, holds) in said.holds {
            let (id, level) = &self.words.categories[at];
            match level {
                Level::Household => household.push((at, holds)),
                Level::Person => *categories.entry(id.clone()).or_insert(holds) |= holds,
            }
        }
        let taken = name.clone().filter(|_| !reading.rejected);
        if let (Some(_), Some(id)) = (&taken, citizen_id) {
            self.ids.insert(id, (source.sheet, line.row));
        }
        reading.findings.drain(..).for_each(|finding| report.push(finding));
        let relation = if let Standing::Known(relation) = standing { Some(relation) } else { None };
        let resident = taken.map(|name| ResidentIn { name, relation, sex, citizen_id, birth_date, phone, membership, presence, categories, place });
        Person { resident, name, standing, household }
    }

    fn name(&self, reading: &mut Reading) -> Option<CompactString> {
        let typed = match reading.content(Field::Name, self.words) {
            Content::Text(text) => text,
            Content::Empty => {
                reading.error(FaultCode::NameMissing, Field::Name);
                return None;
            }
            Content::Unreadable => {
                reading.error(FaultCode::CellUnreadable, Field::Name);
                return None;
            }
        };
        let name = person_name(&typed);
        if name.is_empty() {
            reading.error(FaultCode::NameMissing, Field::Name);
            return None;
        }
        if name.chars().count() > LONGEST_NAME {
            reading.error(FaultCode::NameTooLong, Field::Name);
            return None;
        }
        if name != *typed {
            reading.repair(Field::Name);
        }
        Some(name)
    }

    fn citizen_id(&self, reading: &mut Reading) -> Option<CitizenId> {
        let text = match reading.content(Field::CitizenId, self.words) {
            Content::Text(text) => text,
            Content::Empty => return None,
            Content::Unreadable => {
                reading.error(FaultCode::CellUnreadable, Field::CitizenId);
                return None;
            }
        };
        if reading.cell(Field::CitizenId).is_some_and(is_lossy) {
            reading.error(FaultCode::IdScientific, Field::CitizenId);
            return None;
        }
        let read = match CitizenId::read(&text) {
            Ok(read) => read,
            Err(CitizenIdError::Scientific) => {
                reading.error(FaultCode::IdScientific, Field::CitizenId);
                return None;
            }
            Err(fault) => {
                reading.error_because(FaultCode::IdInvalid, Field::CitizenId, reason(fault));
                return None;
            }
        };
        if let Some((sheet, row)) = self.ids.get(&read.id) {
            reading.duplicate(*sheet, *row, self.workbook);
            return None;
        }
        if read.old_form {
            reading.warning(FaultCode::IdOld, Field::CitizenId);
        }
        if read.repaired {
            reading.repair(Field::CitizenId);
        }
        Some(read.id)
    }

    fn standing(&self, reading: &mut Reading) -> Standing {
        let head_column = reading.layout.has(Field::IsHead).then(|| raw_content(reading.cell(Field::IsHead)));
        let ticked = head_column.and_then(|content| if let Content::Text(text) = content { self.words.tick(&text) } else { None });
        if ticked == Some(true) {
            return Standing::Known(Relation::HEAD);
        }
        match reading.content(Field::Relation, self.words) {
            Content::Text(text) => match self.words.relation(&text) {
                Some(relation) => {
                    reading.repair_if_needed(Field::Relation, &text);
                    Standing::Known(relation)
                }
                None => {
                    reading.warning(FaultCode::RelationUnknown, Field::Relation);
                    Standing::Unknown
                }
            },
            Content::Unreadable => {
                reading.warning(FaultCode::CellUnreadable, Field::Relation);
                Standing::Unknown
            }
            Content::Empty if !reading.layout.has(Field::Relation) && reading.layout.has(Field::IsHead) => Standing::NotHead,
            Content::Empty => Standing::Empty,
        }
    }

    fn sex(&self, reading: &mut Reading, id: Option<CitizenId>) -> Option<Sex> {
        let by_id = id.map(|id| id.sex());
        let Some(text) = reading.value(Field::Sex, self.words) else { return by_id };
        match (self.words.sex(&text), by_id) {
            (Some(Some(stated)), Some(by_id)) if stated != by_id => {
                reading.warning(FaultCode::SexMismatch, Field::Sex);
                Some(by_id)
            }
            (Some(stated), _) => {
                reading.repair_if_needed(Field::Sex, &text);
                by_id.or(stated)
            }
            (None, _) => {
                reading.warning_because(FaultCode::SexMismatch, Field::Sex, "unreadable");
                by_id
            }
        }
    }

    fn birth_date(&self, reading: &mut Reading, id: Option<CitizenId>) -> Option<chrono::NaiveDate> {
        let by_id = id.map(|id| id.birth_date());
        if reading.value(Field::BirthDate, self.words).is_none() {
            return by_id;
        }
        let Some(cell) = reading.cell(Field::BirthDate) else { return by_id };
        match (self.words.dates.read_cell(&cell.value, self.workbook), by_id) {
            (Ok(stated), Some(by_id)) if !stated.agrees(by_id) => reading.warning(FaultCode::BirthMismatch, Field::BirthDate),
            (Ok(stated), None) => return Dated::day(stated),
            (Ok(_), Some(_)) => {}
            (Err(DateFault::Invalid), _) => reading.warning(FaultCode::DateInvalid, Field::BirthDate),
            (Err(DateFault::Ambiguous), _) => reading.warning_because(FaultCode::DateInvalid, Field::BirthDate, "ambiguous"),
        }
        by_id
    }

    fn phone(&self, reading: &mut Reading) -> Option<Phone> {
        let text = reading.value(Field::Phone, self.words)?;
        match Phone::read(&text) {
            Ok((phone, repaired)) => {
                if repaired {
                    reading.repair(Field::Phone);
                }
                Some(phone)
            }
            Err(_) => {
                reading.warning(FaultCode::PhoneShort, Field::Phone);
                None
            }
        }
    }

    /// Party membership, and nothing else of the column.
    fn membership(&self, reading: &mut Reading) -> Option<Membership> {
        let stated = reading.value(Field::Membership, self.words).and_then(|text| self.words.membership(&text));
        let ticked = reading.value(Field::Member, self.words).and_then(|text| {
            let yes = self.words.tick(&text) == Some(true);
            self.words.membership(&text).or(yes.then_some(Membership::Full))
        });
        stated.or(ticked)
    }

    fn presence(&self, reading: &mut Reading) -> Option<Presence> {
        let ticked = |text: &str, yes: Presence, no: Presence| match self.words.tick(text) {
            Some(true) => Some(yes),
            Some(false) => Some(no),
            None => self.words.presence(text),
        };
        let stated = reading.value(Field::Presence, self.words).and_then(|text| self.words.presence(&text));
        let at_home = reading.value(Field::AtHome, self.words).and_then(|text| ticked(&text, Presence::Present, Presence::Away));
        let away = reading.value(Field::Away, self.words).and_then(|text| ticked(&text, Presence::Away, Presence::Present));
        stated.or(at_home).or(away)
    }

    fn categories(&self, reading: &mut Reading) -> Categories {
        let mut said = Categories::default();
        for (at, cell) in &reading.line.ticks {
            match raw_content(Some(cell)) {
                Content::Empty => {}
                Content::Unreadable => reading.findings.push(reading.source.warning(FaultCode::CellUnreadable, reading.line.row, Some(cell.column))),
                Content::Text(text) => match self.words.tick(&text).or_else(|| (self.words.category(&text) == Some(*at)).then_some(true)) {
                    Some(holds) => {
                        said.holds.push((*at, holds));
                        if is_put_right(&text) {
                            reading.findings.push(reading.source.repair(reading.line.row, cell));
                        }
                    }
                    None => reading.findings.push(reading.source.warning(FaultCode::TickUnclear, reading.line.row, Some(cell.column))),
                },
            }
        }
        if let Some(text) = reading.value(Field::Categories, self.words) {
            let unknown = said.read_list(&text, self.words);
            if !unknown.is_empty() {
                let fault = reading.source.warning(FaultCode::CategoryUnknown, reading.line.row, reading.layout.column(Field::Categories));
                reading.findings.push(fault.naming("names", unknown.join(", ")));
            }
        }
        said
    }
}

impl<'a> Reading<'a, '_> {
    fn cell(&self, field: Field) -> Option<&'a Cell> {
        self.line.cell(field)
    }

    fn content(&self, field: Field, words: &Dictionary) -> Content<'a> {
        content(self.cell(field), words)
    }

    /// The text of a field that keeps no row out; what cannot be read is named.
    fn value(&mut self, field: Field, words: &Dictionary) -> Option<std::borrow::Cow<'a, str>> {
        match self.content(field, words) {
            Content::Text(text) => Some(text),
            Content::Empty => None,
            Content::Unreadable => {
                self.warning(FaultCode::CellUnreadable, field);
                None
            }
        }
    }

    fn error(&mut self, code: FaultCode, field: Field) {
        self.rejected = true;
        self.findings.push(self.source.error(code, self.line.row, self.layout.column(field)));
    }

    fn error_because(&mut self, code: FaultCode, field: Field, reason: &'static str) {
        self.rejected = true;
        self.findings.push(self.source.error(code, self.line.row, self.layout.column(field)).because(reason));
    }

    /// The message names the row that has the id already.
    fn duplicate(&mut self, sheet: u16, row: u32, workbook: &Workbook) {
        self.rejected = true;
        let fault = self.source.error(FaultCode::IdDuplicate, self.line.row, self.layout.column(Field::CitizenId)).naming("row", row);
        let name = workbook.sheets.get(usize::from(sheet)).and_then(|other| other.name.as_deref()).filter(|_| sheet != self.source.sheet);
        self.findings.push(match name {
            Some(name) => fault.because("elsewhere").naming("sheet", name),
            None => fault,
        });
    }

    fn warning(&mut self, code: FaultCode, field: Field) {
        self.findings.push(self.source.warning(code, self.line.row, self.layout.column(field)));
    }

    fn warning_because(&mut self, code: FaultCode, field: Field, reason: &'static str) {
        self.findings.push(self.source.warning(code, self.line.row, self.layout.column(field)).because(reason));
    }

    fn repair(&mut self, field: Field) {
        if let Some(cell) = self.cell(field) {
            self.findings.push(self.source.repair(self.line.row, cell));
        }
    }

    fn repair_if_needed(&mut self, field: Field, text: &str) {
        if is_put_right(text) {
            self.repair(field);
        }
    }
}

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

fn reason(fault: CitizenIdError) -> &'static str {
    match fault {
        CitizenIdError::Scientific | CitizenIdError::Length => "length",
        CitizenIdError::Character => "character",
        CitizenIdError::BirthDate => "birth-date",
        CitizenIdError::Checksum => "checksum",
    }
}
