//! The ledger as a program reads it: the lines that the page shows, and no others.

use hongwang_domain::UnitCode;
use serde::Serialize;

use crate::{Counts, Detail, Ledger, Sheet};

/// The lines that were chosen.
#[derive(Debug, Serialize)]
pub struct View {
    #[serde(flatten)]
    lines: Lines,
    /// Who takes it away, when and for what.
    #[serde(skip_serializing_if = "Option::is_none")]
    taken: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Lines {
    /// A line per party group: the document itself.
    Whole(Box<Ledger>),
    /// A line per village or per town.
    Coarse(Box<Coarse>),
}

/// The document without the lines below those that were chosen.
#[derive(Debug, Serialize)]
struct Coarse {
    /// How far down the lines go: `towns` or `villages`.
    detail: &'static str,
    /// Without `rows`; where towns were chosen without `villages`.
    #[serde(flatten)]
    ledger: Ledger,
    /// The towns by code, in the ledger of a county.
    towns: Vec<Town>,
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
        View { lines: self.lines_seen(), taken: self.mark.map(str::to_owned) }
    }

    fn lines_seen(&self) -> Lines {
        let mut ledger = self.ledger.clone();
        if self.detail == Detail::Grids {
            return Lines::Whole(Box::new(ledger));
        }
        let town = |part: &crate::lines::TownPart<'_>| {
            let counts = part.total.as_ref()?.counts.clone();
            Some(Town { code: part.code.clone(), name: part.name.to_owned(), counts })
        };
        let towns = self.ledger.lines().towns.iter().filter_map(town).collect();
        ledger.rows.clear();
        if self.detail == Detail::Towns {
            ledger.villages.clear();
        }
        Lines::Coarse(Box::new(Coarse { detail: self.detail.as_str(), ledger, towns }))
    }
}
