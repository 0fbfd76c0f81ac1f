//! How a snapshot is kept and read again. The hash runs over figures, units and record ids, never over people's names.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDateTime;
use diesel::prelude::*;
use hongwang_domain::rulebook::ledger::Basis;
use hongwang_domain::{Id, Month, Rulebook, UnitCode, UnitKind};
use hongwang_organisation::{Unit, queries};
use hongwang_paper::{Declared, Names, Row, VillageHead};
use hongwang_registry::queries as registry;
use hongwang_store::schema::ledger::{
    ledger_snapshot_counts, ledger_snapshot_lines, ledger_snapshot_names, ledger_snapshots,
};
use hongwang_store::{Db, KeyRing, StoreError, SubjectKeys};
use sha2::{Digest, Sha256};

use crate::declared::declared;
use crate::live::{Wanted, counted, figures};
use crate::rows::{CountRow, LineRow, NameRow, SnapshotRow};

const BASES: [Basis; 2] = [Basis::Registered, Basis::Resident];
const LEADER: &str = "leader";
const MEMBER: &str = "member";
const VOLUNTEER: &str = "volunteer";

/// A name that is to be sealed: unit, list, place in it, subject, name.
type Listed = (String, String, i32, String, String);

/// Counts a town at a month's end and keeps what was counted; answers the snapshot's id.
pub(crate) fn keep(
    db: &mut Db,
    keys: &KeyRing,
    rulebook: &Rulebook,
    town: &Unit,
    month: Month,
    taken_at: NaiveDateTime,
) -> Result<String, StoreError> {
    if town.kind == UnitKind::County.as_str() {
        return keep_marker(db, town, month, taken_at);
    }
    let id = Id::new().to_string();
    let lines = lines(db, &id, town, month)?;
    let counts = counts(db, &id, town, month)?;
    let listed = names(db, rulebook, town, month)?;
    let names = seal_names(db, keys, &id, listed)?;
    let previous_hash = last_hash(db, &town.id)?;
    let mut row = SnapshotRow {
        id: id.clone(),
        town_id: town.id.clone(),
        month: month.to_string(),
        taken_at,
        previous_hash,
        hash: Vec::new(),
    };
    row.hash = hash(&row, &lines, &counts, &names);
    diesel::insert_into(ledger_snapshots::table).values(&row).execute(db)?;
    hongwang_store::insert_many!(db, ledger_snapshot_lines, &lines.iter().collect::<Vec<_>>())?;
    hongwang_store::insert_many!(db, ledger_snapshot_counts, &counts.iter().collect::<Vec<_>>())?;
    hongwang_store::insert_many!(db, ledger_snapshot_names, &names.iter().collect::<Vec<_>>())?;
    Ok(id)
}

/// A county's snapshot is those of its towns that were taken before it: a town that comes later is a correction.
fn keep_marker(db: &mut Db, county: &Unit, month: Month, taken_at: NaiveDateTime) -> Result<String, StoreError> {
    let previous_hash = last_hash(db, &county.id)?;
    let mut row = SnapshotRow {
        id: Id::new().to_string(),
        town_id: county.id.clone(),
        month: month.to_string(),
        taken_at,
        previous_hash,
        hash: Vec::new(),
    };
    row.hash = hash(&row, &[], &[], &[]);
    diesel::insert_into(ledger_snapshots::table).values(&row).execute(db)?;
    Ok(row.id)
}

fn lines(db: &mut Db, snapshot: &str, town: &Unit, month: Month) -> Result<Vec<LineRow>, StoreError> {
    let day = month.last_day();
    let units: Vec<Unit> = queries::subtree(db, &town.path())?.into_iter().filter(|unit| unit.stood_on(day)).collect();
    let groups = queries::groups(db, &town.path())?;
    let declared = declared(db, &town.path(), day)?;
    let by_id: HashMap<&str, &Unit> = units.iter().map(|unit| (unit.id.as_str(), unit)).collect();
    let figure = |figure: Option<u32>| figure.and_then(|figure| i32::try_from(figure).ok());
    let mut lines = Vec::new();
    for unit in &units {
        let is_grid = unit.kind == UnitKind::Grid.as_str();
        let village =
            if is_grid { unit.parent_id.as_deref().and_then(|id| by_id.get(id).copied()) } else { Some(unit) };
        let Some(village) = village.filter(|village| village.kind == UnitKind::Village.as_str()) else { continue };
        let declared = declared.get(&unit.id);
        lines.push(LineRow {
            snapshot_id: snapshot.to_owned(),
            unit_id: unit.id.clone(),
            village_code: village.code.clone(),
            village: village.name.clone(),
            code: is_grid.then(|| unit.code.clone()),
            grid: is_grid.then(|| unit.name.clone()),
            group_name: groups.get(&unit.id).map(|group| group.name.clone()),
            declared_households: declared.and_then(|declared| figure(declared.households)),
            declared_residents: declared.and_then(|declared| figure(declared.residents)),
            declared_as_of: declared.map(|declared| declared.as_of),
        });
    }
    lines.sort_by(|one, other| one.unit_id.cmp(&other.unit_id));
    Ok(lines)
}

fn counts(db: &mut Db, snapshot: &str, town: &Unit, month: Month) -> Result<Vec<CountRow>, StoreError> {
    let mut rows = Vec::new();
    for basis in BASES {
        for (unit_id, counts) in registry::counts(db, &town.path(), basis, month.last_day())? {
            for (item, count) in counts.into_iter().filter(|(_, count)| *count != 0) {
                let count = i32::try_from(count).unwrap_or(i32::MAX);
                let (snapshot_id, unit_id, basis) = (snapshot.to_owned(), unit_id.clone(), basis.as_str().to_owned());
                rows.push(CountRow { snapshot_id, unit_id, basis, item, count });
            }
        }
    }
    rows.sort_by(|one, other| (&one.unit_id, &one.basis, &one.item).cmp(&(&other.unit_id, &other.basis, &other.item)));
    Ok(rows)
}

fn names(db: &mut Db, rulebook: &Rulebook, town: &Unit, month: Month) -> Result<Vec<Listed>, StoreError> {
    let (path, day) = (town.path(), month.last_day());
    let mut listed: Vec<Listed> = Vec::new();
    for (unit, roster) in queries::rosters(db, &path, day)? {
        let lists =
            [(LEADER, roster.leader.into_iter().collect()), (MEMBER, roster.members), (VOLUNTEER, roster.volunteers)];
        for (list, people) in lists {
            let people: Vec<queries::Appointed> = people;
            let of_list = people.into_iter().zip(0..);
            listed.extend(
                of_list.map(|(one, position)| (unit.clone(), list.to_owned(), position, one.person_id, one.name)),
            );
        }
    }
    for basis in BASES {
        for (unit, lists) in registry::names_of(db, &path, &counted(rulebook), basis, day)? {
            for (category, people) in lists {
                let list = format!("{}:{category}", basis.as_str());
                let of_list = people.into_iter().zip(0..);
                listed.extend(
                    of_list.map(|(one, position)| (unit.clone(), list.clone(), position, one.subject_id, one.name)),
                );
            }
        }
    }
    listed.sort();
    Ok(listed)
}

fn seal_names(db: &mut Db, keys: &KeyRing, snapshot: &str, listed: Vec<Listed>) -> Result<Vec<NameRow>, StoreError> {
    let subjects: BTreeSet<&str> = listed.iter().map(|(_, _, _, subject, _)| subject.as_str()).collect();
    let subject_keys = SubjectKeys::ensure(db, keys, &subjects)?;
    let seal = |(unit_id, list, position, subject_id, name): Listed| {
        let sealed_name = subject_keys.seal(&subject_id, snapshot, &name)?;
        Ok(NameRow { snapshot_id: snapshot.to_owned(), unit_id, list, position, subject_id, sealed_name })
    };
    listed.into_iter().map(seal).collect()
}

fn last_hash(db: &mut Db, town: &str) -> Result<Vec<u8>, StoreError> {
    let last: Option<Vec<u8>> = ledger_snapshots::table
        .filter(ledger_snapshots::town_id.eq(town))
        .order(ledger_snapshots::id.desc())
        .select(ledger_snapshots::hash)
        .first(db)
        .optional()?;
    Ok(last.unwrap_or_default())
}

/// SHA-256 over everything but people's names, each part with its length before it.
fn hash(row: &SnapshotRow, lines: &[LineRow], counts: &[CountRow], names: &[NameRow]) -> Vec<u8> {
    let mut digest = Sha256::new();
    let mut part = |bytes: &[u8]| {
        digest.update((bytes.len() as u64).to_be_bytes());
        digest.update(bytes);
    };
    for text in [&row.id, &row.town_id, &row.month] {
        part(text.as_bytes());
    }
    part(row.taken_at.and_utc().timestamp_micros().to_string().as_bytes());
    part(&row.previous_hash);
    for line in lines {
        let declared =
            format!("{:?} {:?} {:?}", line.declared_households, line.declared_residents, line.declared_as_of);
        let texts = [
            Some(&line.unit_id),
            Some(&line.village_code),
            Some(&line.village),
            line.code.as_ref(),
            line.grid.as_ref(),
            line.group_name.as_ref(),
            Some(&declared),
        ];
        texts.into_iter().for_each(|text| part(text.map_or(&[], |text| text.as_bytes())));
    }
    for count in counts {
        part(format!("{} {} {} {}", count.unit_id, count.basis, count.item, count.count).as_bytes());
    }
    for name in names {
        part(format!("{} {} {} {}", name.unit_id, name.list, name.position, name.subject_id).as_bytes());
    }
    digest.finalize().to_vec()
}

/// Whether a snapshot still is what its hash says, and follows the one before it.
pub(crate) fn is_whole(db: &mut Db, row: &SnapshotRow, previous: &[u8]) -> Result<bool, StoreError> {
    let (lines, counts, names) = parts(db, &row.id)?;
    Ok(row.previous_hash == previous && row.hash == hash(row, &lines, &counts, &names))
}

type Parts = (Vec<LineRow>, Vec<CountRow>, Vec<NameRow>);

fn parts(db: &mut Db, snapshot: &str) -> Result<Parts, StoreError> {
    use ledger_snapshot_counts as c;
    use ledger_snapshot_lines as l;
    use ledger_snapshot_names as n;
    let lines = l::table.filter(l::snapshot_id.eq(snapshot)).order(l::unit_id).select(LineRow::as_select()).load(db)?;
    let counts = c::table
        .filter(c::snapshot_id.eq(snapshot))
        .order((c::unit_id, c::basis, c::item))
        .select(CountRow::as_select())
        .load(db)?;
    let names = n::table
        .filter(n::snapshot_id.eq(snapshot))
        .order((n::unit_id, n::list, n::position))
        .select(NameRow::as_select())
        .load(db)?;
    Ok((lines, counts, names))
}

/// What was filed, put together from the snapshots of one town or several.
#[derive(Default)]
pub(crate) struct Filed {
    pub villages: Vec<VillageHead>,
    pub rows: Vec<Row>,
    /// The latest.
    pub taken_at: Option<NaiveDateTime>,
}

/// What a snapshot is read for.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    pub keys: &'a KeyRing,
    pub rulebook: &'a Rulebook,
    pub wanted: Wanted<'a>,
    pub names: bool,
}

/// Reads the part of a town's snapshot that lies in a unit.
pub(crate) fn read(
    db: &mut Db,
    reading: &Reading<'_>,
    town: &Unit,
    snapshot: &SnapshotRow,
    filed: &mut Filed,
) -> Result<(), StoreError> {
    let Reading { keys, rulebook, wanted, names: with_names } = *reading;
    let (lines, counts, names) = parts(db, &snapshot.id)?;
    let mut lists = open_names(db, keys, &snapshot.id, &names)?;
    let mut counted: HashMap<&str, BTreeMap<String, i64>> = HashMap::new();
    for row in counts.iter().filter(|row| row.basis == wanted.basis.as_str()) {
        counted.entry(&row.unit_id).or_default().insert(row.item.clone(), i64::from(row.count));
    }
    let asked = wanted.unit.code()?;
    let declared_in = |line: &LineRow| declared_in(line).filter(|_| wanted.basis == rulebook.ledger.basis);
    for line in &lines {
        let village_code = code(&line.village_code)?;
        let own = line.code.as_deref().map_or_else(|| Ok(village_code.clone()), code)?;
        let village =
            VillageHead { town: town.name.clone(), name: line.village.clone(), code: village_code, declared: None };
        let is_village = line.code.is_none();
        if is_village && (asked.contains(&own) || own.contains(&asked)) {
            filed.villages.push(VillageHead { declared: declared_in(line), ..village.clone() });
        }
        if !asked.contains(&own) {
            continue;
        }
        let counted = figures(rulebook, &counted.remove(line.unit_id.as_str()).unwrap_or_default());
        let mut row = match (&line.grid, is_village) {
            (Some(grid), _) => Row { declared: declared_in(line), ..Row::of_grid(&village, grid, own, counted) },
            _ => Row::without_grid(&village, counted),
        };
        row.group.clone_from(&line.group_name);
        let mut list = |name: &'static str| lists.remove(&(line.unit_id.as_str(), name)).unwrap_or_default();
        row.leader = list(LEADER).into_iter().next();
        row.members = list(MEMBER);
        row.volunteers = list(VOLUNTEER);
        if with_names {
            row.names = Some(category_names(&mut lists, &line.unit_id, wanted.basis));
        }
        filed.rows.push(row);
    }
    filed.taken_at = filed.taken_at.max(Some(snapshot.taken_at));
    Ok(())
}

type Lists<'a> = BTreeMap<(&'a str, &'a str), Vec<String>>;

/// Names by unit and list. Who was erased since is left out: the figure stays.
fn open_names<'a>(db: &mut Db, keys: &KeyRing, snapshot: &str, names: &'a [NameRow]) -> Result<Lists<'a>, StoreError> {
    let subjects: BTreeSet<&str> = names.iter().map(|row| row.subject_id.as_str()).collect();
    let subject_keys = SubjectKeys::load(db, keys, &subjects)?;
    let mut lists = Lists::new();
    for row in names {
        if let Some(name) = subject_keys.open(&row.subject_id, snapshot, &row.sealed_name)? {
            lists.entry((&row.unit_id, &row.list)).or_default().push(name);
        }
    }
    Ok(lists)
}

fn category_names(lists: &mut Lists<'_>, unit: &str, basis: Basis) -> Names {
    let prefix = format!("{}:", basis.as_str());
    let of_unit = lists.iter().filter(|((one, list), _)| *one == unit && list.starts_with(&prefix));
    of_unit.map(|((_, list), names)| (list[prefix.len()..].to_owned(), names.clone())).collect()
}

fn declared_in(line: &LineRow) -> Option<Declared> {
    let number = |figure: Option<i32>| figure.and_then(|figure| u32::try_from(figure).ok());
    let (households, residents) = (number(line.declared_households), number(line.declared_residents));
    line.declared_as_of.map(|as_of| Declared { households, residents, as_of })
}

fn code(text: &str) -> Result<UnitCode, StoreError> {
    UnitCode::parse(text).ok_or_else(|| StoreError::Corrupt("code in a snapshot".to_owned()))
}
