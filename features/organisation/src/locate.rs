//! Where things lie, for the policy of a route.

use hongwang_domain::UnitPath;
use hongwang_store::{Db, StoreError};
use hongwang_web::Locate;

/// A unit, by its code.
pub const UNIT: Locate = Locate { param: "unit", find: unit };

fn unit(db: &mut Db, code: &str) -> Result<Option<UnitPath>, StoreError> {
    Ok(crate::queries::by_code(db, code)?.map(|unit| unit.path()))
}
