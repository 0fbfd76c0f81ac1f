//! What the writers here write is what an independent reader reads.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::io::Cursor;

use calamine::{Data, Ods, Reader, Xls, Xlsx};
use hongwang_testing::book::{Book, Cell};
use hongwang_testing::draw::draw;
use hongwang_testing::layout::Layout;
use hongwang_testing::text::Encoding;
use hongwang_testing::xlsx::Strings;
use hongwang_testing::{ods, sample, text, xls, xlsx};

fn assert_reads<R: Reader<Cursor<Vec<u8>>>>(bytes: Vec<u8>, book: &Book)
where
    R::Error: std::fmt::Debug,
{
    let mut reader = R::new(Cursor::new(bytes)).unwrap();
    assert_eq!(reader.sheet_names(), book.sheets.iter().map(|sheet| sheet.name.clone()).collect::<Vec<_>>());
    for sheet in &book.sheets {
        let range = reader.worksheet_range(&sheet.name).unwrap();
        for (row, cells) in sheet.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let read = range.get_value((row as u32, column as u32)).unwrap_or(&Data::Empty);
                let same = match (cell, read) {
                    (Cell::Blank, Data::Empty) => true,
                    (Cell::Blank, Data::String(text)) => text.is_empty(),
                    (Cell::Text(wrote), Data::String(text)) => wrote == text,
                    (Cell::Number(wrote), Data::Float(number)) => wrote == number,
                    (Cell::Number(wrote), Data::Int(number)) => *wrote == *number as f64,
                    _ => false,
                };
                assert!(same, "{} {row} {column}: {cell:?} {read:?}", sheet.name);
            }
        }
    }
}

#[test]
fn every_spreadsheet_format_reads_as_it_was_written() {
    let mut town = sample::xinli();
    town.villages.truncate(3);
    let book = draw(&town, &Layout { hidden_sheet: Some(3), ..Layout::default() }).book;
    assert_reads::<Xlsx<_>>(xlsx::bytes(&book, Strings::Shared), &book);
    assert_reads::<Xlsx<_>>(xlsx::bytes(&book, Strings::Inline), &book);
    assert_reads::<Ods<_>>(ods::bytes(&book), &book);
    assert_reads::<Xls<_>>(xls::bytes(&book), &book);
}

#[test]
fn text_files_quote_what_must_be_quoted() {
    let mut book = Book::default();
    book.sheets.push(hongwang_testing::book::Sheet::named("一"));
    book.sheets[0].set(0, 1, Cell::text("低保户,残疾人 \"是\""));
    let bytes = text::bytes(&book.sheets[0], ',', Encoding::Gb18030);
    let (back, _, lost) = encoding_rs::GB18030.decode(&bytes);
    assert_eq!((back.as_ref(), lost), (",\"低保户,残疾人 \"\"是\"\"\"\r\n", false));
}
