//! Sealed fields: AES-256-GCM with the record's id as associated data, and a keyed index for equality.
//!
//! Format, final: `1 | key id (4 bytes, big endian) | nonce (12) | ciphertext and tag`.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::error::StoreError;
use crate::key_file;
use crate::keys::{KeyFile, Keys};

const FORMAT: u8 = 1;
const HEADER: usize = 1 + 4;
const NONCE: usize = 12;

/// Which field is sealed; part of the associated data, so that a value can't be moved to another field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealedField {
    /// 公民身份号码
    CitizenId,
    /// 联系电话
    Phone,
    /// The answer that belongs to an idempotency key.
    Answer,
    /// A record as it was before a change, in the audit.
    Before,
    /// A key that names of one person are sealed under.
    SubjectKey,
    /// A name in a snapshot.
    SnapshotName,
    /// The text by which a deployment knows its keys.
    KeyCheck,
    /// A file that somebody handed in, for the day that it is kept.
    Upload,
    /// A report or marked copy, for the day that it is kept.
    Result,
    /// The secret that a session's or token's digest is keyed with: an index alone, nothing is sealed under it.
    Token,
    /// What somebody's phone knows for the second step at the log-in.
    SecondFactor,
}

impl SealedField {
    fn as_str(self) -> &'static str {
        match self {
            Self::CitizenId => "citizen_id",
            Self::Phone => "phone",
            Self::Answer => "answer",
            Self::Before => "before",
            Self::SubjectKey => "subject_key",
            Self::SnapshotName => "snapshot_name",
            Self::KeyCheck => "key_check",
            Self::Upload => "upload",
            Self::Result => "result",
            Self::Token => "token",
            Self::SecondFactor => "second_factor",
        }
    }
}

/// A sealed value as the database keeps it.
pub type Sealed = Vec<u8>;

/// A keyed digest: equal texts have equal digests, and nothing else can be told from it.
pub type BlindIndex = Vec<u8>;

/// The keys of a deployment, kept in a file outside the database. Clones are the same ring.
#[derive(Clone)]
pub struct KeyRing(Arc<Ring>);

struct Ring {
    keys: RwLock<Keys>,
    file: Option<KeyFile>,
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys = self.now();
        write!(out, "KeyRing(current {}, {} keys)", keys.current(), keys.sealing.len())
    }
}

impl KeyRing {
    fn of(keys: Keys, file: Option<KeyFile>) -> Self {
        Self(Arc::new(Ring { keys: RwLock::new(keys), file }))
    }

    /// Makes fresh keys.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub fn generate() -> Result<Self, StoreError> {
        Ok(Self::of(Keys::generate()?, None))
    }

    /// Reads the key file. What is added to it later is known within a second.
    ///
    /// # Errors
    /// When it is missing, readable by others, or not a key file.
    pub fn read(path: &Path) -> Result<Self, StoreError> {
        let file = KeyFile::of(path);
        let keys = file.keys()?;
        Ok(Self::of(keys, Some(file)))
    }

    /// Writes the key file, readable by its owner alone; never over an existing one.
    ///
    /// # Errors
    /// When the file exists or can't be written.
    pub fn create(&self, path: &Path) -> Result<(), StoreError> {
        key_file::create(path, &self.now().text()).map_err(|error| StoreError::Keys(error.to_string()))
    }

    /// Reads the text of a key file.
    pub fn parse(text: &str) -> Option<Self> {
        Some(Self::of(Keys::parse(text)?, None))
    }

    /// The number of the key that is sealed with now, and those of the keys before it.
    pub fn numbers(&self) -> (u32, Vec<u32>) {
        let keys = self.now();
        (keys.current(), keys.sealing.keys().copied().filter(|number| *number != keys.current()).collect())
    }

    fn now(&self) -> RwLockReadGuard<'_, Keys> {
        self.0.keys.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in what was added to the file meanwhile, if it is still that of these keys.
    pub(crate) fn look_again(&self) {
        let Some(Ok(read)) = self.0.file.as_ref().map(KeyFile::keys) else { return };
        let mut keys = self.0.keys.write().unwrap_or_else(PoisonError::into_inner);
        if read.index == keys.index {
            *keys = read;
        }
    }

    /// Seals a value of the record with this id.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub fn seal(&self, field: SealedField, record: &str, value: &[u8]) -> Result<Sealed, StoreError> {
        if self.0.file.as_ref().is_some_and(KeyFile::changed) {
            self.look_again();
        }
        let keys = self.now();
        let key = keys.sealing.get(&keys.current()).ok_or_else(|| StoreError::Keys("no current key".to_owned()))?;
        seal_with(&key.bytes, keys.current(), field, record, value)
    }

    /// Opens what [`Self::seal`] sealed.
    ///
    /// # Errors
    /// When the key is missing, or the value belongs to another record or field or was changed.
    pub fn open(&self, field: SealedField, record: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        let id = key_id(sealed).ok_or_else(|| StoreError::Corrupt("sealed value".to_owned()))?;
        let known = self.now().sealing.get(&id).map(|key| key.bytes);
        let known = known.or_else(|| {
            self.look_again();
            self.now().sealing.get(&id).map(|key| key.bytes)
        });
        let key = known.ok_or_else(|| StoreError::Keys(format!("key {id} is missing")))?;
        open_with(&key, field, record, sealed)
    }

    /// Opens a sealed text; see [`Self::open`].
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_text(&self, field: SealedField, record: &str, sealed: &[u8]) -> Result<String, StoreError> {
        String::from_utf8(self.open(field, record, sealed)?).map_err(|error| StoreError::Corrupt(error.to_string()))
    }

    /// The blind index of a canonical text (18 characters of an id, the digits of a phone).
    pub fn index(&self, field: SealedField, text: &str) -> BlindIndex {
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&self.now().index).expect("HMAC takes keys of any length");
        mac.update(field.as_str().as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().to_vec()
    }
}

/// Seals under a key of its own (a person's), in the same format with key id 0.
pub(crate) fn seal_with(
    key: &[u8; 32],
    id: u32,
    field: SealedField,
    record: &str,
    value: &[u8],
) -> Result<Sealed, StoreError> {
    let nonce: [u8; NONCE] = random()?;
    let cipher = Aes256Gcm::new(key.into());
    let payload = Payload { msg: value, aad: &associated(field, record) };
    let body = cipher
        .encrypt(Nonce::from_slice(&nonce), payload)
        .map_err(|_| StoreError::Keys("sealing failed".to_owned()))?;
    let mut sealed = Vec::with_capacity(HEADER + NONCE + body.len());
    sealed.push(FORMAT);
    sealed.extend_from_slice(&id.to_be_bytes());
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(&body);
    Ok(sealed)
}

pub(crate) fn open_with(
    key: &[u8; 32],
    field: SealedField,
    record: &str,
    sealed: &[u8],
) -> Result<Vec<u8>, StoreError> {
    let body = sealed.get(HEADER..).filter(|body| body.len() > NONCE);
    let (nonce, body) = body.ok_or_else(|| StoreError::Corrupt("sealed value".to_owned()))?.split_at(NONCE);
    Aes256Gcm::new(key.into())
        .decrypt(Nonce::from_slice(nonce), Payload { msg: body, aad: &associated(field, record) })
        .map_err(|_| StoreError::Corrupt(format!("sealed {} of {record}", field.as_str())))
}

/// How values under this key begin.
pub(crate) fn header(id: u32) -> Vec<u8> {
    [&[FORMAT][..], &id.to_be_bytes()].concat()
}

fn key_id(sealed: &[u8]) -> Option<u32> {
    (*sealed.first()? == FORMAT).then_some(())?;
    Some(u32::from_be_bytes(sealed.get(1..HEADER)?.try_into().ok()?))
}

fn associated(field: SealedField, record: &str) -> Vec<u8> {
    [field.as_str().as_bytes(), &[0], record.as_bytes()].concat()
}

pub(crate) fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::Keys(error.to_string()))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_sealed_value_opens_only_where_it_belongs() {
        let ring = KeyRing::generate().unwrap();
        let sealed = ring.seal(SealedField::Phone, "a", b"19900000000").unwrap();
        assert_eq!(ring.open_text(SealedField::Phone, "a", &sealed).unwrap(), "19900000000");
        assert!(ring.open(SealedField::Phone, "b", &sealed).is_err());
        assert!(ring.open(SealedField::CitizenId, "a", &sealed).is_err());
        assert!(KeyRing::generate().unwrap().open(SealedField::Phone, "a", &sealed).is_err());
        assert_ne!(sealed, ring.seal(SealedField::Phone, "a", b"19900000000").unwrap());
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(ring.open(SealedField::Phone, "a", &changed).is_err(), "byte {at}");
            assert!(ring.open(SealedField::Phone, "a", &sealed[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn the_key_file_comes_back_and_is_refused_when_others_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        let ring = KeyRing::generate().unwrap();
        ring.create(&path).unwrap();
        assert!(ring.create(&path).is_err());
        let again = KeyRing::read(&path).unwrap();
        assert_eq!(again.index(SealedField::Phone, "1"), ring.index(SealedField::Phone, "1"));
        assert_ne!(again.index(SealedField::Phone, "1"), ring.index(SealedField::CitizenId, "1"));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(KeyRing::read(&path), Err(StoreError::Keys(_))));
    }
}
