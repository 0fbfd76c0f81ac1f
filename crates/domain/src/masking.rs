//! How much of a phone or citizen id is shown to whoever has not said why: one way, on every page.

/// What stands for a digit that is not shown.
pub const HIDDEN: char = '*';
/// Digits from which a number is a citizen id, or meant for one.
const CITIZEN_ID: usize = 15;
/// Digits from which a phone is more than a local one.
const PHONE: usize = 9;

/// How many digits of a number stay to be seen at its front and at its back. Of a citizen id the county and the last character:
/// no more, as the birth date often stands beside it and the area is the same for a whole village. Of a phone never the last
/// four, by which a sender may prove that a matter is theirs.
pub fn ends(digits: usize) -> (usize, usize) {
    match digits {
        CITIZEN_ID.. => (6, 1),
        PHONE.. => (3, 2),
        _ => (1, 2),
    }
}

/// A number with its middle hidden.
pub fn masked(number: &str) -> String {
    let count = number.chars().count();
    let (front, back) = ends(count);
    let hide = |(at, one): (usize, char)| if at < front || at + back >= count { one } else { HIDDEN };
    number.chars().enumerate().map(hide).collect()
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn the_ends_are_shown() {
        assert_eq!(masked("13900000001"), "139******01");
        assert_eq!(masked("2345678"), "2****78");
        assert_eq!(masked("99010119470617001X"), "990101***********X");
    }
}
