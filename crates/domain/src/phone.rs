//! Phone numbers as they are called inside China: mobiles, and landlines with or without an area code.

use std::fmt;
use std::ops::RangeInclusive;

use crate::text::{half_width, is_apostrophe, is_blank, is_hyphen};

/// Digits of a landline number behind its area code.
const LANDLINE: RangeInclusive<usize> = 7..=8;
/// Digits of an area code, the leading 0 included.
const AREA: RangeInclusive<usize> = 3..=4;
/// Digits of a mobile number.
const MOBILE: usize = 11;

/// A phone number: digits only, an area code joined without a hyphen. It shows itself masked and has no serial form.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone(String);

/// Why a text is no phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum PhoneError {
    /// Too few digits for its kind, too many, or none.
    #[error("not the number of digits that a phone number of its kind has")]
    Short,
}

impl Phone {
    /// Reads the first phone number of a cell, and says whether its writing had to be put right
    /// (country code, full-width, spaces, an extension or a second number behind it).
    ///
    /// # Errors
    /// When no complete number begins the text: with an area code 7 or 8 digits behind it, without one 7 or 8
    /// digits of which the first is 2 to 8, or 11 digits that begin with 1.
    pub fn read(text: &str) -> Result<(Self, bool), PhoneError> {
        let plain: String = text.chars().map(half_width).collect();
        let begin = plain.trim_start_matches(|character| is_blank(character) || is_apostrophe(character));
        let (number, abroad) = without_country(begin);
        let groups = groups(number);
        let digits = first_number(&groups)
            .or_else(|| if abroad { without_trunk_zero(&groups) } else { None })
            .ok_or(PhoneError::Short)?;
        let repaired = !written_right(text, &digits);
        Ok((Self(digits), repaired))
    }

    /// The digits, in plain: for sealing and for calling, never for a log or a message.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number for showing, see [`crate::masking`].
    pub fn masked(&self) -> String {
        crate::masking::masked(&self.0)
    }
}

/// What stands behind +86 or 0086, and whether either was there.
fn without_country(text: &str) -> (&str, bool) {
    let open = text.trim_start_matches(['(', '[']);
    let rest =
        open.strip_prefix('+').map(|rest| rest.trim_start_matches(is_blank)).and_then(|rest| rest.strip_prefix("86"));
    match rest.or_else(|| open.strip_prefix("0086")) {
        Some(rest) => (rest, true),
        None => (text, false),
    }
}

/// The groups of digits up to the first character that cannot stand inside a number: `0427-1234567/…` has two.
fn groups(text: &str) -> Vec<&str> {
    let parts_digits = |character: char| is_blank(character) || is_hyphen(character) || "()[].".contains(character);
    let end =
        text.find(|character: char| !character.is_ascii_digit() && !parts_digits(character)).unwrap_or(text.len());
    text[..end].split(parts_digits).filter(|group| !group.is_empty()).collect()
}

/// The shortest run of groups from the first that is a whole number; what is behind is an extension or another number.
fn first_number(groups: &[&str]) -> Option<String> {
    let area = groups.first().is_some_and(|group| group.starts_with('0') && AREA.contains(&group.len()));
    (1..=groups.len()).find_map(|count| {
        let joined = groups[..count].concat();
        let whole = match joined.as_bytes().first()? {
            b'0' if area => LANDLINE.contains(&(joined.len() - groups[0].len())),
            b'0' => (AREA.start() + LANDLINE.start()..=AREA.end() + LANDLINE.end()).contains(&joined.len()),
            b'1' => joined.len() == MOBILE,
            // Without an area code, half of a longer number would look whole.
            b'2'..=b'8' => LANDLINE.contains(&joined.len()) && (count == 1 || count == groups.len()),
            _ => false,
        };
        whole.then_some(joined)
    })
}

/// `+86 427 1234567`: behind the country code the 0 of the area code is not written. 10 is Beijing, any other
/// number that begins with 1 is a mobile with digits missing.
fn without_trunk_zero(groups: &[&str]) -> Option<String> {
    let first = format!("0{}", groups.first().filter(|group| **group == "10" || !group.starts_with(['0', '1']))?);
    let mut groups = groups.to_vec();
    groups[0] = &first;
    first_number(&groups)
}

/// `13900000001`, `0427-1234567`, `(0427)1234567` and `04271234567` are right as they stand.
fn written_right(text: &str, digits: &str) -> bool {
    text == digits
        || (digits.starts_with('0')
            && AREA.filter(|area| LANDLINE.contains(&(digits.len() - area))).any(|area| {
                let (area, number) = digits.split_at(area);
                text == format!("{area}-{number}") || text == format!("({area}){number}")
            }))
}

impl fmt::Display for Phone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.masked())
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Phone({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<(String, bool)> {
        Phone::read(text).ok().map(|(phone, repaired)| (phone.as_str().to_owned(), repaired))
    }

    #[test]
    fn right_numbers_stay_as_they_are() {
        for (text, digits) in [
            ("13900000001", "13900000001"),
            ("0427-1234567", "04271234567"),
            ("0427-12345678", "042712345678"),
            ("010-12345678", "01012345678"),
            ("010-9234567", "0109234567"),
            ("04279999999", "04279999999"),
            ("0101234567", "0101234567"),
            ("(0427)1234567", "04271234567"),
            ("2345678", "2345678"),
            ("82345678", "82345678"),
        ] {
            assert_eq!(read(text), Some((digits.to_owned(), false)), "{text}");
        }
    }

    #[test]
    fn ways_of_writing_are_repaired() {
        for (text, digits) in [
            ("+8613900000001", "13900000001"),
            ("＋86 139 0000 0001", "13900000001"),
            ("0086-13900000001", "13900000001"),
            ("(+86)13900000001", "13900000001"),
            ("+86 0427 1234567", "04271234567"),
            ("+86 427 1234567", "04271234567"),
            ("+86-10-12345678", "01012345678"),
            ("１３９０００００００１", "13900000001"),
            ("139-0000-0001", "13900000001"),
            ("139 0000\u{3000}0001 ", "13900000001"),
            ("'13900000001", "13900000001"),
            ("（0427）1234567", "04271234567"),
            ("0427—1234567", "04271234567"),
            ("0427 123 4567", "04271234567"),
            ("2345-6789", "23456789"),
            ("234-5678", "2345678"),
            ("13900000001.0", "13900000001"),
        ] {
            assert_eq!(read(text), Some((digits.to_owned(), true)), "{text}");
        }
    }

    #[test]
    fn the_first_of_two_is_taken_and_an_extension_dropped() {
        for (text, digits) in [
            ("13900000001、13900000002", "13900000001"),
            ("13900000001/13900000002", "13900000001"),
            ("13900000001；13900000002", "13900000001"),
            ("13900000001 13900000002", "13900000001"),
            ("13900000001\n2345678", "13900000001"),
            ("139 0000 0001 139 0000 0002", "13900000001"),
            ("2345678 13900000001", "2345678"),
            ("2345678，13900000001", "2345678"),
            ("0427-1234567-8", "04271234567"),
            ("0427-1234567-801", "04271234567"),
            ("0427-1234567转801", "04271234567"),
            ("0427-1234567 ext. 801", "04271234567"),
            ("04271234567 13900000001", "04271234567"),
            ("2345678-8", "2345678"),
            ("13900000001（儿子）", "13900000001"),
        ] {
            assert_eq!(read(text), Some((digits.to_owned(), true)), "{text}");
        }
    }

    #[test]
    fn everything_else_is_short() {
        for text in [
            "1990000",
            "1234567",
            "12345678",
            "1390000000",
            "139000000012",
            "0427-123456",
            "0427 123456",
            "(0427)123456",
            "0427-123456789",
            "010-123456",
            "042712",
            "9234567",
            "92345678",
            "234567",
            "234567890",
            "1",
            "",
            " ",
            "无",
            "1.39E+10",
            "1390000/13900000002",
            "400-820-8820",
            "400-1234-567",
            "8613900000001",
            "+1 2345678901",
            "00861234567",
            "1390000000113900000002",
            "139 0000 00012",
            "+86-139-0000-001",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn it_never_shows_itself() {
        let phone = |text| Phone::read(text).unwrap().0;
        assert_eq!(format!("{} {:?}", phone("13900000001"), phone("2345678")), "139******01 Phone(2****78)");
    }

    proptest! {
        #[test]
        fn with_area_code_any_seven_or_eight_digits_are_right(area in "0[0-9]{2,3}", number in "[0-9]{7,8}") {
            prop_assume!(!format!("{area}{number}").starts_with("0086")); // the country code, which no area code begins like
            prop_assert_eq!(read(&format!("{area}-{number}")), Some((format!("{area}{number}"), false)));
            prop_assert_eq!(read(&format!("{area}{number}")), Some((format!("{area}{number}"), false)));
        }

        #[test]
        fn too_few_digits_behind_a_hyphen_are_short(area in "0[1-9][0-9]{1,2}", number in "[0-9]{1,6}") {
            prop_assert_eq!(read(&format!("{area}-{number}")), None);
        }

        #[test]
        fn without_area_code_the_first_digit_decides(number in "[0-9]{7,8}") {
            prop_assert_eq!(read(&number).is_some(), (b'2'..=b'8').contains(&number.as_bytes()[0]));
        }

        #[test]
        fn no_text_breaks_it(text in any::<String>()) {
            let _ = Phone::read(&text);
        }
    }
}
