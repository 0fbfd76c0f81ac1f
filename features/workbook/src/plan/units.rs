//! Units of the workbook: found by code or name, else made with the next free code.

use std::collections::BTreeSet;

use hongwang_domain::UnitCode;
use hongwang_domain::naming::{GridName, VillageName, grid_numbers, village_number};
use hongwang_intake::{GridIn, Intake, VillageIn};
use hongwang_organisation::{Roster, TownDraft};
use hongwang_store::StoreError;

use super::Ground;
use crate::report::Created;

/// Where the units of the workbook stand in the tree.
pub(super) struct Placed {
    /// `None` when the workbook speaks of no village at all and the town is not there.
    pub town_id: Option<String>,
    /// In the order of the workbook's villages.
    pub villages: Vec<PlacedVillage>,
}

pub(super) struct PlacedVillage {
    pub id: String,
    pub code: UnitCode,
    /// In the order of the village's grids: id and code.
    pub grids: Vec<(String, UnitCode)>,
}

pub(super) fn place(
    town: &mut TownDraft,
    ground: &Ground<'_>,
    intake: &Intake,
    created: &mut Vec<Created>,
) -> Result<Placed, StoreError> {
    if intake.villages.is_empty() {
        let town_id = town.by_code(ground.town).map(|unit| unit.id.clone());
        return Ok(Placed { town_id, villages: Vec::new() });
    }
    let (town_id, is_new) =
        town.ensure_unit(&ground.county.id, ground.town, ground.town_name).ok_or_else(|| full(ground.town))?;
    if is_new {
        created.push(unit("town", ground.town, ground.town_name));
    }
    let mut villages = Vec::with_capacity(intake.villages.len());
    // Codes that the workbook gives are not handed out to a village that has none.
    let mut taken: BTreeSet<u32> =
        town.below(&town_id).iter().filter_map(|unit| unit.code().ok()).map(|code| code.number()).collect();
    taken.extend(intake.villages.iter().filter_map(|village| village.code.as_ref()).map(UnitCode::number));
    for village in &intake.villages {
        villages.push(place_village(town, ground, &town_id, village, &mut taken, created)?);
    }
    Ok(Placed { town_id: Some(town_id), villages })
}

fn place_village(
    town: &mut TownDraft,
    ground: &Ground<'_>,
    town_id: &str,
    village: &VillageIn,
    taken: &mut BTreeSet<u32>,
    created: &mut Vec<Created>,
) -> Result<PlacedVillage, StoreError> {
    let words = &ground.rulebook.units;
    let code = match &village.code {
        Some(code) => code.clone(),
        None => {
            let name = VillageName::read(&village.name, words);
            let number = village_number(name.kind, taken, words).ok_or_else(|| full(ground.town))?;
            taken.insert(number);
            ground.town.child(number).ok_or_else(|| full(ground.town))?
        }
    };
    let (id, is_new) = town.ensure_unit(town_id, &code, &village.name).ok_or_else(|| full(&code))?;
    if is_new {
        created.push(unit("village", &code, &village.name));
    }
    town.stood_on(&id, ground.day(village.stated));
    let grids = place_grids(town, ground, &id, &code, village, created)?;
    Ok(PlacedVillage { id, code, grids })
}

fn place_grids(
    town: &mut TownDraft,
    ground: &Ground<'_>,
    village_id: &str,
    village_code: &UnitCode,
    village: &VillageIn,
    created: &mut Vec<Created>,
) -> Result<Vec<(String, UnitCode)>, StoreError> {
    let mut taken: BTreeSet<u32> =
        town.below(village_id).iter().filter_map(|unit| unit.code().ok()).map(|code| code.number()).collect();
    taken.extend(village.grids.iter().filter_map(|grid| grid.code.as_ref()).map(UnitCode::number));
    let names: Vec<GridName> = village
        .grids
        .iter()
        .filter(|grid| grid.code.is_none())
        .map(|grid| GridName::read(&grid.name, &ground.rulebook.units))
        .collect();
    let mut numbers = grid_numbers(&names, &taken).into_iter();
    let mut placed = Vec::with_capacity(village.grids.len());
    for grid in &village.grids {
        let code = match &grid.code {
            Some(code) => code.clone(),
            None => numbers
                .next()
                .flatten()
                .and_then(|number| village_code.child(number))
                .ok_or_else(|| full(village_code))?,
        };
        let (id, is_new) = town.ensure_unit(village_id, &code, &grid.name).ok_or_else(|| full(&code))?;
        if is_new {
            created.push(unit("grid", &code, &grid.name));
        }
        let stated = grid.group.as_ref().and_then(|group| group.stated).or(village.stated);
        town.stood_on(&id, ground.day(stated));
        place_group(town, ground, &id, &code, village, grid, created)?;
        placed.push((id, code));
    }
    Ok(placed)
}

fn place_group(
    town: &mut TownDraft,
    ground: &Ground<'_>,
    grid_id: &str,
    grid_code: &UnitCode,
    village: &VillageIn,
    grid: &GridIn,
    created: &mut Vec<Created>,
) -> Result<(), StoreError> {
    let Some(group) = &grid.group else { return Ok(()) };
    let body = ground.rulebook.units.grid_bodies.first().map_or("", String::as_str);
    let default_name = format!("{}{}{body}", village.name, grid.name);
    if town.ensure_group(grid_id, group.name.as_deref(), group.founded, &default_name) {
        created.push(Created {
            kind: "party_group".into(),
            code: None,
            name: group.name.clone().unwrap_or(default_name),
            parent: Some(grid_code.as_str().to_owned()),
        });
    }
    let roster = Roster {
        leader: group.leader.clone(),
        leader_phone: group.leader_phone.clone(),
        basis: group.leader_basis.map(|basis| basis.as_str().to_owned()),
        members: group.members.clone(),
        volunteers: group.volunteers.clone(),
    };
    town.state_roster(grid_id, ground.day(group.stated.or(village.stated)), &roster, ground.keys)
}

fn unit(kind: &'static str, code: &UnitCode, name: &str) -> Created {
    Created {
        kind: kind.into(),
        code: Some(code.as_str().to_owned()),
        name: name.to_owned(),
        parent: code.parent().map(|parent| parent.as_str().to_owned()),
    }
}

/// All 999 numbers under a unit are taken, or the unit above one is missing.
fn full(code: &UnitCode) -> StoreError {
    StoreError::Corrupt(format!("no place for a unit at {code}"))
}
