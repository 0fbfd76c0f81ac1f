//! The grids of a village: those that are there, those that a list of party groups names, those that residents name.

use std::collections::HashMap;

use compact_str::CompactString;
use hongwang_domain::UnitCode;
use hongwang_domain::naming::{GridName, VillageName};

use crate::dictionary::Dictionary;
use crate::intake::{GroupIn, KnownGrid};
use crate::text::label;

/// A grid that the workbook speaks of, or that is there.
#[derive(Clone, Debug)]
pub struct GridEntry {
    /// As the registry has it, else in the usual form.
    pub name: String,
    /// Of the registry, else as stated.
    pub code: Option<UnitCode>,
    /// N for 第N网格.
    pub number: Option<u32>,
    /// It stands in the registry.
    pub known: bool,
    /// A list of party groups names it.
    pub listed: bool,
    /// Its place among the grids that are taken in.
    pub taken: Option<usize>,
    /// Its party group.
    pub group: Option<GroupIn>,
}

/// The grids of a village by name.
#[derive(Debug, Default)]
pub struct GridBook {
    entries: Vec<GridEntry>,
    taken: usize,
    /// By name.
    names: HashMap<GridName, usize>,
    /// The first grid of each number.
    numbers: HashMap<u32, usize>,
    codes: HashMap<UnitCode, usize>,
    /// By what was typed.
    met: HashMap<CompactString, usize>,
}

impl GridBook {
    /// Begins with the grids of the registry.
    pub fn new(known: &[KnownGrid], words: &Dictionary) -> Self {
        let mut book = Self::default();
        for grid in known {
            let at = book.add(grid.name.clone(), GridName::read(&grid.name, &words.units));
            book.entries[at].known = true;
            book.state_code(at, grid.code.clone());
        }
        book
    }

    /// The grids.
    pub fn entries(&self) -> &[GridEntry] {
        &self.entries
    }

    /// A grid, to be changed.
    pub fn entry_mut(&mut self, at: usize) -> &mut GridEntry {
        &mut self.entries[at]
    }

    /// Takes a grid in; its place among those that are.
    pub fn take(&mut self, at: usize) -> usize {
        let entry = &mut self.entries[at];
        *entry.taken.get_or_insert_with(|| {
            self.taken += 1;
            self.taken - 1
        })
    }

    /// The grids that are taken in, in order.
    pub fn into_taken(self) -> Vec<GridEntry> {
        let mut taken: Vec<GridEntry> = self.entries.into_iter().filter(|entry| entry.taken.is_some()).collect();
        taken.sort_by_key(|entry| entry.taken);
        taken
    }

    /// The grid with a code.
    pub fn coded(&self, code: &UnitCode) -> Option<usize> {
        self.codes.get(code).copied()
    }

    /// States the code of a grid.
    pub fn state_code(&mut self, at: usize, code: UnitCode) {
        self.codes.insert(code.clone(), at);
        self.entries[at].code = Some(code);
    }

    /// The grid that a cell names; it is put into the book if it is new.
    pub fn named(&mut self, text: &str, village: &str, words: &Dictionary) -> usize {
        if let Some(at) = self.met.get(text) {
            return *at;
        }
        let bare = without_village(text, village, words);
        let name = GridName::read(&bare, &words.units);
        let at = self.find(&name).unwrap_or_else(|| self.add(usual_name(&bare, &name, words), name));
        self.met.insert(text.into(), at);
        at
    }

    /// The grid of the same name, else the one that the name can mean ([`GridName::matches`]).
    fn find(&self, name: &GridName) -> Option<usize> {
        let bare = || GridName { stem: String::new(), number: name.number };
        self.names.get(name).copied().or_else(|| match name.number {
            Some(number) if name.stem.is_empty() => self.numbers.get(&number).copied(),
            Some(_) => self.names.get(&bare()).copied(),
            None => None,
        })
    }

    fn add(&mut self, called: String, name: GridName) -> usize {
        let (at, number) = (self.entries.len(), name.number);
        self.entries.push(GridEntry {
            name: called,
            code: None,
            number,
            known: false,
            listed: false,
            taken: None,
            group: None,
        });
        if let Some(number) = number {
            self.numbers.entry(number).or_insert(at);
        }
        self.names.entry(name).or_insert(at);
        at
    }
}

/// 新欣社区第一网格 is 第一网格 of 新欣社区; 第一网格 of 第一村 stays as it is.
fn without_village(text: &str, village: &str, words: &Dictionary) -> CompactString {
    let text = label(text);
    let read = |text: &str| GridName::read(text, &words.units);
    let whole = read(&text);
    if whole.number.is_some() && whole.stem.is_empty() {
        return text;
    }
    let stem = VillageName::read(village, &words.units).stem;
    let behind_stem = || text.strip_prefix(stem.as_str()).filter(|rest| read(rest).number.is_some());
    let rest = text.strip_prefix(village).or_else(behind_stem).filter(|rest| !rest.is_empty());
    rest.map_or_else(|| text.clone(), CompactString::from)
}

/// 第一网格 for 1, 1网格, 网格一, 第1网格党小组; any other name as it is written.
fn usual_name(text: &str, name: &GridName, words: &Dictionary) -> String {
    let (units, numeral) = (&words.units, name.number.and_then(|number| words.units.numerals.write(number)));
    match (numeral, units.before_number.first(), units.grids.first()) {
        (Some(numeral), Some(before), Some(grid)) => format!("{}{before}{numeral}{grid}", name.stem),
        _ => {
            let body = units.grid_bodies.iter().find_map(|body| text.strip_suffix(body.as_str()));
            body.filter(|bare| !bare.is_empty()).unwrap_or(text).to_owned()
        }
    }
}
