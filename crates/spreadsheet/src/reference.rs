//! Names of cells: `A1`, `XFD1048576`, `B2:D3`.

use crate::workbook::Merge;

/// Rows of the largest sheet there is.
pub(crate) const ROWS: u32 = 1 << 20;
/// Columns of the largest sheet there is.
pub(crate) const COLUMNS: u32 = 1 << 14;

/// A place in a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reference {
    /// From 1.
    pub(crate) row: u32,
    /// From 0.
    pub(crate) column: u32,
}

impl Reference {
    /// Reads a name, `$` signs and small letters allowed; `None` if it is none, or lies outside of every sheet.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let (mut column, mut row) = (0_u32, 0_u32);
        for byte in name.trim().bytes() {
            match byte {
                b'$' => {}
                b'A'..=b'Z' | b'a'..=b'z' if row == 0 && column < COLUMNS => {
                    column = column * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1;
                }
                b'0'..=b'9' if row < ROWS => row = row * 10 + u32::from(byte - b'0'),
                _ => return None,
            }
        }
        let inside = (1..=COLUMNS).contains(&column) && (1..=ROWS).contains(&row);
        inside.then(|| Self { row, column: column - 1 })
    }
}

/// The letters over a column (from 0): 0 is A.
pub fn column_name(column: u32) -> String {
    let mut name = String::new();
    let mut left = column + 1;
    while left > 0 {
        let letter = (left - 1) % 26;
        name.insert(0, char::from(b'A' + letter as u8));
        left = (left - 1) / 26;
    }
    name
}

/// An area of more than one cell.
pub(crate) fn area(name: &str) -> Option<Merge> {
    let (one, other) = name.split_once(':')?;
    let (one, other) = (Reference::of(one)?, Reference::of(other)?);
    (one != other).then(|| Merge {
        first_row: one.row.min(other.row),
        last_row: one.row.max(other.row),
        first_column: one.column.min(other.column),
        last_column: one.column.max(other.column),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_cells() {
        assert_eq!(Reference::of("A1"), Some(Reference { row: 1, column: 0 }));
        assert_eq!(Reference::of("$aa$10"), Some(Reference { row: 10, column: 26 }));
        assert_eq!(Reference::of("XFD1048576"), Some(Reference { row: 1_048_576, column: 16_383 }));
        for name in ["", "A", "1", "A0", "XFE1", "A1048577", "A1B", "1A", "A1:B2", "A99999999999", "ZZZZZZZZZZ1"] {
            assert_eq!(Reference::of(name), None, "{name}");
        }
    }

    #[test]
    fn areas_in_either_direction() {
        let expected = Merge { first_row: 1, last_row: 3, first_column: 1, last_column: 2 };
        assert_eq!(area("B1:C3"), Some(expected));
        assert_eq!(area("C3:B1"), Some(expected));
        assert_eq!(area("A1:A1"), None);
        assert_eq!(area("A1"), None);
    }
}
