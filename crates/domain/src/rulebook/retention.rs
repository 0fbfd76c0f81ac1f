//! How long things are kept, what stands against erasing somebody, and for what consent is asked: `retention.toml`.

use std::collections::BTreeSet;

use chrono::{Duration, Months, NaiveDateTime};

use super::RulebookError;
use super::check::{Check, plain_id};
use super::source::Entry;

/// Every rule that something applies: none may be missing, and none may be one that nothing applies.
const RULES: [&str; 8] =
    ["answers", "earlier_states", "residents_gone", "posts_ended", "subject_page", "requests", "consents", "nights"];
const MONTHS_OF_YEAR: u32 = 12;

/// How long things are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retention {
    /// What is kept for how long.
    pub keep: Vec<Keep>,
    /// What stands against erasing somebody.
    pub holds: Vec<Hold>,
    /// For what consent is asked.
    pub purposes: Vec<Purpose>,
}

/// How long something is kept. Its name is the message `keep-<id>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keep {
    /// The id.
    pub id: String,
    /// So many of them.
    pub number: u32,
    /// Days or years.
    pub unit: Span,
    /// The law that it follows.
    pub law: String,
}

/// In what a time is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Days.
    Days,
    /// Years.
    Years,
}

/// What stands against erasing somebody. Its name is the message `hold-<id>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The id.
    pub id: String,
    /// The law that it follows.
    pub law: String,
}

/// For what consent is asked. Its name is the message `purpose-<id>`, its wording `purpose-text-<id>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purpose {
    /// The id.
    pub id: String,
    /// The clause that it serves.
    pub clause: String,
    /// Which wording of the text is in use.
    pub wording: u32,
}

impl Keep {
    /// Whatever began before this moment has been kept long enough.
    pub fn over(&self, now: NaiveDateTime) -> NaiveDateTime {
        match self.unit {
            Span::Days => now - Duration::days(i64::from(self.number)),
            Span::Years => now.checked_sub_months(Months::new(self.number * MONTHS_OF_YEAR)).unwrap_or(now),
        }
    }

    /// Until when something that begins now is kept.
    pub fn until(&self, now: NaiveDateTime) -> NaiveDateTime {
        match self.unit {
            Span::Days => now + Duration::days(i64::from(self.number)),
            Span::Years => now.checked_add_months(Months::new(self.number * MONTHS_OF_YEAR)).unwrap_or(now),
        }
    }
}

impl Retention {
    /// The rule with an id.
    pub fn rule(&self, id: &str) -> Option<&Keep> {
        self.keep.iter().find(|rule| rule.id == id)
    }

    /// The hold with an id.
    pub fn hold(&self, id: &str) -> Option<&Hold> {
        self.holds.iter().find(|hold| hold.id == id)
    }

    /// The purpose with an id.
    pub fn purpose(&self, id: &str) -> Option<&Purpose> {
        self.purposes.iter().find(|purpose| purpose.id == id)
    }
}

pub(super) fn read(file: &Entry, check: &Check, faults: &mut Vec<RulebookError>) -> Retention {
    file.only(&["keep", "hold", "purpose"], faults);
    let mut seen = BTreeSet::new();
    let keep: Vec<Keep> =
        file.entries("keep", faults).iter().filter_map(|entry| rule(entry, check, &mut seen, faults)).collect();
    for missing in RULES.iter().filter(|rule| !seen.contains(**rule)) {
        faults.push(file.fault("rulebook-key-missing", &[("key", missing)]));
    }
    let mut seen = BTreeSet::new();
    let holds = file.entries("hold", faults).iter().filter_map(|entry| hold(entry, check, &mut seen, faults)).collect();
    let mut seen = BTreeSet::new();
    let purposes =
        file.entries("purpose", faults).iter().filter_map(|entry| purpose(entry, check, &mut seen, faults)).collect();
    Retention { keep, holds, purposes }
}

fn rule(entry: &Entry, check: &Check, seen: &mut BTreeSet<String>, faults: &mut Vec<RulebookError>) -> Option<Keep> {
    entry.only(&["id", "days", "years", "law"], faults);
    let id = plain_id(entry, seen, faults);
    if let Some(id) = &id {
        check.message(entry.source, id.at, &format!("keep-{}", id.value), faults);
        if !RULES.contains(&id.value.as_str()) {
            faults.push(entry.source.fault(id.at, "rulebook-word-unknown", &[("text", &id.value)]));
        }
    }
    let (key, unit) = if entry.table.contains_key("years") { ("years", Span::Years) } else { ("days", Span::Days) };
    let number = entry.number(key, faults);
    let law = entry.text("law", faults);
    Some(Keep { id: id?.value, number: number?, unit, law: law?.value })
}

fn hold(entry: &Entry, check: &Check, seen: &mut BTreeSet<String>, faults: &mut Vec<RulebookError>) -> Option<Hold> {
    entry.only(&["id", "law"], faults);
    let id = plain_id(entry, seen, faults);
    if let Some(id) = &id {
        check.message(entry.source, id.at, &format!("hold-{}", id.value), faults);
    }
    let law = entry.text("law", faults);
    Some(Hold { id: id?.value, law: law?.value })
}

fn purpose(
    entry: &Entry,
    check: &Check,
    seen: &mut BTreeSet<String>,
    faults: &mut Vec<RulebookError>,
) -> Option<Purpose> {
    entry.only(&["id", "clause", "wording"], faults);
    let id = plain_id(entry, seen, faults);
    if let Some(id) = &id {
        check.message(entry.source, id.at, &format!("purpose-{}", id.value), faults);
        check.message(entry.source, id.at, &format!("purpose-text-{}", id.value), faults);
    }
    let clause = check.clause(entry, faults);
    let wording = entry.number("wording", faults);
    Some(Purpose { id: id?.value, clause: clause?, wording: wording? })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::Rulebook;

    #[test]
    fn a_time_is_over_when_the_rule_says_so() {
        let at = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap().and_hms_opt(8, 0, 0).unwrap();
        let retention = Rulebook::embedded().unwrap().retention;
        assert_eq!(retention.keep.len(), RULES.len());
        assert_eq!(retention.rule("answers").unwrap().over(at(2026, 11, 25)), at(2026, 11, 18));
        assert_eq!(retention.rule("residents_gone").unwrap().over(at(2028, 2, 29)), at(2023, 2, 28));
        assert_eq!(retention.rule("subject_page").unwrap().until(at(2026, 11, 25)), at(2026, 12, 2));
        assert!(retention.hold("open_case").is_some() && retention.purpose("errands").is_some());
    }
}
