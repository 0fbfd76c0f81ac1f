//! Where somebody in a list lives, in words: with the village where more than one is in view.

use std::collections::HashMap;

use hongwang_domain::UnitKind;
use hongwang_organisation::{Unit, queries as organisation};
use hongwang_store::{Db, StoreError};
use hongwang_web::{Ask, Tongue};

use crate::queries::Door;

/// Between the parts of a place.
const BETWEEN: &str = " \u{b7} ";

/// The names of the units in view.
pub(super) struct Standing {
    t: Tongue,
    /// By unit: 东河村 第一网格, and below a village 第一网格 alone.
    names: HashMap<String, String>,
}

impl Standing {
    /// Those below the unit of the address.
    pub fn of(ask: &Ask, db: &mut Db) -> Result<Self, StoreError> {
        let units = organisation::subtree(db, ask.place())?;
        let villages: HashMap<&str, &Unit> = units
            .iter()
            .filter(|unit| unit.kind == UnitKind::Village.as_str())
            .map(|unit| (unit.id.as_str(), unit))
            .collect();
        let t = ask.tongue();
        let several = villages.len() > 1;
        let name = |unit: &Unit| {
            let village = unit.parent_id.as_deref().and_then(|id| villages.get(id)).filter(|_| several);
            match village {
                Some(village) => place(t, &village.name, Some(&unit.name)),
                // Nobody is placed at a village but those in none of its grids.
                None if villages.contains_key(unit.id.as_str()) => place(t, &unit.name, None),
                None => unit.name.clone(),
            }
        };
        Ok(Self { t, names: units.iter().map(|unit| (unit.id.clone(), name(unit))).collect() })
    }

    /// 东河村 第一网格 · 李家屯 · 12 号
    pub fn place(&self, unit: &str, door: Option<&Door>) -> String {
        let unit = self.names.get(unit).cloned();
        let Door { hamlet, number } = door.cloned().unwrap_or_default();
        let number = number.map(|number| self.t.say1("ledger-behind-number", "number", number));
        let parts: Vec<String> = unit.into_iter().chain(hamlet).chain(number).collect();
        parts.join(BETWEEN)
    }
}

/// A village's grid, or those in none of them.
pub(super) fn place(t: Tongue, village: &str, grid: Option<&str>) -> String {
    let grid = grid.map_or_else(|| t.say("ledger-no-grid"), str::to_owned);
    t.say2("ledger-village-grid", "village", village, "grid", grid)
}
