//! Asking for a ledger.

use chrono::NaiveDate;
use hongwang_domain::policy::Scope;
use hongwang_domain::rulebook::ledger::Basis;
use hongwang_domain::{Action, Actor, Month, Rulebook};
use hongwang_organisation::{Unit, queries};
use hongwang_paper::Ledger;
use hongwang_registry::queries as registry;
use hongwang_store::{AuditEntry, Key, Store, StoreError, Transient};
use thiserror::Error;

use crate::live::{Wanted, counted, live};
use crate::snapshot;
use crate::snapshot_store::Reading;

/// Which ledger is wanted.
#[derive(Clone, Debug)]
pub struct Request {
    /// The unit's code.
    pub unit: String,
    /// The day; today where none is given.
    pub as_of: Option<NaiveDate>,
    /// A month-end snapshot instead of a day.
    pub snapshot: Option<Month>,
    /// Whom to count; the layout's where none is given.
    pub basis: Option<Basis>,
    /// With the names behind the figures.
    pub names: bool,
}

/// Why there is no ledger to show.
#[derive(Debug, Error)]
pub enum LedgerError {
    /// The store failed or refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no unit with this code.
    #[error("no such unit")]
    UnknownUnit,
    /// The month is not over yet.
    #[error("the month is not over")]
    MonthNotOver,
}

impl LedgerError {
    /// The message that says it.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Store(_) => "ledger-failed-store",
            Self::UnknownUnit => "ledger-failed-unit",
            Self::MonthNotOver => "ledger-failed-month",
        }
    }
}

impl Transient for LedgerError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_transient())
    }
}

/// The ledger of a unit on a day, or as it was filed at a month's end. Takes the snapshots that are due first.
///
/// # Errors
/// When the unit is unknown, the month is not over, the actor may not, or the database fails.
pub fn ledger(store: &Store, actor: &Actor, rulebook: &Rulebook, request: &Request) -> Result<Ledger, LedgerError> {
    let today = store.clock().today();
    if request.snapshot.is_some_and(|month| !month.is_over(today)) {
        return Err(LedgerError::MonthNotOver);
    }
    let unit = find(store, actor, &request.unit)?;
    snapshot::take_due(store, rulebook)?;
    if let Some(month) = request.snapshot {
        snapshot::take_month(store, rulebook, &unit, month)?;
    }
    let scope = Scope::of(actor, if request.names { Action::ReadLedgerNames } else { Action::ReadLedger });
    let day = request.snapshot.map_or_else(|| request.as_of.unwrap_or(today), Month::last_day);
    let wanted = Wanted { unit: &unit, day, basis: request.basis.unwrap_or(rulebook.ledger.basis) };
    store.read(&scope, |door| {
        let names = match request.names && request.snapshot.is_none() {
            true => Some(registry::names(door, &unit.path(), &counted(rulebook), wanted.basis, day)?),
            false => None,
        };
        let now = live(door, rulebook, &wanted, names)?;
        match request.snapshot {
            None => Ok(now),
            Some(month) => {
                let reading = Reading { keys: store.keys(), rulebook, wanted, names: request.names };
                Ok(snapshot::filed(door, &reading, month, &now)?)
            }
        }
    })
}

/// Says in the audit which ledger went out, as what, for what, and whether with names. Each time is an entry of its own.
///
/// # Errors
/// When the unit is unknown, the actor may not, or the database fails.
pub fn note_export(
    store: &Store,
    actor: &Actor,
    request: &Request,
    (format, purpose): (&str, Option<&str>),
) -> Result<(), StoreError> {
    let action = if request.names { Action::ReadLedgerNames } else { Action::ReadLedger };
    let day = request.snapshot.map_or_else(|| request.as_of.unwrap_or_else(|| store.clock().today()), Month::last_day);
    store.write(actor, &Key::new(), |tx| {
        let unit = queries::by_code(tx, &request.unit)?.ok_or(StoreError::Database(diesel::result::Error::NotFound))?;
        tx.allow(action, &unit.path())?;
        tx.audit(AuditEntry {
            unit_id: unit.id.clone(),
            action,
            subject_kind: "ledger",
            subject_id: unit.id,
            detail: serde_json::json!({
                "format": format, "day": day, "basis": request.basis, "snapshot": request.snapshot, "purpose": purpose,
            }),
        });
        Ok(())
    })
}

fn find(store: &Store, actor: &Actor, code: &str) -> Result<Unit, LedgerError> {
    let scope = Scope::of(actor, Action::ReadLedger);
    let unit = store.read(&scope, |door| queries::by_code(door, code))?.ok_or(LedgerError::UnknownUnit)?;
    if !scope.covers(&unit.path()) {
        return Err(StoreError::NotAllowed(Action::ReadLedger.as_str()).into());
    }
    Ok(unit)
}

#[cfg(test)]
mod tests {
    use hongwang_words::{Language, say};

    use super::*;

    #[test]
    fn every_refusal_has_its_words_in_both_languages() {
        let refusals =
            [LedgerError::Store(StoreError::NotAudited), LedgerError::UnknownUnit, LedgerError::MonthNotOver];
        for language in [Language::ZhCn, Language::En] {
            for refusal in &refusals {
                let said = say(language, refusal.key(), &[("unit", "\u{65b0}\u{7acb}\u{9547}")]);
                assert!(said != refusal.key() && !said.contains('{') && said.contains('\u{65b0}'), "{said}");
            }
        }
    }
}
