//! A year of imports: every day's ledger is what the town was on that day.

use chrono::{Days, NaiveDate};
use hongwang_testing::book::Cell;
use hongwang_testing::citizen::citizen_id;
use hongwang_testing::invent::{Size, town};
use hongwang_testing::layout::Layout;
use hongwang_testing::town::{Basis, Category, Figures, Resident, Town};
use hongwang_testing::{Engine, Seeded, on_both_engines};

use crate::{place, workbook};

on_both_engines! {
    fn every_day_is_what_it_was(engine) {
        for seed in [1, 2] {
            a_year(engine, seed);
        }
    }
}

fn a_year(engine: Engine, seed: u64) {
    let mut chance = Seeded::new(seed);
    let mut town = town(120 + seed, Size::SMALL);
    town.stated = None;
    let layout = Layout { tick: (Cell::text("√"), Cell::text("否")), ..Layout::default() };
    let (mut place, mut newcomers) = (place(engine), 0);
    place.set_today("2027-01-05");
    let mut day = NaiveDate::from_ymd_opt(2026, 1, 3).unwrap();
    let mut days: Vec<(NaiveDate, [Figures; 2])> = Vec::new();
    for month in 0..12 {
        let effective = day.to_string();
        let file = workbook(&place, "town.xlsx", &town, &layout);
        place.import(&file, &["--effective", &effective]).assert(0).report().assert_clean();
        let now = [town.figures(Basis::Registered), town.figures(Basis::Resident)];
        // A correction of the same day takes the place of what was said first.
        days.retain(|(other, _)| *other != day);
        days.push((day, now));
        change(&mut town, &mut chance, &mut newcomers);
        if month % 4 != 1 {
            day = day.checked_add_days(Days::new(20 + chance.below(14) as u64)).unwrap();
        }
    }
    for (index, (day, figures)) in days.iter().enumerate() {
        let last = days.get(index + 1).map_or(*day, |(next, _)| next.pred_opt().unwrap());
        for on in [*day, last] {
            for (basis, expected) in ["registered", "resident"].into_iter().zip(figures) {
                let ledger = place.ledger("211104109", &["--as-of", &on.to_string(), "--basis", basis]);
                ledger.assert_sums();
                assert_eq!(
                    without_empty(ledger.figures()),
                    without_empty(expected.clone()),
                    "seed {seed}, {on}, {basis}"
                );
            }
        }
    }
    // A list is as long as its figure says, on any day.
    let (middle, _) = &days[days.len() / 2];
    for row in place.ledger("211104109", &["--as-of", &middle.to_string(), "--names"]).rows {
        for category in Category::ALL.into_iter().filter(|category| !category.of_households()) {
            let names = row.names.as_ref().unwrap().get(category.key()).map_or(0, Vec::len);
            assert_eq!(names as u64, row.counts[category.key()], "seed {seed}, {}", category.key());
        }
    }
    place.assert_sound();
}

/// Lines of those in no grid come and go with them.
fn without_empty(figures: Figures) -> Figures {
    figures.into_iter().filter(|((_, grid), line)| grid.is_some() || line["households"] > 0).collect()
}

/// A month in the life of a town.
fn change(town: &mut Town, chance: &mut Seeded, newcomers: &mut u16) {
    let grids: Vec<Vec<String>> =
        town.villages.iter().map(|village| village.grids.iter().map(|grid| grid.name.clone()).collect()).collect();
    for _ in 0..8 {
        let village = chance.below(town.villages.len());
        let households = &mut town.villages[village].households;
        let index = chance.below(households.len());
        let household = &mut households[index];
        match chance.below(5) {
            0 => {
                let grid = chance.pick(&grids[village]).clone();
                household.residents.iter_mut().for_each(|resident| resident.grid.clone_from(&grid));
            }
            1 => {
                let person = chance.below(household.residents.len());
                let presence = if household.residents[person].lives_there() { "外出务工" } else { "常住" };
                presence.clone_into(&mut household.residents[person].presence);
            }
            2 => {
                *newcomers += 2;
                let birth = NaiveDate::from_ymd_opt(1990, 5, 5).unwrap();
                household.residents.push(Resident {
                    name: format!("新人{newcomers}"),
                    relation: "其他".to_owned(),
                    sex: "男".to_owned(),
                    id: citizen_id(88, birth, *newcomers + 1),
                    presence: "常住".to_owned(),
                    grid: household.residents[0].grid.clone(),
                    ..Resident::default()
                });
            }
            3 => move_somebody(town, chance),
            _ => {
                // The ticks of a household stand in its first row, as clerks write them.
                let category = *chance.pick(&Category::ALL);
                let person = if category.of_households() { 0 } else { chance.below(household.residents.len()) };
                let ticks = &mut household.residents[person].ticks;
                if !ticks.remove(&category) {
                    ticks.insert(category);
                }
            }
        }
    }
}

/// Somebody who is known by id, and is not the head, moves into another household.
fn move_somebody(town: &mut Town, chance: &mut Seeded) {
    let from = chance.below(town.villages.len());
    let to = chance.below(town.villages.len());
    let leave = chance.below(town.villages[from].households.len());
    let people = &mut town.villages[from].households[leave].residents;
    let Some(index) = people.iter().position(|person| person.relation != "户主" && !person.id.is_empty()) else {
        return;
    };
    let mut person = people.remove(index);
    let arrive = chance.below(town.villages[to].households.len());
    let household = &mut town.villages[to].households[arrive];
    person.grid.clone_from(&household.residents[0].grid);
    "其他".clone_into(&mut person.relation);
    household.residents.push(person);
}
