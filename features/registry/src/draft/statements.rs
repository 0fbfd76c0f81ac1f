//! Statements: what is said of a household or a resident, and from which day it holds.

use chrono::{Days, NaiveDate};
use hongwang_domain::{CategoryId, Id, Presence, Relation};
use hongwang_store::{BlindIndex, Dated, KeyRing, SealedField, StoreError};

use super::{Place, RegistryDraft, ResidentFacts, Statement};
use crate::rows::{
    Absence, CategoryAssignment, Ending, Household, HouseholdMember, HouseholdPlace, Owner, PartyMembership, Resident,
};

impl RegistryDraft {
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

    /// States whether a category holds for a resident from a day on.
    pub(crate) fn state_category(&mut self, resident: &str, category: &CategoryId, holds: bool, said: Statement<'_>) {
        state_category(&mut self.categories, &Owner::Resident(resident), category, holds, said);
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
    pub fn step_down(&mut self, id: &str, day: NaiveDate) {
        let Some(stay) = self.stay(id, day).cloned() else { return };
        let head = i32::from(Relation::HEAD.0);
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
