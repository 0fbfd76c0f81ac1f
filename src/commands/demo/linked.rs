//! Organisations that help in the demo's town and villages.

use std::io;

use chrono::NaiveDate;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor, Phone, UnitCode, UnitPath};
use hongwang_organisation::{Hidden, LinkedChange, LinkedError, LinkedKind, link, queries};
use hongwang_store::{Key, Store, StoreError};
use serde::Deserialize;

use super::town::Village;
use crate::failure::Failure;
use crate::settings::Settings;

const WORDS: &str = include_str!("linked.toml");
/// The phones of whom to ring there begin here: nobody has them.
const FIRST_PHONE: u64 = 19_900_007_000;

#[derive(Clone, Debug, Deserialize)]
struct Linked {
    each: usize,
    town: Vec<Organisation>,
    village: Vec<Organisation>,
}

#[derive(Clone, Debug, Deserialize)]
struct Organisation {
    name: String,
    kind: LinkedKind,
    helps_with: String,
    contact: String,
}

/// Links some with the town and some with each village.
pub fn write(settings: &Settings, town: &UnitCode, villages: &[Village], since: NaiveDate) -> Result<(), Failure> {
    let rulebook = settings.rulebook()?;
    let store = settings.store(&rulebook)?;
    let words: Linked = toml::from_str(WORDS).map_err(io::Error::other)?;
    let mut phones = FIRST_PHONE..;
    let mut add = |code: &str, place: &str, one: &Organisation| -> Result<(), Failure> {
        let phone = phones.next().unwrap_or(FIRST_PHONE).to_string();
        let change = LinkedChange {
            name: one.name.replace("{village}", place),
            kind: one.kind,
            helps_with: Some(one.helps_with.clone()),
            contact: Some(one.contact.clone()),
            phone: Phone::read(&phone).map_or(Hidden::Keep, |(phone, _)| Hidden::Set(phone)),
            since: Some(since),
        };
        let Some(path) = path(&store, code)? else { return Ok(()) };
        let linked = store.write(&Actor::console(), &Key::new(), |tx| link(tx, &path, &change));
        linked.map(|_| ()).map_err(|error| match error {
            LinkedError::Store(error) => error.into(),
            error => io::Error::other(error.to_string()).into(),
        })
    };
    words.town.iter().try_for_each(|one| add(town.as_str(), "", one))?;
    for (at, village) in villages.iter().enumerate() {
        let some = words.village.iter().cycle().skip(at).take(words.each);
        some.into_iter().try_for_each(|one| add(&village.code, &village.name, one))?;
    }
    Ok(())
}

fn path(store: &Store, code: &str) -> Result<Option<UnitPath>, StoreError> {
    let scope = Scope::of(&Actor::console(), Action::ReadOrganisation);
    store.read(&scope, |door| Ok(queries::by_code(door, code)?.map(|unit| unit.path())))
}
