//! What was counted in an upload: numbers, and the names of units alone.

use std::collections::BTreeMap;

use hongwang_intake::Severity;
use serde::{Deserialize, Serialize};

use crate::goes::Goes;
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
    /// Errors: where whole or not at all was asked for, one is enough to write nothing.
    pub errors: u32,
    /// What keeps a row or a group out ([`Fate::RowOut`]). With the next three it is everything that was found.
    pub kept_out: u32,
    /// Cells in doubt, left empty ([`Fate::CellOut`]).
    pub doubts: u32,
    /// Cells put right ([`Fate::Mended`]).
    pub repairs: u32,
    /// What went in and still wants a word ([`Fate::Noted`]).
    pub noted: u32,
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
    /// Everything that was found, by its code.
    pub codes: BTreeMap<String, u32>,
    /// Where it goes, and from which day on it holds.
    pub goes: Goes,
    /// How the town stood when this was found out: a number that every change of its records moves.
    pub standing: Option<i64>,
}

impl Summary {
    pub(crate) fn of(outcome: &Outcome) -> Self {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let report = &outcome.report;
        let (mut codes, mut created) = (BTreeMap::new(), BTreeMap::new());
        let (mut kept_out, mut doubts, mut repairs, mut noted) = (0, 0, 0, 0);
        for found in outcome.findings.iter().filter(|found| found.severity != Severity::Notice) {
            let code = found.code.as_str();
            *codes.entry(code.to_owned()).or_default() += 1;
            *match Fate::of(found.severity == Severity::Error, code, &found.message().0) {
                Fate::RowOut => &mut kept_out,
                Fate::CellOut => &mut doubts,
                Fate::Mended => &mut repairs,
                Fate::Noted => &mut noted,
            } += 1;
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
            kept_out,
            doubts,
            repairs,
            noted,
            notices: count(report.notices.len()),
            grids: outcome.grids,
            households: report.households,
            residents: report.residents,
            changed: outcome.planned.max(report.changed),
            made: report.created.iter().filter(is_unit).take(MOST_MADE).cloned().collect(),
            created,
            codes,
            goes: outcome.goes.clone(),
            standing: outcome.standing,
        }
    }

    /// People were found, and every row of them has to stay out.
    pub fn takes_nobody(&self) -> bool {
        self.rows > 0 && self.taken == 0
    }

    /// Everything that was found, of whatever kind.
    pub fn found(&self) -> u32 {
        self.kept_out + self.doubts + self.repairs + self.noted
    }

    /// What somebody has to do something about: all but what was put right.
    pub fn to_mend(&self) -> u32 {
        self.kept_out + self.doubts + self.noted
    }

    /// What did not go in.
    pub fn left_out(&self) -> u32 {
        self.kept_out + self.doubts
    }
}
