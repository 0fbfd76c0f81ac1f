//! Lists of names in one cell.

use hongwang_domain::text::is_blank;
use indexmap::IndexSet;

use crate::dictionary::Dictionary;
use crate::numbers;
use crate::text::{is_too_long, person_name};

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
    // Before anything parts the names: 139 0000 0001 is one number.
    let without: String = text
        .split_inclusive(parts)
        .map(|piece| match numbers::part(piece, words) {
            Some(parted) => {
                numbers = true;
                let end: String = piece.chars().next_back().filter(|last| parts(*last)).into_iter().collect();
                parted.name + &end
            }
            None => piece.to_owned(),
        })
        .collect();
    let text = without.as_str();
    let pieces: Vec<String> = if text.trim().contains(parts) {
        text.split(parts).map(|name| person_name(name).into_string()).collect()
    } else {
        joined_letters(text)
    };
    for name in pieces {
        let name = name.trim_matches(|character: char| !character.is_alphanumeric() && character != ')').to_owned();
        if name.is_empty() || words.is_nothing(&name) {
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
