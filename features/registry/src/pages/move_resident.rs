//! Somebody changes over to another household: looking for it, then saying as what and from when.

use askama::Template;
use hongwang_domain::{Action, UnitPath};
use hongwang_organisation::pages::grid_of;
use hongwang_web::components::{Choice, Field, FieldKind, Stamp};
use hongwang_web::{Ask, Fault, Joining, Page, Reading, Reply, Shown, Tongue};

use super::edit_household::reach;
use super::edit_resident::with_fault;
use super::standing::{Standing, typed};
use super::{day, fault, gone, household_of, household_with, person, way_home};
use crate::actions::{Move, move_resident};
use crate::queries::{HouseholdList, Line, Wanted, list};

/// What stands for a household that is begun.
const NEW: &str = "new";
/// The most characters that are looked for.
const TEXT: usize = 40;
/// So many households are offered at most; who has more looks for less.
const OFFERED: usize = 12;

#[derive(Template)]
#[template(path = "move_resident.html")]
struct MovePage<'a> {
    t: Tongue,
    action: &'a str,
    back: &'a str,
    q: &'a str,
    /// What the search found, in words; nothing before there was one.
    found: Option<String>,
    stamp: Stamp,
    joining: Option<Joining>,
    fields: Vec<Field>,
    day: Field,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, Shown::Fresh)
}

pub(crate) fn save(ask: &Ask) -> Result<Reply, Fault> {
    match make(ask) {
        Ok((home, day)) => {
            let name = super::home_name(ask.tongue(), &household_of(ask, &home)?);
            let said = ask.say_with("registry-moved", &[("day", &ask.tongue().date(&day)), ("home", &name)]);
            Ok(Reply::see_saying(format!("/households/{home}"), said))
        }
        Err(Fault::Invalid(faults)) => page(ask, Shown::Faulty(&faults)),
        Err(fault) if matches!(fault, Fault::Stale(_)) || gone::is_told(&fault) => page(ask, Shown::Stale),
        Err(fault) => Err(fault),
    }
}

/// Moves as the form, or a program, says; answers the household and the first day in it.
pub(crate) fn make(ask: &Ask) -> Result<(String, chrono::NaiveDate), Fault> {
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let household = form.text("household", 1..=36);
    let relation = form.optional_one_of("relation", |text| text.parse().ok().map(hongwang_domain::Relation));
    let is_head = form.flag("head");
    let (day, seen) = (day(&mut form, ask), form.version());
    form.finish()?;
    let to = Move { household: (household != NEW).then_some(household), relation, is_head, day };
    let id = ask.param("resident");
    let home = ask.write(|tx| move_resident(tx, id, seen, &to)).map_err(|error| fault(ask, error))?;
    Ok((home, day))
}

fn page(ask: &Ask, shown: Shown<'_>) -> Result<Reply, Fault> {
    let (t, id) = (ask.tongue(), ask.param("resident"));
    let view = household_with(ask, id)?;
    let standing = Standing::of(ask, &view, id)?;
    let title = t.say1("registry-move-of", "name", standing.name);
    let q = ask.query("q").or_else(|| ask.fields().get("q")).unwrap_or_default();
    let within = reach(ask, &view.path());
    let found = (!q.is_empty()).then(|| search(ask, &within, q)).transpose()?;
    let homes = found.iter().flat_map(|list| &list.lines).filter(|line| line.id != view.household.id);
    let homes = homes.take(OFFERED).map(|line| Choice::new(&line.id, home(t, line)));
    let choices: Vec<Choice> = homes.chain([Choice::new(NEW, t.say("registry-move-new"))]).collect();
    if standing.is_leaving && !matches!(shown, Shown::Faulty(_)) {
        let chosen = choices.iter().find(|one| ask.fields().get("household") == Some(one.value.as_str()));
        let yours = chosen.map(|one| (t.say("registry-move-where"), typed(ask, Some(one.label.clone()))));
        return gone::page(ask, &view, &standing, title, yours.into_iter().collect());
    }
    let joining = match shown {
        Shown::Stale => {
            let chosen = choices.iter().find(|one| ask.fields().get("household") == Some(one.value.as_str()));
            let yours = typed(ask, chosen.map(|one| one.label.clone()));
            Some(standing.joining(ask, "registry-move-where", yours)?)
        }
        Shown::Fresh | Shown::Faulty(_) => None,
    };
    let fields = vec![
        Field::new("household", t.say("registry-move-where"), FieldKind::Radio(choices)),
        person::relation_field(t, None),
        Field::new("head", t.say("registry-is-head"), FieldKind::Tick),
    ];
    let action = format!("/residents/{id}/move");
    let body = MovePage {
        t,
        action: &action,
        back: &format!("/households/{}", view.household.id),
        q,
        found: found.as_ref().map(|list| match list.matching {
            0 => t.say("registry-none-found"),
            count if count > OFFERED => t.say1("registry-move-many", "count", count),
            count => t.say1("registry-matching", "count", count),
        }),
        stamp: standing.stamp(ask, shown),
        joining,
        fields: shown.fields(ask.fields(), fields),
        day: with_fault(person::day_field(ask, "registry-day-hint-new"), ask, shown),
    };
    let page = Page::new(title).nav("registry").crumbs(way_home(ask, &view)?);
    Ok(Reply::page(page.body(&body)?).status(shown.status()))
}

fn search(ask: &Ask, within: &UnitPath, q: &str) -> Result<HouseholdList, Fault> {
    let wanted = Wanted { text: Some(q.chars().take(TEXT).collect()), ..Wanted::default() };
    let today = ask.today();
    ask.read(Action::ReadRegistry, |door| list(door, within, &wanted, today)?.ok_or(Fault::NotFound))
}

/// 王桂芝家 · 李家屯 · 3 人: nobody is told apart by the name alone.
fn home(t: Tongue, line: &Line) -> String {
    let name = match (&line.head, &line.number) {
        (Some(head), _) => t.say1("registry-home-of", "name", head),
        (None, Some(number)) => t.say1("registry-home-numbered", "number", number),
        (None, None) => t.say("registry-home-nameless"),
    };
    let unit = grid_of(t, line.village.as_deref(), &line.unit);
    let place = match &line.hamlet {
        Some(hamlet) => t.say2("registry-hamlet-of", "hamlet", hamlet, "unit", unit),
        None => unit,
    };
    [name, place, t.say1("registry-home-lede-plain", "people", line.people)].join(" · ")
}
