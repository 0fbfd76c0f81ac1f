//! Writing what changed.

use std::collections::BTreeSet;

use hongwang_store::{StoreError, Tx};

use super::RegistryDraft;
use crate::counts::CountDeltas;
use crate::rows::CategoryAssignment;

impl RegistryDraft {
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
