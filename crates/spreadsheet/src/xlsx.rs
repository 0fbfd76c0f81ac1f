//! Office Open XML workbooks (ECMA-376), read part by part in one pass, so that a sheet is never held as a whole.
//!
//! A general reader gives values; here the row's being hidden, the formula without a result and the cell that could
//! not be understood have to come with them, so the sheet's XML is read directly.

mod cell;
mod parts;
mod sheet;
mod strings;
mod styles;

use std::io::{Read, Seek};

use crate::budget::Budget;
use crate::content::Content;
use crate::error::ReadError;
use crate::out::Out;
use crate::package::Package;
use crate::strings::Strings;
use crate::workbook::Format;

pub(crate) use parts::main_part;

/// Reads the workbook whose main part is `main`.
pub(crate) fn read<R: Read + Seek>(
    package: &mut Package<'_, R>,
    main: &str,
    budget: &Budget,
    out: &mut Out<'_>,
) -> Result<(), ReadError> {
    let workbook = parts::workbook(package, main)?;
    let content = Content { date_1904: workbook.date_1904, cell_characters: budget.limits().cell_characters };
    let styles = match &workbook.styles {
        Some(part) => styles::read(package.xml(part)?)?,
        None => Vec::new(),
    };
    let strings = match &workbook.strings {
        Some(part) => strings::read(package.xml(part)?, budget)?,
        None => Strings::default(),
    };
    out.start_as(Format::Xlsx, workbook.date_1904)?;
    for tab in workbook.tabs {
        out.sheet(Some(tab.name), tab.hidden)?;
        let cells = cell::Cells { content, styles: &styles, strings: &strings };
        sheet::read(package.needed_xml(&tab.part)?, cells, out)?;
    }
    Ok(())
}
