//! Where requests and consents lie, for the policy of a route.

use diesel::prelude::*;
use hongwang_domain::UnitPath;
use hongwang_store::schema::organisation::units;
use hongwang_store::schema::privacy::{consents, subject_requests};
use hongwang_store::{Db, StoreError};
use hongwang_web::Locate;

/// The path of the unit of a request.
fn request(db: &mut Db, id: &str) -> Result<Option<UnitPath>, StoreError> {
    let path: Option<String> = subject_requests::table
        .inner_join(units::table.on(units::id.eq(subject_requests::unit_id)))
        .filter(subject_requests::id.eq(id))
        .select(units::path)
        .first(db)
        .optional()?;
    Ok(path.map(UnitPath::from_database))
}

/// The path of the unit of whoever gave a consent.
fn consent(db: &mut Db, id: &str) -> Result<Option<UnitPath>, StoreError> {
    let resident: Option<String> = consents::table.find(id).select(consents::resident_id).first(db).optional()?;
    match resident {
        Some(resident) => hongwang_registry::locate::resident(db, &resident),
        None => Ok(None),
    }
}

/// `{request}` is the id of what somebody asked.
pub const REQUEST: Locate = Locate { param: "request", find: request };
/// `{consent}` is the id of a consent.
pub const CONSENT: Locate = Locate { param: "consent", find: consent };
