//! What the command line does to the whole deployment, told in the county's chain of the audit.

use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor};
use hongwang_organisation::queries;
use hongwang_store::{AuditEntry, Key, Store, StoreError};
use serde_json::Value;

use crate::failure::Failure;

/// Leaves an entry of the county; where there is no county yet, there is nobody to tell.
pub fn noted(store: &Store, action: Action, subject_kind: &'static str, detail: &Value) -> Result<(), Failure> {
    let console = Actor::console();
    let scope = Scope::of(&console, action);
    let Some(county) = store.read(&scope, |door| queries::county(door))? else { return Ok(()) };
    store.write_duty(&console, &Key::new(), |tx| -> Result<(), StoreError> {
        tx.allow(action, &county.path())?;
        tx.audit(AuditEntry {
            unit_id: county.id.clone(),
            action,
            subject_kind,
            subject_id: county.id.clone(),
            detail: detail.clone(),
        });
        Ok(())
    })?;
    Ok(())
}
