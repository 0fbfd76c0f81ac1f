//! The villages of a town: those that are there and those that the workbook names.

use std::collections::HashMap;

use hongwang_domain::naming::{VillageName, find_village, is_own_number};
use hongwang_domain::{UnitCode, UnitKind};

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
    /// A row named it with a code that is not its own, or lies outside the town.
    pub doubted: bool,
    /// Its grids.
    pub grids: GridBook,
    /// It stands in the registry.
    pub known: bool,
    /// Rows that are taken in stand in it.
    pub mentioned: bool,
}

/// Why a village's code cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeFault {
    /// It is not a village's code of 12 digits.
    Malformed,
    /// It lies outside the town.
    Outside,
}

/// Longer stems are no village's.
const LONGEST_STEM: usize = 12;

/// The villages by name and code.
#[derive(Debug)]
pub struct VillageBook {
    town: UnitCode,
    create: bool,
    /// The names that share a stem, each with the entry that it means; a village can have several.
    names: HashMap<String, Vec<(VillageName, usize)>>,
    codes: HashMap<UnitCode, usize>,
    entries: Vec<VillageEntry>,
}

impl VillageBook {
    /// Begins with the villages of the registry.
    pub fn new(known: &Known, words: &Dictionary) -> Self {
        let mut book = Self {
            town: known.town.clone(),
            create: known.create,
            names: HashMap::new(),
            codes: HashMap::new(),
            entries: Vec::new(),
        };
        known.villages.iter().for_each(|village| book.add_known(village, words));
        book
    }

    fn add_known(&mut self, village: &KnownVillage, words: &Dictionary) {
        let at = self.entries.len();
        self.call(at, &village.name, words);
        self.codes.insert(village.code.clone(), at);
        self.entries.push(VillageEntry {
            name: village.name.clone(),
            code: Some(village.code.clone()),
            accepted: true,
            doubted: false,
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
        let name = VillageName::read(name, &words.units);
        let alike = self.names.get(&name.stem)?;
        let names: Vec<VillageName> = alike.iter().map(|(name, _)| name.clone()).collect();
        find_village(&name, &names).map(|at| alike[at].1)
    }

    /// The village of the book with whose stem a text begins (新欣红网台账), the longest; 新立镇 is not 新立村.
    pub fn find_at_begin(&self, text: &str, words: &Dictionary) -> Option<usize> {
        const SHORTEST: usize = 2;
        let above = |rest: &str| {
            words
                .places
                .above
                .iter()
                .chain(&words.places.not_behind_stem)
                .any(|word| rest.starts_with(word.get_ref().as_str()))
        };
        let ends = text.char_indices().map(|(at, _)| at).skip(SHORTEST).chain([text.len()]);
        let mut stems: Vec<&str> = ends.take(LONGEST_STEM).map(|end| &text[..end]).collect();
        stems.reverse();
        stems
            .into_iter()
            .find_map(|stem| self.names.get(stem).filter(|_| !above(&text[stem.len()..])))
            .and_then(|alike| alike.first())
            .map(|(_, at)| *at)
    }

    /// The village of the book with whose whole name a longer name ends, the longest: 我镇所辖唐家村. A letter or two
    /// before it make another village's name (大王村 is not 王村).
    pub fn find_at_end(&self, name: &str, words: &Dictionary) -> Option<usize> {
        const FEWEST: usize = 3;
        let begins = name.char_indices().map(|(at, _)| at).skip(FEWEST);
        begins.into_iter().find_map(|begin| {
            let read = VillageName::read(&name[begin..], &words.units);
            (read.kind.is_some() && read.stem.chars().nth(1).is_some()).then(|| self.find(&name[begin..], words))?
        })
    }

    /// Remembers that a row that is taken in stands in a village.
    pub fn mention(&mut self, at: usize) {
        self.entries[at].mentioned = true;
    }

    /// Remembers a name of a village.
    pub fn call(&mut self, at: usize, name: &str, words: &Dictionary) {
        let name = VillageName::read(name, &words.units);
        self.names.entry(name.stem.clone()).or_default().push((name, at));
    }

    /// The village that a cell names; it is put into the book if it is new.
    pub fn named(&mut self, text: &str, words: &Dictionary) -> usize {
        let found = self.find(text, words).or_else(|| village_in(text, words).and_then(|name| self.find(&name, words)));
        let at = found.unwrap_or_else(|| {
            self.add(village_in(text, words).unwrap_or_else(|| shortest(&label(text), words)), words)
        });
        self.learn_name(at, text, words);
        at
    }

    fn add(&mut self, name: String, words: &Dictionary) -> usize {
        let at = self.entries.len();
        self.call(at, &name, words);
        let accepted = self.create;
        self.entries.push(VillageEntry {
            name,
            code: None,
            accepted,
            doubted: false,
            grids: GridBook::default(),
            known: false,
            mentioned: false,
        });
        at
    }

    /// A fuller name than the one first met: 新欣社区 after 新欣.
    fn learn_name(&mut self, at: usize, text: &str, words: &Dictionary) {
        let read = VillageName::read(text, &words.units);
        let own = VillageName::read(&self.entries[at].name, &words.units);
        if !self.entries[at].known && own.kind.is_none() && read.kind.is_some() && read.stem == own.stem {
            self.entries[at].name = shortest(&label(text), words);
            self.call(at, text, words);
        }
    }

    /// The village with a code.
    pub fn coded(&self, code: &UnitCode) -> Option<usize> {
        self.codes.get(code).copied()
    }

    /// Reads a code as it is typed.
    ///
    /// # Errors
    /// When it is no village's code, or one outside the town.
    pub fn read_code(&self, text: &str) -> Result<UnitCode, CodeFault> {
        let digits = label(text);
        let code = UnitCode::parse(digits.trim_start_matches('\''))
            .filter(|code| code.kind() == UnitKind::Village)
            .ok_or(CodeFault::Malformed)?;
        if self.town.contains(&code) { Ok(code) } else { Err(CodeFault::Outside) }
    }

    /// States a village's code; answers whether it can be its: not where it is another village's, or the village has
    /// another one.
    pub fn state_code(&mut self, at: usize, code: &UnitCode) -> bool {
        let is_anothers = self.coded(code).is_some_and(|other| other != at);
        let has_another = self.entries[at].code.as_ref().is_some_and(|own| own != code);
        if is_anothers || has_another {
            return false;
        }
        self.codes.insert(code.clone(), at);
        self.entries[at].code = Some(code.clone());
        true
    }

    /// Whether the village stands under a number of ours, and the code that is stated may be the official one.
    pub fn awaits_code(&self, at: usize, code: &UnitCode) -> bool {
        let own = self.entries[at].code.as_ref();
        self.coded(code).is_none() && own.is_some_and(|own| is_own_number(own.number()) && own != code)
    }

    /// Remembers that a row named the village with a code that cannot be its.
    pub fn doubt(&mut self, at: usize) {
        self.entries[at].doubted = true;
    }

    /// A village for which only codes were given that cannot be its is none that may be made.
    pub fn settle(&mut self) {
        for entry in &mut self.entries {
            if entry.doubted && entry.code.is_none() {
                entry.accepted = false;
            }
        }
    }
}
