//! Under which key something is done once, and from where it is asked.

use hongwang_domain::Id;

/// An idempotency key: made by whoever asks, once per thing asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    text: String,
    /// A digest of what was sent with it; `None` where a key can't be sent with something else.
    sent: Option<String>,
}

impl Key {
    /// A fresh key, for what can't be asked twice.
    #[expect(clippy::new_without_default, reason = "a key is never a default")]
    pub fn new() -> Self {
        Self { text: Id::new().to_string(), sent: None }
    }

    /// A key that somebody sent.
    pub fn from_request(text: &str) -> Self {
        Self { text: text.to_owned(), sent: None }
    }

    /// The same key, sent with something that has this digest: with anything else it is refused.
    #[must_use]
    pub fn with(self, digest: String) -> Self {
        Self { sent: Some(digest), ..self }
    }

    /// The digest of what was sent with it.
    pub fn sent(&self) -> Option<&str> {
        self.sent.as_deref()
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// From where something was done: an address, or the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source(pub String);
