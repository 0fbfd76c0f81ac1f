//! What only a page states of a unit: names, an empty post, a phone taken away.

use chrono::NaiveDate;
use hongwang_domain::Phone;
use hongwang_store::{KeyRing, StoreError};

use super::{Roster, TownDraft};
use crate::rows::{Appointment, Post};

impl TownDraft {
    /// Gives a unit another name.
    pub fn rename(&mut self, unit: &str, name: &str) {
        self.units.change(unit, |row| name.clone_into(&mut row.name));
    }

    /// The id of the party group of a grid.
    pub fn group_of(&self, grid: &str) -> Option<&str> {
        self.group_by_unit.get(grid).map(String::as_str)
    }

    /// Says the name and the founding day of the party group of a grid, which may be none.
    pub fn describe_group(&mut self, grid: &str, name: &str, founded_on: Option<NaiveDate>) {
        if self.ensure_group(grid, Some(name), founded_on, name) {
            return;
        }
        if let Some(id) = self.group_by_unit.get(grid).cloned() {
            self.groups.change(&id, |group| group.founded_on = founded_on);
        }
    }

    /// Who leads the party group of a grid on a day: the person's id and name.
    pub fn leader(&self, grid: &str, day: NaiveDate) -> Option<(&str, &str)> {
        let row = self.appointments.at(grid, leads, day)?;
        self.persons.get(&row.person_id).map(|person| (person.id.as_str(), person.name.as_str()))
    }

    /// The names in the party group of a grid on a day.
    pub fn roster(&self, grid: &str, day: NaiveDate) -> Roster {
        let named = |post: Post| -> Vec<String> {
            let holds = |row: &&Appointment| {
                row.role == post.as_str() && row.from_day <= day && row.to_day.is_none_or(|to| day < to)
            };
            let persons = self.appointments.of(grid).iter().filter(holds).map(|row| self.persons.get(&row.person_id));
            persons.flatten().map(|person| person.name.clone()).collect()
        };
        Roster {
            leader: named(Post::Leader).pop(),
            members: Some(named(Post::Member)),
            volunteers: Some(named(Post::Volunteer)),
            ..Roster::default()
        }
    }

    /// States that nobody leads the party group of a grid from a day on.
    pub fn vacate_leader(&mut self, grid: &str, day: NaiveDate) {
        self.appointments.end(grid, leads, day);
    }

    /// Gives somebody a phone, or takes it away.
    ///
    /// # Errors
    /// When sealing fails.
    pub fn set_person_phone(&mut self, person: &str, phone: Option<&Phone>, keys: &KeyRing) -> Result<(), StoreError> {
        match phone {
            Some(phone) => self.set_phone(person, phone, keys)?,
            None => self.persons.change(person, |row| (row.phone, row.phone_index) = (None, None)),
        }
        Ok(())
    }
}

fn leads(row: &Appointment) -> bool {
    row.role == Post::Leader.as_str()
}
