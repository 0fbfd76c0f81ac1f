//! Writes one sheet as text: commas or tabs, in the encodings that programs here save.

use encoding_rs::GB18030;

use crate::book::Sheet;

/// How the characters become bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without a mark.
    Utf8,
    /// UTF-8 with its mark, as WPS saves it.
    Utf8Marked,
    /// UTF-16, low byte first, with its mark: "Unicode text".
    Utf16Low,
    /// UTF-16, high byte first, with its mark.
    Utf16High,
    /// GB18030, as most Chinese programs save CSV.
    Gb18030,
}

/// The bytes of `sheet`, cells parted by `separator`.
pub fn bytes(sheet: &Sheet, separator: char, encoding: Encoding) -> Vec<u8> {
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut text = String::new();
    for row in 0..sheet.rows.len() {
        let cells: Vec<String> = (0..width).map(|column| quoted(&sheet.get(row, column).plain(), separator)).collect();
        text.push_str(&cells.join(&separator.to_string()));
        text.push_str("\r\n");
    }
    encoded(&text, encoding)
}

/// `text` in an encoding.
pub fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    let units = || std::iter::once(0xFEFF).chain(text.encode_utf16());
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf8Marked => [&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat(),
        Encoding::Utf16Low => units().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16High => units().flat_map(u16::to_be_bytes).collect(),
        Encoding::Gb18030 => GB18030.encode(text).0.into_owned(),
    }
}

fn quoted(text: &str, separator: char) -> String {
    let special = |c: char| c == separator || matches!(c, '"' | '\n' | '\r');
    if text.contains(special) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
