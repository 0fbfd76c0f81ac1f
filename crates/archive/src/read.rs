//! Restores a backup into an empty database, of either engine.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use flate2::bufread::GzDecoder;
use hongwang_store::transfer::Filling;
use hongwang_store::{Database, KeyRing};

use crate::error::ArchiveError;
use crate::key::BackupKey;
use crate::lines::{About, Line, Sum};
use crate::sealed::Opening;

/// A backup that is being read.
pub struct Archive {
    about: About,
    lines: Lines,
}

/// What was restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What the backup said of itself.
    pub about: About,
    /// What it came to.
    pub sum: Sum,
}

struct Lines {
    from: BufReader<GzDecoder<BufReader<Opening<BufReader<File>>>>>,
    line: String,
}

impl Archive {
    /// Opens a file and reads what it says of itself.
    ///
    /// # Errors
    /// When it is no backup, or of a newer form, sealed with another key, cut off or damaged.
    pub fn open(file: &Path, key: &BackupKey) -> Result<Self, ArchiveError> {
        let opening = Opening::new(BufReader::new(File::open(file)?), key)?;
        let from = BufReader::new(GzDecoder::new(BufReader::new(opening)));
        let mut lines = Lines { from, line: String::new() };
        let Line::About(about) = lines.next_line()? else { return Err(ArchiveError::Damaged) };
        Ok(Self { about, lines })
    }

    /// What it says of itself.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// Puts everything into a database that has nothing in it. Either all of it is there in the end, or nothing.
    ///
    /// # Errors
    /// When the database is not empty, the keys are others than those that its fields were sealed with, the backup is of a newer program, cut off or damaged, or the database fails.
    pub fn restore(mut self, database: &Database, keys: &KeyRing) -> Result<Restored, ArchiveError> {
        let mut filling = Filling::begin(database, &self.about.migrations)?;
        let mut sum = Sum::default();
        loop {
            match self.lines.next_line()? {
                Line::Table(table) => {
                    let name = table.name.clone();
                    filling.table(table)?;
                    sum.tables += 1;
                    sum.rows += self.rows(&mut filling, name)?;
                }
                Line::Sum(said) if said == sum => break,
                _ => return Err(ArchiveError::Damaged),
            }
        }
        self.lines.end()?;
        filling.finish(keys)?;
        Ok(Restored { about: self.about, sum })
    }

    fn rows(&mut self, filling: &mut Filling, table: String) -> Result<u64, ArchiveError> {
        while self.lines.next_row()? {
            filling.row(self.lines.line.trim_end())?;
        }
        let Line::End(wanted) = self.lines.line()? else { return Err(ArchiveError::Damaged) };
        let found = filling.end()?;
        if found == wanted { Ok(found) } else { Err(ArchiveError::Count { table, found, wanted }) }
    }
}

impl Lines {
    /// Reads a line; whether it is a row.
    fn next_row(&mut self) -> Result<bool, ArchiveError> {
        self.line.clear();
        match self.from.read_line(&mut self.line) {
            Ok(0) | Err(_) => Err(ArchiveError::Damaged),
            Ok(_) => Ok(self.line.starts_with('[')),
        }
    }

    fn line(&self) -> Result<Line, ArchiveError> {
        serde_json::from_str(&self.line).map_err(|_| ArchiveError::Damaged)
    }

    fn next_line(&mut self) -> Result<Line, ArchiveError> {
        if self.next_row()? { Err(ArchiveError::Damaged) } else { self.line() }
    }

    /// Nothing comes after the sum, and the file is whole to its end.
    fn end(&mut self) -> Result<(), ArchiveError> {
        match self.from.read_line(&mut self.line) {
            Ok(0) => Ok(()),
            _ => Err(ArchiveError::Damaged),
        }
    }
}
