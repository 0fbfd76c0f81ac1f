//! How wide text is: Chinese characters take two places, on paper and in a terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Places of a terminal.
pub(crate) fn columns(text: &str) -> usize {
    text.width()
}

/// The text cut to at most so many places of a terminal, with … where something is missing.
pub(crate) fn cut(text: &str, places: usize) -> String {
    if columns(text) <= places {
        return text.to_owned();
    }
    let mut used = 1; // …
    let kept = text.chars().take_while(|character| {
        used += character.width().unwrap_or_default();
        used <= places
    });
    kept.chain(['\u{2026}']).collect()
}
