//! A random year: whatever happens in whatever order, the counts are what the dated facts say.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use hongwang_domain::policy::Scope;
use hongwang_domain::rulebook::ledger::{Basis, HOUSEHOLDS, RESIDENTS};
use hongwang_domain::{Action, Actor, CategoryId, Level, Month, Presence, Relation};
use hongwang_registry::queries::Counted;
use hongwang_registry::rows::{Absence, CategoryAssignment, Household, HouseholdMember, HouseholdPlace};
use hongwang_registry::{
    IN_HOUSEHOLDS, IN_PERSONS, Place, RegistryDraft, ResidentFacts, Statement, queries, record_death, record_departure,
};
use hongwang_store::schema::registry as tables;
use hongwang_store::{Key, ReadDoor, StoreError};
use hongwang_testing::{Engine, Seeded, on_both_engines};

use crate::ground::{Ground, day, said};

const PERSONAL: [&str; 2] = ["disabled", "technology_expert"];
const OF_HOUSEHOLDS: [&str; 2] = ["dibao", "major_grower"];

/// One statement of the year, in the order in which somebody typed it.
fn something_happens(ground: &Ground, random: &mut Seeded, households: &mut Vec<String>, people: &mut Vec<String>) {
    let on = day("2026-01-01").checked_add_days(Days::new(random.below(365) as u64)).unwrap();
    match random.below(10) {
        0 if people.len() > 4 => {
            let (person, key) = (random.pick(people).clone(), Key::new());
            let ended = if random.chance(50) {
                record_death(&ground.store, &Actor::console(), &key, &person, on)
            } else {
                record_departure(&ground.store, &Actor::console(), &key, &person, on)
            };
            // Not in the registry on that day: nothing to end.
            assert!(matches!(ended, Ok(()) | Err(StoreError::Database(diesel::result::Error::NotFound))), "{ended:?}");
        }
        what => state(ground, random, on, what, households, people),
    }
}

fn state(
    ground: &Ground,
    random: &mut Seeded,
    on: NaiveDate,
    what: usize,
    households: &mut Vec<String>,
    people: &mut Vec<String>,
) {
    let drawn = random.clone();
    let (homes, persons) = (households.clone(), people.clone());
    let done = ground.store.write(&Actor::console(), &Key::new(), |tx| {
        // The same draws however often the write is tried.
        let mut random = drawn.clone();
        let (mut homes, mut persons) = (homes.clone(), persons.clone());
        let mut registry = RegistryDraft::load_town(tx, Some(&ground.town.id))?;
        let keys = tx.keys().clone();
        let said_on = Statement { day: on, source: "test", keys: &keys };
        let unit = [&ground.grids[0], &ground.grids[1], &ground.village][random.below(3)].id.clone();
        if what < 4 || homes.is_empty() || persons.is_empty() {
            let home = registry.found_household(&ground.village.id, None);
            registry.state_place(&home, on, &Place { unit_id: unit, hamlet_id: None });
            for position in 0..=random.below(4) {
                let categories = drawn_categories(&mut random, &PERSONAL);
                let facts = facts(&mut random, position == 0, &categories);
                persons.push(registry.enrol(&ground.town.id, &home, &facts, said_on)?);
            }
            homes.push(home);
        } else {
            let (home, person) = (random.pick(&homes).clone(), random.pick(&persons).clone());
            if random.chance(50) {
                registry.state_place(&home, on, &Place { unit_id: unit, hamlet_id: None });
                for (category, holds) in drawn_categories(&mut random, &OF_HOUSEHOLDS) {
                    registry.state_household_category(&home, &category, holds, said_on);
                }
            } else {
                let categories = drawn_categories(&mut random, &PERSONAL);
                let facts = facts(&mut random, false, &categories);
                registry.state_resident(&person, &home, &facts, said_on)?;
            }
        }
        registry.settle();
        registry.write(tx, &registry.count_deltas())?;
        said(tx, &ground.town);
        Ok::<_, StoreError>((homes, persons))
    });
    (*households, *people) = done.unwrap();
    random.below(7);
}

fn drawn_categories(random: &mut Seeded, of: &[&str]) -> BTreeMap<CategoryId, bool> {
    let mut drawn = BTreeMap::new();
    for id in of {
        if random.chance(40) {
            drawn.insert(CategoryId::new(id), random.chance(70));
        }
    }
    drawn
}

fn facts<'a>(random: &mut Seeded, is_head: bool, categories: &'a BTreeMap<CategoryId, bool>) -> ResidentFacts<'a> {
    let presence = [None, Some(Presence::Away), Some(Presence::Present)][random.below(3)];
    let relation = is_head.then_some(Relation::HEAD);
    ResidentFacts {
        name: "某人",
        is_head,
        relation,
        presence,
        categories: Some(categories),
        ..ResidentFacts::default()
    }
}

/// Counts by unit and item, from the dated rows alone and without a thought for speed.
fn recount(door: &mut ReadDoor<'_>, basis: Basis, on: NaiveDate) -> BTreeMap<(String, String), i64> {
    fn holds(from: NaiveDate, to: Option<NaiveDate>, on: NaiveDate) -> bool {
        from <= on && to.is_none_or(|to| on < to)
    }
    let homes: Vec<Household> = tables::households::table.select(Household::as_select()).load(&mut **door).unwrap();
    let places: Vec<HouseholdPlace> =
        tables::household_places::table.select(HouseholdPlace::as_select()).load(&mut **door).unwrap();
    let stays: Vec<HouseholdMember> =
        tables::memberships::table.select(HouseholdMember::as_select()).load(&mut **door).unwrap();
    let away: Vec<Absence> = tables::absences::table.select(Absence::as_select()).load(&mut **door).unwrap();
    let held: Vec<CategoryAssignment> =
        tables::category_assignments::table.select(CategoryAssignment::as_select()).load(&mut **door).unwrap();
    let is_away: BTreeSet<&str> =
        away.iter().filter(|row| holds(row.from_day, row.to_day, on)).map(|row| row.resident_id.as_str()).collect();
    let mut counts = BTreeMap::new();
    for home in &homes {
        let standing: Vec<_> =
            places.iter().filter(|row| row.household_id == home.id && holds(row.from_day, row.to_day, on)).collect();
        assert!(standing.len() <= 1, "a household stands in one place");
        let Some(place) = standing.first() else { continue };
        let mut count = |item: &str, number: usize| {
            *counts.entry((place.unit_id.clone(), item.to_owned())).or_insert(0) += i64::try_from(number).unwrap();
        };
        let members: Vec<&str> = stays
            .iter()
            .filter(|row| row.household_id == home.id && holds(row.from_day, row.to_day, on))
            .map(|row| row.resident_id.as_str())
            .filter(|resident| basis == Basis::Registered || !is_away.contains(resident))
            .collect();
        let counted = basis == Basis::Registered || !members.is_empty();
        count(HOUSEHOLDS, usize::from(counted));
        count(RESIDENTS, members.len());
        for row in held.iter().filter(|row| holds(row.from_day, row.to_day, on)) {
            let of_home = counted && row.household_id.as_deref() == Some(&home.id);
            let of_member = row.resident_id.as_deref().is_some_and(|resident| members.contains(&resident));
            count(&row.category, usize::from(of_home || of_member));
            if of_home {
                count(&format!("{}{IN_PERSONS}", row.category), members.len());
            }
        }
        for category in PERSONAL {
            let has = |member: &&str| {
                let of =
                    held.iter().filter(|row| row.resident_id.as_deref() == Some(*member) && row.category == category);
                of.into_iter().any(|row| holds(row.from_day, row.to_day, on))
            };
            count(&format!("{category}{IN_HOUSEHOLDS}"), usize::from(members.iter().any(has)));
        }
    }
    counts.retain(|_, count| *count != 0);
    counts
}

fn check(ground: &Ground, seed: u64) {
    let scope = Scope::of(&Actor::console(), Action::ReadLedgerNames);
    let counted =
        |level: Level| move |id: &&'static str| Counted { category: (*id).to_owned(), level, counted_in: level };
    let counted: Vec<Counted> = PERSONAL
        .iter()
        .map(counted(Level::Person))
        .chain(OF_HOUSEHOLDS.iter().map(counted(Level::Household)))
        .collect();
    let mut month = Month::parse("2025-12").unwrap();
    while month <= Month::parse("2027-01").unwrap() {
        for on in [month.first_day(), month.last_day()] {
            for basis in [Basis::Registered, Basis::Resident] {
                ground
                    .store
                    .read(&scope, |door| {
                        let counts = queries::counts(door, &ground.town.path(), basis, on)?;
                        let flat: BTreeMap<(String, String), i64> = counts
                            .iter()
                            .flat_map(|(unit, items)| {
                                items.iter().map(|(item, count)| ((unit.clone(), item.clone()), *count))
                            })
                            .filter(|(_, count)| *count != 0)
                            .collect();
                        assert_eq!(flat, recount(door, basis, on), "seed {seed}, {basis:?} on {on}");
                        let names = queries::names(door, &ground.town.path(), &counted, basis, on)?;
                        let of_categories = |item: &str| item != HOUSEHOLDS && item != RESIDENTS && !item.contains('@');
                        for ((unit, item), count) in flat.iter().filter(|((_, item), _)| of_categories(item)) {
                            let listed = names.get(unit).and_then(|lists| lists.get(item)).map_or(0, Vec::len);
                            assert_eq!(i64::try_from(listed).unwrap(), *count, "seed {seed}, {item} on {on}");
                        }
                        Ok::<_, StoreError>(())
                    })
                    .unwrap();
            }
        }
        month = month.next();
    }
    let rulebook = hongwang_domain::Rulebook::embedded().unwrap();
    let complaints = hongwang_registry::slice().doctor.unwrap()(&ground.store, &rulebook).unwrap();
    assert_eq!(complaints, [], "seed {seed}");
    assert_eq!(ground.store.complaints().unwrap(), [], "seed {seed}");
}

fn a_year(engine: Engine, seed: u64) {
    let ground = Ground::new(engine);
    let mut random = Seeded::new(seed);
    let (mut households, mut people) = (Vec::new(), Vec::new());
    for _ in 0..60 {
        something_happens(&ground, &mut random, &mut households, &mut people);
    }
    check(&ground, seed);
    assert!(ground.database.folder().is_dir());
}

on_both_engines! {
    fn counts_follow_whatever_happens_in_a_year(engine) {
        for seed in 0..3 {
            a_year(engine, seed);
        }
    }
}
