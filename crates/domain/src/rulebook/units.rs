//! How units are called and numbered: `units.toml`.

use std::collections::BTreeSet;

use super::RulebookError;
use super::check::{Check, plain_id};
use super::source::{Entry, Text};
use crate::naming::Numerals;
use crate::people::database_text;

/// What a unit below a town is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum VillageKind {
    /// 社区, with a 居委会
    Community,
    /// 村, with a 村委会
    Village,
}

database_text!(VillageKind { Community => "community", Village => "village" });

/// The words by which names of units are read, and where their numbers begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitWords {
    /// The kinds of village, each once.
    pub villages: Vec<VillageWords>,
    /// What may stand behind a village's name for its party body.
    pub village_bodies: Vec<String>,
    /// What may stand behind a grid's name for its party body.
    pub grid_bodies: Vec<String>,
    /// 网格
    pub grids: Vec<String>,
    /// 第
    pub before_number: Vec<String>,
    /// 号
    pub behind_number: Vec<String>,
    /// The characters of numbers.
    pub numerals: Numerals,
}

/// The words of one kind of village.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VillageWords {
    /// Which kind.
    pub id: VillageKind,
    /// The ends of its names.
    pub names: Vec<String>,
    /// Where the numbers begin that we give to those that came without a code.
    pub first_number: u32,
}

pub(super) fn read(file: &Entry, check: &Check, faults: &mut Vec<RulebookError>) -> Option<UnitWords> {
    file.only(&["village", "bodies", "grid", "numerals"], faults);
    let villages = villages(file, check, faults);
    let bodies = file.entry("bodies", faults);
    let (village_bodies, grid_bodies) = bodies.map_or((None, None), |entry| {
        entry.only(&["clause", "village", "grid"], faults);
        check.clause(&entry, faults);
        (words(&entry, "village", faults), words(&entry, "grid", faults))
    });
    let grid = file.entry("grid", faults);
    let (grids, before_number, behind_number) = grid.map_or((None, None, None), |entry| {
        entry.only(&["clause", "names", "before_number", "behind_number"], faults);
        check.clause(&entry, faults);
        (words(&entry, "names", faults), words(&entry, "before_number", faults), words(&entry, "behind_number", faults))
    });
    let numerals = file.entry("numerals", faults).and_then(|entry| numerals(&entry, faults));
    Some(UnitWords {
        villages: villages?,
        village_bodies: village_bodies?,
        grid_bodies: grid_bodies?,
        grids: grids?,
        before_number: before_number?,
        behind_number: behind_number?,
        numerals: numerals?,
    })
}

/// The kinds of village; each must be there, as a code is given by kind.
fn villages(file: &Entry, check: &Check, faults: &mut Vec<RulebookError>) -> Option<Vec<VillageWords>> {
    let mut seen = BTreeSet::new();
    let entries = file.entries("village", faults);
    let villages: Vec<_> = entries.iter().filter_map(|entry| village(entry, check, &mut seen, faults)).collect();
    for kind in [VillageKind::Community, VillageKind::Village] {
        if !entries.is_empty() && !seen.contains(kind.as_str()) {
            faults.push(file.fault("rulebook-village-kind-missing", &[("kind", kind.as_str())]));
        }
    }
    (villages.len() == 2).then_some(villages)
}

fn village(
    entry: &Entry,
    check: &Check,
    seen: &mut BTreeSet<String>,
    faults: &mut Vec<RulebookError>,
) -> Option<VillageWords> {
    entry.only(&["id", "clause", "names", "first_number"], faults);
    let id = plain_id(entry, seen, faults);
    check.clause(entry, faults);
    let names = words(entry, "names", faults);
    let first_number = entry.number("first_number", faults);
    let id = id?;
    let kind = VillageKind::from_text(&id.value);
    if kind.is_none() {
        faults.push(entry.source.fault(id.at, "rulebook-village-kind-unknown", &[("kind", &id.value)]));
    }
    Some(VillageWords { id: kind?, names: names?, first_number: first_number? })
}

fn words(entry: &Entry, key: &'static str, faults: &mut Vec<RulebookError>) -> Option<Vec<String>> {
    Some(entry.texts(key, faults)?.into_iter().map(|text| text.value).collect())
}

/// A character that stood for two values would make one number of two grids.
fn numerals(entry: &Entry, faults: &mut Vec<RulebookError>) -> Option<Numerals> {
    entry.only(&["digits", "tens", "hundred"], faults);
    let (digits, tens, hundred) =
        (entry.texts("digits", faults), entry.texts("tens", faults), entry.text("hundred", faults));
    let (digits, tens, hundred) = (digits?, tens?, hundred?);
    let mut seen = BTreeSet::new();
    for text in digits.iter().chain(&tens).chain([&hundred]) {
        if !text.value.chars().all(|character| seen.insert(character)) {
            faults.push(entry.source.fault(text.at, "rulebook-numeral-twice", &[("text", &text.value)]));
        }
    }
    let values = |texts: Vec<Text>| texts.into_iter().map(|text| text.value).collect::<Vec<_>>();
    let (digits, tens) = (values(digits).try_into().ok(), values(tens).try_into().ok());
    if digits.is_none() || tens.is_none() {
        faults.push(entry.fault("rulebook-numerals-wanted", &[]));
    }
    Some(Numerals { digits: digits?, tens: tens?, hundred: hundred.value })
}
