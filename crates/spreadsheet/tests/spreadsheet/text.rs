//! CSV and its relatives.

use hongwang_spreadsheet::{Encoding, Format, ReadError, TextForm, previews, sniff};

use crate::look::{refusal, rows, workbook};

#[test]
fn rows_are_numbered_as_they_are_seen() {
    let workbook = workbook("姓名,备注\r\n\r\n,,\r\n王小明,\"第一行\r\n第二行\"\r\n李红,x\r\n".as_bytes());
    assert_eq!((workbook.format, workbook.encoding), (Format::Text, Some(Encoding::Utf8)));
    assert_eq!(workbook.sheets.len(), 1);
    assert_eq!((workbook.sheets[0].name.as_deref(), workbook.sheets[0].hidden), (None, false));
    assert_eq!(rows(&workbook.sheets[0]), ["1 A=姓名 B=备注", "4 A=王小明 B=第一行\n第二行", "5 A=李红 B=x"]);
}

#[test]
fn numbers_keep_their_zeros_and_formulas_have_no_result() {
    let text = "=\"00123\",990101194706175312,1.10105E+17,\"=\"\"0427\"\"\"\n=HYPERLINK(\"http://example.invalid\"),=1+1,=,+86 1\n";
    let workbook = workbook(text.as_bytes());
    assert_eq!(
        rows(&workbook.sheets[0]),
        ["1 A=00123 B=990101194706175312 C=1.10105E+17 D=0427", "2 A=?(=) B=?(=) C== D=+86 1"]
    );
    assert_eq!(workbook.sheets[0].formulas[0].text, "=HYPERLINK(\"http://example.invalid\")");
}

#[test]
fn every_encoding_and_separator() {
    let table = "姓名,编号\n王·小明,0012\n";
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let expected = ["1 A=姓名 B=编号", "2 A=王·小明 B=0012"];
    let (gb, _, _) = encoding_rs::GB18030.encode(table);
    let files = [
        table.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF", table.as_bytes()].concat(),
        gb.to_vec(),
        wide(table),
        [b"\xFF\xFE".to_vec(), wide(&table.replace(',', "\t"))].concat(),
        table.replace(',', "\t").into_bytes(),
        table.replace(',', ";").into_bytes(),
        table.replace('\n', "\r").into_bytes(),
        format!("sep=;\r\n{}", table.replace(',', ";")).into_bytes(),
    ];
    for file in files {
        assert_eq!(rows(&workbook(&file).sheets[0]), expected);
    }
}

#[test]
fn characters_that_are_in_no_encoding_are_named() {
    let mut bytes = "姓名,备注\n".repeat(20).into_bytes();
    bytes.extend(b"\xFF\xFE\xFA,x\n");
    let found = rows(&workbook(&bytes).sheets[0]);
    assert_eq!(found.last().map(String::as_str), Some("21 A=? B=x"));
}

#[test]
fn pages_and_blank_files_are_no_tables() {
    for page in
        ["<html><table><tr><td>x</td></tr></table></html>", "\n <!DOCTYPE html>", "<?xml version=\"1.0\"?><Workbook/>"]
    {
        assert!(matches!(refusal(page.as_bytes()), ReadError::NotASpreadsheet(_)), "{page}");
    }
    assert_eq!(refusal(b" \r\n\t\r\n"), ReadError::Empty);
}

#[test]
fn a_person_sees_which_encoding_is_the_right_one() {
    let (bytes, _, _) = encoding_rs::GB18030.encode("\n姓名,编号\n王小明,0012\n李红,7\n赵,8\n");
    let shown = previews(&bytes);
    assert_eq!(shown.len(), Encoding::ALL.len());
    for preview in shown {
        let right = preview.lines.first().map(String::as_str) == Some("姓名,编号");
        assert_eq!(right, preview.encoding == Encoding::Gb18030, "{preview:?}");
        assert!(preview.lines.len() <= 3);
    }
    for encoding in Encoding::ALL {
        assert_eq!(Encoding::from_text(encoding.as_str()), Some(encoding));
    }
    assert_eq!(TextForm::default(), TextForm { encoding: None, delimiter: None });
}

#[test]
fn what_is_no_spreadsheet_is_seen_at_once() {
    for bytes in
        [&b"<html><body>"[..], b"\xEF\xBB\xBF<!DOCTYPE html>", b"\x89PNG\r\n\x1a\n\0", b"%PDF-1.7\n\x01", b"GIF89a\0"]
    {
        assert!(matches!(sniff(bytes), Err(ReadError::NotASpreadsheet(_))), "{bytes:?}");
    }
    assert_eq!(sniff(b""), Err(ReadError::Empty));
    for bytes in [&b"a,b\n"[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0", b"\xFF\xFEa\0"] {
        assert_eq!(sniff(bytes), Ok(()), "{bytes:?}");
    }
}
