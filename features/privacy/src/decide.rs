//! The second person decides: releases the page, refuses, or says that a law stands against it. Erasing has a file of its
//! own.

use hongwang_domain::Action;
use hongwang_domain::rulebook::Retention;
use hongwang_organisation::queries::path_of;
use hongwang_store::{Record, StoreError, Tx};
use serde_json::json;

use crate::error::RightsError;
use crate::record::audit;
use crate::rows::{Kind, Refusal, State, SubjectRequest};

/// The request as it stands, if it is open, was seen as it is, and the actor may decide it and did not record it.
pub(crate) fn to_decide(tx: &mut Tx<'_>, id: &str, seen: i32, action: Action) -> Result<SubjectRequest, RightsError> {
    let row = find(tx, id)?;
    let path = path_of(tx, &row.unit_id)?.ok_or(RightsError::NotThere)?;
    tx.allow(action, &path)?;
    if row.recorded_by == tx.actor_name() {
        return Err(RightsError::SamePerson);
    }
    if !matches!(row.state(), State::Open | State::Held) {
        return Err(RightsError::Decided);
    }
    if row.version != seen {
        let now = Some(row.version.to_string());
        return Err(StoreError::Stale { kind: SubjectRequest::KIND, id: id.to_owned(), now }.into());
    }
    Ok(row)
}

pub(crate) fn find(tx: &mut Tx<'_>, id: &str) -> Result<SubjectRequest, RightsError> {
    SubjectRequest::find(tx, &[id.to_owned()])?.pop().ok_or(RightsError::NotThere)
}

/// The action by which a kind of request is decided.
pub(crate) fn action_of(kind: Kind) -> Action {
    match kind {
        Kind::Erasure => Action::ApproveErasure,
        Kind::Page | Kind::Correction => Action::ReleaseSubject,
    }
}

/// Releases the page: from now on the two who recorded and released it can open it, for some days.
///
/// # Errors
/// When the actor may not, or recorded it, or it is decided already.
pub fn release(tx: &mut Tx<'_>, retention: &Retention, id: &str, seen: i32) -> Result<(), RightsError> {
    let row = to_decide(tx, id, seen, Action::ReleaseSubject)?;
    if row.kind() != Kind::Page {
        return Err(RightsError::Decided);
    }
    let now = tx.now();
    let closes_at = retention.rule("subject_page").map(|rule| rule.until(now));
    let after = SubjectRequest { closes_at, ..decided(tx, &row, State::Released) };
    tx.update(&row.unit_id, &row, &after)?;
    let detail = json!({ "request": id, "released": true });
    audit(tx, Action::ReleaseSubject, (&row.unit_id, &row.resident_id), detail);
    Ok(())
}

/// Refuses it.
///
/// # Errors
/// As [`release`].
pub fn refuse(tx: &mut Tx<'_>, id: &str, seen: i32, why: Refusal) -> Result<(), RightsError> {
    let action = action_of(find(tx, id)?.kind());
    let row = to_decide(tx, id, seen, action)?;
    let after = SubjectRequest { outcome: Some(why.as_str().to_owned()), ..decided(tx, &row, State::Refused) };
    tx.update(&row.unit_id, &row, &after)?;
    audit(tx, action, (&row.unit_id, &row.resident_id), json!({ "request": id, "refused": why.as_str() }));
    Ok(())
}

/// Says that a law stands against erasing the person now.
///
/// # Errors
/// As [`release`].
pub fn hold(tx: &mut Tx<'_>, id: &str, seen: i32, hold: &str) -> Result<(), RightsError> {
    let row = to_decide(tx, id, seen, Action::ApproveErasure)?;
    if row.kind() != Kind::Erasure {
        return Err(RightsError::Decided);
    }
    let after = SubjectRequest { hold: Some(hold.to_owned()), ..decided(tx, &row, State::Held) };
    tx.update(&row.unit_id, &row, &after)?;
    audit(tx, Action::ApproveErasure, (&row.unit_id, &row.resident_id), json!({ "request": id, "held": hold }));
    Ok(())
}

/// Whoever asked takes it back, or what was to be put right is put right.
///
/// # Errors
/// When the actor may not, or it is decided already.
pub fn close(tx: &mut Tx<'_>, id: &str, seen: i32) -> Result<State, RightsError> {
    let row = find(tx, id)?;
    let path = path_of(tx, &row.unit_id)?.ok_or(RightsError::NotThere)?;
    tx.allow(Action::HandleRights, &path)?;
    if !matches!(row.state(), State::Open | State::Held) {
        return Err(RightsError::Decided);
    }
    if row.version != seen {
        let now = Some(row.version.to_string());
        return Err(StoreError::Stale { kind: SubjectRequest::KIND, id: id.to_owned(), now }.into());
    }
    let state = if row.kind() == Kind::Correction { State::Done } else { State::TakenBack };
    let after = decided(tx, &row, state);
    tx.update(&row.unit_id, &row, &after)?;
    let detail = json!({ "request": id, "closed": state.as_str() });
    audit(tx, Action::HandleRights, (&row.unit_id, &row.resident_id), detail);
    Ok(state)
}

pub(crate) fn decided(tx: &Tx<'_>, row: &SubjectRequest, state: State) -> SubjectRequest {
    SubjectRequest {
        state: state.as_str().to_owned(),
        decided_by: Some(tx.actor_name()),
        decided_at: Some(tx.now()),
        hold: None,
        ..row.clone()
    }
}

/// Opens the page for one of the two, and says so in the audit.
///
/// # Errors
/// When the actor is neither of them, or the page is closed.
pub fn open(tx: &mut Tx<'_>, id: &str, as_what: &str) -> Result<SubjectRequest, RightsError> {
    let row = find(tx, id)?;
    let path = path_of(tx, &row.unit_id)?.ok_or(RightsError::NotThere)?;
    tx.allow(Action::ReleaseSubject, &path)?;
    let who = tx.actor_name();
    let is_one = row.recorded_by == who || row.decided_by.as_deref() == Some(who.as_str());
    if !is_one || !row.is_open_at(tx.now()) {
        return Err(RightsError::Closed);
    }
    let detail = json!({ "request": id, "opened": as_what });
    audit(tx, Action::ReleaseSubject, (&row.unit_id, &row.resident_id), detail);
    Ok(row)
}
