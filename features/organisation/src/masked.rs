//! Sealed values as pages show them.

use hongwang_domain::{CitizenId, Phone};
use hongwang_store::{KeyRing, SealedField, StoreError};

/// A sealed phone, masked.
///
/// # Errors
/// When it can't be opened or is no phone.
pub fn phone(keys: &KeyRing, record: &str, sealed: &[u8]) -> Result<String, StoreError> {
    let text = keys.open_text(SealedField::Phone, record, sealed)?;
    let (phone, _) = Phone::read(&text).map_err(|_| StoreError::Corrupt(format!("phone of {record}")))?;
    Ok(phone.masked())
}

/// A sealed citizen id, masked.
///
/// # Errors
/// When it can't be opened or is no citizen id.
pub fn citizen_id(keys: &KeyRing, record: &str, sealed: &[u8]) -> Result<String, StoreError> {
    let text = keys.open_text(SealedField::CitizenId, record, sealed)?;
    let read = CitizenId::read(&text).map_err(|_| StoreError::Corrupt(format!("citizen id of {record}")))?;
    Ok(read.id.masked())
}
