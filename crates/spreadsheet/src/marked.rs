//! A copy of a workbook with its faults marked: the same sheets, rows, cells and merges, bad cells coloured, and the
//! reasons in words beside them.
//!
//! The file is written row by row as it is made: a copy of a large workbook needs no second one in memory, and no
//! temporary file, which would leave people's data behind.

mod layout;
mod names;
mod parts;
mod sheet;
mod styles;
mod xml;

use std::io::{self, Seek, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::workbook::Workbook;

/// A fault of a row, or of one of its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Index into [`Workbook::sheets`].
    pub sheet: usize,
    /// The number of the row, from 1.
    pub row: u32,
    /// The cell, from 0, blank ones too; `None` for the row as a whole.
    pub column: Option<u32>,
    /// What is wrong, in the words of the reader.
    pub reason: String,
    /// How it is coloured.
    pub severity: Severity,
}

/// How bad a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Amber: the row is taken, the value is not.
    Warning,
    /// Red: the row is not taken.
    Error,
}

/// Writes a marked copy as `.xlsx`. `heading` stands over the reasons of each sheet that has any.
///
/// Text stays text, also where it begins like a formula; of a formula without a result its text is written.
/// A mark outside of every sheet is left out.
pub fn write_marked(workbook: &Workbook, marks: &[Mark], heading: &str, to: impl Write + Seek) -> io::Result<()> {
    let mut zip = ZipWriter::new(to);
    let names = names::valid(&workbook.sheets);
    let fixed = [
        ("[Content_Types].xml", parts::content_types(names.len())),
        ("_rels/.rels", parts::ROOT.to_owned()),
        ("xl/workbook.xml", parts::workbook(&workbook.sheets, &names)),
        ("xl/_rels/workbook.xml.rels", parts::relations(names.len())),
        ("xl/styles.xml", styles::part()),
    ];
    for (name, content) in fixed {
        begin(&mut zip, name)?;
        zip.write_all(content.as_bytes())?;
    }
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        begin(&mut zip, &format!("xl/{}", parts::sheet_part(index)))?;
        let marks = layout::Marks::of(marks.iter().filter(|mark| mark.sheet == index));
        sheet::write(sheet, &marks, heading, &mut zip)?;
    }
    zip.finish()?.flush()
}

fn begin(zip: &mut ZipWriter<impl Write + Seek>, name: &str) -> io::Result<()> {
    Ok(zip.start_file(name, SimpleFileOptions::default())?)
}
