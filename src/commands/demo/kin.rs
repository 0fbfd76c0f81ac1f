//! Who in a household could marry, have a child, go away or come back.

use chrono::Days;
use hongwang_domain::Sex;

use super::lives::fill_in;
use super::people::{Household, Maker, Person, Relation, Tick};
use super::town::Village;

/// Somebody who could go away for work.
pub fn leaver(maker: &Maker<'_>, household: &Household) -> Option<usize> {
    household
        .people
        .iter()
        .position(|person| !person.away && (19..=48).contains(&person.age(maker.day)) && person.ticks.is_empty())
}

/// Whether somebody is away who could come back.
pub fn is_away(maker: &Maker<'_>, household: &Household) -> bool {
    let children = household.people.iter().any(|person| person.has(Tick::LeftBehindChild));
    !children && household.people.iter().any(|person| person.away && person.age(maker.day) >= 24)
}

/// A young woman of the household who could have a child.
pub fn mother(maker: &Maker<'_>, household: &Household) -> Option<usize> {
    let young = |person: &Person| person.sex == Sex::Female && (22..=36).contains(&person.age(maker.day));
    let wife = |person: &Person| matches!(person.relation, Relation::Spouse | Relation::DaughterInLaw);
    household.people.iter().position(|person| wife(person) && young(person))
}

/// A child is born in the month that ends today.
pub fn birth(maker: &mut Maker<'_>, household: &mut Household) {
    let Some(mother) = mother(maker, household) else { return };
    let of_head = household.people[mother].relation == Relation::Spouse;
    let sex = if maker.chance.percent(52) { Sex::Male } else { Sex::Female };
    let relation = match (of_head, sex) {
        (true, Sex::Male) => Relation::Son,
        (true, Sex::Female) => Relation::Daughter,
        (false, Sex::Male) => Relation::Grandson,
        (false, Sex::Female) => Relation::Granddaughter,
    };
    let surname = household.people[0].surname.clone();
    let mut child = [maker.person(relation, sex, &surname, (0, 0))];
    fill_in(maker, &mut child);
    let [mut child] = child;
    child.ticks.clear();
    // There is no id yet.
    child.citizen_id.clear();
    child.born = maker.day - Days::new(u64::from(maker.chance.number(1, 24)));
    if household.people.iter().all(|person| person.name != child.name) {
        household.people.push(child);
    }
}

/// A grown child of the head who lives without a family of their own.
pub fn single(maker: &Maker<'_>, household: &Household, relation: Relation) -> Option<usize> {
    let married = household.people.iter().any(|person| person.relation == Relation::DaughterInLaw);
    let grown = |person: &Person| person.relation == relation && (22..=29).contains(&person.age(maker.day));
    household.people.iter().position(grown).filter(|_| !married && household.people.len() > 1)
}

/// The son, his wife and their children, by their places in a household with both generations.
pub fn married_son(household: &Household) -> Option<Vec<usize>> {
    let of = |relation: Relation| household.people.iter().position(move |person| person.relation == relation);
    let (son, wife) = (of(Relation::Son)?, of(Relation::DaughterInLaw)?);
    let children = household.people.iter().enumerate().filter(|(_, person)| {
        matches!(person.relation, Relation::Grandson | Relation::Granddaughter) && !person.has(Tick::LeftBehindChild)
    });
    let left_behind = household.people.iter().any(|person| person.has(Tick::LeftBehindChild));
    (!left_behind && son < wife).then(|| [son, wife].into_iter().chain(children.map(|(at, _)| at)).collect())
}

/// What they are to each other once they live by themselves.
pub fn under_own_roof(relation: Relation) -> Relation {
    match relation {
        Relation::DaughterInLaw => Relation::Spouse,
        Relation::Grandson => Relation::Son,
        Relation::Granddaughter => Relation::Daughter,
        _ => Relation::Head,
    }
}

/// The next number behind the last of a grid.
pub fn free_number(village: &Village, like: &str) -> String {
    let (grid, _) = like.split_at(like.len() - 4);
    let taken =
        village.households.iter().filter_map(|household| household.number.strip_prefix(grid)?.parse::<u32>().ok());
    format!("{grid}{:04}", taken.max().unwrap_or_default() + 1)
}
