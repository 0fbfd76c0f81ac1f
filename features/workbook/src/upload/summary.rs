//! What was counted in an upload: numbers, and the names of units alone.

use std::collections::BTreeMap;

use hongwang_intake::Severity;
use serde::{Deserialize, Serialize};

use crate::outcome::Outcome;
use crate::report::Created;
use crate::upload::Fate;

/// So many units are named.
const MOST_MADE: usize = 300;

/// What was counted in an upload.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Summary {
    /// Rows of residents found.
    pub rows: u32,
    /// Those that go in.
    pub taken: u32,
    /// Those that stay out.
    pub rejected: u32,
    /// What keeps a row or a group out.
    pub errors: u32,
    /// Cells in doubt, left empty.
    pub doubts: u32,
    /// Cells put right.
    pub repairs: u32,
    /// Things that are good to know.
    pub notices: u32,
    /// Grids that the workbook speaks of.
    pub grids: u32,
    /// Households of the file that stand in the registry afterwards.
    pub households: u32,
    /// Residents of the file that stand in the registry afterwards.
    pub residents: u32,
    /// Records that are written, or were.
    pub changed: u32,
    /// Units and groups that are made, by kind.
    pub created: BTreeMap<String, u32>,
    /// Towns, villages and grids that are made, the first ones in the order of the workbook.
    pub made: Vec<Created>,
    /// Errors and warnings, by their code.
    pub codes: BTreeMap<String, u32>,
}

impl Summary {
    pub(crate) fn of(outcome: &Outcome) -> Self {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let report = &outcome.report;
        let (mut codes, mut created) = (BTreeMap::new(), BTreeMap::new());
        let faults = outcome.findings.iter().filter(|one| matches!(one.severity, Severity::Error | Severity::Warning));
        let (mut doubts, mut mended) = (0, report.repairs.len());
        for fault in faults {
            let code = fault.code.as_str();
            *codes.entry(code.to_owned()).or_default() += 1;
            match Fate::of(fault.severity == Severity::Error, code, &fault.message().0) {
                Fate::CellOut => doubts += 1,
                Fate::Mended => mended += 1,
                Fate::RowOut | Fate::Noted => {}
            }
        }
        let is_unit = |made: &&Created| matches!(&*made.kind, "town" | "village" | "grid");
        for made in &report.created {
            *created.entry(made.kind.to_string()).or_default() += 1;
        }
        Self {
            rows: report.rows,
            taken: report.rows.saturating_sub(outcome.rejected),
            rejected: outcome.rejected,
            errors: count(report.errors.len()),
            doubts,
            repairs: count(mended),
            notices: count(report.notices.len()),
            grids: outcome.grids,
            households: report.households,
            residents: report.residents,
            changed: outcome.planned.max(report.changed),
            made: report.created.iter().filter(is_unit).take(MOST_MADE).cloned().collect(),
            created,
            codes,
        }
    }

    /// People were found, and every row of them has to stay out.
    pub fn takes_nobody(&self) -> bool {
        self.rows > 0 && self.taken == 0
    }

    /// Errors and warnings together.
    pub fn faults(&self) -> u32 {
        self.codes.values().sum()
    }
}
