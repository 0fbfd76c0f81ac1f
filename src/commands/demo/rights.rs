//! Somebody in the demo's town asks about their own data, and some agree to be reminded: so that the pages have something.

use std::io;

use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor};
use hongwang_organisation::queries;
use hongwang_privacy::rows::{Asker, Kind, Proof, Way};
use hongwang_privacy::{Asked, Given, RightsError, give, record};
use hongwang_registry::subject::some_of;
use hongwang_store::Key;

use crate::failure::Failure;
use crate::settings::Settings;
use crate::slices;

/// So many people agree to be reminded.
const AGREE: usize = 3;

/// One asks for the page of everything, one for a correction; some agree.
pub fn write(settings: &Settings, village: &str) -> Result<(), Failure> {
    let rulebook = settings.rulebook()?;
    let store = settings.store(&rulebook)?;
    let today = store.clock().today();
    let scope = Scope::of(&Actor::console(), Action::ReadRegistry);
    let people = store.read(&scope, |door| {
        let Some(unit) = queries::by_code(door, village)? else { return Ok(Vec::new()) };
        some_of(door, &unit.path(), AGREE)
    })?;
    let slices = slices::all();
    let asked = [(Kind::Page, Proof::IdCard), (Kind::Correction, Proof::HouseholdBook)];
    for (resident, (kind, proof)) in people.iter().zip(asked) {
        let asked = Asked { kind, asker: Asker::Myself, proof, on: today, links: Vec::new() };
        store.write(&Actor::console(), &Key::new(), |tx| record(tx, &slices, resident, &asked)).map_err(failed)?;
    }
    if let Some(purpose) = rulebook.retention.purpose("reminders") {
        let given = Given { purpose, by: Asker::Myself, way: Way::InPerson, on: today };
        for resident in &people {
            store.write(&Actor::console(), &Key::new(), |tx| give(tx, resident, &given)).map_err(failed)?;
        }
    }
    Ok(())
}

fn failed(error: RightsError) -> Failure {
    match error {
        RightsError::Store(error) => error.into(),
        error => io::Error::other(error.to_string()).into(),
    }
}
