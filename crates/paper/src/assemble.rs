//! Puts a ledger together: rows in order, sums in one place (rule R8: grids and no grid make the village).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use hongwang_domain::rulebook::ledger::{Basis, LedgerLayout};
use hongwang_domain::{UnitCode, UnitKind};

use crate::{Counts, Declared, Ledger, Names, Row, Unit, Village};

/// What a ledger is of.
#[derive(Clone, Debug)]
pub struct Head {
    /// Whose it is.
    pub unit: Unit,
    /// The day that is counted.
    pub as_of: NaiveDate,
    /// Who is counted.
    pub basis: Basis,
}

/// A village that stands in the ledger, with or without rows.
#[derive(Clone, Debug)]
pub struct VillageHead {
    /// The name of its town.
    pub town: String,
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: UnitCode,
    /// What was declared for the village.
    pub declared: Option<Declared>,
}

/// A figure that is not the sum of its rows (R8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The village; none for the whole ledger.
    pub village: Option<UnitCode>,
    /// The column.
    pub column: String,
    /// What the rows add up to.
    pub sum: u32,
    /// What was counted or stated instead.
    pub stated: u32,
}

impl Row {
    /// The line of a grid.
    pub fn of_grid(village: &VillageHead, name: &str, code: UnitCode, counts: Counts) -> Self {
        Self { grid: Some(name.to_owned()), code: Some(code), ..Self::without_grid(village, counts) }
    }

    /// The line of those who are in no grid of the village.
    pub fn without_grid(village: &VillageHead, counts: Counts) -> Self {
        Self {
            town: village.town.clone(),
            village: village.name.clone(),
            village_code: village.code.clone(),
            grid: None,
            code: None,
            group: None,
            leader: None,
            members: Vec::new(),
            volunteers: Vec::new(),
            counts,
            declared: None,
            names: None,
        }
    }
}

/// Where a row stands: by village, then its grids, then those in no grid.
pub(crate) type Place<'a> = (&'a UnitCode, bool, Option<&'a UnitCode>);

impl Row {
    pub(crate) fn place(&self) -> Place<'_> {
        (&self.village_code, self.code.is_none(), self.code.as_ref())
    }
}

impl Ledger {
    /// Puts the ledger together: every column of the layout in every line, rows by village code and grid code with
    /// those in no grid last, a line of nobody in no grid left out, villages and totals summed from the rows.
    pub fn assemble(head: Head, layout: &LedgerLayout, villages: Vec<VillageHead>, rows: Vec<Row>) -> Self {
        let columns: Vec<String> = layout.columns().map(|column| column.id.clone()).collect();
        let mut rows: Vec<Row> = rows
            .into_iter()
            .map(|row| Row { counts: row.counts.under(&columns), names: names_under(layout, row.names), ..row })
            .filter(|row| row.code.is_some() || !row.counts.is_zero())
            .collect();
        rows.sort_by(|a, b| a.place().cmp(&b.place()));
        let sums = sums(&rows);
        let zero = Counts::zero(columns.iter().map(String::as_str));
        let mut totals = zero.clone();
        rows.iter().for_each(|row| totals.add(&row.counts));
        let heads: BTreeMap<UnitCode, VillageHead> =
            villages.into_iter().map(|village| (village.code.clone(), village)).collect();
        let villages = heads.into_values().map(|VillageHead { name, code, declared, .. }| {
            let counts = sums.get(&code).unwrap_or(&zero).clone();
            // The ledger of one grid does not hold the whole village, so nothing declared for it compares.
            let declared = declared.filter(|_| head.unit.kind != UnitKind::Grid);
            Village { code, name, counts, declared }
        });
        let villages = villages.collect();
        let Head { unit, as_of, basis } = head;
        Self { as_of, snapshot: None, unit, basis, rows, villages, totals }
    }

    /// Compares the sums with figures that were counted per village without looking at grids; an empty list is rule R8 kept.
    pub fn mismatches<'a>(&self, counted: impl IntoIterator<Item = (&'a UnitCode, &'a Counts)>) -> Vec<Mismatch> {
        let sums = sums(&self.rows);
        let nobody = Counts::default();
        let mut found = Vec::new();
        for (village, stated) in counted {
            differences(Some(village), sums.get(village).unwrap_or(&nobody), stated, &mut found);
        }
        found
    }

    /// Compares the villages and totals that the document states with its own rows, as for one that was kept.
    pub fn own_mismatches(&self) -> Vec<Mismatch> {
        let mut found = self.mismatches(self.villages.iter().map(|village| (&village.code, &village.counts)));
        let mut sum = Counts::default();
        self.rows.iter().for_each(|row| sum.add(&row.counts));
        differences(None, &sum, &self.totals, &mut found);
        found
    }
}

fn sums(rows: &[Row]) -> BTreeMap<&UnitCode, Counts> {
    let mut sums: BTreeMap<&UnitCode, Counts> = BTreeMap::new();
    for row in rows {
        sums.entry(&row.village_code).or_default().add(&row.counts);
    }
    sums
}

/// A key per category column, empty or not.
fn names_under(layout: &LedgerLayout, names: Option<Names>) -> Option<Names> {
    let mut names = names?;
    let categories = layout.columns().filter(|column| column.is_category());
    Some(categories.map(|column| (column.id.clone(), names.swap_remove(&column.id).unwrap_or_default())).collect())
}

fn differences(village: Option<&UnitCode>, sum: &Counts, stated: &Counts, found: &mut Vec<Mismatch>) {
    let columns = stated.iter().map(|(column, _)| column);
    let more = sum.iter().map(|(column, _)| column).filter(|column| stated.iter().all(|(known, _)| known != *column));
    for column in columns.chain(more) {
        let (sum, stated) = (sum.get(column), stated.get(column));
        if sum != stated {
            found.push(Mismatch { village: village.cloned(), column: column.to_owned(), sum, stated });
        }
    }
}
