//! The cells that were typed anew: where, what stood there and what stands there now, each to be taken back.

use askama::Template;
use askama::filters::HtmlSafe;
use hongwang_domain::Action;
use hongwang_intake::{ColumnSurvey, Survey, masked};
use hongwang_spreadsheet::column_name;
use hongwang_web::{Ask, Fault, Tongue};

use crate::pages::columns::sheet_name;
use crate::pages::number;
use crate::upload::decide::Corrections;
use crate::upload::{self, Upload};

/// The kind under which they are listed, among those of the faults.
pub(crate) const TYPED: &str = "typed";

#[derive(Template)]
#[template(path = "typed.html")]
pub(crate) struct TypedCells {
    t: Tongue,
    cells: Vec<TypedCell>,
}

impl HtmlSafe for TypedCells {}

struct TypedCell {
    /// The name of the cell.
    name: String,
    sheet: String,
    row: String,
    letters: String,
    heading: String,
    was: String,
    is: String,
}

/// All of them, numbers of people masked.
pub(crate) fn typed(
    ask: &Ask,
    upload: &Upload,
    corrections: &Corrections,
    survey: &Survey,
) -> Result<TypedCells, Fault> {
    let t = ask.tongue();
    let keys = ask.store().keys();
    let replaced = ask.read(Action::ImportWorkbook, |door| Ok(upload::replaced(door, keys, &upload.id)?))?;
    let cell = |(place, text): &upload::Typed| {
        let (at, row, column) = *place;
        let index = usize::from(at);
        let over = heading(survey, *place);
        let hide = |text: &str| masked(text, over.is_none_or(is_of_numbers));
        let was = replaced.iter().find(|(known, _)| known == place).map(|(_, was)| hide(was));
        TypedCell {
            name: format!("cell-{at}-{row}-{column}"),
            sheet: survey.sheets.get(index).map(|sheet| sheet_name(t, index, sheet)).unwrap_or_default(),
            row: number(row),
            letters: column_name(column),
            heading: over.map(|over| over.heading.clone()).unwrap_or_default(),
            was: was.unwrap_or_default(),
            is: hide(text),
        }
    };
    Ok(TypedCells { t, cells: corrections.all().iter().map(cell).collect() })
}

/// The column that a cell stands in: of the lowest table whose headings are above it.
fn heading(survey: &Survey, (at, row, column): (u16, u32, u32)) -> Option<&ColumnSurvey> {
    let sheet = survey.sheets.get(usize::from(at))?;
    let table = sheet.tables.iter().filter(|table| table.heading_row < row).max_by_key(|table| table.heading_row)?;
    table.columns.iter().find(|over| over.column == column)
}

/// Whether citizen ids or phones stand in a column.
fn is_of_numbers(column: &ColumnSurvey) -> bool {
    let taken = column.taken.to_string();
    taken.ends_with("citizen-id") || taken.ends_with("phone")
}
