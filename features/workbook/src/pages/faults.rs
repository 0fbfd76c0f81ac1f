//! 看问题: every fault beside its cell, by kind, and the cells to type anew.

use askama::Template;
use hongwang_domain::Action;
use hongwang_web::components::{Empty, Pager, Stamp};
use hongwang_web::{Ask, Fault, Faults, Fields, Reply, Tongue};

use crate::form;
use crate::pages::stages::{Stage, Stages};
use crate::pages::{begin, number, page_of, upload_of};
use crate::upload::{self, CellFault, Upload};

/// So many faults on a page.
pub(crate) const EACH: usize = 50;

#[derive(Template)]
#[template(path = "faults.html")]
struct FaultsPage<'a> {
    t: Tongue,
    id: &'a str,
    stages: Stages,
    stamp: Stamp,
    write_stamp: Stamp,
    tiles: [(&'static str, &'static str, String); 4],
    all: String,
    /// Code, count, chosen.
    chips: Vec<(String, String, bool)>,
    kind: &'a str,
    page: usize,
    lines: Vec<Line>,
    pager: Option<Pager>,
    empty: Option<Empty>,
    created: Vec<(String, u32)>,
    taken: String,
    writable: bool,
    marked: bool,
    notice: Option<String>,
}

/// A fault as a row.
struct Line {
    place: String,
    row: String,
    household: Option<String>,
    column: Option<String>,
    letters: Option<String>,
    bad: bool,
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
    match form::cells(ask.fields(), ask.tongue()) {
        Ok((version, cells)) => {
            upload::mend(ask.store(), &upload.id, version, &cells)?;
            begin(ask)?;
            Ok(Reply::see(format!("/imports/{}", upload.id)))
        }
        Err(Fault::Invalid(faults)) => page(ask, &upload, Some(&faults)),
        Err(fault) => Err(fault),
    }
}

pub(crate) fn page(ask: &Ask, upload: &Upload, faults: Option<&Faults>) -> Result<Reply, Fault> {
    let (t, summary) = (ask.tongue(), upload.summary());
    let fields = if faults.is_some() { ask.fields() } else { ask.queries() };
    let (kind, at) = asked(fields);
    let keys = ask.store().keys();
    let (found, marked) = ask.read(Action::ImportWorkbook, |door| {
        Ok((upload::faults(door, keys, &upload.id)?, upload::has_marked(door, &upload.id)?))
    })?;
    let chosen: Vec<&CellFault> = found.iter().filter(|fault| kind.is_none_or(|kind| fault.code == kind)).collect();
    let lines: Vec<Line> =
        chosen.iter().skip((at - 1) * EACH).take(EACH).map(|fault| line(ask, fault, fields)).collect();
    let address = format!("/imports/{}", upload.id);
    let pager = (chosen.len() > EACH).then(|| Pager::new(t, &address, &only(fields), at, EACH, chosen.len()));
    let nothing = if found.is_empty() { "workbook-faults-none" } else { "workbook-faults-none-here" };
    let empty = lines.is_empty().then(|| Empty {
        title: t.say(nothing),
        text: t.say("workbook-faults-none-next"),
        action: None,
    });
    let body = FaultsPage {
        t,
        id: &upload.id,
        stages: Stages::of(t, Stage::Faults, &upload.id),
        stamp: Stamp::over(upload.version),
        write_stamp: Stamp::new(),
        tiles: [
            ("", "workbook-tile-taken", number(summary.taken)),
            (" bad", "workbook-tile-rejected", number(summary.rejected)),
            (" warn", "workbook-tile-doubts", number(summary.doubts)),
            (" ok", "workbook-tile-repairs", number(summary.repairs)),
        ],
        all: number(summary.faults()),
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
        created: summary.created.iter().map(|(kind, count)| (kind.clone(), *count)).collect(),
        taken: number(summary.taken),
        writable: summary.changed > 0,
        marked,
        notice: faults.and_then(|faults| faults.iter().next()).map(|(_, words)| words.to_owned()),
    };
    let lede = if summary.changed == 0 && summary.faults() == 0 {
        t.say("workbook-checked-same")
    } else {
        let args = [("grids", summary.grids.to_string()), ("faults", summary.faults().to_string())];
        let rows = number(summary.rows);
        t.say3("workbook-checked-lede", args[0].0, &args[0].1, args[1].0, &args[1].1, "rows", rows)
    };
    let page = page_of(ask, upload)?.lede(lede).body(&body)?;
    Ok(Reply::page(page).status(if faults.is_some() { 422 } else { 200 }))
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
        bad: fault.keeps_row_out,
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
