//! One rulebook file as it is read: its text, its tables, and the faults found in it with their lines.

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::RulebookError;

/// A file, ours or an operator's.
pub(super) struct Source {
    /// Its name.
    pub file: &'static str,
    /// Its text.
    pub text: String,
}

impl Source {
    /// The tables of the file, for reading entry by entry; `None` with faults where it is no TOML.
    pub fn tables(&self, faults: &mut Vec<RulebookError>) -> Option<Entry<'_>> {
        let (table, errors) = DeTable::parse_recoverable(&self.text);
        for error in &errors {
            let at = error.span().map_or(0, |span| span.start);
            faults.push(self.fault(at, "rulebook-syntax", &[("detail", error.message())]));
        }
        errors.is_empty().then(|| Entry { source: self, at: 0, table: table.into_inner() })
    }

    /// The file as one value, for files whose type says its own shape.
    pub fn typed<T: DeserializeOwned>(&self, faults: &mut Vec<RulebookError>) -> Option<T> {
        let error = match toml::from_str(&self.text) {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        let at = error.span().map_or(0, |span| span.start);
        faults.push(self.fault(at, "rulebook-shape", &[("detail", error.message())]));
        None
    }

    /// A fault at a byte of the text.
    pub fn fault(&self, at: usize, key: &'static str, args: &[(&'static str, &str)]) -> RulebookError {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        RulebookError::at(self.file, line, key, args)
    }
}

/// A table of a file, read key by key; what is wrong with it becomes faults, all of them.
pub(super) struct Entry<'a> {
    pub source: &'a Source,
    /// The byte at which the entry begins.
    pub at: usize,
    pub table: DeTable<'a>,
}

/// A text of a file and the byte at which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text {
    pub value: String,
    pub at: usize,
}

impl<'a> Entry<'a> {
    /// A fault of the entry as a whole.
    pub fn fault(&self, key: &'static str, args: &[(&'static str, &str)]) -> RulebookError {
        self.source.fault(self.at, key, args)
    }

    /// Names every key that is not one of `known`.
    pub fn only(&self, known: &[&str], faults: &mut Vec<RulebookError>) {
        let unknown = self.table.keys().filter(|key| !known.contains(&key.get_ref().as_ref()));
        faults.extend(
            unknown.map(|key| self.source.fault(key.span().start, "rulebook-key-unknown", &[("key", key.get_ref())])),
        );
    }

    /// A text that must be there and must say something.
    pub fn text(&self, key: &'static str, faults: &mut Vec<RulebookError>) -> Option<Text> {
        let value = self.value(key, faults)?;
        let text = text(value);
        if text.is_none() {
            faults.push(self.source.fault(value.span().start, "rulebook-text-wanted", &[("key", key)]));
        }
        text
    }

    /// A list of texts that must be there and must not be empty.
    pub fn texts(&self, key: &'static str, faults: &mut Vec<RulebookError>) -> Option<Vec<Text>> {
        let value = self.value(key, faults)?;
        let list: Option<Vec<_>> = value.get_ref().as_array().and_then(|array| array.iter().map(text).collect());
        let list = list.filter(|list| !list.is_empty());
        if list.is_none() {
            faults.push(self.source.fault(value.span().start, "rulebook-list-wanted", &[("key", key)]));
        }
        list
    }

    /// `true` or `false`, which must be there.
    pub fn flag(&self, key: &'static str, faults: &mut Vec<RulebookError>) -> Option<bool> {
        let value = self.value(key, faults)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            faults.push(self.source.fault(value.span().start, "rulebook-flag-wanted", &[("key", key)]));
        }
        flag
    }

    /// A whole number of 1 to 999, which must be there.
    pub fn number(&self, key: &'static str, faults: &mut Vec<RulebookError>) -> Option<u32> {
        let value = self.value(key, faults)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|integer| u32::from_str_radix(integer.as_str(), integer.radix()).ok());
        let number = number.filter(|number| (1..=999).contains(number));
        if number.is_none() {
            faults.push(self.source.fault(value.span().start, "rulebook-number-wanted", &[("key", key)]));
        }
        number
    }

    /// The entries of a list of tables (`[[key]]`), which must be there.
    pub fn entries(&self, key: &'static str, faults: &mut Vec<RulebookError>) -> Vec<Entry<'a>> {
        let Some(value) = self.value(key, faults) else { return Vec::new() };
        let entry = |value: &Spanned<DeValue<'a>>| self.entry_of(value);
        let entries: Option<Vec<_>> = value.get_ref().as_array().and_then(|array| array.iter().map(entry).collect());
        let entries = entries.filter(|entries| !entries.is_empty());
        if entries.is_none() {
            faults.push(self.source.fault(value.span().start, "rulebook-tables-wanted", &[("key", key)]));
        }
        entries.unwrap_or_default()
    }

    /// A table (`[key]`), which must be there.
    pub fn entry(&self, key: &'static str, faults: &mut Vec<RulebookError>) -> Option<Entry<'a>> {
        let value = self.value(key, faults)?;
        let entry = self.entry_of(value);
        if entry.is_none() {
            faults.push(self.source.fault(value.span().start, "rulebook-tables-wanted", &[("key", key)]));
        }
        entry
    }

    fn entry_of(&self, value: &Spanned<DeValue<'a>>) -> Option<Entry<'a>> {
        let table = value.get_ref().as_table()?.clone();
        Some(Entry { source: self.source, at: value.span().start, table })
    }

    fn value(&self, key: &'static str, faults: &mut Vec<RulebookError>) -> Option<&Spanned<DeValue<'a>>> {
        let value = self.table.get(key);
        if value.is_none() {
            faults.push(self.fault("rulebook-key-missing", &[("key", key)]));
        }
        value
    }
}

fn text(value: &Spanned<DeValue<'_>>) -> Option<Text> {
    let text = value.get_ref().as_str().filter(|text| !text.trim().is_empty())?;
    Some(Text { value: text.to_owned(), at: value.span().start })
}
