//! What a row says of a person beside who it is. A fault here keeps the value out, not the row.

use chrono::NaiveDate;
use hongwang_domain::rulebook::workbook::ResidentColumn as Field;
use hongwang_domain::{CitizenId, Membership, Phone, Presence, Relation, Sex};

use crate::check::categories::Categories;
use crate::check::line::{Content, content, raw_content};
use crate::check::person::{People, Standing};
use crate::check::reading::Reading;
use crate::check::report::is_put_right;
use crate::dates::{DateFault, Dated};
use crate::finding::FaultCode;

impl People<'_> {
    pub(super) fn standing(&self, reading: &mut Reading) -> Standing {
        let head_column = reading.layout.has(Field::IsHead).then(|| raw_content(reading.cell(Field::IsHead)));
        let ticked = head_column
            .and_then(|content| if let Content::Text(text) = content { self.words.tick(&text) } else { None });
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
            Content::Empty if !reading.layout.has(Field::Relation) && reading.layout.has(Field::IsHead) => {
                Standing::NotHead
            }
            Content::Empty => Standing::Empty,
        }
    }

    pub(super) fn sex(&self, reading: &mut Reading, id: Option<CitizenId>) -> Option<Sex> {
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

    pub(super) fn birth_date(&self, reading: &mut Reading, id: Option<CitizenId>) -> Option<NaiveDate> {
        let by_id = id.map(|id| id.birth_date());
        if reading.value(Field::BirthDate, self.words).is_none() {
            return by_id;
        }
        let Some(cell) = reading.cell(Field::BirthDate) else { return by_id };
        match (self.words.dates.read_cell(&cell.value, self.workbook), by_id) {
            (Ok(stated), Some(by_id)) if !stated.agrees(by_id) => {
                reading.warning(FaultCode::BirthMismatch, Field::BirthDate)
            }
            (Ok(stated), None) => return Dated::day(stated),
            (Ok(_), Some(_)) => {}
            (Err(DateFault::Invalid), _) => reading.warning(FaultCode::DateInvalid, Field::BirthDate),
            (Err(DateFault::Ambiguous), _) => {
                reading.warning_because(FaultCode::DateInvalid, Field::BirthDate, "ambiguous")
            }
        }
        by_id
    }

    pub(super) fn phone(&self, reading: &mut Reading) -> Option<Phone> {
        let Some(text) = reading.value(Field::Phone, self.words) else { return reading.phone_in_name.take() };
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
    pub(super) fn membership(&self, reading: &mut Reading) -> Option<Membership> {
        let stated = reading.value(Field::Membership, self.words).and_then(|text| self.words.membership(&text));
        let ticked = reading.value(Field::Member, self.words).and_then(|text| {
            let yes = self.words.tick(&text) == Some(true);
            self.words.membership(&text).or(yes.then_some(Membership::Full))
        });
        stated.or(ticked)
    }

    pub(super) fn presence(&self, reading: &mut Reading) -> Option<Presence> {
        let ticked = |text: &str, yes: Presence, no: Presence| match self.words.tick(text) {
            Some(true) => Some(yes),
            Some(false) => Some(no),
            None => self.words.presence(text),
        };
        let stated = reading.value(Field::Presence, self.words).and_then(|text| self.words.presence(&text));
        let at_home =
            reading.value(Field::AtHome, self.words).and_then(|text| ticked(&text, Presence::Present, Presence::Away));
        let away =
            reading.value(Field::Away, self.words).and_then(|text| ticked(&text, Presence::Away, Presence::Present));
        stated.or(at_home).or(away)
    }

    pub(super) fn categories(&self, reading: &mut Reading) -> Categories {
        let mut said = Categories::default();
        for (at, cell) in &reading.line.ticks {
            match raw_content(Some(cell)) {
                Content::Empty => {}
                Content::Unreadable => reading.findings.push(reading.source.warning(
                    FaultCode::CellUnreadable,
                    reading.line.row,
                    Some(cell.column),
                )),
                Content::Text(text) => {
                    match self.words.tick(&text).or_else(|| (self.words.category(&text) == Some(*at)).then_some(true)) {
                        Some(holds) => {
                            said.holds.push((*at, holds));
                            if is_put_right(&text) {
                                reading.findings.push(reading.source.repair(reading.line.row, cell));
                            }
                        }
                        None => reading.findings.push(reading.source.warning(
                            FaultCode::TickUnclear,
                            reading.line.row,
                            Some(cell.column),
                        )),
                    }
                }
            }
        }
        for cell in &reading.line.lists {
            let place = (reading.line.row, Some(cell.column));
            match content(Some(cell), self.words) {
                Content::Empty => {}
                Content::Unreadable => {
                    reading.findings.push(reading.source.warning(FaultCode::CellUnreadable, place.0, place.1))
                }
                Content::Text(text) => {
                    let unknown = said.read_list(&text, self.words);
                    if !unknown.is_empty() {
                        let fault = reading.source.warning(FaultCode::CategoryUnknown, place.0, place.1);
                        reading.findings.push(fault.naming("names", unknown.join(", ")));
                    }
                }
            }
        }
        said
    }
}
