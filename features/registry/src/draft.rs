//! A registry held in memory while a change of it is thought through: statements in, differences out.

mod corrections;
mod counting;
mod statements;
mod writing;

pub(crate) use corrections::Identity;

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use hongwang_domain::{CategoryId, CitizenId, Membership, Phone, Presence, Relation, Sex};
use hongwang_store::{BlindIndex, Dated, Draft, KeyRing, SealedField};

use crate::rows::{Absence, CategoryAssignment, Household, HouseholdMember, HouseholdPlace, PartyMembership, Resident};

/// Households and residents with everything dated about them.
#[derive(Clone, Debug, Default)]
pub struct RegistryDraft {
    households: Draft<Household>,
    places: Dated<HouseholdPlace>,
    residents: Draft<Resident>,
    stays: Dated<HouseholdMember>,
    absences: Dated<Absence>,
    party: Dated<PartyMembership>,
    categories: Dated<CategoryAssignment>,
    by_number: HashMap<(String, String), String>,
    by_citizen_id: HashMap<BlindIndex, String>,
    /// Everybody who ever belonged to a household.
    people_of: HashMap<String, Vec<String>>,
}

/// Where a household stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The grid, or the village when it stands in no grid.
    pub unit_id: String,
    /// 屯
    pub hamlet_id: Option<String>,
}

/// What is stated of a resident. `None` and an absent category say nothing.
#[derive(Clone, Debug, Default)]
pub struct ResidentFacts<'a> {
    /// The name.
    pub name: &'a str,
    /// The relation to the head.
    pub relation: Option<Relation>,
    /// Whether this is the head.
    pub is_head: bool,
    /// The sex.
    pub sex: Option<Sex>,
    /// The birth date.
    pub birth_date: Option<NaiveDate>,
    /// 公民身份号码
    pub citizen_id: Option<&'a CitizenId>,
    /// 联系电话
    pub phone: Option<&'a Phone>,
    /// Party membership.
    pub membership: Option<Membership>,
    /// 在住 or 外出
    pub presence: Option<Presence>,
    /// Categories of the person: held or not.
    pub categories: Option<&'a BTreeMap<CategoryId, bool>>,
}

/// From when a statement holds, who says it, and the keys to seal with.
#[derive(Clone, Copy, Debug)]
pub struct Statement<'a> {
    /// The day from which it holds.
    pub day: NaiveDate,
    /// The source that stands at categories.
    pub source: &'a str,
    /// The keys.
    pub keys: &'a KeyRing,
}

impl RegistryDraft {
    pub(crate) fn holding(
        households: Vec<Household>,
        residents: Vec<Resident>,
        places: Vec<HouseholdPlace>,
        stays: Vec<HouseholdMember>,
        absences: Vec<Absence>,
        party: Vec<PartyMembership>,
        categories: Vec<CategoryAssignment>,
    ) -> Self {
        let number = |row: &Household| Some(((row.village_id.clone(), row.number.clone()?), row.id.clone()));
        let mut people_of: HashMap<String, Vec<String>> = HashMap::new();
        for stay in &stays {
            let people = people_of.entry(stay.household_id.clone()).or_default();
            if !people.contains(&stay.resident_id) {
                people.push(stay.resident_id.clone());
            }
        }
        Self {
            by_number: households.iter().filter_map(number).collect(),
            by_citizen_id: residents
                .iter()
                .filter_map(|row| Some((row.citizen_id_index.clone()?, row.id.clone())))
                .collect(),
            people_of,
            households: Draft::new(households),
            places: Dated::new(places),
            residents: Draft::new(residents),
            stays: Dated::new(stays),
            absences: Dated::new(absences),
            party: Dated::new(party),
            categories: Dated::new(categories),
        }
    }

    /// All households, in no order.
    pub fn households(&self) -> impl Iterator<Item = &Household> {
        self.households.iter()
    }

    /// The household with an id.
    pub fn household(&self, id: &str) -> Option<&Household> {
        self.households.get(id)
    }

    /// The resident with an id.
    pub fn resident(&self, id: &str) -> Option<&Resident> {
        self.residents.get(id)
    }

    /// The household with a 户编号 in a village.
    pub fn household_by_number(&self, village: &str, number: &str) -> Option<&str> {
        self.by_number.get(&(village.to_owned(), number.to_owned())).map(String::as_str)
    }

    /// The resident with a citizen id in the town.
    pub fn resident_by_citizen_id(&self, id: &CitizenId, keys: &KeyRing) -> Option<&str> {
        self.by_citizen_id.get(&keys.index(SealedField::CitizenId, id.as_str())).map(String::as_str)
    }

    /// The stay of a resident that covers a day.
    pub fn stay(&self, resident: &str, day: NaiveDate) -> Option<&HouseholdMember> {
        self.stays.at(resident, |_| true, day)
    }

    /// The stay of a resident that covers a day, else the next one after it.
    pub fn stay_near(&self, resident: &str, day: NaiveDate) -> Option<&HouseholdMember> {
        let later =
            || self.stays.of(resident).iter().filter(|stay| stay.from_day > day).min_by_key(|stay| stay.from_day);
        self.stay(resident, day).or_else(later)
    }

    /// The latest stay of a resident.
    pub fn last_stay(&self, resident: &str) -> Option<&HouseholdMember> {
        self.stays.of(resident).iter().max_by_key(|stay| stay.from_day)
    }

    /// Where a household stands on a day, else where it stands next after it.
    pub fn place_near(&self, household: &str, day: NaiveDate) -> Option<&HouseholdPlace> {
        let later =
            || self.places.of(household).iter().filter(|place| place.from_day > day).min_by_key(|place| place.from_day);
        self.place(household, day).or_else(later)
    }

    /// Where a household stood last.
    pub fn last_place(&self, household: &str) -> Option<&HouseholdPlace> {
        self.places.of(household).iter().max_by_key(|place| place.from_day)
    }

    /// Where a household stands on a day.
    pub fn place(&self, household: &str, day: NaiveDate) -> Option<&HouseholdPlace> {
        self.places.at(household, |_| true, day)
    }

    /// Every stay of a resident.
    pub(crate) fn stays_of(&self, resident: &str) -> &[HouseholdMember] {
        self.stays.of(resident)
    }

    /// The days on which a resident was away.
    pub(crate) fn absences_of(&self, resident: &str) -> &[Absence] {
        self.absences.of(resident)
    }

    /// A resident's party membership.
    pub(crate) fn party_of(&self, resident: &str) -> &[PartyMembership] {
        self.party.of(resident)
    }

    /// What applies, or applied, to a resident or a household.
    pub(crate) fn categories_of(&self, owner: &str) -> &[CategoryAssignment] {
        self.categories.of(owner)
    }

    /// Where a household stands and stood.
    pub(crate) fn places_of(&self, household: &str) -> Vec<HouseholdPlace> {
        self.places.of(household).to_vec()
    }

    /// Everybody who belongs to a household, or did.
    pub fn ever_in(&self, household: &str) -> &[String] {
        self.people_of.get(household).map_or(&[], Vec::as_slice)
    }
}
