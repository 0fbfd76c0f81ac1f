//! Consent: to which purpose, to which wording of the text, by whom and how it was given; and its withdrawal, in one tap.

use chrono::NaiveDate;
use diesel::prelude::*;
use hongwang_domain::clock::civil_day;
use hongwang_domain::rulebook::retention::Purpose;
use hongwang_domain::{Action, Id, UnitPath};
use hongwang_registry::locate::resident as path_of_resident;
use hongwang_store::schema::privacy::consents;
use hongwang_store::{Record, StoreError, Tx};
use serde_json::json;

use crate::error::RightsError;
use crate::record::audit;
use crate::rows::{Asker, Consent, Way};

/// What is recorded.
#[derive(Clone, Debug)]
pub struct Given<'a> {
    /// To what.
    pub purpose: &'a Purpose,
    /// By whom.
    pub by: Asker,
    /// How.
    pub way: Way,
    /// When.
    pub on: NaiveDate,
}

/// Records a consent; answers its id. One to a purpose holds at a time.
///
/// # Errors
/// When the actor may not, there is no such resident, consent stands already, or the database fails.
pub fn give(tx: &mut Tx<'_>, resident: &str, given: &Given<'_>) -> Result<String, RightsError> {
    let path = path_of_resident(tx, resident)?.ok_or(RightsError::NotThere)?;
    tx.allow(Action::RecordConsent, &path)?;
    let stands: i64 = consents::table
        .filter(consents::resident_id.eq(resident))
        .filter(consents::purpose.eq(&given.purpose.id))
        .filter(consents::withdrawn_on.is_null())
        .count()
        .get_result(&mut **tx)?;
    if stands > 0 {
        return Err(RightsError::Stands);
    }
    let row = Consent {
        id: Id::new().to_string(),
        resident_id: resident.to_owned(),
        purpose: given.purpose.id.clone(),
        wording: i32::try_from(given.purpose.wording).unwrap_or(i32::MAX),
        given_by: given.by.as_str().to_owned(),
        way: given.way.as_str().to_owned(),
        given_on: given.on,
        recorded_by: tx.actor_name(),
        recorded_at: tx.now(),
        withdrawn_on: None,
        withdrawal_by: None,
        version: 1,
    };
    let (id, unit) = (row.id.clone(), unit_of(&path)?);
    tx.insert(&[(unit.clone(), row)])?;
    let detail = json!({ "consent": id, "purpose": given.purpose.id });
    audit(tx, Action::RecordConsent, (&unit, resident), detail);
    Ok(id)
}

/// Records that a consent is withdrawn, from today on. Nobody is asked why.
///
/// # Errors
/// When the actor may not, it is withdrawn already, or the database fails.
pub fn withdraw(tx: &mut Tx<'_>, id: &str) -> Result<String, RightsError> {
    let row = Consent::find(tx, &[id.to_owned()])?.pop().ok_or(RightsError::NotThere)?;
    let path = path_of_resident(tx, &row.resident_id)?.ok_or(RightsError::NotThere)?;
    tx.allow(Action::RecordConsent, &path)?;
    if row.withdrawn_on.is_some() {
        return Err(RightsError::Stands);
    }
    let after = Consent {
        withdrawn_on: Some(civil_day(tx.now().and_utc())),
        withdrawal_by: Some(tx.actor_name()),
        ..row.clone()
    };
    let unit = unit_of(&path)?;
    tx.update(&unit, &row, &after)?;
    let detail = json!({ "consent": id, "withdrawn": row.purpose });
    audit(tx, Action::RecordConsent, (&unit, &row.resident_id), detail);
    Ok(row.resident_id)
}

fn unit_of(path: &UnitPath) -> Result<String, StoreError> {
    path.ids().last().map(|id| id.to_string()).ok_or_else(|| StoreError::Corrupt("path".to_owned()))
}
