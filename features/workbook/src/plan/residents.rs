//! Residents of a household of the workbook, matched and stated.

use std::collections::HashSet;

use chrono::NaiveDate;
use hongwang_intake::{HouseholdIn, ResidentIn};
use hongwang_registry::{RegistryDraft, ResidentFacts, Statement};
use hongwang_store::StoreError;

pub(super) fn state(
    registry: &mut RegistryDraft,
    town_id: &str,
    household_id: &str,
    household: &HouseholdIn,
    said: Statement<'_>,
) -> Result<(), StoreError> {
    let mut used: HashSet<String> = HashSet::new();
    // By id first, so that nobody is matched by name to somebody who has a row of their own.
    let mut matched: Vec<Option<String>> = household
        .residents
        .iter()
        .map(|resident| {
            let id = resident.citizen_id.as_ref()?;
            registry.resident_by_citizen_id(id, said.keys).map(str::to_owned)
        })
        .collect();
    used.extend(matched.iter().flatten().cloned());
    for (resident, found) in household.residents.iter().zip(&mut matched) {
        if found.is_none() {
            *found = by_name(registry, household_id, resident, &used, said.day);
            used.extend(found.clone());
        }
    }
    // Who has no id and came with the head from another household is known there.
    let former = household
        .head
        .and_then(|head| matched[head].as_deref())
        .and_then(|head| registry.stay_near(head, said.day))
        .map(|stay| stay.household_id.clone())
        .filter(|former| former != household_id);
    if let Some(former) = former {
        for (resident, found) in household.residents.iter().zip(&mut matched) {
            if found.is_none() {
                let known = by_name(registry, &former, resident, &used, said.day);
                *found = known.filter(|id| registry.resident(id).is_some_and(|row| row.citizen_id.is_none()));
                used.extend(found.clone());
            }
        }
    }
    for (position, (resident, found)) in household.residents.iter().zip(matched).enumerate() {
        let facts = facts(resident, household.head == Some(position));
        let id = match found {
            Some(id) => {
                registry.state_resident(&id, household_id, &facts, said)?;
                id
            }
            None => registry.enrol(town_id, household_id, &facts, said)?,
        };
        if facts.is_head {
            step_down_others(registry, household_id, &id, said.day);
        }
    }
    Ok(())
}

pub(super) fn facts(resident: &ResidentIn, is_head: bool) -> ResidentFacts<'_> {
    ResidentFacts {
        name: &resident.name,
        relation: resident.relation,
        is_head,
        sex: resident.sex,
        birth_date: resident.birth_date,
        citizen_id: resident.citizen_id.as_ref(),
        phone: resident.phone.as_ref(),
        membership: resident.membership,
        presence: resident.presence,
        categories: Some(&resident.categories),
    }
}

fn by_name(
    registry: &RegistryDraft,
    household: &str,
    resident: &ResidentIn,
    used: &HashSet<String>,
    day: NaiveDate,
) -> Option<String> {
    let fits = |id: &&String| {
        let Some(row) = registry.resident(id) else { return false };
        let belongs = registry.stay_near(id, day).is_some_and(|stay| stay.household_id == household);
        let same_birth =
            resident.birth_date.is_none() || row.birth_date.is_none() || resident.birth_date == row.birth_date;
        belongs && row.name == resident.name.as_str() && same_birth && !used.contains(*id)
    };
    let candidates: Vec<&String> = registry.ever_in(household).iter().filter(fits).collect();
    let same_relation = |id: &&&String| {
        let relation = resident.relation.map(|relation| i32::from(relation.0));
        relation.is_some() && registry.stay_near(id, day).is_some_and(|stay| stay.relation == relation)
    };
    candidates.iter().find(same_relation).or(candidates.first()).map(|id| (*id).clone())
}

/// A household has one head: whoever else was it is it no more.
fn step_down_others(registry: &mut RegistryDraft, household: &str, head: &str, day: NaiveDate) {
    let others: Vec<String> = registry
        .ever_in(household)
        .iter()
        .filter(|id| id.as_str() != head)
        .filter(|id| registry.stay(id, day).is_some_and(|stay| stay.is_head && stay.household_id == household))
        .cloned()
        .collect();
    for id in others {
        registry.step_down(&id, day);
    }
}
