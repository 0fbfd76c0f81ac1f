//! 对列: what was found in the file, and how it is to be read.

use askama::Template;
use axum::http::StatusCode;
use chrono::NaiveDate;
use hongwang_domain::{Action, Rulebook};
use hongwang_intake::{Choices, Kind, SheetSurvey, Survey, Taken, masked};
use hongwang_organisation::queries;
use hongwang_spreadsheet::previews;
use hongwang_web::components::{Choice, Field, FieldKind, Stamp};
use hongwang_web::{Ask, Change, Fault, Joining, Page, Reply, Shown, Tongue};

use crate::form::{self, DELIMITERS};
use crate::pages::late::late;
use crate::pages::shown::{Sent, joining};
use crate::pages::stages::{Stage, Stages};
use crate::pages::upload::reason;
use crate::pages::{begin, page_of, upload_of};
use crate::upload::{self, Upload, UploadError, queries as uploads};

mod sheet;

use sheet::SheetPart;

#[derive(Template)]
#[template(path = "columns.html")]
struct ColumnsPage<'a> {
    t: Tongue,
    id: &'a str,
    stages: Stages,
    stamp: Stamp,
    joining: Option<Joining>,
    notices: Vec<String>,
    encodings: Vec<Preview>,
    delimiter: Option<Field>,
    hidden_rows: Option<Field>,
    effective: Effective,
    create: Option<Field>,
    whole: Option<Field>,
    /// The encoding as it stands.
    encoding: String,
    /// Index, name, chosen.
    sheets: Vec<(usize, String, bool)>,
    sheet: Option<SheetPart>,
    alike: bool,
}

/// The day to choose, today at the latest.
struct Effective {
    value: String,
    was: String,
    fault: Option<String>,
    today: String,
}

/// An encoding to choose, with how the file begins in it.
struct Preview {
    value: &'static str,
    label: String,
    lines: Vec<String>,
    chosen: bool,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let upload = upload_of(ask)?;
    if !upload.state().is_open() {
        return Ok(Reply::see(format!("/imports/{}", upload.id)));
    }
    page(ask, &upload, Shown::Fresh)
}

/// Has it checked anew, as was decided.
pub(crate) fn choose(ask: &Ask) -> Result<Reply, Fault> {
    let upload = upload_of(ask)?;
    match decide(ask, &upload) {
        Ok(()) => Ok(Reply::see(format!("/imports/{}", upload.id))),
        Err(Fault::Invalid(faults)) => page(ask, &upload, Shown::Faulty(&faults)),
        // Somebody else had it checked once more: that is done.
        Err(fault)
            if fault.status() == StatusCode::CONFLICT && form::is_bare(ask.fields()) && !upload.state().is_over() =>
        {
            Ok(Reply::see(format!("/imports/{}", upload.id)))
        }
        Err(fault) => late(ask, fault, "choices", |ask, upload| page(ask, upload, Shown::Stale)),
    }
}

/// As [`choose`], for a program too.
pub(crate) fn decide(ask: &Ask, upload: &Upload) -> Result<(), Fault> {
    if !upload.state().is_open() {
        return Err(UploadError::NotNow(upload.state()).into());
    }
    let survey = survey(ask, upload)?;
    let (version, choices) = form::choices(ask.fields(), ask.tongue(), &upload.choices(), survey.as_ref(), today(ask))?;
    upload::choose(ask.store(), ask.actor(), &upload.id, version, &choices)?;
    begin(ask)
}

fn today(ask: &Ask) -> NaiveDate {
    ask.store().clock().today()
}

/// What was found out about an upload.
pub(crate) fn survey(ask: &Ask, upload: &Upload) -> Result<Option<Survey>, Fault> {
    ask.read(Action::ImportWorkbook, |door| Ok(upload::survey(door, ask.store().keys(), &upload.id)?))
}

fn page(ask: &Ask, upload: &Upload, shown: Shown<'_>) -> Result<Reply, Fault> {
    let (t, choices, sent) = (ask.tongue(), upload.choices(), Sent::new(ask, shown));
    let survey = survey(ask, upload)?.unwrap_or_default();
    let begin =
        ask.read(Action::ImportWorkbook, |door| Ok(uploads::begin_of_file(door, ask.store().keys(), &upload.id)?))?;
    let encodings = encodings(t, &begin, &choices, &survey, sent);
    let at = shown_sheet(ask, &survey);
    let hidden: u32 = survey.sheets.iter().map(|sheet| sheet.hidden_rows).sum();
    let sheet = match survey.sheets.get(at) {
        Some(sheet) => {
            let index = u16::try_from(at).unwrap_or(u16::MAX);
            Some(SheetPart::of(t, index, sheet, &choices, &villages(ask, upload, &survey)?, ask.rulebook(), sent))
        }
        None => None,
    };
    let effective = Field::new("effective", t.say("workbook-effective"), FieldKind::Day)
        .hint(t.say("workbook-effective-hint"))
        .stands(choices.effective.map(|day| day.to_string()).unwrap_or_default());
    let create = ["workbook-create", "workbook-create-yes", "workbook-create-no"];
    let whole = ["workbook-whole", "workbook-whole-yes", "workbook-whole-no"];
    let fields = [
        ("delimiter", (!encodings.is_empty()).then(|| delimiter(t, &choices))),
        ("hidden_rows", (hidden > 0).then(|| hidden_rows(t, hidden, &choices))),
        ("effective", Some(effective)),
        ("create", Some(yes_or_no(t, "create", create, choices.create))),
        ("whole", Some(yes_or_no(t, "whole", whole, choices.all_or_nothing))),
    ];
    let joining = match shown {
        Shown::Stale => {
            let mut changes: Vec<Change> =
                fields.iter().filter_map(|(_, field)| field.as_ref()?.change(ask.fields(), t)).collect();
            changes.extend(sheet.iter().flat_map(|sheet| sheet.changes.clone()));
            Some(joining(ask, upload, changes)?)
        }
        _ => None,
    };
    let [delimiter, hidden_rows, effective, create, whole] =
        fields.map(|(name, field)| field.map(|field| sent.field(name, field)));
    let was = choices.effective.map(|day| day.to_string()).unwrap_or_default();
    let effective = Effective {
        value: effective.map(|field| field.standing().1.to_owned()).unwrap_or_default(),
        was,
        fault: sent.fault("effective"),
        today: today(ask).to_string(),
    };
    let failed = upload.fault().filter(|_| matches!(shown, Shown::Fresh)).map(|fault| reason(t, Some(fault)));
    let wrong = matches!(shown, Shown::Faulty(_)).then(|| t.say("workbook-choices-faulty"));
    let body = ColumnsPage {
        t,
        id: &upload.id,
        stages: Stages::of(t, Stage::Columns, &upload.id),
        stamp: Stamp::over(sent.version(upload)),
        joining,
        notices: failed.into_iter().chain(wrong).collect(),
        encoding: choices.encoding.map(|encoding| encoding.as_str().to_owned()).unwrap_or_default(),
        encodings,
        delimiter,
        hidden_rows,
        effective,
        create,
        whole,
        sheets: names(t, &survey, at),
        alike: survey.sheets.len() > 1 && sheet.as_ref().is_some_and(SheetPart::has_tables),
        sheet,
    };
    let page: Page = page_of(ask, upload)?.lede(t.say("workbook-columns-lede"));
    Ok(Reply::page(page.body(&body)?).status(sent.status()))
}

/// The sheet that was asked for, else the first with a table.
fn shown_sheet(ask: &Ask, survey: &Survey) -> usize {
    let asked = ask.fields().get("sheet").or(ask.query("sheet")).and_then(|text| text.parse().ok());
    let first = || survey.sheets.iter().position(|sheet| !sheet.tables.is_empty());
    asked.filter(|at| *at < survey.sheets.len()).or_else(first).unwrap_or(0)
}

fn names(t: Tongue, survey: &Survey, at: usize) -> Vec<(usize, String, bool)> {
    if survey.sheets.len() < 2 {
        return Vec::new();
    }
    let name = |(index, sheet): (usize, &SheetSurvey)| (index, sheet_name(t, index, sheet), index == at);
    survey.sheets.iter().enumerate().map(name).collect()
}

pub(crate) fn sheet_name(t: Tongue, index: usize, sheet: &SheetSurvey) -> String {
    sheet.name.clone().unwrap_or_else(|| t.say1("workbook-sheet", "number", index + 1))
}

/// The villages that a sheet can belong to: those that are there, and those that the workbook names.
fn villages(ask: &Ask, upload: &Upload, survey: &Survey) -> Result<Vec<Choice>, Fault> {
    let units = ask.read(Action::ImportWorkbook, |door| Ok(queries::subtree(door, &upload.path())?))?;
    let within = |code: &str| code.len() == 12 && code.starts_with(&upload.town_code);
    let mut found: Vec<Choice> = units
        .iter()
        .filter(|unit| within(&unit.code) && unit.retired_on.is_none())
        .map(|unit| Choice::new(&unit.code, &unit.name))
        .collect();
    let named = survey.sheets.iter().flat_map(|sheet| &sheet.tables).filter_map(|table| table.village.as_ref());
    for name in named {
        if !found.iter().any(|known| known.label == *name) {
            found.push(Choice::new(name, name));
        }
    }
    Ok(found)
}

fn encodings(t: Tongue, begin: &[u8], choices: &Choices, survey: &Survey, sent: Sent<'_>) -> Vec<Preview> {
    let found = previews(begin);
    if found.is_empty() {
        return Vec::new();
    }
    let own = survey.encoding.filter(|_| choices.encoding.is_none());
    let auto = match own {
        Some(encoding) => t.say1("workbook-encoding-found", "encoding", encoding.as_str()),
        None => t.say("workbook-encoding-auto"),
    };
    let chosen = sent.value("encoding", choices.encoding.map_or("", |encoding| encoding.as_str()));
    let auto = Preview { value: "", label: auto, lines: Vec::new(), chosen: chosen.is_empty() };
    let of = |preview: hongwang_spreadsheet::Preview| Preview {
        value: preview.encoding.as_str(),
        label: preview.encoding.as_str().to_owned(),
        lines: preview.lines.iter().map(|line| masked(line, false)).collect(),
        chosen: chosen == preview.encoding.as_str(),
    };
    std::iter::once(auto).chain(found.into_iter().map(of)).collect()
}

fn delimiter(t: Tongue, choices: &Choices) -> Field {
    let named = DELIMITERS.iter().map(|(name, _)| Choice::new(*name, t.of("workbook-delimiter", name)));
    let all = std::iter::once(Choice::new("", t.say("workbook-delimiter-auto"))).chain(named).collect();
    let chosen = DELIMITERS.iter().find(|(_, delimiter)| choices.delimiter == Some(*delimiter));
    Field::new("delimiter", t.say("workbook-delimiter"), FieldKind::Select(all))
        .stands(chosen.map_or("", |(name, _)| *name))
}

fn hidden_rows(t: Tongue, count: u32, choices: &Choices) -> Field {
    let keys = ["workbook-hidden-rows", "workbook-hidden-yes", "workbook-hidden-no"];
    yes_or_no(t, "hidden_rows", keys, choices.hidden_rows).hint(t.say1("workbook-hidden-rows-hint", "count", count))
}

fn yes_or_no(t: Tongue, name: &'static str, [label, yes, no]: [&str; 3], chosen: bool) -> Field {
    let both = vec![Choice::new("yes", t.say(yes)), Choice::new("no", t.say(no))];
    Field::new(name, t.say(label), FieldKind::Radio(both)).stands(if chosen { "yes" } else { "no" })
}

/// What columns of a kind of table can be taken for, with their words.
fn takings(t: Tongue, kind: Kind, rulebook: &Rulebook) -> Vec<(String, String)> {
    let fields = match kind {
        Kind::Residents => Taken::for_residents(rulebook),
        Kind::Groups => Taken::for_groups(),
    };
    let named = |taken: Taken| (taken.to_string(), form::label(t, &taken));
    std::iter::once(Taken::LeftOut).chain(fields).map(named).collect()
}
