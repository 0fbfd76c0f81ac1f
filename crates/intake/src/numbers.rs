//! Phones and citizen ids that were typed where a name belongs: they are sealed data and never part of a name.

use hongwang_domain::citizen_id::CitizenIdError;
use hongwang_domain::text::{half_width, is_apostrophe, is_blank, is_hyphen};
use hongwang_domain::{CitizenId, Phone};

use crate::dictionary::Dictionary;

/// Digits from which a run is a phone, behind which a name ends.
const PHONE: usize = 7;
/// Digits from which a run is a citizen id, or what was meant for one.
const ID: usize = 15;
/// No name of a person or a place has so many digits.
const TOO_MANY: usize = 6;

/// A text, parted into what may be a name and the numbers that stood in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Parted {
    /// What is left.
    pub name: String,
    /// The first phone.
    pub phone: Option<Phone>,
    /// A citizen id, or so long a number, stood there.
    pub id: bool,
}

/// 马新娟13900000001, 马新娟（电话：139 0000 0001）; `None` where no number is to be taken off.
pub fn part(text: &str, words: &Dictionary) -> Option<Parted> {
    // Longer texts are no names, whatever stands in them.
    const LONGEST: usize = 2_000;
    if text.len() > LONGEST || digits(text) < TOO_MANY {
        return None;
    }
    let characters: Vec<char> = text.chars().map(half_width).collect();
    let (mut name, mut phone, mut id, mut found) = (String::new(), None, false, false);
    let mut at = 0;
    while at < characters.len() {
        let end = run(&characters, at);
        let count = characters[at..end].iter().filter(|character| is_digit(**character)).count();
        if count < PHONE {
            let end = end.max(at + 1);
            name.extend(&characters[at..end]);
            at = end;
            continue;
        }
        found = true;
        id |= count >= ID;
        let number: String = characters[at..end].iter().collect();
        phone = phone.or_else(|| Phone::read(&number).ok().map(|(phone, _)| phone));
        name.truncate(words.without_number_label(&name).len());
        name.push(' ');
        at = end;
    }
    found.then(|| Parted { name: without_empty_brackets(&name), phone, id })
}

/// Whether a name holds so many digits that some number is in it.
pub fn are_in(name: &str) -> bool {
    digits(name) >= TOO_MANY || is_scientific(name)
}

/// A phone or id that the spreadsheet took for a number: 1.39E+10.
fn is_scientific(name: &str) -> bool {
    let plain: String = name.chars().map(half_width).map(|character| character.to_ascii_uppercase()).collect();
    plain.match_indices("E+").any(|(at, sign)| {
        plain[..at].ends_with(|character: char| character.is_ascii_digit())
            && plain[at + sign.len()..].starts_with(|character: char| character.is_ascii_digit())
    })
}

/// Whether the number of a household is somebody's citizen id (its last character right or not) or mobile phone.
pub fn is_personal(number: &str) -> bool {
    let is_id = |text: &str| matches!(CitizenId::read(text), Ok(_) | Err(CitizenIdError::Checksum));
    let is_mobile = |text: &str| text.len() == 11 && text.starts_with('1') && !text[1..].starts_with(['0', '1', '2']);
    let of_id = |character: char| character.is_ascii_digit() || matches!(character, 'x' | 'X');
    let plain: String = number.chars().map(half_width).filter(|character| !is_blank(*character)).collect();
    is_id(&plain)
        || plain.split(|character: char| !of_id(character)).any(is_id)
        || plain.split(|character: char| !character.is_ascii_digit()).any(is_mobile)
}

/// The end of the number that begins at a place: its digits, what may stand between them, and the X of an id.
fn run(characters: &[char], begin: usize) -> usize {
    let opens = |character: char| character == '+' || is_digit(character);
    if !characters.get(begin).is_some_and(|character| opens(*character)) {
        return begin;
    }
    let between = |character: char| {
        is_blank(character) || is_hyphen(character) || is_apostrophe(character) || "().·_".contains(character)
    };
    let (mut end, mut at) = (begin + 1, begin + 1);
    while at < characters.len() && (is_digit(characters[at]) || between(characters[at])) {
        at += 1;
        if is_digit(characters[at - 1]) {
            end = at;
        }
    }
    let is_x = characters.get(end).is_some_and(|character| matches!(character, 'x' | 'X'));
    if is_x && end - begin >= ID { end + 1 } else { end }
}

fn is_digit(character: char) -> bool {
    // 〇 is written in names and numbers of places.
    character.is_numeric() && character != '\u{3007}'
}

fn digits(text: &str) -> usize {
    text.chars().filter(|character| is_digit(*character)).count()
}

/// Brackets with nothing left in them, and signs at the ends.
fn without_empty_brackets(text: &str) -> String {
    let mut out: Vec<char> = Vec::new();
    for character in text.chars() {
        if is_close(character) {
            let open = out.iter().rposition(|before| before.is_alphanumeric() || is_open(*before));
            match open {
                Some(at) if is_open(out[at]) => {
                    out.truncate(at);
                    continue;
                }
                // 张三（女，13900000001）
                Some(at) if !is_close(out[out.len() - 1]) => out.truncate(at + 1),
                _ => {}
            }
        }
        let begins_bracket = out.last().is_some_and(|before| is_open(*before));
        if begins_bracket && !character.is_alphanumeric() && !is_open(character) {
            continue;
        }
        out.push(character);
    }
    let name: String = out.into_iter().collect();
    let sign = |character: char| !character.is_alphanumeric();
    let name = name.trim_start_matches(|character| sign(character) && !is_open(character));
    name.trim_end_matches(|character| sign(character) && !is_close(character)).to_owned()
}

fn is_open(character: char) -> bool {
    matches!(character, '(' | '[' | '\u{3010}' | '\u{3014}' | '\u{300A}' | '<')
}

fn is_close(character: char) -> bool {
    matches!(character, ')' | ']' | '\u{3011}' | '\u{3015}' | '\u{300B}' | '>')
}
