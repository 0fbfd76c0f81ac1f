//! The records of a stream: a kind, a length, content, and the continuations of what did not fit.

use crate::error::ReadError;

/// Kinds of records ([MS-XLS] 2.3).
pub(super) mod kind {
    pub(crate) const FORMULA: u16 = 0x0006;
    pub(crate) const EOF: u16 = 0x000A;
    pub(crate) const DATE_1904: u16 = 0x0022;
    pub(crate) const FILE_PASS: u16 = 0x002F;
    pub(crate) const CONTINUE: u16 = 0x003C;
    pub(crate) const CODE_PAGE: u16 = 0x0042;
    pub(crate) const COLUMN_INFO: u16 = 0x007D;
    pub(crate) const BOUND_SHEET: u16 = 0x0085;
    pub(crate) const MUL_RK: u16 = 0x00BD;
    pub(crate) const RSTRING: u16 = 0x00D6;
    pub(crate) const XF: u16 = 0x00E0;
    pub(crate) const MERGE_CELLS: u16 = 0x00E5;
    pub(crate) const SST: u16 = 0x00FC;
    pub(crate) const LABEL_SST: u16 = 0x00FD;
    pub(crate) const NUMBER: u16 = 0x0203;
    pub(crate) const LABEL: u16 = 0x0204;
    pub(crate) const BOOL_ERR: u16 = 0x0205;
    pub(crate) const STRING: u16 = 0x0207;
    pub(crate) const ROW: u16 = 0x0208;
    pub(crate) const RK: u16 = 0x027E;
    pub(crate) const FORMAT: u16 = 0x041E;
    pub(crate) const BOF: u16 = 0x0809;
}

/// A record with its continuations, each a piece of its own: text that goes on in the next piece says anew how wide
/// its characters are.
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) pieces: Vec<&'a [u8]>,
}

impl<'a> Record<'a> {
    /// The content before any continuation.
    pub(super) fn content(&self) -> &'a [u8] {
        self.pieces.first().copied().unwrap_or_default()
    }
}

pub(super) struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    pub(super) fn new(stream: &'a [u8], at: usize) -> Self {
        Self { stream, at }
    }

    /// The next record; the end of the stream comes as [`ReadError::CutOff`], because each part of it closes with
    /// a record that says so.
    pub(super) fn next(&mut self) -> Result<Record<'a>, ReadError> {
        let (kind, content) = self.one().ok_or_else(cut_off)?;
        let mut pieces = vec![content];
        while self.peek() == Some(kind::CONTINUE) {
            let (_, content) = self.one().ok_or_else(cut_off)?;
            pieces.push(content);
        }
        Ok(Record { kind, pieces })
    }

    fn one(&mut self) -> Option<(u16, &'a [u8])> {
        let kind = self.peek()?;
        let length = usize::from(u16_at(self.stream, self.at + 2)?);
        let start = self.at + 4;
        let content = self.stream.get(start..start + length)?;
        self.at = start + length;
        Some((kind, content))
    }

    fn peek(&self) -> Option<u16> {
        u16_at(self.stream, self.at)
    }
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

pub(super) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    bytes.get(at..at.checked_add(8)?)?.try_into().ok().map(f64::from_le_bytes)
}

fn cut_off() -> ReadError {
    ReadError::CutOff("records behind the end of the stream".to_owned())
}
