//! The printed annex as a workbook: what is seen in the spreadsheet program is what comes out on paper.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use chrono::Datelike;
use hongwang_domain::rulebook::ledger::{Orientation, Paper};

use crate::Sheet;
use crate::wording::Wording;

mod body;
mod corrections;
mod frame;
mod grid;
mod heading;
mod line;
mod measure;
mod style;

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the ledger does not fit into a workbook")]
pub struct PaperError(#[from] XlsxError);

/// Room for the printer's grip, in millimetres: left and right, top and bottom, and where the page number stands.
const SIDE_MARGIN: f64 = 12.0;
const TOP_MARGIN: f64 = 14.0;
const BOTTOM_MARGIN: f64 = 16.0;
const FOOTER_MARGIN: f64 = 8.0;
const INCH: f64 = 25.4;

pub(crate) fn write(sheet: &Sheet) -> Result<Vec<u8>, PaperError> {
    let words = Wording(sheet.language);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(sheet, words)?);
    let page = workbook.add_worksheet();
    page.set_name(words.say("ledger-sheet"))?;
    let frame = frame::Frame::new(sheet, words, printable_width(sheet));
    let mut grid = grid::Grid::new(page);
    let headings = heading::write(&mut grid, sheet, words, &frame)?;
    body::write(&mut grid, sheet, words, &frame)?;
    let last_row = grid.finish()?;
    set_up(page, sheet, words)?;
    page.set_repeat_rows(0, headings)?;
    page.set_print_area(0, 0, last_row, frame.last_column())?;
    page.set_freeze_panes(headings + 1, frame.first_figure())?;
    if let Some(snapshot) = sheet.ledger.snapshot.as_ref().filter(|snapshot| !snapshot.corrections.is_empty()) {
        let page = workbook.add_worksheet();
        corrections::write(page, sheet, words, snapshot)?;
        set_up(page, sheet, words)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// Paper, margins, one page wide and as many long as it takes, and the page number.
fn set_up(page: &mut Worksheet, sheet: &Sheet, words: Wording) -> Result<(), XlsxError> {
    // ECMA-376, 18.3.1.63: 8 is A3, 9 is A4.
    page.set_paper_size(match sheet.layout.paper {
        Paper::A3 => 8,
        Paper::A4 => 9,
    });
    match sheet.layout.orientation {
        Orientation::Landscape => page.set_landscape(),
        Orientation::Portrait => page.set_portrait(),
    };
    let side = SIDE_MARGIN / INCH;
    let (top, bottom, footer) = (TOP_MARGIN / INCH, BOTTOM_MARGIN / INCH, FOOTER_MARGIN / INCH);
    page.set_margins(side, side, top, bottom, footer, footer);
    page.set_print_fit_to_pages(1, 0);
    page.set_print_center_horizontally(true);
    page.set_screen_gridlines(false);
    let number = words.say_with("ledger-page", &[("page", "&P"), ("pages", "&N")]);
    // On every page, left of its number; `&` begins a code there.
    let mark = sheet.mark.map(|mark| format!("&L{}", mark.replace('&', "&&"))).unwrap_or_default();
    page.set_footer(format!("{mark}&C{number}"));
    Ok(())
}

/// The width between the margins, in the pixels that column widths are given in (96 to the inch).
fn printable_width(sheet: &Sheet) -> f64 {
    let (short, long) = match sheet.layout.paper {
        Paper::A3 => (297.0, 420.0),
        Paper::A4 => (210.0, 297.0),
    };
    let width = match sheet.layout.orientation {
        Orientation::Landscape => long,
        Orientation::Portrait => short,
    };
    (width - 2.0 * SIDE_MARGIN) / INCH * 96.0
}

/// The day is the ledger's, not the machine's clock, so that the same ledger gives the same file.
fn properties(sheet: &Sheet, words: Wording) -> Result<DocProperties, XlsxError> {
    let day = sheet.written_on;
    let (year, month, day) = (day.year(), day.month(), day.day());
    let created = ExcelDateTime::from_ymd(
        u16::try_from(year).unwrap_or(1900),
        u8::try_from(month).unwrap_or(1),
        u8::try_from(day).unwrap_or(1),
    )?;
    Ok(DocProperties::new().set_title(words.say("ledger-title")).set_creation_datetime(&created))
}
