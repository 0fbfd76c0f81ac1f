//! Which household of the registry a household of the workbook is: by its 户编号, else by its head.

use std::collections::{BTreeSet, HashMap, HashSet};

use hongwang_intake::HouseholdIn;
use hongwang_registry::RegistryDraft;

use super::Ground;

/// The households that were matched already: each is matched once, in whichever village.
pub(super) type Used = HashSet<String>;

/// The households of a village as they stood before the import.
pub(super) struct Standing {
    village: String,
    by_loose_number: HashMap<String, Vec<String>>,
    by_head: HashMap<String, Vec<String>>,
    /// Households that have no head on record.
    headless: BTreeSet<String>,
}

impl Standing {
    pub(super) fn of(registry: &RegistryDraft, village: &str) -> Self {
        let mut ids: Vec<&String> =
            registry.households().filter(|row| row.village_id == village).map(|row| &row.id).collect();
        ids.sort();
        let mut standing = Self {
            village: village.to_owned(),
            by_loose_number: HashMap::new(),
            by_head: HashMap::new(),
            headless: BTreeSet::new(),
        };
        for id in ids {
            if let Some(number) = registry.household(id).and_then(|row| loose(row.number.as_deref()?)) {
                standing.by_loose_number.entry(number).or_default().push(id.clone());
            }
            let heads: Vec<&str> = heads(registry, id);
            if heads.is_empty() {
                standing.headless.insert(id.clone());
            }
            for name in heads {
                standing.by_head.entry(name.to_owned()).or_default().push(id.clone());
            }
        }
        standing
    }

    pub(super) fn by_number(
        &self,
        registry: &RegistryDraft,
        household: &HouseholdIn,
        used: &mut Used,
    ) -> Option<String> {
        let found = registry.household_by_number(&self.village, household.number.as_ref()?)?.to_owned();
        used.insert(found.clone()).then_some(found)
    }

    pub(super) fn by_head(
        &self,
        registry: &RegistryDraft,
        household: &HouseholdIn,
        place: &str,
        ground: &Ground<'_>,
        used: &mut Used,
    ) -> Option<String> {
        let found = self
            .by_loose_number(household, used)
            .or_else(|| self.by_heads_id(registry, household, ground, used))
            .or_else(|| self.by_heads_name(registry, household, place, ground, used))
            .or_else(|| self.by_members(registry, household, place, ground, used))?;
        used.insert(found.clone());
        Some(found)
    }

    /// A number that a spreadsheet program made of another writing: 001 and 1.
    fn by_loose_number(&self, household: &HouseholdIn, used: &Used) -> Option<String> {
        let ids = self.by_loose_number.get(&loose(household.number.as_deref()?)?)?;
        let [only] = ids.as_slice() else { return None };
        (!used.contains(only)).then(|| only.clone())
    }

    /// The household whose head has the id of the row's head, or that holds both this row's head and its own.
    fn by_heads_id(
        &self,
        registry: &RegistryDraft,
        household: &HouseholdIn,
        ground: &Ground<'_>,
        used: &Used,
    ) -> Option<String> {
        let head = household.residents.get(household.head?)?;
        let resident = registry.resident_by_citizen_id(head.citizen_id.as_ref()?, ground.keys)?;
        let stay = registry.stay_near(resident, ground.day(household.stated))?;
        let home = stay.household_id.as_str();
        if used.contains(home) {
            return None;
        }
        let shared = Shared::of(registry, home, household, ground);
        let leads = stay.is_head || current_heads(registry, home).any(|one| shared.here.contains(one));
        let row = registry.household(home)?;
        let same_number = row.number.is_none() || household.number.is_none() || row.number == household.number;
        let is_it = match (row.village_id == self.village, same_number) {
            (true, true) => leads,
            // Renumbered, or moved as a whole: it keeps what is known of it. Otherwise somebody moved out of it.
            (true, false) => leads && shared.is_most(),
            (false, _) => leads && shared.is_all(),
        };
        is_it.then(|| home.to_owned())
    }

    fn by_heads_name(
        &self,
        registry: &RegistryDraft,
        household: &HouseholdIn,
        place: &str,
        ground: &Ground<'_>,
        used: &Used,
    ) -> Option<String> {
        let name = household.head_name.as_deref()?;
        let born = household.head.and_then(|head| household.residents.get(head)).and_then(|head| head.birth_date);
        let same_birth = |id: &String| {
            let mut heads = current_heads(registry, id).filter_map(|head| registry.resident(head));
            heads.any(|head| {
                head.name == name && (born.is_none() || head.birth_date.is_none() || head.birth_date == born)
            })
        };
        let candidates = self.by_head.get(name)?.iter();
        // Another number than the row's is a renumbering only where more than the name says that it is the same.
        let same = |id: &&String| {
            self.is_free(registry, id, household, used)
                || (!used.contains(*id) && Shared::of(registry, id, household, ground).is_surely_it(born.is_some()))
        };
        let fitting = candidates.filter(|id| same(id) && same_birth(id));
        best(registry, fitting, household, place).map(|(id, _)| id)
    }

    /// Where no head is on record (its row was kept out): the household that shares members; where nobody was
    /// taken in, one without anybody at the same place.
    fn by_members(
        &self,
        registry: &RegistryDraft,
        household: &HouseholdIn,
        place: &str,
        ground: &Ground<'_>,
        used: &Used,
    ) -> Option<String> {
        if household.head.is_some() || !household.told {
            return None;
        }
        let by_id = household.residents.iter().find_map(|row| {
            let resident = registry.resident_by_citizen_id(row.citizen_id.as_ref()?, ground.keys)?;
            let home = &registry.stay_near(resident, ground.day(household.stated))?.household_id;
            (self.headless.contains(home) && self.is_free(registry, home, household, used)).then(|| home.clone())
        });
        if by_id.is_some() {
            return by_id;
        }
        let fitting = self.headless.iter().filter(|id| self.is_free(registry, id, household, used));
        if household.residents.is_empty() {
            let mut empty = fitting.filter(|id| registry.ever_in(id).is_empty() && stands_at(registry, id, place));
            return empty.next().cloned();
        }
        best(registry, fitting, household, place).filter(|(_, shared)| *shared > 0).map(|(id, _)| id)
    }

    /// Not matched yet, in this village, and with no other number than the row's.
    fn is_free(&self, registry: &RegistryDraft, id: &str, household: &HouseholdIn, used: &Used) -> bool {
        !used.contains(id)
            && registry.household(id).is_some_and(|row| {
                row.village_id == self.village
                    && (row.number.is_none() || household.number.is_none() || row.number == household.number)
            })
    }
}

/// Who of a household of the registry stands in a household of the workbook, by id or by name.
struct Shared<'a> {
    here: HashSet<&'a str>,
    members: usize,
}

impl<'a> Shared<'a> {
    fn of(registry: &'a RegistryDraft, home: &str, household: &HouseholdIn, ground: &Ground<'_>) -> Self {
        let ids: HashSet<&str> = household
            .residents
            .iter()
            .filter_map(|row| registry.resident_by_citizen_id(row.citizen_id.as_ref()?, ground.keys))
            .collect();
        let names: HashSet<&str> = household.residents.iter().map(|row| row.name.as_str()).collect();
        let belongs = |id: &&String| {
            registry.last_stay(id).is_some_and(|stay| stay.to_day.is_none() && stay.household_id == home)
        };
        let members: Vec<&str> = registry.ever_in(home).iter().filter(belongs).map(String::as_str).collect();
        let named = |id: &str| registry.resident(id).is_some_and(|row| names.contains(row.name.as_str()));
        let here = members.iter().copied().filter(|id| ids.contains(id) || named(id)).collect();
        Self { here, members: members.len() }
    }

    fn is_most(&self) -> bool {
        2 * self.here.len() > self.members
    }

    /// Most of its members, and not one name alone whose birth date nobody knows.
    fn is_surely_it(&self, head_is_dated: bool) -> bool {
        self.is_most() && (self.here.len() > 1 || head_is_dated)
    }

    fn is_all(&self) -> bool {
        self.here.len() == self.members
    }
}

/// The digits of a number without the zeros before them and what stands behind them (001号); `None` where digits do not
/// stand together or at the begin.
fn loose(number: &str) -> Option<String> {
    let end = number.find(|character: char| !character.is_ascii_digit()).unwrap_or(number.len());
    let (digits, rest) = number.split_at(end);
    let digits = digits.trim_start_matches('0');
    let plain = !rest.contains(|character: char| character.is_numeric());
    (!digits.is_empty() && plain).then(|| digits.to_owned())
}

/// The candidate that shares most names with the row's household, then the one at the same place, then the oldest.
fn best<'a>(
    registry: &RegistryDraft,
    candidates: impl Iterator<Item = &'a String>,
    household: &HouseholdIn,
    place: &str,
) -> Option<(String, usize)> {
    let names: HashSet<&str> = household.residents.iter().map(|row| row.name.as_str()).collect();
    let shared = |id: &String| {
        let members = registry.ever_in(id).iter().filter_map(|member| registry.resident(member));
        members.filter(|member| names.contains(member.name.as_str())).count()
    };
    candidates
        .map(|id| (shared(id), stands_at(registry, id, place), std::cmp::Reverse(id)))
        .max()
        .map(|(shared, _, id)| (id.0.clone(), shared))
}

fn stands_at(registry: &RegistryDraft, id: &str, place: &str) -> bool {
    registry.last_place(id).is_some_and(|last| last.unit_id == place)
}

fn current_heads<'a>(registry: &'a RegistryDraft, household: &'a str) -> impl Iterator<Item = &'a str> {
    let leads = move |resident: &&String| {
        registry
            .last_stay(resident)
            .is_some_and(|stay| stay.is_head && stay.to_day.is_none() && stay.household_id == household)
    };
    registry.ever_in(household).iter().filter(leads).map(String::as_str)
}

fn heads<'a>(registry: &'a RegistryDraft, household: &'a str) -> Vec<&'a str> {
    current_heads(registry, household)
        .filter_map(|head| registry.resident(head))
        .map(|head| head.name.as_str())
        .collect()
}
