//! An operator's own message files, loaded after ours: `<folder>/<language>/*.ftl`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use fluent_bundle::FluentResource;

use crate::Language;
use crate::shape::{Shape, shapes};

/// What is wrong with an operator's message file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WordsError {
    /// The file or folder.
    pub path: PathBuf,
    /// The line, from 1; 0 where the fault belongs to the whole file.
    pub line: usize,
    /// The key of the message that says the reason (`locales/*/words.ftl`).
    pub key: &'static str,
    /// The message's arguments.
    pub args: Vec<(&'static str, String)>,
}

/// For logs: the place, the key and the arguments. Users get the message of that key.
impl fmt::Display for WordsError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.path.display(), self.line, self.key)?;
        self.args.iter().try_for_each(|(name, value)| write!(out, " {name}={value:?}"))
    }
}

impl std::error::Error for WordsError {}

/// Reads the files of one language; a language without a folder has none.
/// `ours` are the messages that are embedded: an operator's may use the same arguments and no others.
pub(crate) fn read(
    folder: &Path,
    language: Language,
    ours: &BTreeMap<String, Shape>,
    faults: &mut Vec<WordsError>,
) -> Vec<FluentResource> {
    let folder = folder.join(language.tag());
    if !folder.exists() {
        return Vec::new();
    }
    let mut resources = Vec::new();
    for path in files(&folder).unwrap_or_else(|error| unreadable(&folder, &error, faults)) {
        let text = match fs::read_to_string(&path) {
            Ok(text) => text.trim_start_matches('\u{FEFF}').to_owned(),
            Err(error) => unreadable(&path, &error, faults),
        };
        let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
            for error in errors {
                let line = line_of(resource.source(), error.pos.start);
                faults.push(WordsError {
                    path: path.clone(),
                    line,
                    key: "words-syntax",
                    args: vec![("detail", error.to_string())],
                });
            }
            resource
        });
        check(&path, &resource, ours, faults);
        resources.push(resource);
    }
    resources
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|end| end == "ftl"));
    paths.sort();
    Ok(paths)
}

pub(crate) fn unreadable<T: Default>(path: &Path, error: &io::Error, faults: &mut Vec<WordsError>) -> T {
    faults.push(WordsError {
        path: path.to_owned(),
        line: 0,
        key: "words-unreadable",
        args: vec![("detail", error.to_string())],
    });
    T::default()
}

fn check(path: &Path, resource: &FluentResource, ours: &BTreeMap<String, Shape>, faults: &mut Vec<WordsError>) {
    let mut fault = |message: &str, key, args| {
        let line = last_line_of(resource.source(), message);
        faults.push(WordsError { path: path.to_owned(), line, key, args });
    };
    let (theirs, twice) = shapes(resource);
    for message in twice {
        fault(&message, "words-twice", vec![("message", message.clone())]);
    }
    for (message, shape) in theirs {
        if shape.empty {
            fault(&message, "words-empty", vec![("message", message.clone())]);
        }
        let Some(known) = ours.get(&message) else { continue };
        for argument in shape.arguments.difference(&known.arguments) {
            fault(&message, "words-argument", vec![("message", message.clone()), ("argument", argument.clone())]);
        }
    }
}

fn line_of(text: &str, at: usize) -> usize {
    1 + text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count()
}

/// The line on which a message stands; of several the last, which is the one too many.
fn last_line_of(text: &str, message: &str) -> usize {
    let key = message.split('.').next().unwrap_or(message);
    let begins = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    text.lines().enumerate().filter(|(_, line)| begins(line)).last().map_or(0, |(at, _)| at + 1)
}
