//! Somebody who had moved away is back, or never was away.

use askama::Template;
use chrono::NaiveDate;
use hongwang_web::components::Stamp;
use hongwang_web::{Ask, Fault, Joining, Page, Reading, Reply, Shown, Tongue};

use super::edit_resident::{PersonForm, with_fault};
use super::standing::{Standing, typed};
use super::{day, fault, gone, household_with, person, way_home};
use crate::actions::{Return, return_home, take_back_ending};

/// Somebody else changed what was to be taken back.
#[derive(Template)]
#[template(path = "take_back.html")]
struct TakeBackPage<'a> {
    t: Tongue,
    joining: Joining,
    action: &'a str,
    back: &'a str,
    /// Where there is still something to take back.
    stamp: Option<Stamp>,
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
        Err(fault) if matches!(fault, Fault::Stale(_)) || gone::is_told(&fault) => page(ask, Shown::Stale),
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
    match undo(ask) {
        Ok(()) => Ok(Reply::see_saying(format!("/households/{home}"), ask.say("registry-taken-back"))),
        Err(Fault::Stale(_)) => late_to_take_back(ask),
        Err(fault) => Err(fault),
    }
}

/// Who was faster, and what stands now; taken back by them already, there is nothing more to do.
fn late_to_take_back(ask: &Ask) -> Result<Reply, Fault> {
    let (t, id) = (ask.tongue(), ask.param("resident"));
    let view = household_with(ask, id)?;
    let standing = Standing::of(ask, &view, id)?;
    let next = if standing.is_leaving { "registry-take-back-again" } else { "registry-take-back-none" };
    let body = TakeBackPage {
        t,
        joining: standing.joining(ask, "registry-standing", t.say("registry-take-back"))?.next(t.say(next)),
        action: &format!("/residents/{id}/take-back"),
        back: &format!("/households/{}", view.household.id),
        stamp: standing.is_leaving.then(|| Stamp::over(standing.version)),
    };
    let title = t.say1("registry-take-back-of", "name", standing.name);
    let page = Page::new(title).nav("registry").crumbs(way_home(ask, &view)?);
    Ok(Reply::page(page.body(&body)?).status(Shown::Stale.status()))
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
    let standing = Standing::of(ask, &view, id)?;
    if !standing.is_gone && matches!(shown, Shown::Fresh) {
        return Err(Fault::refused(axum::http::StatusCode::CONFLICT, "registry-fault-is-there", &[]));
    }
    let title = t.say1("registry-return-of", "name", standing.name);
    let yours = ask.fields().get("relation").and_then(|code| code.parse().ok());
    let yours = yours.map(|code| super::relation(t, hongwang_domain::Relation(code)));
    if standing.is_dead() && !matches!(shown, Shown::Faulty(_)) {
        let yours = yours.map(|words| (t.say("registry-relation"), typed(ask, Some(words))));
        return gone::page(ask, &view, &standing, title, yours.into_iter().collect());
    }
    let relation = person::relation_field(t, None);
    let joining = match shown {
        Shown::Stale => Some(standing.joining(ask, "registry-standing", typed(ask, yours))?),
        Shown::Fresh | Shown::Faulty(_) => None,
    };
    let body = PersonForm {
        t,
        action: &format!("/residents/{id}/return"),
        back: &format!("/households/{}", view.household.id),
        stamp: standing.stamp(ask, shown),
        joining,
        fields: shown.fields(ask.fields(), vec![relation]),
        categories: None,
        day: with_fault(person::day_field(ask, "registry-day-hint-return"), ask, shown),
    };
    let page = Page::new(title).nav("registry").crumbs(way_home(ask, &view)?);
    Ok(Reply::page(page.body(&body)?).status(shown.status()))
}
