//! 看问题: every fault beside its cell, by kind, and the cells to type anew.

use askama::Template;
use hongwang_domain::Action;
use hongwang_intake::{Survey, masked};
use hongwang_spreadsheet::column_name;
use hongwang_web::components::{Empty, Pager, Stamp};
use hongwang_web::{Ask, Change, Fault, Fields, Joining, Reply, Shown, Tongue};

use crate::form;
use crate::pages::found::Found;
use crate::pages::going::{Going, Overtaken, SEEN, overtaken};
use crate::pages::late::late;
use crate::pages::made::Made;
use crate::pages::shown::{Sent, joining};
use crate::pages::stages::{Stage, Stages};
use crate::pages::typed::{TYPED, TypedCells, typed};
use crate::pages::{begin, columns, kept, number, page_of, upload_of};
use crate::taking::stands;
use crate::upload::decide::Corrections;
use crate::upload::{self, CellFault, Fate, State, Summary, Upload};

/// So many faults on a page.
pub(crate) const EACH: usize = 50;

#[derive(Template)]
#[template(path = "faults.html")]
struct FaultsPage<'a> {
    t: Tongue,
    id: &'a str,
    stages: Stages,
    /// Label, words, whether a person should look.
    found: Vec<(&'static str, String, bool)>,
    /// Something of it wants a look.
    doubtful: bool,
    /// The records changed since: the form that has it checked once more.
    moved: Option<Stamp>,
    /// How many cells were typed anew.
    typed_count: Option<String>,
    is_typed: bool,
    typed: Option<TypedCells>,
    joining: Option<Joining>,
    overtaken: Option<Overtaken>,
    stamp: Stamp,
    write_stamp: Stamp,
    going: Going,
    tiles: [(&'static str, &'static str, String); 4],
    all: String,
    /// Code, count, chosen.
    chips: Vec<(String, String, bool)>,
    kind: &'a str,
    page: usize,
    lines: Vec<Line>,
    pager: Option<Pager>,
    empty: Option<Empty>,
    made: Made,
    /// What the button says; none: nothing would be written.
    written: Option<String>,
    why_not: Option<String>,
    marked: bool,
    notice: Option<String>,
}

impl Line {
    /// As what the tag looks.
    fn tone(&self) -> &'static str {
        match self.fate {
            Fate::RowOut => "bad",
            Fate::CellOut => "warn",
            Fate::Mended => "ok",
            Fate::Noted => "plain",
        }
    }
}

/// A fault as a row.
struct Line {
    place: String,
    row: String,
    household: Option<String>,
    column: Option<String>,
    letters: Option<String>,
    fate: Fate,
    value: Option<String>,
    message: String,
    cell: Option<String>,
    label: String,
    typed: String,
}

/// The page and the number of the page that were asked for.
pub(crate) fn asked(query: &Fields) -> (Option<&str>, usize) {
    let page = query.get("page").and_then(|page| page.parse().ok()).filter(|page| (1..=100_000).contains(page));
    (query.get("kind"), page.unwrap_or(1))
}

/// Types cells anew and has it checked again.
pub(crate) fn mend(ask: &Ask) -> Result<Reply, Fault> {
    let upload = upload_of(ask)?;
    match mend_cells(ask, &upload) {
        Ok(()) => Ok(Reply::see(format!("/imports/{}", upload.id))),
        Err(Fault::Invalid(faults)) if upload.state() == State::Checked => page(ask, &upload, Shown::Faulty(&faults)),
        Err(fault) => late(ask, fault, "cells", |ask, upload| match upload.state() {
            State::Checked => page(ask, upload, Shown::Stale),
            _ => kept::page(ask, upload, "cells"),
        }),
    }
}

/// As [`mend`], for a program too.
pub(crate) fn mend_cells(ask: &Ask, upload: &Upload) -> Result<(), Fault> {
    if let Some(cell) = form::back(ask.fields()) {
        let version = form::version(ask.fields(), ask.tongue())?;
        upload::put_back(ask.store(), ask.actor(), &upload.id, version, cell)?;
        return begin(ask);
    }
    // Where the records changed, there is something to check without anything typed.
    let (version, cells) = form::cells(ask.fields(), ask.tongue(), is_moved(ask, upload)?)?;
    upload::mend(ask.store(), ask.actor(), &upload.id, version, &cells)?;
    begin(ask)
}

/// Whether the records of the town changed since it was checked.
fn is_moved(ask: &Ask, upload: &Upload) -> Result<bool, Fault> {
    let Some(stood) = upload.summary().standing.filter(|_| upload.state() == State::Checked) else { return Ok(false) };
    let town = upload.town()?;
    Ok(ask.read(Action::ImportWorkbook, |door| Ok(stands(door, &town)?))? != stood)
}

pub(crate) fn page(ask: &Ask, upload: &Upload, shown: Shown<'_>) -> Result<Reply, Fault> {
    let (t, summary, choices, sent) = (ask.tongue(), upload.summary(), upload.choices(), Sent::new(ask, shown));
    let fields = if matches!(shown, Shown::Fresh) { ask.queries() } else { ask.fields() };
    let (kind, at) = asked(fields);
    let keys = ask.store().keys();
    let (found, marked) = ask.read(Action::ImportWorkbook, |door| {
        Ok((upload::faults(door, keys, &upload.id)?, upload::has_marked(door, &upload.id)?))
    })?;
    let survey = columns::survey(ask, upload)?.unwrap_or_default();
    let what = Found::of(t, &survey, &choices);
    let chosen: Vec<&CellFault> = found.iter().filter(|fault| kind.is_none_or(|kind| fault.code == kind)).collect();
    let mut lines: Vec<Line> =
        chosen.iter().skip((at - 1) * EACH).take(EACH).map(|fault| line(ask, fault, fields)).collect();
    if !matches!(shown, Shown::Fresh) {
        let others = typed_beside(ask, &lines, &survey);
        lines.extend(others);
    }
    let address = format!("/imports/{}", upload.id);
    let pager = (chosen.len() > EACH).then(|| Pager::new(t, &address, &only(fields), at, EACH, chosen.len()));
    let nothing = if found.is_empty() { "workbook-faults-none" } else { "workbook-faults-none-here" };
    let empty = lines.is_empty().then(|| Empty {
        title: t.say(nothing),
        text: t.say("workbook-faults-none-next"),
        action: None,
    });
    let moved = is_moved(ask, upload)?;
    let stages = Stages::of(t, Stage::Faults, &upload.id);
    let cells = Corrections::of(keys, upload)?;
    let is_write = ask.fields().has(SEEN);
    let (joining, overtaken) = match shown {
        Shown::Stale if is_write => (None, Some(overtaken(ask, upload, (&summary, &survey, cells.count()))?)),
        Shown::Stale => (Some(joining(ask, upload, changes(&cells, &lines))?), None),
        _ => (None, None),
    };
    let is_typed = kind == Some(TYPED);
    let typed = is_typed.then(|| typed(ask, upload, &cells, &survey)).transpose()?;
    let refused = choices.all_or_nothing && summary.errors > 0;
    let body = FaultsPage {
        t,
        id: &upload.id,
        stages: if choices.looked_at || !what.is_in_doubt() { stages } else { stages.unlooked() },
        doubtful: what.is_in_doubt() && kind.is_none(),
        moved: moved.then(|| Stamp::over(upload.version)),
        typed_count: (cells.count() > 0).then(|| number(cells.count())),
        is_typed,
        typed,
        found: what.lines,
        joining,
        overtaken,
        stamp: Stamp::over(sent.version(upload)),
        write_stamp: Stamp::over(upload.version),
        going: Going::of(t, upload, &summary, cells.count())?,
        tiles: [
            (" bad", "workbook-tile-kept-out", number(summary.kept_out)),
            (" warn", "workbook-tile-doubts", number(summary.doubts)),
            (" warn", "workbook-tile-noted", number(summary.noted)),
            (" ok", "workbook-tile-repairs", number(summary.repairs)),
        ],
        all: number(summary.found()),
        chips: summary
            .codes
            .iter()
            .map(|(code, count)| (code.clone(), number(count), kind == Some(code.as_str())))
            .collect(),
        kind: kind.unwrap_or_default(),
        page: at,
        lines,
        pager,
        empty,
        made: Made::of(t, &summary),
        written: written(t, &summary, refused),
        why_not: why_not(t, &summary, refused).filter(|_| !moved || refused || summary.takes_nobody()),
        marked,
        notice: match shown {
            Shown::Faulty(faults) => faults.iter().next().map(|(_, words)| words.to_owned()),
            _ => None,
        },
    };
    let lede = lede(t, &summary, refused, moved);
    let page = page_of(ask, upload)?.lede(lede).body(&body)?;
    Ok(Reply::page(page).status(sent.status()))
}

/// 读到 41 个网格、5,463 行：5,460 行可以导入，3 行不能。有 5 处要改……
fn lede(t: Tongue, summary: &Summary, refused: bool, moved: bool) -> String {
    let to_mend = summary.to_mend();
    if summary.changed == 0 && to_mend == 0 && !moved {
        return t.say("workbook-checked-same");
    }
    let [grids, rows, taken, rejected] = [summary.grids, summary.rows, summary.taken, summary.rejected].map(number);
    let args = [("grids", grids.as_str()), ("rows", &rows), ("taken", &taken), ("rejected", &rejected)];
    let next = match (to_mend, written(t, summary, refused)) {
        // What there would be to write, nobody knows before it is checked once more.
        (0, _) if summary.changed == 0 => String::new(),
        (0, _) => t.say("workbook-checked-fine"),
        (_, Some(_)) => t.say1("workbook-checked-mend", "faults", number(to_mend)),
        (_, None) => t.say1("workbook-checked-mend-first", "faults", number(to_mend)),
    };
    format!("{}{next}", t.say_with("workbook-checked-lede", &args))
}

/// What the button does, in words; none where nothing may be written.
fn written(t: Tongue, summary: &Summary, refused: bool) -> Option<String> {
    let may = summary.changed > 0 && !refused && !summary.takes_nobody();
    may.then(|| match summary.rows {
        0 => t.say("workbook-write-groups"),
        _ => t.say1("workbook-write", "rows", number(summary.taken)),
    })
}

/// Why nothing can be written, and what to do instead.
fn why_not(t: Tongue, summary: &Summary, refused: bool) -> Option<String> {
    if refused {
        return Some(t.say1("workbook-write-whole", "errors", number(summary.errors)));
    }
    if summary.takes_nobody() {
        return Some(t.say("workbook-write-nobody"));
    }
    (summary.changed == 0).then(|| t.say("workbook-write-same"))
}

/// Cells that were typed and no longer stand among the faults: somebody else mended them.
fn typed_beside(ask: &Ask, lines: &[Line], survey: &Survey) -> Vec<Line> {
    let t = ask.tongue();
    let is_shown = |name: &str| lines.iter().any(|line| line.cell.as_deref() == Some(name));
    let typed = ask.fields().iter().filter(|(name, text)| !text.trim().is_empty() && !is_shown(name));
    typed
        .filter_map(|(name, text)| {
            let (sheet, row, column) = form::place(name.strip_prefix("cell-")?)?;
            let index = usize::from(sheet);
            let sheet = survey.sheets.get(index).map(|sheet| columns::sheet_name(t, index, sheet)).unwrap_or_default();
            let (row, letters) = (number(row), column_name(column));
            Some(Line {
                label: t.say3("workbook-mended-label", "sheet", &sheet, "row", &row, "column", &letters),
                place: sheet,
                row,
                household: None,
                column: None,
                letters: Some(letters),
                fate: Fate::Noted,
                value: None,
                message: t.say("workbook-mended-beside"),
                cell: Some(name.to_owned()),
                typed: text.to_owned(),
            })
        })
        .collect()
}

/// Cells that somebody else typed otherwise meanwhile.
fn changes(standing: &Corrections, lines: &[Line]) -> Vec<Change> {
    let change = |line: &Line| {
        let place = line.cell.as_deref().and_then(|cell| form::place(cell.strip_prefix("cell-")?))?;
        let (theirs, yours) = (standing.of_cell(place)?, line.typed.trim());
        (!yours.is_empty() && theirs != yours).then(|| Change {
            label: line.label.clone(),
            theirs: masked(theirs, true),
            yours: Some(masked(yours, true)),
        })
    };
    lines.iter().filter_map(change).collect()
}

/// What of the query belongs to the list.
fn only(fields: &Fields) -> Fields {
    Fields::new(fields.get("kind").map(|kind| ("kind".to_owned(), kind.to_owned())).into_iter().collect())
}

fn line(ask: &Ask, fault: &CellFault, fields: &Fields) -> Line {
    let t = ask.tongue();
    let sheet = fault.sheet.clone().unwrap_or_default();
    let row = fault.row.map(number).unwrap_or_default();
    let column = fault.heading.clone().filter(|heading| !heading.is_empty());
    let cell = fault.cell();
    Line {
        place: fault.village.clone().unwrap_or_else(|| sheet.clone()),
        household: fault.head.as_ref().map(|head| t.say1("workbook-household", "head", head)),
        letters: fault.letters(),
        fate: fault.fate(),
        value: fault.value.clone(),
        message: fault.message(ask.language()),
        label: t.say3(
            "workbook-mended-label",
            "sheet",
            sheet,
            "row",
            &row,
            "column",
            column.clone().or(fault.letters()).unwrap_or_default(),
        ),
        typed: cell.as_deref().and_then(|cell| fields.raw(cell)).unwrap_or_default().to_owned(),
        row,
        column,
        cell,
    }
}
