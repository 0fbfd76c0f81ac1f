//! Reading a form: every field is text first, then validated; faults are collected and said beside their fields.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use hongwang_domain::{FIRST_YEAR_OF_BIRTH, FIRST_YEAR_OF_FACTS};

use crate::fault::{Fault, Faults};
use crate::fields::Fields;
use crate::tongue::Tongue;

/// A form that is being read.
pub struct Reading<'a> {
    fields: &'a Fields,
    tongue: Tongue,
    faults: Faults,
}

impl<'a> Reading<'a> {
    /// Begins.
    pub fn of(fields: &'a Fields, tongue: Tongue) -> Self {
        Self { fields, tongue, faults: Faults::default() }
    }

    /// A text of so many characters; empty when it is not there or too long, with a fault.
    pub fn text(&mut self, name: &str, characters: RangeInclusive<usize>) -> String {
        match self.fields.get(name) {
            None if *characters.start() == 0 => String::new(),
            None => self.lacking(name).unwrap_or_default(),
            Some(text) => self.measured(name, text, &characters).unwrap_or_default(),
        }
    }

    /// A text of at most so many characters, or none.
    pub fn optional_text(&mut self, name: &str, most: usize) -> Option<String> {
        let text = self.fields.get(name)?;
        self.measured(name, text, &(1..=most))
    }

    /// A day; with a fault when it is not there.
    pub fn day(&mut self, name: &str) -> Option<NaiveDate> {
        match self.fields.get(name) {
            None => self.lacking(name),
            Some(text) => self.as_day(name, text),
        }
    }

    /// A day, or none.
    pub fn optional_day(&mut self, name: &str) -> Option<NaiveDate> {
        let text = self.fields.get(name)?;
        self.as_day(name, text)
    }

    /// The day of a birth, or none.
    pub fn optional_birth(&mut self, name: &str) -> Option<NaiveDate> {
        let text = self.fields.get(name)?;
        self.since(name, text, FIRST_YEAR_OF_BIRTH)
    }

    /// A whole number within a range; with a fault when it is not there.
    pub fn number(&mut self, name: &str, range: RangeInclusive<i64>) -> Option<i64> {
        match self.fields.get(name) {
            None => self.lacking(name),
            Some(_) => self.optional_number(name, range),
        }
    }

    /// A whole number within a range, or none.
    pub fn optional_number(&mut self, name: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let number = self.fields.get(name)?.parse().ok().filter(|number| range.contains(number));
        if number.is_none() {
            let (least, most) = (range.start().to_string(), range.end().to_string());
            self.fault(name, self.tongue.say2("web-form-number", "least", least, "most", most));
        }
        number
    }

    /// One of a list; with a fault when it is not there or not of the list.
    pub fn one_of<T>(&mut self, name: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        match self.fields.get(name) {
            None => self.lacking(name),
            Some(_) => self.optional_one_of(name, read),
        }
    }

    /// One of a list, or none.
    pub fn optional_one_of<T>(&mut self, name: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let chosen = read(self.fields.get(name)?);
        if chosen.is_none() {
            self.fault(name, self.tongue.say("web-form-choice"));
        }
        chosen
    }

    /// Whether a box was ticked.
    pub fn flag(&self, name: &str) -> bool {
        self.fields.get(name).is_some_and(|text| matches!(text, "1" | "on" | "yes" | "true"))
    }

    /// The version that the form was filled in over.
    pub fn version(&mut self) -> i32 {
        let version = self.fields.get("version").and_then(|text| text.parse().ok());
        version.unwrap_or_else(|| {
            self.fault("version", self.tongue.say("web-form-version"));
            0
        })
    }

    /// All texts under a name, as they were sent.
    pub fn all(&self, name: &'a str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.fields.all(name)
    }

    /// Adds a fault of a slice's own.
    pub fn fault(&mut self, field: &str, words: String) {
        self.faults.add(field, words);
    }

    /// The reader's language.
    pub fn tongue(&self) -> Tongue {
        self.tongue
    }

    /// Whether something is wrong.
    pub fn has_faults(&self) -> bool {
        !self.faults.is_empty()
    }

    /// What is wrong.
    pub fn into_faults(self) -> Faults {
        self.faults
    }

    /// Ends the reading for an API: what is wrong is the answer.
    ///
    /// # Errors
    /// [`Fault::Invalid`].
    pub fn finish(self) -> Result<(), Fault> {
        if self.faults.is_empty() { Ok(()) } else { Err(Fault::Invalid(self.faults)) }
    }

    fn lacking<T>(&mut self, name: &str) -> Option<T> {
        self.fault(name, self.tongue.say("web-form-lacking"));
        None
    }

    fn measured(&mut self, name: &str, text: &str, characters: &RangeInclusive<usize>) -> Option<String> {
        if text.contains(char::REPLACEMENT_CHARACTER) {
            self.fault(name, self.tongue.say("web-form-garbled"));
            return None;
        }
        if text.chars().any(|one| is_unseen(one) && one != '\n' && one != '\r') {
            self.fault(name, self.tongue.say("web-form-control"));
            return None;
        }
        if characters.contains(&text.chars().count()) {
            return Some(text.to_owned());
        }
        let (least, most) = (characters.start().to_string(), characters.end().to_string());
        self.fault(name, self.tongue.say2("web-form-length", "least", least, "most", most));
        None
    }

    fn as_day(&mut self, name: &str, text: &str) -> Option<NaiveDate> {
        self.since(name, text, FIRST_YEAR_OF_FACTS)
    }

    /// A day not before a year: 1026 is 2026, mistyped.
    fn since(&mut self, name: &str, text: &str, first: i32) -> Option<NaiveDate> {
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        if day.is_none() {
            self.fault(name, self.tongue.say("web-form-day"));
        }
        if day.is_some_and(|day| day.year() < first) {
            self.fault(name, self.tongue.say1("web-form-day-early", "year", first));
            return None;
        }
        day
    }
}

/// Control characters, and those that turn the direction of what follows: a name with one reads as another.
fn is_unseen(character: char) -> bool {
    let turns =
        matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    character.is_control() || turns
}

#[cfg(test)]
mod tests {
    use hongwang_words::Language;

    use super::*;

    fn fault_of(text: &str) -> Option<String> {
        let fields = Fields::of_form(text.as_bytes());
        let mut form = Reading::of(&fields, Tongue(Language::ZhCn));
        form.text("name", 1..=40);
        form.into_faults().of("name").map(str::to_owned)
    }

    #[test]
    fn a_name_that_reads_otherwise_than_it_is_written_is_refused() {
        assert_eq!(fault_of("name=%E5%BC%A0"), None);
        assert!(fault_of("name=%E5%BC%A0%E2%80%AE%E4%B8%89").is_some_and(|words| words.contains("看不见的符号")));
        // 张三 as GB18030 has it.
        assert!(fault_of("name=%D5%C5%C8%FD").is_some_and(|words| words.contains("乱码")));
    }

    #[test]
    fn days_that_nobody_can_mean_are_refused() {
        let fields = Fields::of_form(b"day=1026-10-31&born=1800-01-01&old=1900-01-01");
        let mut form = Reading::of(&fields, Tongue(Language::ZhCn));
        assert_eq!((form.optional_day("day"), form.optional_birth("born")), (None, None));
        assert!(form.optional_birth("old").is_some());
        let faults = form.into_faults();
        assert!(faults.of("day").is_some_and(|words| words.contains("1949")));
        assert!(faults.of("born").is_some_and(|words| words.contains("1900")));
    }
}
