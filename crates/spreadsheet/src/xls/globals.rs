//! What all sheets of a workbook share: their names and places, texts, formats, the count of days.

use std::collections::HashMap;

use encoding_rs::Encoding;

use super::record::{Record, Records, kind, u16_at, u32_at};
use super::text::{Pieces, code_page, short_text};
use crate::budget::Budget;
use crate::error::ReadError;
use crate::number_format::{NumberFormat, built_in, of_code};
use crate::strings::Strings;
use crate::xml::damaged;

pub(super) struct Globals {
    pub(super) date_1904: bool,
    /// Excel 5 and 95: texts are in a code page.
    pub(super) old: Option<&'static Encoding>,
    pub(super) tabs: Vec<Tab>,
    pub(super) strings: Strings,
    formats: HashMap<u16, NumberFormat>,
    styles: Vec<u16>,
}

pub(super) struct Tab {
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) start: usize,
}

impl Globals {
    pub(super) fn format(&self, style: u16) -> NumberFormat {
        let id = self.styles.get(usize::from(style)).copied().unwrap_or(0);
        self.formats.get(&id).copied().unwrap_or_else(|| built_in(id))
    }
}

pub(super) fn read(stream: &[u8], budget: &Budget) -> Result<Globals, ReadError> {
    let mut records = Records::new(stream, 0);
    let begin = records.next()?;
    let old = match (begin.kind, u16_at(begin.content(), 0)) {
        (kind::BOF, Some(0x0600)) => None,
        (kind::BOF, Some(0x0500)) => Some(encoding_rs::GB18030),
        _ => return Err(damaged("a workbook of a version before Excel 5")),
    };
    let mut globals = Globals {
        date_1904: false,
        old,
        tabs: Vec::new(),
        strings: Strings::default(),
        formats: HashMap::new(),
        styles: Vec::new(),
    };
    loop {
        budget.check_time()?;
        let record = records.next()?;
        if record.kind == kind::EOF {
            break;
        }
        globals.take(&record, budget)?;
    }
    if globals.tabs.is_empty() {
        return Err(damaged("a workbook without sheets"));
    }
    Ok(globals)
}

impl Globals {
    fn take(&mut self, record: &Record<'_>, budget: &Budget) -> Result<(), ReadError> {
        let content = record.content();
        match record.kind {
            kind::FILE_PASS => return Err(ReadError::Encrypted),
            kind::DATE_1904 => self.date_1904 = u16_at(content, 0) == Some(1),
            kind::CODE_PAGE if self.old.is_some() => self.old = u16_at(content, 0).map(code_page),
            kind::FORMAT => {
                let code = match self.old {
                    Some(encoding) => encoding.decode(content.get(3..).unwrap_or_default()).0.into_owned(),
                    None => Pieces::new(&record.pieces, 2).rich_text().unwrap_or_default(),
                };
                if let Some(id) = u16_at(content, 0) {
                    self.formats.insert(id, of_code(&code));
                }
            }
            kind::XF => self.styles.push(u16_at(content, 2).unwrap_or(0)),
            kind::BOUND_SHEET => self.tabs.extend(self.tab(content)),
            kind::SST => self.strings = strings(record, budget)?,
            _ => {}
        }
        Ok(())
    }

    /// `None` for charts and macros.
    fn tab(&self, content: &[u8]) -> Option<Tab> {
        let start = u32_at(content, 0)? as usize;
        let (visibility, sort) = (content.get(4)?, content.get(5)?);
        let name = match self.old {
            Some(encoding) => encoding.decode(content.get(7..)?).0.into_owned(),
            None => short_text(content.get(6..)?)?,
        };
        (*sort == 0).then_some(Tab { name, hidden: visibility & 0x03 != 0, start })
    }
}

fn strings(record: &Record<'_>, budget: &Budget) -> Result<Strings, ReadError> {
    let mut pieces = Pieces::new(&record.pieces, 4);
    let count = pieces.u32().unwrap_or(0);
    let mut strings = Strings::default();
    for number in 0..count {
        if number % 4096 == 0 {
            budget.check_time()?;
        }
        let Some(text) = pieces.rich_text() else { break };
        strings.push(&text, budget)?;
    }
    Ok(strings)
}
