//! Passwords: argon2id, and one-time ones that are easy to type.

use std::fmt;

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use thiserror::Error;

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
}

/// A password that is shown once and must be changed at the first log-in: 80 random bits.
pub struct OneTimePassword(String);

impl OneTimePassword {
    /// Makes one.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub fn generate() -> Result<Self, PasswordError> {
        let mut bytes = [0; GROUPS * GROUP];
        getrandom::fill(&mut bytes).map_err(|error| PasswordError::Random(error.to_string()))?;
        let letters: Vec<u8> = bytes.iter().map(|byte| LETTERS[usize::from(byte % 32)]).collect();
        let groups: Vec<String> =
            letters.chunks(GROUP).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
        Ok(Self(groups.join("-")))
    }

    /// Its argon2id hash.
    ///
    /// # Errors
    /// When it can't be computed.
    pub fn hash(&self) -> Result<String, PasswordError> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|error| PasswordError::Random(error.to_string()))?;
        let salt = SaltString::encode_b64(&salt).map_err(|error| PasswordError::Hash(error.to_string()))?;
        let hash = Argon2::default().hash_password(self.0.as_bytes(), &salt);
        hash.map(|hash| hash.to_string()).map_err(|error| PasswordError::Hash(error.to_string()))
    }
}

impl fmt::Display for OneTimePassword {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Whether a password is the one that was hashed. Takes as long for a wrong one.
pub fn verify(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_one_time_password_opens_its_hash_and_no_other() {
        let password = OneTimePassword::generate().unwrap();
        let hash = password.hash().unwrap();
        assert!(hash.starts_with("$argon2id$"), "{hash}");
        assert!(verify(&password.to_string(), &hash));
        assert!(!verify(&OneTimePassword::generate().unwrap().to_string(), &hash));
        assert!(!verify("", "not a hash"));
        assert_eq!(password.to_string().len(), GROUPS * GROUP + GROUPS - 1);
    }
}
