//! Who a row is: the name and the citizen id. A fault here keeps the row out.

use compact_str::CompactString;
use hongwang_domain::CitizenId;
use hongwang_domain::citizen_id::CitizenIdError;
use hongwang_domain::rulebook::workbook::ResidentColumn as Field;

use crate::check::line::{Content, is_lossy};
use crate::check::person::People;
use crate::check::reading::Reading;
use crate::finding::FaultCode;
use crate::numbers;
use crate::text::{behind_label, is_too_long, person_name};

impl People<'_> {
    pub(super) fn name(&self, reading: &mut Reading) -> Option<CompactString> {
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
        let parted = numbers::part(&typed, self.words);
        let name = person_name(parted.as_ref().map_or(&*typed, |parted| &parted.name));
        // 户主：张三
        let name: CompactString = behind_label(&name).into();
        if name.is_empty() && parted.is_none() {
            reading.error(FaultCode::NameMissing, Field::Name);
            return None;
        }
        if is_too_long(&name) {
            reading.error(FaultCode::NameTooLong, Field::Name);
            return None;
        }
        let only_digits = name.chars().all(|character| character.is_ascii_digit());
        if only_digits || numbers::are_in(&name) || parted.as_ref().is_some_and(|parted| parted.id) {
            reading.error_because(FaultCode::NameMissing, Field::Name, "number");
            return None;
        }
        reading.phone_in_name = parted.and_then(|parted| parted.phone);
        if name != *typed {
            reading.repair(Field::Name);
        }
        Some(name)
    }

    pub(super) fn citizen_id(&self, reading: &mut Reading) -> Option<CitizenId> {
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
        if !read.id.is_plausible(self.words.today) {
            reading.error_because(FaultCode::IdInvalid, Field::CitizenId, "birth-range");
            return None;
        }
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
}

fn reason(fault: CitizenIdError) -> &'static str {
    match fault {
        CitizenIdError::Scientific | CitizenIdError::Length => "length",
        CitizenIdError::Character => "character",
        CitizenIdError::BirthDate => "birth-date",
        CitizenIdError::Checksum => "checksum",
    }
}
