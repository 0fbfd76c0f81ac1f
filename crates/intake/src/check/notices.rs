//! What is said for information: columns that are not taken in, hidden rows and sheets that are.

use std::collections::HashSet;

use hongwang_domain::rulebook::workbook::{GroupColumn, ResidentColumn};

use crate::check::report::{Report, Source};
use crate::finding::{FaultCode, Finding, Severity};
use crate::recognise::{Role, Table, View, cell_at};
use crate::text::key;

/// The notices of a sheet with its tables; `named` holds the headings that were named already.
pub fn notices(sheet: u16, view: &View, tables: &[Table], named: &mut HashSet<String>, report: &mut Report) {
    let rows: usize = tables.iter().map(|table| table.entries.len()).sum();
    let left_out: u32 = tables.iter().map(|table| table.left_out).sum();
    if left_out > 0 {
        report.push(of_sheet(sheet, FaultCode::HiddenRows).because("left-out").naming("count", left_out));
    }
    if rows == 0 {
        return;
    }
    for table in tables.iter().filter(|table| !table.entries.is_empty()) {
        let source = Source { sheet, view, table };
        ignored_columns(source, named, report);
        dropped_formulas(source, report);
    }
    let hidden =
        tables.iter().flat_map(|table| &table.entries).filter(|entry| view.sheet.rows[entry.index].hidden).count();
    if hidden > 0 {
        report.push(of_sheet(sheet, FaultCode::HiddenRows).naming("count", hidden));
    }
    if view.sheet.hidden {
        report.push(
            of_sheet(sheet, FaultCode::HiddenSheet)
                .naming("count", rows)
                .naming("sheet", view.sheet.name.as_deref().unwrap_or_default()),
        );
    }
}

/// Each once in a workbook, wherever it stands, and nothing of what stands below it.
fn ignored_columns(source: Source, named: &mut HashSet<String>, report: &mut Report) {
    for column in source.table.heading.columns.iter().filter(|column| column.role == Role::Ignored) {
        if named.insert(key(&column.heading).into_string()) {
            let mut notice = of_sheet(source.sheet, FaultCode::ColumnIgnored);
            notice.column = Some(column.index);
            notice.heading = Some(column.heading.clone());
            report.push(notice);
        }
    }
}

/// Formulas of columns that are not taken in: told once for a column, at the first, without what they say.
fn dropped_formulas(source: Source, report: &mut Report) {
    for column in source.table.heading.columns.iter().filter(|column| is_dropped(column.role)) {
        let formula =
            |index: usize| cell_at(&source.view.sheet.rows[index], column.index).is_some_and(|cell| cell.formula);
        let mut rows = source.table.entries.iter().map(|entry| entry.index).filter(|index| formula(*index));
        if let Some(first) = rows.next() {
            let mut notice = source.found(
                Severity::Notice,
                FaultCode::FormulaDropped,
                source.view.sheet.rows[first].number,
                Some(column.index),
            );
            notice.value = None;
            report.push(notice.naming("count", 1 + rows.count()));
        }
    }
}

/// A running number made by a formula is nothing to talk about.
fn is_dropped(role: Role) -> bool {
    match role {
        Role::Ignored => true,
        Role::Resident(ResidentColumn::Serial)
        | Role::Group(GroupColumn::Serial)
        | Role::Resident(_)
        | Role::Group(_)
        | Role::Category(_) => false,
    }
}

fn of_sheet(sheet: u16, code: FaultCode) -> Finding {
    Finding {
        severity: Severity::Notice,
        code,
        sheet: Some(sheet),
        row: None,
        column: None,
        heading: None,
        value: None,
        reason: None,
        args: Vec::new(),
        about: None,
    }
}
