//! Writes a workbook as .xls (BIFF8 in a compound file), by hand: county offices still keep many.

use std::collections::HashMap;

use crate::book::{Book, Cell, Sheet};

const SECTOR: usize = 512;
const END: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;
const NEXT_IS_FAT: u32 = 0xFFFF_FFFD;

/// The bytes of `book`. Formulas are written as their results.
pub fn bytes(book: &Book) -> Vec<u8> {
    let mut strings = Strings::default();
    let sheets: Vec<Vec<u8>> = book.sheets.iter().map(|sheet| worksheet(book, sheet, &mut strings)).collect();
    let globals = |offsets: &[u32]| {
        let mut out = Vec::new();
        record(&mut out, 0x0809, &beginning(0x0005));
        record(&mut out, 0x0042, &0x04B0_u16.to_le_bytes());
        record(&mut out, 0x0022, &u16::from(book.from_1904).to_le_bytes());
        for number_format in [0_u16, 14] {
            let mut style = vec![0; 20];
            style[2..4].copy_from_slice(&number_format.to_le_bytes());
            record(&mut out, 0x00E0, &style);
        }
        for (sheet, offset) in book.sheets.iter().zip(offsets) {
            let name = sheet.name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
            let mut body = offset.to_le_bytes().to_vec();
            body.extend([u8::from(sheet.hidden), 0, (name.len() / 2) as u8, 1]);
            body.extend(name);
            record(&mut out, 0x0085, &body);
        }
        strings.write(&mut out);
        record(&mut out, 0x000A, &[]);
        out
    };
    let mut offset = globals(&vec![0; sheets.len()]).len() as u32;
    let mut offsets = Vec::new();
    for sheet in &sheets {
        offsets.push(offset);
        offset += sheet.len() as u32;
    }
    let mut stream = globals(&offsets);
    sheets.iter().for_each(|sheet| stream.extend(sheet));
    compound("Workbook", stream)
}

fn beginning(kind: u16) -> Vec<u8> {
    let mut body = Vec::new();
    [0x0600, kind, 0x0DBB, 0x07CC].into_iter().for_each(|part: u16| body.extend(part.to_le_bytes()));
    body.extend([0, 0, 0, 0, 6, 0, 0, 0]);
    body
}

fn record(out: &mut Vec<u8>, kind: u16, body: &[u8]) {
    out.extend(kind.to_le_bytes());
    out.extend((body.len() as u16).to_le_bytes());
    out.extend(body);
}

#[derive(Default)]
struct Strings {
    order: Vec<String>,
    places: HashMap<String, u32>,
    used: u32,
}

impl Strings {
    fn place(&mut self, text: &str) -> u32 {
        self.used += 1;
        *self.places.entry(text.to_owned()).or_insert_with(|| {
            self.order.push(text.to_owned());
            self.order.len() as u32 - 1
        })
    }

    /// The table of strings, in records of at most 8,224 bytes, none parting a string.
    fn write(&self, out: &mut Vec<u8>) {
        let mut kind = 0x00FC;
        let mut body = [self.used.to_le_bytes(), (self.order.len() as u32).to_le_bytes()].concat();
        for text in &self.order {
            let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            if body.len() + units.len() + 3 > 8224 {
                record(out, kind, &std::mem::take(&mut body));
                kind = 0x003C;
            }
            body.extend(((units.len() / 2) as u16).to_le_bytes());
            body.push(1);
            body.extend(units);
        }
        record(out, kind, &body);
    }
}

fn worksheet(book: &Book, sheet: &Sheet, strings: &mut Strings) -> Vec<u8> {
    let mut out = Vec::new();
    record(&mut out, 0x0809, &beginning(0x0010));
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0) as u16;
    let mut size = [0_u32.to_le_bytes(), (sheet.rows.len() as u32).to_le_bytes()].concat();
    [0, width, 0].into_iter().for_each(|part| size.extend(part.to_le_bytes()));
    record(&mut out, 0x0200, &size);
    for (row, cells) in sheet.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let style = u16::from(matches!(cell, Cell::Day(_)));
            let mut body: Vec<u8> = [row as u16, column as u16, style].into_iter().flat_map(u16::to_le_bytes).collect();
            match cell {
                Cell::Blank | Cell::NoResult => {}
                Cell::Text(text) | Cell::Formula(_, text) => {
                    body.extend(strings.place(text).to_le_bytes());
                    record(&mut out, 0x00FD, &body);
                }
                Cell::Number(number) => {
                    body.extend(number.to_le_bytes());
                    record(&mut out, 0x0203, &body);
                }
                Cell::Day(day) => {
                    body.extend((book.serial(*day) as f64).to_le_bytes());
                    record(&mut out, 0x0203, &body);
                }
            }
        }
    }
    for merges in sheet.merges.chunks(1000) {
        let mut body = (merges.len() as u16).to_le_bytes().to_vec();
        for merge in merges {
            let edges = [merge.from.0, merge.to.0, merge.from.1, merge.to.1];
            edges.into_iter().for_each(|edge| body.extend((edge as u16).to_le_bytes()));
        }
        record(&mut out, 0x00E5, &body);
    }
    record(&mut out, 0x000A, &[]);
    out
}

/// A compound file with one stream. Source: [MS-CFB], version 3.
fn compound(name: &str, mut stream: Vec<u8>) -> Vec<u8> {
    stream.resize(stream.len().max(4096).next_multiple_of(SECTOR), 0);
    let sectors = stream.len() / SECTOR;
    let mut tables = 1;
    while tables * (SECTOR / 4) < sectors + 1 + tables {
        tables += 1;
    }
    assert!(tables <= 109, "a workbook of more than 7 MB wants a longer header");
    let mut chain: Vec<u32> = (1..sectors as u32).chain([END, END]).collect();
    chain.extend(vec![NEXT_IS_FAT; tables]);
    chain.resize(tables * SECTOR / 4, FREE);

    let mut file = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    file.extend([0; 16]);
    [0x003E, 3, 0xFFFE, 9, 6, 0, 0, 0].into_iter().for_each(|part: u16| file.extend(part.to_le_bytes()));
    let directory = sectors as u32;
    let header = [0, tables as u32, directory, 0, 4096, END, 0, END, 0];
    header.into_iter().for_each(|part| file.extend(part.to_le_bytes()));
    for table in 0..109 {
        let place = if table < tables { directory + 1 + table as u32 } else { FREE };
        file.extend(place.to_le_bytes());
    }
    let size = stream.len() as u64;
    file.extend(stream);
    file.extend(entry("Root Entry", 5, 1, END, 0));
    file.extend(entry(name, 2, FREE, 0, size));
    file.extend([0; 256]);
    chain.into_iter().for_each(|next| file.extend(next.to_le_bytes()));
    file
}

fn entry(name: &str, kind: u8, child: u32, start: u32, size: u64) -> Vec<u8> {
    let mut out: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = out.len() as u16 + 2;
    out.resize(64, 0);
    out.extend(length.to_le_bytes());
    out.extend([kind, 1]);
    [FREE, FREE, child].into_iter().for_each(|link| out.extend(link.to_le_bytes()));
    out.extend([0; 36]);
    out.extend(start.to_le_bytes());
    out.extend(size.to_le_bytes());
    out
}
