//! The parts around the sheets.

use super::xml::escaped;
use crate::workbook::Sheet;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

pub(super) const ROOT: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"rId1\" Target=\"xl/workbook.xml\" ",
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\"/></Relationships>",
);

/// The name of a sheet's part below `xl/`.
pub(super) fn sheet_part(index: usize) -> String {
    format!("worksheets/sheet{}.xml", index + 1)
}

pub(super) fn content_types(sheets: usize) -> String {
    let sheets: String = (0..sheets)
        .map(|index| format!("<Override PartName=\"/xl/{}\" ContentType=\"{KIND}.worksheet+xml\"/>", sheet_part(index)))
        .collect();
    format!(
        "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{KIND}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{KIND}.styles+xml\"/>{sheets}</Types>"
    )
}

/// Hidden sheets stay hidden, but a workbook needs one that is not.
pub(super) fn workbook(sheets: &[Sheet], names: &[String]) -> String {
    let first_shown = sheets.iter().position(|sheet| !sheet.hidden).unwrap_or(0);
    let tabs: String = sheets
        .iter()
        .zip(names)
        .enumerate()
        .map(|(index, (sheet, name))| {
            let state = if sheet.hidden && index != first_shown { " state=\"hidden\"" } else { "" };
            let number = index + 1;
            format!("<sheet name=\"{}\" sheetId=\"{number}\"{state} r:id=\"rId{number}\"/>", escaped(name))
        })
        .collect();
    format!(
        "{DECLARATION}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><bookViews>\
         <workbookView activeTab=\"{first_shown}\"/></bookViews><sheets>{tabs}</sheets></workbook>"
    )
}

pub(super) fn relations(sheets: usize) -> String {
    let relations: String = (0..sheets)
        .map(|index| {
            let (number, part) = (index + 1, sheet_part(index));
            format!("<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/worksheet\" Target=\"{part}\"/>")
        })
        .collect();
    let styles = sheets + 1;
    format!(
        "{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}\
         <Relationship Id=\"rId{styles}\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>"
    )
}
