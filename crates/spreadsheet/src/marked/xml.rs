//! Text as XML holds it.

use std::fmt::Write;

pub(super) use crate::reference::column_name;

/// Characters that a cell can hold.
const LONGEST: usize = 32_767;

/// Text for a cell or an attribute: marks of XML escaped, and the characters that XML cannot hold written as office
/// programs do (`_x0007_`; ECMA-376 part 1, 22.9.2.19).
pub(super) fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len() + 8);
    let mut rest = text;
    for char in text.chars().take(LONGEST) {
        let looks_escaped = char == '_' && is_escape(rest);
        rest = &rest[char.len_utf8()..];
        match char {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\n' | '\t' => xml.push(char),
            '_' if looks_escaped => xml.push_str("_x005F_"),
            '\u{FFFE}' | '\u{FFFF}' => xml.push(char::REPLACEMENT_CHARACTER),
            char if char < ' ' => {
                let _ = write!(xml, "_x{:04X}_", u32::from(char));
            }
            char => xml.push(char),
        }
    }
    xml
}

/// Whether a text begins with what would be read back as an escape.
fn is_escape(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 7 && bytes.starts_with(b"_x") && bytes[6] == b'_' && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_survives_xml() {
        assert_eq!(escaped("a<b>&\"c\""), "a&lt;b&gt;&amp;&quot;c&quot;");
        assert_eq!(escaped("bell\u{7} _x000D_ _x_"), "bell_x0007_ _x005F_x000D_ _x_");
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 701, 702, 16_383].map(column_name), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }
}
