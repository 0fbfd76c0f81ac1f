//! Serial numbers of days, as spreadsheets count them.

use chrono::{Days, NaiveDate};

/// 9999-12-31 counted from 1900.
const LAST: f64 = 2_958_465.0;
/// Days between the two counts: 1904-01-01 is day 1462 when counted from 1900, and day 0 when counted from 1904.
const BETWEEN: f64 = 1462.0;

/// The day that a serial number means; the part after the point is the time of day, and dropped.
///
/// Counted from 1900, day 1 is 1900-01-01 and day 60 is 1900-02-29, which never was: the first spreadsheets took
/// 1900 for a leap year, and the rest copied it (ECMA-376 part 1, 18.17.4.1).
pub fn day_of_serial(serial: f64, date_1904: bool) -> Option<NaiveDate> {
    let serial = serial.floor() + if date_1904 { BETWEEN } else { 0.0 };
    let first = if date_1904 { BETWEEN } else { 1.0 };
    if !(first..=LAST).contains(&serial) || serial == 60.0 {
        return None;
    }
    let days = serial as u64 - u64::from(serial > 60.0);
    NaiveDate::from_ymd_opt(1899, 12, 31)?.checked_add_days(Days::new(days))
}

/// The serial number of a day, counted from 1900; `None` before 1900-01-01.
pub(crate) fn serial_of_day(day: NaiveDate) -> Option<u32> {
    let days = (day - NaiveDate::from_ymd_opt(1899, 12, 31)?).num_days();
    let serial = if days >= 60 { days + 1 } else { days };
    u32::try_from(serial).ok().filter(|serial| *serial > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
    }

    #[test]
    fn the_leap_day_that_never_was_is_stepped_over() {
        assert_eq!(day_of_serial(1.0, false), day(1900, 1, 1));
        assert_eq!(day_of_serial(59.0, false), day(1900, 2, 28));
        assert_eq!(day_of_serial(60.0, false), None);
        assert_eq!(day_of_serial(61.0, false), day(1900, 3, 1));
        assert_eq!(day_of_serial(29_221.75, false), day(1980, 1, 1));
    }

    #[test]
    fn the_count_from_1904_gives_the_same_days() {
        assert_eq!(day_of_serial(0.0, true), day(1904, 1, 1));
        assert_eq!(day_of_serial(29_221.0 - 1462.0, true), day(1980, 1, 1));
    }

    #[test]
    fn what_is_no_day_is_none() {
        for serial in [-1.0, 0.0, 0.99, 2_958_466.0, f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(day_of_serial(serial, false), None, "{serial}");
        }
        assert_eq!(day_of_serial(2_958_465.9, false), day(9999, 12, 31));
        assert_eq!(day_of_serial(2_958_465.0, true), None);
    }

    #[test]
    fn a_day_goes_to_its_number_and_back() {
        for serial in [1, 59, 61, 366, 367, 40_000, 2_958_465] {
            let day = day_of_serial(f64::from(serial), false).unwrap();
            assert_eq!(serial_of_day(day), Some(serial));
        }
        assert_eq!(serial_of_day(day(1899, 12, 31).unwrap()), None);
    }
}
