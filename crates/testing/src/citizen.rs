//! Citizen ids that are right in form (GB 11643-1999) and belong to nobody: area codes 9901xx do not exist.

use chrono::{Datelike, NaiveDate};

/// An id under the area code 9901`area`, with its check character. An odd `sequence` (0–999) is a man's.
pub fn citizen_id(area: u8, birth: NaiveDate, sequence: u16) -> String {
    let body = format!("9901{area:02}{}{sequence:03}", birth.format("%Y%m%d"));
    let check = check_character(&body);
    format!("{body}{check}")
}

/// The 18th character that belongs to the first 17.
pub fn check_character(body: &str) -> char {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.chars().zip(WEIGHTS).map(|(digit, weight)| digit.to_digit(10).unwrap() * weight).sum();
    ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][(sum % 11) as usize]
}

/// The same id in its old form of 15 digits, which only those born in the 1900s have.
pub fn fifteen(id: &str) -> Option<String> {
    (&id[6..8] == "19").then(|| format!("{}{}", &id[..6], &id[8..17]))
}

/// The id with its check character made wrong.
pub fn wrong_check(id: &str) -> String {
    let last = if id.ends_with('5') { '6' } else { '5' };
    format!("{}{last}", &id[..17])
}

/// The birth date that an id of 18 characters names.
pub fn birth_of(id: &str) -> NaiveDate {
    NaiveDate::parse_from_str(&id[6..14], "%Y%m%d").unwrap()
}

/// Digits and letters as a Chinese input method writes them in full width.
pub fn full_width(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c }).collect()
}

/// An id in groups, as people read it aloud.
pub fn spaced(id: &str) -> String {
    let rest = if id.len() > 14 { format!(" {}", &id[14..]) } else { String::new() };
    format!(" {} {}{rest} ", &id[..6], &id[6..14.min(id.len())])
}

/// Full years of age on a day.
pub fn age(birth: NaiveDate, on: NaiveDate) -> i32 {
    let before = (on.month(), on.day()) < (birth.month(), birth.day());
    on.year() - birth.year() - i32::from(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_characters_are_those_of_the_standard() {
        for id in ["11010519491231002X", "34052419800101001X", "513101198201130014", "440524188001010014"] {
            assert_eq!(check_character(&id[..17]), id.chars().last().unwrap());
        }
        let id = citizen_id(1, NaiveDate::from_ymd_opt(1953, 8, 2).unwrap(), 454);
        assert_eq!((id.as_str(), fifteen(&id).as_deref()), ("990101195308024548", Some("990101530802454")));
        assert_eq!(full_width("10X"), "１０Ｘ");
    }
}
