//! A heading as a person has decided that it is to be understood.

use std::collections::{BTreeMap, HashSet};

use hongwang_domain::rulebook::forbidden;
use hongwang_domain::rulebook::workbook::{GroupColumn, ResidentColumn};

use crate::choices::{Kind, SheetChoice};
use crate::dictionary::Dictionary;
use crate::recognise::heading::{Column, Heading, Role, may_repeat};
use crate::taken::Taken;

impl Heading {
    /// The heading with what was decided about its columns, and about the village of its sheet.
    pub fn decided(&self, choice: &SheetChoice, words: &Dictionary) -> Self {
        let none = BTreeMap::new();
        let chosen = choice.columns.get(&self.last_row).unwrap_or(&none);
        let mut met = HashSet::new();
        let mut roles: BTreeMap<u32, Role> = BTreeMap::new();
        // What a person chose goes before what was found, whichever stands further to the left.
        for (index, taken) in chosen {
            let found = self.columns.iter().find(|column| column.index == *index);
            if let Some(role) = self.role_of(taken, words).filter(|_| found.is_none_or(Column::may_be_chosen)) {
                let first = met.insert(role) || may_repeat(role);
                roles.insert(*index, if first { role } else { Role::Ignored });
            }
        }
        let unnamed = roles.keys().filter(|index| self.columns.iter().all(|column| column.index != **index));
        let unnamed = unnamed.map(|index| Column { index: *index, heading: "".into(), role: Role::Ignored });
        let mut columns: Vec<Column> = self.columns.iter().cloned().chain(unnamed).collect();
        columns.sort_by_key(|column| column.index);
        for column in &mut columns {
            column.role = match roles.get(&column.index) {
                Some(role) => *role,
                None if met.contains(&column.role) && !may_repeat(column.role) => Role::Ignored,
                None if choice.village.is_some() && says_village(column.role) => Role::Ignored,
                None => column.role,
            };
        }
        Self { kind: self.kind, last_row: self.last_row, columns }
    }

    /// The role of what was chosen; `None` where it belongs to another kind of table, or to no rulebook.
    fn role_of(&self, taken: &Taken, words: &Dictionary) -> Option<Role> {
        match (taken, self.kind) {
            (Taken::LeftOut, _) => Some(Role::Ignored),
            (Taken::Resident(field), Kind::Residents) => Some(Role::Resident(*field)),
            (Taken::Group(field), Kind::Groups) => Some(Role::Group(*field)),
            (Taken::Category(id), Kind::Residents) => {
                words.categories.iter().position(|(known, _)| known == id).map(Role::Category)
            }
            _ => None,
        }
    }
}

impl Column {
    /// Whether a person may say what it is: nothing that must not be known is taken in under another name.
    pub fn may_be_chosen(&self) -> bool {
        self.role != Role::Ignored || forbidden(&self.heading).is_none()
    }
}

fn says_village(role: Role) -> bool {
    matches!(
        role,
        Role::Resident(ResidentColumn::Village | ResidentColumn::VillageCode)
            | Role::Group(GroupColumn::Village | GroupColumn::VillageCode)
    )
}
