//! Somebody died or moved away.

use chrono::NaiveDate;
use hongwang_web::components::{Choice, Field, FieldKind};
use hongwang_web::{Ask, Fault, Page, Reading, Reply, Shown};

use super::edit_resident::{PersonForm, with_fault};
use super::standing::{Standing, typed};
use super::{day, fault, gone, household_with, person, way_home};
use crate::actions::end_stay;
use crate::rows::Ending;

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, Shown::Fresh)
}

pub(crate) fn save(ask: &Ask) -> Result<Reply, Fault> {
    let home = household_with(ask, ask.param("resident"))?.household.id;
    match make(ask) {
        Ok((ending, day)) => {
            let until = day.succ_opt().unwrap_or(day);
            let behind = if until > ask.today() { "registry-left" } else { "registry-left-before" };
            let said = [super::recorded(ask.tongue(), ending, until), ask.say(behind)].concat();
            Ok(Reply::see_saying(format!("/households/{home}"), said))
        }
        Err(Fault::Invalid(faults)) => page(ask, Shown::Faulty(&faults)),
        Err(fault) if matches!(fault, Fault::Stale(_)) || gone::is_told(&fault) => page(ask, Shown::Stale),
        Err(fault) => Err(fault),
    }
}

/// Records it as the form, or a program, says; answers what was recorded and the last day.
pub(crate) fn make(ask: &Ask) -> Result<(Ending, NaiveDate), Fault> {
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let ending = form.one_of("ending", Ending::from_text);
    let (day, seen) = (day(&mut form, ask), form.version());
    let Some(ending) = ending.filter(|_| !form.has_faults()) else { return Err(Fault::Invalid(form.into_faults())) };
    let id = ask.param("resident");
    ask.write(|tx| end_stay(tx, id, Some(seen), day, ending)).map_err(|error| fault(ask, error))?;
    Ok((ending, day))
}

fn page(ask: &Ask, shown: Shown<'_>) -> Result<Reply, Fault> {
    let (t, id) = (ask.tongue(), ask.param("resident"));
    let view = household_with(ask, id)?;
    let standing = Standing::of(ask, &view, id)?;
    // What is recorded already is taken back, not recorded once more; whoever comes late is told of it.
    let title = t.say1("registry-leave-of", "name", standing.name);
    let yours = ask.fields().get("ending").and_then(Ending::from_text);
    let yours = yours.map(|one| t.of("registry-ending", one.as_str()));
    if standing.is_leaving && !matches!(shown, Shown::Faulty(_)) {
        let yours = yours.map(|words| (t.say("registry-ending"), typed(ask, Some(words))));
        return gone::page(ask, &view, &standing, title, yours.into_iter().collect());
    }
    let joining = match shown {
        Shown::Stale => Some(standing.joining(ask, "registry-ending", typed(ask, yours))?),
        Shown::Fresh | Shown::Faulty(_) => None,
    };
    let endings = Ending::ALL.iter().map(|one| Choice::new(one.as_str(), t.of("registry-ending", one.as_str())));
    let ending = Field::new("ending", t.say("registry-ending"), FieldKind::Radio(endings.collect()))
        .hint(t.say("registry-ending-hint"));
    let body = PersonForm {
        t,
        action: &format!("/residents/{id}/leave"),
        back: &format!("/households/{}", view.household.id),
        stamp: standing.stamp(ask, shown),
        joining,
        fields: shown.fields(ask.fields(), vec![ending]),
        categories: None,
        day: with_fault(person::day_field(ask, "registry-day-hint-ending"), ask, shown),
    };
    let page = Page::new(title).nav("registry").crumbs(way_home(ask, &view)?);
    Ok(Reply::page(page.body(&body)?).status(shown.status()))
}
