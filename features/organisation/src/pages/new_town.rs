//! A town that is not there yet: its code and its name. Its people come later, with its first workbook.

use askama::Template;
use hongwang_domain::{Action, UnitCode, UnitKind};
use hongwang_store::{AuditEntry, Record};
use hongwang_web::components::{Field, FieldKind, Stamp};
use hongwang_web::{Ask, Fault, Faults, Page, Reading, Reply, Tongue};

use crate::queries;
use crate::rows::Unit;

/// The most characters of a town's name.
const NAME: usize = 30;

#[derive(Template)]
#[template(path = "new_town.html")]
struct NewTown {
    t: Tongue,
    county: String,
    stamp: Stamp,
    code: Field,
    name: Field,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, None)
}

pub(crate) fn save(ask: &Ask) -> Result<Reply, Fault> {
    match make(ask) {
        Ok(code) => Ok(Reply::see_saying(format!("/units/{code}"), ask.say("organisation-town-made"))),
        Err(Fault::Invalid(faults)) => page(ask, Some(&faults)),
        Err(fault) => Err(fault),
    }
}

/// Makes the town as the form, or a program, asks; answers its code.
pub(crate) fn make(ask: &Ask) -> Result<String, Fault> {
    let county = county(ask)?;
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let (code, name) = (form.text("code", 1..=9), form.text("name", 2..=NAME));
    let own = county.code()?;
    let read = UnitCode::parse(&code).filter(|code| code.kind() == UnitKind::Town && own.contains(code));
    if read.is_none() && !code.is_empty() {
        form.fault("code", ask.say_with("organisation-town-code-fault", &[("county", own.as_str())]));
    }
    let Some(code) = read.filter(|_| !form.has_faults()) else { return Err(Fault::Invalid(form.into_faults())) };
    let town = Unit { founded_on: Some(ask.today()), ..Unit::new(Some(&county), &code, &name) };
    ask.write(|tx| {
        tx.allow(Action::FoundTown, &county.path())?;
        if let Some(there) = queries::by_code(tx, code.as_str())? {
            let mut faults = Faults::default();
            faults.add("code", ask.say_with("organisation-town-there", &[("name", &there.name)]));
            return Err(Fault::Invalid(faults));
        }
        tx.insert(&[(county.id.clone(), town.clone())])?;
        tx.audit(AuditEntry {
            unit_id: county.id.clone(),
            action: Action::FoundTown,
            subject_kind: Unit::KIND,
            subject_id: town.id.clone(),
            detail: serde_json::json!({ "code": code.as_str() }),
        });
        Ok(code.as_str().to_owned())
    })
}

/// The county of the route; towns stand below no other unit.
fn county(ask: &Ask) -> Result<Unit, Fault> {
    let found = ask.store().read(&ask.scope(Action::FoundTown), |door| queries::by_code(door, ask.param("unit")))?;
    let county = found.ok_or(Fault::NotFound)?;
    if county.kind()? == UnitKind::County { Ok(county) } else { Err(Fault::NotFound) }
}

fn page(ask: &Ask, faults: Option<&Faults>) -> Result<Reply, Fault> {
    let (t, county) = (ask.tongue(), county(ask)?);
    let kept = |field: Field| match faults {
        Some(faults) => field.again(ask.fields(), faults),
        None => field,
    };
    let code = Field::new("code", t.say("organisation-town-code"), FieldKind::Text("numeric"));
    let name = Field::text("name", t.say("organisation-town-name"));
    let body = NewTown {
        t,
        stamp: Stamp::new(),
        code: kept(code.hint(t.say1("organisation-town-code-hint", "county", &county.code)).most(9).required()),
        name: kept(name.hint(t.say("organisation-town-name-hint")).most(NAME).required()),
        county: county.code.clone(),
    };
    let page = Page::new(t.say("organisation-town-new"))
        .nav("organisation")
        .lede(t.say("organisation-town-lede"))
        .crumbs(super::crumbs(ask, [&county]));
    Ok(Reply::page(page.body(&body)?).status(if faults.is_some() { 422 } else { 200 }))
}
