//! Where households and residents lie, for the policy of a route: by where they stand, or stood last.

use diesel::prelude::*;
use hongwang_domain::UnitPath;
use hongwang_store::schema::organisation::units;
use hongwang_store::schema::registry::{household_places, households, memberships, residents};
use hongwang_store::{Db, StoreError};
use hongwang_web::Locate;

/// The path of the unit in which a household stands or stood last, else of the village that keeps it.
///
/// # Errors
/// When the database fails.
pub fn household(db: &mut Db, id: &str) -> Result<Option<UnitPath>, StoreError> {
    let stands: Option<String> = household_places::table
        .inner_join(units::table.on(units::id.eq(household_places::unit_id)))
        .filter(household_places::household_id.eq(id))
        .order(household_places::from_day.desc())
        .select(units::path)
        .first(db)
        .optional()?;
    let path = match stands {
        Some(path) => Some(path),
        None => households::table
            .inner_join(units::table.on(units::id.eq(households::village_id)))
            .filter(households::id.eq(id))
            .select(units::path)
            .first(db)
            .optional()?,
    };
    Ok(path.map(UnitPath::from_database))
}

/// The household to which a resident belongs or belonged last.
///
/// # Errors
/// When the database fails.
pub fn household_of(db: &mut Db, resident: &str) -> Result<Option<String>, StoreError> {
    Ok(memberships::table
        .filter(memberships::resident_id.eq(resident))
        .order(memberships::from_day.desc())
        .select(memberships::household_id)
        .first(db)
        .optional()?)
}

/// The path of the unit of a resident's household, else of the town.
///
/// # Errors
/// When the database fails.
pub fn resident(db: &mut Db, id: &str) -> Result<Option<UnitPath>, StoreError> {
    if let Some(home) = household_of(db, id)? {
        return household(db, &home);
    }
    let path: Option<String> = residents::table
        .inner_join(units::table.on(units::id.eq(residents::town_id)))
        .filter(residents::id.eq(id))
        .select(units::path)
        .first(db)
        .optional()?;
    Ok(path.map(UnitPath::from_database))
}

/// `{household}` is a household's id.
pub const HOUSEHOLD: Locate = Locate { param: "household", find: household };
/// `{resident}` is a resident's id.
pub const RESIDENT: Locate = Locate { param: "resident", find: resident };
