//! Finding somebody by a number that nobody sees in plain.

use diesel::prelude::*;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor, CitizenId, Phone};
use hongwang_store::schema::registry::residents;
use hongwang_store::{Db, KeyRing, ReadDoor, SealedField, StoreError};

use crate::locate;

/// Somebody who has the number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The resident's id.
    pub resident_id: String,
    /// The name.
    pub name: String,
    /// The household of the latest stay.
    pub household_id: String,
}

/// Who has this citizen id or phone, exactly, in what the actor may see. Nobody for an actor that may not look at
/// such a number in plain: the same answer as for digits that nobody has.
///
/// # Errors
/// When the database fails.
pub fn find(door: &mut ReadDoor<'_>, actor: &Actor, keys: &KeyRing, typed: &str) -> Result<Vec<Found>, StoreError> {
    let mut found = Vec::new();
    // Numbers are looked for in the actor's own town: that is where the database has them in order.
    let Some(town) = actor.unit.as_ref().and_then(|unit| unit.ids().nth(1)).map(|id| id.to_string()) else {
        return Ok(found);
    };
    if let Ok(read) = CitizenId::read(typed) {
        let scope = Scope::of(actor, Action::RevealCitizenId);
        let index = keys.index(SealedField::CitizenId, read.id.as_str());
        let with: Vec<(String, String)> = residents::table
            .filter(residents::town_id.eq(&town))
            .filter(residents::citizen_id_index.eq(index))
            .select((residents::id, residents::name))
            .load(&mut **door)?;
        found.extend(visible(door, &scope, with)?);
    }
    if let Ok((phone, _)) = Phone::read(typed) {
        let scope = Scope::of(actor, Action::RevealPhone);
        let index = keys.index(SealedField::Phone, phone.as_str());
        let with: Vec<(String, String)> = residents::table
            .filter(residents::town_id.eq(&town))
            .filter(residents::phone_index.eq(index))
            .select((residents::id, residents::name))
            .load(&mut **door)?;
        found.extend(visible(door, &scope, with)?);
    }
    Ok(found)
}

/// A number has few bearers: one query for each is bounded.
fn visible(db: &mut Db, scope: &Scope, with: Vec<(String, String)>) -> Result<Vec<Found>, StoreError> {
    let mut found = Vec::new();
    for (resident_id, name) in with {
        let Some(household_id) = locate::household_of(db, &resident_id)? else { continue };
        if locate::household(db, &household_id)?.is_some_and(|path| scope.covers(&path)) {
            found.push(Found { resident_id, name, household_id });
        }
    }
    Ok(found)
}
