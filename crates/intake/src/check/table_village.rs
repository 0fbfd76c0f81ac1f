//! Which village a table belongs to that does not say it row by row.

use crate::dictionary::Dictionary;
use crate::places::{VillageBook, may_be_village, title_key, village_in};
use crate::recognise::Context;
use crate::survey::VillageWhy;
use crate::text::{is_too_long, key, without_parentheses};

/// Where the name of a table's village may stand.
pub struct Around<'a> {
    /// The lines around the table.
    pub context: &'a Context,
    /// The name on the tab.
    pub sheet: Option<&'a str>,
    /// The name of the file without its ending.
    pub file_stem: &'a str,
    /// The village of the table above, on the same sheet.
    pub above: Option<usize>,
}

/// The village of a table: its label, else the sheet's name, else 填报单位, else the title, else the file's name.
/// Below another table the own lines come first: the sheet's name was meant for the first.
pub fn village_of_table(around: &Around, book: &mut VillageBook, words: &Dictionary) -> Option<(usize, VillageWhy)> {
    let Around { context, sheet, file_stem, above } = around;
    if let Some(at) = context.village.as_ref().and_then(|label| labelled(label, book, words)) {
        return Some((at, VillageWhy::Label));
    }
    let unit = context.unit.iter().map(|unit| (unit.as_str(), VillageWhy::Unit));
    let titles = context.titles.iter().map(|title| (title.as_str(), VillageWhy::Title));
    let sheet = sheet.iter().map(|name| (*name, VillageWhy::Sheet));
    let file = [(*file_stem, VillageWhy::File)];
    let candidates: Vec<(&str, VillageWhy)> = match above {
        // The nearest line first: the farthest may be a note below the table above.
        Some(_) => unit.chain(titles.rev()).collect(),
        None => sheet.clone().chain(unit).chain(titles).chain(file).collect(),
    };
    let told = candidates.into_iter().find_map(|(text, why)| Some((told_by(text, book, words)?, why)));
    told.or(above.map(|at| (at, VillageWhy::Above)))
        .or_else(|| sheet.chain(file).find_map(|(name, why)| Some((named_alone(name, book, words)?, why))))
}

/// The village that a person chose for a sheet: by its code, or by a name.
pub fn chosen(text: &str, book: &mut VillageBook, words: &Dictionary) -> Option<usize> {
    match book.read_code(text) {
        Ok(code) => book.coded(&code),
        Err(_) if text.chars().any(|character| character.is_ascii_digit()) => None,
        Err(_) => Some(book.named(text, words)),
    }
}

/// What a label says, without what was stamped beside it.
fn labelled(text: &str, book: &mut VillageBook, words: &Dictionary) -> Option<usize> {
    told_by(text, book, words).or_else(|| {
        let name = title_key(&without_parentheses(text), words);
        (!is_too_long(&name) && !name.is_empty() && may_be_village(&name, words)).then(|| book.named(&name, words))
    })
}

/// A short name that no list or form is called.
fn named_alone(name: &str, book: &mut VillageBook, words: &Dictionary) -> Option<usize> {
    let name = title_key(&without_parentheses(name), words);
    let name = name.trim_end_matches(|character: char| character.is_ascii_digit());
    may_be_name(name, words).then(|| book.named(name, words))
}

/// The village that a text names: one that is known, or one whose name ends as villages' names do.
pub fn told_by(text: &str, book: &mut VillageBook, words: &Dictionary) -> Option<usize> {
    let key = title_key(text, words);
    if let Some(at) = book.find(&key, words) {
        return Some(at);
    }
    if let Some(name) = village_in(text, words) {
        let known = book.find(&name, words).or_else(|| book.find_at_end(&name, words));
        return Some(known.unwrap_or_else(|| book.named(&name, words)));
    }
    book.find_at_begin(&key, words)
}

/// A short name in Chinese that no list or form is called.
fn may_be_name(name: &str, words: &Dictionary) -> bool {
    const LENGTHS: std::ops::RangeInclusive<usize> = 2..=8;
    let key = key(name);
    let chinese = key.chars().all(|character| character.is_alphabetic() && !character.is_ascii());
    chinese
        && LENGTHS.contains(&key.chars().count())
        && !words.places.not_in_names.iter().any(|word| key.contains(word.get_ref().as_str()))
}
