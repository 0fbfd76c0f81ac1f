//! Whether the keys are those that the database was sealed with. With others, nobody would be found again by a citizen
//! id, and half of the fields would never open.

use diesel::prelude::*;

use crate::connection::Db;
use crate::error::StoreError;
use crate::schema::store::key_checks;
use crate::seal::{KeyRing, SealedField};

const ID: &str = "keys";
const TEXT: &str = "hongwang";

/// Refuses keys that do not belong to the database; the first keys that come belong to it.
pub(crate) fn belong(db: &mut Db, keys: &KeyRing) -> Result<(), StoreError> {
    let known = |db: &mut Db| -> QueryResult<Option<(Vec<u8>, Vec<u8>)>> {
        key_checks::table.find(ID).select((key_checks::sealed, key_checks::blind_index)).first(db).optional()
    };
    let mut standing = known(db)?;
    if standing.is_none() {
        let row = (
            key_checks::id.eq(ID),
            key_checks::sealed.eq(keys.seal(SealedField::KeyCheck, ID, TEXT.as_bytes())?),
            key_checks::blind_index.eq(keys.index(SealedField::KeyCheck, TEXT)),
        );
        match diesel::insert_into(key_checks::table).values(row).execute(db) {
            // Another process was first; what it wrote counts.
            Err(diesel::result::Error::DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, _))
            | Ok(_) => {}
            Err(error) => return Err(error.into()),
        }
        standing = known(db)?;
    }
    let (sealed, index) = standing.ok_or_else(|| StoreError::Keys("no key check".to_owned()))?;
    let opens = keys.open(SealedField::KeyCheck, ID, &sealed).is_ok_and(|text| text == TEXT.as_bytes());
    if opens && index == keys.index(SealedField::KeyCheck, TEXT) {
        return Ok(());
    }
    Err(StoreError::Keys("the key file belongs to another database".to_owned()))
}
