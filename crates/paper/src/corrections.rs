//! Month-end snapshots: they never change; what was corrected since is told beside them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use hongwang_domain::{Month, UnitCode};
use serde::{Deserialize, Serialize};

use crate::assemble::Place;
use crate::{Ledger, Row};

/// What makes a ledger the snapshot of a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The month at whose end it counts.
    pub month: Month,
    /// When it was taken.
    pub taken_at: DateTime<Utc>,
    /// What the same day counts now, where that is other than what was filed.
    pub corrections: Vec<Correction>,
}

/// A figure of a snapshot that was corrected since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The village.
    pub village_code: UnitCode,
    /// The grid; none for those in no grid.
    pub code: Option<UnitCode>,
    /// The column.
    pub column: String,
    /// The figure that was filed.
    pub was: u32,
    /// The figure as it is known now.
    pub is: u32,
}

impl Ledger {
    /// Makes this, as it was kept, the snapshot of a month, beside what the same day counts `now`.
    pub fn filed(self, month: Month, taken_at: DateTime<Utc>, now: &Self) -> Self {
        let corrections = self.corrections(now);
        Self { snapshot: Some(Snapshot { month, taken_at, corrections }), ..self }
    }

    /// Every figure of a row that is another one `now`, in the order of the rows; a row that only one of both has
    /// counts as zero in the other.
    pub fn corrections(&self, now: &Self) -> Vec<Correction> {
        let mut places: BTreeMap<Place, (Option<&Row>, Option<&Row>)> = BTreeMap::new();
        for row in &self.rows {
            places.entry(row.place()).or_default().0 = Some(row);
        }
        for row in &now.rows {
            places.entry(row.place()).or_default().1 = Some(row);
        }
        let mut found = Vec::new();
        for ((village_code, _, code), (was, is)) in places {
            let figure = |row: Option<&Row>, column| row.map_or(0, |row| row.counts.get(column));
            for (column, _) in self.totals.iter() {
                let (was, is) = (figure(was, column), figure(is, column));
                if was != is {
                    let (village_code, code) = (village_code.clone(), code.cloned());
                    found.push(Correction { village_code, code, column: column.to_owned(), was, is });
                }
            }
        }
        found
    }
}
