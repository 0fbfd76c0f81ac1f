//! Declaring how many households and people a unit has, while its records are incomplete (ANNEX-A4).

use askama::Template;
use chrono::NaiveDate;
use hongwang_domain::Action;
use hongwang_organisation::pages::who;
use hongwang_organisation::{Unit, queries as organisation};
use hongwang_store::{Record, StoreError};
use hongwang_web::components::{Field, FieldKind, Stamp};
use hongwang_web::{Ask, Conflict, Crumb, Fault, Faults, Fields, Joining, Page, Reading, Reply, Shown, Tongue};

use super::show::crumbs;
use crate::declared::{DeclareError, Figures, declare_over, declared_on};
use crate::rows::DeclaredFigure;

/// More than any village has.
const MOST: i64 = 1_000_000;

#[derive(Template)]
#[template(path = "declare.html")]
struct Form {
    t: Tongue,
    stamp: Stamp,
    address: String,
    /// The day whose figures the form was made over.
    seen_day: NaiveDate,
    joining: Option<Joining>,
    fields: Vec<Field>,
}

/// What was declared.
pub(crate) struct Declaration(Figures);

impl Declaration {
    /// Reads a form or a JSON body.
    pub fn read(ask: &Ask) -> Result<Self, Faults> {
        let fields = narrowed(ask.fields());
        let mut reading = Reading::of(&fields, ask.tongue());
        let number = |figure: Option<i64>| figure.and_then(|figure| u32::try_from(figure).ok()).unwrap_or_default();
        let households = number(reading.number("households", 0..=MOST));
        let residents = number(reading.number("residents", 0..=MOST));
        let as_of = reading.optional_day("as_of").unwrap_or_else(|| ask.today());
        if as_of > ask.today() {
            reading.fault("as_of", ask.say("ledger-day-to-come"));
        }
        if reading.has_faults() {
            return Err(reading.into_faults());
        }
        let version = fields.get("version").and_then(|text| text.parse().ok());
        // Over another day than the one that was seen nothing was looked at.
        let seen = version.map(|version| if is_seen_day(&fields, as_of) { version } else { 0 });
        Ok(Self(Figures { households, residents, as_of, seen }))
    }

    /// Keeps it.
    pub fn keep(&self, ask: &Ask) -> Result<(), Fault> {
        declare_over(ask.store(), ask.actor(), ask.key(), ask.param("unit"), self.0).map_err(|error| match error {
            DeclareError::Store(error) => Fault::Store(error),
            DeclareError::UnknownUnit => Fault::NotFound,
        })
    }
}

pub(crate) fn form(ask: &Ask) -> Result<Reply, Fault> {
    show(ask, Shown::Fresh)
}

pub(crate) fn save(ask: &Ask) -> Result<Reply, Fault> {
    match Declaration::read(ask).map(|declaration| declaration.keep(ask)) {
        Ok(Ok(())) => {
            let to = format!("/units/{}/ledger", ask.param("unit"));
            Ok(Reply::see_saying(to, ask.say("ledger-declare-done")))
        }
        Ok(Err(Fault::Store(StoreError::Stale { .. }))) => show(ask, Shown::Stale),
        Ok(Err(fault)) => Err(fault),
        Err(faults) => show(ask, Shown::Faulty(&faults)),
    }
}

fn show(ask: &Ask, shown: Shown<'_>) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let typed_day = ask.fields().get("as_of").and_then(|text| text.parse().ok()).filter(|day| *day <= ask.today());
    let day = match shown {
        Shown::Stale => typed_day.unwrap_or_else(|| ask.today()),
        // Sent again it is compared with what it was made over.
        Shown::Faulty(_) => seen_day(ask.fields()).unwrap_or_else(|| ask.today()),
        Shown::Fresh => ask.today(),
    };
    let (units, standing) = ask.read(Action::ReadLedger, |door| {
        let units = organisation::ancestry(door, ask.place())?;
        let standing = units.last().map(|unit| declared_on(door, &unit.id, day)).transpose()?.flatten();
        Ok((units, standing))
    })?;
    let unit = units.last().ok_or(Fault::NotFound)?;
    let figures = figure_fields(t, standing.as_ref());
    let over = over(ask.fields(), day);
    let joining = match (shown, &standing) {
        (Shown::Stale, Some(standing)) => Some(joining(ask, unit, standing, &figures, &over)?),
        _ => None,
    };
    let as_of = Field::new("as_of", t.say("ledger-declared-as-of"), FieldKind::Day).value(day.to_string());
    let named = ["households", "residents", "as_of"].into_iter().zip(figures.into_iter().chain([as_of]));
    let fields = named.map(|(name, field)| match shown {
        Shown::Fresh => field,
        Shown::Faulty(faults) => field.again(ask.fields(), faults),
        Shown::Stale => field.value(ask.fields().raw(name).unwrap_or_default()),
    });
    let stands = standing.as_ref().map_or(0, |row| row.version);
    let version = shown.version(ask.fields(), stands);
    let address = format!("/units/{}/ledger/declare", unit.code);
    let form = Form { t, stamp: Stamp::over(version), address, seen_day: day, joining, fields: fields.collect() };
    let mut way = crumbs(ask, &units);
    way.push(Crumb::text(t.say("ledger-declare")));
    let page = Page::new(t.say1("ledger-declare-title", "unit", &unit.name))
        .lede(t.say1("ledger-declare-lede", "basis", t.of("ledger-basis", ask.rulebook().ledger.basis.as_str())))
        .crumbs(way)
        .nav("ledger")
        .body(&form)?;
    Ok(Reply::page(page).status(shown.status()))
}

/// The two figures, with what stands there for the day.
fn figure_fields(t: Tongue, standing: Option<&DeclaredFigure>) -> [Field; 2] {
    let field = |name, label: &str, figure: Option<i32>| {
        let field = Field::new(name, t.say(label), FieldKind::Text("numeric")).required();
        field.stands(figure.map(|figure| figure.to_string()).unwrap_or_default())
    };
    [
        field("households", "ledger-declared-households", standing.map(|row| row.households)),
        field("residents", "ledger-declared-residents", standing.map(|row| row.residents)),
    ]
}

/// Who declared something else for the day in the meantime, and what.
fn joining(
    ask: &Ask,
    unit: &Unit,
    standing: &DeclaredFigure,
    figures: &[Field],
    over: &Fields,
) -> Result<Joining, Fault> {
    let t = ask.tongue();
    let told = ask.read(Action::ReadLedger, |door| {
        Ok(organisation::who_changed(door, DeclaredFigure::KIND, &standing.id, &unit.id, 0)?)
    })?;
    let last = told.into_iter().next();
    let conflict = Conflict {
        who: last.as_ref().map(|last| who(ask, last)).transpose()?,
        when: last.as_ref().map(|last| t.moment(&last.at)),
        changes: figures.iter().filter_map(|field| field.change(over, t)).collect(),
        version: standing.version,
    };
    Ok(Joining::new(t, conflict))
}

/// What was typed, over what was seen: of another day nothing was.
fn over(fields: &Fields, day: NaiveDate) -> Fields {
    let fields = narrowed(fields);
    match is_seen_day(&fields, day) {
        true => fields,
        false => fields.with("was-households", "").with("was-residents", ""),
    }
}

/// The day that the form was made over.
fn seen_day(fields: &Fields) -> Option<NaiveDate> {
    fields.get("seen_day").and_then(|text| text.parse().ok())
}

/// Whether it is the day that was seen; a program says a version alone.
fn is_seen_day(fields: &Fields, day: NaiveDate) -> bool {
    seen_day(fields).is_none_or(|seen| seen == day)
}

/// Full-width digits, as Chinese input methods make them, are digits.
fn narrowed(fields: &Fields) -> Fields {
    let narrow = |one: char| match one {
        '\u{ff10}'..='\u{ff19}' => char::from_u32(u32::from(one) - 0xfee0).unwrap_or(one),
        _ => one,
    };
    ["households", "residents"].into_iter().fold(fields.clone(), |fields, name| match fields.raw(name) {
        Some(text) => {
            let text: String = text.chars().map(narrow).collect();
            fields.with(name, &text)
        }
        None => fields,
    })
}
