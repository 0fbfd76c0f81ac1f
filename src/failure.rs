//! How a command fails: words on stderr, the cause in the log, a number for other programs.

use std::fmt::Display;
use std::process::ExitCode;

use hongwang_store::StoreError;
use hongwang_words::{Language, say};

const FAILED: u8 = 1;
const USAGE: u8 = 2;

/// Why a command ended without doing what was asked.
#[derive(Debug)]
pub struct Failure {
    code: u8,
    words: Words,
}

#[derive(Debug)]
enum Words {
    Message(&'static str, Vec<(&'static str, String)>),
    Lines(Vec<String>),
}

impl Failure {
    /// Something that went wrong.
    pub fn words(key: &'static str, args: &[(&'static str, &str)]) -> Self {
        Self { code: FAILED, words: Words::Message(key, owned(args)) }
    }

    /// Something that was asked for wrongly.
    pub fn usage(key: &'static str, args: &[(&'static str, &str)]) -> Self {
        Self { code: USAGE, words: Words::Message(key, owned(args)) }
    }

    /// Several things that are wrong, a line each.
    pub fn lines(lines: &[impl Display]) -> Self {
        Self { code: FAILED, words: Words::Lines(lines.iter().map(ToString::to_string).collect()) }
    }

    /// Says it and answers the exit code.
    pub fn tell(&self) -> ExitCode {
        match &self.words {
            Words::Message(key, args) => {
                let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
                eprintln!("{}", say(spoken(), key, &args));
            }
            Words::Lines(lines) => lines.iter().for_each(|line| eprintln!("{line}")),
        }
        ExitCode::from(self.code)
    }
}

fn owned(args: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}

/// The language of a failure that happens before the settings are known.
fn spoken() -> Language {
    crate::help::language()
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::words("failure-store", &[("said", &error.to_string())])
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::words("failure-file", &[("said", &error.to_string())])
    }
}
