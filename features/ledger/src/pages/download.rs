//! The ledger as a file. What goes out is audited, and holds no more than the page shows whoever takes it.

use axum::http::StatusCode;
use hongwang_domain::Action;
use hongwang_paper::Sheet;
use hongwang_web::{Ask, Fault, Reply};

use super::purpose::Purpose;
use super::wanted::Wanted;
use crate::export::{Request, note_export};

/// Figures and rosters.
pub(crate) fn counts(ask: &Ask) -> Result<Reply, Fault> {
    download(ask, Action::ReadLedger, false)
}

/// With the names of the people behind the figures.
pub(crate) fn names(ask: &Ask) -> Result<Reply, Fault> {
    download(ask, Action::ReadLedgerNames, true)
}

fn download(ask: &Ask, action: Action, names: bool) -> Result<Reply, Fault> {
    let format = ask.param("format");
    let (mime, ending) = match format {
        "xlsx" => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        "csv" => ("text/csv; charset=utf-8", "csv"),
        "json" => ("application/json", "json"),
        _ => return Err(Fault::NotFound),
    };
    let (purpose, wanted) = (Purpose::of(ask)?, Wanted::of(ask)?);
    let mark = purpose.mark(ask);
    let ledger = wanted.ledger(ask, names)?;
    let sheet = Sheet { mark: Some(&mark), ..wanted.sheet(ask, &ledger, names) };
    let bytes = match ending {
        "xlsx" => {
            sheet.xlsx().map_err(|_| Fault::refused(StatusCode::UNPROCESSABLE_ENTITY, "ledger-too-large", &[]))?
        }
        "csv" => sheet.csv(),
        _ => sheet.json(),
    };
    note(ask, action, &wanted, (ending, Some(purpose)))?;
    let name = ask.say_with("ledger-file", &[("unit", &ledger.unit.name), ("date", &wanted.day(ask).to_string())]);
    Ok(Reply::file(format!("{name}.{ending}"), mime, bytes))
}

/// Says in the audit what went out.
pub(crate) fn note(
    ask: &Ask,
    action: Action,
    wanted: &Wanted,
    (format, purpose): (&str, Option<Purpose>),
) -> Result<(), Fault> {
    let request = Request {
        unit: ask.param("unit").to_owned(),
        as_of: Some(wanted.day(ask)),
        snapshot: wanted.snapshot,
        basis: Some(wanted.basis),
        names: action == Action::ReadLedgerNames,
    };
    Ok(note_export(ask.store(), ask.actor(), &request, (format, purpose.map(Purpose::as_str)))?)
}
