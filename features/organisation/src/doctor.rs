//! What `hongwang doctor` asks of the organisation: every sealed phone must open.

use diesel::prelude::*;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor, Rulebook};
use hongwang_store::schema::organisation::{linked_organisations, persons};
use hongwang_store::{Complaint, SealedField, Store, StoreError};

/// Everything in the organisation that is not as it must be.
///
/// # Errors
/// When the database fails.
pub fn complaints(store: &Store, _: &Rulebook) -> Result<Vec<Complaint>, StoreError> {
    let scope = Scope::of(&Actor::console(), Action::ReadOrganisation);
    let phones = store.read(&scope, |door| {
        let mut phones: Vec<(String, Option<Vec<u8>>)> = persons::table
            .filter(persons::phone.is_not_null())
            .select((persons::id, persons::phone))
            .load(&mut **door)?;
        phones.extend(
            linked_organisations::table
                .filter(linked_organisations::phone.is_not_null())
                .select((linked_organisations::id, linked_organisations::phone))
                .load::<(String, Option<Vec<u8>>)>(&mut **door)?,
        );
        Ok::<_, StoreError>(phones)
    })?;
    let opens = |id: &str, sealed: &[u8]| store.keys().open_text(SealedField::Phone, id, sealed).is_ok();
    let broken = phones.into_iter().filter(|(id, sealed)| sealed.as_ref().is_some_and(|sealed| !opens(id, sealed)));
    Ok(broken.map(|(about, _)| Complaint { key: "doctor-sealed", about }).collect())
}
