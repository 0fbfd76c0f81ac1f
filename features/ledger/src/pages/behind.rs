//! Who is behind a figure: each list is as long as the figure.

use askama::Template;
use hongwang_domain::rulebook::ledger::{HOUSEHOLDS, RESIDENTS};
use hongwang_domain::{Action, CategoryId};
use hongwang_organisation::{Unit, queries as organisation};
use hongwang_registry::queries as registry;
use hongwang_store::ReadDoor;
use hongwang_web::components::{Empty, Pager};
use hongwang_web::{Ask, Crumb, Fault, Page, Reply, Tongue};

use super::show::{column, crumbs};
use super::wanted::Wanted;
use crate::live::{counted, figures};
use crate::queries::{self, Within};

/// So many on a page.
const EACH: usize = 100;

/// Somebody in the list.
struct Person {
    name: String,
    detail: String,
    href: Option<String>,
}

#[derive(Template)]
#[template(path = "behind.html")]
struct Behind {
    t: Tongue,
    back: String,
    people: Vec<Person>,
    pager: Option<Pager>,
    empty: Option<Empty>,
}

/// The households behind 户数.
pub(crate) fn households(ask: &Ask) -> Result<Reply, Fault> {
    list(ask, Action::ReadRegistry, HOUSEHOLDS, |door, wanted, window| {
        let day = wanted.day(ask);
        let rows = queries::households_on(door, &within(ask), wanted.basis, day, window)?;
        let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
        let mut heads = queries::heads_on(door, &ids, day)?;
        let nobody = ask.say("ledger-empty-house");
        Ok(rows
            .into_iter()
            .map(|row| Person {
                name: heads.remove(&row.id).unwrap_or_else(|| nobody.clone()),
                detail: place(ask, &row.unit, row.number.as_deref()),
                href: Some(format!("/households/{}", row.id)),
            })
            .collect())
    })
}

/// The people behind 人口.
pub(crate) fn residents(ask: &Ask) -> Result<Reply, Fault> {
    list(ask, Action::ReadRegistry, RESIDENTS, |door, wanted, window| {
        let rows = queries::residents_on(door, &within(ask), wanted.basis, wanted.day(ask), window)?;
        Ok(rows
            .into_iter()
            .map(|row| Person {
                detail: place(ask, &row.unit, row.number.as_deref()),
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
    list(ask, Action::ReadLedgerNames, ask.param("category"), |door, wanted, (from, most)| {
        let all = counted(ask.rulebook());
        let only: Vec<_> = all.into_iter().filter(|one| one.category == id.as_str()).collect();
        let names = registry::names(door, ask.place(), &only, wanted.basis, wanted.day(ask))?;
        let units = organisation::subtree(door, ask.place())?;
        let within = within(ask);
        let listed = units
            .iter()
            .filter(|unit| !within.alone || unit.path == within.path.as_str())
            .filter_map(|unit| Some((unit, names.get(&unit.id)?.get(id.as_str())?)))
            .flat_map(|(unit, people)| people.iter().map(move |one| (unit.name.clone(), one)));
        let (skip, take) = (usize::try_from(from).unwrap_or_default(), usize::try_from(most).unwrap_or_default());
        let shown: Vec<_> = listed.skip(skip).take(take).collect();
        let ids: Vec<String> = shown.iter().map(|(_, one)| one.subject_id.clone()).collect();
        let homes = queries::homes_of(door, &ids)?;
        let may = ask.may(Action::ReadRegistry, ask.place());
        Ok(shown
            .into_iter()
            .map(|(unit, one)| Person {
                name: one.name.clone(),
                detail: unit,
                href: may.then(|| format!("/households/{}", homes.get(&one.subject_id).unwrap_or(&one.subject_id))),
            })
            .collect())
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
        return Err(Fault::NotFound);
    }
    let page = ask
        .query("page")
        .and_then(|text| text.parse().ok())
        .filter(|page| (1..=100_000).contains(page))
        .unwrap_or(1_usize);
    let window = (i64::try_from((page - 1) * EACH).unwrap_or_default(), i64::try_from(EACH).unwrap_or_default());
    let (units, total, people) = ask.read(action, |door| {
        let units = organisation::ancestry(door, ask.place())?;
        let total = total(ask, door, &wanted, figure)?;
        Ok((units, total, people(door, &wanted, window)?))
    })?;
    let unit = units.last().ok_or(Fault::NotFound)?;
    let (t, day) = (ask.tongue(), wanted.day(ask));
    let back = format!("/units/{}/ledger?{}", unit.code, wanted.query());
    let behind = Behind {
        t,
        pager: (total > EACH).then(|| Pager::new(t, path_of(ask), ask.queries(), page, EACH, total)),
        empty: people.is_empty().then(|| Empty {
            title: t.say("ledger-behind-nobody"),
            text: t.say("ledger-behind-nobody-next"),
            action: Some((t.say("ledger-title"), back.clone())),
        }),
        back,
        people,
    };
    let title = column(t, figure);
    let lede = t.say_with(
        "ledger-behind-lede",
        &[
            ("unit", &unit.name),
            ("day", &t.date(&day)),
            ("basis", &t.of("ledger-basis", wanted.basis.as_str())),
            ("count", &total.to_string()),
        ],
    );
    let mut way = crumbs(ask, &units);
    way.push(Crumb::text(title.clone()));
    Ok(Reply::page(Page::new(title).lede(lede).crumbs(way).nav("ledger").body(&behind)?))
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

fn place(ask: &Ask, unit: &str, number: Option<&str>) -> String {
    match number {
        Some(number) => ask.say_with("ledger-behind-place", &[("unit", unit), ("number", number)]),
        None => unit.to_owned(),
    }
}

fn path_of(ask: &Ask) -> &str {
    ask.path().split('?').next().unwrap_or_default()
}
