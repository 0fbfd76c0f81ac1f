//! A town's organisation held in memory while a change of it is thought through.

mod edits;

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use hongwang_domain::{Id, Phone, UnitCode, UnitPath};
use hongwang_store::schema::organisation::{appointments, hamlets, party_groups, persons, teams, units};
use hongwang_store::{Dated, Db, Draft, KeyRing, SealedField, StoreError, Tx};

use crate::rows::{Appointment, Hamlet, PartyGroup, Person, Post, Team, Unit};

/// A town with its villages, grids, groups and everybody appointed there.
#[derive(Clone, Debug, Default)]
pub struct TownDraft {
    units: Draft<Unit>,
    hamlets: Draft<Hamlet>,
    groups: Draft<PartyGroup>,
    teams: Draft<Team>,
    persons: Draft<Person>,
    appointments: Dated<Appointment>,
    unit_by_code: HashMap<String, String>,
    hamlet_by_name: HashMap<(String, String), String>,
    group_by_unit: HashMap<String, String>,
    team_by_group: HashMap<String, String>,
    person_by_name: HashMap<(String, String), String>,
}

/// The names that a list of party groups gives for one group. `None` says nothing.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// 组长
    pub leader: Option<String>,
    /// 组长电话
    pub leader_phone: Option<Phone>,
    /// 组长任职依据
    pub basis: Option<String>,
    /// 成员: the whole list
    pub members: Option<Vec<String>>,
    /// 志愿者: the whole list
    pub volunteers: Option<Vec<String>>,
}

impl TownDraft {
    /// Reads a town, with the county above it; without the town only the county is there.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load(db: &mut Db, county: &Unit, town: &UnitCode) -> Result<Self, StoreError> {
        let mut all = vec![county.clone()];
        let standing: Option<Unit> =
            units::table.filter(units::code.eq(town.as_str())).select(Unit::as_select()).first(db).optional()?;
        if let Some(town) = standing {
            all.extend(crate::queries::subtree(db, &town.path())?);
        }
        let ids: Vec<String> = all.iter().map(|unit| unit.id.clone()).collect();
        let hamlets: Vec<Hamlet> =
            hamlets::table.filter(hamlets::unit_id.eq_any(&ids)).select(Hamlet::as_select()).load(db)?;
        let groups: Vec<PartyGroup> =
            party_groups::table.filter(party_groups::unit_id.eq_any(&ids)).select(PartyGroup::as_select()).load(db)?;
        let group_ids: Vec<String> = groups.iter().map(|group| group.id.clone()).collect();
        let teams: Vec<Team> =
            teams::table.filter(teams::group_id.eq_any(&group_ids)).select(Team::as_select()).load(db)?;
        let persons: Vec<Person> =
            persons::table.filter(persons::unit_id.eq_any(&ids)).select(Person::as_select()).load(db)?;
        let appointments: Vec<Appointment> =
            appointments::table.filter(appointments::unit_id.eq_any(&ids)).select(Appointment::as_select()).load(db)?;
        Ok(Self {
            unit_by_code: all.iter().map(|unit| (unit.code.clone(), unit.id.clone())).collect(),
            hamlet_by_name: hamlets
                .iter()
                .map(|one| ((one.unit_id.clone(), one.name.clone()), one.id.clone()))
                .collect(),
            group_by_unit: groups.iter().map(|one| (one.unit_id.clone(), one.id.clone())).collect(),
            team_by_group: teams.iter().map(|one| (one.group_id.clone(), one.id.clone())).collect(),
            person_by_name: persons
                .iter()
                .map(|one| ((one.unit_id.clone(), one.name.clone()), one.id.clone()))
                .collect(),
            units: Draft::new(all),
            hamlets: Draft::new(hamlets),
            groups: Draft::new(groups),
            teams: Draft::new(teams),
            persons: Draft::new(persons),
            appointments: Dated::new(appointments),
        })
    }

    /// The unit with a code.
    pub fn by_code(&self, code: &UnitCode) -> Option<&Unit> {
        self.unit_by_code.get(code.as_str()).and_then(|id| self.units.get(id))
    }

    /// The unit with an id.
    pub fn unit(&self, id: &str) -> Option<&Unit> {
        self.units.get(id)
    }

    /// The units directly below one, in order of code.
    pub fn below(&self, parent: &str) -> Vec<&Unit> {
        let mut found: Vec<&Unit> =
            self.units.iter().filter(|unit| unit.parent_id.as_deref() == Some(parent)).collect();
        found.sort_by(|one, other| one.code.cmp(&other.code));
        found
    }

    /// The unit with this code, made below `parent` when it is not there yet; answers its id and whether it is new.
    pub fn ensure_unit(&mut self, parent: &str, code: &UnitCode, name: &str) -> Option<(String, bool)> {
        if let Some(id) = self.unit_by_code.get(code.as_str()) {
            return Some((id.clone(), false));
        }
        let unit = Unit::new(Some(self.units.get(parent)?), code, name);
        let id = unit.id.clone();
        self.unit_by_code.insert(unit.code.clone(), id.clone());
        self.units.insert(unit);
        Some((id, true))
    }

    /// Says that a unit and those above it were there on a day.
    pub fn stood_on(&mut self, id: &str, day: NaiveDate) {
        let on_the_way: Vec<String> =
            self.units.get(id).map(|unit| unit.path().ids().map(|id| id.to_string()).collect()).unwrap_or_default();
        for id in on_the_way {
            let is_new = self.units.earlier(&id).is_none();
            self.units.change(&id, |unit| match unit.founded_on {
                Some(first) if first > day => unit.founded_on = Some(day),
                None if is_new => unit.founded_on = Some(day),
                _ => {}
            });
        }
    }

    /// The hamlet of this name in a unit, made when it is not there yet; answers its id and whether it is new.
    pub fn ensure_hamlet(&mut self, unit: &str, name: &str) -> (String, bool) {
        let key = (unit.to_owned(), name.to_owned());
        if let Some(id) = self.hamlet_by_name.get(&key) {
            return (id.clone(), false);
        }
        let hamlet = Hamlet { id: Id::new().to_string(), unit_id: unit.to_owned(), name: name.to_owned(), version: 1 };
        let id = hamlet.id.clone();
        self.hamlet_by_name.insert(key, id.clone());
        self.hamlets.insert(hamlet);
        (id, true)
    }

    /// The party group of a grid, made when it is not there yet; `name` and `founded_on` are taken over when given.
    /// Answers whether it is new.
    pub fn ensure_group(
        &mut self,
        grid: &str,
        name: Option<&str>,
        founded_on: Option<NaiveDate>,
        default_name: &str,
    ) -> bool {
        if let Some(id) = self.group_by_unit.get(grid).cloned() {
            self.groups.change(&id, |group| {
                if let Some(name) = name {
                    name.clone_into(&mut group.name);
                }
                group.founded_on = founded_on.or(group.founded_on);
            });
            return false;
        }
        let group = PartyGroup {
            id: Id::new().to_string(),
            unit_id: grid.to_owned(),
            name: name.unwrap_or(default_name).to_owned(),
            founded_on,
            dissolved_on: None,
            version: 1,
        };
        self.group_by_unit.insert(grid.to_owned(), group.id.clone());
        self.groups.insert(group);
        true
    }

    /// States who leads, belongs to and helps the group of a grid from a day on.
    ///
    /// # Errors
    /// When sealing a phone fails.
    pub fn state_roster(
        &mut self,
        grid: &str,
        day: NaiveDate,
        roster: &Roster,
        keys: &KeyRing,
    ) -> Result<(), StoreError> {
        if let Some(name) = &roster.leader {
            let person = self.ensure_person(grid, name);
            if let Some(phone) = &roster.leader_phone {
                self.set_phone(&person, phone, keys)?;
            }
            self.appoint_leader(grid, day, &person, roster.basis.clone());
        }
        if let Some(names) = &roster.members {
            self.state_list(grid, day, Post::Member, names, None);
        }
        if let Some(names) = &roster.volunteers {
            let team = self.ensure_team(grid);
            self.state_list(grid, day, Post::Volunteer, names, team);
        }
        Ok(())
    }

    fn appoint_leader(&mut self, grid: &str, day: NaiveDate, person: &str, basis: Option<String>) {
        let leads = |row: &Appointment| row.role == Post::Leader.as_str();
        let standing = self.appointments.at(grid, leads, day).filter(|row| row.person_id == person);
        let basis = basis.or_else(|| standing.and_then(|row| row.basis.clone()));
        self.appointments.state(grid, leads, day, Some((person.to_owned(), basis)), |span| {
            appointment(grid, Post::Leader, &span.value, None, 0, (span.from, span.to))
        });
    }

    fn state_list(&mut self, grid: &str, day: NaiveDate, post: Post, names: &[String], team: Option<String>) {
        let listed: Vec<String> = names.iter().map(|name| self.ensure_person(grid, name)).collect();
        let standing: Vec<String> = self
            .appointments
            .of(grid)
            .iter()
            .filter(|row| row.role == post.as_str())
            .map(|row| row.person_id.clone())
            .collect();
        for person in standing.iter().filter(|person| !listed.contains(person)) {
            let line = |row: &Appointment| row.role == post.as_str() && row.person_id == *person;
            self.appointments.state(grid, line, day, None, |span| {
                appointment(grid, post, &span.value, None, 0, (span.from, span.to))
            });
        }
        for (person, position) in listed.iter().zip(0..) {
            let line = |row: &Appointment| row.role == post.as_str() && row.person_id == *person;
            self.appointments.state(grid, line, day, Some((person.clone(), None)), |span| {
                appointment(grid, post, &span.value, team.clone(), position, (span.from, span.to))
            });
        }
    }

    fn ensure_person(&mut self, unit: &str, name: &str) -> String {
        let key = (unit.to_owned(), name.to_owned());
        if let Some(id) = self.person_by_name.get(&key) {
            return id.clone();
        }
        let person = Person {
            id: Id::new().to_string(),
            unit_id: unit.to_owned(),
            name: name.to_owned(),
            phone: None,
            phone_index: None,
            version: 1,
        };
        let id = person.id.clone();
        self.person_by_name.insert(key, id.clone());
        self.persons.insert(person);
        id
    }

    fn set_phone(&mut self, person: &str, phone: &Phone, keys: &KeyRing) -> Result<(), StoreError> {
        let index = keys.index(SealedField::Phone, phone.as_str());
        if self.persons.get(person).is_some_and(|row| row.phone_index.as_ref() != Some(&index)) {
            let sealed = keys.seal(SealedField::Phone, person, phone.as_str().as_bytes())?;
            self.persons.change(person, |row| {
                row.phone = Some(sealed);
                row.phone_index = Some(index);
            });
        }
        Ok(())
    }

    fn ensure_team(&mut self, grid: &str) -> Option<String> {
        let group = self.group_by_unit.get(grid)?.clone();
        if let Some(id) = self.team_by_group.get(&group) {
            return Some(id.clone());
        }
        let team = Team { id: Id::new().to_string(), group_id: group.clone(), name: None, version: 1 };
        let id = team.id.clone();
        self.team_by_group.insert(group, id.clone());
        self.teams.insert(team);
        Some(id)
    }

    /// How many records a write would change.
    pub fn changed(&self) -> usize {
        self.units.changed()
            + self.hamlets.changed()
            + self.groups.changed()
            + self.teams.changed()
            + self.persons.changed()
            + self.appointments.changed()
    }

    /// Writes every difference to what was read.
    ///
    /// # Errors
    /// When something was changed meanwhile, or the database fails.
    pub fn write(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        self.units.write(tx, |unit| unit.parent_id.clone().unwrap_or_else(|| unit.id.clone()))?;
        self.hamlets.write(tx, |hamlet| hamlet.unit_id.clone())?;
        self.groups.write(tx, |group| group.unit_id.clone())?;
        self.teams.write(tx, |team| {
            self.groups.get(&team.group_id).map_or_else(String::new, |group| group.unit_id.clone())
        })?;
        self.persons.write(tx, |person| person.unit_id.clone())?;
        self.appointments.write(tx, |appointment| appointment.unit_id.clone())?;
        self.appointments.write_removed(tx, |appointment| appointment.unit_id.clone())?;
        let grids: Vec<String> = self.appointments.touched().cloned().collect();
        hongwang_accounts::recognise(tx, &grids)
    }

    /// The path of a unit, for the policy.
    pub fn path_of(&self, id: &str) -> Option<UnitPath> {
        self.units.get(id).map(Unit::path)
    }
}

fn appointment(
    grid: &str,
    post: Post,
    (person, basis): &(String, Option<String>),
    team_id: Option<String>,
    position: i32,
    (from_day, to_day): (NaiveDate, Option<NaiveDate>),
) -> Appointment {
    Appointment {
        id: Id::new().to_string(),
        person_id: person.clone(),
        role: post.as_str().to_owned(),
        unit_id: grid.to_owned(),
        team_id,
        basis: basis.clone(),
        position,
        from_day,
        to_day,
        version: 1,
    }
}
