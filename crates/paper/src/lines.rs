//! The lines of a ledger as they are read: towns, their villages, the rows of each, and the 合计 of each and of all.

use std::collections::BTreeMap;

use hongwang_domain::{UnitCode, UnitKind};

use crate::{Counts, Declared, Ledger, Row, Village};

/// The lines, in order.
pub(crate) struct Lines<'a> {
    pub towns: Vec<TownPart<'a>>,
    /// The sum of the unit whose ledger it is; a grid has none, for its line says it already.
    pub own: Option<Total<'a>>,
}

/// A town's lines.
pub(crate) struct TownPart<'a> {
    pub code: UnitCode,
    pub name: &'a str,
    pub villages: Vec<VillagePart<'a>>,
    /// Its sum, in the ledger of a county.
    pub total: Option<Total<'a>>,
}

/// A village's lines.
pub(crate) struct VillagePart<'a> {
    pub village: &'a Village,
    /// The rows with their running number (序号) within the village; those in no grid have none.
    pub rows: Vec<(Option<u32>, &'a Row)>,
    /// Its sum, in the ledger of a town or a county.
    pub total: Option<Total<'a>>,
}

/// A line with a sum.
pub(crate) struct Total<'a> {
    pub kind: UnitKind,
    /// The unit that is summed; none for the one whose ledger it is.
    pub of: Option<&'a str>,
    pub town: Option<&'a str>,
    pub village: Option<&'a Village>,
    /// How many party groups are within it.
    pub groups: u32,
    pub counts: Counts,
    pub declared: Option<Declared>,
}

impl Ledger {
    pub(crate) fn lines(&self) -> Lines<'_> {
        let mut rows: BTreeMap<&UnitCode, Vec<(Option<u32>, &Row)>> = BTreeMap::new();
        for row in &self.rows {
            let lines = rows.entry(&row.village_code).or_default();
            let number = u32::try_from(lines.len() + 1).ok();
            lines.push((number.filter(|_| row.code.is_some()), row));
        }
        let mut towns: Vec<TownPart> = Vec::new();
        for village in &self.villages {
            let code = village.code.parent().unwrap_or_else(|| village.code.clone());
            let rows = rows.remove(&village.code).unwrap_or_default();
            if towns.last().is_none_or(|town| town.code != code) {
                towns.push(TownPart { name: self.town_name(&code), code, villages: Vec::new(), total: None });
            }
            let Some(town) = towns.last_mut() else { continue };
            let total = self.village_total(town.name, village, groups(&rows));
            town.villages.push(VillagePart { village, rows, total });
        }
        if self.spans_towns() {
            towns.iter_mut().for_each(|town| town.total = Some(town_total(town)));
        }
        Lines { own: self.own_total(&towns), towns }
    }

    /// Whether the lines come from several towns, so that each must say which.
    pub(crate) fn spans_towns(&self) -> bool {
        self.unit.kind == UnitKind::County
    }

    fn village_total<'a>(&self, town: &'a str, village: &'a Village, groups: u32) -> Option<Total<'a>> {
        let within = matches!(self.unit.kind, UnitKind::Town | UnitKind::County);
        within.then(|| Total {
            kind: UnitKind::Village,
            of: Some(&village.name),
            town: Some(town),
            village: Some(village),
            groups,
            counts: village.counts.clone(),
            declared: village.declared,
        })
    }

    fn own_total<'a>(&'a self, towns: &[TownPart<'a>]) -> Option<Total<'a>> {
        let kind = self.unit.kind;
        let village = self.villages.iter().find(|village| village.code == self.unit.code);
        let town = towns.first().map(|town| town.name).filter(|_| kind != UnitKind::County);
        (kind != UnitKind::Grid).then(|| Total {
            kind,
            of: None,
            town: town.or_else(|| (kind == UnitKind::Town).then_some(self.unit.name.as_str())),
            village,
            groups: towns.iter().map(TownPart::groups).sum(),
            counts: self.totals.clone(),
            declared: village.and_then(|village| village.declared),
        })
    }

    fn town_name<'a>(&'a self, code: &UnitCode) -> &'a str {
        let named = self.rows.iter().find(|row| code.contains(&row.village_code)).map(|row| row.town.as_str());
        let own = (self.unit.code == *code).then_some(self.unit.name.as_str());
        named.or(own).unwrap_or_default()
    }
}

impl TownPart<'_> {
    fn groups(&self) -> u32 {
        self.villages.iter().map(|part| groups(&part.rows)).sum()
    }
}

/// Grids that have a party group.
fn groups(rows: &[(Option<u32>, &Row)]) -> u32 {
    u32::try_from(rows.iter().filter(|(_, row)| row.group.is_some()).count()).unwrap_or(u32::MAX)
}

fn town_total<'a>(town: &TownPart<'a>) -> Total<'a> {
    let mut counts = Counts::default();
    town.villages.iter().for_each(|part| counts.add(&part.village.counts));
    Total {
        kind: UnitKind::Town,
        of: Some(town.name),
        town: Some(town.name),
        village: None,
        groups: town.groups(),
        counts,
        declared: None,
    }
}
