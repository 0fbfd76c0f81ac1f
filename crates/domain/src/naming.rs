//! How villages and grids are called and numbered: one name in its many writings, and the next free code.
//! The words come from the rulebook (`units.toml`).

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;

use crate::rulebook::{UnitWords, VillageKind};
use crate::text::is_blank;

mod numerals;

pub use numerals::Numerals;

/// Numbers of units below another are three digits of a code.
const LAST_NUMBER: u32 = 999;

/// The name of a village or community, without what is the same in all its writings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct VillageName {
    /// What is left without 村, 村委会, 社区 and the party body: 唐家.
    pub stem: String,
    /// What its end says it is; `None` where it has no such end.
    pub kind: Option<VillageKind>,
}

impl VillageName {
    /// Reads a name as it is typed: 唐家村, 唐家村委会, 唐家村党支部 and ` 唐家 ` have one stem.
    pub fn read(text: &str, words: &UnitWords) -> Self {
        let mut name = plain(text);
        strip_end(&mut name, &words.village_bodies);
        let kind = words.villages.iter().find(|village| strip_end(&mut name, &village.names));
        if let Some(village) = kind {
            while strip_end(&mut name, &village.names) {}
        }
        Self { stem: name, kind: kind.map(|village| village.id) }
    }

    /// Whether both can name one village: the same stem, and no word against it.
    pub fn matches(&self, other: &Self) -> bool {
        self.stem == other.stem && (self.kind == other.kind || self.kind.is_none() || other.kind.is_none())
    }
}

/// Which of some villages a name means: the one of the same kind, else the only one that it can name.
pub fn find_village(name: &VillageName, known: &[VillageName]) -> Option<usize> {
    let exact = known.iter().position(|village| village == name);
    let mut others = known.iter().enumerate().filter(|(_, village)| village.matches(name)).map(|(at, _)| at);
    exact.or_else(|| others.next().filter(|_| others.next().is_none()))
}

/// The name of a grid, without what is the same in all its writings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct GridName {
    /// What stands before its number (a village's name, mostly), or the whole name where it has no number.
    pub stem: String,
    /// Its number: 12 for 第十二网格, 第 12 网格, 网格12, 12号网格 and 第十二网格党小组.
    pub number: Option<u32>,
}

impl GridName {
    /// Reads a name as it is typed.
    pub fn read(text: &str, words: &UnitWords) -> Self {
        let mut name = plain(text);
        strip_end(&mut name, &words.grid_bodies);
        let whole = name.clone();
        let ends = strip_end(&mut name, &words.grids);
        let front = numbered(&name, words);
        // A bare number (第一, 3) needs nothing before it; 王家三 is a name.
        if let Some((number, stem)) = front.filter(|(_, stem)| ends || stem.is_empty()) {
            return Self { stem, number: Some(number) };
        }
        let behind = words.grids.iter().find_map(|grid| whole.rsplit_once(grid.as_str()));
        if let Some((before, after)) = behind
            && let Some((number, rest)) = numbered(after, words)
            && rest.is_empty()
        {
            return Self { stem: before.to_owned(), number: Some(number) };
        }
        Self { stem: name, number: None }
    }

    /// Whether both can name one grid of a village: the same number, or where there is none the same words.
    /// What stands before a number counts only where it stands in both.
    pub fn matches(&self, other: &Self) -> bool {
        let stems = self.stem == other.stem;
        match self.number {
            Some(_) => self.number == other.number && (stems || self.stem.is_empty() || other.stem.is_empty()),
            None => other.number.is_none() && stems,
        }
    }
}

/// The numbers that no official code has: 001 to 199 are committees of residents, 200 to 399 of villagers, 400 to 599
/// what is like them. Source: 统计用区划代码.
const OWN_NUMBERS: std::ops::RangeInclusive<u32> = 600..=LAST_NUMBER;

/// Whether a village's number is one of ours, which stands for an official one that nobody has said yet.
pub fn is_own_number(number: u32) -> bool {
    OWN_NUMBERS.contains(&number)
}

/// The next free number of our own for a village under its town that came without a code, from its kind's
/// first one (villages' where it has none). It is never one that an official list may give to another village; `taken`
/// holds those in use and those that were retired. `None` when none is left.
pub fn village_number(kind: Option<VillageKind>, taken: &BTreeSet<u32>, words: &UnitWords) -> Option<u32> {
    let kind = kind.unwrap_or(VillageKind::Village);
    let first = words.villages.iter().find(|village| village.id == kind).map(|village| village.first_number);
    let first = first.filter(|first| is_own_number(*first)).unwrap_or(*OWN_NUMBERS.start());
    (first..=LAST_NUMBER).chain(*OWN_NUMBERS.start()..first).find(|number| !taken.contains(number))
}

/// Numbers for new grids of a village, in the order of their names: the number in its name where that is free,
/// else the next free one that no other name asks for. `taken` holds those in use and those that were retired.
/// `None` for a grid when none is left.
pub fn grid_numbers<'a>(names: impl IntoIterator<Item = &'a GridName>, taken: &BTreeSet<u32>) -> Vec<Option<u32>> {
    let mut taken = taken.clone();
    let free = |number: &u32| (1..=LAST_NUMBER).contains(number);
    let wanted: Vec<_> =
        names.into_iter().map(|name| name.number.filter(free).filter(|number| taken.insert(*number))).collect();
    wanted.into_iter().map(|number| number.or_else(|| next_free(&mut taken))).collect()
}

fn next_free(taken: &mut BTreeSet<u32>) -> Option<u32> {
    (1..=LAST_NUMBER).find(|number| taken.insert(*number))
}

/// Half-width, in one form of each character, and without what shows nothing.
fn plain(text: &str) -> String {
    text.nfkc().filter(|character| !is_blank(*character)).collect()
}

/// Takes the longest of some ends off a name, unless nothing would be left.
fn strip_end(name: &mut String, ends: &[String]) -> bool {
    let end = ends.iter().filter(|end| name.len() > end.len() && name.ends_with(end.as_str())).map(String::len).max();
    end.is_some_and(|length| {
        name.truncate(name.len() - length);
        true
    })
}

/// The number at the end of a text, and what stands before it: 唐家村第一 → 1, 唐家村.
fn numbered(text: &str, words: &UnitWords) -> Option<(u32, String)> {
    let body = words.behind_number.iter().find_map(|end| text.strip_suffix(end.as_str())).unwrap_or(text);
    let digits = body.char_indices().rev().take_while(|(_, character)| words.numerals.knows(*character)).last()?.0;
    let number = words.numerals.read(&body[digits..])?;
    let before = &body[..digits];
    let stem = words.before_number.iter().find_map(|word| before.strip_suffix(word.as_str())).unwrap_or(before);
    Some((number, stem.to_owned()))
}

#[cfg(test)]
mod tests;
