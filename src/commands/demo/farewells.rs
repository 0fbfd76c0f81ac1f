//! Those who die, and those who leave the county for good.

use chrono::{Days, NaiveDate};

use super::people::Maker;
use super::town::Town;

/// How many die, and how many leave the county for good.
const FAREWELLS: (usize, usize) = (5, 2);
/// Somebody who is no longer there.
pub struct Farewell {
    pub citizen_id: String,
    pub day: NaiveDate,
    pub died: bool,
}

/// Takes some old people and some young ones out of the town, none of them the head of a household.
pub fn farewells(maker: &mut Maker<'_>, town: &mut Town, from: NaiveDate) -> Vec<Farewell> {
    let day = maker.day;
    let mut found = Vec::new();
    for (died, count) in [(true, FAREWELLS.0), (false, FAREWELLS.1)] {
        let ages = if died { 78..=99 } else { 20..=29 };
        let mut homes: Vec<_> = town.villages.iter_mut().flat_map(|village| &mut village.households).collect();
        maker.chance.shuffle(&mut homes);
        for home in homes.into_iter().filter(|home| home.people.len() > 2).take(20 * count) {
            let Some(at) =
                home.people.iter().skip(1).position(|one| ages.contains(&one.age(day)) && one.ticks.is_empty())
            else {
                continue;
            };
            let gone = home.people.remove(at + 1);
            let day = from + Days::new(u64::from(maker.chance.number(1, 14)));
            found.push(Farewell { citizen_id: gone.citizen_id, day, died });
            if found.iter().filter(|one| one.died == died).count() == count {
                break;
            }
        }
    }
    found.sort_by_key(|one| one.day);
    found
}
