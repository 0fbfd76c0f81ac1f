//! What a keyboard, a spreadsheet and a messenger do to plain text, undone.

/// The ASCII character that a full-width one stands for (`９` → `9`); every other character as it is.
/// Source: Unicode block "Halfwidth and Fullwidth Forms", U+FF01 to U+FF5E.
pub fn half_width(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        _ => character,
    }
}

/// Whether a character shows nothing: white space of every kind (U+3000, NBSP, line breaks), zero-width
/// characters, byte order marks, direction marks and control characters.
pub fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180E}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}')
}

/// Whether a character is some kind of hyphen, dash or minus.
pub fn is_hyphen(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{2500}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}'
    )
}

/// Whether a character is an apostrophe or what passes for one: spreadsheets mark a number kept as text with it.
pub fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '`' | '\u{00B4}' | '\u{2018}' | '\u{2019}' | '\u{2032}' | '\u{FF07}' | '\u{FF40}')
}

/// The text half-width and without what shows nothing.
pub fn without_blanks(text: &str) -> String {
    text.chars().filter(|character| !is_blank(*character)).map(half_width).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_nothing_goes_and_the_rest_becomes_half_width() {
        assert_eq!(without_blanks("\u{FEFF}９９\u{3000}０\u{00A0}１\u{200B}\r\n\t－Ｘ ·姓"), "9901-X·姓");
    }
}
