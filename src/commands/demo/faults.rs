//! A workbook to be mended: faults of every kind, each in a household of its own, so that none hides another.

use super::chance::Chance;
use super::people::{Relation, Tick};
use super::sheet::{ResidentSheet, SheetRow};
use super::words::{Field, Sheets};
use super::workbook::ABOVE;

/// A fault and where it must be reported.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Planted {
    pub sheet: String,
    /// As in the sheet, from 1.
    pub row: u32,
    /// Its column's heading.
    pub column: String,
    /// The code of the report.
    pub code: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Checksum,
    TooShort,
    LostEnd,
    Twice,
    Nameless,
    OtherSex,
    Relation,
    Tick,
    Phone,
    OldId,
    Grid,
    NoHead,
    TwoHeads,
    FullWidth,
    Spaced,
}

/// What is planted in each sheet.
const PLAN: [(Fault, usize); 15] = [
    (Fault::Checksum, 2),
    (Fault::TooShort, 1),
    (Fault::LostEnd, 1),
    (Fault::Twice, 1),
    (Fault::Nameless, 1),
    (Fault::OtherSex, 2),
    (Fault::Relation, 2),
    (Fault::Tick, 2),
    (Fault::Phone, 2),
    (Fault::OldId, 1),
    (Fault::Grid, 1),
    (Fault::NoHead, 1),
    (Fault::TwoHeads, 1),
    (Fault::FullWidth, 1),
    (Fault::Spaced, 1),
];

/// Plants the faults; a sheet of 30 households has room for all.
pub fn plant(chance: &mut Chance, words: &Sheets, sheet: &mut ResidentSheet) -> Vec<Planted> {
    let mut households: Vec<usize> = (0..sheet.rows.len()).filter(|row| sheet.rows[*row].household_of > 1).collect();
    chance.shuffle(&mut households);
    let mut planted = Vec::new();
    for fault in PLAN.iter().flat_map(|(fault, count)| std::iter::repeat_n(*fault, *count)) {
        let fitting = households.iter().position(|first| {
            // An id can stand twice only where one stands above.
            fits(fault, words, &sheet.rows[*first + 1]) && (fault != Fault::Twice || *first > 0)
        });
        let Some(row) = fitting.map(|at| households.swap_remove(at) + 1) else { continue };
        let above = sheet.rows[..row - 1].iter().filter(|other| other.household_of > 0);
        let other_id = above.map(|head| head.cells[words.at(Field::CitizenId)].clone()).next_back().unwrap_or_default();
        let (row, at) = spoil(fault, chance, words, &mut sheet.rows, row, other_id);
        let column = words.column[at].heading.clone();
        let row = ABOVE + u32::try_from(row).unwrap_or_default() + 1;
        planted.push(Planted { sheet: sheet.village.clone(), row, column, code: code(fault) });
    }
    let noted = &mut sheet.rows[0].cells[words.at(Field::Note)];
    noted.clone_from(&words.wrong.note);
    planted
}

/// Whether the second row of a household can have the fault.
fn fits(fault: Fault, words: &Sheets, row: &SheetRow) -> bool {
    let cell = |field| row.cells[words.at(field)].as_str();
    let id = cell(Field::CitizenId);
    match fault {
        Fault::OldId => id.get(6..8) == Some("19"),
        Fault::LostEnd => id.len() == 18 && !id.ends_with('X'),
        Fault::Tick => row.cells[words.tick_at(Tick::Disabled)].is_empty(),
        Fault::Nameless | Fault::Relation | Fault::Phone | Fault::Grid | Fault::NoHead | Fault::TwoHeads => true,
        Fault::Checksum | Fault::TooShort | Fault::Twice | Fault::OtherSex | Fault::FullWidth | Fault::Spaced => {
            id.len() == 18
        }
    }
}

/// Writes the fault into a row; answers the row and the column where it shows.
fn spoil(
    fault: Fault,
    chance: &mut Chance,
    words: &Sheets,
    rows: &mut [SheetRow],
    row: usize,
    other_id: String,
) -> (usize, usize) {
    let at = words.at(match fault {
        Fault::Nameless => Field::Name,
        Fault::OtherSex => Field::Sex,
        Fault::Phone => Field::Phone,
        Fault::Grid => Field::Grid,
        Fault::Relation | Fault::NoHead | Fault::TwoHeads => Field::Relation,
        _ => Field::CitizenId,
    });
    let id = rows[row].cells[words.at(Field::CitizenId)].clone();
    let text = match fault {
        Fault::Checksum => format!("{}{}", &id[..17], if id.ends_with('5') { '6' } else { '5' }),
        Fault::TooShort => id[..16].to_owned(),
        Fault::LostEnd => id,
        Fault::Twice => other_id,
        Fault::Nameless => String::new(),
        Fault::OtherSex if rows[row].cells[at] == words.cell.male => words.cell.female.clone(),
        Fault::OtherSex => words.cell.male.clone(),
        Fault::Relation => chance.pick(&words.wrong.relation).clone(),
        Fault::Phone => chance.pick(&words.wrong.phone).clone(),
        Fault::OldId => format!("{}{}", &id[..6], &id[8..17]),
        Fault::Grid => words.wrong.grid.clone(),
        Fault::NoHead => words.relation.get(&Relation::Father).cloned().unwrap_or_default(),
        Fault::TwoHeads => words.relation.get(&Relation::Head).cloned().unwrap_or_default(),
        Fault::FullWidth => id.chars().map(full_width).collect(),
        Fault::Spaced => format!(" {} {} {}", &id[..6], &id[6..14], &id[14..]),
        Fault::Tick => {
            let at = words.tick_at(Tick::Disabled);
            rows[row].cells[at].clone_from(chance.pick(&words.wrong.tick));
            return (row, at);
        }
    };
    let row = if fault == Fault::NoHead { row - 1 } else { row };
    rows[row].cells[at] = text;
    rows[row].as_number = (fault == Fault::LostEnd).then_some(at);
    (row, at)
}

fn full_width(character: char) -> char {
    const TO_FULL_WIDTH: u32 = 0xFEE0;
    char::from_u32(u32::from(character) + TO_FULL_WIDTH).unwrap_or(character)
}

fn code(fault: Fault) -> &'static str {
    match fault {
        Fault::Checksum | Fault::TooShort => "id-invalid",
        Fault::LostEnd => "id-scientific",
        Fault::Twice => "id-duplicate",
        Fault::Nameless => "name-missing",
        Fault::OtherSex => "sex-mismatch",
        Fault::Relation => "relation-unknown",
        Fault::Tick => "tick-unclear",
        Fault::Phone => "phone-short",
        Fault::OldId => "id-15",
        Fault::Grid => "grid-unknown",
        Fault::NoHead => "head-missing",
        Fault::TwoHeads => "head-double",
        Fault::FullWidth | Fault::Spaced => "repaired",
    }
}
