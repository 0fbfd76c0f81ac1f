//! Writes the demo's workbooks: a list of party groups, and a sheet of residents per village with two rows of headings,
//! cells merged over a household, and a total.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::roster::write_groups;
use super::sheet::ResidentSheet;
use super::town::Village;
use super::words::{Field, Sheets};

/// Rows above the first resident: title, line of the unit and the date, two rows of headings.
pub const ABOVE: u32 = 4;

/// The workbook as a file's bytes; the same each time for the same town.
pub fn bytes(
    sheets: &Sheets,
    groups: &[(&Village, Vec<usize>)],
    residents: &[ResidentSheet],
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let written = residents.first().map_or(NaiveDate::default(), |sheet| sheet.stated);
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&midnight(written)?));
    let styles = Styles::new();
    if !groups.is_empty() {
        write_groups(workbook.add_worksheet(), sheets, groups, &styles)?;
    }
    for sheet in residents {
        write_residents(workbook.add_worksheet(), sheets, sheet, &styles)?;
    }
    workbook.save_to_buffer()
}

/// How cells look.
pub struct Styles {
    pub title: Format,
    pub heading: Format,
    pub cell: Format,
}

impl Styles {
    fn new() -> Self {
        let cell = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        Self {
            title: Format::new().set_bold().set_font_size(16).set_align(FormatAlign::Center),
            heading: cell.clone().set_bold().set_align(FormatAlign::Center).set_text_wrap(),
            cell,
        }
    }
}

fn write_residents(
    sheet: &mut Worksheet,
    words: &Sheets,
    residents: &ResidentSheet,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let last = column(words.column.len() - 1);
    sheet.set_name(&residents.village)?;
    sheet.merge_range(0, 0, 0, last, &residents.title, &styles.title)?;
    sheet.write(1, 0, words.table.unit.replace("{village}", &residents.village))?;
    sheet.write(1, 7, words.table.date.replace("{date}", &day(words, residents.stated)))?;
    write_headings(sheet, words, styles)?;
    let over_household = [Field::Number, Field::Head].map(|field| words.at(field));
    for (row, line) in (ABOVE..).zip(&residents.rows) {
        for (at, text) in line.cells.iter().enumerate() {
            let number =
                text.parse::<f64>().ok().filter(|_| line.as_number == Some(at) || at == words.at(Field::Serial));
            let below = u32::try_from(line.household_of.saturating_sub(1)).unwrap_or_default();
            match number {
                Some(number) => sheet.write_with_format(row, column(at), number, &styles.cell)?,
                None if over_household.contains(&at) && line.household_of == 0 => continue,
                None if over_household.contains(&at) && below > 0 => {
                    sheet.merge_range(row, column(at), row + below, column(at), text, &styles.cell)?
                }
                None => sheet.write_with_format(row, column(at), text, &styles.cell)?,
            };
        }
    }
    write_total(sheet, words, residents, styles)
}

/// Two rows: the block above its ticks, every other heading over both.
fn write_headings(sheet: &mut Worksheet, words: &Sheets, styles: &Styles) -> Result<(), XlsxError> {
    let (upper, lower) = (ABOVE - 2, ABOVE - 1);
    let mut from = 0;
    for block in words.column.chunk_by(|one, other| one.block.is_some() && one.block == other.block) {
        let until = from + block.len() - 1;
        match &block[0].block {
            Some(name) => {
                sheet.merge_range(upper, column(from), upper, column(until), name, &styles.heading)?;
                for (at, tick) in block.iter().enumerate() {
                    sheet.write_with_format(lower, column(from + at), &tick.heading, &styles.heading)?;
                }
            }
            None => {
                sheet.merge_range(upper, column(from), lower, column(from), &block[0].heading, &styles.heading)?;
            }
        }
        from = until + 1;
    }
    for (at, one) in words.column.iter().enumerate() {
        sheet.set_column_width(column(at), one.width)?;
    }
    sheet.set_freeze_panes(ABOVE, column(words.at(Field::Name) + 1))?;
    Ok(())
}

fn write_total(
    sheet: &mut Worksheet,
    words: &Sheets,
    residents: &ResidentSheet,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let row = ABOVE + u32::try_from(residents.rows.len()).unwrap_or_default();
    let households = residents.rows.iter().filter(|line| line.household_of > 0).count();
    let counted = |form: &str, count: usize| form.replace("{count}", &count.to_string());
    sheet.write_with_format(row, 0, &words.table.total, &styles.heading)?;
    sheet.write_with_format(
        row,
        column(words.at(Field::Number)),
        counted(&words.table.households, households),
        &styles.cell,
    )?;
    sheet.write_with_format(
        row,
        column(words.at(Field::Name)),
        counted(&words.table.residents, residents.rows.len()),
        &styles.cell,
    )?;
    for (at, _) in words.column.iter().enumerate().filter(|(_, one)| one.tick.is_some()) {
        let ticked = residents.rows.iter().filter(|line| line.cells[at] == words.cell.yes).count();
        sheet.write_with_format(row, column(at), ticked as f64, &styles.cell)?;
    }
    Ok(())
}

pub fn day(words: &Sheets, day: NaiveDate) -> String {
    day.format(&words.date_form).to_string()
}

fn column(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

fn midnight(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let number = |part: u32| u8::try_from(part).unwrap_or(1);
    ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(2000), number(day.month()), number(day.day()))
}
