//! Where entries lie, for the policy of routes.

use hongwang_domain::{Id, UnitPath};
use hongwang_organisation::queries as organisation;
use hongwang_store::{Db, EntryRow, StoreError};
use hongwang_web::Locate;

/// `{entry}` is an entry's id; it lies at the unit whose chain it is in, and where that is no more, at the county.
pub(crate) const ENTRY: Locate = Locate { param: "entry", find: entry };

fn entry(db: &mut Db, id: &str) -> Result<Option<UnitPath>, StoreError> {
    if Id::parse(id).is_none() {
        return Ok(None);
    }
    let Some(entry) = EntryRow::find(db, id)? else { return Ok(None) };
    Ok(match organisation::path_of(db, &entry.chain)? {
        Some(path) => Some(path),
        None => organisation::county(db)?.map(|county| county.path()),
    })
}
