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

/// Counts by (basis, item, what it is counted in where that is not the category's own level).
type Counts<'a> = BTreeMap<(Basis, &'a str, &'static str), i32>;

/// Behind the id of a category of households: the persons in those households.
pub const IN_PERSONS: &str = "@person";
/// Behind the id of a category of persons: the households in which one of those persons is.
pub const IN_HOUSEHOLDS: &str = "@household";

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
                for ((basis, item, counted_in), count) in counts {
                    let key = ((*unit).to_owned(), *basis, format!("{item}{counted_in}"), day);
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
        let stays = |member: &&Member<'_>| member.stays.iter().any(|row| covers(row.from_day, row.to_day, day));
        let here: Vec<&Member<'a>> = self.members.iter().filter(stays).collect();
        let present = |member: &Member<'_>| !member.absences.iter().any(|row| covers(row.from_day, row.to_day, day));
        let persons = Figures {
            registered: number(here.len()),
            resident: number(here.iter().filter(|one| present(one)).count()),
        };
        persons.add(&mut counts, RESIDENTS, "");
        persons.household().add(&mut counts, HOUSEHOLDS, "");
        for row in self.categories.iter().filter(|row| covers(row.from_day, row.to_day, day)) {
            let category = row.category.as_str();
            persons.household().add(&mut counts, category, "");
            persons.add(&mut counts, category, IN_PERSONS);
        }
        let mut holders: BTreeMap<&'a str, Figures> = BTreeMap::new();
        for member in here {
            for row in member.categories.iter().filter(|row| covers(row.from_day, row.to_day, day)) {
                let figures = holders.entry(row.category.as_str()).or_default();
                figures.registered += 1;
                figures.resident += i32::from(present(member));
            }
        }
        for (category, persons) in holders {
            persons.add(&mut counts, category, "");
            persons.household().add(&mut counts, category, IN_HOUSEHOLDS);
        }
        counts
    }
}

/// A figure by basis.
#[derive(Clone, Copy, Default)]
struct Figures {
    registered: i32,
    resident: i32,
}

impl Figures {
    /// The household that so many persons live in: counted as resident when one of them is.
    fn household(self) -> Self {
        Self { registered: 1, resident: i32::from(self.resident > 0) }
    }

    fn add<'a>(self, counts: &mut Counts<'a>, item: &'a str, counted_in: &'static str) {
        for (basis, figure) in [(Basis::Registered, self.registered), (Basis::Resident, self.resident)] {
            if figure != 0 {
                *counts.entry((basis, item, counted_in)).or_insert(0) += figure;
            }
        }
    }
}

fn number(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn covers(from: NaiveDate, to: Option<NaiveDate>, day: NaiveDate) -> bool {
    from <= day && to.is_none_or(|to| day < to)
}
