//! Who is behind a figure: each list is as long as the figure.

use askama::Template;
use hongwang_domain::rulebook::ledger::{HOUSEHOLDS, RESIDENTS};
use hongwang_domain::{Action, CategoryId, Level};
use hongwang_organisation::{Unit, queries as organisation};
use hongwang_registry::queries as registry;
use hongwang_store::ReadDoor;
use hongwang_web::components::{Empty, Pager};
use hongwang_web::{Ask, Crumb, Fault, Page, Reply, Tongue};

use super::names_filed;
use super::show::{column, crumbs};
use super::standing::Standing;
use super::wanted::Wanted;
use crate::live::{counted, figures};
use crate::queries::{self, Within};

/// So many on a page.
pub(super) const EACH: usize = 100;

/// Somebody in the list.
pub(super) struct Person {
    pub name: String,
    pub detail: String,
    pub href: Option<String>,
}

/// A list, as it is shown.
#[derive(Template)]
#[template(path = "behind.html")]
pub(super) struct Behind {
    pub t: Tongue,
    pub back: String,
    pub people: Vec<Person>,
    /// What has to be known of the list.
    pub note: Option<String>,
    pub pager: Option<Pager>,
    pub empty: Option<Empty>,
    /// The number of the first on this page.
    pub first: usize,
}

/// The households behind 户数.
pub(crate) fn households(ask: &Ask) -> Result<Reply, Fault> {
    list(ask, Action::ReadRegistry, HOUSEHOLDS, |door, wanted, window| {
        let day = wanted.day(ask);
        let rows = queries::households_on(door, &within(ask), wanted.basis, day, window)?;
        let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
        let mut heads = queries::heads_on(door, &ids, day)?;
        let doors = queries::doors_of(door, &ids, day)?;
        let (nobody, standing) = (ask.say("ledger-empty-house"), Standing::of(ask, door)?);
        Ok(rows
            .into_iter()
            .map(|row| Person {
                name: heads.remove(&row.id).unwrap_or_else(|| nobody.clone()),
                detail: standing.place(&row.unit, doors.get(&row.id)),
                href: Some(format!("/households/{}", row.id)),
            })
            .collect())
    })
}

/// The people behind 人口.
pub(crate) fn residents(ask: &Ask) -> Result<Reply, Fault> {
    list(ask, Action::ReadRegistry, RESIDENTS, |door, wanted, window| {
        let day = wanted.day(ask);
        let rows = queries::residents_on(door, &within(ask), wanted.basis, day, window)?;
        let homes: Vec<String> = rows.iter().map(|row| row.household.clone()).collect();
        let doors = queries::doors_of(door, &homes, day)?;
        let standing = Standing::of(ask, door)?;
        Ok(rows
            .into_iter()
            .map(|row| Person {
                detail: standing.place(&row.unit, doors.get(&row.household)),
                name: if row.is_head { ask.say_with("ledger-head-name", &[("name", &row.name)]) } else { row.name },
                href: Some(format!("/households/{}", row.household)),
            })
            .collect())
    })
}

/// The people (or heads of households) behind the figure of a category.
pub(crate) fn category(ask: &Ask) -> Result<Reply, Fault> {
    let id = CategoryId::new(ask.param("category"));
    if ask.rulebook().category(&id).is_none() {
        return Err(Fault::NotFound);
    }
    if let Some(month) = Wanted::of(ask)?.snapshot {
        return names_filed::show(ask, month);
    }
    list(ask, Action::ReadLedgerNames, ask.param("category"), |door, wanted, (from, most)| {
        let day = wanted.day(ask);
        let all = counted(ask.rulebook());
        let only: Vec<_> = all.into_iter().filter(|one| one.category == id.as_str()).collect();
        let names = registry::names(door, ask.place(), &only, wanted.basis, day)?;
        let units = organisation::subtree(door, ask.place())?;
        let within = within(ask);
        let listed = units
            .iter()
            .filter(|unit| !within.alone || unit.path == within.path.as_str())
            .filter_map(|unit| Some((unit, names.get(&unit.id)?.get(id.as_str())?)))
            .flat_map(|(unit, people)| people.iter().map(move |one| (unit.id.as_str(), one)));
        let (skip, take) = (usize::try_from(from).unwrap_or_default(), usize::try_from(most).unwrap_or_default());
        let shown: Vec<_> = listed.skip(skip).take(take).collect();
        let ids: Vec<String> = shown.iter().map(|(_, one)| one.subject_id.clone()).collect();
        let homes = queries::homes_of(door, &ids)?;
        let home = |subject: &String| homes.get(subject).unwrap_or(subject).clone();
        let of: Vec<String> = ids.iter().map(home).collect();
        let doors = queries::doors_of(door, &of, day)?;
        let (may, standing) = (ask.may(Action::ReadRegistry, ask.place()), Standing::of(ask, door)?);
        let people = shown.into_iter().zip(of).map(|((unit, one), home)| Person {
            name: one.name.clone(),
            detail: standing.place(unit, doors.get(&home)),
            href: may.then(|| format!("/households/{home}")),
        });
        Ok(people.collect())
    })
}

fn list(
    ask: &Ask,
    action: Action,
    figure: &str,
    people: impl FnOnce(&mut ReadDoor<'_>, &Wanted, (i64, i64)) -> Result<Vec<Person>, Fault>,
) -> Result<Reply, Fault> {
    let wanted = Wanted::of(ask)?;
    if wanted.snapshot.is_some() {
        // Of everybody only the figure was filed.
        return Err(Fault::refused(axum::http::StatusCode::NOT_FOUND, "ledger-filed-no-list", &[]));
    }
    let page = page(ask);
    let window = (i64::try_from((page - 1) * EACH).unwrap_or_default(), i64::try_from(EACH).unwrap_or_default());
    let (units, total, people) = ask.read(action, |door| {
        let units = organisation::ancestry(door, ask.place())?;
        let total = total(ask, door, &wanted, figure)?;
        Ok((units, total, people(door, &wanted, window)?))
    })?;
    let behind = behind(ask, &wanted, figure, (page, total), people, None);
    answer(ask, &wanted, &units, figure, total, &behind)
}

/// Which page of a list is asked for.
pub(super) fn page(ask: &Ask) -> usize {
    let page = ask.query("page").and_then(|text| text.parse().ok());
    page.filter(|page| (1..=100_000).contains(page)).unwrap_or(1)
}

/// A page of a list.
pub(super) fn behind(
    ask: &Ask,
    wanted: &Wanted,
    figure: &str,
    (page, total): (usize, usize),
    people: Vec<Person>,
    note: Option<String>,
) -> Behind {
    let t = ask.tongue();
    let back = format!("/units/{}/ledger?{}", ask.param("unit"), wanted.figures());
    Behind {
        t,
        pager: (total > EACH).then(|| {
            let pager = Pager::new(t, path_of(ask), ask.queries(), page, EACH, total);
            pager.total(in_words(ask, figure, total))
        }),
        empty: people.is_empty().then(|| Empty {
            title: t.say("ledger-behind-nobody"),
            text: t.say("ledger-behind-nobody-next"),
            action: Some((t.say("ledger-title"), back.clone())),
        }),
        back,
        people,
        note,
        first: (page - 1) * EACH,
    }
}

/// The page around a list.
pub(super) fn answer(
    ask: &Ask,
    wanted: &Wanted,
    units: &[Unit],
    figure: &str,
    total: usize,
    behind: &Behind,
) -> Result<Reply, Fault> {
    let unit = units.last().ok_or(Fault::NotFound)?;
    let t = ask.tongue();
    let title = column(t, figure);
    let lede = t.say_with(
        "ledger-behind-lede",
        &[
            ("unit", &unit.name),
            ("day", &t.date(&wanted.day(ask))),
            ("basis", &t.of("ledger-basis", wanted.basis.as_str())),
            ("counted", &in_words(ask, figure, total)),
        ],
    );
    let mut way = crumbs(ask, units);
    way.push(Crumb::text(title.clone()));
    Ok(Reply::page(Page::new(title).lede(lede).crumbs(way).nav("ledger").body(behind)?))
}

/// 124 户
fn in_words(ask: &Ask, figure: &str, total: usize) -> String {
    ask.tongue().say1(&format!("ledger-counted-{}", level(ask, figure).as_str()), "count", total)
}

/// In what a figure is counted: households or people.
fn level(ask: &Ask, figure: &str) -> Level {
    match figure {
        HOUSEHOLDS => Level::Household,
        RESIDENTS => Level::Person,
        category => ask.rulebook().category(&CategoryId::new(category)).map_or(Level::Person, |one| one.level),
    }
}

/// The figure as the ledger has it.
fn total(ask: &Ask, door: &mut ReadDoor<'_>, wanted: &Wanted, figure: &str) -> Result<usize, Fault> {
    let counts = registry::counts(door, ask.place(), wanted.basis, wanted.day(ask))?;
    let within = within(ask);
    let units: Vec<Unit> = organisation::subtree(door, ask.place())?;
    let counted = units.iter().filter(|unit| !within.alone || unit.path == within.path.as_str());
    let sum: u32 =
        counted.filter_map(|unit| counts.get(&unit.id)).map(|counts| figures(ask.rulebook(), counts).get(figure)).sum();
    Ok(sum as usize)
}

/// The unit with all below it; of a village, `?no_grid=1` leaves those alone who are in no grid.
fn within(ask: &Ask) -> Within<'_> {
    Within { path: ask.place(), alone: ask.query("no_grid").is_some() }
}

fn path_of(ask: &Ask) -> &str {
    ask.path().split('?').next().unwrap_or_default()
}
