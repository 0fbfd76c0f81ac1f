//! What only a person at a page states: that something is otherwise than it stands, or does not hold at all.

use chrono::NaiveDate;
use hongwang_domain::{CitizenId, Id, Membership, Phone, Presence, Relation, Sex};
use hongwang_organisation::Hidden;
use hongwang_store::{BlindIndex, KeyRing, SealedField, StoreError};

use super::{Place, RegistryDraft};
use crate::rows::{Absence, HouseholdMember, PartyMembership};

/// Who somebody is, as it shall stand from now on.
#[derive(Clone, Debug)]
pub(crate) struct Identity<'a> {
    pub name: &'a str,
    pub sex: Option<Sex>,
    pub birth_date: Option<NaiveDate>,
    pub citizen_id: &'a Hidden<CitizenId>,
    pub phone: &'a Hidden<Phone>,
}

impl RegistryDraft {
    /// Gives a household another 户编号, or none.
    pub(crate) fn renumber(&mut self, household: &str, number: Option<&str>) {
        self.households.change(household, |row| row.number = number.map(str::to_owned));
    }

    /// Says how the door is found.
    pub(crate) fn hint_at_door(&mut self, household: &str, hint: Option<&str>) {
        self.households.change(household, |row| row.door_hint = hint.map(str::to_owned));
    }

    /// States where a household stands from a day on, whatever was stated for later.
    pub(crate) fn correct_place(&mut self, household: &str, day: NaiveDate, place: &Place) {
        self.places.end(household, |_| true, day);
        self.state_place(household, day, place);
    }

    /// Says who somebody is.
    pub(crate) fn identify(&mut self, id: &str, said: &Identity<'_>, keys: &KeyRing) -> Result<(), StoreError> {
        let Some(row) = self.residents.get(id) else { return Ok(()) };
        let citizen_id = sealed(
            keys,
            SealedField::CitizenId,
            id,
            said.citizen_id.as_ref().map(CitizenId::as_str),
            (&row.citizen_id, &row.citizen_id_index),
        )?;
        let phone = sealed(
            keys,
            SealedField::Phone,
            id,
            said.phone.as_ref().map(Phone::as_str),
            (&row.phone, &row.phone_index),
        )?;
        self.residents.change(id, |row| {
            said.name.clone_into(&mut row.name);
            row.sex = said.sex.map(|sex| i32::from(sex.code()));
            row.birth_date = said.birth_date;
            (row.citizen_id, row.citizen_id_index) = citizen_id;
            (row.phone, row.phone_index) = phone;
        });
        Ok(())
    }

    /// States what somebody is in the household from a day on; not before the stay began, and not of a stay that ends: it would
    /// go on.
    pub(crate) fn correct_kinship(&mut self, id: &str, relation: Option<Relation>, is_head: bool, day: NaiveDate) {
        let Some(stay) = self.last_stay(id).filter(|stay| stay.to_day.is_none()).cloned() else { return };
        let relation = relation.map(|relation| i32::from(relation.0));
        if (stay.relation, stay.is_head) != (relation, is_head) {
            let value = (stay.household_id, relation, is_head);
            self.stays.state(id, |_| true, day.max(stay.from_day), Some(value), |span| HouseholdMember::new(id, span));
        }
    }

    /// States whether somebody is at home from a day on, whatever was stated for later.
    pub(crate) fn correct_presence(&mut self, id: &str, presence: Presence, day: NaiveDate) {
        self.absences.end(id, |_| true, day);
        let away = (presence == Presence::Away).then_some(());
        self.absences.state(
            id,
            |_| true,
            day,
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

    /// States the party membership of somebody from a day on, whatever was stated for later.
    pub(crate) fn correct_membership(&mut self, id: &str, membership: Option<Membership>, day: NaiveDate) {
        self.party.end(id, |_| true, day);
        let kind = membership.map(|membership| membership.as_str().to_owned());
        self.party.state(
            id,
            |_| true,
            day,
            kind,
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

    /// Whether somebody is away on a day.
    pub(crate) fn is_away(&self, id: &str, day: NaiveDate) -> bool {
        self.absences.at(id, |_| true, day).is_some()
    }

    /// The party membership of somebody on a day.
    pub(crate) fn membership(&self, id: &str, day: NaiveDate) -> Option<Membership> {
        self.party.at(id, |_| true, day).and_then(|row| Membership::from_text(&row.kind))
    }

    /// Whether a household or resident has a category on a day.
    pub(crate) fn holds(&self, owner: &str, category: &str, day: NaiveDate) -> bool {
        self.categories.at(owner, |row| row.category == category, day).is_some()
    }

    /// Those of a household, somebody apart, who are its head on a day.
    pub(crate) fn other_heads(&self, household: &str, id: &str, day: NaiveDate) -> Vec<String> {
        let leads = |other: &&String| {
            other.as_str() != id
                && self.stay(other, day).is_some_and(|stay| stay.is_head && stay.household_id == household)
        };
        self.ever_in(household).iter().filter(leads).cloned().collect()
    }

    /// Takes the ending of the latest stay back, and the household's with it if it ended then. Answers whether there was one.
    pub(crate) fn reopen_stay(&mut self, id: &str) -> bool {
        let Some(stay) = self.last_stay(id).filter(|stay| stay.ended_by.is_some()).cloned() else { return false };
        self.stays.change(id, |rows| {
            for row in rows.iter_mut().filter(|row| row.id == stay.id) {
                (row.to_day, row.ended_by) = (None, None);
            }
        });
        self.places.change(&stay.household_id, |rows| {
            if let Some(last) = rows.iter_mut().max_by_key(|row| row.from_day)
                && last.to_day == stay.to_day
            {
                last.to_day = None;
            }
        });
        true
    }
}

type Stands = (Option<Vec<u8>>, Option<BlindIndex>);

/// What shall stand sealed, with its index; what is the same already is not sealed anew.
fn sealed(
    keys: &KeyRing,
    field: SealedField,
    record: &str,
    said: Hidden<&str>,
    (value, index): (&Option<Vec<u8>>, &Option<BlindIndex>),
) -> Result<Stands, StoreError> {
    match said {
        Hidden::Keep => Ok((value.clone(), index.clone())),
        Hidden::Remove => Ok((None, None)),
        Hidden::Set(text) => {
            let new = keys.index(field, text);
            if index.as_ref() == Some(&new) {
                return Ok((value.clone(), index.clone()));
            }
            Ok((Some(keys.seal(field, record, text.as_bytes())?), Some(new)))
        }
    }
}
