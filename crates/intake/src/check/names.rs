//! Lists of names in one cell.

use hongwang_domain::text::{half_width, is_blank};
use indexmap::IndexSet;

use crate::dictionary::Dictionary;
use crate::numbers;
use crate::text::{behind_label, is_too_long, person_name};

/// The names of a cell.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Each once.
    pub names: Vec<String>,
    /// A phone or an id was taken off.
    pub numbers: bool,
    /// One is longer than names are, and was left out.
    pub too_long: bool,
}

/// 张三、李四, each once. White space parts names where nothing else does, but not the letters of a short one (张 三).
pub fn names_in(text: &str, words: &Dictionary) -> Names {
    let parts = |character: char| words.separates(character) || matches!(character, '\n' | '\r');
    let mut names: IndexSet<String> = IndexSet::new();
    let (mut numbers, mut too_long) = (false, false);
    let whole = outside_brackets(text.trim(), parts);
    let several = whole.len() > 1;
    let mut pieces: Vec<String> = Vec::with_capacity(whole.len());
    for piece in whole {
        // Before white space parts the names: 139 0000 0001 is one number.
        let without = numbers::part(piece, words).map(|parted| parted.name);
        numbers |= without.is_some();
        let piece = without.as_deref().unwrap_or(piece);
        if several {
            pieces.push(person_name(piece).into_string());
        } else {
            pieces.extend(joined_letters(piece));
        }
    }
    for name in pieces {
        let name = behind_label(&name);
        let name = name.trim_matches(|character: char| !character.is_alphanumeric() && character != ')').to_owned();
        // How many they are is no name: 3人.
        if name.is_empty() || words.is_nothing(&name) || words.is_figure(&name) {
            continue;
        }
        if numbers::are_in(&name) {
            numbers = true;
        } else if is_too_long(&name) {
            too_long = true;
        } else {
            names.insert(name);
        }
    }
    Names { names: names.into_iter().collect(), numbers, too_long }
}

/// The pieces between separators; one within brackets belongs to its name (甲（党员，退休）).
fn outside_brackets(text: &str, parts: impl Fn(char) -> bool) -> Vec<&str> {
    let opens = |character: char| matches!(half_width(character), '(' | '[' | '\u{3010}');
    let closes = |character: char| matches!(half_width(character), ')' | ']' | '\u{3011}');
    let count = |of: &dyn Fn(char) -> bool| text.chars().filter(|character| of(*character)).count();
    if count(&opens) != count(&closes) {
        return text.split(parts).collect();
    }
    let mut depth = 0_usize;
    text.split(|character: char| {
        depth = if opens(character) { depth + 1 } else { depth.saturating_sub(usize::from(closes(character))) };
        depth == 0 && parts(character)
    })
    .collect()
}

/// Names parted by white space; single letters beside each other are one name, spread over the line.
fn joined_letters(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut letter_before = false;
    for piece in text.split(is_blank).filter(|piece| !piece.is_empty()) {
        let letter = piece.chars().count() == 1;
        match names.last_mut() {
            Some(name) if letter && letter_before => {
                name.push_str(piece);
                letter_before = name.chars().count() < 2;
            }
            _ => {
                names.push(piece.to_owned());
                letter_before = letter;
            }
        }
    }
    names.iter().map(|name| person_name(name).into_string()).collect()
}
