//! The ledger of a unit on a day, as it is known now.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use hongwang_domain::rulebook::Category;
use hongwang_domain::rulebook::ledger::{Basis, LedgerColumn};
use hongwang_domain::{CategoryId, Level, Rulebook, UnitKind};
use hongwang_organisation::{Unit, queries};
use hongwang_paper::{Counts, Head, Ledger, Names, Row, VillageHead};
use hongwang_registry::{IN_HOUSEHOLDS, IN_PERSONS, queries as registry};
use hongwang_store::{Db, StoreError};

use crate::declared::declared;

/// Which ledger.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'a> {
    pub unit: &'a Unit,
    pub day: NaiveDate,
    pub basis: Basis,
}

/// The categories, and in what the layout counts them.
pub(crate) fn counted(rulebook: &Rulebook) -> Vec<registry::Counted> {
    let column = |id: &str| rulebook.ledger.columns().find(|column| column.id == id).map(|column| column.count);
    let one = |category: &Category| registry::Counted {
        category: category.id.as_str().to_owned(),
        level: category.level,
        counted_in: column(category.id.as_str()).unwrap_or(category.level),
    };
    rulebook.categories.iter().map(one).collect()
}

pub(crate) fn head(wanted: &Wanted<'_>) -> Result<Head, StoreError> {
    let unit =
        hongwang_paper::Unit { code: wanted.unit.code()?, name: wanted.unit.name.clone(), kind: wanted.unit.kind()? };
    Ok(Head { unit, as_of: wanted.day, basis: wanted.basis })
}

/// Counts it; `names` are those that the reader may see, or nothing.
pub(crate) fn live(
    db: &mut Db,
    rulebook: &Rulebook,
    wanted: &Wanted<'_>,
    names: Option<registry::Names>,
) -> Result<Ledger, StoreError> {
    let path = wanted.unit.path();
    let mut units = queries::ancestry(db, &path)?;
    units.pop();
    units.extend(queries::subtree(db, &path)?);
    units.retain(|unit| unit.stood_on(wanted.day));
    let by_id: HashMap<&str, &Unit> = units.iter().map(|unit| (unit.id.as_str(), unit)).collect();
    // A village declares whom the annex counts: beside another basis its figure would differ for that alone.
    let stands_beside = wanted.basis == rulebook.ledger.basis;
    let declared = if stands_beside { declared(db, &path, wanted.day)? } else { HashMap::new() };

    let mut villages: HashMap<&str, VillageHead> = HashMap::new();
    for unit in units.iter().filter(|unit| unit.kind == UnitKind::Village.as_str()) {
        let town = unit.parent_id.as_deref().and_then(|id| by_id.get(id));
        villages.insert(
            &unit.id,
            VillageHead {
                town: town.map_or_else(String::new, |town| town.name.clone()),
                name: unit.name.clone(),
                code: unit.code()?,
                declared: declared.get(&unit.id).copied(),
            },
        );
    }
    let rows = rows(db, rulebook, wanted, &units, &villages, names, &declared)?;
    Ok(Ledger::assemble(head(wanted)?, &rulebook.ledger, villages.into_values().collect(), rows))
}

fn rows(
    db: &mut Db,
    rulebook: &Rulebook,
    wanted: &Wanted<'_>,
    units: &[Unit],
    villages: &HashMap<&str, VillageHead>,
    mut names: Option<registry::Names>,
    declared: &HashMap<String, hongwang_paper::Declared>,
) -> Result<Vec<Row>, StoreError> {
    let path = wanted.unit.path();
    let mut counts = registry::counts(db, &path, wanted.basis, wanted.day)?;
    let groups = queries::groups(db, &path)?;
    let mut rosters = queries::rosters(db, &path, wanted.day)?;
    let mut rows = Vec::new();
    for unit in units.iter().filter(|unit| path.contains(&unit.path())) {
        let counted = figures(rulebook, &counts.remove(&unit.id).unwrap_or_default());
        let mut row = if let Some(village) = villages.get(unit.id.as_str()) {
            Row::without_grid(village, counted)
        } else if let Some(village) = unit.parent_id.as_deref().and_then(|id| villages.get(id)) {
            Row {
                declared: declared.get(&unit.id).copied(),
                ..Row::of_grid(village, &unit.name, unit.code()?, counted)
            }
        } else {
            continue;
        };
        row.names = names.as_mut().map(|names| listed(names.remove(&unit.id).unwrap_or_default()));
        row.group = groups.get(&unit.id).map(|group| group.name.clone());
        if let Some(roster) = rosters.remove(&unit.id) {
            row.leader = roster.leader.map(|one| one.name);
            row.members = roster.members.into_iter().map(|one| one.name).collect();
            row.volunteers = roster.volunteers.into_iter().map(|one| one.name).collect();
        }
        rows.push(row);
    }
    Ok(rows)
}

/// The figure of each column, in the unit that the layout counts it in.
pub(crate) fn figures(rulebook: &Rulebook, counts: &BTreeMap<String, i64>) -> Counts {
    let column = |column: &LedgerColumn| {
        let own = rulebook.category(&CategoryId::new(&column.id)).map(|category| category.level);
        let counted_in = match (own, column.count) {
            (Some(Level::Household), Level::Person) => IN_PERSONS,
            (Some(Level::Person), Level::Household) => IN_HOUSEHOLDS,
            _ => "",
        };
        counts.get(&format!("{}{counted_in}", column.id)).copied().unwrap_or_default()
    };
    let counted: Vec<(&str, u32)> = rulebook
        .ledger
        .columns()
        .map(|one| (one.id.as_str(), u32::try_from(column(one)).unwrap_or_default()))
        .collect();
    counted.into_iter().collect()
}

fn listed(names: impl IntoIterator<Item = (String, Vec<registry::Named>)>) -> Names {
    names.into_iter().map(|(category, list)| (category, list.into_iter().map(|one| one.name).collect())).collect()
}
