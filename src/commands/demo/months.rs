//! What happens in the town from month to month, as the clerk reports it: the households that changed, whole.

use std::collections::BTreeSet;

use super::kin::{birth, free_number, is_away, leaver, married_son, mother, single, under_own_roof};
use super::lives::can_lead;
use super::pace::Pace;
use super::people::{Household, Maker, Person, Relation, Tick};
use super::town::{Town, Village};

/// A household of the town: its village and its place there.
pub type At = (usize, usize);

/// What changed in a month.
#[derive(Debug, Default)]
pub struct Changes {
    pub households: BTreeSet<At>,
    /// Grids whose group changed, by village.
    pub groups: BTreeSet<(usize, usize)>,
}

impl Changes {
    /// The households of a village that changed, by their places there.
    pub fn in_village(&self, village: usize) -> impl Iterator<Item = usize> {
        self.households.range((village, 0)..(village + 1, 0)).map(|(_, household)| *household)
    }
}

/// Lets a month pass.
pub fn pass(maker: &mut Maker<'_>, town: &mut Town, pace: &Pace) -> Changes {
    let mut month = Month { maker, town, changes: Changes::default() };
    month.each(
        pace.new_dibao,
        |_, household| !household.people[0].has(Tick::Dibao),
        |_, household| {
            household.people[0].ticks.insert(Tick::Dibao, true);
        },
    );
    month.each(
        pace.ended_dibao,
        |_, household| household.people[0].has(Tick::Dibao),
        |_, household| {
            household.people[0].ticks.insert(Tick::Dibao, false);
        },
    );
    month.each(
        pace.leave,
        |maker, household| leaver(maker, household).is_some(),
        |maker, household| {
            if let Some(at) = leaver(maker, household) {
                household.people[at].away = true;
            }
        },
    );
    month.each(pace.return_home, is_away, |_, household| {
        household.people.iter_mut().for_each(|person| person.away = false);
    });
    month.each(pace.births, |maker, household| mother(maker, household).is_some(), birth);
    (0..pace.weddings).for_each(|_| month.wedding());
    (0..pace.own_homes).for_each(|_| month.own_home());
    (0..pace.moves).for_each(|_| month.move_within());
    (0..pace.new_leaders).for_each(|_| month.new_leader());
    month.changes
}

struct Month<'a, 'w> {
    maker: &'a mut Maker<'w>,
    town: &'a mut Town,
    changes: Changes,
}

impl Month<'_, '_> {
    /// Changes so many households that fit.
    fn each(
        &mut self,
        count: usize,
        fits: impl Fn(&Maker<'_>, &Household) -> bool,
        change: impl Fn(&mut Maker<'_>, &mut Household),
    ) {
        for at in self.find(count, fits) {
            change(self.maker, &mut self.town.villages[at.0].households[at.1]);
            self.changes.households.insert(at);
        }
    }

    /// So many households that fit and did not change this month, from all over the town.
    fn find(&mut self, count: usize, fits: impl Fn(&Maker<'_>, &Household) -> bool) -> Vec<At> {
        let villages = self.town.villages.iter().enumerate();
        let places =
            villages.flat_map(|(village, one)| (0..one.households.len()).map(move |household| (village, household)));
        let mut found: Vec<At> = places
            .filter(|at| !self.changes.households.contains(at))
            .filter(|at| fits(self.maker, &self.town.villages[at.0].households[at.1]))
            .collect();
        self.maker.chance.shuffle(&mut found);
        found.truncate(count);
        found
    }

    /// A daughter moves to the household of a son in another village.
    fn wedding(&mut self) {
        let brides = self.find(1, |maker, household| single(maker, household, Relation::Daughter).is_some());
        let Some(&from) = brides.first() else { return };
        let grooms = self.find(usize::MAX, |maker, household| single(maker, household, Relation::Son).is_some());
        let Some(&to) = grooms.iter().find(|at| at.0 != from.0) else { return };
        let home = &mut self.town.villages[from.0].households[from.1];
        let Some(bride) = single(self.maker, home, Relation::Daughter) else { return };
        let bride = home.people.remove(bride);
        self.changes.households.insert(from);
        let home = &mut self.town.villages[to.0].households[to.1];
        home.people.push(Person { relation: Relation::DaughterInLaw, away: false, ..bride });
        self.changes.households.insert(to);
    }

    /// A son's family gets a household of its own.
    fn own_home(&mut self) {
        let homes = self.find(1, |_, household| married_son(household).is_some());
        let Some(&from) = homes.first() else { return };
        let village = &mut self.town.villages[from.0];
        let Some(young) = married_son(&village.households[from.1]) else { return };
        let mut people: Vec<Person> =
            young.iter().rev().map(|at| village.households[from.1].people.remove(*at)).collect();
        people.reverse();
        people.iter_mut().for_each(|person| person.relation = under_own_roof(person.relation));
        let parents = &village.households[from.1];
        let number = free_number(village, &parents.number);
        let new = Household { number, grid: parents.grid, hamlet: parents.hamlet.clone(), people };
        village.households.push(new);
        self.changes.households.extend([from, (from.0, village.households.len() - 1)]);
    }

    /// A household moves to another grid of its village.
    fn move_within(&mut self) {
        let Some(&at) = self.find(1, |_, household| household.grid.is_some()).first() else { return };
        let village = &mut self.town.villages[at.0];
        let from = village.households[at.1].grid.unwrap_or_default();
        let to = (from + 1) % village.grids.len();
        let Some(hamlet) =
            village.households.iter().find(|household| household.grid == Some(to)).map(|one| one.hamlet.clone())
        else {
            return;
        };
        (village.households[at.1].grid, village.households[at.1].hamlet) = (Some(to), hamlet);
        self.changes.households.insert(at);
    }

    /// A group gets another leader, from among its members.
    fn new_leader(&mut self) {
        let village = self.maker.chance.below(self.town.villages.len());
        let grid = self.maker.chance.below(self.town.villages[village].grids.len());
        let day = self.maker.day;
        let Village { households, grids, .. } = &mut self.town.villages[village];
        let people =
            households.iter().filter(|household| household.grid == Some(grid)).flat_map(|household| &household.people);
        let group = &mut grids[grid];
        let next = people.filter(|person| can_lead(person, day)).find(|person| group.members.contains(&person.name));
        let Some(next) = next else { return };
        let before = std::mem::replace(&mut group.leader, next.name.clone());
        group.leader_phone.clone_from(&next.phone);
        group.members.retain(|name| *name != next.name);
        group.members.push(before);
        self.changes.groups.insert((village, grid));
    }
}
