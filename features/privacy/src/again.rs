//! A backup that was restored brings people back who were erased since: they are forgotten again, by the list.

use std::collections::BTreeSet;

use hongwang_domain::{Action, Actor};
use hongwang_organisation::queries as organisation;
use hongwang_registry::subject::{Known, known};
use hongwang_store::{AuditEntry, Key, Store, StoreError};
use hongwang_web::Slice;
use hongwang_web::subject::Person;
use serde_json::json;

use crate::erased_list::Erased;
use crate::finish::tables;
use crate::forget::{RESIDENT, Text, forget};

/// So often the database is cleaned, each time after a wait of some seconds, until nobody holds anything back.
const TRIES: u32 = 24;

/// Forgets whoever is on the list and is there; answers how many rows went.
///
/// # Errors
/// When the database fails.
pub fn forget_again(store: &Store, slices: &[Slice], listed: &BTreeSet<Erased>) -> Result<usize, StoreError> {
    let rows = store.write_duty(&Actor::console(), &Key::new(), |tx| {
        let keys = tx.keys().clone();
        let county = organisation::county(tx)?.ok_or_else(|| StoreError::Corrupt("no county".to_owned()))?;
        tx.allow(Action::ApplyRetention, &county.path())?;
        let is_text = |kind: &str| kind.contains('.');
        let links: Vec<(String, String)> =
            listed.iter().filter(|(kind, _)| kind != RESIDENT && !is_text(kind)).cloned().collect();
        let texts: Vec<Text> = listed
            .iter()
            .filter_map(|(kind, id)| {
                let (kind, field) = kind.split_once('.')?;
                Some((kind.to_owned(), id.clone(), field.to_owned()))
            })
            .collect();
        // What was linked, and which texts were cleared, is not listed by person: all of it goes at once.
        let nobody = Known {
            name: String::new(),
            numbers: Vec::new(),
            phone_index: None,
            unit_id: county.id.clone(),
            town: county.path(),
        };
        let linked = Person { resident: String::new(), links };
        let mut rows = forget(tx, slices, &linked, &nobody, &texts)?;
        for (_, id) in listed.iter().filter(|(kind, _)| kind == RESIDENT) {
            let Some(found) = known(tx, &keys, id)? else { continue };
            rows += forget(tx, slices, &Person { resident: id.clone(), links: Vec::new() }, &found, &[])?;
        }
        tx.audit(AuditEntry {
            unit_id: county.id.clone(),
            action: Action::ApplyRetention,
            subject_kind: "backup",
            subject_id: county.id.clone(),
            detail: json!({ "again": rows }),
        });
        Ok::<_, StoreError>(rows)
    })?;
    if rows > 0 {
        // Others may be busy on the same server: what they hold back goes when they have ended.
        for _ in 0..TRIES {
            if store.scrub(&tables(slices))?.rows {
                break;
            }
        }
    }
    Ok(rows)
}
