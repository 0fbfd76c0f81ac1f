//! The villages of a town: those that are there and those that the workbook names.

use compact_str::CompactString;
use hongwang_domain::UnitCode;
use hongwang_domain::UnitKind;
use hongwang_domain::naming::{VillageName, find_village};

use crate::dictionary::Dictionary;
use crate::intake::{Known, KnownVillage};
use crate::places::grids::GridBook;
use crate::places::names::{shortest, village_in};
use crate::text::label;

/// A village that the workbook speaks of, or that is there.
#[derive(Debug)]
pub struct VillageEntry {
    /// As the registry has it, else as written.
    pub name: String,
    /// Of the registry, else as stated.
    pub code: Option<UnitCode>,
    /// It may be taken in: it is there, or may be created, and no code puts it outside the town.
    pub accepted: bool,
    /// A row named it with a code outside the town.
    pub outside: bool,
    /// Its grids.
    pub grids: GridBook,
    /// It stands in the registry.
    pub known: bool,
    /// The workbook speaks of it.
    pub mentioned: bool,
}

/// Why a village's code cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeFault {
    /// It is not a village's code of 12 digits.
    Malformed,
    /// It lies outside the town.
    Outside,
    /// It is another village's, or the village has another one.
    Taken,
}

/// The villages by name and code.
#[derive(Debug)]
pub struct VillageBook {
    town: UnitCode,
    create: bool,
    names: Vec<VillageName>,
    /// Which entry each of `names` means: a village can have several.
    meant: Vec<usize>,
    entries: Vec<VillageEntry>,
}

impl VillageBook {
    /// Begins with the villages of the registry.
    pub fn new(known: &Known, words: &Dictionary) -> Self {
        let mut book = Self { town: known.town.clone(), create: known.create, names: Vec::new(), meant: Vec::new(), entries: Vec::new() };
        known.villages.iter().for_each(|village| book.add_known(village, words));
        book
    }

    fn add_known(&mut self, village: &KnownVillage, words: &Dictionary) {
        self.names.push(VillageName::read(&village.name, &words.units));
        self.meant.push(self.entries.len());
        self.entries.push(VillageEntry {
            name: village.name.clone(),
            code: Some(village.code.clone()),
            accepted: true,
            outside: false,
            grids: GridBook::new(&village.grids, words),
            known: true,
            mentioned: false,
        });
    }

    /// A village.
    pub fn entry(&self, at: usize) -> &VillageEntry {
        &self.entries[at]
    }

    /// A village, to be changed.
    pub fn entry_mut(&mut self, at: usize) -> &mut VillageEntry {
        &mut self.entries[at]
    }

    /// The villages, given away.
    pub fn into_entries(self) -> Vec<VillageEntry> {
        self.entries
    }

    /// The village that a name means, if it is in the book.
    pub fn find(&self, name: &str, words: &Dictionary) -> Option<usize> {
        find_village(&VillageName::read(name, &words.units), &self.names).map(|at| self.meant[at])
    }

    /// The village of the book with whose stem a text begins (新欣红网台账), the longest.
    pub fn find_at_begin(&self, text: &str) -> Option<usize> {
        const SHORTEST: usize = 2;
        let begins = |name: &VillageName| name.stem.chars().count() >= SHORTEST && text.starts_with(&name.stem);
        let hits = self.names.iter().enumerate().filter(|(_, name)| begins(name));
        hits.max_by_key(|(at, name)| (name.stem.len(), std::cmp::Reverse(*at))).map(|(at, _)| self.meant[at])
    }

    /// Remembers that the workbook speaks of a village.
    pub fn mention(&mut self, at: usize) -> usize {
        self.entries[at].mentioned = true;
        at
    }

    /// Remembers another name of a village.
    pub fn also_called(&mut self, at: usize, name: &str, words: &Dictionary) {
        self.names.push(VillageName::read(name, &words.units));
        self.meant.push(at);
    }

    /// The village that a cell names; it is put into the book if it is new.
    pub fn named(&mut self, text: &str, words: &Dictionary) -> usize {
        let found = self.find(text, words).or_else(|| village_in(text, words).and_then(|name| self.find(&name, words)));
        let at = found.unwrap_or_else(|| self.add(village_in(text, words).unwrap_or_else(|| shortest(&label(text), words)), words));
        self.learn_name(at, text, words);
        self.entries[at].mentioned = true;
        at
    }

    fn add(&mut self, name: String, words: &Dictionary) -> usize {
        let at = self.entries.len();
        self.names.push(VillageName::read(&name, &words.units));
        self.meant.push(at);
        let accepted = self.create;
        self.entries.push(VillageEntry { name, code: None, accepted, outside: false, grids: GridBook::default(), known: false, mentioned: false });
        at
    }

    /// A fuller name than the one first met: 新欣社区 after 新欣.
    fn learn_name(&mut self, at: usize, text: &str, words: &Dictionary) {
        let read = VillageName::read(text, &words.units);
        let own = VillageName::read(&self.entries[at].name, &words.units);
        if !self.entries[at].known && own.kind.is_none() && read.kind.is_some() && read.stem == own.stem {
            self.entries[at].name = shortest(&label(text), words);
            self.also_called(at, text, words);
        }
    }

    /// The village with a code.
    pub fn coded(&self, code: &UnitCode) -> Option<usize> {
        self.entries.iter().position(|entry| entry.code.as_ref() == Some(code))
    }

    /// Reads a code as it is typed.
    ///
    /// # Errors
    /// When it is no village's code, or one outside the town.
    pub fn read_code(&self, text: &str) -> Result<UnitCode, CodeFault> {
        let digits: CompactString = label(text).trim_start_matches('\'').into();
        let code = UnitCode::parse(&digits).filter(|code| code.kind() == UnitKind::Village).ok_or(CodeFault::Malformed)?;
        if self.town.contains(&code) { Ok(code) } else { Err(CodeFault::Outside) }
    }

    /// States a village's code.
    ///
    /// # Errors
    /// When the code is another village's, or the village has another one.
    pub fn state_code(&mut self, at: usize, code: &UnitCode) -> Result<(), CodeFault> {
        match (self.coded(code), &self.entries[at].code) {
            (Some(other), _) if other != at => Err(CodeFault::Taken),
            (_, Some(own)) if own != code => Err(CodeFault::Taken),
            _ => {
                self.entries[at].code = Some(code.clone());
                Ok(())
            }
        }
    }

    /// Remembers that a row placed the village outside the town.
    pub fn put_outside(&mut self, at: usize) {
        self.entries[at].outside = true;
    }

    /// A village that only codes outside the town were given for is none of this town.
    pub fn settle(&mut self) {
        for entry in &mut self.entries {
            if entry.outside && entry.code.is_none() {
                entry.accepted = false;
            }
        }
    }
}
