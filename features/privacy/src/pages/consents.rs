//! To what somebody agreed; withdrawing it is one tap.

use askama::Template;
use hongwang_domain::Action;
use hongwang_web::components::{Choice, Field, FieldKind, Stamp};
use hongwang_web::{Ask, Fault, Page, Reading, Reply, Shown, Tongue};

use super::way;
use crate::consents::{Given, give, withdraw as take};
use crate::rows::{Asker, Consent, Way};
use crate::subject::consents_of;

#[derive(Template)]
#[template(path = "privacy_consents.html")]
struct ConsentsPage<'a> {
    t: Tongue,
    id: &'a str,
    standing: Vec<Standing>,
    /// Purposes to which there is no consent: what is read aloud.
    texts: Vec<(String, String)>,
    fields: Vec<Field>,
    stamp: Stamp,
    past: Vec<(String, String)>,
}

struct Standing {
    id: String,
    purpose: String,
    given: String,
    stamp: Stamp,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, Shown::Fresh)
}

pub(crate) fn save(ask: &Ask) -> Result<Reply, Fault> {
    match make(ask) {
        Ok(_) => {
            let to = format!("/residents/{}/consents", ask.param("resident"));
            Ok(Reply::see_saying(to, ask.say("privacy-consent-recorded")))
        }
        Err(Fault::Invalid(faults)) => page(ask, Shown::Faulty(&faults)),
        Err(fault) => Err(fault),
    }
}

/// Records it as the form, or a program, says; answers the consent's id.
pub(crate) fn make(ask: &Ask) -> Result<String, Fault> {
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let retention = &ask.rulebook().retention;
    let purpose = form.one_of("purpose", |id| retention.purpose(id));
    let by = form.one_of("asker", Asker::from_text);
    let way = form.one_of("way", Way::from_text);
    let on = form.optional_day("day").unwrap_or_else(|| ask.today());
    if on > ask.today() {
        form.fault("day", ask.say("privacy-fault-day"));
    }
    let (Some(purpose), Some(by), Some(way), false) = (purpose, by, way, form.has_faults()) else {
        return Err(Fault::Invalid(form.into_faults()));
    };
    let given = Given { purpose, by, way, on };
    Ok(ask.write(|tx| give(tx, ask.param("resident"), &given))?)
}

pub(crate) fn withdraw(ask: &Ask) -> Result<Reply, Fault> {
    let resident = make_withdrawn(ask)?;
    Ok(Reply::see_saying(format!("/residents/{resident}/consents"), ask.say("privacy-consent-is-withdrawn")))
}

pub(crate) fn make_withdrawn(ask: &Ask) -> Result<String, Fault> {
    Ok(ask.write(|tx| take(tx, ask.param("consent")))?)
}

/// A consent in words.
fn given(t: Tongue, row: &Consent) -> String {
    let by = t.of("privacy-asker", &row.given_by);
    let way = t.of("privacy-way", &row.way);
    t.say3("privacy-consent-given", "day", t.date(&row.given_on), "by", by, "way", way)
}

fn page(ask: &Ask, shown: Shown<'_>) -> Result<Reply, Fault> {
    let (t, id) = (ask.tongue(), ask.param("resident"));
    let (name, rows) = ask.read(Action::RecordConsent, |door| {
        let known = crate::person::resident(door, ask.store().keys(), id)?.ok_or(Fault::NotFound)?;
        Ok((known.name, consents_of(door, id)?))
    })?;
    let standing = rows.iter().filter(|row| row.withdrawn_on.is_none()).map(|row| Standing {
        id: row.id.clone(),
        purpose: t.of("purpose", &row.purpose),
        given: given(t, row),
        stamp: Stamp::over(row.version),
    });
    let past = rows.iter().filter_map(|row| {
        let ended = t.say1("privacy-consent-withdrawn", "day", t.date(&row.withdrawn_on?));
        Some((t.of("purpose", &row.purpose), format!("{}{}{ended}", given(t, row), t.say("web-comma"))))
    });
    let stands = |id: &str| rows.iter().any(|row| row.purpose == id && row.withdrawn_on.is_none());
    let free: Vec<&str> =
        ask.rulebook().retention.purposes.iter().map(|one| one.id.as_str()).filter(|id| !stands(id)).collect();
    let body = ConsentsPage {
        t,
        id,
        standing: standing.collect(),
        texts: free.iter().map(|id| (t.of("purpose", id), t.of("purpose-text", id))).collect(),
        fields: shown.fields(ask.fields(), fields(ask, t, &free)),
        stamp: Stamp::new(),
        past: past.collect(),
    };
    let page = Page::new(t.say("privacy-consents")).nav("rights").crumbs(way(ask, Some((id, &name)))?);
    let page = page.lede(t.say1("privacy-consents-lede", "name", &name));
    Ok(Reply::page(page.body(&body)?).status(shown.status()))
}

fn fields(ask: &Ask, t: Tongue, free: &[&str]) -> Vec<Field> {
    let purposes = free.iter().map(|id| Choice::new(*id, t.of("purpose", id)));
    let askers = Asker::ALL.iter().map(|one| Choice::new(one.as_str(), t.of("privacy-asker", one.as_str())));
    let ways = Way::ALL.iter().map(|one| Choice::new(one.as_str(), t.of("privacy-way", one.as_str())));
    vec![
        Field::new("purpose", t.say("privacy-purpose"), FieldKind::Radio(purposes.collect())),
        Field::new("asker", t.say("privacy-given-by"), FieldKind::Radio(askers.collect())),
        Field::new("way", t.say("privacy-given-how"), FieldKind::Radio(ways.collect())),
        Field::new("day", t.say("privacy-given-on"), FieldKind::Day).value(ask.today().to_string()),
    ]
}
