//! An entry in words: who, when, from where, what, why.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use hongwang_domain::clock::civil;
use hongwang_domain::{Action, Role};
use hongwang_store::{EntryRow, StoreError};
use hongwang_web::{Ask, Fault, Tongue};
use serde_json::Value;

use crate::queries;

/// What of an action was done, where its entry says more than the action: the first that the detail has.
const MORE: [(Action, &str); 27] = [
    (Action::UseOwnAccount, "log_in"),
    (Action::UseOwnAccount, "log_out"),
    (Action::UseOwnAccount, "log_out_everywhere"),
    (Action::UseOwnAccount, "locked"),
    (Action::UseOwnAccount, "password_changed"),
    (Action::UseOwnAccount, "password_by_code"),
    (Action::UseOwnAccount, "named"),
    (Action::UseOwnAccount, "second_set_up"),
    (Action::UseOwnAccount, "second_begun"),
    (Action::UseOwnAccount, "second_ended"),
    (Action::UseOwnAccount, "second_code"),
    (Action::UseOwnAccount, "second_paper"),
    (Action::UseOwnAccount, "revoked"),
    (Action::UseOwnAccount, "days"),
    (Action::ManageAccounts, "created"),
    (Action::ManageAccounts, "password_given"),
    (Action::ManageAccounts, "role_added"),
    (Action::ManageAccounts, "role_ended"),
    (Action::ManageAccounts, "sessions_ended"),
    (Action::ManageAccounts, "linked_person"),
    (Action::ManageAccounts, "second_ended"),
    (Action::HelpAccounts, "code_given"),
    (Action::HelpAccounts, "sessions_ended"),
    (Action::ImportWorkbook, "undone"),
    (Action::ImportWorkbook, "file"),
    (Action::ChangeRegistry, "moved"),
    (Action::ChangeRegistry, "returned"),
];

/// What is told of an entry's detail: no other word of it is shown.
const FACTS: [&str; 7] = ["field", "format", "day", "month", "snapshot", "file", "code"];

/// An entry as it is shown.
pub(crate) struct Line {
    pub id: String,
    pub when: String,
    pub who: String,
    pub role: String,
    pub what: String,
    pub unit: String,
    pub source: String,
    pub why: Option<String>,
}

/// Entries in words: names of accounts and units are looked up once for all.
pub(crate) fn lines(ask: &Ask, entries: &[EntryRow]) -> Result<Vec<Line>, Fault> {
    let (names, places) = known(ask, entries)?;
    let t = ask.tongue();
    let line = |entry: &EntryRow| Line {
        id: entry.id.clone(),
        when: moment(t, &entry.at),
        who: who(t, entry, &names),
        role: role(t, entry),
        what: what(t, entry),
        unit: places.get(&entry.chain).map_or_else(|| t.say("audit-unit-gone"), |(_, name)| name.clone()),
        source: source(t, entry),
        why: why(t, entry),
    };
    Ok(entries.iter().map(line).collect())
}

/// The names of accounts, and code and name of units, of which entries tell.
#[expect(clippy::type_complexity, reason = "two maps by id")]
pub(crate) fn known(
    ask: &Ask,
    entries: &[EntryRow],
) -> Result<(HashMap<String, String>, HashMap<String, (String, String)>), Fault> {
    let actors: Vec<String> = entries.iter().map(|entry| entry.actor.clone()).collect();
    let chains: Vec<String> = entries.iter().map(|entry| entry.chain.clone()).collect();
    ask.read(Action::ReadAudit, |door| Ok((ask.app().gate.names(door, &actors)?, queries::places(door, &chains)?)))
}

pub(crate) fn detail(entry: &EntryRow) -> Value {
    serde_json::from_str(&entry.detail).unwrap_or(Value::Null)
}

/// 2026年11月24日 10:32:07: with the year, because it is read years later, and to the second, so that a look can be told
/// from the next one.
pub(crate) fn moment(t: Tongue, at: &NaiveDateTime) -> String {
    let local = civil(*at);
    format!("{} {}", t.date(&local.date()), local.format("%H:%M:%S"))
}

fn who(t: Tongue, entry: &EntryRow, names: &HashMap<String, String>) -> String {
    if entry.actor == Role::Console.as_str() {
        return t.say("role-console");
    }
    names.get(&entry.actor).cloned().unwrap_or_else(|| t.say("audit-account-gone"))
}

pub(crate) fn role(t: Tongue, entry: &EntryRow) -> String {
    if entry.role == Role::Console.as_str() { String::new() } else { t.of("role", &entry.role) }
}

/// From where: an address, this machine's command line, or the service itself.
fn source(t: Tongue, entry: &EntryRow) -> String {
    match entry.source.as_str() {
        "console" => t.say("audit-source-console"),
        "service" => t.say("audit-source-service"),
        address => address.to_owned(),
    }
}

pub(crate) fn what(t: Tongue, entry: &EntryRow) -> String {
    let detail = detail(entry);
    let more = MORE.iter().find(|(action, key)| action.as_str() == entry.action && detail.get(key).is_some());
    match more {
        Some((action, key)) => t.say(&format!("audit-did-{}-{key}", action.as_str())),
        None => t.of("audit-did", &entry.action),
    }
}

/// The reason that was chosen.
pub(crate) fn why(t: Tongue, entry: &EntryRow) -> Option<String> {
    let reason = detail(entry).get("reason")?.as_str()?.to_owned();
    Some(t.of("organisation-reason", &reason))
}

/// What else the entry says of itself: which file, which field, which day.
pub(crate) fn facts(t: Tongue, entry: &EntryRow) -> Vec<String> {
    let detail = detail(entry);
    let fact = |key: &&str| {
        let value = detail.get(key)?;
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let value = match *key {
            "field" | "file" => t.of(&format!("audit-{key}"), &value),
            _ => value,
        };
        (value != "null").then(|| t.say1(&format!("audit-fact-{key}"), "value", value))
    };
    FACTS.iter().filter_map(fact).collect()
}

/// The entry of the address.
pub(crate) fn entry(ask: &Ask) -> Result<EntryRow, Fault> {
    let found = ask.read(Action::ReadAudit, |door| {
        EntryRow::find(door, ask.param("entry")).map_err(|error: StoreError| Fault::Store(error))
    })?;
    found.ok_or(Fault::NotFound)
}
