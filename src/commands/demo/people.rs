//! People who do not exist.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, Days, NaiveDate};
use hongwang_domain::citizen_id::check_character;
use hongwang_domain::{Membership, Sex};
use serde::Deserialize;

use super::chance::Chance;
use super::words::Words;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    Head,
    Spouse,
    Son,
    Daughter,
    DaughterInLaw,
    Grandson,
    Granddaughter,
    Father,
    Mother,
}

/// A category, by its id in the rulebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tick {
    Dibao,
    Disabled,
    SocialAssistance,
    Preferential,
    MajorGrower,
    LivestockExpert,
    TechnologyExpert,
    LeftBehindChild,
    LimitedMobilityMember,
    HardshipMember,
    VillagerGroupHead,
    CentralHouseholdHead,
}

/// One row of a workbook.
#[derive(Clone, Debug)]
pub struct Person {
    pub surname: String,
    pub name: String,
    pub relation: Relation,
    pub sex: Sex,
    pub born: NaiveDate,
    /// Empty for a newborn who has none yet.
    pub citizen_id: String,
    /// Empty where there is none.
    pub phone: String,
    pub membership: Option<Membership>,
    pub away: bool,
    /// Ticked, or said not to hold (any more).
    pub ticks: BTreeMap<Tick, bool>,
}

impl Person {
    /// Full years on a day.
    pub fn age(&self, day: NaiveDate) -> u32 {
        day.years_since(self.born).unwrap_or_default()
    }

    pub fn has(&self, tick: Tick) -> bool {
        self.ticks.get(&tick) == Some(&true)
    }
}

/// People who live together; the first is the head.
#[derive(Clone, Debug)]
pub struct Household {
    pub number: String,
    /// Which of its village's grids; none for newcomers who are not assigned yet.
    pub grid: Option<usize>,
    pub hamlet: String,
    pub people: Vec<Person>,
}

/// Makes people, each with an id and a phone that nobody has.
pub struct Maker<'a> {
    pub chance: Chance,
    pub words: &'a Words,
    /// The day on which ages are counted.
    pub day: NaiveDate,
    sequences: HashMap<(u32, NaiveDate, Sex), u32>,
    phones: u32,
}

/// Phones of the form 1990000xxxx are given to nobody.
const PHONES: u32 = 10_000;
/// Shares no factor with [`PHONES`], so that neighbours have numbers far apart and each comes once.
const PHONE_STEP: u32 = 7_919;

impl<'a> Maker<'a> {
    pub fn new(seed: u64, words: &'a Words, day: NaiveDate) -> Self {
        Self { chance: Chance::new(seed), words, day, sequences: HashMap::new(), phones: 0 }
    }

    /// Somebody of an age between two, both included.
    pub fn person(&mut self, relation: Relation, sex: Sex, surname: &str, (from, to): (u32, u32)) -> Person {
        let age = self.chance.number(from, to.max(from));
        let born = self.birthday(age);
        let given = self.words.places.given(sex, born.year()).to_vec();
        let mut name = format!("{surname}{}", self.chance.pick(&given));
        if relation == Relation::DaughterInLaw && self.chance.percent(1) {
            name = self.chance.pick(&self.words.places.names.women_of_other_names).clone();
        }
        Person {
            surname: surname.to_owned(),
            name,
            relation,
            sex,
            born,
            citizen_id: self.citizen_id(born, sex),
            phone: String::new(),
            membership: None,
            away: false,
            ticks: BTreeMap::new(),
        }
    }

    pub fn surname(&mut self) -> String {
        // Few surnames are common: the earlier in the list, the more often.
        let names = &self.words.places.names.surnames;
        let end = 1 + self.chance.below(names.len());
        names[self.chance.below(end)].clone()
    }

    fn birthday(&mut self, age: u32) -> NaiveDate {
        let days = u64::from(self.chance.number(0, 364));
        let year = self.day.year() - i32::try_from(age).unwrap_or_default();
        let same_day = self.day.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28)).unwrap_or(self.day);
        same_day.checked_sub_days(Days::new(days)).unwrap_or(same_day)
    }

    /// A right id under an area code that does not exist: 990101 to 990109.
    fn citizen_id(&mut self, born: NaiveDate, sex: Sex) -> String {
        let area = 990_101 + if self.chance.percent(70) { 0 } else { self.chance.number(1, 8) };
        let first = self.chance.number(0, 40);
        let sequence = self.sequences.entry((area, born, sex)).or_insert(first);
        *sequence += 1;
        let parity = u32::from(sex == Sex::Male);
        let digits = format!("{area}{}{:03}", born.format("%Y%m%d"), *sequence * 2 + parity);
        let check = check_character(&digits).unwrap_or_default();
        format!("{digits}{check}")
    }

    /// The next phone; empty once all are given out.
    pub fn phone(&mut self) -> String {
        if self.phones == PHONES {
            return String::new();
        }
        self.phones += 1;
        format!("1990000{:04}", self.phones * PHONE_STEP % PHONES)
    }
}
