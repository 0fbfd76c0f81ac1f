//! Texts in records: in two widths, across continuations, or in the code page of an old machine.

use encoding_rs::Encoding;

use super::record::u16_at;

/// Reads through the pieces of a record.
pub(super) struct Pieces<'a> {
    pieces: &'a [&'a [u8]],
    at: usize,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(pieces: &'a [&'a [u8]], at: usize) -> Self {
        Self { pieces, at }
    }

    fn byte(&mut self) -> Option<u8> {
        loop {
            let (piece, rest) = self.pieces.split_first()?;
            if let Some(byte) = piece.get(self.at) {
                self.at += 1;
                return Some(*byte);
            }
            (self.pieces, self.at) = (rest, 0);
        }
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            let (piece, rest) = self.pieces.split_first()?;
            let here = (piece.len() - self.at.min(piece.len())).min(bytes);
            self.at += here;
            bytes -= here;
            if bytes > 0 {
                (self.pieces, self.at) = (rest, 0);
            }
        }
        Some(())
    }

    /// A text with its length in front (XLUnicodeRichExtendedString). Formats of its parts and how it is pronounced
    /// stand behind it and are stepped over.
    pub(super) fn rich_text(&mut self) -> Option<String> {
        let length = self.u16()?;
        let flags = self.byte()?;
        let runs = if flags & 0x08 != 0 { self.u16()? } else { 0 };
        let extension = if flags & 0x04 != 0 { self.u32()? } else { 0 };
        let text = self.characters(length.into(), flags & 0x01 != 0)?;
        self.skip(usize::from(runs) * 4)?;
        self.skip(extension as usize)?;
        Some(text)
    }

    fn characters(&mut self, length: usize, mut wide: bool) -> Option<String> {
        let mut units = Vec::with_capacity(length);
        while units.len() < length {
            let (piece, rest) = self.pieces.split_first()?;
            if self.at >= piece.len() {
                // The continuation of a text begins with the width of its characters.
                let next = rest.first()?;
                wide = next.first()? & 0x01 != 0;
                (self.pieces, self.at) = (rest, 1);
                continue;
            }
            let unit = match wide {
                true => self.u16()?,
                false => self.byte()?.into(),
            };
            units.push(unit);
        }
        Some(String::from_utf16_lossy(&units))
    }
}

/// A text of BIFF8 with a length of one byte: names of sheets.
pub(super) fn short_text(bytes: &[u8]) -> Option<String> {
    let (length, rest) = bytes.split_first()?;
    let (flags, rest) = rest.split_first()?;
    let units: Vec<u16> = match flags & 0x01 {
        0 => rest.iter().take((*length).into()).map(|byte| u16::from(*byte)).collect(),
        _ => (0..usize::from(*length)).map_while(|at| u16_at(rest, at * 2)).collect(),
    };
    Some(String::from_utf16_lossy(&units))
}

/// The encoding behind the number of a Windows code page; files without one come from a machine in Chinese as
/// likely as not, and plain letters are the same in all.
pub(super) fn code_page(number: u16) -> &'static Encoding {
    let label = match number {
        874 => "windows-874",
        932 => "shift_jis",
        949 => "euc-kr",
        950 => "big5",
        1250..=1258 => return windows(number),
        // The ANSI code page of Excel 5.
        32_769 => "windows-1252",
        65_001 => "utf-8",
        _ => "gb18030",
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::GB18030)
}

fn windows(number: u16) -> &'static Encoding {
    let label = format!("windows-{number}");
    Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252)
}
