//! What can be kept of an upload for longer than its day: the report and the marked copy.

use hongwang_domain::Action;
use hongwang_web::{Ask, Fault, Reply};

use crate::pages::upload_of;
use crate::upload;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The report as JSON: values as typed.
pub(crate) fn report(ask: &Ask) -> Result<Reply, Fault> {
    let upload = upload_of(ask)?;
    let keys = ask.store().keys();
    let bytes = ask.read(Action::ImportWorkbook, |door| Ok(upload::report(door, keys, &upload.id)?))?;
    let name = named(ask, &upload, "workbook-report-name", "json")?;
    Ok(Reply::file(name, "application/json", bytes.ok_or(Fault::NotFound)?))
}

/// The marked copy.
pub(crate) fn marked(ask: &Ask) -> Result<Reply, Fault> {
    let upload = upload_of(ask)?;
    let keys = ask.store().keys();
    let bytes = ask.read(Action::ImportWorkbook, |door| Ok(upload::marked(door, keys, &upload.id)?))?;
    let name = named(ask, &upload, "workbook-marked-name", "xlsx")?;
    Ok(Reply::file(name, XLSX, bytes.ok_or(Fault::NotFound)?))
}

/// 新立镇台账-标注好的表.xlsx
fn named(ask: &Ask, upload: &upload::Upload, key: &str, ending: &str) -> Result<String, Fault> {
    let name = upload::name(ask.store().keys(), upload)?.unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    Ok(format!("{stem}{}{}.{ending}", if stem.is_empty() { "" } else { "-" }, ask.say(key)))
}
