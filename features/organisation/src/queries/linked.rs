//! The linked organisations of a unit and of what lies below it.

use diesel::prelude::*;
use hongwang_domain::UnitPath;
use hongwang_store::schema::organisation::{linked_organisations, units};
use hongwang_store::{KeyRing, ReadDoor, StoreError};

use crate::linked::{LinkedKind, LinkedOrganisation};
use crate::rows::Unit;

/// A linked organisation as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// The record; its phone stays sealed.
    pub row: LinkedOrganisation,
    /// What it is.
    pub kind: LinkedKind,
    /// The phone, masked, for whoever may see it so.
    pub phone: Option<String>,
    /// The unit.
    pub unit: Unit,
}

/// The linked organisations of a subtree, the unit's own first, in order of unit and name. `phones` says whether the reader may see them, masked. Nothing for a reader who may not see the unit.
///
/// # Errors
/// When the database fails or a phone can't be opened.
pub fn linked_of(
    door: &mut ReadDoor<'_>,
    path: &UnitPath,
    keys: &KeyRing,
    phones: bool,
) -> Result<Vec<Linked>, StoreError> {
    if !door.scope().covers(path) {
        return Ok(Vec::new());
    }
    let rows: Vec<(LinkedOrganisation, Unit)> = linked_organisations::table
        .inner_join(units::table.on(units::id.eq(linked_organisations::unit_id)))
        .filter(units::path.ge(path.as_str()))
        .filter(units::path.lt(path.subtree_end()))
        .order((units::code, linked_organisations::name, linked_organisations::id))
        .select((LinkedOrganisation::as_select(), Unit::as_select()))
        .load(&mut **door)?;
    rows.into_iter().map(|(row, unit)| shown(row, unit, keys, phones)).collect()
}

/// The organisations that are linked with what lies above a unit, town and village: they help in it as well (ORG-7), so
/// whoever may see the unit may see that they do; never their phones.
///
/// # Errors
/// When the database fails.
pub fn linked_above(door: &mut ReadDoor<'_>, path: &UnitPath, keys: &KeyRing) -> Result<Vec<Linked>, StoreError> {
    if !door.scope().covers(path) {
        return Ok(Vec::new());
    }
    let ids: Vec<String> = path.ids().map(|id| id.to_string()).collect();
    let above = ids.split_last().map(|(_, above)| above).unwrap_or_default();
    let rows: Vec<(LinkedOrganisation, Unit)> = linked_organisations::table
        .inner_join(units::table.on(units::id.eq(linked_organisations::unit_id)))
        .filter(units::id.eq_any(above))
        .order((units::code.desc(), linked_organisations::name, linked_organisations::id))
        .select((LinkedOrganisation::as_select(), Unit::as_select()))
        .load(&mut **door)?;
    rows.into_iter().map(|(row, unit)| shown(row, unit, keys, false)).collect()
}

/// One linked organisation; nothing for a reader who may not see its unit.
///
/// # Errors
/// As [`linked_of`].
pub fn linked(door: &mut ReadDoor<'_>, id: &str, keys: &KeyRing, phones: bool) -> Result<Option<Linked>, StoreError> {
    let found: Option<(LinkedOrganisation, Unit)> = linked_organisations::table
        .inner_join(units::table.on(units::id.eq(linked_organisations::unit_id)))
        .filter(linked_organisations::id.eq(id))
        .select((LinkedOrganisation::as_select(), Unit::as_select()))
        .first(&mut **door)
        .optional()?;
    let Some((row, unit)) = found.filter(|(_, unit)| door.scope().covers(&unit.path())) else { return Ok(None) };
    shown(row, unit, keys, phones).map(Some)
}

fn shown(row: LinkedOrganisation, unit: Unit, keys: &KeyRing, phones: bool) -> Result<Linked, StoreError> {
    let phone = match row.phone.as_ref().filter(|_| phones) {
        Some(sealed) => Some(crate::masked::phone(keys, &row.id, sealed)?),
        None => None,
    };
    Ok(Linked { kind: row.kind()?, phone, row, unit })
}
