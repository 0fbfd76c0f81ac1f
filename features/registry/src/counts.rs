//! The counts of units by day, kept in the transaction that changes what they count.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use hongwang_domain::rulebook::ledger::Basis;
use hongwang_store::{Db, StoreError, add_to_count};

use crate::contributions::Deltas;

/// Differences of counts that a change brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountDeltas(pub(crate) Deltas);

impl CountDeltas {
    /// The differences that are not nothing: unit, basis, item, day, difference.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Basis, &str, NaiveDate, i32)> {
        let some = self.0.iter().filter(|(_, delta)| **delta != 0);
        some.map(|((unit, basis, item, day), delta)| (unit.as_str(), *basis, item.as_str(), *day, *delta))
    }

    /// The same as a map, without what is nothing.
    pub(crate) fn into_map(self) -> BTreeMap<(String, Basis, String, NaiveDate), i32> {
        self.0.into_iter().filter(|(_, delta)| *delta != 0).collect()
    }
}

/// Adds differences to the stored counts.
///
/// # Errors
/// When the database fails.
pub fn add_counts(db: &mut Db, deltas: &CountDeltas) -> Result<(), StoreError> {
    for (unit, basis, item, day, delta) in deltas.iter() {
        add_to_count(db, (unit, basis.as_str(), item), day, delta)?;
    }
    Ok(())
}
