//! Makes workbooks by hand, so that a test can hold what no writer would write.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(content).expect("its content");
    }
    zip.finish().expect("an archive").into_inner()
}

/// An `.xlsx` under construction.
#[derive(Default)]
pub struct Xlsx {
    properties: String,
    sheets: Vec<(String, String, String)>,
    strings: Option<String>,
    styles: Option<String>,
    extra: Vec<(String, Vec<u8>)>,
}

impl Xlsx {
    /// With one sheet, whose `sheetData` is given.
    pub fn data(data: &str) -> Vec<u8> {
        Self::default().sheet("S", "", &format!("<sheetData>{data}</sheetData>")).build()
    }

    pub fn sheet(mut self, name: &str, attributes: &str, content: &str) -> Self {
        let content = format!("<worksheet xmlns=\"{MAIN}\">{content}</worksheet>");
        self.sheets.push((name.to_owned(), attributes.to_owned(), content));
        self
    }

    pub fn properties(mut self, properties: &str) -> Self {
        self.properties = properties.to_owned();
        self
    }

    pub fn strings(mut self, strings: &str) -> Self {
        self.strings = Some(format!("<sst xmlns=\"{MAIN}\">{strings}</sst>"));
        self
    }

    /// Number formats of its own, and the number format of each style.
    pub fn formats(mut self, own: &[(u16, &str)], styles: &[u16]) -> Self {
        let own: String = own
            .iter()
            .map(|(id, code)| format!("<numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>", code.replace('"', "&quot;")))
            .collect();
        let styles: String = styles.iter().map(|id| format!("<xf numFmtId=\"{id}\"/>")).collect();
        self.styles = Some(format!(
            "<styleSheet xmlns=\"{MAIN}\"><numFmts>{own}</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>\
             <cellXfs>{styles}</cellXfs></styleSheet>"
        ));
        self
    }

    /// With the tab of a sheet whose part comes from [`Xlsx::extra`].
    pub fn build_with_tab(mut self) -> Vec<u8> {
        self.sheets.push(("S".to_owned(), String::new(), String::new()));
        self.build()
    }

    pub fn extra(mut self, name: &str, content: &[u8]) -> Self {
        self.extra.push((name.to_owned(), content.to_vec()));
        self
    }

    pub fn build(self) -> Vec<u8> {
        let relation = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
        };
        let around = |content: &str| format!("<Relationships xmlns=\"{PACKAGE}\">{content}</Relationships>");
        let (mut tabs, mut relations) = (String::new(), String::new());
        let mut parts = Vec::new();
        for (index, (name, attributes, content)) in self.sheets.into_iter().enumerate() {
            tabs += &format!("<sheet name=\"{name}\" sheetId=\"{}\" r:id=\"s{index}\" {attributes}/>", index + 1);
            relations += &relation(&format!("s{index}"), "worksheet", &format!("worksheets/sheet{index}.xml"));
            if !content.is_empty() {
                parts.push((format!("xl/worksheets/sheet{index}.xml"), content.into_bytes()));
            }
        }
        for (kind, content) in [("sharedStrings", self.strings), ("styles", self.styles)] {
            if let Some(content) = content {
                relations += &relation(kind, kind, &format!("{kind}.xml"));
                parts.push((format!("xl/{kind}.xml"), content.into_bytes()));
            }
        }
        let workbook = format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\">{}<sheets>{tabs}</sheets></workbook>",
            self.properties
        );
        parts.push(("_rels/.rels".into(), around(&relation("w", "officeDocument", "xl/workbook.xml")).into_bytes()));
        parts.push(("xl/workbook.xml".into(), workbook.into_bytes()));
        parts.push(("xl/_rels/workbook.xml.rels".into(), around(&relations).into_bytes()));
        parts.extend(self.extra);
        let parts: Vec<(&str, &[u8])> =
            parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
        zip(&parts)
    }
}

/// An `.ods` with the given styles and tables.
pub fn ods(styles: &str, tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
         xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
         xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\">\
         <office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    zip(&[("mimetype", kind), ("content.xml", content.as_bytes())])
}
