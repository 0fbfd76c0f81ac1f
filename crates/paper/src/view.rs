//! The ledger as a program reads it: the lines that the page shows, and no others.

use hongwang_domain::UnitCode;
use serde::Serialize;

use crate::{Counts, Detail, Ledger, Sheet};

/// The document with the lines that were chosen.
#[derive(Debug, Serialize)]
pub struct View {
    /// How far down the lines go: `towns`, `villages` or `grids`.
    detail: &'static str,
    /// `rows` of party groups where they were chosen, `villages` except where towns alone were.
    #[serde(flatten)]
    ledger: Ledger,
    /// The towns by code, in the ledger of a county.
    towns: Vec<Town>,
    /// Who takes it away, when and for what.
    #[serde(skip_serializing_if = "Option::is_none")]
    taken: Option<String>,
}

/// A town's line.
#[derive(Debug, Serialize)]
struct Town {
    /// Its code.
    code: UnitCode,
    /// Its name.
    name: String,
    /// The sum of its villages.
    counts: Counts,
}

impl Sheet<'_> {
    /// The lines that were chosen.
    pub fn view(&self) -> View {
        let town = |part: &crate::lines::TownPart<'_>| {
            let counts = part.total.as_ref()?.counts.clone();
            Some(Town { code: part.code.clone(), name: part.name.to_owned(), counts })
        };
        let towns = self.ledger.lines().towns.iter().filter_map(town).collect();
        let mut ledger = self.ledger.clone();
        if self.detail != Detail::Grids {
            ledger.rows.clear();
        }
        if self.detail == Detail::Towns {
            ledger.villages.clear();
        }
        View { detail: self.detail.as_str(), ledger, towns, taken: self.mark.map(str::to_owned) }
    }
}
