//! What is typed, made comparable.

use std::borrow::Cow;

use compact_str::CompactString;
use hongwang_domain::text::{half_width, is_blank};

/// The dots that stand between the parts of a name (阿依古丽·买买提), as keyboards and fonts give them.
const DOTS: &[char] = &[
    '\u{B7}', '\u{387}', '\u{2022}', '\u{2027}', '\u{2219}', '\u{22C5}', '\u{2E31}', '\u{30FB}', '\u{FF65}',
    '\u{25CF}', '\u{2981}', '\u{16EB}',
];

/// The key of a heading or label: letters and digits only, half-width, lower case.
pub fn key(text: &str) -> CompactString {
    text.chars().map(half_width).filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The key of a value: without white space, half-width, lower case; signs are kept.
pub fn plain(text: &str) -> Cow<'_, str> {
    let as_it_is =
        |character: char| half_width(character) == character && !is_blank(character) && !character.is_uppercase();
    if text.chars().all(as_it_is) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars().filter(|character| !is_blank(*character)).map(half_width).flat_map(char::to_lowercase).collect(),
    )
}

/// The text without white space, otherwise as it is.
pub fn without_white_space(text: &str) -> CompactString {
    text.chars().filter(|character| !is_blank(*character)).collect()
}

/// The text without what stands in parentheses.
pub fn without_parentheses(text: &str) -> CompactString {
    let mut depth = 0_u32;
    let mut out = CompactString::default();
    for character in text.chars() {
        match half_width(character) {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(character),
            _ => {}
        }
    }
    out
}

/// A person's name as it is spoken: no white space but between Latin words, one dot for all dots, half-width.
pub fn person_name(text: &str) -> CompactString {
    let characters: Vec<char> = text.chars().map(half_width).collect();
    let mut out = CompactString::with_capacity(text.len());
    let mut gap = false;
    for (at, character) in characters.iter().copied().enumerate() {
        if is_blank(character) {
            gap = true;
            continue;
        }
        let next = characters[at + 1..].iter().copied().find(|next| !is_blank(*next));
        let character = if is_dot(character, out.chars().next_back(), next) { '\u{B7}' } else { character };
        if gap
            && character.is_ascii_alphabetic()
            && out.chars().next_back().is_some_and(|last| last.is_ascii_alphabetic())
        {
            out.push(' ');
        }
        gap = false;
        out.push(character);
    }
    out
}

/// A full stop counts as a dot between two characters of Chinese.
fn is_dot(character: char, before: Option<char>, after: Option<char>) -> bool {
    let chinese = |side: Option<char>| side.is_some_and(|side| side.is_alphabetic() && !side.is_ascii());
    DOTS.contains(&character)
        || (matches!(character, '.' | '\u{3002}' | '\u{FF61}') && chinese(before) && chinese(after))
}

/// What stands behind the label of a name: 组长：张三; before it, where nothing does.
pub fn behind_label(name: &str) -> &str {
    let bare = name.trim_end_matches(':');
    bare.rsplit_once(':').map_or(bare, |(_, behind)| behind)
}

/// Longer names are a mistake of typing, whatever they name.
pub fn is_too_long(name: &str) -> bool {
    const LONGEST: usize = 50;
    name.chars().nth(LONGEST).is_some()
}

/// A name of a place or a number of a household: half-width, without white space.
pub fn label(text: &str) -> CompactString {
    text.chars().filter(|character| !is_blank(*character)).map(half_width).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_lose_white_space_and_punctuation() {
        for heading in ["屯（组）", " 屯\n(组)", "屯\u{3000}组", "屯组：", "屯 【 组 】\u{200B}"] {
            assert_eq!(key(heading), "屯组", "{heading}");
        }
        assert_eq!(key("Ｎｏ．"), "no");
        assert_eq!(plain(" ＹＥＳ\u{3000}"), "yes");
        assert_eq!(without_parentheses("长子（已婚）[x]"), "长子");
    }

    #[test]
    fn names_are_put_right_and_nothing_is_lost() {
        for (typed, name) in [
            ("张\u{3000}三", "张三"),
            (" 张 三\u{A0}", "张三"),
            ("阿依古丽•买买提", "阿依古丽·买买提"),
            ("阿依古丽 ・ 买买提", "阿依古丽·买买提"),
            ("阿依古丽.买买提", "阿依古丽·买买提"),
            ("𠮷野\u{200B}家", "𠮷野家"),
            ("Ｊｏｈｎ  Smith", "John Smith"),
            ("J. Smith", "J.Smith"),
        ] {
            assert_eq!(person_name(typed), name, "{typed}");
        }
    }
}
