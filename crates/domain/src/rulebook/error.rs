//! What is wrong in a rulebook file: where it stands, and why, as a message that the caller says.

use std::fmt;

/// One fault in a rulebook file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RulebookError {
    /// The file, such as `categories.toml`.
    pub file: String,
    /// The line, from 1; 0 where the fault belongs to the whole file.
    pub line: usize,
    /// The key of the message that says the reason (`locales/*/rulebook.ftl`).
    pub key: &'static str,
    /// The message's arguments.
    pub args: Vec<(&'static str, String)>,
}

impl RulebookError {
    /// A fault at a line.
    pub fn at(file: &str, line: usize, key: &'static str, args: &[(&'static str, &str)]) -> Self {
        Self {
            file: file.to_owned(),
            line,
            key,
            args: args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect(),
        }
    }

    /// The place as people read it: `categories.toml:14`, or the file alone.
    pub fn place(&self) -> String {
        if self.line == 0 { self.file.clone() } else { format!("{}:{}", self.file, self.line) }
    }
}

/// For logs: the place, the key and the arguments. Users get the message of that key.
impl fmt::Display for RulebookError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.place(), self.key)?;
        self.args.iter().try_for_each(|(name, value)| write!(out, " {name}={value:?}"))
    }
}

impl std::error::Error for RulebookError {}
