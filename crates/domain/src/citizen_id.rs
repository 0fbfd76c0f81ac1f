//! Citizen ids (公民身份号码) by GB 11643-1999, and the 15-digit form that went before.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use crate::people::Sex;
use crate::text::{half_width, is_apostrophe, is_blank, is_hyphen};

/// GB 11643-1999, weights of the first 17 digits.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// GB 11643-1999, check characters by the weighted sum modulo 11.
const CHECKS: [u8; 11] = *b"10X98765432";
/// Nobody alive was born earlier.
const FIRST_YEAR: i32 = crate::FIRST_YEAR_OF_BIRTH;

/// A citizen id in its canonical 18 characters, checked: 6 area, 8 birth date, 3 sequence, 1 check character.
/// Area codes need not exist. It shows itself masked; it has no serial form, so that it gets nowhere by accident.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CitizenId {
    characters: [u8; 18],
    birth_date: NaiveDate,
}

/// An id as it was found in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The id.
    pub id: CitizenId,
    /// It was written in the old form of 15 digits (of the 1900s, without a check character).
    pub old_form: bool,
    /// It was written in a way that had to be put right: full-width, white space, hyphens, a small x, an apostrophe.
    pub repaired: bool,
}

/// Why a text is no citizen id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum CitizenIdError {
    /// A number in scientific notation (`1.10105E+17`): its end is lost.
    #[error("a number in scientific notation, its end is lost")]
    Scientific,
    /// Neither 18 nor 15 characters.
    #[error("neither 18 nor 15 characters")]
    Length,
    /// A character that cannot stand there.
    #[error("a character that cannot stand there")]
    Character,
    /// A birth date that is not in the calendar.
    #[error("a birth date that is not in the calendar")]
    BirthDate,
    /// The check character does not fit.
    #[error("the check character does not fit")]
    Checksum,
}

impl CitizenId {
    /// Reads an id as clerks type it.
    ///
    /// # Errors
    /// When the text is no id, or one whose digits cannot all be right.
    pub fn read(text: &str) -> Result<Reading, CitizenIdError> {
        let plain = plain(text);
        if is_scientific(&plain) {
            return Err(CitizenIdError::Scientific);
        }
        if !plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X') {
            return Err(CitizenIdError::Character);
        }
        let old_form = plain.len() == 15;
        let characters = match plain.len() {
            18 => <[u8; 18]>::try_from(plain.as_bytes()).map_err(|_| CitizenIdError::Length)?,
            15 => modern(plain.as_bytes())?,
            _ => return Err(CitizenIdError::Length),
        };
        let check = check(&characters[..17]).ok_or(CitizenIdError::Character)?;
        let birth_date = birth_date(&characters).ok_or(CitizenIdError::BirthDate)?;
        if characters[17] != check {
            return Err(CitizenIdError::Checksum);
        }
        Ok(Reading { id: Self { characters, birth_date }, old_form, repaired: plain != text })
    }

    /// The 18 characters, in plain: for sealing and for comparing, never for a log or a message.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.characters).unwrap_or_default()
    }

    /// The date of birth that stands in the id.
    pub fn birth_date(&self) -> NaiveDate {
        self.birth_date
    }

    /// The sex that stands in the id: the last digit of the sequence is odd for men.
    pub fn sex(&self) -> Sex {
        if self.characters[16] % 2 == 1 { Sex::Male } else { Sex::Female }
    }

    /// Whether the birth date is one that a living person can have on the day `today`: from 1900 until then.
    pub fn is_plausible(&self, today: NaiveDate) -> bool {
        self.birth_date.year() >= FIRST_YEAR && self.birth_date <= today
    }

    /// The id for showing, see [`crate::masking`].
    pub fn masked(&self) -> String {
        crate::masking::masked(self.as_str())
    }
}

/// The check character for the first 17 digits of an id; `None` unless there are 17 digits.
pub fn check_character(digits: &str) -> Option<char> {
    check(digits.as_bytes()).map(char::from)
}

/// What is left when the ways of typing are taken away.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars().map(half_width) {
        match character {
            'x' | '\u{D7}' | '\u{3A7}' | '\u{3C7}' | '\u{425}' | '\u{445}' | '\u{2169}' | '\u{2179}' => plain.push('X'), // × Χ χ Х х Ⅹ ⅹ
            _ if is_blank(character) || (is_apostrophe(character) && plain.is_empty()) => {}
            _ => plain.push(character),
        }
    }
    if !is_scientific(&plain) {
        plain.retain(|character| !is_hyphen(character));
    }
    plain
}

/// `1.10105E+17`, `1.1e17`, `1E+17`.
fn is_scientific(plain: &str) -> bool {
    let Some((mantissa, exponent)) = plain.split_once(['E', 'e']) else { return false };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    digits(whole.strip_prefix(['+', '-']).unwrap_or(whole))
        && (fraction.is_empty() || digits(fraction))
        && digits(exponent)
}

/// The 18 characters of an old id: the century and the check character put in.
fn modern(old: &[u8]) -> Result<[u8; 18], CitizenIdError> {
    let mut characters = [b'0'; 18];
    characters[..6].copy_from_slice(&old[..6]);
    characters[6..8].copy_from_slice(b"19");
    characters[8..17].copy_from_slice(&old[6..]);
    characters[17] = check(&characters[..17]).ok_or(CitizenIdError::Character)?;
    Ok(characters)
}

fn check(digits: &[u8]) -> Option<u8> {
    if digits.len() != 17 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    Some(CHECKS[sum as usize % 11])
}

fn birth_date(characters: &[u8; 18]) -> Option<NaiveDate> {
    let number = |from: usize, to: usize| {
        characters[from..to].iter().fold(0_u32, |sum, digit| sum * 10 + u32::from(digit - b'0'))
    };
    NaiveDate::from_ymd_opt(i32::try_from(number(6, 10)).ok()?, number(10, 12), number(12, 14))
}

impl fmt::Display for CitizenId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.masked())
    }
}

impl fmt::Debug for CitizenId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "CitizenId({self})")
    }
}

#[cfg(test)]
mod tests;
