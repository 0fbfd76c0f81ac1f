//! An organisation is linked no more, or is again.

use hongwang_web::components::{Field, FieldKind, Stamp};
use hongwang_web::{Ask, Change, Fault, Joining, Page, Reading, Reply, Shown};

use super::form::{FormPage, fields, joining};
use super::{fault, read_one, way_to_list};
use crate::linked::end_linked;
use crate::queries::Linked;

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, Shown::Fresh)
}

pub(crate) fn save(ask: &Ask) -> Result<Reply, Fault> {
    match make(ask) {
        Ok(day) => {
            let said = ask.say_with("organisation-linked-ended", &[("day", &ask.tongue().date(&day))]);
            Ok(Reply::see_saying(format!("/organisations/{}", ask.param("organisation")), said))
        }
        Err(Fault::Invalid(faults)) => page(ask, Shown::Faulty(&faults)),
        Err(Fault::Stale(_)) => page(ask, Shown::Stale),
        Err(fault) => Err(fault),
    }
}

/// Records the end as the form, or a program, says; answers the first day without it.
pub(crate) fn make(ask: &Ask) -> Result<chrono::NaiveDate, Fault> {
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let day = form.optional_day("day").unwrap_or_else(|| ask.today());
    if day > ask.today() {
        form.fault("day", ask.say("organisation-fault-future"));
    }
    let seen = form.version();
    form.finish()?;
    let id = ask.param("organisation");
    ask.write(|tx| end_linked(tx, id, seen, Some(day))).map_err(|error| fault(ask, error))?;
    Ok(day)
}

/// Takes the end back.
pub(crate) fn resume(ask: &Ask) -> Result<Reply, Fault> {
    match make_resumed(ask) {
        Ok(()) => {
            let to = format!("/organisations/{}", ask.param("organisation"));
            Ok(Reply::see_saying(to, ask.say("organisation-linked-resumed")))
        }
        Err(Fault::Stale(_)) => late_to_resume(ask),
        Err(fault) => Err(fault),
    }
}

pub(crate) fn make_resumed(ask: &Ask) -> Result<(), Fault> {
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let seen = form.version();
    form.finish()?;
    let id = ask.param("organisation");
    ask.write(|tx| end_linked(tx, id, seen, None)).map_err(|error| fault(ask, error))
}

fn page(ask: &Ask, shown: Shown<'_>) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let (way, linked) = read_one(ask)?;
    let home = format!("/organisations/{}", linked.row.id);
    let standing = fields(t, Some(&linked));
    let day = Field::new("day", t.say("organisation-linked-end-day"), FieldKind::Day)
        .value(ask.today().to_string())
        .hint(t.say("organisation-linked-end-hint"));
    let joining = match shown {
        Shown::Stale => {
            let day = ask.fields().get("day").and_then(|text| text.parse().ok()).unwrap_or_else(|| ask.today());
            Some(late(ask, &linked, &standing, ended(ask, Some(day)))?)
        }
        Shown::Fresh | Shown::Faulty(_) => None,
    };
    let body = FormPage {
        t,
        action: &format!("{home}/end"),
        back: &home,
        stamp: Stamp::over(shown.version(ask.fields(), linked.row.version)).seeing(&standing),
        joining,
        fields: vec![shown.field(ask.fields(), day)],
    };
    let page = Page::new(t.say1("organisation-linked-end-of", "name", &linked.row.name)).nav("organisation");
    let page = page.crumbs(way_to_list(ask, &way));
    Ok(Reply::page(page.body(&body)?).status(shown.status()))
}

/// Somebody changed it since the button was seen.
fn late_to_resume(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let (way, linked) = read_one(ask)?;
    let home = format!("/organisations/{}", linked.row.id);
    let body = FormPage {
        t,
        action: &format!("{home}/resume"),
        back: &home,
        stamp: Stamp::over(linked.row.version),
        joining: Some(late(ask, &linked, &[], ended(ask, None))?.next(t.say("organisation-linked-again"))),
        fields: Vec::new(),
    };
    let page = Page::new(t.say1("organisation-linked-resume-of", "name", &linked.row.name)).nav("organisation");
    let page = page.crumbs(way_to_list(ask, &way));
    Ok(Reply::page(page.body(&body)?).status(Shown::Stale.status()))
}

/// What stands now of an organisation, beside what was to be recorded of its end.
fn late(ask: &Ask, linked: &Linked, standing: &[Field], yours: String) -> Result<Joining, Fault> {
    let t = ask.tongue();
    let label = t.say("organisation-linked-standing");
    let first = Change { label, theirs: ended(ask, linked.row.ended_on), yours: Some(yours) };
    let changes = std::iter::once(first).chain(Stamp::changes(standing, ask.fields(), t)).collect();
    joining(ask, &linked.row, changes)
}

/// From when on it is linked no more, in words.
fn ended(ask: &Ask, day: Option<chrono::NaiveDate>) -> String {
    let t = ask.tongue();
    match day {
        Some(day) => t.say1("organisation-linked-ended", "day", t.date(&day)),
        None => t.say("organisation-linked-goes-on"),
    }
}
