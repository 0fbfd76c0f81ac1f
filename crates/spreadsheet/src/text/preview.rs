//! How a text file begins in each encoding, so that a person can see which is the right one.

use super::encoding;
use crate::content::is_blank;
use crate::workbook::Encoding;

/// As much of a file is looked at.
const SAMPLE: usize = 4096;
/// Lines that are shown, and characters of each.
const LINES: usize = 3;
const CHARACTERS: usize = 80;

/// The begin of a file in one encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The encoding.
    pub encoding: Encoding,
    /// The first lines with anything in them, cut short.
    pub lines: Vec<String>,
}

/// The begin of a text file in every encoding.
pub(crate) fn previews(bytes: &[u8]) -> Vec<Preview> {
    // An even length: characters of UTF-16 have two bytes.
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let whole = sample.len() == bytes.len();
    Encoding::ALL
        .into_iter()
        .map(|encoding| {
            let text = encoding::decode_as(encoding, sample).text;
            // The last character of a sample may be cut in two.
            let text = if whole { text.as_str() } else { text.trim_end_matches(char::REPLACEMENT_CHARACTER) };
            let lines = text.lines().filter(|line| !is_blank(line)).take(LINES);
            let lines = lines
                .map(|line| line.chars().filter(|one| !one.is_control() || *one == '\t').take(CHARACTERS).collect());
            Preview { encoding, lines: lines.collect() }
        })
        .collect()
}
