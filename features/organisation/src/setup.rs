//! The first unit of a deployment.

use hongwang_domain::{Action, UnitCode, UnitPath};
use hongwang_store::{AuditEntry, StoreError, Tx};

use crate::queries;
use crate::rows::Unit;

/// Founds the county, unless there is one; answers the county and whether it is new.
///
/// # Errors
/// When the actor may not, or the database fails.
pub fn found_county(tx: &mut Tx<'_>, code: &UnitCode, name: &str) -> Result<(Unit, bool), StoreError> {
    if let Some(county) = queries::county(tx)? {
        return Ok((county, false));
    }
    let county = Unit::new(None, code, name);
    let path: UnitPath = county.path();
    tx.allow(Action::InitialiseCounty, &path)?;
    tx.insert(&[(county.id.clone(), county.clone())])?;
    tx.audit(AuditEntry {
        unit_id: county.id.clone(),
        action: Action::InitialiseCounty,
        subject_kind: "unit",
        subject_id: county.id.clone(),
        detail: serde_json::json!({ "code": code.as_str() }),
    });
    Ok((county, true))
}
