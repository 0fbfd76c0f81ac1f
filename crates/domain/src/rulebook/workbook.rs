//! Placeholder until its owner's file stands here.

/// Read from `rulebook/workbook.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkbookWords {}
