//! Files that were hurt on their way: whatever comes out, the reader neither panics nor hangs. `HONGWANG_NOISE=100`
//! makes a hundred times as many of them.

use hongwang_spreadsheet::{Limits, read};

use crate::make::{Xlsx, ods};

/// Numbers that look like chance and are the same each time (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}

/// So many times as many rounds.
fn longer() -> usize {
    std::env::var("HONGWANG_NOISE").ok().and_then(|times| times.parse().ok()).unwrap_or(1)
}

fn hurt(original: &[u8], rounds: usize, seed: u64) {
    let mut chance = Chance(seed);
    let limits = Limits { seconds: 5, unpacked_bytes: 16 << 20, ..Limits::default() };
    for _ in 0..rounds * longer() {
        let mut bytes = original.to_vec();
        if chance.below(4) == 0 {
            bytes.truncate(chance.below(bytes.len()));
        }
        for _ in 0..chance.below(12) {
            if !bytes.is_empty() {
                let at = chance.below(bytes.len());
                // The usual suspects, and any byte.
                bytes[at] = [0, 0xFF, 0x7F, 0x80, chance.next() as u8, chance.next() as u8][chance.below(6)];
            }
        }
        if bytes.len() > 600 && chance.below(8) == 0 {
            let (from, to) = (chance.below(bytes.len() - 512), chance.below(bytes.len() - 512));
            bytes.copy_within(from..from + 512, to);
        }
        let _ = read(&bytes, &limits);
    }
}

#[test]
fn hurt_xlsx() {
    let bytes = Xlsx::default()
        .strings("<si><t>园林</t></si><si><r><t>a</t></r></si>")
        .formats(&[(164, "yyyy\"年\"")], &[0, 164])
        .sheet("S", "", "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>29221</v></c><c r=\"C1\"><f>A1</f></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>")
        .build();
    hurt(&bytes, 3000, 1);
}

/// Inside of an archive checksums keep most damage out, so the XML is hurt before it goes in.
#[test]
fn hurt_xml() {
    let content = "<worksheet><sheetData><row r=\"1\" hidden=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><r><t>园_x000D_林</t></r></is></c><c r=\"B1\"><f t=\"shared\">A1&amp;B1</f><v>2.5</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>";
    let mut chance = Chance(2);
    for _ in 0..2000 * longer() {
        let mut bytes = content.as_bytes().to_vec();
        for _ in 0..=chance.below(4) {
            let at = chance.below(bytes.len());
            bytes[at] = [b'<', b'>', b'"', b'&', b'9', b'/', 0xFF, chance.next() as u8][chance.below(8)];
        }
        let bytes = Xlsx::default().extra("xl/worksheets/sheet0.xml", &bytes).build_with_tab();
        let _ = read(&bytes, &Limits::default());
    }
}

#[test]
fn hurt_xls() {
    hurt(include_bytes!("../data/people.xls"), 3000, 3);
    hurt(include_bytes!("../data/old.xls"), 3000, 4);
}

#[test]
fn hurt_ods() {
    let row = "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"string\"><text:p>园</text:p></table:table-cell></table:table-row>";
    hurt(&ods("", &format!("<table:table table:name=\"t\">{row}</table:table>")), 2000, 5);
}

#[test]
fn hurt_text() {
    let table = "姓名,编号\r\n\"王\"\"小明\n\",=\"0012\"\r\n";
    hurt(table.as_bytes(), 3000, 6);
    let (gb, _, _) = encoding_rs::GB18030.encode(table);
    hurt(&gb, 3000, 7);
    hurt(&table.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(), 3000, 8);
}
