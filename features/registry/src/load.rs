//! Reading a town's registry, or the part of it around some residents, into memory.

use std::collections::BTreeSet;

use diesel::prelude::*;
use hongwang_store::schema::organisation::units;
use hongwang_store::schema::registry::{
    absences, category_assignments, household_places, households, memberships, party_memberships, residents,
};
use hongwang_store::{Db, Record, StoreError};

use crate::draft::RegistryDraft;
use crate::rows::{Absence, CategoryAssignment, Household, HouseholdMember, HouseholdPlace, PartyMembership, Resident};

/// So many ids in one query; SQLite takes 32,766.
const SOME: usize = 5_000;

macro_rules! owned_by {
    ($db:expr, $table:ident, $column:ident, $row:ty, $owners:expr) => {{
        let mut rows: Vec<$row> = Vec::new();
        for some in $owners.chunks(SOME) {
            let query = $table::table.filter($table::$column.eq_any(some)).select(<$row>::as_select());
            rows.extend(query.load::<$row>($db)?);
        }
        rows
    }};
}

impl RegistryDraft {
    /// Reads everything of a town; without one there is nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load_town(db: &mut Db, town: Option<&str>) -> Result<Self, StoreError> {
        let Some(town) = town else { return Ok(Self::default()) };
        let villages: Vec<String> = units::table.filter(units::parent_id.eq(town)).select(units::id).load(db)?;
        let households = owned_by!(db, households, village_id, Household, villages);
        let residents: Vec<Resident> =
            residents::table.filter(residents::town_id.eq(town)).select(Resident::as_select()).load(db)?;
        Self::with(db, households, residents)
    }

    /// Reads residents, the households that they ever belonged to, and everybody who ever belonged to those.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load_around(db: &mut Db, ids: &[String]) -> Result<Self, StoreError> {
        let stays = owned_by!(db, memberships, resident_id, HouseholdMember, ids);
        let household_ids: BTreeSet<String> = stays.into_iter().map(|stay| stay.household_id).collect();
        Self::load_households(db, &household_ids.into_iter().collect::<Vec<_>>(), ids)
    }

    /// Reads households with everybody who ever belonged to them, and some residents more.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load_households(db: &mut Db, ids: &[String], more: &[String]) -> Result<Self, StoreError> {
        let stays = owned_by!(db, memberships, household_id, HouseholdMember, ids);
        let residents: BTreeSet<String> =
            stays.into_iter().map(|stay| stay.resident_id).chain(more.iter().cloned()).collect();
        let households = Household::find(db, ids)?;
        let residents = Resident::find(db, &residents.into_iter().collect::<Vec<_>>())?;
        Self::with(db, households, residents)
    }

    fn with(db: &mut Db, households: Vec<Household>, residents: Vec<Resident>) -> Result<Self, StoreError> {
        let household_ids: Vec<String> = households.iter().map(|row| row.id.clone()).collect();
        let resident_ids: Vec<String> = residents.iter().map(|row| row.id.clone()).collect();
        let places = owned_by!(db, household_places, household_id, HouseholdPlace, household_ids);
        let stays = owned_by!(db, memberships, resident_id, HouseholdMember, resident_ids);
        let absences = owned_by!(db, absences, resident_id, Absence, resident_ids);
        let party = owned_by!(db, party_memberships, resident_id, PartyMembership, resident_ids);
        let mut categories = owned_by!(db, category_assignments, household_id, CategoryAssignment, household_ids);
        categories.extend(owned_by!(db, category_assignments, resident_id, CategoryAssignment, resident_ids));
        Ok(Self::holding(households, residents, places, stays, absences, party, categories))
    }
}
