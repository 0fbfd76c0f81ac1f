//! Declared figures: entered by people, never read from a workbook's total rows.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use hongwang_domain::{Action, Actor, Id, UnitPath};
use hongwang_organisation::queries;
use hongwang_paper::Declared;
use hongwang_store::schema::ledger::declared_figures;
use hongwang_store::schema::organisation::units;
use hongwang_store::{AuditEntry, Db, Key, Record, Store, StoreError, Transient};
use thiserror::Error;

use crate::rows::DeclaredFigure;

/// Why a figure could not be declared.
#[derive(Debug, Error)]
pub enum DeclareError {
    /// The store failed or refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no unit with this code.
    #[error("no such unit")]
    UnknownUnit,
}

impl Transient for DeclareError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_transient())
    }
}

/// What is declared of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Figures {
    /// 户数
    pub households: u32,
    /// 人口
    pub residents: u32,
    /// The day for which they hold.
    pub as_of: NaiveDate,
    /// The version of what stood there for the day when it was looked at, 0 for nothing; none where nobody looked.
    pub seen: Option<i32>,
}

/// Declares how many households and residents a unit has on a day; a second declaration for the day replaces the first.
///
/// # Errors
/// When the unit is unknown, the actor may not, or the database fails.
pub fn declare(
    store: &Store,
    actor: &Actor,
    key: &Key,
    unit: &str,
    (households, residents): (u32, u32),
    as_of: NaiveDate,
) -> Result<(), DeclareError> {
    declare_over(store, actor, key, unit, Figures { households, residents, as_of, seen: None })
}

/// As [`declare`], over what was seen.
///
/// # Errors
/// As [`declare`], and when somebody declared another figure for the day since ([`StoreError::Stale`]).
pub(crate) fn declare_over(
    store: &Store,
    actor: &Actor,
    key: &Key,
    unit: &str,
    Figures { households, residents, as_of, seen }: Figures,
) -> Result<(), DeclareError> {
    store.write(actor, key, |tx| {
        let unit = queries::by_code(tx, unit)?.ok_or(DeclareError::UnknownUnit)?;
        tx.allow(Action::DeclareFigures, &unit.path())?;
        let standing = declared_on(tx, &unit.id, as_of)?;
        let is_other = standing.as_ref().is_some_and(|row| !row.says(households, residents));
        if is_other && seen.is_some_and(|seen| standing.as_ref().is_some_and(|row| row.version != seen)) {
            let now = standing.as_ref().map(|row| row.version.to_string());
            let id = standing.map(|row| row.id).unwrap_or_default();
            return Err(StoreError::Stale { kind: DeclaredFigure::KIND, id, now }.into());
        }
        let figure = DeclaredFigure {
            id: standing.as_ref().map_or_else(|| Id::new().to_string(), |row| row.id.clone()),
            unit_id: unit.id.clone(),
            households: i32::try_from(households).unwrap_or(i32::MAX),
            residents: i32::try_from(residents).unwrap_or(i32::MAX),
            as_of,
            version: standing.as_ref().map_or(1, |row| row.version),
        };
        match &standing {
            Some(before) => tx.update(&unit.id, before, &figure)?,
            None => tx.insert(&[(unit.id.clone(), figure.clone())])?,
        }
        tx.audit(AuditEntry {
            unit_id: unit.id,
            action: Action::DeclareFigures,
            subject_kind: DeclaredFigure::KIND,
            subject_id: figure.id,
            detail: serde_json::json!({ "households": households, "residents": residents, "as_of": as_of }),
        });
        Ok(())
    })
}

impl DeclaredFigure {
    /// Whether it says just this.
    fn says(&self, households: u32, residents: u32) -> bool {
        u32::try_from(self.households) == Ok(households) && u32::try_from(self.residents) == Ok(residents)
    }
}

/// What is declared of a unit for just this day.
pub(crate) fn declared_on(db: &mut Db, unit: &str, as_of: NaiveDate) -> Result<Option<DeclaredFigure>, StoreError> {
    Ok(declared_figures::table
        .filter(declared_figures::unit_id.eq(unit))
        .filter(declared_figures::as_of.eq(as_of))
        .select(DeclaredFigure::as_select())
        .first(db)
        .optional()?)
}

/// What is declared in a subtree on a day, the latest of each unit, by unit id.
pub(crate) fn declared(db: &mut Db, path: &UnitPath, day: NaiveDate) -> Result<HashMap<String, Declared>, StoreError> {
    let rows: Vec<DeclaredFigure> = declared_figures::table
        .inner_join(units::table.on(units::id.eq(declared_figures::unit_id)))
        .filter(units::path.ge(path.as_str()))
        .filter(units::path.lt(path.subtree_end()))
        .filter(declared_figures::as_of.le(day))
        .order(declared_figures::as_of)
        .select(DeclaredFigure::as_select())
        .load(db)?;
    let number = |figure: i32| u32::try_from(figure).ok();
    let of = |row: DeclaredFigure| {
        let declared =
            Declared { households: number(row.households), residents: number(row.residents), as_of: row.as_of };
        (row.unit_id, declared)
    };
    Ok(rows.into_iter().map(of).collect())
}
