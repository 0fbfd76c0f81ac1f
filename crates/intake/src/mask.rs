//! Numbers of people as a screen shows them: the ends alone.

use hongwang_domain::masking::{HIDDEN, ends};
use hongwang_domain::text::half_width;

/// Digits from which a text may hold a phone or a citizen id, whatever column it stands in.
const FEWEST: usize = 11;
/// Digits from which a value of a column of phones or ids is masked: a whole local phone has seven.
const FEWEST_IN_COLUMN: usize = 7;

/// A value with the middle of the numbers in it hidden. `is_number`: it stands in a column of phones or ids.
pub fn masked(text: &str, is_number: bool) -> String {
    let is_digit = |character: char| half_width(character).is_ascii_digit() || matches!(character, 'x' | 'X');
    let digits = text.chars().filter(|character| half_width(*character).is_ascii_digit()).count();
    let fewest = if is_number { FEWEST_IN_COLUMN } else { FEWEST };
    // 1.10105E+17 has lost what there was to hide.
    let is_lost = digits < FEWEST && text.contains(['E', 'e']);
    if digits < fewest || is_lost {
        return text.to_owned();
    }
    let all = text.chars().filter(|character| is_digit(*character)).count();
    let (front, back) = ends(digits);
    let mut at = 0;
    text.chars()
        .map(|character| {
            if !is_digit(character) {
                return character;
            }
            at += 1;
            if at <= front || at > all - back { character } else { HIDDEN }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_phones_show_their_ends() {
        assert_eq!(masked("990101194706170017", true), "990101***********7");
        assert_eq!(masked("99010119470617001X", false), "990101***********X");
        assert_eq!(masked("990 1011 9470 617001", false), "990 101* **** *****1");
        assert_eq!(masked("１９９００００１２３４", false), "１９９******３４");
        assert_eq!(masked("马新娟19900001234", false), "马新娟199******34");
        assert_eq!(masked("8812345", true), "8****45");
    }

    #[test]
    fn other_values_are_shown() {
        assert_eq!(masked("1.10105E+17", true), "1.10105E+17");
        assert_eq!(masked("2026-02-30", false), "2026-02-30");
        assert_eq!(masked("户主", true), "户主");
        assert_eq!(masked("", true), "");
    }
}
