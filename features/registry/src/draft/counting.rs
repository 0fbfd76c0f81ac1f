//! How the counts of the units change, and whether the sealed fields are whole.

use std::collections::{BTreeSet, HashSet};

use hongwang_store::{BlindIndex, KeyRing, SealedField};

use super::RegistryDraft;
use crate::contributions::{self, Member};
use crate::counts::CountDeltas;
use crate::rows::Resident;

impl RegistryDraft {
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
}
