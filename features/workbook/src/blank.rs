//! 空白表: a workbook for villages to fill in, headed with the words by which an import knows its columns.

use hongwang_domain::Rulebook;
use hongwang_domain::rulebook::workbook::{ResidentColumn, Words};
use hongwang_words::{Language, say};
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatBorder, Workbook, XlsxError};

/// Its columns before those of the categories, each with its width.
const COLUMNS: [(ResidentColumn, f64); 13] = [
    (ResidentColumn::Serial, 6.0),
    (ResidentColumn::Village, 14.0),
    (ResidentColumn::Grid, 12.0),
    (ResidentColumn::Hamlet, 10.0),
    (ResidentColumn::HouseholdNumber, 10.0),
    (ResidentColumn::Name, 10.0),
    (ResidentColumn::Relation, 12.0),
    (ResidentColumn::Sex, 6.0),
    (ResidentColumn::CitizenId, 22.0),
    (ResidentColumn::BirthDate, 13.0),
    (ResidentColumn::Phone, 15.0),
    (ResidentColumn::Membership, 12.0),
    (ResidentColumn::Presence, 12.0),
];
/// Where the label of the day stands, beside that of the unit.
const DAY: u16 = 4;
/// The row of the headings, from 0.
const HEADINGS: u32 = 1;
/// ISO 216, as spreadsheet programs number it.
const A4: u8 = 9;

/// The workbook as `.xlsx`.
///
/// # Errors
/// When it can't be written.
pub(crate) fn bytes(rulebook: &Rulebook, language: Language) -> Result<Vec<u8>, XlsxError> {
    let words = &rulebook.workbook;
    let mut workbook = Workbook::new();
    // One day for all: the same rulebook gives the same file, whenever it is taken.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = workbook.add_worksheet();
    sheet.set_name(say(language, "workbook-blank-sheet", &[]))?.set_landscape().set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    // As text: a citizen id that a spreadsheet takes for a number loses its end.
    let text = Format::new().set_num_format("@");
    let heading = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_background_color(Color::RGB(0x00F1_EDE6));
    let first = |words: Option<&Words>| {
        words.and_then(|words| words.first()).map(|word| word.get_ref().clone()).unwrap_or_default()
    };
    sheet.write_string(0, 0, first(Some(&words.context.unit)))?;
    sheet.write_string(0, DAY, first(Some(&words.context.date)))?;
    let mut at = 0;
    for (column, width) in COLUMNS {
        sheet.set_column_width(at, width)?.set_column_format(at, &text)?;
        sheet.write_string_with_format(HEADINGS, at, first(words.residents.get(&column)), &heading)?;
        at += 1;
    }
    for category in rulebook.categories.iter().filter(|category| !category.names.is_empty()) {
        sheet.set_column_width(at, 8.0)?;
        sheet.write_string_with_format(HEADINGS, at, category.names.first().cloned().unwrap_or_default(), &heading)?;
        at += 1;
    }
    sheet.set_repeat_rows(HEADINGS, HEADINGS)?.set_freeze_panes(HEADINGS + 1, 0)?;
    workbook.save_to_buffer()
}
