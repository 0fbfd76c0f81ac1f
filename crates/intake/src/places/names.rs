//! The name of a village in a longer text: a title, a sheet's name, 填报单位.

use hongwang_domain::naming::{GridName, VillageName};

use compact_str::CompactString;
use hongwang_domain::text::half_width;

use crate::dictionary::Dictionary;
use crate::text::{key, label, without_parentheses};

/// A village's name has no more letters.
const LONGEST_NAME: usize = 12;

/// The village that a text names: 新立镇新欣社区"红网工程"基本信息台账 → 新欣社区. Only names with an end that says so.
pub fn village_in(text: &str, words: &Dictionary) -> Option<String> {
    let bare = without_parentheses(text);
    let within = text.split_once(['(', '\u{FF08}']).and_then(|(_, rest)| rest.split([')', '\u{FF09}']).next());
    let whole = (bare.len() < text.len()).then_some(text);
    [Some(bare.as_str()), whole, within].into_iter().flatten().find_map(|text| {
        text.split([':', '\u{FF1A}']).find_map(|part| {
            let key = title_key(part, words);
            below_units_above(&key, words).into_iter().find_map(|text| first_name(without_front(text, words), words))
        })
    })
}

/// The village that a text names and nothing else.
pub fn whole_village_name(text: &str, words: &Dictionary) -> Option<String> {
    let name = village_in(text, words)?;
    let key = title_key(&without_parentheses(text), words);
    let same = VillageName::read(&key, &words.units).stem == VillageName::read(&name, &words.units).stem;
    (same || below_units_above(&key, words).iter().any(|text| *text == name)).then_some(name)
}

/// The key of a title, without what numbers it (三、, （一）, 附件1：) and the year before it.
pub fn title_key(text: &str, words: &Dictionary) -> CompactString {
    let half: String = text.chars().map(half_width).collect();
    let key = key(without_front(&half, words));
    key.trim_start_matches(|character: char| character.is_numeric() && character != '\u{3007}').into()
}

/// Whether a text may become the name of a village that nobody knows yet: no label, number or bracket stands in it.
pub fn may_be_village(name: &str, words: &Dictionary) -> bool {
    let label = words.places.not_within.iter().any(|word| name.contains(word.get_ref().as_str()));
    !label && name.chars().all(|character| character.is_alphabetic() || character == '\u{3007}')
}

/// Without numbering and dates in front, however many there are.
pub fn without_front<'a>(text: &'a str, words: &Dictionary) -> &'a str {
    let mut rest = text;
    loop {
        let trimmed = rest.trim_start_matches(|character: char| !character.is_alphanumeric());
        match without_date(trimmed, words).or_else(|| without_number(trimmed, words)) {
            Some(shorter) if !shorter.is_empty() => rest = shorter,
            _ => return trimmed,
        }
    }
}

/// 2026年度, 10月, 二〇二六年
fn without_date<'a>(text: &'a str, words: &Dictionary) -> Option<&'a str> {
    const FULL_YEAR: usize = 4;
    let arabic = text.trim_start_matches(|character: char| character.is_ascii_digit());
    let (rest, any) = if arabic.len() < text.len() {
        (arabic, true)
    } else {
        (text.trim_start_matches(|character| words.units.numerals.knows(character)), false)
    };
    let digits = text[..text.len() - rest.len()].chars().count();
    let sign = rest.chars().next().filter(|sign| words.is_date_sign(*sign))?;
    let rest = &rest[sign.len_utf8()..];
    let behind = words.places.behind_year.iter().find_map(|word| rest.strip_prefix(word.get_ref().as_str()));
    (digits >= FULL_YEAR || (any && digits > 0)).then(|| behind.unwrap_or(rest))
}

/// 三、, 1., 一）, 附件1, 表一：
fn without_number<'a>(text: &'a str, words: &Dictionary) -> Option<&'a str> {
    let numeral = |character: char| words.units.numerals.knows(character);
    let front = words.places.before_number.iter().find_map(|word| text.strip_prefix(word.get_ref().as_str()));
    let body = front.unwrap_or(text);
    let rest = if body.starts_with(|character: char| character.is_ascii_digit()) {
        body.trim_start_matches(|character: char| character.is_ascii_digit())
    } else {
        body.trim_start_matches(numeral)
    };
    let parted = rest.starts_with(|character: char| !character.is_alphanumeric());
    (rest.len() < body.len() && (parted || front.is_some())).then_some(rest)
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

/// The shortest beginning that is a village's name, with what still belongs to it: 新村社区, not 新村. Words of titles
/// and labels before it are none of it.
fn first_name(text: &str, words: &Dictionary) -> Option<String> {
    const LONGEST: usize = 24;
    let ends = text.char_indices().skip(1).map(|(at, _)| at).chain([text.len()]).take(LONGEST);
    let (mut begin, mut end) = (0, 0);
    for next in ends {
        if VillageName::read(&text[..next], &words.units).kind.is_none() {
            continue;
        }
        let from = behind_labels(&text[..next], words);
        let name = &text[from..next];
        if VillageName::read(name, &words.units).kind.is_some() && !is_none(name, words) && may_be_village(name, words)
        {
            (begin, end) = (from, next);
            break;
        }
    }
    if end == 0 || text[begin..end].chars().count() > LONGEST_NAME {
        return None;
    }
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
    Some(shortest(&text[begin..end], words))
}

/// Where the last word of a title or label ends.
fn behind_labels(text: &str, words: &Dictionary) -> usize {
    let ends = words.places.not_within.iter().filter_map(|word| {
        text.rfind(word.get_ref().as_str()).map(|at| at + word.get_ref().len()).filter(|end| *end < text.len())
    });
    ends.max().unwrap_or(0)
}

/// 本村, 农村
fn is_none(name: &str, words: &Dictionary) -> bool {
    words.places.not_names.iter().any(|word| name.ends_with(word.get_ref().as_str()))
}
