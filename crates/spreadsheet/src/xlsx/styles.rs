//! The number format of each cell style.

use std::collections::HashMap;

use quick_xml::events::Event;

use crate::error::ReadError;
use crate::number_format::{NumberFormat, built_in, of_code};
use crate::xml::{Xml, attribute};

/// Number formats by the number of the style. A workbook without styles has none.
pub(super) fn read(xml: Option<Xml<'_>>) -> Result<Vec<NumberFormat>, ReadError> {
    let Some(mut xml) = xml else { return Ok(Vec::new()) };
    let mut own = HashMap::new();
    let mut styles = Vec::new();
    let mut in_cell_styles = false;
    loop {
        match xml.next()? {
            Event::Eof => return Ok(styles),
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "cellXfs" => in_cell_styles = true,
                "numFmt" => {
                    let code = attribute(&tag, "formatCode")?.unwrap_or_default();
                    if let Some(id) = number(attribute(&tag, "numFmtId")?) {
                        own.insert(id, of_code(&code));
                    }
                }
                "xf" if in_cell_styles => {
                    let id = number(attribute(&tag, "numFmtId")?).unwrap_or(0);
                    styles.push(own.get(&id).copied().unwrap_or_else(|| built_in(id)));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => in_cell_styles = false,
            _ => {}
        }
    }
}

fn number(text: Option<String>) -> Option<u16> {
    text?.trim().parse().ok()
}
