//! Texts that must not be seen: passwords, and what a session or a program shows to be let in.

use std::fmt;

use hongwang_store::key_file::hex;
use hongwang_store::{BlindIndex, KeyRing, SealedField};
use serde::{Deserialize, Serialize};

use crate::password::PasswordError;

/// Random bytes of a session's or a token's secret: 256 bits.
const BYTES: usize = 32;
/// By which a token is known wherever it was left lying.
const TOKEN_MARK: &str = "hongwang_";

/// A text that prints as dots. Serialised it is plain, for the sealed answer of a write alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Takes care of a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself: for the one person or program it is meant for.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// A fresh secret for a session.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub(crate) fn of_session() -> Result<Self, PasswordError> {
        random_hex().map(Self)
    }

    /// A fresh secret for a program.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub(crate) fn of_token() -> Result<Self, PasswordError> {
        Ok(Self(format!("{TOKEN_MARK}{}", random_hex()?)))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}

/// What a session is.
pub(crate) fn session_digest(keys: &KeyRing, secret: &str) -> BlindIndex {
    keys.index(SealedField::Token, &format!("session {secret}"))
}

/// What a token is.
pub(crate) fn token_digest(keys: &KeyRing, secret: &str) -> BlindIndex {
    keys.index(SealedField::Token, &format!("token {secret}"))
}

fn random_hex() -> Result<String, PasswordError> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(|error| PasswordError::Random(error.to_string()))?;
    Ok(hex(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_does_not_print_and_no_two_are_alike() {
        let (one, other) = (Secret::of_session().unwrap(), Secret::of_session().unwrap());
        assert_ne!(one.expose(), other.expose());
        assert_eq!(one.expose().len(), 2 * BYTES);
        assert!(!format!("{one:?}").contains(one.expose()));
        let keys = KeyRing::generate().unwrap();
        assert_ne!(session_digest(&keys, one.expose()), token_digest(&keys, one.expose()));
    }
}
