//! Passwords: argon2id, the rules for choosing one, and one-time ones that are easy to type.

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use thiserror::Error;

use crate::secret::Secret;
use crate::work;

mod rules;

pub use rules::{LEAST, MOST, Owner, PasswordFault, check};

/// Neither 0, O, 1, l nor I: people read it from paper.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
const GROUPS: usize = 4;
const GROUP: usize = 4;

/// Why a password could not be made or checked.
#[derive(Debug, Error)]
pub enum PasswordError {
    /// The operating system gave no random bytes.
    #[error("no random bytes: {0}")]
    Random(String),
    /// The hash could not be computed.
    #[error("hash: {0}")]
    Hash(String),
    /// Too many passwords wait to be checked.
    #[error("too many passwords wait to be checked")]
    Busy,
}

/// A password that is shown once and must be changed at the first log-in: 80 random bits.
///
/// # Errors
/// When the operating system gives no random bytes.
pub fn one_time_password() -> Result<Secret, PasswordError> {
    let mut bytes = [0; GROUPS * GROUP];
    getrandom::fill(&mut bytes).map_err(|error| PasswordError::Random(error.to_string()))?;
    let letters: Vec<u8> = bytes.iter().map(|byte| LETTERS[usize::from(byte % 32)]).collect();
    let groups: Vec<String> = letters.chunks(GROUP).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    Ok(Secret::new(groups.join("-")))
}

/// The argon2id hash of a password, in PHC form.
///
/// # Errors
/// When it can't be computed, or too many wait for theirs.
pub fn hash(password: &Secret) -> Result<String, PasswordError> {
    let _turn = work::turn()?;
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|error| PasswordError::Random(error.to_string()))?;
    let salt = SaltString::encode_b64(&salt).map_err(|error| PasswordError::Hash(error.to_string()))?;
    let hash = Argon2::default().hash_password(password.expose().as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|error| PasswordError::Hash(error.to_string()))
}

/// Whether a password is the one that was hashed. Takes as long for a wrong one.
///
/// # Errors
/// [`PasswordError::Busy`] when too many wait for theirs.
pub fn verify(password: &Secret, hash: &str) -> Result<bool, PasswordError> {
    Ok(verify_in(&work::turn()?, password, hash))
}

/// As [`verify`], by whoever has a turn.
pub(crate) fn verify_in(_: &work::Turn, password: &Secret, hash: &str) -> bool {
    PasswordHash::new(hash)
        .and_then(|hash| Argon2::default().verify_password(password.expose().as_bytes(), &hash))
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_one_time_password_opens_its_hash_and_no_other() {
        let password = one_time_password().unwrap();
        let hash = hash(&password).unwrap();
        assert!(hash.starts_with("$argon2id$"), "{hash}");
        assert!(verify(&password, &hash).unwrap());
        assert!(!verify(&one_time_password().unwrap(), &hash).unwrap());
        assert!(!verify(&Secret::new(""), "not a hash").unwrap());
        assert_eq!(password.expose().len(), GROUPS * GROUP + GROUPS - 1);
    }
}
