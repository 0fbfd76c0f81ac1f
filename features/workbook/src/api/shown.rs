//! How imports look to programs.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDateTime, Utc};
use hongwang_intake::{Survey, Taken};
use hongwang_web::{Ask, Fault};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Past;
use crate::jobs;
use crate::pages::upload::reason;
use crate::upload::{self, CellFault, Upload};

/// A workbook that was handed in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ShownUpload {
    /// The id; an import made of it has the same.
    id: String,
    /// How far it has come: `waiting`, `reading`, `checking`, `checked`, `queued`, `writing`, `done`, `failed`,
    /// `cancelled`, `interrupted`.
    state: &'static str,
    /// The version, to be sent with what is decided about it.
    version: i32,
    /// The name of the file.
    name: Option<String>,
    /// The town's code.
    town: String,
    /// When it came.
    received_at: DateTime<Utc>,
    /// From when on it is gone.
    expires_at: DateTime<Utc>,
    /// Steps done of what is in work.
    done: usize,
    /// Steps of it; 0: not known.
    total: usize,
    /// Why it failed, in words.
    fault: Option<String>,
    /// Rows of residents found.
    rows: u32,
    /// Those that go in.
    rows_taken: u32,
    /// Those that stay out.
    rows_rejected: u32,
    /// Cells in doubt, left empty.
    cells_in_doubt: u32,
    /// Cells put right.
    cells_put_right: u32,
    /// Households of the file that stand in the registry afterwards.
    households: u32,
    /// Residents of the file that stand in the registry afterwards.
    residents: u32,
    /// Records that are written, or were.
    changed: u32,
    /// Units and groups that are made, by kind.
    created: BTreeMap<String, u32>,
    /// Everything that was found, by its code; `repaired`: what the program put right by itself.
    codes: BTreeMap<String, u32>,
    /// What was found in it, and as what it is taken; once it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheets: Option<Vec<ShownSheet>>,
}

/// A sheet of it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ShownSheet {
    name: Option<String>,
    hidden: bool,
    skipped: bool,
    rows: u32,
    hidden_rows: u32,
    tables: Vec<ShownTable>,
}

/// A table of a sheet.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ShownTable {
    /// `residents` or `groups`.
    kind: &'static str,
    /// The lowest row of its headings, from 1.
    heading_row: u32,
    /// Its entries.
    rows: u32,
    /// The village that its rows are taken for.
    village: Option<String>,
    /// What says so.
    village_by: Option<&'static str>,
    columns: Vec<ShownColumn>,
}

/// A column of a table.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ShownColumn {
    /// From 0.
    column: u32,
    heading: String,
    /// As what it was recognised.
    found: String,
    /// As what it is taken.
    taken: String,
    /// Whether that can be decided otherwise.
    open: bool,
    hidden: bool,
    /// Some values, numbers of people masked; none of a column that is left out.
    samples: Vec<String>,
}

/// A fault beside its cell, numbers of people masked.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ShownFault {
    /// The row stays out; else the value alone.
    keeps_row_out: bool,
    code: String,
    sheet: Option<String>,
    village: Option<String>,
    /// The head of the household.
    household: Option<String>,
    row: Option<u32>,
    /// The letters over the column.
    letters: Option<String>,
    column: Option<String>,
    value: Option<String>,
    message: String,
    /// The name under which the cell can be typed anew.
    cell: Option<String>,
}

/// An import that was.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ShownImport {
    id: String,
    taken_at: DateTime<Utc>,
    /// Who; none for the command line.
    by: Option<String>,
    rows: i32,
    households: i32,
    residents: i32,
    changed: i32,
    undone_at: Option<DateTime<Utc>>,
    undone_by: Option<String>,
}

fn moment(moment: NaiveDateTime) -> DateTime<Utc> {
    moment.and_utc()
}

impl ShownUpload {
    pub(crate) fn of(ask: &Ask, upload: &Upload, survey: Option<Survey>) -> Result<Self, Fault> {
        let summary = upload.summary();
        let noted = |number: i32| usize::try_from(number).unwrap_or(0);
        let here = jobs::progress(&upload.id);
        Ok(Self {
            state: upload.state().as_str(),
            version: upload.version,
            name: upload::name(ask.store().keys(), upload)?.map(|name| hongwang_intake::masked(&name, false)),
            town: upload.town_code.clone(),
            received_at: moment(upload.received_at),
            expires_at: moment(upload.expires_at),
            done: here.map_or(noted(upload.done), |progress| progress.done),
            total: here.map_or(noted(upload.total), |progress| progress.total),
            fault: upload.fault().map(|fault| reason(ask.tongue(), Some(fault))),
            rows: summary.rows,
            rows_taken: summary.taken,
            rows_rejected: summary.rejected,
            cells_in_doubt: summary.doubts,
            cells_put_right: summary.repairs,
            households: summary.households,
            residents: summary.residents,
            changed: summary.changed,
            created: summary.created,
            codes: summary.codes,
            sheets: survey.map(sheets),
            id: upload.id.clone(),
        })
    }
}

fn sheets(survey: Survey) -> Vec<ShownSheet> {
    let name = |taken: &Taken| taken.to_string();
    let columns = |columns: Vec<hongwang_intake::ColumnSurvey>| {
        let shown = columns.into_iter().map(|column| ShownColumn {
            column: column.column,
            found: name(&column.found),
            taken: name(&column.taken),
            open: column.open,
            hidden: column.hidden,
            heading: column.heading,
            samples: column.samples,
        });
        shown.collect()
    };
    let tables = |tables: Vec<hongwang_intake::TableSurvey>| {
        let shown = tables.into_iter().map(|table| ShownTable {
            kind: match table.kind {
                hongwang_intake::Kind::Residents => "residents",
                hongwang_intake::Kind::Groups => "groups",
            },
            heading_row: table.heading_row,
            rows: table.rows,
            village: table.village,
            village_by: table.why.map(|why| why.as_str()),
            columns: columns(table.columns),
        });
        shown.collect()
    };
    survey
        .sheets
        .into_iter()
        .map(|sheet| ShownSheet {
            name: sheet.name,
            hidden: sheet.hidden,
            skipped: sheet.skipped,
            rows: sheet.rows,
            hidden_rows: sheet.hidden_rows,
            tables: tables(sheet.tables),
        })
        .collect()
}

impl ShownFault {
    pub(crate) fn of(ask: &Ask, fault: &CellFault) -> Self {
        Self {
            keeps_row_out: fault.keeps_row_out,
            code: fault.code.clone(),
            sheet: fault.sheet.clone(),
            village: fault.village.clone(),
            household: fault.head.clone(),
            row: fault.row,
            letters: fault.letters(),
            column: fault.heading.clone(),
            value: fault.value.clone(),
            message: fault.message(ask.language()),
            cell: fault.cell(),
        }
    }
}

impl ShownImport {
    pub(crate) fn of(past: Past, names: &HashMap<String, String>) -> Self {
        Self {
            taken_at: moment(past.import.taken_at),
            by: names.get(&past.by).cloned(),
            rows: past.import.resident_rows,
            households: past.import.households,
            residents: past.import.residents,
            changed: past.import.changed,
            undone_at: past.undone.as_ref().map(|(at, _)| moment(*at)),
            undone_by: past.undone.as_ref().and_then(|(_, by)| names.get(by).cloned()),
            id: past.import.id,
        }
    }
}
