//! Writes a workbook as .ods, by hand.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::book::{Book, Cell, Merge, Sheet};
use crate::xlsx::escaped;

const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";
const MANIFEST: &str = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0";

/// The bytes of `book`. Its calendar plays no part: .ods keeps days as days.
pub fn bytes(book: &Book) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    archive.start_file("mimetype", stored).unwrap();
    archive.write_all(KIND.as_bytes()).unwrap();
    for (name, part) in [("META-INF/manifest.xml", manifest()), ("content.xml", content(book))] {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(part.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn manifest() -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><manifest:manifest xmlns:manifest=\"{MANIFEST}\" \
         manifest:version=\"1.2\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{KIND}\"/>\
         <manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>"
    )
}

fn content(book: &Book) -> String {
    let names = ["office", "table", "text", "style"];
    let spaces: String = names
        .iter()
        .map(|name| format!(" xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""))
        .collect();
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content{spaces} office:version=\"1.2\">\
         <office:automatic-styles><style:style style:name=\"shown\" style:family=\"table\">\
         <style:table-properties table:display=\"true\"/></style:style>\
         <style:style style:name=\"hidden\" style:family=\"table\"><style:table-properties table:display=\"false\"/>\
         </style:style></office:automatic-styles><office:body><office:spreadsheet>"
    );
    for sheet in &book.sheets {
        let style = if sheet.hidden { "hidden" } else { "shown" };
        let name = escaped(&sheet.name);
        let _ = write!(xml, "<table:table table:name=\"{name}\" table:style-name=\"{style}\">");
        let merges: HashMap<(usize, usize), Merge> = sheet.merges.iter().map(|merge| (merge.from, *merge)).collect();
        for row in 0..sheet.rows.len() {
            line(&mut xml, sheet, &merges, row);
        }
        xml.push_str("</table:table>");
    }
    xml + "</office:spreadsheet></office:body></office:document-content>"
}

fn line(xml: &mut String, sheet: &Sheet, merges: &HashMap<(usize, usize), Merge>, row: usize) {
    let hidden = if sheet.hidden_rows.contains(&row) { " table:visibility=\"collapse\"" } else { "" };
    let _ = write!(xml, "<table:table-row{hidden}>");
    for (column, cell) in sheet.rows[row].iter().enumerate() {
        let span = merges.get(&(row, column)).map_or(String::new(), |merge| {
            let (rows, columns) = (merge.to.0 - row + 1, merge.to.1 - column + 1);
            format!(" table:number-rows-spanned=\"{rows}\" table:number-columns-spanned=\"{columns}\"")
        });
        let _ = match cell {
            Cell::Blank => write!(xml, "<table:table-cell{span}/>"),
            Cell::Number(number) => {
                let value = format!("office:value-type=\"float\" office:value=\"{number}\"");
                write!(xml, "<table:table-cell{span} {value}><text:p>{number}</text:p></table:table-cell>")
            }
            Cell::Day(day) => {
                let value = format!("office:value-type=\"date\" office:date-value=\"{day}\"");
                write!(xml, "<table:table-cell{span} {value}><text:p>{day}</text:p></table:table-cell>")
            }
            Cell::NoResult => write!(xml, "<table:table-cell{span} table:formula=\"of:=VLOOKUP([.A1])\"/>"),
            Cell::Text(text) | Cell::Formula(_, text) => {
                let text = text.lines().map(|line| format!("<text:p>{}</text:p>", spaces(line))).collect::<String>();
                write!(xml, "<table:table-cell{span} office:value-type=\"string\">{text}</table:table-cell>")
            }
        };
    }
    xml.push_str("</table:table-row>");
}

/// Runs of spaces, which XML would fold, as .ods writes them.
fn spaces(line: &str) -> String {
    escaped(line).replace("  ", "<text:s text:c=\"2\"/>")
}
