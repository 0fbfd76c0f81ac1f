//! OpenDocument spreadsheets (ISO/IEC 26300), read from their `content.xml` in one pass.

mod cell;
mod table;

use std::collections::HashSet;
use std::io::{Read, Seek};

use quick_xml::events::{BytesStart, Event};

use crate::budget::Budget;
use crate::content::Content;
use crate::error::ReadError;
use crate::out::Out;
use crate::package::Package;
use crate::workbook::Format;
use crate::xml::{Xml, attribute, each_attribute};

pub(crate) fn read<R: Read + Seek>(
    package: &mut Package<'_, R>,
    budget: &Budget,
    out: &mut Out<'_>,
) -> Result<(), ReadError> {
    refuse_encrypted(package)?;
    let content = Content { date_1904: false, cell_characters: budget.limits().cell_characters };
    let mut xml = package.needed_xml("content.xml")?;
    let mut styles = Styles::default();
    loop {
        match &xml.next()? {
            Event::Eof => return Err(ReadError::NotASpreadsheet("a document of another kind".to_owned())),
            Event::Start(tag) if tag.local_name().as_ref() == "spreadsheet" => break,
            Event::Start(tag) | Event::Empty(tag) => styles.take(tag)?,
            _ => {}
        }
    }
    out.start_as(Format::Ods, false)?;
    tables(&mut xml, &styles, content, out)
}

fn tables(xml: &mut Xml<'_>, styles: &Styles, content: Content, out: &mut Out<'_>) -> Result<(), ReadError> {
    let mut in_history = false;
    loop {
        let (name, hidden) = match &xml.next()? {
            Event::Eof => return Ok(()),
            // What was changed and rejected looks like a table, and is none.
            Event::Start(tag) if tag.local_name().as_ref() == "tracked-changes" => {
                in_history = true;
                continue;
            }
            Event::End(tag) if tag.local_name().as_ref() == "tracked-changes" => {
                in_history = false;
                continue;
            }
            Event::Start(tag) if tag.local_name().as_ref() == "table" && !in_history => styles.tab(tag)?,
            _ => continue,
        };
        out.sheet(Some(name), hidden)?;
        table::read(xml, content, out)?;
    }
}

/// The names of the table styles that hide a sheet.
#[derive(Default)]
struct Styles {
    current: String,
    hiding: HashSet<String>,
}

impl Styles {
    fn take(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        match tag.local_name().as_ref() {
            "style" => self.current = attribute(tag, "name")?.unwrap_or_default(),
            "table-properties" if attribute(tag, "display")?.as_deref() == Some("false") => {
                self.hiding.insert(self.current.clone());
            }
            _ => {}
        }
        Ok(())
    }

    fn tab(&self, tag: &BytesStart<'_>) -> Result<(String, bool), ReadError> {
        let (mut name, mut hidden) = (String::new(), false);
        each_attribute(tag, |key, value| {
            match key {
                "name" => name = value.to_owned(),
                "style-name" => hidden |= self.hiding.contains(value),
                "display" => hidden |= value == "false",
                _ => {}
            }
            Ok(())
        })?;
        Ok((name, hidden))
    }
}

/// The list of parts says which of them are encrypted; the content then is no XML.
fn refuse_encrypted<R: Read + Seek>(package: &mut Package<'_, R>) -> Result<(), ReadError> {
    let Some(mut xml) = package.xml("META-INF/manifest.xml")? else { return Ok(()) };
    loop {
        match &xml.next()? {
            Event::Eof => return Ok(()),
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "encryption-data" => {
                return Err(ReadError::Encrypted);
            }
            _ => {}
        }
    }
}
