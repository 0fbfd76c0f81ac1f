//! What a row says of a person beside who it is. A fault here keeps the value out, not the row.

use chrono::{Datelike, NaiveDate};
use hongwang_domain::rulebook::workbook::ResidentColumn as Field;
use hongwang_domain::{CitizenId, FIRST_YEAR_OF_BIRTH, Membership, Phone, Presence, Relation, Sex};
use hongwang_spreadsheet::Value;

use crate::check::categories::Categories;
use crate::check::line::{Content, content, raw_content};
use crate::check::person::{People, Standing};
use crate::check::reading::Reading;
use crate::check::report::{is_full_width, is_put_right};
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
            // What does not say it is neither compared nor kept: 不详男.
            (None, _) => by_id,
        }
    }

    pub(super) fn birth_date(&self, reading: &mut Reading, id: Option<CitizenId>) -> Option<NaiveDate> {
        let by_id = id.map(|id| id.birth_date());
        if reading.value(Field::BirthDate, self.words).is_none() {
            return by_id;
        }
        let Some(cell) = reading.cell(Field::BirthDate) else { return by_id };
        let read = self.words.dates.read_cell(&cell.value, self.workbook);
        if let (Ok(_), Value::Text(text)) = (read, &cell.value)
            && is_full_width(text)
        {
            reading.repair(Field::BirthDate);
        }
        match (read, by_id) {
            (Ok(stated), Some(by_id)) if !stated.agrees(by_id) => {
                reading.warning(FaultCode::BirthMismatch, Field::BirthDate)
            }
            (Ok(stated), None) if stated.first() > self.words.today => {
                reading.warning_because(FaultCode::DateInvalid, Field::BirthDate, "future")
            }
            (Ok(stated), None) if stated.first().year() < FIRST_YEAR_OF_BIRTH => {
                reading.warning_because(FaultCode::DateInvalid, Field::BirthDate, "past")
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

    /// What a word of a field means, if it means anything; its writing is put right.
    fn said<T>(&self, reading: &mut Reading, field: Field, mean: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = reading.value(field, self.words)?;
        let meaning = mean(&text)?;
        reading.repair_if_needed(field, &text);
        Some(meaning)
    }

    /// Party membership, and nothing else of the column.
    pub(super) fn membership(&self, reading: &mut Reading) -> Option<Membership> {
        let stated = self.said(reading, Field::Membership, |text| self.words.membership(text));
        let ticked = self.said(reading, Field::Member, |text| {
            let yes = self.words.tick(text) == Some(true);
            self.words.membership(text).or(yes.then_some(Membership::Full))
        });
        stated.or(ticked)
    }

    pub(super) fn presence(&self, reading: &mut Reading) -> Option<Presence> {
        let ticked = |text: &str, yes: Presence, no: Presence| match self.words.tick(text) {
            Some(true) => Some(yes),
            Some(false) => Some(no),
            None => self.words.presence(text),
        };
        let stated = self.said(reading, Field::Presence, |text| self.words.presence(text));
        let at_home = self.said(reading, Field::AtHome, |text| ticked(text, Presence::Present, Presence::Away));
        let away = self.said(reading, Field::Away, |text| ticked(text, Presence::Away, Presence::Present));
        stated.or(at_home).or(away)
    }

    pub(super) fn categories(&self, reading: &mut Reading) -> Categories {
        let mut said = Categories::default();
        for (at, cover) in &reading.line.ticks {
            match raw_content(Some(cover.cell)) {
                Content::Empty => {}
                Content::Unreadable => reading.tell(FaultCode::CellUnreadable, *cover),
                Content::Text(text) => {
                    match self.words.tick(&text).or_else(|| (self.words.category(&text) == Some(*at)).then_some(true)) {
                        Some(holds) => {
                            said.holds.push((*at, holds));
                            if is_put_right(&text) {
                                reading.tell_repair(*cover);
                            }
                        }
                        None => reading.tell(FaultCode::TickUnclear, *cover),
                    }
                }
            }
        }
        for cover in &reading.line.lists {
            match content(Some(cover.cell), self.words) {
                Content::Empty => {}
                Content::Unreadable => reading.tell(FaultCode::CellUnreadable, *cover),
                Content::Text(text) => {
                    let list = said.read_list(&text, self.words);
                    if list.repaired || is_full_width(&text) {
                        reading.tell_repair(*cover);
                    }
                    if !list.unknown.is_empty() && cover.own {
                        let place = (reading.line.row, Some(cover.cell.column));
                        let fault = reading.source.warning(FaultCode::CategoryUnknown, place.0, place.1);
                        reading.findings.push(fault.naming("names", list.unknown.join(", ")));
                    }
                }
            }
        }
        said
    }
}
