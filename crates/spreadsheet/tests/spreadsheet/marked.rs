//! Marked copies.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx as Calamine};
use hongwang_spreadsheet::{Mark, Severity, Workbook, write_marked};

use crate::look::{merges, rows, workbook};
use crate::make::Xlsx;

fn mark(row: u32, column: Option<u32>, reason: &str, severity: Severity) -> Mark {
    Mark { sheet: 0, row, column, reason: reason.to_owned(), severity }
}

fn copy(workbook: &Workbook, marks: &[Mark]) -> Vec<u8> {
    let mut copy = Cursor::new(Vec::new());
    write_marked(workbook, marks, "导入时发现的问题", &mut copy).expect("a copy");
    copy.into_inner()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let part = zip.by_name(name).expect("a part");
    std::io::read_to_string(part).expect("text")
}

#[test]
fn everything_stays_where_it_was_and_reasons_stand_beside() {
    let content = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>台账</v></c></row>\
        <row r=\"3\" hidden=\"1\"><c r=\"A3\" t=\"str\"><v>=1+1</v></c><c r=\"B3\"><v>3.5</v></c><c r=\"C3\" s=\"1\"><v>29221</v></c>\
        <c r=\"D3\" t=\"b\"><v>1</v></c><c r=\"E3\" t=\"e\"><v>#N/A</v></c><c r=\"F3\"><f>HYPERLINK(\"x\")</f></c><c r=\"G3\"><f>1+1</f><v>2</v></c></row>\
        <row r=\"9\"><c r=\"B9\" t=\"str\"><v> 𠮷&lt;_x000D_ </v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"D1:E2\"/></mergeCells>";
    let bytes = Xlsx::default()
        .formats(&[], &[0, 14])
        .sheet("藏", "state=\"hidden\"", content)
        .sheet("明", "", content)
        .build();
    let original = workbook(&bytes);
    let marks = [
        mark(3, Some(0), "第一个原因", Severity::Warning),
        mark(3, Some(1), "第二个原因", Severity::Error),
        mark(3, Some(1), "第二个原因", Severity::Error),
        mark(5, Some(2), "空着", Severity::Error),
        mark(9, None, "整行", Severity::Warning),
    ];
    let copied = workbook(&copy(&original, &marks));
    let tabs: Vec<_> = copied.sheets.iter().map(|sheet| (sheet.name.as_deref(), sheet.hidden)).collect();
    assert_eq!(tabs, [(Some("藏"), true), (Some("明"), false)]);
    let line = "A==1+1 B=n:3.5 C=d:1980-01-01 D=b:true E=e:#N/A F==HYPERLINK(\"x\") G=n:2";
    assert_eq!(
        rows(&copied.sheets[0]),
        [
            "1 A=台账 H=导入时发现的问题".to_owned(),
            format!("3* {line} H=第一个原因\n第二个原因"),
            "5 H=空着".to_owned(),
            "9 B= 𠮷<\r  H=整行".to_owned(),
        ]
    );
    assert_eq!(rows(&copied.sheets[1])[1], format!("3* {line}"));
    // Of two that overlap only one can stay.
    assert_eq!(merges(&copied.sheets[0]), [[1, 0, 1, 3]]);
}

#[test]
fn bad_cells_are_coloured_and_nothing_is_live() {
    let original = workbook(&Xlsx::data(
        "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>@SUM(1)</v></c><c r=\"B2\"><v>1</v></c><c r=\"C2\"><f>1+1</f></c></row>",
    ));
    let copy = copy(&original, &[mark(2, Some(1), "bad", Severity::Error), mark(2, Some(4), "odd", Severity::Warning)]);
    let sheet = part(&copy, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f"), "{sheet}");
    let (plain_error, text_warning, reason_error) = (8, 5, 11);
    assert!(sheet.contains(&format!("<c r=\"B2\" s=\"{plain_error}\" t=\"n\">")), "{sheet}");
    assert!(sheet.contains(&format!("<c r=\"E2\" s=\"{text_warning}\"/>")), "{sheet}");
    assert!(sheet.contains(&format!("<c r=\"F2\" s=\"{reason_error}\"")), "{sheet}");
    let styles = part(&copy, "xl/styles.xml");
    let formats = styles.split_once("<cellXfs").expect("styles").1;
    let nth = |number: usize| formats.split("<xf ").nth(number + 1).expect("a style").to_owned();
    assert!(nth(plain_error).contains("fillId=\"3\"") && nth(text_warning).contains("fillId=\"2\""));
}

#[test]
fn another_reader_finds_the_same() {
    let original = workbook("姓名,号码\n王小明,=\"0012\"\n".as_bytes());
    let copy = copy(&original, &[mark(2, Some(1), "号码不对", Severity::Error)]);
    let mut other: Calamine<_> = Calamine::new(Cursor::new(copy)).expect("a workbook");
    assert_eq!(other.sheet_names(), ["Sheet1"]);
    let range = other.worksheet_range("Sheet1").expect("a sheet");
    let text = |row, column| range.get((row, column)).map(ToString::to_string);
    assert_eq!(text(0, 2).as_deref(), Some("导入时发现的问题"));
    assert_eq!((text(1, 1).as_deref(), text(1, 2).as_deref()), (Some("0012"), Some("号码不对")));
    assert_eq!(range.get((1, 0)), Some(&Data::String("王小明".to_owned())));
}

#[test]
fn a_sheet_that_is_used_to_its_edge_still_has_room() {
    let original = workbook(&Xlsx::data(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>",
    ));
    let copied = workbook(&copy(&original, &[mark(1_048_576, Some(16_383), "远", Severity::Error)]));
    let last = copied.sheets[0].rows.last().expect("a row");
    assert_eq!(last.cells.iter().map(|cell| cell.column).collect::<Vec<_>>(), [16_382, 16_383]);
}

/// Office programs do not open archives whose entries claim to need the form for files over 4 GiB.
#[test]
fn the_archive_is_one_that_office_programs_open() {
    let content = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>台账</v></c></row></sheetData>";
    let bytes = copy(&workbook(&Xlsx::default().sheet("明", "", content).build()), &[]);
    let headers: Vec<&[u8]> = bytes.windows(6).filter(|bytes| bytes.starts_with(b"PK\x03\x04")).collect();
    assert!(!headers.is_empty());
    for header in headers {
        assert_eq!(u16::from_le_bytes([header[4], header[5]]), 20, "version needed to extract");
    }
}
