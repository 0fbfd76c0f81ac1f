//! A registry held in memory while a change of it is thought through: statements in, differences out.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{Days, NaiveDate};
use hongwang_domain::{CategoryId, CitizenId, Id, Membership, Phone, Presence, Relation, Sex};
use hongwang_store::{BlindIndex, Dated, Draft, KeyRing, SealedField, StoreError, Tx};

use crate::contributions::{self, Member};
use crate::counts::CountDeltas;
use crate::rows::{
    Absence, CategoryAssignment, Ending, Household, HouseholdMember, HouseholdPlace, Owner, PartyMembership, Resident,
};

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

    /// Who belongs to a household on a day, in the order in which they came.
    pub fn members(&self, household: &str, day: NaiveDate) -> impl Iterator<Item = (&Resident, &HouseholdMember)> {
        self.ever_in(household).iter().filter_map(move |resident| {
            let stay = self.stay(resident, day).filter(|stay| stay.household_id == household)?;
            Some((self.residents.get(resident)?, stay))
        })
    }

    /// Everybody who belongs to a household, or did.
    pub fn ever_in(&self, household: &str) -> &[String] {
        self.people_of.get(household).map_or(&[], Vec::as_slice)
    }

    /// Enters a new household; answers its id.
    pub fn found_household(&mut self, village: &str, number: Option<&str>) -> String {
        let household = Household {
            id: Id::new().to_string(),
            village_id: village.to_owned(),
            number: None,
            door_hint: None,
            version: 1,
        };
        let id = household.id.clone();
        self.households.insert(household);
        if let Some(number) = number {
            self.number_household(&id, number);
        }
        id
    }

    /// Lets another village keep a household: it moved there as a whole. Its number was the old village's.
    pub fn rehome(&mut self, household: &str, village: &str) {
        let Some(row) = self.households.get(household).filter(|row| row.village_id != village) else { return };
        if let Some(number) = &row.number {
            self.by_number.remove(&(row.village_id.clone(), number.clone()));
        }
        self.households.change(household, |row| {
            village.clone_into(&mut row.village_id);
            row.number = None;
        });
    }

    /// Gives a household its 户编号.
    pub fn number_household(&mut self, household: &str, number: &str) {
        self.households.change(household, |row| row.number = Some(number.to_owned()));
        if let Some(row) = self.households.get(household) {
            self.by_number.insert((row.village_id.clone(), number.to_owned()), household.to_owned());
        }
    }

    /// States where a household stands from a day on.
    pub fn state_place(&mut self, household: &str, day: NaiveDate, place: &Place) {
        let value = Some((place.unit_id.clone(), place.hamlet_id.clone()));
        self.places.state(
            household,
            |_| true,
            day,
            value,
            |span| HouseholdPlace {
                id: Id::new().to_string(),
                household_id: household.to_owned(),
                unit_id: span.value.0,
                hamlet_id: span.value.1,
                from_day: span.from,
                to_day: span.to,
                version: 1,
            },
        );
    }

    /// States whether a category holds for a household from a day on.
    pub fn state_household_category(
        &mut self,
        household: &str,
        category: &CategoryId,
        holds: bool,
        said: Statement<'_>,
    ) {
        state_category(&mut self.categories, &Owner::Household(household), category, holds, said);
    }

    /// Enters a new resident into a household; answers the id.
    ///
    /// # Errors
    /// When sealing fails.
    pub fn enrol(
        &mut self,
        town: &str,
        household: &str,
        facts: &ResidentFacts<'_>,
        said: Statement<'_>,
    ) -> Result<String, StoreError> {
        let resident = Resident {
            id: Id::new().to_string(),
            town_id: town.to_owned(),
            name: facts.name.to_owned(),
            sex: None,
            birth_date: None,
            citizen_id: None,
            citizen_id_index: None,
            phone: None,
            phone_index: None,
            version: 1,
        };
        let id = resident.id.clone();
        self.residents.insert(resident);
        self.state_resident(&id, household, facts, said)?;
        Ok(id)
    }

    /// States facts about a resident from a day on; another household than before is a move.
    ///
    /// # Errors
    /// When sealing fails.
    pub fn state_resident(
        &mut self,
        id: &str,
        household: &str,
        facts: &ResidentFacts<'_>,
        said: Statement<'_>,
    ) -> Result<(), StoreError> {
        self.state_identity(id, facts, said.keys)?;
        self.state_stay(id, household, facts, said.day);
        if let Some(presence) = facts.presence {
            let away = (presence == Presence::Away).then_some(());
            self.absences.state(
                id,
                |_| true,
                said.day,
                away,
                |span| Absence {
                    id: Id::new().to_string(),
                    resident_id: id.to_owned(),
                    from_day: span.from,
                    to_day: span.to,
                    version: 1,
                },
            );
        }
        if let Some(membership) = facts.membership {
            self.party.state(
                id,
                |_| true,
                said.day,
                Some(membership.as_str().to_owned()),
                |span| PartyMembership {
                    id: Id::new().to_string(),
                    resident_id: id.to_owned(),
                    kind: span.value,
                    from_day: span.from,
                    to_day: span.to,
                    version: 1,
                },
            );
        }
        for (category, holds) in facts.categories.into_iter().flatten() {
            state_category(&mut self.categories, &Owner::Resident(id), category, *holds, said);
        }
        Ok(())
    }

    fn state_identity(&mut self, id: &str, facts: &ResidentFacts<'_>, keys: &KeyRing) -> Result<(), StoreError> {
        let Some(row) = self.residents.get(id) else { return Ok(()) };
        let citizen_id = match facts.citizen_id {
            Some(given) => seal_new(keys, SealedField::CitizenId, id, given.as_str(), row.citizen_id_index.as_ref())?,
            None => None,
        };
        let phone = match facts.phone {
            Some(given) => seal_new(keys, SealedField::Phone, id, given.as_str(), row.phone_index.as_ref())?,
            None => None,
        };
        if let Some((_, index)) = &citizen_id {
            self.by_citizen_id.insert(index.clone(), id.to_owned());
        }
        self.residents.change(id, |row| {
            facts.name.clone_into(&mut row.name);
            row.sex = facts.sex.map(|sex| i32::from(sex.code())).or(row.sex);
            row.birth_date = facts.birth_date.or(row.birth_date);
            if let Some((sealed, index)) = citizen_id {
                (row.citizen_id, row.citizen_id_index) = (Some(sealed), Some(index));
            }
            if let Some((sealed, index)) = phone {
                (row.phone, row.phone_index) = (Some(sealed), Some(index));
            }
        });
        Ok(())
    }

    fn state_stay(&mut self, id: &str, household: &str, facts: &ResidentFacts<'_>, day: NaiveDate) {
        // A list that was typed before a death, or copied from one, brings nobody back.
        if self.died_before(id, day) {
            return;
        }
        let before = self.stay(id, day).cloned();
        let near = self.stay_near(id, day).cloned();
        let same = near.as_ref().filter(|stay| stay.household_id == household);
        let stated = facts.relation.is_some() || facts.is_head;
        let relation = facts.relation.or(facts.is_head.then_some(Relation::HEAD)).map(|relation| i32::from(relation.0));
        let value = match same {
            Some(stay) if !stated => (household.to_owned(), stay.relation, stay.is_head),
            _ => (household.to_owned(), relation, facts.is_head),
        };
        self.stays.state(id, |_| true, day, Some(value), |span| HouseholdMember::new(id, span));
        // Who joins after an ending (a return, a mistaken death) has no ending any more.
        if self.stays.of(id).iter().any(|row| row.to_day.is_none() && row.ended_by.is_some()) {
            self.stays.change(id, |rows| {
                rows.iter_mut().filter(|row| row.to_day.is_none()).for_each(|row| row.ended_by = None);
            });
        }
        let people = self.people_of.entry(household.to_owned()).or_default();
        if !people.iter().any(|person| person == id) {
            people.push(id.to_owned());
        }
        if let Some(left) = before.filter(|stay| stay.household_id != household) {
            self.close_if_left(&left.household_id);
        }
    }

    fn died_before(&self, id: &str, day: NaiveDate) -> bool {
        let death = |stay: &HouseholdMember| stay.ended_by.as_deref() == Some(Ending::Death.as_str());
        self.last_stay(id).is_some_and(|stay| death(stay) && stay.to_day.is_some_and(|to| to <= day))
    }

    /// States that somebody is no longer the head of the household from a day on; a relation that says so is no
    /// relation any more.
    pub fn step_down(&mut self, id: &str, day: NaiveDate, head: i32) {
        let Some(stay) = self.stay(id, day).cloned() else { return };
        let value = (stay.household_id, stay.relation.filter(|relation| *relation != head), false);
        self.stays.state(id, |_| true, day, Some(value), |span| HouseholdMember::new(id, span));
    }

    /// Ends a resident's stay with the day on which it happened: the day itself still counts.
    pub fn end_stay(&mut self, id: &str, last_day: NaiveDate, ending: Ending) -> bool {
        let Some(until) = last_day.checked_add_days(Days::new(1)) else { return false };
        let Some(household) = self.stay(id, last_day).map(|stay| stay.household_id.clone()) else { return false };
        self.stays.end(id, |_| true, until);
        self.stays.change(id, |rows| {
            let ended = rows.iter_mut().filter(|row| row.to_day == Some(until));
            ended.for_each(|row| row.ended_by = Some(ending.as_str().to_owned()));
        });
        self.close_if_left(&household);
        true
    }

    /// A household that everybody has left is no household from the day on which the last one left.
    fn close_if_left(&mut self, household: &str) {
        let mut last = None;
        for resident in self.ever_in(household) {
            for stay in self.stays.of(resident).iter().filter(|stay| stay.household_id == household) {
                match stay.to_day {
                    None => return,
                    Some(to) => last = last.max(Some(to)),
                }
            }
        }
        // Corrected away from the first day on: it never was one.
        let first = self.places.of(household).iter().map(|place| place.from_day).min();
        if let Some(day) = last.or(first) {
            self.places.end(household, |_| true, day);
        }
    }

    /// How the counts of the units change by all of this.
    pub fn count_deltas(&self) -> CountDeltas {
        let mut deltas = contributions::Deltas::new();
        for household in self.affected_households() {
            self.view(household, true).add_to(&mut deltas, -1);
            self.view(household, false).add_to(&mut deltas, 1);
        }
        CountDeltas(deltas)
    }

    /// What the counts of the units must be, from nothing but the dated records.
    pub fn recount(&self) -> CountDeltas {
        let mut deltas = contributions::Deltas::new();
        for household in self.households.iter() {
            self.view(&household.id, false).add_to(&mut deltas, 1);
        }
        CountDeltas(deltas)
    }

    /// Residents whose sealed fields do not open, or are not those that their index says.
    pub fn unsealable<'a>(&'a self, keys: &'a KeyRing) -> impl Iterator<Item = String> + 'a {
        let whole = |field, id: &str, sealed: &Option<Vec<u8>>, index: &Option<BlindIndex>| match (sealed, index) {
            (None, None) => true,
            (Some(sealed), Some(index)) => {
                keys.open_text(field, id, sealed).is_ok_and(|text| keys.index(field, &text) == *index)
            }
            _ => false,
        };
        let broken = move |row: &&Resident| {
            let citizen_id = whole(SealedField::CitizenId, &row.id, &row.citizen_id, &row.citizen_id_index);
            !(citizen_id && whole(SealedField::Phone, &row.id, &row.phone, &row.phone_index))
        };
        self.residents.iter().filter(broken).map(|row| row.id.clone())
    }

    fn affected_households(&self) -> BTreeSet<&str> {
        let mut affected: BTreeSet<&str> = BTreeSet::new();
        let mut people: HashSet<&str> = HashSet::new();
        affected.extend(self.households.touched().map(String::as_str));
        affected.extend(self.places.touched().map(String::as_str));
        for owner in self.categories.touched() {
            if self.residents.get(owner).is_some() {
                people.insert(owner)
            } else {
                affected.insert(owner)
            };
        }
        people.extend(self.stays.touched().chain(self.absences.touched()).map(String::as_str));
        for person in people {
            let stays = self.stays.of(person).iter().chain(self.stays.earlier(person));
            affected.extend(stays.map(|stay| stay.household_id.as_str()));
        }
        affected
    }

    fn view<'a>(&'a self, household: &'a str, earlier: bool) -> contributions::Household<'a> {
        let member = |resident: &'a String| Member {
            stays: (if earlier { self.stays.earlier(resident) } else { self.stays.of(resident) })
                .iter()
                .filter(|stay| stay.household_id == household)
                .collect(),
            absences: if earlier { self.absences.earlier(resident) } else { self.absences.of(resident) },
            categories: if earlier { self.categories.earlier(resident) } else { self.categories.of(resident) },
        };
        contributions::Household {
            places: if earlier { self.places.earlier(household) } else { self.places.of(household) },
            categories: if earlier { self.categories.earlier(household) } else { self.categories.of(household) },
            members: self.ever_in(household).iter().map(member).collect(),
        }
    }

    /// Counts a record as written whenever something that belongs to it is, so that its version covers all of it.
    fn touch_roots(&mut self) {
        let mut people: BTreeSet<String> = BTreeSet::new();
        people.extend(self.stays.really_touched().chain(self.absences.really_touched()).cloned());
        people.extend(self.party.really_touched().cloned());
        let mut homes: BTreeSet<String> = self.places.really_touched().cloned().collect();
        for owner in self.categories.really_touched() {
            if self.residents.get(owner).is_some() {
                people.insert(owner.clone())
            } else {
                homes.insert(owner.clone())
            };
        }
        for person in self.stays.really_touched() {
            let stays = self.stays.of(person).iter().chain(self.stays.earlier(person));
            homes.extend(stays.map(|stay| stay.household_id.clone()));
        }
        people.iter().for_each(|id| self.residents.touch(id));
        homes.iter().for_each(|id| self.households.touch(id));
    }

    /// Settles what belongs together; how many records a write would change. To be called before [`Self::write`].
    pub fn settle(&mut self) -> usize {
        self.touch_roots();
        self.households.changed()
            + self.places.changed()
            + self.residents.changed()
            + self.stays.changed()
            + self.absences.changed()
            + self.party.changed()
            + self.categories.changed()
    }

    /// Writes every difference to what was read, the counts included.
    ///
    /// # Errors
    /// When something was changed meanwhile, or the database fails.
    pub fn write(&self, tx: &mut Tx<'_>, deltas: &CountDeltas) -> Result<(), StoreError> {
        let home = |household: &str| self.unit_of_household(household);
        let where_is = |resident: &str| self.unit_of_resident(resident);
        let holder = |row: &CategoryAssignment| match (&row.household_id, &row.resident_id) {
            (Some(household), _) => home(household),
            (_, Some(resident)) => where_is(resident),
            _ => String::new(),
        };
        self.households.write(tx, |row| home(&row.id))?;
        self.residents.write(tx, |row| where_is(&row.id))?;
        self.places.write(tx, |row| home(&row.household_id))?;
        self.stays.write(tx, |row| where_is(&row.resident_id))?;
        self.absences.write(tx, |row| where_is(&row.resident_id))?;
        self.party.write(tx, |row| where_is(&row.resident_id))?;
        self.categories.write(tx, holder)?;
        self.places.write_removed(tx, |row| home(&row.household_id))?;
        self.stays.write_removed(tx, |row| where_is(&row.resident_id))?;
        self.absences.write_removed(tx, |row| where_is(&row.resident_id))?;
        self.party.write_removed(tx, |row| where_is(&row.resident_id))?;
        self.categories.write_removed(tx, holder)?;
        crate::counts::add_counts(tx, deltas)
    }

    /// The unit that owns a household's records: the last grid it stood in, else its village.
    pub fn unit_of_household(&self, household: &str) -> String {
        let last = self.places.of(household).iter().max_by_key(|place| place.from_day);
        match (last, self.households.get(household)) {
            (Some(place), _) => place.unit_id.clone(),
            (None, Some(row)) => row.village_id.clone(),
            (None, None) => String::new(),
        }
    }

    fn unit_of_resident(&self, resident: &str) -> String {
        let last = self.stays.of(resident).iter().chain(self.stays.earlier(resident)).max_by_key(|stay| stay.from_day);
        match (last, self.residents.get(resident)) {
            (Some(stay), _) => self.unit_of_household(&stay.household_id),
            (None, Some(row)) => row.town_id.clone(),
            (None, None) => String::new(),
        }
    }
}

fn state_category(
    categories: &mut Dated<CategoryAssignment>,
    owner: &Owner<'_>,
    category: &CategoryId,
    holds: bool,
    said: Statement<'_>,
) {
    let (Owner::Household(id) | Owner::Resident(id)) = owner;
    let line = |row: &CategoryAssignment| row.category == category.as_str();
    categories.state(id, line, said.day, holds.then_some(()), |span| {
        CategoryAssignment::new(owner, category.as_str(), said.source, said.day, span.from, span.to)
    });
}

/// The sealed value and its index, when it is not the one that stands there already.
fn seal_new(
    keys: &KeyRing,
    field: SealedField,
    record: &str,
    text: &str,
    standing: Option<&BlindIndex>,
) -> Result<Option<(Vec<u8>, BlindIndex)>, StoreError> {
    let index = keys.index(field, text);
    if standing == Some(&index) {
        return Ok(None);
    }
    Ok(Some((keys.seal(field, record, text.as_bytes())?, index)))
}
