//! Somebody who had moved away is back, or never was away.

use askama::Template;
use chrono::NaiveDate;
use hongwang_web::components::{Field, Stamp};
use hongwang_web::{Ask, Fault, Page, Reading, Reply, Shown, Tongue};

use super::edit_resident::with_fault;
use super::{day, fault, household_with, person, way_home};
use crate::actions::{Return, return_home, take_back_ending};

#[derive(Template)]
#[template(path = "person_form.html")]
struct ReturnPage<'a> {
    t: Tongue,
    action: &'a str,
    back: &'a str,
    stamp: Stamp,
    joining: Option<hongwang_web::Joining>,
    fields: Vec<Field>,
    categories: Option<super::categories::Categories>,
    day: Field,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, Shown::Fresh)
}

pub(crate) fn save(ask: &Ask) -> Result<Reply, Fault> {
    match make(ask) {
        Ok((home, day)) => {
            let said = ask.say_with("registry-returned", &[("day", &ask.tongue().date(&day))]);
            Ok(Reply::see_saying(format!("/households/{home}"), said))
        }
        Err(Fault::Invalid(faults)) => page(ask, Shown::Faulty(&faults)),
        Err(fault) => Err(fault),
    }
}

/// Records the return as the form, or a program, says: into the household that was left, unless another is named.
/// Answers the household and the first day.
pub(crate) fn make(ask: &Ask) -> Result<(String, NaiveDate), Fault> {
    let id = ask.param("resident");
    let former = household_with(ask, id)?.household.id;
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let household = form.optional_text("household", 36).unwrap_or(former);
    let relation = form.optional_one_of("relation", |text| text.parse().ok().map(hongwang_domain::Relation));
    let (day, seen) = (day(&mut form, ask), form.version());
    form.finish()?;
    let back = Return { household: household.clone(), relation, day };
    ask.write(|tx| return_home(tx, id, seen, &back)).map_err(|error| fault(ask, error))?;
    Ok((household, day))
}

/// Takes a death or departure back that was recorded by mistake.
pub(crate) fn take_back(ask: &Ask) -> Result<Reply, Fault> {
    let home = household_with(ask, ask.param("resident"))?.household.id;
    undo(ask)?;
    Ok(Reply::see_saying(format!("/households/{home}"), ask.say("registry-taken-back")))
}

pub(crate) fn undo(ask: &Ask) -> Result<(), Fault> {
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let seen = form.version();
    form.finish()?;
    let id = ask.param("resident");
    ask.write(|tx| take_back_ending(tx, id, seen)).map_err(|error| fault(ask, error))
}

fn page(ask: &Ask, shown: Shown<'_>) -> Result<Reply, Fault> {
    let (t, id) = (ask.tongue(), ask.param("resident"));
    let view = household_with(ask, id)?;
    let Some(past) = view.past.iter().find(|past| past.id == id && past.is_gone) else {
        return Err(Fault::refused(axum::http::StatusCode::CONFLICT, "registry-fault-is-there", &[]));
    };
    let body = ReturnPage {
        t,
        action: &format!("/residents/{id}/return"),
        back: &format!("/households/{}", view.household.id),
        stamp: Stamp::over(past.version),
        joining: None,
        fields: shown.fields(ask.fields(), vec![person::relation_field(t, None)]),
        categories: None,
        day: with_fault(person::day_field(ask, "registry-day-hint-return"), ask, shown),
    };
    let title = t.say1("registry-return-of", "name", &past.name);
    let page = Page::new(title).nav("registry").crumbs(way_home(ask, &view)?);
    Ok(Reply::page(page.body(&body)?).status(shown.status()))
}
