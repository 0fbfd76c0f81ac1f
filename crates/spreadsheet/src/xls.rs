//! Binary workbooks of Excel 5 to 2003 (BIFF5 and BIFF8, [MS-XLS]), which WPS writes as well (`.et`).

mod cell;
mod compound;
mod globals;
mod record;
mod sheet;
mod text;

use crate::budget::Budget;
use crate::content::Content;
use crate::error::ReadError;
use crate::out::Out;
use crate::workbook::Format;
use compound::Compound;

/// Reads a workbook in its container.
pub(crate) fn read(bytes: Vec<u8>, budget: &Budget, out: &mut Out<'_>) -> Result<(), ReadError> {
    let compound = Compound::open(&bytes)?;
    // A workbook of today under a password is put into the old container.
    if compound.has("EncryptedPackage") {
        return Err(ReadError::Encrypted);
    }
    let stream = match compound.stream("Workbook")? {
        Some(stream) => stream,
        None => compound
            .stream("Book")?
            .ok_or_else(|| ReadError::NotASpreadsheet("an Office document of another kind".to_owned()))?,
    };
    // The stream is nearly as large as the file.
    drop(compound);
    drop(bytes);
    read_stream(&stream, budget, out)
}

/// Reads a workbook that some programs write without its container.
pub(crate) fn read_stream(stream: &[u8], budget: &Budget, out: &mut Out<'_>) -> Result<(), ReadError> {
    let globals = globals::read(stream, budget)?;
    let content = Content { date_1904: globals.date_1904, cell_characters: budget.limits().cell_characters };
    out.start_as(Format::Xls, globals.date_1904)?;
    for tab in &globals.tabs {
        out.sheet(Some(tab.name.clone()), tab.hidden)?;
        sheet::read(stream, tab.start, &globals, content, budget, out)?;
    }
    Ok(())
}
