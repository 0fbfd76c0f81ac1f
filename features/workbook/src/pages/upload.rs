//! One upload, as far as it has come.

use askama::Template;
use hongwang_domain::Action;
use hongwang_web::components::Stamp;
use hongwang_web::{Ask, Fault, Page, Reply, Shown, Tongue};

use crate::form;
use crate::history::{built_on, history};
use crate::jobs;
use crate::pages::late::late;
use crate::pages::made::Made;
use crate::pages::stages::{Stage, Stages};
use crate::pages::{begin, faults, leads, number, page_of, state, upload_of};
use crate::rows::Import;
use crate::upload::{self, State, Upload};

/// Seconds until the page of an upload in work is looked at again.
const AGAIN: u32 = 2;

#[derive(Template)]
#[template(path = "work.html")]
struct WorkPage<'a> {
    t: Tongue,
    id: &'a str,
    stages: Stages,
    state: String,
    /// Somebody called it off, and it is on its way to its end.
    ending: bool,
    /// Done and total.
    progress: Option<(usize, usize)>,
    said: Option<String>,
}

#[derive(Template)]
#[template(path = "over.html")]
struct OverPage<'a> {
    t: Tongue,
    id: &'a str,
    stages: Stages,
    stamp: Stamp,
    /// It can be written after all.
    restart: bool,
    /// It can be checked again.
    again: bool,
    /// There is still something to look at.
    kept: bool,
    unit: String,
}

#[derive(Template)]
#[template(path = "done.html")]
struct DonePage<'a> {
    t: Tongue,
    id: &'a str,
    stages: Stages,
    stamp: Stamp,
    tiles: [(&'static str, String); 3],
    made: Made,
    written: bool,
    undoable: bool,
    ledger: Option<String>,
    marked: bool,
    unit: String,
    faults: Option<String>,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let upload = upload_of(ask)?;
    match upload.state() {
        State::Checked => faults::page(ask, &upload, Shown::Fresh),
        State::Done => done(ask, &upload),
        State::Failed | State::Cancelled | State::Interrupted | State::Expired => over(ask, &upload, 200),
        _ => work(ask, &upload),
    }
}

/// Has it written; over an old page, whoever pressed is shown first what somebody else decided since.
pub(crate) fn write(ask: &Ask) -> Result<Reply, Fault> {
    match have_written(ask, &upload_of(ask)?) {
        Ok(()) => Ok(Reply::see(format!("/imports/{}", ask.param("upload")))),
        Err(fault) => late(ask, fault, "write", |ask, upload| match upload.state() {
            State::Checked => faults::page(ask, upload, Shown::Stale),
            _ => over(ask, upload, 409),
        }),
    }
}

/// As [`write`], for a program too.
pub(crate) fn have_written(ask: &Ask, upload: &Upload) -> Result<(), Fault> {
    let version = form::version(ask.fields(), ask.tongue())?;
    upload::write(ask.store(), ask.actor(), &upload.id, version)?;
    begin(ask)
}

/// Calls it off.
pub(crate) fn cancel(ask: &Ask) -> Result<Reply, Fault> {
    upload::cancel(ask.store(), ask.param("upload"))?;
    Ok(Reply::see(format!("/imports/{}", ask.param("upload"))))
}

fn work(ask: &Ask, upload: &Upload) -> Result<Reply, Fault> {
    let (t, now) = (ask.tongue(), upload.state());
    let stage = match now {
        State::Queued | State::Writing => Stage::Write,
        State::Checking => Stage::Faults,
        _ => Stage::Columns,
    };
    let here = jobs::progress(&upload.id).map(|progress| (progress.done, progress.total));
    let noted = (usize::try_from(upload.done).unwrap_or(0), usize::try_from(upload.total).unwrap_or(0));
    let progress = Some(here.unwrap_or(noted)).filter(|(_, total)| *total > 0);
    let ending = jobs::is_called_off(&upload.id).unwrap_or(upload.cancelled);
    let state = if ending { t.say("workbook-cancelling") } else { state(ask, upload) };
    let said = progress.filter(|_| !ending).map(|(done, total)| match now {
        State::Writing if done >= total => t.say("workbook-finishing"),
        State::Writing => t.say2("workbook-progress", "done", number(done), "total", number(total)),
        _ => t.say1("workbook-progress-checking", "total", number(total)),
    });
    let lede = if ending { t.say("workbook-cancelling-lede") } else { t.say1("workbook-in-work", "state", &state) };
    let body = WorkPage {
        t,
        id: &upload.id,
        stages: Stages::at(t, stage),
        progress: progress.filter(|_| now == State::Writing && !ending),
        ending,
        state,
        said,
    };
    let page = page_of(ask, upload)?.lede(lede).refresh(AGAIN);
    Ok(Reply::page(page.body(&body)?))
}

fn over(ask: &Ask, upload: &Upload, status: u16) -> Result<Reply, Fault> {
    let (t, now) = (ask.tongue(), upload.state());
    let lede = match (now, upload.fault()) {
        (State::Interrupted, _) => t.say("workbook-interrupted-lede"),
        (State::Cancelled, _) => t.say("workbook-cancelled-lede"),
        (_, fault) => t.say1("workbook-failed-lede", "reason", reason(t, fault)),
    };
    let stage = if now == State::Interrupted { Stage::Write } else { Stage::Columns };
    let body = OverPage {
        t,
        id: &upload.id,
        stages: Stages::at(t, stage),
        stamp: Stamp::over(upload.version),
        restart: now == State::Interrupted,
        again: now.is_open(),
        kept: now != State::Cancelled,
        unit: unit_code(ask, upload)?,
    };
    Ok(Reply::page(page_of(ask, upload)?.lede(lede).body(&body)?).status(status))
}

/// Why it failed, in words.
pub(crate) fn reason(t: Tongue, fault: Option<(&str, &str)>) -> String {
    let (key, limit) = fault.unwrap_or(("workbook-failed-store", ""));
    t.say_with(key, &[("limit", limit), ("code", "")])
}

fn done(ask: &Ask, upload: &Upload) -> Result<Reply, Fault> {
    let (t, summary) = (ask.tongue(), upload.summary());
    let (past, marked, undoable) = ask.read(Action::ImportWorkbook, |door| {
        let import: Option<Import> = hongwang_store::Record::find(door, std::slice::from_ref(&upload.id))?.pop();
        let past = match &import {
            Some(import) => history(door, &import.town_id)?.into_iter().find(|past| past.import.id == import.id),
            None => None,
        };
        let standing = import.iter().filter(|import| import.undone_at.is_none()).cloned().collect::<Vec<_>>();
        let undoable = !standing.is_empty() && built_on(door, &standing)?.is_empty();
        Ok((past, upload::has_marked(door, &upload.id)?, undoable))
    })?;
    let unit = unit_code(ask, upload)?;
    let undone = past.as_ref().and_then(|past| past.undone.clone());
    let lede = if let Some((at, by)) = &undone {
        let names =
            ask.read(Action::ImportWorkbook, |door| Ok(ask.app().gate.names(door, std::slice::from_ref(by))?))?;
        let who = names.get(by).cloned().unwrap_or_else(|| t.say("workbook-console"));
        t.say2("workbook-undone-lede", "who", who, "when", t.moment(at))
    } else if past.is_some() {
        t.say3(
            "workbook-done-lede",
            "households",
            number(summary.households),
            "residents",
            number(summary.residents),
            "changed",
            number(summary.changed),
        )
    } else {
        t.say("workbook-done-same")
    };
    let body = DonePage {
        t,
        id: &upload.id,
        stages: Stages::at(t, Stage::Write),
        stamp: Stamp::new(),
        tiles: [
            ("workbook-tile-households", number(summary.households)),
            ("workbook-tile-residents", number(summary.residents)),
            ("workbook-tile-changed", number(summary.changed)),
        ],
        // Nothing of what was taken back is there any more.
        made: if undone.is_some() { Made::none() } else { Made::of(t, &summary) },
        written: past.is_some() && undone.is_none(),
        undoable,
        ledger: (leads(ask, "/units/{unit}/ledger") && undone.is_none())
            .then(|| format!("/units/{}/ledger", upload.town_code)),
        marked,
        unit,
        faults: (summary.left_out() > 0 && undone.is_none()).then(|| number(summary.left_out())),
    };
    let page: Page = page_of(ask, upload)?.lede(lede);
    Ok(Reply::page(page.body(&body)?))
}

/// The unit whose imports the upload is among; the town itself once it is there.
fn unit_code(ask: &Ask, upload: &Upload) -> Result<String, Fault> {
    let units =
        ask.read(Action::ImportWorkbook, |door| Ok(hongwang_organisation::queries::ancestry(door, &upload.path())?))?;
    Ok(units.last().map(|unit| unit.code.clone()).unwrap_or_default())
}
