//! The imports of a town: a new file, what is not finished, what was.

use std::collections::HashMap;

use askama::Template;
use axum::http::StatusCode;
use hongwang_domain::{Action, UnitCode, UnitKind};
use hongwang_organisation::{Unit, queries};
use hongwang_web::components::{Empty, Field, FieldKind, Stamp};
use hongwang_web::{Ask, Crumb, Fault, Faults, Fields, HomeRow, Page, Reading, Reply, Tongue};

use crate::pages::{begin, crumbs, number, row, title};
use crate::upload::{self, MOST_BYTES, Received, Upload, UploadError, is_gone, of_town};
use crate::{Import, Past, UndoError, history};

#[derive(Template)]
#[template(path = "imports.html")]
struct ImportsPage<'a> {
    t: Tongue,
    unit: &'a Unit,
    stamp: Stamp,
    limit: usize,
    /// What is wrong with the file.
    fault: Option<String>,
    town: Option<(Field, Field)>,
    open: Vec<HomeRow>,
    over: Vec<HomeRow>,
    history: Vec<Line>,
    empty: Option<Empty>,
    towns: Vec<Unit>,
}

/// An import that was.
struct Line {
    id: String,
    /// The name of the file, while it is kept.
    name: Option<String>,
    when: String,
    who: String,
    rows: String,
    households: String,
    residents: String,
    changed: String,
    undone: Option<String>,
    undoable: bool,
    stamp: Stamp,
}

/// Why an import cannot be taken back, and the way on.
#[derive(Template)]
#[template(path = "kept-import.html")]
struct NotUndone {
    t: Tongue,
    said: String,
    href: String,
}

/// 导入 without a unit: to the first one where the visitor may.
pub(crate) fn lead(ask: &Ask) -> Result<Reply, Fault> {
    let post = ask.visitor().and_then(|visitor| visitor.posts_for(Action::ImportWorkbook).next());
    let post = post.ok_or(Fault::NotAllowed)?;
    Ok(Reply::see(format!("/units/{}/imports", post.unit_code)))
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, None)
}

/// Takes a file in; it is checked next.
pub(crate) fn take(ask: &Ask) -> Result<Reply, Fault> {
    match receive(ask) {
        Ok(upload) => Ok(Reply::see(format!("/imports/{}", upload.id))),
        Err(Fault::Invalid(faults)) => page(ask, Some(&faults)),
        Err(fault) => Err(fault),
    }
}

/// The file that a form, or a program, hands in.
pub(crate) fn receive(ask: &Ask) -> Result<Upload, Fault> {
    let unit = unit(ask)?;
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let (town, town_name) = match kind(&unit)? {
        UnitKind::County => new_town(ask, &mut form, &unit)?,
        _ => (unit.code()?, None),
    };
    let file = ask.file();
    if file.is_none() {
        form.fault("file", ask.say(UploadError::NoFile.key()));
    }
    let (Some(file), false) = (file, form.has_faults()) else { return Err(Fault::Invalid(form.into_faults())) };
    let path = unit.path();
    let given = ask.query("name").unwrap_or_default();
    let received = Received {
        town: &town,
        town_name: town_name.as_deref(),
        path: &path,
        name: if file.name.is_empty() { given } else { &file.name },
        bytes: &file.bytes,
        language: ask.language(),
    };
    match upload::receive(ask.store(), ask.actor(), ask.key(), received) {
        Ok(upload) => {
            begin(ask)?;
            Ok(upload)
        }
        Err(error @ (UploadError::Refused(_) | UploadError::TooLarge)) => {
            form.fault("file", words(ask, &error));
            Err(Fault::Invalid(form.into_faults()))
        }
        Err(error) => Err(error.into()),
    }
}

/// The code and name of a town that its first import makes.
fn new_town(ask: &Ask, form: &mut Reading<'_>, county: &Unit) -> Result<(UnitCode, Option<String>), Fault> {
    // A program that sends the file itself names the town in the address.
    let given = |name: &str| ask.fields().get(name).or(ask.query(name)).map(str::to_owned);
    let both =
        Fields::new(["town", "town_name"].iter().filter_map(|name| Some(((*name).to_owned(), given(name)?))).collect());
    let mut sent = Reading::of(&both, ask.tongue());
    let (code, name) = (sent.text("town", 1..=9), sent.text("town_name", 1..=30));
    sent.into_faults().iter().for_each(|(field, words)| form.fault(field, words.to_owned()));
    let own = county.code()?;
    let read = UnitCode::parse(&code).filter(|code| code.kind() == UnitKind::Town && own.contains(code));
    let Some(town) = read else {
        form.fault("town", ask.say_with("workbook-town-code-fault", &[("county", own.as_str())]));
        return Ok((own, None));
    };
    let there = ask.read(Action::ImportWorkbook, |door| Ok(queries::by_code(door, town.as_str())?))?;
    if let Some(there) = there {
        form.fault("town", ask.say_with("workbook-town-exists", &[("town", &there.name)]));
    }
    Ok((town, Some(name)))
}

/// Takes an import back.
pub(crate) fn undo(ask: &Ask) -> Result<Reply, Fault> {
    let code = town_code(ask)?;
    let changed = match take_back(ask) {
        Ok(changed) => changed,
        Err(Fault::Refused { status, key, args }) => return not_undone(ask, &code, status, key, &args),
        Err(fault) => return Err(fault),
    };
    let said = ask.say_with("workbook-undone-notice", &[("changed", &number(changed))]);
    // An import that made its town took the town with it.
    let there = ask.read(Action::ImportWorkbook, |door| Ok(queries::by_code(door, &code)?))?;
    Ok(Reply::see_saying(there.map_or_else(|| "/".to_owned(), |_| format!("/units/{code}/imports")), said))
}

/// As [`undo`], for a program too: how many records went back.
pub(crate) fn take_back(ask: &Ask) -> Result<u32, Fault> {
    crate::undo(ask.store(), ask.actor(), ask.key(), ask.param("import")).map_err(|error| match error {
        UndoError::Store(error) => Fault::Store(error),
        UndoError::Unknown => Fault::NotFound,
        UndoError::Already => Fault::refused(StatusCode::CONFLICT, "workbook-undo-known", &[]),
        UndoError::BuiltOn => blocked(ask).unwrap_or_else(|fault| fault),
    })
}

/// Refused, because of what, by whom and when.
fn blocked(ask: &Ask) -> Result<Fault, Fault> {
    let (blocking, names) = ask.read(Action::ImportWorkbook, |door| {
        let blocking = crate::history::blocking(door, ask.param("import"))?;
        let by: Vec<String> = blocking.iter().map(|blocking| blocking.by.clone()).collect();
        Ok((blocking, ask.app().gate.names(door, &by)?))
    })?;
    let conflict = StatusCode::CONFLICT;
    let Some(blocking) = blocking else { return Ok(Fault::refused(conflict, "workbook-undo-later", &[])) };
    let who = names.get(&blocking.by).cloned().unwrap_or_else(|| ask.say("workbook-console"));
    let when = ask.tongue().moment(&blocking.at);
    let key = if blocking.import.is_some() { "workbook-undo-later-import" } else { "workbook-undo-later-change" };
    Ok(Fault::refused(conflict, key, &[("who", &who), ("when", &when)]))
}

/// The page that says so, with the way back to the imports.
fn not_undone(
    ask: &Ask,
    code: &str,
    status: StatusCode,
    key: &'static str,
    args: &[(&'static str, String)],
) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let body = NotUndone { t, said: t.say_with(key, &args), href: format!("/units/{code}/imports#history") };
    let mut way = crumbs(ask, ask.place())?;
    way.push(Crumb::link(t.say("workbook-title"), format!("/units/{code}/imports")));
    let page = Page::new(t.say("workbook-undo-refused")).nav("imports").crumbs(way);
    Ok(Reply::page(page.body(&body)?).status(status.as_u16()))
}

fn town_code(ask: &Ask) -> Result<String, Fault> {
    let units = ask.read(Action::ImportWorkbook, |door| Ok(queries::ancestry(door, ask.place())?))?;
    units.last().map(|unit| unit.code.clone()).ok_or(Fault::NotFound)
}

/// The unit of the path.
pub(crate) fn unit(ask: &Ask) -> Result<Unit, Fault> {
    let found = ask.read(Action::ImportWorkbook, |door| Ok(queries::by_code(door, ask.param("unit"))?))?;
    found.ok_or(Fault::NotFound)
}

/// Imports belong to a county or a town.
fn kind(unit: &Unit) -> Result<UnitKind, Fault> {
    match unit.code()?.kind() {
        kind @ (UnitKind::County | UnitKind::Town) => Ok(kind),
        _ => Err(Fault::NotFound),
    }
}

/// An error as it is said beside a field.
fn words(ask: &Ask, error: &UploadError) -> String {
    let args = error.args();
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    ask.say_with(error.key(), &args)
}

/// The imports of a town, with the names of those who did them.
pub(crate) fn past(ask: &Ask, unit: &Unit) -> Result<(Vec<Past>, HashMap<String, String>), Fault> {
    ask.read(Action::ImportWorkbook, |door| {
        let past = history(door, &unit.id)?;
        let mut accounts: Vec<String> = past.iter().map(|past| past.by.clone()).collect();
        accounts.extend(past.iter().filter_map(|past| past.undone.as_ref().map(|(_, by)| by.clone())));
        let names = ask.app().gate.names(door, &accounts)?;
        Ok((past, names))
    })
}

/// What is not finished, or was finished today.
pub(crate) fn kept(ask: &Ask, unit: &Unit) -> Result<Vec<Upload>, Fault> {
    let (path, now) = (unit.path(), ask.store().clock().now());
    let uploads = ask.read(Action::ImportWorkbook, |door| Ok(of_town(door, &path)?))?;
    Ok(uploads.into_iter().filter(|upload| !is_gone(upload, now)).collect())
}

fn page(ask: &Ask, faults: Option<&Faults>) -> Result<Reply, Fault> {
    let (t, unit) = (ask.tongue(), unit(ask)?);
    let Ok(kind) = kind(&unit) else {
        // A village's workbook is its town's.
        let town = unit.code.get(..9).unwrap_or_default();
        return Ok(Reply::see(format!("/units/{town}/imports")));
    };
    let (past, names) = past(ask, &unit)?;
    let kept = kept(ask, &unit)?;
    let standing: Vec<Import> = past.iter().map(|past| past.import.clone()).collect();
    let built_on = ask.read(Action::ImportWorkbook, |door| Ok(crate::history::built_on(door, &standing)?))?;
    let history: Vec<Line> = past
        .into_iter()
        .map(|past| {
            let upload = kept.iter().find(|upload| upload.id == past.import.id);
            let name = upload.map(|upload| title(ask, upload)).transpose()?;
            let undoable = past.undone.is_none() && !built_on.contains_key(&past.import.id);
            Ok(Line { name, undoable, ..line(ask, past, &names) })
        })
        .collect::<Result<_, Fault>>()?;
    let empty = (history.is_empty() && kind == UnitKind::Town).then(|| Empty {
        title: t.say("workbook-history-empty"),
        text: t.say("workbook-history-empty-next"),
        action: None,
    });
    let towns = match kind {
        UnitKind::County => ask.read(Action::ImportWorkbook, |door| Ok(crate::history::towns(door, &unit.id)?))?,
        _ => Vec::new(),
    };
    let rows = |over: bool| -> Result<Vec<HomeRow>, Fault> {
        kept.iter().filter(|upload| upload.state().is_over() == over).map(|upload| row(ask, upload)).collect()
    };
    let (open, over) = (rows(false)?, rows(true)?);
    let body = ImportsPage {
        t,
        unit: &unit,
        stamp: Stamp::new(),
        limit: MOST_BYTES >> 20,
        fault: faults.and_then(|faults| faults.of("file")).map(str::to_owned),
        town: (kind == UnitKind::County).then(|| town_fields(ask, faults)),
        open,
        over,
        history,
        empty,
        towns,
    };
    let mut way = crumbs(ask, &unit.path())?;
    way.push(Crumb::text(t.say("workbook-title")));
    let page = Page::new(t.say("workbook-title")).lede(t.say("workbook-lede")).nav("imports").crumbs(way);
    Ok(Reply::page(page.body(&body)?).status(if faults.is_some() { 422 } else { 200 }))
}

fn town_fields(ask: &Ask, faults: Option<&Faults>) -> (Field, Field) {
    let t = ask.tongue();
    let field = |field: Field| match faults {
        Some(faults) => field.again(ask.fields(), faults),
        None => field,
    };
    let code = Field::new("town", t.say("workbook-town-code"), FieldKind::Text("numeric"));
    let name = Field::text("town_name", t.say("workbook-town-name"));
    (
        field(code.hint(t.say("workbook-town-code-hint")).most(9)).required(),
        field(name.hint(t.say("workbook-town-name-hint")).most(30)).required(),
    )
}

fn line(ask: &Ask, past: Past, names: &HashMap<String, String>) -> Line {
    let t = ask.tongue();
    let who = |id: &str| names.get(id).cloned().unwrap_or_else(|| t.say("workbook-console"));
    let undone = past.undone.as_ref();
    Line {
        when: t.moment(&past.import.taken_at),
        who: who(&past.by),
        rows: number(past.import.resident_rows),
        households: number(past.import.households),
        residents: number(past.import.residents),
        changed: number(past.import.changed),
        undone: undone.map(|(at, by)| t.say2("workbook-undone-by", "when", t.moment(at), "who", who(by))),
        undoable: false,
        name: None,
        stamp: Stamp::new(),
        id: past.import.id,
    }
}
