//! What can be kept of an upload for longer than its day: the report and the marked copy.

use hongwang_domain::Action;
use hongwang_intake::masked;
use hongwang_organisation::Unit;
use hongwang_store::{AuditEntry, Record, StoreError};
use hongwang_web::{Ask, Fault, Reply};

use crate::blank;
use crate::pages::{imports, upload_of};
use crate::report::Report;
use crate::report_sheet;
use crate::upload::{self, CellFault, Upload};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The report in words, as a spreadsheet; numbers of people masked.
pub(crate) fn report(ask: &Ask) -> Result<Reply, Fault> {
    let upload = upload_of(ask)?;
    let (report, faults) = found(ask, &upload)?;
    let name = upload::name(ask.store().keys(), &upload)?.unwrap_or_default();
    let bytes = report_sheet::bytes(&report, &upload.summary(), &faults, &name, ask.language())
        .map_err(|error| Fault::Broken(format!("report of an import: {error}")))?;
    note(ask, &upload, "report")?;
    Ok(Reply::file(named(ask, &upload, "workbook-report-name", "xlsx")?, XLSX, bytes))
}

/// The report as a program is told it: numbers of people masked, said in the reader's language.
pub(crate) fn report_for_program(ask: &Ask) -> Result<Reply, Fault> {
    let upload = upload_of(ask)?;
    let (report, faults) = found(ask, &upload)?;
    note(ask, &upload, "report")?;
    Ok(Reply::json(&report.for_screen(&faults, ask.language())))
}

/// The report and the faults as a screen shows them.
fn found(ask: &Ask, upload: &Upload) -> Result<(Report, Vec<CellFault>), Fault> {
    let keys = ask.store().keys();
    let (bytes, faults) = ask.read(Action::ImportWorkbook, |door| {
        Ok((upload::report(door, keys, &upload.id)?, upload::faults(door, keys, &upload.id)?))
    })?;
    let report = serde_json::from_slice(&bytes.ok_or(Fault::NotFound)?).map_err(StoreError::from)?;
    Ok((report, faults))
}

/// The marked copy.
pub(crate) fn marked(ask: &Ask) -> Result<Reply, Fault> {
    let upload = upload_of(ask)?;
    let keys = ask.store().keys();
    let bytes = ask.read(Action::ImportWorkbook, |door| Ok(upload::marked(door, keys, &upload.id)?))?;
    let bytes = bytes.ok_or(Fault::NotFound)?;
    let name = named(ask, &upload, "workbook-marked-name", "xlsx")?;
    note(ask, &upload, "marked")?;
    Ok(Reply::file(name, XLSX, bytes))
}

/// A blank workbook for villages to fill in.
pub(crate) fn blank(ask: &Ask) -> Result<Reply, Fault> {
    let unit = imports::unit(ask)?;
    let bytes = blank::bytes(ask.rulebook(), ask.language())
        .map_err(|error| Fault::Broken(format!("blank workbook: {error}")))?;
    let path = unit.path();
    ask.write(|tx| -> Result<(), StoreError> {
        tx.allow(Action::ImportWorkbook, &path)?;
        tx.audit(AuditEntry {
            unit_id: unit.id.clone(),
            action: Action::ImportWorkbook,
            subject_kind: Unit::KIND,
            subject_id: unit.id.clone(),
            detail: serde_json::json!({ "file": "blank" }),
        });
        Ok(())
    })?;
    Ok(Reply::file(format!("{}.xlsx", ask.say("workbook-blank-name")), XLSX, bytes))
}

/// Says in the audit which file went out.
fn note(ask: &Ask, upload: &Upload, file: &str) -> Result<(), Fault> {
    let path = upload.path();
    let unit_id = path.ids().last().map(|id| id.to_string()).ok_or(Fault::NotFound)?;
    ask.write(|tx| -> Result<(), StoreError> {
        tx.allow(Action::ImportWorkbook, &path)?;
        tx.audit(AuditEntry {
            unit_id: unit_id.clone(),
            action: Action::ImportWorkbook,
            subject_kind: "upload",
            subject_id: upload.id.clone(),
            detail: serde_json::json!({ "file": file }),
        });
        Ok(())
    })?;
    Ok(())
}

/// 新立镇台账-标注好的表.xlsx
fn named(ask: &Ask, upload: &Upload, key: &str, ending: &str) -> Result<String, Fault> {
    let name = masked(&upload::name(ask.store().keys(), upload)?.unwrap_or_default(), false);
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    Ok(format!("{stem}{}{}.{ending}", if stem.is_empty() { "" } else { "-" }, ask.say(key)))
}
