//! The files of the rulebook: ours, and an operator's in their place.

use std::fs;
use std::path::Path;

use super::RulebookError;
use super::source::Source;

pub(super) const CLAUSES: &str = "clauses.toml";
pub(super) const CATEGORIES: &str = "categories.toml";
pub(super) const ROLES: &str = "roles.toml";
pub(super) const UNITS: &str = "units.toml";
pub(super) const WORKBOOK: &str = "workbook.toml";
pub(super) const LEDGER: &str = "ledger.toml";
pub(super) const RETENTION: &str = "retention.toml";

const OURS: [(&str, &str); 7] = [
    (CLAUSES, include_str!("../../../../rulebook/clauses.toml")),
    (CATEGORIES, include_str!("../../../../rulebook/categories.toml")),
    (ROLES, include_str!("../../../../rulebook/roles.toml")),
    (UNITS, include_str!("../../../../rulebook/units.toml")),
    (WORKBOOK, include_str!("../../../../rulebook/workbook.toml")),
    (LEDGER, include_str!("../../../../rulebook/ledger.toml")),
    (RETENTION, include_str!("../../../../rulebook/retention.toml")),
];

/// Every file once, an operator's in place of ours.
pub(super) fn sources(overrides: Option<&Path>, faults: &mut Vec<RulebookError>) -> Vec<Source> {
    if let Some(folder) = overrides {
        name_strangers(folder, faults);
    }
    let theirs = |file: &'static str, faults: &mut Vec<RulebookError>| {
        let path = overrides?.join(file);
        match fs::read_to_string(&path) {
            Ok(text) => Some(text),
            Err(_) if !path.exists() => None,
            Err(error) => {
                faults.push(unreadable(file, &error));
                None
            }
        }
    };
    OURS.map(|(file, ours)| {
        let text = theirs(file, faults).unwrap_or_else(|| ours.to_owned());
        // An editor's byte order mark is no part of the first key.
        let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
        Source { file, text }
    })
    .into()
}

/// A file that nothing reads is a misspelt name: what the operator wrote in it would silently not hold.
fn name_strangers(folder: &Path, faults: &mut Vec<RulebookError>) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return faults.push(unreadable(&folder.to_string_lossy(), &error)),
    };
    for name in entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()) {
        if name.to_lowercase().ends_with(".toml") && !OURS.iter().any(|(file, _)| *file == name) {
            faults.push(RulebookError::at(&name, 0, "rulebook-file-unknown", &[]));
        }
    }
}

fn unreadable(file: &str, error: &std::io::Error) -> RulebookError {
    RulebookError::at(file, 0, "rulebook-file-unreadable", &[("detail", &error.to_string())])
}
