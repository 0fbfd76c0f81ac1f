//! A new household with its head.

use std::collections::HashMap;

use askama::Template;
use hongwang_domain::{Action, Level, UnitKind};
use hongwang_organisation::Unit;
use hongwang_organisation::pages::{crumbs, full_name, grid_of};
use hongwang_organisation::queries::{ancestry, subtree};
use hongwang_web::components::{Field, Stamp};
use hongwang_web::{Ask, Crumb, Fault, Page, Reading, Reply, Shown, Tongue};

use super::categories::{self, Categories, holding};
use super::edit_household::{door_field, hamlet_field, number_field};
use super::edit_resident::with_fault;
use super::new_resident::new_resident;
use super::{day, fault, person};
use crate::actions::{Created, DOOR_HINT, NUMBER, NewHousehold, create_household};
use crate::queries::{ListedPlace, places};

#[derive(Template)]
#[template(path = "new_household.html")]
struct NewPage<'a> {
    t: Tongue,
    code: &'a str,
    stamp: Stamp,
    home: Vec<Field>,
    head: Vec<Field>,
    categories: Option<Categories>,
    day: Field,
}

#[derive(Template)]
#[template(path = "which_grid.html")]
struct WhichPage {
    grids: Vec<(String, Unit)>,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, Shown::Fresh)
}

pub(crate) fn create(ask: &Ask) -> Result<Reply, Fault> {
    match make(ask) {
        Ok(created) => Ok(Reply::see_saying(format!("/households/{}", created.household), ask.say("registry-added"))),
        Err(Fault::Invalid(faults)) => page(ask, Shown::Faulty(&faults)),
        Err(fault) => Err(fault),
    }
}

/// Enters the household that the form, or a program, asks for.
pub(crate) fn make(ask: &Ask) -> Result<Created, Fault> {
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let (number, door_hint) = (form.optional_text("number", NUMBER), form.optional_text("door_hint", DOOR_HINT));
    let hamlet_id = form.optional_text("hamlet", 36);
    let typed = person::read(&mut form, ask);
    let (said, source) = categories::read(&mut form, ask, Level::Household);
    let day = day(&mut form, ask);
    form.finish()?;
    let head = new_resident(typed, Vec::new(), source);
    let new = NewHousehold { number, door_hint, hamlet_id, categories: holding(said), head, day };
    let path = ask.place();
    ask.write(|tx| create_household(tx, path, &new)).map_err(|error| fault(ask, error))
}

fn page(ask: &Ask, shown: Shown<'_>) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let (way, places, below) = ask.read(Action::ReadRegistry, |door| {
        let way = ancestry(door, ask.place())?;
        let is_high = way.len() < VILLAGE_DEPTH;
        let below = if is_high { subtree(door, ask.place())? } else { Vec::new() };
        Ok((way, places(door, ask.place())?, below))
    })?;
    let unit = way.last().ok_or(Fault::NotFound)?;
    let mut crumbs = crumbs(ask, &way);
    crumbs.push(Crumb::link(t.say("web-nav-registry"), format!("/units/{}/households", unit.code)));
    let page = Page::new(t.say("registry-add")).nav("registry").crumbs(crumbs);
    if way.len() < VILLAGE_DEPTH {
        let villages: HashMap<String, String> = below.iter().map(|unit| (unit.id.clone(), unit.name.clone())).collect();
        let grids = below.into_iter().filter(|unit| unit.kind == UnitKind::Grid.as_str());
        let grids = grids.map(|grid| {
            let village = grid.parent_id.as_ref().and_then(|id| villages.get(id));
            (grid_of(t, village.map(String::as_str), &grid.name), grid)
        });
        let page = page.lede(t.say("registry-which-grid"));
        return Ok(Reply::page(page.body(&WhichPage { grids: grids.collect() })?));
    }
    let own: Vec<ListedPlace> = places.into_iter().filter(|place| place.unit_id == unit.id).collect();
    let home = vec![number_field(t, ""), hamlet_field(t, &own, ""), door_field(t, "")];
    let body = NewPage {
        t,
        code: &unit.code,
        stamp: Stamp::new(),
        home: shown.fields(ask.fields(), home),
        head: shown.fields(ask.fields(), person::fields(ask, None, false)),
        categories: Categories::new(ask, Level::Household, &[], shown),
        day: with_fault(person::day_field(ask, "registry-day-hint-new"), ask, shown),
    };
    let page = page.lede(t.say1("registry-add-lede", "unit", full_name(t, &way)));
    Ok(Reply::page(page.body(&body)?).status(shown.status()))
}

/// Households stand in villages and grids: county, town, village.
const VILLAGE_DEPTH: usize = 3;
