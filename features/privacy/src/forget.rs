//! Forgetting somebody: in every slice, in the journal, in answers that are kept, under the person's own keys. Counts stay.

use diesel::prelude::*;
use hongwang_domain::Action;
use hongwang_domain::clock::civil_day;
use hongwang_registry::subject::Known;
use hongwang_store::schema::privacy::erased_subjects;
use hongwang_store::{StoreError, Tx};
use hongwang_web::Slice;
use hongwang_web::subject::{Forgetting, Person};
use serde_json::json;

use crate::decide::{decided, to_decide};
use crate::error::RightsError;
use crate::person;
use crate::record::audit;
use crate::rows::{Kind, State, SubjectRequest};

/// The kind under which a resident stands in the list of those who were erased.
pub(crate) const RESIDENT: &str = "resident";

/// A text: kind of record, id, field.
pub type Text = (String, String, String);

/// Erases the person of a request, once a second person has approved it and no law stands against it.
///
/// # Errors
/// When the actor may not, or recorded it, it is decided already, something has to end first, or the database fails.
pub fn erase(tx: &mut Tx<'_>, slices: &[Slice], id: &str, seen: i32, texts: &[Text]) -> Result<(), RightsError> {
    let row = to_decide(tx, id, seen, Action::ApproveErasure)?;
    if row.kind() != Kind::Erasure {
        return Err(RightsError::Decided);
    }
    let keys = tx.keys().clone();
    let who = person::of_request(tx, &row)?;
    let known = person::resident(tx, &keys, &row.resident_id)?.ok_or(RightsError::NotThere)?;
    let sought = person::sought(&known);
    for subject in slices.iter().filter_map(|slice| slice.subject) {
        if let Some(first) = (subject.obstacle)(tx, &who, &sought)? {
            return Err(RightsError::First(first));
        }
    }
    let hits = person::hits(tx, slices, &sought)?;
    let is_hit = |(kind, record, field): &Text| {
        hits.iter().any(|hit| hit.clears && hit.kind == kind && hit.record == *record && hit.field == field)
    };
    if !texts.iter().all(is_hit) {
        return Err(RightsError::Decided);
    }
    let rows = forget(tx, slices, &who, &known, texts)?;
    let outcome = json!({ "rows": rows, "texts": texts.len() });
    let after = SubjectRequest { outcome: Some(outcome.to_string()), ..decided(tx, &row, State::Forgotten) };
    tx.update(&row.unit_id, &row, &after)?;
    let detail = json!({ "request": id, "erased": rows });
    audit(tx, Action::ApproveErasure, (&row.unit_id, &row.resident_id), detail);
    Ok(())
}

/// Forgets somebody, and lists the ids so that a backup that is restored forgets them again; answers how many rows went.
///
/// # Errors
/// When a slice refuses or the database fails.
pub fn forget(
    tx: &mut Tx<'_>,
    slices: &[Slice],
    who: &Person,
    known: &Known,
    texts: &[Text],
) -> Result<usize, StoreError> {
    let sought = person::sought(known);
    let today = civil_day(tx.now().and_utc());
    let forgetting = Forgetting { person: who, sought: &sought, texts, today };
    let mut rows = 0;
    let (mut earlier, mut kinds) = (Vec::new(), Vec::new());
    // Higher slices first: what they have refers to what lower ones have.
    for subject in slices.iter().rev().filter_map(|slice| slice.subject) {
        let gone = (subject.forget)(tx, &forgetting)?;
        rows += gone.rows;
        earlier.extend(gone.earlier);
        kinds.extend(gone.texts);
    }
    for (kind, ids) in earlier {
        rows += tx.forget_earlier(kind, &ids)?;
    }
    for kind in kinds {
        rows += tx.forget_earlier_naming(kind, |text| sought.is_in(text))?;
    }
    let ids = who.ids();
    rows += tx.forget_answers(|text| sought.is_in(text) || ids.iter().any(|id| text.contains(id.as_str())))?;
    rows += tx.destroy_subject_keys(&ids)?;
    list(tx, who, texts)?;
    Ok(rows)
}

/// Ids alone; a text that was cleared is listed by its record and field.
fn list(tx: &mut Tx<'_>, who: &Person, texts: &[Text]) -> Result<(), StoreError> {
    let people = std::iter::once((RESIDENT.to_owned(), who.resident.clone())).chain(who.links.iter().cloned());
    let texts = texts.iter().map(|(kind, id, field)| (format!("{kind}.{field}"), id.clone()));
    let now = tx.now();
    for (kind, id) in people.chain(texts).filter(|(_, id)| !id.is_empty()) {
        let known: i64 = erased_subjects::table
            .filter(erased_subjects::kind.eq(&kind))
            .filter(erased_subjects::record_id.eq(&id))
            .count()
            .get_result(&mut **tx)?;
        if known == 0 {
            diesel::insert_into(erased_subjects::table)
                .values((
                    erased_subjects::kind.eq(kind),
                    erased_subjects::record_id.eq(id),
                    erased_subjects::erased_at.eq(now),
                ))
                .execute(&mut **tx)?;
        }
    }
    Ok(())
}
