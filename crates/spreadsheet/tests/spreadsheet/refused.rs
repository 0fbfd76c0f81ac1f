//! Files that are refused, each with its reason.

use hongwang_spreadsheet::{Limit, Limits, ReadError, read};

use crate::look::refusal;
use crate::make::{Xlsx, zip};

fn over(bytes: &[u8], limits: Limits) -> Option<Limit> {
    match read(bytes, &limits) {
        Err(ReadError::TooLarge { what, .. }) => Some(what),
        _ => None,
    }
}

#[test]
fn nothing_pictures_archives_and_letters() {
    assert_eq!(refusal(b""), ReadError::Empty);
    let letter = zip(&[
        ("_rels/.rels", b"<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>"),
        ("word/document.xml", b"<document/>"),
    ]);
    let binary = zip(&[
        ("_rels/.rels", b"<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>"),
        ("xl/workbook.bin", b"x"),
    ]);
    let others: [&[u8]; 7] = [
        b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00",
        b"\x89PNG\r\n\x1A\n\x00\x00",
        b"%PDF-1.7\n",
        &zip(&[("picture.jpg", b"x"), ("../../etc/passwd", b"x")]),
        &zip(&[]),
        &letter,
        &binary,
    ];
    for bytes in others {
        let error = refusal(bytes);
        assert!(matches!(error, ReadError::NotASpreadsheet(_)), "{error}");
    }
}

#[test]
fn an_archive_that_was_cut_off() {
    let bytes = Xlsx::data("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
    for length in [10, 100, bytes.len() / 2, bytes.len() - 30] {
        assert!(matches!(refusal(&bytes[..length]), ReadError::CutOff(_)), "{length}");
    }
}

#[test]
fn names_that_climb_out_are_only_names() {
    let bytes = Xlsx::default()
        .sheet("S", "", "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>")
        .extra("../../../../tmp/climbed.xml", b"x")
        .extra("/etc/climbed", b"x")
        .build();
    assert!(read(&bytes, &Limits::default()).is_ok());
    assert!(!std::path::Path::new("/tmp/climbed.xml").exists());
}

#[test]
fn document_types_and_entities() {
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>";
    let bytes = Xlsx::default().extra("xl/worksheets/sheet0.xml", laughs.as_bytes()).build_with_tab();
    assert!(matches!(refusal(&bytes), ReadError::Damaged(_)));
    let bytes = Xlsx::data("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>&unknown;</v></c></row>");
    assert!(matches!(refusal(&bytes), ReadError::Damaged(_)));
}

#[test]
fn a_missing_part_and_broken_xml() {
    let bytes = Xlsx::default().build_with_tab();
    assert!(matches!(refusal(&bytes), ReadError::Damaged(_)));
    for data in ["<row r=\"1\"><c", "<row r=\"0\"></row>", "<row r=\"1\"></c>", "<row r=\"1048577\"/>"] {
        assert!(matches!(refusal(&Xlsx::data(data)), ReadError::Damaged(_)), "{data}");
    }
}

#[test]
fn xml_that_ends_early_is_not_taken_for_whole() {
    let sheet = b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    let bytes = Xlsx::default().extra("xl/worksheets/sheet0.xml", sheet).build_with_tab();
    assert!(matches!(refusal(&bytes), ReadError::CutOff(_)));
}

#[test]
fn text_in_endlessly_many_parts_takes_no_memory() {
    let runs = "<r><t>0123456789</t></r>".repeat(200_000);
    let bytes = Xlsx::data(&format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is>{runs}</is></c></row>"));
    assert_eq!(crate::look::rows(&crate::look::workbook(&bytes).sheets[0]), ["1 A=?"]);
}

#[test]
fn every_limit_is_kept() {
    let row = |number: usize| {
        format!("<row r=\"{number}\"><c r=\"A{number}\" t=\"str\"><v>text</v></c><c r=\"B{number}\"><v>1</v></c></row>")
    };
    let bytes = Xlsx::data(&(1..=10).map(row).collect::<String>());
    let defaults = Limits::default;
    assert!(read(&bytes, &Limits { rows: 10, cells: 20, text_bytes: 40, sheets: 1, ..defaults() }).is_ok());
    assert_eq!(over(&bytes, Limits { rows: 9, ..defaults() }), Some(Limit::Rows));
    assert_eq!(over(&bytes, Limits { cells: 19, ..defaults() }), Some(Limit::Cells));
    assert_eq!(over(&bytes, Limits { text_bytes: 39, ..defaults() }), Some(Limit::Text));
    assert_eq!(over(&bytes, Limits { sheets: 0, ..defaults() }), Some(Limit::Sheets));
    assert_eq!(over(&bytes, Limits { file_bytes: 100, ..defaults() }), Some(Limit::FileSize));
    assert_eq!(over(&bytes, Limits { unpacked_bytes: 1000, ..defaults() }), Some(Limit::Unpacked));
    assert_eq!(over(&bytes, Limits { seconds: 0, ..defaults() }), Some(Limit::Time));
}

#[test]
fn bombs_are_stopped_before_they_go_off() {
    // 80 MB of blanks in 80 KB, and the same in one cell.
    let blanks = " ".repeat(80 << 20);
    let limits = || Limits { unpacked_bytes: 64 << 20, ..Limits::default() };
    let bytes = Xlsx::data(&blanks);
    assert!(bytes.len() < 200_000);
    assert_eq!(over(&bytes, limits()), Some(Limit::Unpacked));
    let cell = format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{}</t></is></c></row>", &blanks[..16 << 20]);
    assert_eq!(over(&Xlsx::data(&cell), limits()), Some(Limit::Text));
    let tables = "<table:table table:name=\"t\"><table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/></table:table-row></table:table>";
    assert_eq!(over(&crate::make::ods("", tables), limits()), Some(Limit::Cells));
}

#[test]
fn a_size_that_lies_does_not_help_a_bomb() {
    let mut bytes = Xlsx::data(&" ".repeat(8 << 20));
    // Where the archive says how long the part is, it now says 100 bytes.
    let true_size = (8_u32 << 20).to_le_bytes();
    let near: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at + 2..*at + 4] == true_size[2..]).collect();
    for at in near {
        bytes[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    let error = read(&bytes, &Limits { unpacked_bytes: 1 << 20, ..Limits::default() }).expect_err("a bomb");
    assert!(matches!(error, ReadError::TooLarge { .. } | ReadError::Damaged(_)), "{error}");
}

#[test]
fn every_reason_has_words() {
    let words = [
        include_str!("../../../../locales/zh-CN/spreadsheet.ftl"),
        include_str!("../../../../locales/en/spreadsheet.ftl"),
    ];
    let limits = [
        Limit::FileSize,
        Limit::Unpacked,
        Limit::Sheets,
        Limit::Rows,
        Limit::Cells,
        Limit::Text,
        Limit::Time,
        Limit::Memory,
    ];
    let other = String::new;
    let mut errors = vec![
        ReadError::Empty,
        ReadError::CutOff(other()),
        ReadError::NotASpreadsheet(other()),
        ReadError::Encrypted,
        ReadError::Damaged(other()),
        ReadError::ChildEnded(other()),
        ReadError::NotStarted(other()),
        ReadError::Io(other()),
    ];
    errors.extend(limits.map(|what| ReadError::TooLarge { what, limit: 7 }));
    for error in errors {
        for file in words {
            let start = format!("{} = ", error.key());
            let message = file.lines().find(|line| line.starts_with(&start)).expect("a message");
            assert_eq!(message.contains("{ $limit }"), !error.args().is_empty(), "{message}");
        }
    }
}
