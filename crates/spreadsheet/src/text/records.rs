//! The rows of a text file, as office programs split them: a blank line is a row, a line break inside quotes is not.

use std::borrow::Cow;

/// So often a quote that never ends is taken for an ordinary character.
const STRAY_QUOTES: u32 = 16;

pub(super) struct Records<'a> {
    rest: &'a str,
    delimiter: u8,
    stray: u32,
}

impl<'a> Records<'a> {
    pub(super) fn new(text: &'a str, delimiter: u8) -> Self {
        // Old programs end a text with a control-Z.
        Self { rest: text.trim_end_matches('\u{1A}'), delimiter, stray: 0 }
    }

    /// Fills `fields` with those of the next row; `false` at the end.
    pub(super) fn next(&mut self, fields: &mut Vec<Cow<'a, str>>) -> bool {
        fields.clear();
        if self.rest.is_empty() {
            return false;
        }
        loop {
            let (field, length) = self.field();
            fields.push(field);
            let end = self.rest.as_bytes().get(length).copied();
            let skipped = match end {
                None => 0,
                Some(b'\r') if self.rest.as_bytes().get(length + 1) == Some(&b'\n') => 2,
                Some(_) => 1,
            };
            self.rest = &self.rest[length + skipped..];
            if end != Some(self.delimiter) {
                return true;
            }
        }
    }

    /// The field at the start of the rest, and how long it is there.
    fn field(&mut self) -> (Cow<'a, str>, usize) {
        if self.rest.starts_with('"') && self.stray < STRAY_QUOTES {
            if let Some(quoted) = self.quoted() {
                return quoted;
            }
            // The quote is never closed: it is a part of the text, or it would swallow the rest of the file.
            self.stray += 1;
        }
        let length = self.unquoted_length(self.rest);
        (Cow::Borrowed(&self.rest[..length]), length)
    }

    /// `None` when the quote is never closed.
    fn quoted(&self) -> Option<(Cow<'a, str>, usize)> {
        let inside = &self.rest[1..];
        let mut from = 0;
        let close = loop {
            let quote = from + memchr(b'"', &inside.as_bytes()[from..])?;
            if inside.as_bytes().get(quote + 1) != Some(&b'"') {
                break quote;
            }
            from = quote + 2;
        };
        // What follows the closing quote, up to the delimiter, still belongs to the field.
        let tail = self.unquoted_length(&inside[close + 1..]);
        let tail = &inside[close + 1..close + 1 + tail];
        let length = close + 2 + tail.len();
        let inside = &inside[..close];
        if tail.is_empty() && !inside.contains(['"', '\r']) {
            return Some((Cow::Borrowed(inside), length));
        }
        let text = inside.replace("\"\"", "\"").replace("\r\n", "\n").replace('\r', "\n");
        Some((Cow::Owned(text + tail), length))
    }

    fn unquoted_length(&self, text: &str) -> usize {
        let ends = |byte: &u8| *byte == self.delimiter || matches!(byte, b'\n' | b'\r');
        text.bytes().position(|byte| ends(&byte)).unwrap_or(text.len())
    }
}

fn memchr(wanted: u8, bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| *byte == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let mut records = Records::new(text, b',');
        let mut fields = Vec::new();
        let mut rows = Vec::new();
        while records.next(&mut fields) {
            rows.push(fields.iter().map(|field| field.to_string()).collect());
        }
        rows
    }

    #[test]
    fn blank_lines_are_rows_and_quoted_line_breaks_are_not() {
        assert_eq!(rows("a,b\r\n\r\n\"c\r\nd\",e\n"), [vec!["a", "b"], vec![""], vec!["c\nd", "e"]]);
        assert_eq!(rows("a\rb\n"), [["a"], ["b"]]);
        assert_eq!(rows("a,\n,b"), [["a", ""], ["", "b"]]);
        assert_eq!(rows(""), Vec::<Vec<String>>::new());
    }

    #[test]
    fn quotes_hold_what_is_in_them() {
        assert_eq!(rows("\"a,b\",\"say \"\"yes\"\"\",\"\"\n"), [["a,b", "say \"yes\"", ""]]);
        assert_eq!(rows("\"a\"bc,d\"e\"\n"), [["abc", "d\"e\""]]);
        assert_eq!(rows("=\"0123\",\"=\"\"0123\"\"\"\n"), [["=\"0123\"", "=\"0123\""]]);
    }

    #[test]
    fn a_quote_that_is_never_closed_swallows_nothing() {
        assert_eq!(rows("\"a,b\nc,d\n"), [["\"a", "b"], ["c", "d"]]);
    }
}
