//! Households of the workbook, entered into the registry.

use hongwang_intake::{HouseholdIn, VillageIn};
use hongwang_organisation::TownDraft;
use hongwang_registry::{Place, RegistryDraft, Statement};
use hongwang_store::StoreError;

use super::matching::{Standing, Used};
use super::units::PlacedVillage;
use super::{Ground, residents};
use crate::report::Created;

/// How much of the file stands in the registry.
#[derive(Default)]
pub(super) struct Numbers {
    pub households: u32,
    pub residents: u32,
}

/// Which household of the registry each household of the workbook is, village by village. By number first, in every
/// village, so that a household without one is never matched to one that has its own row.
pub(super) fn matched(
    registry: &RegistryDraft,
    ground: &Ground<'_>,
    villages: &[VillageIn],
    units: &[PlacedVillage],
) -> Vec<Vec<Option<String>>> {
    let mut used = Used::new();
    let standing: Vec<Standing> = units.iter().map(|village| Standing::of(registry, &village.id)).collect();
    let mut all: Vec<Vec<Option<String>>> = villages
        .iter()
        .zip(&standing)
        .map(|(village, standing)| {
            village.households.iter().map(|household| standing.by_number(registry, household, &mut used)).collect()
        })
        .collect();
    for (((village, standing), units), found) in villages.iter().zip(&standing).zip(units).zip(&mut all) {
        for (household, found) in village.households.iter().zip(found).filter(|(_, found)| found.is_none()) {
            let grid = household.grid.and_then(|grid| units.grids.get(grid));
            let place = grid.map_or(units.id.as_str(), |(id, _)| id);
            *found = standing.by_head(registry, household, place, ground, &mut used);
        }
    }
    all
}

/// A village whose households are being entered.
pub(super) struct Entering<'a> {
    town: &'a mut TownDraft,
    registry: &'a mut RegistryDraft,
    ground: &'a Ground<'a>,
    town_id: &'a str,
    units: &'a PlacedVillage,
    created: &'a mut Vec<Created>,
}

impl<'a> Entering<'a> {
    pub(super) fn new(
        town: &'a mut TownDraft,
        registry: &'a mut RegistryDraft,
        ground: &'a Ground<'a>,
        town_id: &'a str,
        units: &'a PlacedVillage,
        created: &'a mut Vec<Created>,
    ) -> Self {
        Self { town, registry, ground, town_id, units, created }
    }

    /// Enters a village's households; `matched` are those of the registry that they are.
    pub(super) fn village(
        &mut self,
        village: &VillageIn,
        matched: Vec<Option<String>>,
        numbers: &mut Numbers,
    ) -> Result<(), StoreError> {
        for (household, found) in village.households.iter().zip(matched) {
            self.household(village, household, found)?;
            numbers.households += 1;
            numbers.residents += u32::try_from(household.residents.len()).unwrap_or(u32::MAX);
        }
        Ok(())
    }

    fn household(
        &mut self,
        village: &VillageIn,
        household: &HouseholdIn,
        matched: Option<String>,
    ) -> Result<(), StoreError> {
        let day = self.ground.day(household.stated.or(village.stated));
        let said = Statement { day, source: self.ground.source, keys: self.ground.keys };
        let is_new = matched.is_none();
        if is_new && !household.told && self.state_known_stranger(household, said)? {
            return Ok(());
        }
        let id = match matched {
            Some(id) => {
                self.registry.rehome(&id, &self.units.id);
                if let Some(number) = &household.number {
                    self.registry.number_household(&id, number);
                }
                id
            }
            None => self.registry.found_household(&self.units.id, household.number.as_deref()),
        };
        self.state_place(&id, household, is_new, said);
        for (category, holds) in &household.categories {
            self.registry.state_household_category(&id, category, *holds, said);
        }
        residents::state(self.registry, self.town_id, &id, household, said)
    }

    /// A row that says nothing about a household, of somebody whose household is known: the facts, and no move.
    fn state_known_stranger(&mut self, household: &HouseholdIn, said: Statement<'_>) -> Result<bool, StoreError> {
        let [resident] = household.residents.as_slice() else { return Ok(false) };
        let known = resident.citizen_id.as_ref().and_then(|id| self.registry.resident_by_citizen_id(id, said.keys));
        let Some(id) = known.map(str::to_owned) else { return Ok(false) };
        let Some(home) = self.registry.stay_near(&id, said.day).map(|stay| stay.household_id.clone()) else {
            return Ok(false);
        };
        self.registry.state_resident(&id, &home, &residents::facts(resident, false), said)?;
        for (category, holds) in &household.categories {
            self.registry.state_household_category(&home, category, *holds, said);
        }
        Ok(true)
    }

    fn state_place(&mut self, id: &str, household: &HouseholdIn, is_new: bool, said: Statement<'_>) {
        let grid = household.grid.and_then(|grid| self.units.grids.get(grid));
        let before =
            self.registry.place_near(id, said.day).map(|place| (place.unit_id.clone(), place.hamlet_id.clone()));
        let unit_id = match (grid, &before) {
            (Some((grid, _)), _) => grid.clone(),
            (None, Some((unit, _))) => unit.clone(),
            (None, None) => self.units.id.clone(),
        };
        let same_unit = before.as_ref().is_some_and(|(unit, _)| *unit == unit_id);
        let hamlet_id = match &household.hamlet {
            Some(name) => Some(self.hamlet(&unit_id, name)),
            None if same_unit => before.and_then(|(_, hamlet)| hamlet),
            None => None,
        };
        self.town.stood_on(&unit_id, said.day);
        if is_new || !same_unit || household.hamlet.is_some() || self.registry.place(id, said.day).is_none() {
            self.registry.state_place(id, said.day, &Place { unit_id, hamlet_id });
        }
    }

    fn hamlet(&mut self, unit_id: &str, name: &str) -> String {
        let (id, is_new) = self.town.ensure_hamlet(unit_id, name);
        if is_new {
            let code =
                self.town.unit(unit_id).map_or_else(|| self.units.code.as_str().to_owned(), |unit| unit.code.clone());
            self.created.push(Created { kind: "hamlet".into(), code: None, name: name.to_owned(), parent: Some(code) });
        }
        id
    }
}
