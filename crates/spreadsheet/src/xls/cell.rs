//! What the records of cells hold.

use super::globals::Globals;
use super::record::{Record, f64_at, u16_at, u32_at};
use super::text::Pieces;
use crate::content::Content;
use crate::workbook::Value;

/// The result that is stored with a formula.
pub(super) enum FormulaResult {
    Value(Value),
    /// A text, which follows in a record of its own.
    TextFollows,
    /// The empty text; `doubtful` where it may be all that a program writes that cannot compute.
    Blank {
        doubtful: bool,
    },
    /// None was stored: the formula is to be computed when the file is opened.
    Missing,
}

/// Reads the eight bytes of a result, which are a number or, marked by two bytes of ones, something else.
pub(super) fn formula_result(bytes: &[u8], style: u16, globals: &Globals, content: Content) -> Option<FormulaResult> {
    const COMPUTE_ON_LOAD: u16 = 0x0002;
    let result = bytes.get(6..14)?;
    let stale = u16_at(bytes, 14)? & COMPUTE_ON_LOAD != 0;
    if u16_at(result, 6)? != 0xFFFF {
        let number = f64_at(result, 0)?;
        // Programs that write formulas but cannot compute leave zero behind, and say that it is to be computed.
        if stale && number == 0.0 {
            return Some(FormulaResult::Missing);
        }
        return Some(FormulaResult::Value(content.number(number, globals.format(style))));
    }
    Some(match result.first()? {
        0 => FormulaResult::TextFollows,
        1 => FormulaResult::Value(Value::Bool(*result.get(2)? != 0)),
        2 => FormulaResult::Value(error(*result.get(2)?)),
        _ if stale => FormulaResult::Missing,
        // Excel leaves traces of the computing in the four bytes that follow.
        _ => FormulaResult::Blank { doubtful: u32_at(bytes, 16).unwrap_or(0) == 0 },
    })
}

/// The text of a record from `at` on; `None` inside where it cannot be read.
pub(super) fn text(record: &Record<'_>, at: usize, globals: &Globals) -> Option<String> {
    let Some(encoding) = globals.old else {
        return Pieces::new(&record.pieces, at).rich_text();
    };
    let length = usize::from(u16_at(record.content(), at)?);
    let bytes = record.content().get(at + 2..at + 2 + length)?;
    let (text, wrong) = encoding.decode_without_bom_handling(bytes);
    (!wrong).then(|| text.into_owned())
}

pub(super) fn bool_or_error(bytes: &[u8]) -> Option<Value> {
    let value = *bytes.get(6)?;
    Some(if *bytes.get(7)? == 0 { Value::Bool(value != 0) } else { error(value) })
}

/// A number in four bytes ([MS-XLS] 2.5.122): whole or the upper part of a fraction, perhaps to be divided by 100.
pub(super) fn short_number(bytes: &[u8], at: usize) -> Option<f64> {
    let raw = u32_at(bytes, at)?;
    let number = match raw & 0x02 {
        0 => f64::from_bits(u64::from(raw & !0x03) << 32),
        _ => f64::from(raw.cast_signed() >> 2),
    };
    Some(if raw & 0x01 == 0 { number } else { number / 100.0 })
}

fn error(code: u8) -> Value {
    let text = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#GETTING_DATA",
    };
    Value::Error(text.into())
}
