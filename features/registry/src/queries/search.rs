//! Looking through all households of a unit: which are as wanted, and in which order.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;
use hongwang_domain::CategoryId;
use hongwang_domain::text::half_width;
use hongwang_store::schema::registry::category_assignments;
use hongwang_store::{Db, StoreError};

use super::list::{AtHome, Home, Inmate, Place, Sort, Wanted};
use crate::pinyin::{initials, spelt};

type People = HashMap<String, Vec<Inmate>>;

/// The households that are as wanted, in the order wanted; `homes` come in order of their number.
pub(super) fn chosen(
    db: &mut Db,
    homes: Vec<Home>,
    people: &People,
    places: &[Place],
    wanted: &Wanted,
    day: NaiveDate,
) -> Result<Vec<Home>, StoreError> {
    let text = wanted.text.as_deref().map(Text::new);
    let inmates = |home: &Home| people.get(&home.id).map_or(&[][..], Vec::as_slice);
    let mut chosen: Vec<Home> = homes
        .into_iter()
        .filter(|home| wanted.hamlet.is_none() || home.hamlet_id == wanted.hamlet)
        .filter(|home| wanted.at_home.is_none_or(|state| is_at_home(inmates(home), state)))
        .filter(|home| text.as_ref().is_none_or(|text| text.fits(home, inmates(home))))
        .collect();
    if let Some(category) = &wanted.category {
        let holders = holders(db, &chosen, people, category, day)?;
        let holds =
            |home: &Home| holders.contains(&home.id) || inmates(home).iter().any(|inmate| holders.contains(&inmate.id));
        chosen.retain(holds);
    }
    // Sorting is stable: within the same head, number or hamlet the order of numbers stays.
    match wanted.sort {
        Sort::Number => {}
        Sort::Head => chosen.sort_by_cached_key(|home| {
            let head = inmates(home).first().map(|head| head.name.as_str());
            (head.is_none(), head.map(spelt), head.map(str::to_owned))
        }),
        Sort::People => chosen.sort_by_key(|home| Reverse(inmates(home).len())),
        Sort::Hamlet => {
            let order: HashMap<&str, usize> =
                places.iter().zip(0..).filter_map(|(place, at)| Some((place.hamlet_id.as_deref()?, at))).collect();
            chosen.sort_by_key(|home| {
                home.hamlet_id.as_deref().and_then(|id| order.get(id)).copied().unwrap_or(usize::MAX)
            });
        }
    }
    Ok(chosen)
}

fn is_at_home(inmates: &[Inmate], wanted: AtHome) -> bool {
    let at_home = inmates.iter().any(|one| one.away.is_none());
    match wanted {
        AtHome::Somebody => at_home,
        AtHome::Nobody => !at_home,
        AtHome::SomeAway => inmates.iter().any(|one| one.away.is_some()),
    }
}

/// What is looked for, as people type it.
struct Text {
    plain: String,
    /// Letters alone: the sound of a name.
    letters: bool,
}

impl Text {
    fn new(typed: &str) -> Self {
        let plain: String = typed
            .chars()
            .map(half_width)
            .filter(|character| !character.is_whitespace())
            .collect::<String>()
            .to_lowercase();
        Self { letters: !plain.is_empty() && plain.chars().all(|character| character.is_ascii_alphabetic()), plain }
    }

    fn fits(&self, home: &Home, inmates: &[Inmate]) -> bool {
        let number = home.number.as_ref().is_some_and(|number| number.to_lowercase().contains(&self.plain));
        number || inmates.iter().any(|inmate| self.names(&inmate.name))
    }

    fn names(&self, name: &str) -> bool {
        if self.letters {
            return initials(name).contains(&self.plain) || spelt(name).starts_with(&self.plain);
        }
        let plain: String = name.chars().map(half_width).filter(|character| !character.is_whitespace()).collect();
        plain.to_lowercase().contains(&self.plain)
    }
}

/// Those, the head apart, by whose name the search found a household.
pub(super) fn found_by(inmates: &[Inmate], typed: &str) -> Vec<String> {
    let text = Text::new(typed);
    inmates.iter().skip(1).filter(|one| text.names(&one.name)).map(|one| one.name.clone()).collect()
}

/// Ids of the households and people that have a category on a day.
fn holders(
    db: &mut Db,
    homes: &[Home],
    people: &People,
    category: &CategoryId,
    day: NaiveDate,
) -> Result<HashSet<String>, StoreError> {
    use category_assignments as assigned;
    let holding = || {
        assigned::table
            .filter(assigned::category.eq(category.as_str()))
            .filter(assigned::from_day.le(day))
            .filter(assigned::to_day.is_null().or(assigned::to_day.gt(day)))
    };
    let mut holders = HashSet::new();
    for some in homes.chunks(5_000) {
        let of = holding().filter(assigned::household_id.eq_any(some.iter().map(|home| &home.id)));
        holders.extend(of.select(assigned::household_id.assume_not_null()).load::<String>(db)?);
    }
    let everybody: Vec<&str> = homes
        .iter()
        .filter_map(|home| people.get(&home.id))
        .flat_map(|inmates| inmates.iter().map(|inmate| inmate.id.as_str()))
        .collect();
    for some in everybody.chunks(5_000) {
        let of = holding().filter(assigned::resident_id.eq_any(some));
        holders.extend(of.select(assigned::resident_id.assume_not_null()).load::<String>(db)?);
    }
    Ok(holders)
}
