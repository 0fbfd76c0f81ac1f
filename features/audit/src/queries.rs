//! Reading the audit's entries, its anchors and the ends of its chains.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;
use hongwang_domain::{Action, UnitKind, UnitPath};
use hongwang_organisation::Unit;
use hongwang_organisation::queries as organisation;
use hongwang_store::key_file::hex;
use hongwang_store::schema::organisation::units;
use hongwang_store::schema::store::{audit_entries, audit_heads};
use hongwang_store::{Db, EntryRow, StoreError};

use crate::anchor::Held;
use crate::filter::Filter;

/// Whose entries.
#[derive(Clone, Debug)]
pub(crate) enum Within {
    /// Every chain, those of units that are no more among them.
    Everything,
    /// A unit and all below it.
    Subtree(UnitPath),
    /// A unit alone, by its id.
    Alone(String),
}

/// Entries that fit a filter, the latest first; at most so many.
pub(crate) fn entries(db: &mut Db, filter: &Filter, most: i64) -> Result<Vec<EntryRow>, StoreError> {
    let mut query = audit_entries::table.select(EntryRow::as_select()).into_boxed();
    query = match &filter.within {
        Within::Everything => query,
        Within::Alone(unit) => query.filter(audit_entries::chain.eq(unit.clone())),
        Within::Subtree(path) => {
            let below = units::table
                .filter(units::path.ge(path.as_str().to_owned()))
                .filter(units::path.lt(path.subtree_end()))
                .select(units::id);
            query.filter(audit_entries::chain.eq_any(below))
        }
    };
    if let Some(account) = &filter.account {
        query = query.filter(audit_entries::actor.eq(account.clone()));
    }
    if let Some(action) = filter.action {
        query = query.filter(audit_entries::action.eq(action.as_str()));
    }
    if let Some(from) = filter.begins() {
        query = query.filter(audit_entries::at.ge(from));
    }
    if let Some(until) = filter.ends() {
        query = query.filter(audit_entries::at.lt(until));
    }
    if let Some(before) = &filter.before {
        let stands: Option<NaiveDateTime> =
            audit_entries::table.find(before).select(audit_entries::at).first(db).optional()?;
        let Some(at) = stands else { return Ok(Vec::new()) };
        let earlier = audit_entries::at.eq(at).and(audit_entries::id.lt(before.clone()));
        query = query.filter(audit_entries::at.lt(at).or(earlier));
    }
    Ok(query.order((audit_entries::at.desc(), audit_entries::id.desc())).limit(most).load(db)?)
}

/// Code and name of units by their ids.
pub(crate) fn places(db: &mut Db, ids: &[String]) -> Result<HashMap<String, (String, String)>, StoreError> {
    let rows: Vec<(String, String, String)> =
        units::table.filter(units::id.eq_any(ids)).select((units::id, units::code, units::name)).load(db)?;
    Ok(rows.into_iter().map(|(id, code, name)| (id, (code, name))).collect())
}

/// The units that anchor what is below them: the towns, then the county.
pub(crate) fn anchoring(db: &mut Db) -> Result<Vec<Unit>, StoreError> {
    let town = units::kind.eq(UnitKind::Town.as_str());
    let mut places: Vec<Unit> = units::table.filter(town).order(units::code).select(Unit::as_select()).load(db)?;
    places.extend(organisation::county(db)?);
    Ok(places)
}

/// The last anchor of a chain.
pub(crate) fn last_anchor(db: &mut Db, chain: &str) -> Result<Option<EntryRow>, StoreError> {
    Ok(audit_entries::table
        .filter(audit_entries::action.eq(Action::AnchorAudit.as_str()))
        .filter(audit_entries::chain.eq(chain))
        .order(audit_entries::number.desc())
        .select(EntryRow::as_select())
        .first(db)
        .optional()?)
}

/// Every anchor, those of a chain in their order.
pub(crate) fn anchors(db: &mut Db) -> Result<Vec<EntryRow>, StoreError> {
    Ok(audit_entries::table
        .filter(audit_entries::action.eq(Action::AnchorAudit.as_str()))
        .order((audit_entries::chain, audit_entries::number))
        .select(EntryRow::as_select())
        .load(db)?)
}

/// When the first entry of a unit or one below it was written; of the county: the first of all.
pub(crate) fn begun(db: &mut Db, place: &Unit) -> Result<Option<NaiveDateTime>, StoreError> {
    let first = |some: Vec<NaiveDateTime>| some.into_iter().min();
    if place.parent_id.is_none() {
        let query = audit_entries::table.order((audit_entries::at, audit_entries::id)).limit(1);
        return Ok(first(query.select(audit_entries::at).load(db)?));
    }
    let path = place.path();
    let below = units::table
        .filter(units::path.ge(path.as_str().to_owned()))
        .filter(units::path.lt(path.subtree_end()))
        .select(units::id);
    let firsts = audit_entries::table.filter(audit_entries::number.eq(1)).filter(audit_entries::chain.eq_any(below));
    Ok(first(firsts.select(audit_entries::at).load(db)?))
}

/// The ends of the chains that are anchored at a town or the county: of a town all below it; of the county its towns, and
/// whatever belongs to no unit any more.
pub(crate) fn heads_below(db: &mut Db, place: &Unit) -> Result<Vec<Held>, StoreError> {
    let all: Vec<(String, i64, Vec<u8>)> = audit_heads::table.order(audit_heads::chain).load(db)?;
    let standing: Vec<(String, String, String)> =
        units::table.select((units::id, units::kind, units::path)).load(db)?;
    let of_county = place.parent_id.is_none();
    let own = place.path();
    let mine: HashSet<&str> = standing
        .iter()
        .filter(|(_, kind, path)| match of_county {
            true => kind == UnitKind::Town.as_str(),
            false => own.contains(&UnitPath::from_database(path.clone())),
        })
        .map(|(id, ..)| id.as_str())
        .collect();
    let known: HashSet<&str> = standing.iter().map(|(id, ..)| id.as_str()).collect();
    let held = |chain: &str| chain != place.id && (mine.contains(chain) || (of_county && !known.contains(chain)));
    Ok(all
        .into_iter()
        .filter(|(chain, ..)| held(chain))
        .map(|(chain, number, hash)| Held { chain, number, hash: hex(&hash) })
        .collect())
}

/// The id and the hash of an entry by its place in a chain.
pub(crate) fn entry_at(db: &mut Db, chain: &str, number: i64) -> Result<Option<(String, Vec<u8>)>, StoreError> {
    Ok(audit_entries::table
        .filter(audit_entries::chain.eq(chain))
        .filter(audit_entries::number.eq(number))
        .select((audit_entries::id, audit_entries::hash))
        .first(db)
        .optional()?)
}

/// The hashes of a chain at some of its places.
pub(crate) fn hashes_at(db: &mut Db, chain: &str, numbers: &[i64]) -> Result<HashMap<i64, String>, StoreError> {
    let mut found = HashMap::new();
    for some in numbers.chunks(500) {
        let rows: Vec<(i64, Vec<u8>)> = audit_entries::table
            .filter(audit_entries::chain.eq(chain))
            .filter(audit_entries::number.eq_any(some))
            .select((audit_entries::number, audit_entries::hash))
            .load(db)?;
        found.extend(rows.into_iter().map(|(number, hash)| (number, hex(&hash))));
    }
    Ok(found)
}
