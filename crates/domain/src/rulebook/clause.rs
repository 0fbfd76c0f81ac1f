//! The clauses of the standard: `clauses.toml`.

use std::collections::BTreeSet;

use super::RulebookError;
use super::check::{Check, id};
use super::source::Entry;

/// A clause of the standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its id, such as `ANNEX-A5`.
    pub id: String,
    /// The section it stands in; its name is the message `section-<section>`.
    pub section: String,
    /// The original phrase.
    pub phrase: String,
}

pub(super) fn read(file: &Entry, messages: &Check, faults: &mut Vec<RulebookError>) -> Vec<Clause> {
    file.only(&["clause"], faults);
    let mut seen = BTreeSet::new();
    let entries = file.entries("clause", faults);
    entries.iter().filter_map(|entry| clause(entry, messages, &mut seen, faults)).collect()
}

fn clause(
    entry: &Entry,
    messages: &Check,
    seen: &mut BTreeSet<String>,
    faults: &mut Vec<RulebookError>,
) -> Option<Clause> {
    entry.only(&["id", "section", "phrase"], faults);
    let id = id(entry, seen, faults);
    let section = messages.named(entry, "section", "section", faults);
    let phrase = entry.text("phrase", faults);
    Some(Clause { id: id?.value, section: section?, phrase: phrase?.value })
}
