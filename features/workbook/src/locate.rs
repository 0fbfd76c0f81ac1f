//! Where things lie, for the policy of a route.

use hongwang_domain::UnitPath;
use hongwang_organisation::{Unit, queries};
use hongwang_store::{Db, StoreError};
use hongwang_web::Locate;

fn unit(db: &mut Db, code: &str) -> Result<Option<UnitPath>, StoreError> {
    Ok(queries::by_code(db, code)?.as_ref().map(Unit::path))
}

/// `{unit}` is a unit's code.
pub(crate) const UNIT: Locate = Locate { param: "unit", find: unit };
/// `{upload}` is the id of an upload.
pub(crate) const UPLOAD: Locate = Locate { param: "upload", find: crate::upload::locate };
/// `{import}` is the id of an import that was written.
pub(crate) const IMPORT: Locate = Locate { param: "import", find: crate::history::locate };
