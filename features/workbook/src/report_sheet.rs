//! The report as a sheet to be read and printed: where, what is wrong, what was typed and what to do, in words; numbers of
//! people masked.

use hongwang_intake::masked;
use hongwang_words::{Language, say};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::report::{Entry, Report};
use crate::upload::{CellFault, Summary};

/// Heading and width of each column.
const COLUMNS: [(&str, f64); 8] = [
    ("workbook-report-number", 6.0),
    ("workbook-column-sheet", 14.0),
    ("workbook-column-row", 8.0),
    ("workbook-column-column", 14.0),
    ("workbook-report-kind", 16.0),
    ("workbook-column-value", 22.0),
    ("workbook-report-fate", 14.0),
    ("workbook-column-fault", 60.0),
];

/// The report as `.xlsx`; `name` is the file's.
///
/// # Errors
/// When it can't be written.
pub(crate) fn bytes(
    report: &Report,
    summary: &Summary,
    faults: &[CellFault],
    name: &str,
    language: Language,
) -> Result<Vec<u8>, XlsxError> {
    let t = |key: &str, args: &[(&str, &str)]| say(language, key, args);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(t("workbook-report-name", &[]))?.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    let cell = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
    let heading = cell.clone().set_bold().set_background_color(Color::RGB(0x00F1_EDE6));
    let title = Format::new().set_bold().set_font_size(14);
    sheet.write_string_with_format(0, 0, t("workbook-report-name", &[]), &title)?;
    let [rows, out, doubts, noted, repairs] =
        [report.rows, summary.kept_out, summary.doubts, summary.noted, summary.repairs]
            .map(|number| number.to_string());
    let counts =
        [("rows", rows.as_str()), ("out", &out), ("doubts", &doubts), ("noted", &noted), ("repairs", &repairs)];
    sheet.write_string(1, 0, masked(name, false))?;
    sheet.write_string(2, 0, t("workbook-report-counts", &counts))?;
    let mut row = 4;
    for (at, (key, width)) in (0_u16..).zip(COLUMNS) {
        sheet.set_column_width(at, width)?;
        sheet.write_string_with_format(row, at, t(key, &[]), &heading)?;
    }
    sheet.set_repeat_rows(row, row)?.set_freeze_panes(row + 1, 0)?;
    for (number, fault) in (1_u32..).zip(faults) {
        row += 1;
        let texts = [
            number.to_string(),
            fault.sheet.clone().unwrap_or_default(),
            fault.row.map(|row| row.to_string()).unwrap_or_default(),
            column(fault),
            t(&format!("workbook-code-{}", fault.code), &[]),
            fault.value.clone().unwrap_or_else(|| t("workbook-empty-cell", &[])),
            t(&format!("workbook-{}", fault.fate().as_str()), &[]),
            fault.message(language),
        ];
        write_row(sheet, row, &texts, &cell)?;
    }
    let created = report.created.iter().map(|made| {
        let code = made.code.as_deref().unwrap_or_default();
        format!("{} {} {code}", t(&format!("workbook-report-{}", made.kind), &[]), made.name).trim().to_owned()
    });
    let made = if report.import.is_some() { "workbook-made" } else { "workbook-created" };
    let lists =
        [("workbook-report-notices", report.notices.iter().map(note).collect::<Vec<_>>()), (made, created.collect())];
    for (key, lines) in lists.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        row += 2;
        sheet.write_string_with_format(row, 0, t(key, &[]), &Format::new().set_bold())?;
        for line in lines {
            row += 1;
            sheet.write_string(row, 0, line)?;
        }
    }
    workbook.save_to_buffer()
}

/// ISO 216, as spreadsheet programs number it.
const A4: u8 = 9;

fn write_row(sheet: &mut Worksheet, row: u32, texts: &[String], format: &Format) -> Result<(), XlsxError> {
    for (at, text) in (0_u16..).zip(texts) {
        sheet.write_string_with_format(row, at, text, format)?;
    }
    Ok(())
}

fn column(fault: &CellFault) -> String {
    let heading = fault.heading.clone().unwrap_or_default();
    format!("{heading} {}", fault.letters().unwrap_or_default()).trim().to_owned()
}

fn note(notice: &Entry) -> String {
    match &notice.sheet {
        Some(sheet) => format!("{sheet}: {}", notice.message),
        None => notice.message.clone(),
    }
}
