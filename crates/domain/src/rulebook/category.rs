//! What is recorded of households and persons, each for a service: `categories.toml`.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{Check, plain_id};
use super::source::Entry;
use super::{RulebookError, same_writing};
use crate::category::{CategoryId, Level};

/// A category: what the ledger counts, or what a service needs to know. Its name is the message `category-<id>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// The clause that asks for it.
    pub clause: String,
    /// Whether households or persons have it.
    pub level: Level,
    /// Seen by name only with permission.
    pub sensitive: bool,
    /// What it is recorded for (message `service-<service>`): no category without one.
    pub service: String,
    /// The office that decides it (message `office-<office>`); the grid records.
    pub decided_by: String,
    /// How clerks write it in workbooks; without a name it is not taken from there.
    pub names: Vec<String>,
}

pub(super) fn read(file: &Entry, check: &Check, faults: &mut Vec<RulebookError>) -> Vec<Category> {
    file.only(&["category"], faults);
    let (mut ids, mut names) = (BTreeSet::new(), BTreeMap::new());
    let entries = file.entries("category", faults);
    entries.iter().filter_map(|entry| category(entry, check, &mut ids, &mut names, faults)).collect()
}

fn category(
    entry: &Entry,
    check: &Check,
    ids: &mut BTreeSet<String>,
    names: &mut BTreeMap<String, usize>,
    faults: &mut Vec<RulebookError>,
) -> Option<Category> {
    entry.only(&["id", "clause", "level", "sensitive", "service", "decided_by", "names"], faults);
    let id = plain_id(entry, ids, faults);
    if let Some(id) = &id {
        check.message(entry.source, id.at, &format!("category-{}", id.value), faults);
    }
    let clause = check.clause(entry, faults);
    let level = level(entry, faults);
    let sensitive = entry.flag("sensitive", faults);
    let service = check.named(entry, "service", "service", faults);
    let decided_by = check.named(entry, "decided_by", "office", faults);
    let names = self::names(entry, names, faults);
    let id = CategoryId::new(&id?.value);
    Some(Category {
        id,
        clause: clause?,
        level: level?,
        sensitive: sensitive?,
        service: service?,
        decided_by: decided_by?,
        names: names?,
    })
}

fn level(entry: &Entry, faults: &mut Vec<RulebookError>) -> Option<Level> {
    let text = entry.text("level", faults)?;
    let level = Level::from_text(&text.value);
    if level.is_none() {
        faults.push(entry.source.fault(text.at, "rulebook-level-unknown", &[("level", &text.value)]));
    }
    level
}

/// A name that two categories had would be counted in either.
fn names(entry: &Entry, taken: &mut BTreeMap<String, usize>, faults: &mut Vec<RulebookError>) -> Option<Vec<String>> {
    if !entry.table.contains_key("names") {
        return Some(Vec::new());
    }
    let names = entry.texts("names", faults)?;
    for name in &names {
        if taken.insert(same_writing(&name.value), entry.at).is_some_and(|other| other != entry.at) {
            faults.push(entry.source.fault(name.at, "rulebook-name-twice", &[("name", &name.value)]));
        }
    }
    Some(names.into_iter().map(|name| name.value).collect())
}
