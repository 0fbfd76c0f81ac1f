//! What every entry of the rulebook is held against: the clauses, the messages, the form of ids, the fixed list.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::DeValue;

use super::source::{Entry, Source, Text};
use super::{Clause, Messages, RulebookError, forbidden};

/// What entries are held against.
pub(super) struct Check<'a> {
    clauses: BTreeSet<&'a str>,
    messages: Option<&'a Messages<'a>>,
}

impl<'a> Check<'a> {
    /// With the clauses that may be named; without messages, none is asked for.
    pub fn new(clauses: &'a [Clause], messages: Option<&'a Messages<'a>>) -> Self {
        Self { clauses: clauses.iter().map(|clause| clause.id.as_str()).collect(), messages }
    }

    /// Whether the standard has the clause.
    pub fn knows(&self, clause: &str) -> bool {
        self.clauses.contains(clause)
    }

    /// The entry's clause, which the standard must have.
    pub fn clause(&self, entry: &Entry, faults: &mut Vec<RulebookError>) -> Option<String> {
        let clause = entry.text("clause", faults)?;
        if !self.knows(&clause.value) {
            faults.push(entry.source.fault(clause.at, "rulebook-clause-unknown", &[("clause", &clause.value)]));
        }
        Some(clause.value)
    }

    /// Whether every language says the message.
    pub fn says(&self, key: &str) -> bool {
        self.messages.is_none_or(|messages| messages(key).iter().all(|(_, text)| text.is_some()))
    }

    /// Names every language that does not say a message, or says what is on the fixed list.
    pub fn message(&self, source: &Source, at: usize, key: &str, faults: &mut Vec<RulebookError>) {
        let Some(messages) = self.messages else { return };
        for (language, text) in messages(key) {
            match text.as_deref().map(forbidden) {
                None => faults.push(source.fault(
                    at,
                    "rulebook-message-missing",
                    &[("message", key), ("language", language)],
                )),
                Some(Some(word)) => {
                    faults.push(source.fault(
                        at,
                        "rulebook-message-forbidden",
                        &[("message", key), ("language", language), ("word", word)],
                    ));
                }
                Some(None) => {}
            }
        }
    }

    /// A word that names something elsewhere (a service, an office): an id, with the message `<kind>-<word>`.
    pub fn named(
        &self,
        entry: &Entry,
        key: &'static str,
        kind: &str,
        faults: &mut Vec<RulebookError>,
    ) -> Option<String> {
        let word = entry.text(key, faults)?;
        if !is_id(&word.value) {
            faults.push(entry.source.fault(word.at, "rulebook-id-form", &[("id", &word.value)]));
            return None;
        }
        self.message(entry.source, word.at, &format!("{kind}-{}", word.value), faults);
        Some(word.value)
    }
}

/// The entry's id: of the right form, and not in the file before.
pub(super) fn id(entry: &Entry, seen: &mut BTreeSet<String>, faults: &mut Vec<RulebookError>) -> Option<Text> {
    let id = entry.text("id", faults)?;
    if !seen.insert(id.value.clone()) {
        faults.push(entry.source.fault(id.at, "rulebook-id-twice", &[("id", &id.value)]));
    }
    Some(id)
}

/// As [`id`], in small letters, digits, underscores and hyphens: it becomes part of message keys, columns and file names.
pub(super) fn plain_id(entry: &Entry, seen: &mut BTreeSet<String>, faults: &mut Vec<RulebookError>) -> Option<Text> {
    let id = id(entry, seen, faults)?;
    if !is_id(&id.value) {
        faults.push(entry.source.fault(id.at, "rulebook-id-form", &[("id", &id.value)]));
        return None;
    }
    Some(id)
}

fn is_id(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-'))
}

/// Names every key and text of a file that is on the fixed list, wherever it stands; the phrases of the standard
/// itself (`except`) are quotations.
pub(super) fn nothing_forbidden(entry: &Entry, except: &[&str], faults: &mut Vec<RulebookError>) {
    for (key, value) in &entry.table {
        refuse(entry.source, key.get_ref(), key.span().start, faults);
        if !except.contains(&key.get_ref().as_ref()) {
            nothing_forbidden_in(entry.source, value, except, faults);
        }
    }
}

fn nothing_forbidden_in(
    source: &Source,
    value: &Spanned<DeValue<'_>>,
    except: &[&str],
    faults: &mut Vec<RulebookError>,
) {
    match value.get_ref() {
        DeValue::String(text) => refuse(source, text, value.span().start, faults),
        DeValue::Array(array) => array.iter().for_each(|value| nothing_forbidden_in(source, value, except, faults)),
        DeValue::Table(table) => {
            let entry = Entry { source, at: value.span().start, table: table.clone() };
            nothing_forbidden(&entry, except, faults);
        }
        _ => {}
    }
}

fn refuse(source: &Source, text: &str, at: usize, faults: &mut Vec<RulebookError>) {
    if let Some(word) = forbidden(text) {
        faults.push(source.fault(at, "rulebook-forbidden", &[("text", text), ("word", word)]));
    }
}
