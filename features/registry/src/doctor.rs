//! What `hongwang doctor` asks of the registry: the stored counts must be what the dated records say.

use std::collections::BTreeMap;

use diesel::prelude::*;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor, Rulebook};
use hongwang_store::schema::organisation::units;
use hongwang_store::schema::privacy::erased_counts;
use hongwang_store::schema::registry::count_deltas;
use hongwang_store::{Complaint, ReadDoor, Store, StoreError};

use crate::draft::RegistryDraft;

/// Everything in the registry that is not as it must be.
///
/// # Errors
/// When the database fails.
pub fn complaints(store: &Store, _: &Rulebook) -> Result<Vec<Complaint>, StoreError> {
    let scope = Scope::of(&Actor::console(), Action::ReadRegistry);
    store.read(&scope, |door| {
        let towns: Vec<String> = units::table.filter(units::kind.eq("town")).select(units::id).load(&mut **door)?;
        let mut found = Vec::new();
        let mut counted: Vec<((String, String, String, chrono::NaiveDate), i32)> = stored(door)?;
        for town in towns {
            let registry = RegistryDraft::load_town(door, Some(&town))?;
            found.extend(registry.unsealable(store.keys()).map(|about| Complaint { key: "doctor-sealed", about }));
            let recount = registry.recount();
            counted.extend(recount.iter().map(|(unit, basis, item, day, delta)| {
                ((unit.to_owned(), basis.as_str().to_owned(), item.to_owned(), day), -delta)
            }));
        }
        let mut differences: BTreeMap<(String, String, String, chrono::NaiveDate), i32> = BTreeMap::new();
        for (key, delta) in counted {
            *differences.entry(key).or_insert(0) += delta;
        }
        let wrong = differences.into_iter().filter(|(_, difference)| *difference != 0);
        found.extend(wrong.map(|((unit, basis, item, day), difference)| Complaint {
            key: "doctor-counts",
            about: format!("{unit} {basis} {item} {day}: {difference:+}"),
        }));
        Ok(found)
    })
}

type Counted = ((String, String, String, chrono::NaiveDate), i32);

fn stored(door: &mut ReadDoor<'_>) -> Result<Vec<Counted>, StoreError> {
    let rows: Vec<(String, String, String, chrono::NaiveDate, i32)> = count_deltas::table.load(&mut **door)?;
    // Whoever was erased still counts on past days, and no row says so any more.
    let erased: Vec<(String, String, String, chrono::NaiveDate, i32)> = erased_counts::table.load(&mut **door)?;
    let erased = erased.into_iter().map(|(unit, basis, item, day, delta)| ((unit, basis, item, day), -delta));
    let stored = rows.into_iter().map(|(unit, basis, item, day, delta)| ((unit, basis, item, day), delta));
    Ok(stored.chain(erased).collect())
}
