//! The sheet of party groups: a line for each, with its leader, members and volunteers.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::town::Village;
use super::words::Sheets;
use super::workbook::{Styles, day};

/// From left to right, in characters.
const WIDTHS: [u32; 10] = [12, 15, 10, 26, 9, 14, 20, 40, 56, 14];

/// Writes the groups of some grids of some villages.
pub fn write_groups(
    sheet: &mut Worksheet,
    words: &Sheets,
    groups: &[(&Village, Vec<usize>)],
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_name(&words.groups.sheet)?;
    for (at, (heading, width)) in (0..).zip(words.groups.headings.iter().zip(WIDTHS)) {
        sheet.write_with_format(0, at, heading, &styles.heading)?.set_column_width(at, width)?;
    }
    let listed = groups.iter().flat_map(|(village, grids)| grids.iter().map(move |at| (village, &village.grids[*at])));
    for (row, (village, grid)) in (1..).zip(listed) {
        let name = words.groups.name.replace("{village}", &village.name).replace("{grid}", &grid.name);
        let basis = &words.groups.basis[grid.basis];
        let [members, volunteers] =
            [&grid.members, &grid.volunteers].map(|names| names.join(&words.groups.between_names));
        let day = day(words, grid.founded);
        let cells = [
            &village.name,
            &village.code,
            &grid.name,
            &name,
            &grid.leader,
            &grid.leader_phone,
            basis,
            &members,
            &volunteers,
            &day,
        ];
        for (at, cell) in (0..).zip(cells) {
            sheet.write_with_format(row, at, cell, &styles.cell)?;
        }
    }
    Ok(())
}
