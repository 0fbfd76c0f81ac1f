//! Names of sheets as Excel allows them.

use std::collections::HashSet;

use crate::workbook::Sheet;

/// Code units of UTF-16.
const LONGEST: usize = 31;

/// A valid name for each sheet, the same where that is possible.
pub(super) fn valid(sheets: &[Sheet]) -> Vec<String> {
    let mut taken = HashSet::new();
    let named = sheets.iter().enumerate().map(|(index, sheet)| {
        let plain = repaired(sheet.name.as_deref().unwrap_or_default());
        let plain = if plain.is_empty() { format!("Sheet{}", index + 1) } else { plain };
        let mut name = plain.clone();
        let mut number = 2_u32;
        while !taken.insert(name.to_lowercase()) {
            let suffix = format!(" ({number})");
            name = shortened(&plain, LONGEST - suffix.len()) + &suffix;
            number += 1;
        }
        name
    });
    named.collect()
}

fn repaired(name: &str) -> String {
    let allowed: String =
        name.chars().map(|char| if ":\\/?*[]".contains(char) || char.is_control() { '_' } else { char }).collect();
    let trimmed = shortened(allowed.trim().trim_matches('\''), LONGEST);
    // A name that Excel keeps for itself.
    if trimmed.eq_ignore_ascii_case("history") { trimmed + "_" } else { trimmed.trim_end_matches('\'').to_owned() }
}

fn shortened(name: &str, longest: usize) -> String {
    let mut units = 0;
    name.chars()
        .take_while(|char| {
            units += char.len_utf16();
            units <= longest
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(given: &[Option<&str>]) -> Vec<String> {
        let sheet = |name: &Option<&str>| Sheet { name: name.map(str::to_owned), ..Sheet::default() };
        valid(&given.iter().map(sheet).collect::<Vec<_>>())
    }

    #[test]
    fn valid_names_stay() {
        assert_eq!(names(&[Some("园林村"), Some("Sheet 2")]), ["园林村", "Sheet 2"]);
    }

    #[test]
    fn invalid_names_are_repaired() {
        let long = "长".repeat(40);
        let given = [None, Some("a/b:c"), Some("'quoted'"), Some("History"), Some(&long), Some("𠮷".repeat(20).leak())];
        let repaired = names(&given);
        assert_eq!(repaired[..4], ["Sheet1", "a_b_c", "quoted", "History_"]);
        assert_eq!(repaired[4], "长".repeat(31));
        assert_eq!(repaired[5], "𠮷".repeat(15));
    }

    #[test]
    fn no_name_stands_twice() {
        assert_eq!(names(&[Some("a"), Some("A"), Some("a")]), ["a", "A (2)", "a (3)"]);
        let long = "长".repeat(31);
        assert_eq!(names(&[Some(&long), Some(&long)])[1], "长".repeat(27) + " (2)");
    }
}
