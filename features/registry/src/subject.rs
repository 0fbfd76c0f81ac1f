//! What the registry stores about one resident: told to that person, and forgotten.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use diesel::prelude::*;
use hongwang_domain::UnitPath;
use hongwang_organisation::queries::{ancestry, names, path_of};
use hongwang_store::schema::organisation::{hamlets, units};
use hongwang_store::schema::registry::{households, residents};
use hongwang_store::{Db, Record, SealedField, StoreError, Tx, add_to_count, add_to_erased};
use hongwang_web::Tongue;
use hongwang_web::subject::{BLACKED, Forgetting, Forgotten, Held, Hit, Part, Sought, Subject, Telling};

use crate::counts::CountDeltas;
use crate::draft::RegistryDraft;
use crate::rows::{CategoryAssignment, Household, HouseholdPlace, Resident};

/// What this slice declares.
pub(crate) const SUBJECT: Subject = Subject {
    tell,
    texts,
    forget,
    ..Subject::of(&[
        ("residents", Held::Told),
        ("memberships", Held::Told),
        ("absences", Held::Told),
        ("party_memberships", Held::Told),
        ("category_assignments", Held::Told),
        ("households", Held::Told),
        ("household_places", Held::Told),
    ])
};

fn tell(db: &mut Db, telling: &Telling<'_>) -> Result<Vec<Part>, StoreError> {
    let (t, id) = (telling.t, &telling.person.resident);
    let registry = RegistryDraft::load_around(db, std::slice::from_ref(id))?;
    let Some(row) = registry.resident(id).cloned() else { return Ok(Vec::new()) };
    let mut person = Part::new(t, "resident");
    person.add(t.say("privacy-fact-name"), &row.name);
    if let Some(sex) = row.sex {
        person.add(t.say("registry-sex"), t.of("registry-sex", &sex.to_string()));
    }
    if let Some(born) = row.birth_date {
        person.add(t.say("privacy-fact-born"), t.date(&born));
    }
    for (field, sealed, label) in [
        (SealedField::CitizenId, &row.citizen_id, "registry-citizen-id"),
        (SealedField::Phone, &row.phone, "registry-phone"),
    ] {
        if let Some(sealed) = sealed {
            person.add(t.say(label), telling.keys.open_text(field, &row.id, sealed)?);
        }
    }
    let mut lived = Part::new(t, "stays");
    for stay in registry.stays_of(id) {
        let kin = stay.relation.map_or_else(String::new, |code| t.of("registry-relation", &code.to_string()));
        let kin = if stay.is_head { t.say("registry-head") } else { kin };
        let ended = stay.ended_by.as_ref().map(|how| t.of("registry-ending", how));
        let said: Vec<String> = [kin].into_iter().chain(ended).filter(|text| !text.is_empty()).collect();
        lived.add(span(t, stay.from_day, stay.to_day), said.join(&t.say("web-comma")));
    }
    let mut states = Part::new(t, "states");
    for row in registry.absences_of(id) {
        states.add(span(t, row.from_day, row.to_day), t.say("registry-away"));
    }
    for row in registry.party_of(id) {
        states.add(span(t, row.from_day, row.to_day), t.of("registry-membership", &row.kind));
    }
    for row in registry.categories_of(id) {
        states.add(span(t, row.from_day, row.to_day), category(t, row));
    }
    let homes: BTreeSet<String> = registry.stays_of(id).iter().map(|stay| stay.household_id.clone()).collect();
    let mut parts = vec![person, lived, states];
    for home in homes {
        parts.push(home_part(db, t, &registry, &home, id)?);
    }
    Ok(parts)
}

/// A household of the person: its own facts, and the others in it without their names.
fn home_part(db: &mut Db, t: Tongue, registry: &RegistryDraft, home: &str, own: &str) -> Result<Part, StoreError> {
    let mut part = Part::new(t, "household");
    let Some(row) = registry.household(home) else { return Ok(part) };
    if let Some(number) = &row.number {
        part.add(t.say("registry-number"), number);
    }
    if let Some(hint) = &row.door_hint {
        part.add(t.say("registry-door"), hint);
    }
    let places = registry.places_of(home);
    let ids: Vec<String> = places.iter().map(|place| place.unit_id.clone()).collect();
    let (unit_names, hamlets) = (names(db, &ids)?, hamlet_names(db, &places)?);
    for place in &places {
        let unit = unit_names.get(&place.unit_id).cloned().unwrap_or_default();
        let hamlet = place.hamlet_id.as_ref().and_then(|id| hamlets.get(id)).cloned();
        let said: Vec<String> = [unit].into_iter().chain(hamlet).collect();
        part.add(span(t, place.from_day, place.to_day), said.join(" "));
    }
    for row in registry.categories_of(home) {
        part.add(span(t, row.from_day, row.to_day), category(t, row));
    }
    let others = registry.ever_in(home).iter().filter(|one| *one != own);
    let said: Vec<String> = others
        .map(|other| {
            let stay = registry.last_stay(other);
            let kin = stay.and_then(|stay| stay.relation).map(|code| t.of("registry-relation", &code.to_string()));
            kin.map_or_else(|| BLACKED.to_owned(), |kin| format!("{BLACKED} ({kin})"))
        })
        .collect();
    if !said.is_empty() {
        part.add(t.say("privacy-fact-others"), said.join(&t.say("web-comma")));
    }
    Ok(part)
}

fn hamlet_names(db: &mut Db, places: &[HouseholdPlace]) -> Result<HashMap<String, String>, StoreError> {
    let ids: Vec<&String> = places.iter().filter_map(|place| place.hamlet_id.as_ref()).collect();
    let rows: Vec<(String, String)> =
        hamlets::table.filter(hamlets::id.eq_any(ids)).select((hamlets::id, hamlets::name)).load(db)?;
    Ok(rows.into_iter().collect())
}

fn category(t: Tongue, row: &CategoryAssignment) -> String {
    let source = row.source.split(':').next().unwrap_or_default();
    let known = t.say2("registry-known", "source", t.of("registry-source", source), "day", t.date(&row.as_of));
    format!("{} ({known})", t.of("category", &row.category))
}

/// 2026年1月1日 起，到 … 前
fn span(t: Tongue, from: NaiveDate, to: Option<NaiveDate>) -> String {
    match to {
        Some(to) => t.say2("privacy-span", "from", t.date(&from), "to", t.date(&to)),
        None => t.say1("privacy-span-open", "from", t.date(&from)),
    }
}

fn texts(db: &mut Db, sought: &Sought) -> Result<Vec<Hit>, StoreError> {
    let villages: Vec<String> =
        hongwang_organisation::queries::subtree(db, &sought.town)?.into_iter().map(|unit| unit.id).collect();
    let mut hits = Vec::new();
    for some in villages.chunks(1_000) {
        let hints: Vec<(String, Option<String>)> = households::table
            .filter(households::village_id.eq_any(some))
            .filter(households::door_hint.is_not_null())
            .select((households::id, households::door_hint))
            .load(db)?;
        let found =
            hints.into_iter().filter_map(|(record, text)| Some((record, text.filter(|text| sought.is_in(text))?)));
        hits.extend(found.map(|(record, text)| Hit {
            kind: Household::KIND,
            record,
            field: "door_hint",
            text,
            clears: true,
        }));
    }
    Ok(hits)
}

fn forget(tx: &mut Tx<'_>, forgetting: &Forgetting<'_>) -> Result<Forgotten, StoreError> {
    let id = &forgetting.person.resident;
    let mut gone = Forgotten { texts: vec![Household::KIND], ..Forgotten::default() };
    clear_hints(tx, forgetting, &mut gone)?;
    let registry = RegistryDraft::load_around(tx, std::slice::from_ref(id))?;
    let Some(row) = registry.resident(id).cloned() else { return Ok(gone) };
    let homes: Vec<String> = registry
        .stays_of(id)
        .iter()
        .map(|stay| stay.household_id.clone())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let before = RegistryDraft::load_households(tx, &homes, &[])?.recount();
    let unit = registry
        .last_stay(id)
        .map_or_else(|| row.town_id.clone(), |stay| registry.unit_of_household(&stay.household_id));

    take(tx, &unit, registry.absences_of(id), &mut gone)?;
    take(tx, &unit, registry.party_of(id), &mut gone)?;
    take(tx, &unit, registry.categories_of(id), &mut gone)?;
    take(tx, &unit, registry.stays_of(id), &mut gone)?;
    take(tx, &unit, std::slice::from_ref(&row), &mut gone)?;
    for home in &homes {
        let unit = registry.unit_of_household(home);
        let alone = registry.ever_in(home).iter().all(|one| one == id);
        let Some(household) = registry.household(home) else { continue };
        if alone {
            take(tx, &unit, &registry.places_of(home), &mut gone)?;
            take(tx, &unit, registry.categories_of(home), &mut gone)?;
            take(tx, &unit, std::slice::from_ref(household), &mut gone)?;
        } else {
            close_if_left(tx, &registry, home, id, forgetting.today)?;
            // Whoever has a form of this household open is told.
            tx.write_over(&unit, household, household)?;
        }
    }
    let after = RegistryDraft::load_households(tx, &homes, &[])?.recount();
    settle(tx, before, after, forgetting.today)?;
    Ok(gone)
}

fn take<R: Record>(tx: &mut Tx<'_>, unit: &str, rows: &[R], gone: &mut Forgotten) -> Result<(), StoreError> {
    for row in rows {
        tx.forget(unit, row)?;
    }
    gone.rows += rows.len();
    gone.earlier.push((R::KIND, rows.iter().map(|row| row.id().to_owned()).collect()));
    Ok(())
}

fn clear_hints(tx: &mut Tx<'_>, forgetting: &Forgetting<'_>, gone: &mut Forgotten) -> Result<(), StoreError> {
    let ids = forgetting.texts.iter().filter(|(kind, _, field)| kind == Household::KIND && field == "door_hint");
    let ids: Vec<String> = ids.map(|(_, id, _)| id.clone()).collect();
    for row in Household::find(tx, &ids)? {
        let cleared = Household { door_hint: None, ..row.clone() };
        tx.write_over(&row.village_id.clone(), &row, &cleared)?;
        gone.rows += 1;
    }
    gone.earlier.push((Household::KIND, ids));
    Ok(())
}

/// A household in which nobody is left is none from today on; until then it counts as it did.
fn close_if_left(
    tx: &mut Tx<'_>,
    registry: &RegistryDraft,
    home: &str,
    id: &str,
    today: NaiveDate,
) -> Result<(), StoreError> {
    let others = registry.ever_in(home).iter().filter(|one| *one != id);
    let still = others.into_iter().any(|other| {
        let stays = registry.stays_of(other);
        stays.iter().any(|stay| stay.household_id == home && stay.to_day.is_none_or(|to| to > today))
    });
    if still {
        return Ok(());
    }
    let unit = registry.unit_of_household(home);
    for place in registry.places_of(home).iter().filter(|place| place.to_day.is_none_or(|to| to > today)) {
        if place.from_day < today {
            let closed = HouseholdPlace { to_day: Some(today), ..place.clone() };
            tx.write_over(&unit, place, &closed)?;
        }
    }
    Ok(())
}

/// Past days count as they did, today and later ones without the person. What the rows no longer say of the past is kept
/// among those who were erased, all of them together.
fn settle(tx: &mut Tx<'_>, before: CountDeltas, after: CountDeltas, today: NaiveDate) -> Result<(), StoreError> {
    let mut difference: BTreeMap<_, i32> = before.into_map();
    for (key, delta) in after.into_map() {
        *difference.entry(key).or_insert(0) -= delta;
    }
    let mut standing: BTreeMap<_, i32> = BTreeMap::new();
    for ((unit, basis, item, day), delta) in difference.into_iter().filter(|(_, delta)| *delta != 0) {
        let count = (unit.as_str(), basis.as_str(), item.as_str());
        if day < today {
            add_to_erased(tx, count, day, delta)?;
            *standing.entry((unit, basis, item)).or_insert(0) += delta;
        } else {
            add_to_count(tx, count, day, -delta)?;
        }
    }
    for ((unit, basis, item), delta) in standing.into_iter().filter(|(_, delta)| *delta != 0) {
        let count = (unit.as_str(), basis.as_str(), item.as_str());
        add_to_erased(tx, count, today, -delta)?;
        add_to_count(tx, count, today, -delta)?;
    }
    Ok(())
}

/// Somebody by whose name and numbers texts are searched.
#[derive(Clone, Debug)]
pub struct Known {
    /// The name.
    pub name: String,
    /// Citizen id and phone, in plain, for the search alone.
    pub numbers: Vec<String>,
    /// The blind index of the phone.
    pub phone_index: Option<Vec<u8>>,
    /// The unit to which the person belongs, or belonged last.
    pub unit_id: String,
    /// The town.
    pub town: UnitPath,
}

/// The resident with an id, as far as a search for everything about the person needs it.
///
/// # Errors
/// When the database fails or a sealed field can't be opened.
pub fn known(db: &mut Db, keys: &hongwang_store::KeyRing, id: &str) -> Result<Option<Known>, StoreError> {
    let row: Option<Resident> = residents::table.find(id).select(Resident::as_select()).first(db).optional()?;
    let Some(row) = row else { return Ok(None) };
    let mut numbers = Vec::new();
    for (field, sealed) in [(SealedField::CitizenId, &row.citizen_id), (SealedField::Phone, &row.phone)] {
        if let Some(sealed) = sealed {
            numbers.push(keys.open_text(field, &row.id, sealed)?);
        }
    }
    let town = path_of(db, &row.town_id)?.ok_or_else(|| StoreError::Corrupt("town".to_owned()))?;
    let unit = crate::locate::resident(db, id)?.unwrap_or_else(|| town.clone());
    let unit_id = ancestry(db, &unit)?.pop().map_or(row.town_id, |unit| unit.id);
    Ok(Some(Known { name: row.name, numbers, phone_index: row.phone_index, unit_id, town }))
}

/// Residents who left or died before a day and came back to no household since.
///
/// # Errors
/// When the database fails.
pub fn gone_before(db: &mut Db, day: NaiveDate) -> Result<Vec<String>, StoreError> {
    use hongwang_store::schema::registry::memberships as m;
    let here = m::table.filter(m::to_day.is_null().or(m::to_day.ge(day))).select(m::resident_id);
    let ended = m::table.filter(m::to_day.lt(day)).filter(m::ended_by.is_not_null()).select(m::resident_id);
    let gone = residents::table.filter(residents::id.eq_any(ended)).filter(residents::id.ne_all(here));
    Ok(gone.order(residents::id).select(residents::id).load(db)?)
}

/// Some residents who belong to a household that stands in a unit, or below it: for a town that does not exist.
///
/// # Errors
/// When the database fails.
pub fn some_of(db: &mut Db, path: &UnitPath, most: usize) -> Result<Vec<String>, StoreError> {
    use hongwang_store::schema::registry::{household_places as p, memberships as m};
    let within = units::table.filter(units::path.ge(path.as_str())).filter(units::path.lt(path.subtree_end()));
    let homes = p::table.filter(p::to_day.is_null()).filter(p::unit_id.eq_any(within.select(units::id)));
    let here = m::table.filter(m::to_day.is_null()).filter(m::household_id.eq_any(homes.select(p::household_id)));
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    Ok(here.order(m::resident_id).limit(most).select(m::resident_id).load(db)?)
}
