//! What separates the fields of a text file.

use super::records::Records;

const KNOWN: [u8; 3] = [b',', b'\t', b';'];
/// Records that are looked at.
const SAMPLE: usize = 200;

/// The delimiter, and the text without the line that only names it (`sep=;`, which Excel obeys and does not show).
pub(super) fn of(text: &str) -> (u8, &str) {
    if let Some((first, rest)) = text.split_once('\n') {
        let first = first.trim_end_matches('\r').trim_matches('"');
        if let Some(&[named]) = first.strip_prefix("sep=").map(str::as_bytes) {
            return (named, rest);
        }
    }
    let best = KNOWN.iter().rev().max_by_key(|delimiter| evenness(text, **delimiter));
    (best.copied().unwrap_or(b','), text)
}

/// How many records have the same number of fields, more than one, and that number: rows of a table are even, while
/// marks inside of its texts are not.
fn evenness(text: &str, delimiter: u8) -> (usize, usize) {
    let mut counts = std::collections::BTreeMap::new();
    let mut records = Records::new(text, delimiter);
    let mut fields = Vec::new();
    for _ in 0..SAMPLE {
        if !records.next(&mut fields) {
            break;
        }
        if fields.len() > 1 {
            *counts.entry(fields.len()).or_insert(0) += 1;
        }
    }
    counts.into_iter().map(|(fields, records)| (records, fields)).max().unwrap_or((0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_even_mark_separates() {
        assert_eq!(of("a,b,c\n1,2,3\n").0, b',');
        assert_eq!(of("a\tb\n1,5\t2\n").0, b'\t');
        assert_eq!(of("a;b;c\n1,5;2;3\n").0, b';');
        assert_eq!(of("a,b\nx;y;z,2\nx;y,3\np;q;r;s,4\n").0, b',');
        assert_eq!(of("alone\nlines\n").0, b',');
    }

    #[test]
    fn a_line_that_names_the_mark_is_obeyed() {
        assert_eq!(of("sep=;\r\na;b,c\n"), (b';', "a;b,c\n"));
        assert_eq!(of("sep=|\na|b\n"), (b'|', "a|b\n"));
    }
}
