//! How a number reads to the person who typed it.

use compact_str::{CompactString, ToCompactString, format_compact};

/// Spreadsheets keep 15 significant digits; what stands behind them is noise of the binary fraction.
const DIGITS: usize = 15;

/// The text of a number: whole numbers without a point, others to 15 significant digits, and numbers of more than 16
/// digits, whose end is lost anyway, in scientific notation.
pub(crate) fn typed(value: f64) -> CompactString {
    if value.fract() == 0.0 && value.abs() < 1e16 {
        // Exact: every whole number up to 2^53 is, and from there to 10^16 the value is what was stored.
        return (value as i64).to_compact_string();
    }
    let rounded = format!("{value:.*e}", DIGITS - 1).parse().unwrap_or(value);
    let kept = if value.abs() < 1e16 { rounded } else { value };
    if (1e-5..1e16).contains(&kept.abs()) {
        return kept.to_compact_string();
    }
    let text = format_compact!("{kept:e}");
    match text.split_once('e') {
        Some((digits, power)) if !power.starts_with('-') => format_compact!("{digits}e+{power}"),
        _ => text,
    }
}

/// The text of a whole number in a cell whose format asks for leading zeros (`000000`).
pub(crate) fn padded(value: f64, width: usize) -> CompactString {
    let text = typed(value);
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return format_compact!("{text:0>width$}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_have_no_point() {
        assert_eq!(typed(3.0), "3");
        assert_eq!(typed(-0.0), "0");
        assert_eq!(typed(-12.0), "-12");
        assert_eq!(typed(13_800_000_000.0), "13800000000");
        assert_eq!(typed(999_999_999_999_999.0), "999999999999999");
    }

    #[test]
    fn fractions_show_what_was_typed() {
        assert_eq!(typed(0.5), "0.5");
        assert_eq!(typed(0.1 + 0.2), "0.3");
        assert_eq!(typed(1234.567), "1234.567");
        assert_eq!(typed(0.000_000_1), "1e-7");
    }

    #[test]
    fn a_number_that_lost_its_end_shows_it() {
        assert_eq!(typed(1.1010519491231e17), "1.1010519491231e+17");
        assert_eq!(typed(990_101_198_209_270_784.0), "9.901011982092708e+17");
        assert_eq!(typed(1e300), "1e+300");
    }

    #[test]
    fn zeros_are_put_back() {
        assert_eq!(padded(4_271_234_567.0, 11), "04271234567");
        assert_eq!(padded(1.5, 4), "1.5");
        assert_eq!(padded(-3.0, 4), "-3");
    }
}
