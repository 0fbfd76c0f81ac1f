//! The demo's town: villages, grids with their party groups, households.

use chrono::{Datelike, Days, NaiveDate};
use hongwang_domain::Membership;

use super::families::family;
use super::lives::{can_lead, can_volunteer, fill_in};
use super::people::{Household, Maker, Person, Tick};
use super::words::VillageWords;

/// A town, as its clerk knows it on a day.
#[derive(Clone, Debug)]
pub struct Town {
    pub villages: Vec<Village>,
}

#[derive(Clone, Debug)]
pub struct Village {
    pub name: String,
    /// Twelve digits.
    pub code: String,
    pub grids: Vec<Grid>,
    pub households: Vec<Household>,
}

#[derive(Clone, Debug)]
pub struct Grid {
    pub name: String,
    pub leader: String,
    pub leader_phone: String,
    /// Which of the workbook's words for why the leader may lead (STAFF-1).
    pub basis: usize,
    pub members: Vec<String>,
    pub volunteers: Vec<String>,
    pub founded: NaiveDate,
}

/// Members of a group beside its leader.
const MEMBERS: std::ops::RangeInclusive<u32> = 3..=6;
const VOLUNTEERS: std::ops::RangeInclusive<u32> = 5..=9;
/// Newcomers in the first community who are not assigned to a grid yet.
const NEWCOMERS: u32 = 3;

impl Town {
    /// The town on the day of its maker.
    pub fn invent(maker: &mut Maker<'_>) -> Self {
        let words = maker.words;
        let mut villages: Vec<Village> =
            words.places.village.iter().map(|village| invent_village(maker, village)).collect();
        for at in 1..=NEWCOMERS {
            let surname = maker.surname();
            let people = people(maker, &surname);
            let village = &mut villages[0];
            let number = format!("{}99{at:04}", number_of(&village.code));
            village.households.push(Household { number, grid: None, hamlet: String::new(), people });
        }
        Self { villages }
    }

    pub fn grids(&self) -> usize {
        self.villages.iter().map(|village| village.grids.len()).sum()
    }

    pub fn residents(&self) -> usize {
        self.villages.iter().flat_map(|village| &village.households).map(|household| household.people.len()).sum()
    }
}

fn invent_village(maker: &mut Maker<'_>, words: &VillageWords) -> Village {
    let code = format!("{}{:03}", maker.words.places.town.code, words.number);
    // Most families of a village share a few surnames.
    let clans = [maker.surname(), maker.surname(), maker.surname()];
    let mut hamlets = maker.words.places.names.hamlets.clone();
    maker.chance.shuffle(&mut hamlets);
    let mut village = Village { name: words.name.clone(), code, grids: Vec::new(), households: Vec::new() };
    for at in 0..words.grids {
        let two = [hamlets[2 * at].clone(), hamlets[2 * at + 1].clone()];
        let mut households = invent_households(maker, &village.code, at, &two, &clans);
        appoint_hamlet_heads(&mut households, maker.day, &two);
        let name = maker.words.places.names.grids[at].clone();
        village.grids.push(found_group(maker, name, &mut households));
        village.households.append(&mut households);
    }
    village
}

fn invent_households(
    maker: &mut Maker<'_>,
    village: &str,
    grid: usize,
    hamlets: &[String; 2],
    clans: &[String; 3],
) -> Vec<Household> {
    let count = maker.chance.number(34, 46);
    (1..=count)
        .map(|number| {
            let surname = if maker.chance.percent(60) { maker.chance.pick(clans).clone() } else { maker.surname() };
            let hamlet = hamlets[usize::from(number > count / 2)].clone();
            let number = format!("{}{:02}{number:04}", number_of(village), grid + 1);
            Household { number, grid: Some(grid), hamlet, people: people(maker, &surname) }
        })
        .collect()
}

fn people(maker: &mut Maker<'_>, surname: &str) -> Vec<Person> {
    let mut people = family(maker, surname);
    fill_in(maker, &mut people);
    people
}

fn number_of(village: &str) -> &str {
    &village[village.len() - 3..]
}

fn appoint_hamlet_heads(households: &mut [Household], day: NaiveDate, hamlets: &[String; 2]) {
    for hamlet in hamlets {
        let there = households.iter_mut().filter(|household| household.hamlet == *hamlet);
        let head = there.flat_map(|household| household.people.iter_mut()).find(|person| can_lead(person, day));
        if let Some(head) = head {
            head.ticks.insert(Tick::VillagerGroupHead, true);
        }
    }
}

/// Founds the party group of a grid from the people who live there.
fn found_group(maker: &mut Maker<'_>, name: String, households: &mut [Household]) -> Grid {
    let day = maker.day;
    let mut here: Vec<&mut Person> = households.iter_mut().flat_map(|household| household.people.iter_mut()).collect();
    maker.chance.shuffle(&mut here);
    // Who is a member comes first; where a grid has too few, somebody who could lead is one.
    here.sort_by_key(|person| (person.membership.is_none(), !can_lead(person, day)));
    let members = usize::try_from(maker.chance.number(*MEMBERS.start(), *MEMBERS.end())).unwrap_or_default();
    let mut group: Vec<&mut Person> = Vec::new();
    let mut others: Vec<&mut Person> = Vec::new();
    for person in here {
        let fits = can_volunteer(person, day) && (group.is_empty() <= can_lead(person, day));
        if fits && group.len() <= members { group.push(person) } else { others.push(person) }
    }
    for person in &mut group {
        person.membership.get_or_insert(Membership::Full);
    }
    let leader = group.first().map(|person| (person.name.clone(), person.phone.clone())).unwrap_or_default();
    let volunteers = maker.chance.number(*VOLUNTEERS.start(), *VOLUNTEERS.end());
    let volunteers = others.iter().filter(|person| can_volunteer(person, day)).take(volunteers as usize);
    let month = maker.chance.number(3, 11);
    Grid {
        name,
        leader: leader.0,
        leader_phone: leader.1,
        basis: usize::from(maker.chance.percent(40)),
        members: distinct(group.iter().skip(1).map(|person| person.name.clone())),
        volunteers: distinct(volunteers.map(|person| person.name.clone())),
        founded: NaiveDate::from_ymd_opt(day.year() - 3, month, 1).unwrap_or(day) + Days::new(9),
    }
}

fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    names.for_each(|name| {
        if !list.contains(&name) {
            list.push(name)
        }
    });
    list
}
