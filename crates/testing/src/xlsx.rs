//! Writes a workbook as .xlsx, by hand: what spreadsheet programs save, and also what they should not.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::book::{Book, Cell, Sheet, letters};

/// How texts are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strings {
    /// In a table of their own, as spreadsheet programs do.
    #[default]
    Shared,
    /// In their cells, as many generators do.
    Inline,
}

/// The bytes of `book`.
pub fn bytes(book: &Book, strings: Strings) -> Vec<u8> {
    let mut shared = Shared::default();
    let sheets: Vec<String> = book.sheets.iter().map(|sheet| worksheet(book, sheet, strings, &mut shared)).collect();
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), content_types(sheets.len())),
        ("_rels/.rels".to_owned(), package_relations()),
        ("xl/workbook.xml".to_owned(), workbook(book)),
        ("xl/_rels/workbook.xml.rels".to_owned(), workbook_relations(sheets.len())),
        ("xl/styles.xml".to_owned(), STYLES.to_owned()),
        ("xl/sharedStrings.xml".to_owned(), shared.xml()),
    ];
    parts.extend(
        sheets.into_iter().enumerate().map(|(index, xml)| (format!("xl/worksheets/sheet{}.xml", index + 1), xml)),
    );
    zipped(parts.iter().map(|(name, xml)| (name.as_str(), xml.as_bytes())))
}

/// A zip archive of these parts.
pub fn zipped<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(part).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Text made safe for XML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[derive(Default)]
struct Shared {
    order: Vec<String>,
    places: HashMap<String, usize>,
}

impl Shared {
    fn place(&mut self, text: &str) -> usize {
        if let Some(place) = self.places.get(text) {
            return *place;
        }
        self.order.push(text.to_owned());
        self.places.insert(text.to_owned(), self.order.len() - 1);
        self.order.len() - 1
    }

    fn xml(&self) -> String {
        let mut xml = format!("{HEAD}<sst {MAIN} uniqueCount=\"{}\">", self.order.len());
        for text in &self.order {
            let _ = write!(xml, "<si><t xml:space=\"preserve\">{}</t></si>", escaped(text));
        }
        xml + "</sst>"
    }
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// Style 1 is a day, as Chinese spreadsheets format it.
const STYLES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts count=\"1\">\
<numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/></numFmts>\
<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"宋体\"/></font></fonts>\
<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>\
<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
<cellXfs count=\"2\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
<xf numFmtId=\"176\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>";

fn worksheet(book: &Book, sheet: &Sheet, strings: Strings, shared: &mut Shared) -> String {
    let mut xml = format!("{HEAD}<worksheet {MAIN}><sheetData>");
    for (row, cells) in sheet.rows.iter().enumerate() {
        let hidden = if sheet.hidden_rows.contains(&row) { " hidden=\"1\"" } else { "" };
        let _ = write!(xml, "<row r=\"{}\"{hidden}>", row + 1);
        for (column, cell) in cells.iter().enumerate() {
            let place = format!("{}{}", letters(column), row + 1);
            let _ = match cell {
                Cell::Blank => Ok(()),
                Cell::Text(text) if strings == Strings::Inline => {
                    let text = escaped(text);
                    write!(xml, "<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
                }
                Cell::Text(text) => write!(xml, "<c r=\"{place}\" t=\"s\"><v>{}</v></c>", shared.place(text)),
                Cell::Number(number) if number.abs() >= 1e15 => {
                    write!(xml, "<c r=\"{place}\"><v>{}</v></c>", format!("{number:e}").replace('e', "E+"))
                }
                Cell::Number(number) => write!(xml, "<c r=\"{place}\"><v>{number}</v></c>"),
                Cell::Day(day) => write!(xml, "<c r=\"{place}\" s=\"1\"><v>{}</v></c>", book.serial(*day)),
                Cell::Formula(formula, text) => {
                    let (formula, text) = (escaped(formula), escaped(text));
                    write!(xml, "<c r=\"{place}\" t=\"str\"><f>{formula}</f><v>{text}</v></c>")
                }
                Cell::NoResult => write!(xml, "<c r=\"{place}\"><f>VLOOKUP(A1,B:C,2,0)</f></c>"),
            };
        }
        xml.push_str("</row>");
    }
    xml.push_str("</sheetData>");
    if !sheet.merges.is_empty() {
        let _ = write!(xml, "<mergeCells count=\"{}\">", sheet.merges.len());
        for merge in &sheet.merges {
            let (from, to) = (merge.from, merge.to);
            let range = format!("{}{}:{}{}", letters(from.1), from.0 + 1, letters(to.1), to.0 + 1);
            let _ = write!(xml, "<mergeCell ref=\"{range}\"/>");
        }
        xml.push_str("</mergeCells>");
    }
    xml + "</worksheet>"
}

fn workbook(book: &Book) -> String {
    let calendar = if book.from_1904 { "<workbookPr date1904=\"1\"/>" } else { "" };
    let mut xml = format!("{HEAD}<workbook {MAIN} xmlns:r=\"{RELATIONS}\">{calendar}<sheets>");
    for (index, sheet) in book.sheets.iter().enumerate() {
        let hidden = if sheet.hidden { " state=\"hidden\"" } else { "" };
        let (name, number) = (escaped(&sheet.name), index + 1);
        let _ = write!(xml, "<sheet name=\"{name}\" sheetId=\"{number}\"{hidden} r:id=\"rId{number}\"/>");
    }
    xml + "</sheets></workbook>"
}

fn workbook_relations(sheets: usize) -> String {
    let mut xml = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for number in 1..=sheets {
        let target = format!("worksheets/sheet{number}.xml");
        let _ = write!(xml, "<Relationship Id=\"rId{number}\" Type=\"{RELATIONS}/worksheet\" Target=\"{target}\"/>");
    }
    for (number, part) in ["styles", "sharedStrings"].into_iter().enumerate() {
        let id = sheets + number + 1;
        let _ = write!(xml, "<Relationship Id=\"rId{id}\" Type=\"{RELATIONS}/{part}\" Target=\"{part}.xml\"/>");
    }
    xml + "</Relationships>"
}

fn package_relations() -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" \
         Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    )
}

fn content_types(sheets: usize) -> String {
    let mut xml = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{TYPES}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{TYPES}.styles+xml\"/>\
         <Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{TYPES}.sharedStrings+xml\"/>"
    );
    for number in 1..=sheets {
        let part = format!("/xl/worksheets/sheet{number}.xml");
        let _ = write!(xml, "<Override PartName=\"{part}\" ContentType=\"{TYPES}.worksheet+xml\"/>");
    }
    xml + "</Types>"
}
