//! Organisations as rows of a list.

use std::collections::HashMap;

use hongwang_domain::{Action, UnitKind};
use hongwang_web::{Ask, Fault};

use super::super::grid_of;
use crate::queries::{self, Linked};

/// An organisation in a list.
pub(crate) struct Row {
    /// Its page, for whoever may see it.
    pub href: Option<String>,
    pub name: String,
    pub kind: String,
    /// What it helps with.
    pub helps_with: String,
    /// Whom to ring, and the phone, masked.
    pub contact: String,
    pub phone: Option<String>,
    /// The unit, a grid with its village.
    pub unit: String,
    /// Whether it is linked with the unit above, not with this one.
    pub is_above: bool,
}

/// What the page of a unit says of its organisations.
pub(crate) struct OnUnit {
    /// Those of the unit itself, and those above it that help here too.
    pub own: Vec<Row>,
    /// How many there are with those below.
    pub all: usize,
}

/// The rows; a grid's says the village as well.
pub(crate) fn rows(ask: &Ask, linked: Vec<Linked>) -> Result<Vec<Row>, Fault> {
    let t = ask.tongue();
    let is_grid = |one: &Linked| one.unit.kind == UnitKind::Grid.as_str();
    let villages: HashMap<String, String> = if linked.iter().any(is_grid) {
        let ids: Vec<String> = linked.iter().filter_map(|one| one.unit.parent_id.clone()).collect();
        ask.read(Action::ReadOrganisation, |door| Ok(queries::names(door, &ids)?))?
    } else {
        HashMap::new()
    };
    let row = |one: Linked| {
        let village = one.unit.parent_id.as_ref().filter(|_| is_grid(&one)).and_then(|id| villages.get(id));
        let may_open = ask.may(Action::ReadOrganisation, &one.unit.path());
        Row {
            href: may_open.then(|| format!("/organisations/{}", one.row.id)),
            is_above: ask.place() != &one.unit.path() && one.unit.path().contains(ask.place()),
            unit: grid_of(t, village.map(String::as_str), &one.unit.name),
            kind: t.of("organisation-linked-kind", one.kind.as_str()),
            name: one.row.name,
            helps_with: one.row.helps_with.unwrap_or_default(),
            contact: one.row.contact.unwrap_or_default(),
            phone: one.phone,
        }
    };
    Ok(linked.into_iter().map(row).collect())
}
