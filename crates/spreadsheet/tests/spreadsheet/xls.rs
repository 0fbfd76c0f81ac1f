//! Binary workbooks. `data/make.py` makes the files.

use hongwang_spreadsheet::{Format, ReadError};

use crate::look::{merges, refusal, rows, workbook};

const PEOPLE: &[u8] = include_bytes!("../data/people.xls");

#[test]
fn cells_of_every_kind() {
    let workbook = workbook(PEOPLE);
    assert_eq!(workbook.format, Format::Xls);
    assert_eq!(
        rows(&workbook.sheets[0]),
        [
            "1 A=园林村基本信息台账",
            "3 A=姓名 B=身份证号 C=出生日期 D=人数 E=低保户 F=联系电话",
            "4 A=王·小明 B=990101194706175312 C=d:1947-06-17 D=n:3 E=b:true F=n:04271234567",
            "5 A=𠮷田 B=990101198212310017 C=d:1982-12-31 D=n:2.5 E=b:false F=n:13800000000",
            "6 A=?(=) B=n:1.1010519491231e+17 C=n:-1234.5678",
            "7* A=hidden",
            "8 A=合并",
            "21 B=last",
            "23 A=rich text",
        ]
    );
    assert_eq!(merges(&workbook.sheets[0]), [[1, 0, 1, 5], [8, 0, 10, 0], [21, 1, 21, 2]]);
}

#[test]
fn hidden_sheets_and_long_tables_of_text() {
    let workbook = workbook(PEOPLE);
    let found: Vec<_> =
        workbook.sheets.iter().map(|sheet| (sheet.name.as_deref().unwrap_or(""), sheet.hidden)).collect();
    assert_eq!(found, [("园林村", false), ("备用", true), ("更深", true), ("long", false)]);
    let long = rows(&workbook.sheets[3]);
    assert_eq!(long.len(), 300);
    for (number, row) in long.iter().enumerate() {
        let letter = if number % 2 == 1 { "字" } else { "x" };
        assert_eq!(*row, format!("{} A={number}:{}", number + 1, letter.repeat(97)));
    }
}

#[test]
fn days_counted_from_1904() {
    let workbook = workbook(include_bytes!("../data/days-1904.xls"));
    assert!(workbook.date_1904);
    assert_eq!(rows(&workbook.sheets[0]), ["1 A=d:1980-01-01 B=n:27759"]);
    assert_eq!(workbook.day_of_serial(27_759.0).map(|day| day.to_string()), Some("1980-01-01".to_owned()));
}

#[test]
fn excel_5_in_the_code_page_of_its_machine() {
    let workbook = workbook(include_bytes!("../data/old.xls"));
    assert_eq!(workbook.sheets[0].name.as_deref(), Some("旧表"));
    assert_eq!(rows(&workbook.sheets[0]), ["1 A=王小明 B=d:1980-01-01", "2 A=王小明(=)"]);
}

#[test]
fn passwords_are_told() {
    assert_eq!(refusal(include_bytes!("../data/password.xls")), ReadError::Encrypted);
    assert_eq!(refusal(&renamed(PEOPLE, "EncryptedPackage")), ReadError::Encrypted);
}

#[test]
fn other_documents_are_told() {
    assert!(matches!(refusal(&renamed(PEOPLE, "WordDocument")), ReadError::NotASpreadsheet(_)));
}

#[test]
fn a_file_that_was_cut_off_is_told_wherever_it_was_cut() {
    for length in [100, 512, 600, 5000, PEOPLE.len() / 2, PEOPLE.len() - 512] {
        let error = refusal(&PEOPLE[..length]);
        assert!(matches!(error, ReadError::CutOff(_)), "{length}: {error}");
    }
}

/// The same container with its stream under another name.
fn renamed(bytes: &[u8], name: &str) -> Vec<u8> {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let mut bytes = bytes.to_vec();
    let old = wide("Workbook");
    let at = bytes.windows(old.len()).rposition(|window| window == old).expect("the directory");
    bytes[at..at + 64].fill(0);
    let new = wide(name);
    bytes[at..at + new.len()].copy_from_slice(&new);
    bytes[at + 64..at + 66].copy_from_slice(&(new.len() as u16 + 2).to_le_bytes());
    bytes
}

#[test]
fn a_workbook_without_its_container() {
    // The stream of this file begins behind the header and is stored in one piece.
    let container: &[u8] = include_bytes!("../data/old.xls");
    assert_eq!(rows(&workbook(&container[512..]).sheets[0])[0], "1 A=王小明 B=d:1980-01-01");
}
