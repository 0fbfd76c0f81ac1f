//! Declaring how many households and people a unit has, while its records are incomplete (ANNEX-A4).

use askama::Template;
use chrono::NaiveDate;
use hongwang_domain::Action;
use hongwang_organisation::queries as organisation;
use hongwang_web::components::{Field, FieldKind, Stamp};
use hongwang_web::{Ask, Crumb, Fault, Faults, Page, Reading, Reply, Tongue};

use super::show::crumbs;
use crate::declared::{DeclareError, declare};

/// More than any village has.
const MOST: i64 = 1_000_000;

#[derive(Template)]
#[template(path = "declare.html")]
struct Form {
    t: Tongue,
    stamp: Stamp,
    address: String,
    fields: Vec<Field>,
}

/// What was declared.
pub(crate) struct Declaration {
    households: u32,
    residents: u32,
    as_of: NaiveDate,
}

impl Declaration {
    /// Reads a form or a JSON body.
    pub fn read(ask: &Ask) -> Result<Self, Faults> {
        let mut reading = Reading::of(ask.fields(), ask.tongue());
        let number = |figure: Option<i64>| figure.and_then(|figure| u32::try_from(figure).ok()).unwrap_or_default();
        let households = number(reading.number("households", 0..=MOST));
        let residents = number(reading.number("residents", 0..=MOST));
        let as_of = reading.optional_day("as_of").unwrap_or_else(|| ask.today());
        if as_of > ask.today() {
            reading.fault("as_of", ask.say("ledger-day-to-come"));
        }
        if reading.has_faults() { Err(reading.into_faults()) } else { Ok(Self { households, residents, as_of }) }
    }

    /// Keeps it.
    pub fn keep(&self, ask: &Ask) -> Result<(), Fault> {
        let figures = (self.households, self.residents);
        declare(ask.store(), ask.actor(), ask.key(), ask.param("unit"), figures, self.as_of).map_err(
            |error| match error {
                DeclareError::Store(error) => Fault::Store(error),
                DeclareError::UnknownUnit => Fault::NotFound,
            },
        )
    }
}

pub(crate) fn form(ask: &Ask) -> Result<Reply, Fault> {
    show(ask, None)
}

pub(crate) fn save(ask: &Ask) -> Result<Reply, Fault> {
    match Declaration::read(ask) {
        Ok(declaration) => {
            declaration.keep(ask)?;
            let to = format!("/units/{}/ledger", ask.param("unit"));
            Ok(Reply::see_saying(to, ask.say("ledger-declare-done")))
        }
        Err(faults) => Ok(show(ask, Some(&faults))?.status(422)),
    }
}

fn show(ask: &Ask, faults: Option<&Faults>) -> Result<Reply, Fault> {
    let units = ask.read(Action::ReadLedger, |door| Ok(organisation::ancestry(door, ask.place())?))?;
    let unit = units.last().ok_or(Fault::NotFound)?;
    let t = ask.tongue();
    let number = |name, label: &str| Field::new(name, t.say(label), FieldKind::Text("numeric")).required();
    let fields = [
        number("households", "ledger-declared-households"),
        number("residents", "ledger-declared-residents"),
        Field::new("as_of", t.say("ledger-declared-as-of"), FieldKind::Day).value(ask.today().to_string()),
    ];
    let fields = fields.map(|field| match faults {
        Some(faults) => field.again(ask.fields(), faults),
        None => field,
    });
    let address = format!("/units/{}/ledger/declare", unit.code);
    let form = Form { t, stamp: Stamp::new(), address, fields: fields.into() };
    let mut way = crumbs(ask, &units);
    way.push(Crumb::text(t.say("ledger-declare")));
    let page = Page::new(t.say1("ledger-declare-title", "unit", &unit.name))
        .lede(t.say("ledger-declare-lede"))
        .crumbs(way)
        .nav("ledger")
        .body(&form)?;
    Ok(Reply::page(page))
}
