//! Recording what somebody asks: who asked, how it was made sure, when, and by whom it is recorded.

use chrono::NaiveDate;
use diesel::prelude::*;
use hongwang_domain::clock::civil_day;
use hongwang_domain::{Action, Id};
use hongwang_organisation::queries::path_of;
use hongwang_store::schema::privacy::{subject_links, subject_requests};
use hongwang_store::{AuditEntry, Tx};
use hongwang_web::Slice;
use serde_json::json;

use crate::error::RightsError;
use crate::person;
use crate::rows::{Asker, Kind, Proof, State, SubjectRequest};

/// What is recorded.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What is asked for.
    pub kind: Kind,
    /// By whom.
    pub asker: Asker,
    /// How it was made sure who asks.
    pub proof: Proof,
    /// When.
    pub on: NaiveDate,
    /// Other records of the same person: kind and id.
    pub links: Vec<(String, String)>,
}

/// Records it; answers the request's id. One of a kind waits at a time.
///
/// # Errors
/// When the actor may not, there is no such resident, the same waits already, or the database fails.
pub fn record(tx: &mut Tx<'_>, slices: &[Slice], resident: &str, asked: &Asked) -> Result<String, RightsError> {
    let keys = tx.keys().clone();
    let known = person::resident(tx, &keys, resident)?.ok_or(RightsError::NotThere)?;
    let path = path_of(tx, &known.unit_id)?.ok_or(RightsError::NotThere)?;
    tx.allow(Action::HandleRights, &path)?;
    let likely = person::links(tx, slices, &known)?;
    let is_likely = |(kind, id): &(String, String)| likely.iter().any(|link| link.kind == kind && link.record == *id);
    if !asked.links.iter().all(is_likely) {
        return Err(RightsError::OtherPerson);
    }
    let waits: i64 = subject_requests::table
        .filter(subject_requests::resident_id.eq(resident))
        .filter(subject_requests::kind.eq(asked.kind.as_str()))
        .filter(subject_requests::state.eq(State::Open.as_str()))
        .count()
        .get_result(&mut **tx)?;
    if waits > 0 {
        return Err(RightsError::Waiting);
    }
    let row = SubjectRequest {
        id: Id::new().to_string(),
        kind: asked.kind.as_str().to_owned(),
        resident_id: resident.to_owned(),
        unit_id: known.unit_id.clone(),
        asked_by: asked.asker.as_str().to_owned(),
        checked_by: asked.proof.as_str().to_owned(),
        asked_on: asked.on.min(civil_day(tx.now().and_utc())),
        recorded_by: tx.actor_name(),
        recorded_at: tx.now(),
        state: State::Open.as_str().to_owned(),
        decided_by: None,
        decided_at: None,
        hold: None,
        closes_at: None,
        outcome: None,
        version: 1,
    };
    let id = row.id.clone();
    tx.insert(&[(known.unit_id.clone(), row)])?;
    for (kind, record) in &asked.links {
        diesel::insert_into(subject_links::table)
            .values((
                subject_links::request_id.eq(&id),
                subject_links::kind.eq(kind),
                subject_links::record_id.eq(record),
            ))
            .execute(&mut **tx)?;
    }
    audit(tx, Action::HandleRights, (&known.unit_id, resident), json!({ "request": id, "asked": asked.kind.as_str() }));
    Ok(id)
}

/// The audit's entry of what is done with a request: always of the resident, so that the person is told of it.
pub(crate) fn audit(tx: &mut Tx<'_>, action: Action, (unit, resident): (&str, &str), detail: serde_json::Value) {
    tx.audit(AuditEntry {
        unit_id: unit.to_owned(),
        action,
        subject_kind: "resident",
        subject_id: resident.to_owned(),
        detail,
    });
}
