//! What `hongwang doctor` asks of the anchors: whether every end of a chain that was held fast is still in its chain.

use std::collections::BTreeMap;

use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor, Rulebook};
use hongwang_store::{Complaint, Db, Store, StoreError};

use crate::anchor::Anchor;
use crate::queries;

/// The ends of a chain that anchors hold, by their number. An honest chain has one hash at a number.
type Ends = BTreeMap<i64, Vec<String>>;

pub(crate) fn complaints(store: &Store, _: &Rulebook) -> Result<Vec<Complaint>, StoreError> {
    let scope = Scope::of(&Actor::console(), Action::ReadAudit);
    store.read(&scope, |door| {
        let mut found = Vec::new();
        let mut chains: BTreeMap<String, Ends> = BTreeMap::new();
        for entry in queries::anchors(door)? {
            let Ok(anchor) = serde_json::from_str::<Anchor>(&entry.detail) else {
                let about = format!("{} {} ({})", entry.chain, entry.number, entry.id);
                found.push(Complaint { key: "doctor-audit-anchor", about });
                continue;
            };
            for held in anchor.heads {
                let hashes = chains.entry(held.chain).or_default().entry(held.number).or_default();
                if !hashes.contains(&held.hash) {
                    hashes.push(held.hash);
                }
            }
        }
        for (chain, ends) in chains {
            found.extend(of_chain(door, &chain, &ends)?);
        }
        Ok(found)
    })
}

/// The first anchored end that is not there any more, or is another one: what broke it lies behind the last one that fits.
fn of_chain(db: &mut Db, chain: &str, ends: &Ends) -> Result<Option<Complaint>, StoreError> {
    let numbers: Vec<i64> = ends.keys().copied().collect();
    let stands = queries::hashes_at(db, chain, &numbers)?;
    let mut whole_to = 0;
    for (number, hashes) in ends {
        let fits = stands.get(number).is_some_and(|hash| hashes.iter().all(|held| held == hash));
        if fits {
            whole_to = *number;
            continue;
        }
        let code = queries::places(db, &[chain.to_owned()])?.remove(chain).map(|(code, _)| code);
        let place = code.map_or_else(|| chain.to_owned(), |code| format!("{code} {chain}"));
        let key = if stands.contains_key(number) { "doctor-audit-anchor" } else { "doctor-audit-gone" };
        // An entry that is gone is named itself; one that was rewritten is among those since the last end that fits.
        let first = match key {
            "doctor-audit-gone" => first_gone(db, chain, whole_to + 1, *number)?,
            _ => whole_to + 1,
        };
        let range = if first == *number { number.to_string() } else { format!("{first}\u{2013}{number}") };
        let id = queries::entry_at(db, chain, first)?.map(|(id, _)| format!(" ({id})")).unwrap_or_default();
        return Ok(Some(Complaint { key, about: format!("{place} {range}{id}") }));
    }
    Ok(None)
}

/// The first place of a range where nothing stands.
fn first_gone(db: &mut Db, chain: &str, from: i64, to: i64) -> Result<i64, StoreError> {
    let all: Vec<i64> = (from..=to).collect();
    let stands = queries::hashes_at(db, chain, &all)?;
    Ok(all.into_iter().find(|number| !stands.contains_key(number)).unwrap_or(to))
}
