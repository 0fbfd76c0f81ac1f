//! Where things lie, for the policy of a route.

use diesel::prelude::*;
use hongwang_domain::UnitPath;
use hongwang_store::schema::organisation::{linked_organisations, persons, units};
use hongwang_store::{Db, StoreError};
use hongwang_web::Locate;

/// The path of the unit with a code.
///
/// # Errors
/// When the database fails.
pub fn unit(db: &mut Db, code: &str) -> Result<Option<UnitPath>, StoreError> {
    let path: Option<String> = units::table.filter(units::code.eq(code)).select(units::path).first(db).optional()?;
    Ok(path.map(UnitPath::from_database))
}

/// The path of the unit in which somebody with a post is known.
///
/// # Errors
/// When the database fails.
pub fn person(db: &mut Db, id: &str) -> Result<Option<UnitPath>, StoreError> {
    let path: Option<String> = persons::table
        .inner_join(units::table.on(units::id.eq(persons::unit_id)))
        .filter(persons::id.eq(id))
        .select(units::path)
        .first(db)
        .optional()?;
    Ok(path.map(UnitPath::from_database))
}

/// The path of the unit with which an organisation is linked.
///
/// # Errors
/// When the database fails.
pub fn linked(db: &mut Db, id: &str) -> Result<Option<UnitPath>, StoreError> {
    let path: Option<String> = linked_organisations::table
        .inner_join(units::table.on(units::id.eq(linked_organisations::unit_id)))
        .filter(linked_organisations::id.eq(id))
        .select(units::path)
        .first(db)
        .optional()?;
    Ok(path.map(UnitPath::from_database))
}

/// `{unit}` is a unit's code.
pub const UNIT: Locate = Locate { param: "unit", find: unit };
/// `{person}` is the id of somebody with a post.
pub const PERSON: Locate = Locate { param: "person", find: person };
/// `{organisation}` is the id of a linked organisation.
pub const LINKED: Locate = Locate { param: "organisation", find: linked };
