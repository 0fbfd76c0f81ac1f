//! The same files through another reader: what both can read is the same.

use std::io::Cursor;

use calamine::{Data, Reader, Sheets, open_workbook_auto_from_rs};
use hongwang_spreadsheet::{Value, day_of_serial};
use rust_xlsxwriter::{Format, Workbook as Writer};

use crate::look::workbook;

/// Every cell that this crate finds is what the other finds at that place, and the other finds no more.
fn compare(bytes: &[u8]) {
    let ours = workbook(bytes);
    let mut theirs: Sheets<_> = open_workbook_auto_from_rs(Cursor::new(bytes)).expect("a workbook");
    for sheet in &ours.sheets {
        let name = sheet.name.as_deref().expect("a name");
        let range = theirs.worksheet_range(name).expect("a sheet");
        let mut found = 0;
        for row in &sheet.rows {
            for cell in &row.cells {
                let other = range.get_value((row.number - 1, cell.column)).unwrap_or(&Data::Empty);
                assert!(same(&cell.value, other, ours.date_1904), "{name} {}: {:?}, {other:?}", row.number, cell);
                found += usize::from(!blank(other));
            }
        }
        assert_eq!(range.used_cells().filter(|(_, _, data)| !blank(data)).count(), found, "{name}");
    }
}

fn blank(data: &Data) -> bool {
    matches!(data, Data::Empty) || matches!(data, Data::String(text) if text.trim().is_empty())
}

fn same(ours: &Value, theirs: &Data, date_1904: bool) -> bool {
    match (ours, theirs) {
        (Value::Text(one), Data::String(other)) => one == other,
        (Value::Number { value, .. }, Data::Float(other)) => value == other,
        (Value::Number { value, .. }, Data::Int(other)) => *value == *other as f64,
        (Value::Bool(one), Data::Bool(other)) => one == other,
        (Value::Day(one), Data::DateTime(other)) => day_of_serial(other.as_f64(), date_1904) == Some(*one),
        (Value::Error(one), Data::Error(other)) => *one == other.to_string(),
        // What it drops, this crate names.
        (Value::Unreadable, _) => true,
        _ => false,
    }
}

#[test]
fn binary_workbooks() {
    compare(include_bytes!("../data/people.xls"));
    compare(include_bytes!("../data/days-1904.xls"));
}

#[test]
fn a_workbook_by_a_writer() {
    let mut writer = Writer::new();
    let day = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    for name in ["一", "二"] {
        let sheet = writer.add_worksheet();
        sheet.set_name(name).expect("a name");
        for row in 0..200 {
            sheet.write(row, 0, format!("王{row} ·")).expect("text");
            sheet.write(row, 1, f64::from(row) / 8.0).expect("a number");
            sheet.write_with_format(row, 2, 20_000 + row, &day).expect("a day");
            sheet.write(row, 3, row % 2 == 0).expect("a truth");
            sheet.write_formula(row, 4, rust_xlsxwriter::Formula::new("=A1").set_result("x")).expect("a formula");
        }
    }
    compare(&writer.save_to_buffer().expect("a file"));
}
