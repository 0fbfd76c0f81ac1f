//! What one household adds to the counts of its unit, day by day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use hongwang_domain::rulebook::ledger::{Basis, HOUSEHOLDS, RESIDENTS};

use crate::rows::{Absence, CategoryAssignment, HouseholdMember, HouseholdPlace};

/// By how much a count changes: (unit, basis, item, day) → difference.
pub(crate) type Deltas = BTreeMap<(String, Basis, String, NaiveDate), i32>;

/// Everything about one household that counts.
pub(crate) struct Household<'a> {
    pub places: &'a [HouseholdPlace],
    pub categories: &'a [CategoryAssignment],
    /// Everybody who ever belonged to it.
    pub members: Vec<Member<'a>>,
}

pub(crate) struct Member<'a> {
    /// The stays in this household alone.
    pub stays: Vec<&'a HouseholdMember>,
    pub absences: &'a [Absence],
    pub categories: &'a [CategoryAssignment],
}

/// Counts by (basis, item).
type Counts<'a> = BTreeMap<(Basis, &'a str), i32>;

impl<'a> Household<'a> {
    /// Adds `sign` times this household's differences to `into`.
    pub(crate) fn add_to(&self, into: &mut Deltas, sign: i32) {
        let mut previous: Option<(&str, Counts<'a>)> = None;
        for day in self.turning_days() {
            let now = self.place_on(day).map(|unit| (unit, self.counts_on(day)));
            if now == previous {
                continue;
            }
            for (state, direction) in [(&previous, -1), (&now, 1)] {
                let Some((unit, counts)) = state else { continue };
                for ((basis, item), count) in counts {
                    let key = ((*unit).to_owned(), *basis, (*item).to_owned(), day);
                    *into.entry(key).or_insert(0) += sign * direction * count;
                }
            }
            previous = now;
        }
    }

    /// The days on which anything begins or ends.
    fn turning_days(&self) -> BTreeSet<NaiveDate> {
        let mut days = BTreeSet::new();
        let mut turn = |from: NaiveDate, to: Option<NaiveDate>| {
            days.insert(from);
            days.extend(to);
        };
        self.places.iter().for_each(|row| turn(row.from_day, row.to_day));
        self.categories.iter().for_each(|row| turn(row.from_day, row.to_day));
        for member in &self.members {
            member.stays.iter().for_each(|row| turn(row.from_day, row.to_day));
            member.absences.iter().for_each(|row| turn(row.from_day, row.to_day));
            member.categories.iter().for_each(|row| turn(row.from_day, row.to_day));
        }
        days
    }

    fn place_on(&self, day: NaiveDate) -> Option<&'a str> {
        self.places.iter().find(|row| covers(row.from_day, row.to_day, day)).map(|row| row.unit_id.as_str())
    }

    fn counts_on(&self, day: NaiveDate) -> Counts<'a> {
        let mut counts = Counts::new();
        let mut anybody_present = false;
        for member in &self.members {
            if !member.stays.iter().any(|row| covers(row.from_day, row.to_day, day)) {
                continue;
            }
            let present = !member.absences.iter().any(|row| covers(row.from_day, row.to_day, day));
            anybody_present |= present;
            let holding = member.categories.iter().filter(|row| covers(row.from_day, row.to_day, day));
            for item in std::iter::once(RESIDENTS).chain(holding.map(|row| row.category.as_str())) {
                count(&mut counts, item, present);
            }
        }
        let holding = self.categories.iter().filter(|row| covers(row.from_day, row.to_day, day));
        for item in std::iter::once(HOUSEHOLDS).chain(holding.map(|row| row.category.as_str())) {
            count(&mut counts, item, anybody_present);
        }
        counts
    }
}

fn count<'a>(counts: &mut Counts<'a>, item: &'a str, present: bool) {
    *counts.entry((Basis::Registered, item)).or_insert(0) += 1;
    if present {
        *counts.entry((Basis::Resident, item)).or_insert(0) += 1;
    }
}

fn covers(from: NaiveDate, to: Option<NaiveDate>, day: NaiveDate) -> bool {
    from <= day && to.is_none_or(|to| day < to)
}
