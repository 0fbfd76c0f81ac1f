//! The name of a village in a longer text: a title, a sheet's name, 填报单位.

use hongwang_domain::naming::{GridName, VillageName};

use crate::dictionary::Dictionary;
use crate::text::{key, label};

/// The village that a text names: 新立镇新欣社区"红网工程"基本信息台账 → 新欣社区. Only names with an end that says so.
pub fn village_in(text: &str, words: &Dictionary) -> Option<String> {
    let key = key(text);
    let text = key.trim_start_matches(|character: char| character.is_ascii_digit());
    below_units_above(text, words).into_iter().find_map(|text| first_name(text, words))
}

/// The village that a text names and nothing else.
pub fn whole_village_name(text: &str, words: &Dictionary) -> Option<String> {
    let name = village_in(text, words)?;
    let same = VillageName::read(&key(text), &words.units).stem == VillageName::read(&name, &words.units).stem;
    (same || below_units_above(&key(text), words).iter().any(|text| *text == name)).then_some(name)
}

/// 第二网格, and not the title of a table or a street.
pub fn is_grid_name(text: &str, words: &Dictionary) -> bool {
    let name = label(text);
    let called = words.units.grids.iter().chain(&words.units.grid_bodies).any(|word| name.contains(word.as_str()));
    called && GridName::read(&name, &words.units).number.is_some()
}

/// The text as it is written of a place: without party bodies and committees behind the name.
pub fn shortest(name: &str, words: &Dictionary) -> String {
    let read = VillageName::read(name, &words.units);
    let ends = name.char_indices().skip(1).map(|(at, _)| at).chain([name.len()]);
    let mut prefixes = ends.map(|end| &name[..end]).filter(|prefix| VillageName::read(prefix, &words.units) == read);
    prefixes.next().unwrap_or(name).to_owned()
}

/// Without the names of the town and the county in front; the longest such front first.
fn below_units_above<'a>(text: &'a str, words: &Dictionary) -> Vec<&'a str> {
    // A town's name has two characters at least: 古镇村 is a village.
    let second = text.char_indices().nth(2).map_or(text.len(), |(at, _)| at);
    let ends = words
        .places
        .above
        .iter()
        .flat_map(|above| text.match_indices(above.get_ref().as_str()).map(|(at, end)| (at, at + end.len())));
    let mut rests: Vec<&str> =
        ends.filter(|(at, _)| *at >= second).map(|(_, end)| &text[end..]).chain([text]).collect();
    rests.sort_by_key(|rest| rest.len());
    rests
}

/// The shortest beginning that is a village's name, with what still belongs to it: 新村社区, not 新村.
fn first_name(text: &str, words: &Dictionary) -> Option<String> {
    const LONGEST: usize = 12;
    let ends: Vec<usize> = text.char_indices().skip(1).map(|(at, _)| at).chain([text.len()]).take(LONGEST).collect();
    let names =
        |end: usize| VillageName::read(&text[..end], &words.units).kind.is_some() && !is_none(&text[..end], words);
    let mut end = *ends.iter().find(|end| names(**end))?;
    let begins = |rest: &str| {
        words
            .units
            .villages
            .iter()
            .flat_map(|village| &village.names)
            .filter(|name| rest.starts_with(name.as_str()))
            .map(String::len)
            .max()
    };
    while let Some(more) = begins(&text[end..]) {
        end += more;
    }
    Some(shortest(&text[..end], words))
}

/// 本村, 农村
fn is_none(name: &str, words: &Dictionary) -> bool {
    words.places.not_names.iter().any(|word| name.ends_with(word.get_ref().as_str()))
}
