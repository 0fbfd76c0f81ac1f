//! An organisation is linked no more, or is again.

use hongwang_web::components::{Field, FieldKind, Stamp};
use hongwang_web::{Ask, Fault, Faults, Page, Reading, Reply};

use super::form::FormPage;
use super::{fault, read_one, way_to_list};
use crate::linked::end_linked;

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, None)
}

pub(crate) fn save(ask: &Ask) -> Result<Reply, Fault> {
    match make(ask) {
        Ok(day) => {
            let said = ask.say_with("organisation-linked-ended", &[("day", &ask.tongue().date(&day))]);
            Ok(Reply::see_saying(format!("/organisations/{}", ask.param("organisation")), said))
        }
        Err(Fault::Invalid(faults)) => page(ask, Some(&faults)),
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
    make_resumed(ask)?;
    let to = format!("/organisations/{}", ask.param("organisation"));
    Ok(Reply::see_saying(to, ask.say("organisation-linked-resumed")))
}

pub(crate) fn make_resumed(ask: &Ask) -> Result<(), Fault> {
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let seen = form.version();
    form.finish()?;
    let id = ask.param("organisation");
    ask.write(|tx| end_linked(tx, id, seen, None)).map_err(|error| fault(ask, error))
}

fn page(ask: &Ask, faults: Option<&Faults>) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let (way, linked) = read_one(ask)?;
    let home = format!("/organisations/{}", linked.row.id);
    let day = Field::new("day", t.say("organisation-linked-end-day"), FieldKind::Day)
        .value(ask.today().to_string())
        .hint(t.say("organisation-linked-end-hint"));
    let day = match faults {
        Some(faults) => day.again(ask.fields(), faults),
        None => day,
    };
    let body = FormPage {
        t,
        action: &format!("{home}/end"),
        back: &home,
        stamp: Stamp::over(linked.row.version),
        joining: None,
        fields: vec![day],
    };
    let page = Page::new(t.say1("organisation-linked-end-of", "name", &linked.row.name)).nav("organisation");
    let page = page.crumbs(way_to_list(ask, &way));
    Ok(Reply::page(page.body(&body)?).status(if faults.is_some() { 422 } else { 200 }))
}
