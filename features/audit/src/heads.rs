//! The ends of the chains as of the last anchor: to be printed and signed, and held against the database later.

use chrono::NaiveDateTime;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor};
use hongwang_organisation::Unit;
use hongwang_organisation::queries as organisation;
use hongwang_store::key_file::hex;
use hongwang_store::{Db, Store, StoreError};

use crate::anchor::{Anchor, anchored_at, way_to};
use crate::queries;

/// So many digits of a hash are printed: 96 bits, more than anybody can search through.
const PRINTED: usize = 24;
/// Fewer than these say nothing.
const FEWEST: usize = 16;

/// The ends of a unit's chains as of the last anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heads {
    /// When it was anchored, in UTC.
    pub at: NaiveDateTime,
    /// The ends, the anchoring unit's own first.
    pub heads: Vec<Head>,
}

/// The end of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The unit's code; its id where the unit is no more.
    pub code: String,
    /// The unit's name.
    pub name: String,
    /// The number of the last entry.
    pub number: i64,
    /// The first digits of its hash, in groups of four.
    pub short: String,
}

impl Head {
    /// As `hongwang audit heads` prints it.
    fn line(&self) -> String {
        format!("{} {} {}", self.code, self.number, self.short)
    }
}

/// What the last anchor over a unit holds of it and of all below it; `None` before the first night.
///
/// # Errors
/// When the database fails.
pub fn heads(store: &Store, unit: &Unit) -> Result<Option<Heads>, StoreError> {
    let way = way_to(store, unit)?;
    let Some(place) = anchored_at(&way) else { return Ok(None) };
    let scope = Scope::of(&Actor::console(), Action::ReadAudit);
    store.read(&scope, |door| {
        let Some(entry) = queries::last_anchor(door, &place.id)? else { return Ok(None) };
        let anchor: Anchor = serde_json::from_str(&entry.detail)?;
        let own = (entry.chain.clone(), entry.number, hex(&entry.hash));
        let ends = anchor.heads.into_iter().map(|held| (held.chain, held.number, held.hash));
        let mut ends: Vec<(String, i64, String)> = std::iter::once(own).chain(ends).collect();
        if place.id != unit.id {
            let below: Vec<String> =
                organisation::subtree(door, &unit.path())?.into_iter().map(|unit| unit.id).collect();
            ends.retain(|(chain, ..)| below.contains(chain));
        }
        let ids: Vec<String> = ends.iter().map(|(chain, ..)| chain.clone()).collect();
        let names = queries::places(door, &ids)?;
        let head = |(chain, number, hash): (String, i64, String)| {
            let (code, name) = names.get(&chain).cloned().unwrap_or_else(|| (chain.clone(), String::new()));
            Head { code, name, number, short: grouped(&hash) }
        };
        let mut heads: Vec<Head> = ends.into_iter().map(head).collect();
        heads.sort_by(|one, other| one.code.cmp(&other.code));
        Ok(Some(Heads { at: entry.at, heads }))
    })
}

/// Those of the county and of every town, a line each: code, number, digits.
///
/// # Errors
/// When the database fails.
pub fn lines(store: &Store) -> Result<Vec<String>, StoreError> {
    let scope = Scope::of(&Actor::console(), Action::ReadAudit);
    let places = store.read(&scope, |door| queries::anchoring(door))?;
    let mut lines: Vec<String> = Vec::new();
    for place in places {
        let heads = heads(store, &place)?.map(|all| all.heads).unwrap_or_default();
        lines.extend(heads.iter().map(Head::line));
    }
    lines.sort();
    lines.dedup();
    Ok(lines)
}

/// What came of holding printed ends against the database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Against {
    /// How many lines were read.
    pub read: usize,
    /// Lines that are none.
    pub unread: Vec<String>,
    /// Ends that their chain holds no more: code and number.
    pub gone: Vec<String>,
}

/// Holds lines of [`lines`] against the database; empty lines, and those that begin with `#`, are passed over.
///
/// # Errors
/// When the database fails.
pub fn against(store: &Store, text: &str) -> Result<Against, StoreError> {
    let scope = Scope::of(&Actor::console(), Action::ReadAudit);
    store.read(&scope, |door| {
        let mut answer = Against::default();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match read(line) {
                None => answer.unread.push(line.to_owned()),
                Some((code, number, digits)) => {
                    answer.read += 1;
                    if !stands(door, code, number, &digits)? {
                        answer.gone.push(format!("{code} {number}"));
                    }
                }
            }
        }
        Ok(answer)
    })
}

fn read(line: &str) -> Option<(&str, i64, String)> {
    let mut words = line.split_whitespace();
    let (code, number) = (words.next()?, words.next()?.parse().ok()?);
    let digits: String = words.collect::<String>().to_lowercase();
    let is_hash = digits.len() >= FEWEST && digits.chars().all(|one| one.is_ascii_hexdigit());
    is_hash.then_some((code, number, digits))
}

fn stands(db: &mut Db, code: &str, number: i64, digits: &str) -> Result<bool, StoreError> {
    let chain = organisation::by_code(db, code)?.map_or_else(|| code.to_owned(), |unit| unit.id);
    let entry = queries::entry_at(db, &chain, number)?;
    Ok(entry.is_some_and(|(_, hash)| hex(&hash).starts_with(digits)))
}

/// 9f3a 1c2b 77d0 …: to be read aloud and compared.
pub(crate) fn grouped(hash: &str) -> String {
    let digits: Vec<char> = hash.chars().take(PRINTED).collect();
    digits.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_line_is_read_again() {
        let hash = "9f3a1c2b77d0e1f20a3b44c5ffffffff";
        let head = Head { code: "211104109".into(), name: "新立镇".into(), number: 42, short: grouped(hash) };
        assert_eq!(head.line(), "211104109 42 9f3a 1c2b 77d0 e1f2 0a3b 44c5");
        assert_eq!(read(&head.line()), Some(("211104109", 42, hash[..24].to_owned())));
        assert_eq!(read(&head.line().to_uppercase()), Some(("211104109", 42, hash[..24].to_owned())));
        for line in
            ["211104109", "211104109 42", "211104109 42 9f3a", "211104109 x 9f3a1c2b77d0e1f2", "a 1 9f3a1c2b77d0e1fz"]
        {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
