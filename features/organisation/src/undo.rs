//! Taking journaled changes of this slice back.

use hongwang_store::{Journaled, Record, StoreError, Tx};

use crate::linked::LinkedOrganisation;
use crate::rows::{Appointment, Hamlet, PartyBody, PartyGroup, Person, Team, Unit};

/// Takes one change back; `false` when it is of another slice.
///
/// # Errors
/// When something was built on it.
pub fn take_back(tx: &mut Tx<'_>, change: &Journaled) -> Result<bool, StoreError> {
    match change.kind.as_str() {
        Unit::KIND => tx.take_back::<Unit>(change)?,
        Hamlet::KIND => tx.take_back::<Hamlet>(change)?,
        PartyBody::KIND => tx.take_back::<PartyBody>(change)?,
        PartyGroup::KIND => tx.take_back::<PartyGroup>(change)?,
        Team::KIND => tx.take_back::<Team>(change)?,
        Person::KIND => tx.take_back::<Person>(change)?,
        Appointment::KIND => tx.take_back::<Appointment>(change)?,
        LinkedOrganisation::KIND => tx.take_back::<LinkedOrganisation>(change)?,
        _ => return Ok(false),
    }
    Ok(true)
}
