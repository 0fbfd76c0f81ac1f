//! Names as they are typed on a keyboard with letters alone.

use pinyin::ToPinyin;

/// The first letters of a name's syllables: 王桂芝 → `wgz`. Letters of the name itself count as they are; a rare
/// character without a known sound counts for nothing.
pub(crate) fn initials(name: &str) -> String {
    syllables(name).filter_map(|syllable| syllable.chars().next()).collect()
}

/// The whole of a name's syllables, one behind the other: 王桂芝 → `wangguizhi`.
pub(crate) fn spelt(name: &str) -> String {
    syllables(name).collect()
}

fn syllables(name: &str) -> impl Iterator<Item = String> + '_ {
    name.chars().filter_map(|character| match character.to_pinyin() {
        Some(sound) => Some(sound.plain().to_owned()),
        None => character.is_ascii_alphabetic().then(|| character.to_ascii_lowercase().to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_by_its_letters() {
        assert_eq!((initials("王桂芝").as_str(), spelt("王桂芝").as_str()), ("wgz", "wangguizhi"));
        assert_eq!(initials("阿依古丽·买买提"), "ayglmmt");
        assert_eq!(initials("欧阳振国A"), "oyzga");
        assert_eq!(initials("\u{E000}明"), "m");
    }
}
