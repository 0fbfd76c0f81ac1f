//! Dates as people write them.

use chrono::{Datelike, NaiveDate};
use hongwang_domain::naming::Numerals;
use hongwang_domain::rulebook::workbook::{DateWords, Words};
use hongwang_domain::text::{half_width, is_blank};
use hongwang_spreadsheet::{Value, Workbook};

/// Whole numbers that are years and not serial numbers of days.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;
/// Serial numbers of days that a date of people's lives can have: until 2118.
const SERIALS: std::ops::RangeInclusive<u32> = 1..=80_000;

/// Digits of a serial number that stands as a text: shorter ones are no day of people's lives, longer ones no serial.
const SERIAL_DIGITS: usize = 5;

/// As much of a date as was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dated {
    /// A day.
    Day(NaiveDate),
    /// A month, by its first day.
    Month(NaiveDate),
    /// A year, by its first day.
    Year(NaiveDate),
}

impl Dated {
    /// The day, or the first day of the month; a year alone is too vague for a day.
    pub fn day_or_first(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) | Self::Month(day) => Some(day),
            Self::Year(_) => None,
        }
    }

    /// The day, if one was written.
    pub fn day(self) -> Option<NaiveDate> {
        if let Self::Day(day) = self { Some(day) } else { None }
    }

    /// The first day that may be meant.
    pub fn first(self) -> NaiveDate {
        let (Self::Day(day) | Self::Month(day) | Self::Year(day)) = self;
        day
    }

    /// Whether a day agrees with what was written.
    pub fn agrees(self, day: NaiveDate) -> bool {
        match self {
            Self::Day(written) => written == day,
            Self::Month(written) => (written.year(), written.month()) == (day.year(), day.month()),
            Self::Year(written) => written.year() == day.year(),
        }
    }
}

/// Why a text gives no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFault {
    /// It is in no calendar, or no date at all.
    Invalid,
    /// Day and month can be told apart by nobody.
    Ambiguous,
}

/// Reads dates by the rulebook's words.
#[derive(Clone, Debug)]
pub struct DateReader {
    words: DateWords,
    numerals: Numerals,
    this_year: i32,
}

/// A piece of a written date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    /// A number and how many digits were written.
    Number(u32, usize),
    Month(u32),
    Year,
    MonthSign,
    Day,
    Other,
}

impl Piece {
    fn number(&self) -> Option<(u32, usize)> {
        if let Self::Number(value, digits) = self { Some((*value, *digits)) } else { None }
    }
}

impl DateReader {
    /// `today` decides which century two digits of a year mean.
    pub fn new(words: &DateWords, numerals: &Numerals, today: NaiveDate) -> Self {
        Self { words: words.clone(), numerals: numerals.clone(), this_year: today.year() }
    }

    /// Reads a cell.
    ///
    /// # Errors
    /// When the cell gives no date.
    pub fn read_cell(&self, value: &Value, workbook: &Workbook) -> Result<Dated, DateFault> {
        match value {
            Value::Day(day) => Ok(Dated::Day(*day)),
            Value::Number { value, .. } if is_serial(*value) => day_of_serial(*value, workbook),
            Value::Number { value, .. } if value.fract() != 0.0 => decimal_month(*value),
            Value::Number { text, .. } => self.read(text),
            Value::Text(text) => match text.trim().parse::<u32>() {
                Ok(serial) if text.trim().len() == SERIAL_DIGITS && is_serial(serial.into()) => {
                    day_of_serial(serial.into(), workbook)
                }
                _ => self.read(text),
            },
            Value::Bool(_) | Value::Error(_) | Value::Unreadable => Err(DateFault::Invalid),
        }
    }

    /// Reads a cell in which something may stand behind the day: 2026年9月30日24时.
    ///
    /// # Errors
    /// When the cell does not begin with a date.
    pub fn read_first(&self, value: &Value, workbook: &Workbook) -> Result<Dated, DateFault> {
        let whole = self.read_cell(value, workbook);
        let (Err(_), Value::Text(text)) = (whole, value) else { return whole };
        let text = text.trim_end_matches(|character: char| !character.is_alphanumeric());
        let end = |word: &str| text.find(word).map(|at| at + word.len());
        match self.words.day.iter().filter_map(|word| end(word.get_ref())).min() {
            Some(end) => self.read(&text[..end]),
            None => self.read(text),
        }
    }

    /// Reads a text: 2026-10-31, 2026年10月31日, 二〇二六年十月, 20261031, 31/10/2026, 31-Oct-26 …
    ///
    /// # Errors
    /// When the text gives no date.
    pub fn read(&self, text: &str) -> Result<Dated, DateFault> {
        const LONGEST: usize = 200;
        if text.len() > LONGEST {
            return Err(DateFault::Invalid);
        }
        let text = self.bare(text);
        let pieces = self.pieces(&text);
        let numbers: Vec<(u32, usize)> = pieces.iter().filter_map(Piece::number).collect();
        if pieces.contains(&Piece::Other) {
            return Err(DateFault::Invalid);
        }
        if let Some(at) = pieces.iter().position(|piece| matches!(piece, Piece::Month(_))) {
            return self.with_month_by_name(&pieces, at, &numbers);
        }
        let year_said = pieces.contains(&Piece::Year);
        match numbers[..] {
            [(whole, digits)] => self.one(whole, digits, year_said),
            [(year, digits), (month, 1 | 2)] if digits == 4 || year_said => month_of(self.year(year, digits), month),
            [(year, digits), (month, 1 | 2), (day, 1 | 2)]
                if digits == 4 || year_said || (digits <= 2 && fits(month, day)) =>
            {
                day_of(self.year(year, digits), month, day)
            }
            [(first, 1 | 2), (second, 1 | 2), (year, 4)] => self.year_last(first, second, year),
            _ => Err(DateFault::Invalid),
        }
    }

    /// Without what stands before and behind the date: 公历, a time of day, the day of the week, a remark.
    fn bare(&self, text: &str) -> String {
        let mut text: String = text.chars().map(half_width).collect();
        text = text.trim_matches(is_blank).to_owned();
        for word in &self.words.before {
            if let Some(rest) = text.strip_prefix(word.get_ref().as_str()) {
                text = rest.trim_start_matches(is_blank).to_owned();
            }
        }
        if let Some(colon) = text.find(':') {
            let hour = text[..colon].trim_end_matches(|character: char| character.is_ascii_digit());
            text.truncate(hour.trim_end_matches(is_blank).trim_end_matches(['T', 't']).len());
        }
        for word in &self.words.ends {
            if let Some(at) = text.find(word.get_ref().as_str()).filter(|at| *at > 0) {
                text.truncate(at);
            }
        }
        for word in &self.words.first_month {
            text = text.replace(
                word.get_ref().as_str(),
                &format!("1{}", self.words.month.first().map_or("", |month| month.get_ref())),
            );
        }
        text.trim_matches(is_blank).to_owned()
    }

    fn pieces(&self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let taken = if self.digit(first).is_some() || self.tens(first).is_some() {
                let length = rest
                    .find(|character| self.digit(character).is_none() && self.tens(character).is_none())
                    .unwrap_or(rest.len());
                pieces.push(self.number(&rest[..length]).unwrap_or(Piece::Other));
                length
            } else if first.is_ascii_alphabetic() {
                let length = rest.find(|character: char| !character.is_ascii_alphabetic()).unwrap_or(rest.len());
                pieces.push(month_by_name(&rest[..length]).map_or(Piece::Other, Piece::Month));
                length
            } else if let Some((piece, length)) = self.sign(rest) {
                pieces.push(piece);
                length
            } else {
                // Whatever separates: a hyphen, a slash, a point, white space, a mark of Chinese punctuation.
                if first.is_alphanumeric() {
                    pieces.push(Piece::Other);
                }
                first.len_utf8()
            };
            rest = &rest[taken..];
        }
        pieces
    }

    fn sign(&self, text: &str) -> Option<(Piece, usize)> {
        let begins = |words: &Words| {
            words.iter().find(|word| text.starts_with(word.get_ref().as_str())).map(|word| word.get_ref().len())
        };
        let year = begins(&self.words.year).map(|length| (Piece::Year, length));
        let month = || begins(&self.words.month).map(|length| (Piece::MonthSign, length));
        let day = || begins(&self.words.day).map(|length| (Piece::Day, length));
        year.or_else(month).or_else(day)
    }

    fn digit(&self, character: char) -> Option<u32> {
        let chinese =
            || (0..).zip(&self.numerals.digits).find(|(_, forms)| forms.contains(character)).map(|(value, _)| value);
        character.to_digit(10).or_else(chinese)
    }

    fn tens(&self, character: char) -> Option<u32> {
        (1..).zip(&self.numerals.tens).find(|(_, forms)| forms.contains(character)).map(|(value, _)| value * 10)
    }

    /// A digit a place (二〇二六, 2026), or up to 99 as it is spoken (三十一).
    fn number(&self, text: &str) -> Option<Piece> {
        let count = text.chars().count();
        if text.chars().all(|character| self.digit(character).is_some()) && count <= 8 {
            let value =
                text.chars().filter_map(|character| self.digit(character)).fold(0, |value, digit| value * 10 + digit);
            return Some(Piece::Number(value, count));
        }
        self.numerals.read(text).map(|value| Piece::Number(value, 2))
    }

    fn one(&self, whole: u32, digits: usize, year_said: bool) -> Result<Dated, DateFault> {
        match digits {
            8 => day_of((whole / 10_000) as i32, whole / 100 % 100, whole % 100),
            6 if YEARS.contains(&(whole / 100)) => month_of((whole / 100) as i32, whole % 100),
            4 if YEARS.contains(&whole) => first_of_year(whole as i32),
            2 if year_said => first_of_year(self.year(whole, digits)),
            _ => Err(DateFault::Invalid),
        }
    }

    /// Two digits of a year mean the last such year that has come.
    fn year(&self, year: u32, digits: usize) -> i32 {
        let year = year as i32;
        if digits > 2 {
            return year;
        }
        let this_century = self.this_year - self.this_year % 100 + year;
        if this_century > self.this_year { this_century - 100 } else { this_century }
    }

    /// 31/10/2026 or 10/31/2026: whichever can be; 5/6/2026 is either.
    fn year_last(&self, first: u32, second: u32, year: u32) -> Result<Dated, DateFault> {
        match (first > 12, second > 12) {
            (true, false) => day_of(year as i32, second, first),
            (false, true) => day_of(year as i32, first, second),
            (false, false) if first == second => day_of(year as i32, first, second),
            (false, false) => Err(DateFault::Ambiguous),
            (true, true) => Err(DateFault::Invalid),
        }
    }

    /// 31-Oct-26, Oct 31, 2026, 2026-Oct-31.
    fn with_month_by_name(&self, pieces: &[Piece], at: usize, numbers: &[(u32, usize)]) -> Result<Dated, DateFault> {
        let Some(Piece::Month(month)) = pieces.get(at).copied() else { return Err(DateFault::Invalid) };
        match numbers {
            [(year, 4)] => month_of(*year as i32, month),
            [(year, 4), (day, 1 | 2)] => day_of(*year as i32, month, *day),
            [(day, 1 | 2), (year, digits @ (2 | 4))] => day_of(self.year(*year, *digits), month, *day),
            _ => Err(DateFault::Invalid),
        }
    }
}

/// A number that is a day and not a year (1976, 1976.5).
fn is_serial(value: f64) -> bool {
    let within = |range: &std::ops::RangeInclusive<u32>| {
        value >= f64::from(*range.start()) && value < f64::from(*range.end()) + 1.0
    };
    within(&SERIALS) && !within(&YEARS)
}

fn day_of_serial(serial: f64, workbook: &Workbook) -> Result<Dated, DateFault> {
    workbook.day_of_serial(serial).map(Dated::Day).ok_or(DateFault::Invalid)
}

/// 1976.3 as a number is March; 1976.1 may have been October, so that only the year is certain.
fn decimal_month(value: f64) -> Result<Dated, DateFault> {
    let year = value.trunc();
    if !(f64::from(*YEARS.start())..=f64::from(*YEARS.end())).contains(&year) {
        return Err(DateFault::Invalid);
    }
    let hundredths = ((value - year) * 100.0).round() as u32;
    match hundredths {
        10 => first_of_year(year as i32),
        20 | 30 | 40 | 50 | 60 | 70 | 80 | 90 => month_of(year as i32, hundredths / 10),
        _ => month_of(year as i32, hundredths),
    }
}

fn month_by_name(text: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let text = text.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| text.len() >= 3 && (month.starts_with(&text) || text == "sept"))?;
    u32::try_from(at + 1).ok()
}

fn fits(month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

fn day_of(year: i32, month: u32, day: u32) -> Result<Dated, DateFault> {
    NaiveDate::from_ymd_opt(year, month, day).map(Dated::Day).ok_or(DateFault::Invalid)
}

fn month_of(year: i32, month: u32) -> Result<Dated, DateFault> {
    NaiveDate::from_ymd_opt(year, month, 1).map(Dated::Month).ok_or(DateFault::Invalid)
}

fn first_of_year(year: i32) -> Result<Dated, DateFault> {
    NaiveDate::from_ymd_opt(year, 1, 1).map(Dated::Year).ok_or(DateFault::Invalid)
}
