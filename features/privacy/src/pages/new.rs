//! Recording what somebody asks. The number of what was shown is never typed: a choice says what it was.

use askama::Template;
use hongwang_domain::Action;
use hongwang_web::components::{Choice, Field, FieldKind, Stamp};
use hongwang_web::subject::Link;
use hongwang_web::{Ask, Fault, Page, Reading, Reply, Shown, Tongue};

use super::{known, way};
use crate::person::links;
use crate::record::{Asked, record};
use crate::rows::{Asker, Kind, Proof};

#[derive(Template)]
#[template(path = "privacy_new.html")]
struct NewPage<'a> {
    t: Tongue,
    id: &'a str,
    stamp: Stamp,
    fields: Vec<Field>,
    /// Value, what it is, ticked.
    links: Vec<(String, String, bool)>,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, Shown::Fresh)
}

pub(crate) fn save(ask: &Ask) -> Result<Reply, Fault> {
    match make(ask) {
        Ok(id) => Ok(Reply::see_saying(format!("/rights/{id}"), ask.say("privacy-recorded"))),
        Err(Fault::Invalid(faults)) => page(ask, Shown::Faulty(&faults)),
        Err(fault) => Err(fault),
    }
}

/// Records it as the form, or a program, says; answers the request's id.
pub(crate) fn make(ask: &Ask) -> Result<String, Fault> {
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let kind = form.one_of("kind", Kind::from_text);
    let asker = form.one_of("asker", Asker::from_text);
    let proof = form.one_of("proof", Proof::from_text);
    let on = form.optional_day("day").unwrap_or_else(|| ask.today());
    if on > ask.today() {
        form.fault("day", ask.say("privacy-fault-day"));
    }
    // A guardian shows that they are one; the papers of the person alone say nothing of that.
    if asker == Some(Asker::Guardian) && proof.is_some_and(|proof| proof != Proof::Guardianship) {
        form.fault("proof", ask.say("privacy-fault-guardian"));
    }
    let links = form.all("same").filter_map(|text| text.split_once(':'));
    let links = links.map(|(kind, id)| (kind.to_owned(), id.to_owned())).collect();
    let (Some(kind), Some(asker), Some(proof), false) = (kind, asker, proof, form.has_faults()) else {
        return Err(Fault::Invalid(form.into_faults()));
    };
    let (asked, slices) = (Asked { kind, asker, proof, on, links }, &ask.app().slices);
    Ok(ask.write(|tx| record(tx, slices, ask.param("resident"), &asked))?)
}

fn page(ask: &Ask, shown: Shown<'_>) -> Result<Reply, Fault> {
    let (t, id) = (ask.tongue(), ask.param("resident"));
    let person = known(ask, id)?.ok_or(Fault::NotFound)?;
    let likely = ask.read(Action::HandleRights, |door| Ok(links(door, &ask.app().slices, &person)?))?;
    let ticked: Vec<&str> = ask.fields().all("same").collect();
    let is_faulty = matches!(shown, Shown::Faulty(_));
    let link = |link: &Link| {
        let key = if link.same_phone { "privacy-same-phone" } else { "privacy-same-name" };
        let said = t.say2(key, "kind", t.of("privacy-link", link.kind), "unit", &link.place);
        let tick = if is_faulty { ticked.contains(&link.value().as_str()) } else { link.same_phone };
        (link.value(), said, tick)
    };
    let fields = fields(ask, t);
    let body = NewPage {
        t,
        id,
        stamp: Stamp::new(),
        fields: shown.fields(ask.fields(), fields),
        links: likely.iter().map(link).collect(),
    };
    let page = Page::new(t.say("privacy-new")).nav("rights").crumbs(way(ask, Some((id, &person.name)))?);
    let page = page.lede(t.say1("privacy-new-lede", "name", &person.name));
    Ok(Reply::page(page.body(&body)?).status(shown.status()))
}

fn fields(ask: &Ask, t: Tongue) -> Vec<Field> {
    let kinds = Kind::ALL.iter().map(|one| Choice::new(one.as_str(), t.of("privacy-kind-do", one.as_str())));
    let askers = Asker::ALL.iter().map(|one| Choice::new(one.as_str(), t.of("privacy-asker", one.as_str())));
    let proofs = Proof::ALL.iter().map(|one| Choice::new(one.as_str(), t.of("privacy-proof", one.as_str())));
    let kind = ask.query("kind").and_then(Kind::from_text).unwrap_or(Kind::Page);
    vec![
        Field::new("kind", t.say("privacy-what"), FieldKind::Radio(kinds.collect())).value(kind.as_str()),
        Field::new("asker", t.say("privacy-who"), FieldKind::Radio(askers.collect())),
        Field::new("proof", t.say("privacy-how-sure"), FieldKind::Radio(proofs.collect()))
            .hint(t.say("privacy-how-sure-hint")),
        Field::new("day", t.say("privacy-when"), FieldKind::Day).value(ask.today().to_string()),
    ]
}
