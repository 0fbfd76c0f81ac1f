//! Who may hold a role in a grid: `roles.toml`.

use std::collections::BTreeSet;

use super::RulebookError;
use super::check::{Check, plain_id};
use super::source::{Entry, Text};
use crate::people::Membership;
use crate::policy::Role;
use crate::unit::UnitKind;

/// What a role asks of the person who holds it. Its name is the message `role-<role>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleRule {
    /// The role.
    pub role: Role,
    /// The clause that says so.
    pub clause: String,
    /// The kind of unit at which it is held.
    pub unit: UnitKind,
    /// The memberships of which one is needed; empty where none is.
    pub membership: Vec<Membership>,
}

impl RoleRule {
    /// Whether somebody with this membership may hold the role.
    pub fn admits(&self, membership: Option<Membership>) -> bool {
        self.membership.is_empty() || membership.is_some_and(|membership| self.membership.contains(&membership))
    }
}

pub(super) fn read(file: &Entry, check: &Check, faults: &mut Vec<RulebookError>) -> Vec<RoleRule> {
    file.only(&["role"], faults);
    let mut seen = BTreeSet::new();
    let entries = file.entries("role", faults);
    entries.iter().filter_map(|entry| rule(entry, check, &mut seen, faults)).collect()
}

fn rule(
    entry: &Entry,
    check: &Check,
    seen: &mut BTreeSet<String>,
    faults: &mut Vec<RulebookError>,
) -> Option<RoleRule> {
    entry.only(&["id", "clause", "unit", "membership"], faults);
    let id = plain_id(entry, seen, faults);
    let role = id.and_then(|id| {
        check.message(entry.source, id.at, &format!("role-{}", id.value), faults);
        known(entry, &id, Role::from_text, faults)
    });
    let clause = check.clause(entry, faults);
    let unit = entry.text("unit", faults).and_then(|text| known(entry, &text, UnitKind::from_text, faults));
    let membership = if entry.table.contains_key("membership") {
        let texts = entry.texts("membership", faults);
        texts.and_then(|texts| texts.iter().map(|text| known(entry, text, Membership::from_text, faults)).collect())
    } else {
        Some(Vec::new())
    };
    Some(RoleRule { role: role?, clause: clause?, unit: unit?, membership: membership? })
}

fn known<T>(
    entry: &Entry,
    text: &Text,
    read: impl Fn(&str) -> Option<T>,
    faults: &mut Vec<RulebookError>,
) -> Option<T> {
    let value = read(&text.value);
    if value.is_none() {
        faults.push(entry.source.fault(text.at, "rulebook-word-unknown", &[("text", &text.value)]));
    }
    value
}
