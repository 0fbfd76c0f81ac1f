//! What an edit of a unit has to know before it changes anything.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::NaiveDate;
use diesel::prelude::*;
use hongwang_domain::Membership;
use hongwang_store::schema::organisation::{appointments, hamlets, party_groups, persons, units};
use hongwang_store::schema::registry::{party_memberships, residents};
use hongwang_store::{Db, StoreError};

/// The state of a unit with its party group, posts and hamlets: the same text as long as nobody changed any of them.
///
/// # Errors
/// When the database fails.
pub fn stamp(db: &mut Db, unit: &str) -> Result<String, StoreError> {
    let mut state: Vec<(String, i32)> = units::table.find(unit).select((units::id, units::version)).load(db)?;
    state.extend(
        party_groups::table
            .filter(party_groups::unit_id.eq(unit))
            .select((party_groups::id, party_groups::version))
            .load::<(String, i32)>(db)?,
    );
    state.extend(
        hamlets::table
            .filter(hamlets::unit_id.eq(unit))
            .select((hamlets::id, hamlets::version))
            .load::<(String, i32)>(db)?,
    );
    state.extend(
        persons::table
            .filter(persons::unit_id.eq(unit))
            .select((persons::id, persons::version))
            .load::<(String, i32)>(db)?,
    );
    state.extend(
        appointments::table
            .filter(appointments::unit_id.eq(unit))
            .select((appointments::id, appointments::version))
            .load::<(String, i32)>(db)?,
    );
    state.sort();
    let mut hasher = DefaultHasher::new();
    state.hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}

/// The party memberships of those residents of a town who have one of these names, on a day or after it. A name that nobody in
/// the registry has is not among them: its bearer lives elsewhere, and nothing is known.
///
/// # Errors
/// When the database fails.
pub fn standing_in_party(
    db: &mut Db,
    town: &str,
    names: &[String],
    day: NaiveDate,
) -> Result<BTreeMap<String, Vec<Option<Membership>>>, StoreError> {
    // From which day a membership is known says little about since when it holds.
    let holds = party_memberships::to_day.is_null().or(party_memberships::to_day.gt(day));
    let rows: Vec<(String, Option<String>)> = residents::table
        .left_join(party_memberships::table.on(party_memberships::resident_id.eq(residents::id).and(holds)))
        .filter(residents::town_id.eq(town))
        .filter(residents::name.eq_any(names))
        .select((residents::name, party_memberships::kind.nullable()))
        .load(db)?;
    let mut standing: BTreeMap<String, Vec<Option<Membership>>> = BTreeMap::new();
    for (name, kind) in rows {
        standing.entry(name).or_default().push(kind.as_deref().and_then(Membership::from_text));
    }
    Ok(standing)
}
