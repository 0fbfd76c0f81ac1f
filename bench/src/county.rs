//! A county of towns, filled by the command as a county would fill it.

use std::time::Instant;

use hongwang_testing::citizen::check_character;
use hongwang_testing::draw::draw;
use hongwang_testing::invent::town_of_rows;
use hongwang_testing::layout::Layout;
use hongwang_testing::town::{Category, Town};
use hongwang_testing::xlsx::{Strings, bytes};
use hongwang_testing::{Engine, Place, Seeded};

use crate::line;

/// Residents of a town.
const TOWN: usize = 50_000;

/// Fills a place with a county; the first town has a year of corrections.
pub fn fill(program: &str, engine: Engine, residents: usize) -> Place {
    let place = Place::new(program, engine);
    let started = Instant::now();
    for number in 0..residents.div_ceil(TOWN) {
        let mut town = town_of_rows(1000 + number as u64, TOWN.min(residents - number * TOWN));
        settle(&mut town, number);
        import(&place, &town, "2025-10-31");
        if number == 0 {
            a_year_of_corrections(&place, &mut town);
        }
    }
    let minutes = started.elapsed().as_secs_f64() / 60.0;
    line(&format!("fill a county with {residents} residents"), &format!("{minutes:.1} min"), "");
    place
}

fn import(place: &Place, town: &Town, day: &str) {
    let file = place.write("town.xlsx", &bytes(&draw(town, &Layout::default()).book, Strings::Shared));
    place.import(&file, &["--town", &town.code, "--town-name", &town.name, "--effective", day]).assert(0);
}

/// Gives a town a code, and its people ids of their own.
fn settle(town: &mut Town, number: usize) {
    town.code = format!("2111041{number:02}");
    town.name = format!("第{number}镇");
    town.stated = None;
    for village in &mut town.villages {
        village.code = village.code.as_ref().map(|code| format!("{}{}", town.code, &code[9..]));
        for resident in village.households.iter_mut().flat_map(|household| &mut household.residents) {
            if !resident.id.is_empty() {
                // No place has a code of these beginnings either.
                let body = format!("99{:02}{}", 10 + number, &resident.id[4..17]);
                resident.id = format!("{body}{}", check_character(&body));
            }
        }
    }
}

/// Each month some people of each village come under a category.
fn a_year_of_corrections(place: &Place, town: &mut Town) {
    let mut chance = Seeded::new(7);
    for month in 0..12 {
        let (year, month) = (2025 + (10 + month) / 12, 1 + (10 + month) % 12);
        let mut changed = town.clone();
        for village in &mut changed.villages {
            chance.shuffle(&mut village.households);
            village.households.truncate(40);
            for household in &mut village.households {
                household.residents[0].ticks.insert(*chance.pick(&Category::ALL));
            }
        }
        import(place, &changed, &format!("{year}-{month:02}-15"));
    }
}
