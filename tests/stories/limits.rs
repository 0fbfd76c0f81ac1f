//! Files that are broken, hostile or far too large: a clear answer, or in.

use std::time::{Duration, Instant};

use hongwang_testing::answers::Report;
use hongwang_testing::book::{Book, Cell, Sheet};
use hongwang_testing::draw::draw;
use hongwang_testing::invent::{Size, town};
use hongwang_testing::layout::Layout;
use hongwang_testing::text::{Encoding, encoded};
use hongwang_testing::town::{Basis, Town};
use hongwang_testing::xlsx::{Strings, bytes, zipped};
use hongwang_testing::{Place, on_both_engines};

use crate::place;

on_both_engines! {
    fn what_is_no_table_is_told_and_nothing_is_taken_in(engine) {
        let place = place(engine);
        let whole = bytes(&draw(&small(), &Layout::default()).book, Strings::Shared);
        let mut prose = Book { sheets: vec![Sheet::named("说明")], ..Book::default() };
        prose.sheets[0].set(0, 0, Cell::text("这里没有表"));
        let mut strange = Book { sheets: vec![Sheet::named("一")], ..Book::default() };
        for (column, heading) in ["品名", "规格", "单价"].into_iter().enumerate() {
            strange.sheets[0].set(0, column, Cell::text(heading));
            strange.sheets[0].set(1, column, Cell::text("x"));
        }
        let files: [(&str, Vec<u8>); 9] = [
            ("empty.xlsx", Vec::new()),
            ("empty.csv", Vec::new()),
            ("cut off.xlsx", whole[..whole.len() / 2].to_vec()),
            ("cut off early.xlsx", whole[..100].to_vec()),
            ("noise.xls", (0..5000_u32).map(|byte| (byte * 7919 % 251) as u8).collect()),
            ("prose.xlsx", bytes(&prose, Strings::Shared)),
            ("other table.xlsx", bytes(&strange, Strings::Shared)),
            ("blank lines.csv", b"\r\n\r\n,,,\r\n".to_vec()),
            ("picture.xlsx", b"\x89PNG\r\n\x1a\n0000".to_vec()),
        ];
        for (name, bytes) in files {
            let report = refused(&place, name, &bytes);
            assert_eq!(report.errors.len(), 1, "{name}");
            assert_eq!(report.errors[0].code, "file-unreadable", "{name}");
            assert!(!report.errors[0].message.is_empty());
        }
        assert_eq!(place.ledger("211104", &[]).rows, Vec::new());
        place.assert_sound();
    }

    fn a_renamed_file_is_known_by_what_it_holds(engine) {
        let book = draw(&small(), &Layout::default()).book;
        let table = draw(&small(), &Layout::plain_table()).book;
        let files = [
            ("really.csv", bytes(&book, Strings::Shared)),
            ("really.et", bytes(&book, Strings::Shared)),
            ("really.xls", hongwang_testing::ods::bytes(&book)),
            ("an old.xlsx", hongwang_testing::xls::bytes(&book)),
            ("text.xlsx", hongwang_testing::text::bytes(&table.sheets[0], '\t', Encoding::Gb18030)),
            ("no extension", bytes(&book, Strings::Inline)),
        ];
        for (name, bytes) in files {
            let place = place(engine);
            let output = place.import(&place.write(name, &bytes), &[]);
            match output.code {
                Some(0) => assert_in(&place, name),
                code => assert_eq!(code, Some(4), "{name}: {}", output.stderr),
            }
        }
    }

    fn a_bomb_is_not_unpacked(engine) {
        let place = place(engine);
        // 20 MB that unpack to 3 GB of blanks.
        let head = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";
        let bomb = with_sheet(&bomb(head, 3 << 30));
        let started = Instant::now();
        let report = refused(&place, "bomb.xlsx", &bomb);
        assert_eq!(report.errors[0].code, "file-too-large");
        assert!(started.elapsed() < Duration::from_secs(60));
    }

    fn a_cell_far_away_costs_nothing(engine) {
        let place = place(engine);
        let mut book = draw(&small(), &Layout::default()).book;
        let last = book.sheets.len() - 1;
        book.sheets[last].merges.clear();
        let far = far_cell(&bytes(&book, Strings::Inline), last + 1);
        let started = Instant::now();
        place.import(&place.write("far.xlsx", &far), &[]).assert(0).report().assert_clean();
        assert!(started.elapsed() < Duration::from_secs(20));
        assert_in(&place, "far.xlsx");
    }

    fn a_million_styled_rows_are_empty_rows(engine) {
        let place = place(engine);
        let xlsx = bytes(&draw(&small(), &Layout::default()).book, Strings::Shared);
        let styled = replace_in_sheets(&xlsx, "</sheetData>", |_| {
            let rows: String = (100..1_000_000).map(|row| format!("<row r=\"{row}\" s=\"1\"><c r=\"A{row}\" s=\"1\"/></row>")).collect();
            rows + "</sheetData>"
        }, 1);
        place.import(&place.write("styled.xlsx", &styled), &[]).assert(0).report().assert_clean();
        assert_in(&place, "styled.xlsx");
    }

    fn entities_are_not_expanded(engine) {
        let place = place(engine);
        let xlsx = bytes(&draw(&small(), &Layout::default()).book, Strings::Inline);
        let laughs: String = (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
        let head = format!("<!DOCTYPE worksheet [<!ENTITY l0 \"哈\"><!ENTITY file SYSTEM \"file:///etc/passwd\">{laughs}]><worksheet ");
        let hostile = replace_in_sheets(&xlsx, "<worksheet ", |_| head.clone(), usize::MAX);
        let hostile = replace_in_sheets(&hostile, "preserve\">户主<", |_| "preserve\">&l9;&file;<".to_owned(), usize::MAX);
        let started = Instant::now();
        let output = place.import(&place.write("entities.xlsx", &hostile), &[]);
        assert!(matches!(output.code, Some(0 | 3 | 4)), "{}", output.stderr);
        assert!(!output.stdout.contains("root:") && !output.stdout.contains("哈哈"));
        assert!(started.elapsed() < Duration::from_secs(20));
    }

    fn names_in_an_archive_lead_nowhere(engine) {
        let place = place(engine);
        let xlsx = bytes(&draw(&small(), &Layout::default()).book, Strings::Shared);
        let mut parts = parts(&xlsx);
        parts.push(("../../../../../../tmp/hongwang-must-not-be-written".to_owned(), b"x".to_vec()));
        let hostile = zipped(parts.iter().map(|(name, part)| (name.as_str(), part.as_slice())));
        place.import(&place.write("names.xlsx", &hostile), &[]).assert(0).report().assert_clean();
        assert!(!std::path::Path::new("/tmp/hongwang-must-not-be-written").exists());
        assert_in(&place, "names.xlsx");
    }

    fn too_many_rows_are_told_as_that(engine) {
        let place = place(engine);
        let mut text = "村,网格,户编号,户主,姓名,与户主关系,身份证号\r\n".to_owned();
        (0..250_000).for_each(|row| text.push_str(&format!("唐家村,第一网格,{row},甲{row},甲{row},户主,\r\n")));
        let report = refused(&place, "long.csv", &encoded(&text, Encoding::Utf8));
        assert_eq!(report.errors[0].code, "file-too-large");
    }
}

fn small() -> Town {
    town(91, Size::SMALL)
}

fn refused(place: &Place, name: &str, bytes: &[u8]) -> Report {
    let output = place.import(&place.write(name, bytes), &[]);
    assert_eq!(output.code, Some(4), "{name}\n{}\n{}", output.stdout, output.stderr);
    let report = output.report();
    assert_eq!((report.import.clone(), report.rows, report.changed), (None, 0, 0));
    report
}

fn assert_in(place: &Place, name: &str) {
    assert_eq!(place.ledger("211104109", &[]).figures(), small().figures(Basis::Registered), "{name}");
}

/// The parts of an archive.
fn parts(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// Changes the XML of the first so many sheets, once each.
fn replace_in_sheets(xlsx: &[u8], what: &str, with: impl Fn(usize) -> String, sheets: usize) -> Vec<u8> {
    let mut changed = 0;
    let parts: Vec<_> = parts(xlsx)
        .into_iter()
        .map(|(name, bytes)| {
            if !name.contains("worksheets/") || changed == sheets {
                return (name, bytes);
            }
            changed += 1;
            (name, String::from_utf8(bytes).unwrap().replacen(what, &with(changed), 1).into_bytes())
        })
        .collect();
    zipped(parts.iter().map(|(name, part)| (name.as_str(), part.as_slice())))
}

fn far_cell(xlsx: &[u8], sheet: usize) -> Vec<u8> {
    let cell = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>";
    let name = format!("xl/worksheets/sheet{sheet}.xml");
    let parts: Vec<_> = parts(xlsx)
        .into_iter()
        .map(|(part, bytes)| {
            if part != name {
                return (part, bytes);
            }
            (part, String::from_utf8(bytes).unwrap().replacen("</sheetData>", cell, 1).into_bytes())
        })
        .collect();
    zipped(parts.iter().map(|(name, part)| (name.as_str(), part.as_slice())))
}

/// A raw archive member: deflated, its size, its checksum.
struct Member {
    deflated: Vec<u8>,
    size: u32,
}

/// `head`, and then blanks up to `size` bytes, deflated by hand: what a library would take long to do.
fn bomb(head: &str, size: u64) -> Member {
    // A stored block with the head and one blank, then one fixed-code block of copies of 258 bytes from distance 1.
    let mut deflated = vec![0];
    let stored = format!("{head} ");
    deflated.extend((stored.len() as u16).to_le_bytes());
    deflated.extend((!(stored.len() as u16)).to_le_bytes());
    deflated.extend(stored.as_bytes());
    let copies = (size - stored.len() as u64) / 258;
    let mut bits = Bits { out: deflated, held: 0, count: 0 };
    bits.push(0b011, 3);
    for _ in 0..copies {
        bits.push_code(0b1100_0101, 8); // length 258
        bits.push_code(0, 5); // distance 1
    }
    bits.push_code(0, 7);
    bits.push(0, 7);
    Member { deflated: bits.out, size: (stored.len() as u64 + copies * 258) as u32 }
}

struct Bits {
    out: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    fn push(&mut self, bits: u32, count: u32) {
        self.held |= bits << self.count;
        self.count += count;
        while self.count >= 8 {
            self.out.push(self.held as u8);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    /// A Huffman code, whose highest bit goes first.
    fn push_code(&mut self, code: u32, count: u32) {
        self.push(code.reverse_bits() >> (32 - count), count);
    }
}

/// A small workbook whose first sheet is this member. Its checksum is left wrong: nobody gets that far.
fn with_sheet(member: &Member) -> Vec<u8> {
    let book = Book { sheets: vec![Sheet::named("一")], ..Book::default() };
    let others: Vec<_> =
        parts(&bytes(&book, Strings::Shared)).into_iter().filter(|(name, _)| !name.contains("sheet1.xml")).collect();
    let mut archive = zipped(others.iter().map(|(name, part)| (name.as_str(), part.as_slice())));
    let end = archive.len() - 22;
    let directory_size = u32::from_le_bytes(archive[end + 12..end + 16].try_into().unwrap());
    let directory_at = u32::from_le_bytes(archive[end + 16..end + 20].try_into().unwrap());
    let entries = u16::from_le_bytes(archive[end + 10..end + 12].try_into().unwrap()) + 1;
    let directory = archive[directory_at as usize..end].to_vec();
    archive.truncate(directory_at as usize);

    let name = b"xl/worksheets/sheet1.xml";
    let sizes = [0, member.deflated.len() as u32, member.size];
    let mut common: Vec<u8> = [20_u16, 0, 8, 0, 33].into_iter().flat_map(u16::to_le_bytes).collect();
    common.extend(sizes.into_iter().flat_map(u32::to_le_bytes));
    common.extend([name.len() as u16, 0].into_iter().flat_map(u16::to_le_bytes));
    archive.extend(b"PK\x03\x04");
    archive.extend(&common);
    archive.extend(name);
    archive.extend(&member.deflated);
    let new_directory_at = archive.len() as u32;
    archive.extend(&directory);
    archive.extend(b"PK\x01\x02\x14\x00");
    archive.extend(&common);
    archive.extend([0; 10]);
    archive.extend(directory_at.to_le_bytes());
    archive.extend(name);
    archive.extend(b"PK\x05\x06\x00\x00\x00\x00");
    archive.extend([entries, entries].into_iter().flat_map(u16::to_le_bytes));
    archive.extend((directory_size + 46 + name.len() as u32).to_le_bytes());
    archive.extend(new_directory_at.to_le_bytes());
    archive.extend([0, 0]);
    archive
}
