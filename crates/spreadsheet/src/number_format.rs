//! Number formats: which of them show a day.

/// What a number format makes of a number, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberFormat {
    /// Shows a day, or a time of day.
    Date,
    /// Whole numbers with zeros in front, to this many digits: `000000`.
    Zeros(u8),
    /// Anything else.
    Other,
}

/// The formats that every workbook has without saying so (ECMA-376 part 1, 18.8.30). 27 to 36 and 50 to 58 are the
/// dates of East Asian editions: `yyyy"年"m"月"`, `m"月"d"日"` …
pub(crate) fn built_in(id: u16) -> NumberFormat {
    match id {
        14..=22 | 27..=36 | 45..=47 | 50..=58 => NumberFormat::Date,
        _ => NumberFormat::Other,
    }
}

/// A format by its code, such as `[$-804]yyyy"年"m"月"d"日";@`.
pub(crate) fn of_code(code: &str) -> NumberFormat {
    let shown = shown_letters(code);
    if shown.len() > 1 && shown.len() < 30 && shown.bytes().all(|byte| byte == b'0') {
        return NumberFormat::Zeros(shown.len() as u8);
    }
    // The names of "no format": LibreOffice has been seen to write its own.
    if ["general", "standard"].contains(&shown.to_ascii_lowercase().as_str()) {
        return NumberFormat::Other;
    }
    // What comes first decides: `ss.000` is a time, `0.0E+00` a number, `#,##0 m` a length.
    let first = shown.chars().find_map(|char| match char.to_ascii_lowercase() {
        'y' | 'm' | 'd' | 'h' | 's' | 'e' | 'a' => Some(NumberFormat::Date),
        '0' | '#' | '?' => Some(NumberFormat::Other),
        _ => None,
    });
    first.unwrap_or(NumberFormat::Other)
}

/// The first section of a code without quoted text, escaped characters and bracketed conditions; `[h]`, `[m]` and
/// `[s]` are elapsed time and stay.
fn shown_letters(code: &str) -> String {
    let mut shown = String::new();
    let mut chars = code.chars();
    while let Some(char) = chars.next() {
        match char {
            ';' => break,
            '"' => {
                chars.find(|char| *char == '"');
            }
            '\\' | '_' | '*' => {
                chars.next();
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|char| *char != ']').collect();
                let elapsed = |letter: char| matches!(letter.to_ascii_lowercase(), 'h' | 'm' | 's');
                if inside.chars().all(elapsed) {
                    shown.push_str(&inside);
                }
            }
            char => shown.push(char),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_every_usual_writing() {
        for code in [
            "yyyy-mm-dd",
            "yyyy/m/d",
            "m/d/yy h:mm",
            "yyyy\"年\"m\"月\"d\"日\"",
            "yyyy\"年\"m\"月\"",
            "[$-804]yyyy\"年\"m\"月\"d\"日\";@",
            "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@",
            "[h]:mm:ss",
            "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
            "e\"年\"m\"月\"d\"日\"",
            "yyyy年m月d日",
            "YYYY.MM.DD",
            "mmm-yy",
            "[$-804]aaaa;@",
            "mm:ss.0",
        ] {
            assert_eq!(of_code(code), NumberFormat::Date, "{code}");
        }
    }

    #[test]
    fn numbers_are_no_days() {
        for code in [
            "General",
            "0",
            "0.00",
            "#,##0",
            "0%",
            "0.00E+00",
            "@",
            "\"yyyy\"0",
            "#,##0.00_);[Red]\\(#,##0.00\\)",
            "[Red]0.0",
            "G/通用格式",
            "\\d0",
            "_-* #,##0_-",
            "0\"元\"",
            "",
            "# ?/?",
            "[$¥-804]#,##0",
            "Standard",
            "0 m",
        ] {
            assert_eq!(of_code(code), NumberFormat::Other, "{code}");
        }
    }

    #[test]
    fn leading_zeros_are_counted() {
        assert_eq!(of_code("00000000000"), NumberFormat::Zeros(11));
        assert_eq!(of_code("000;@"), NumberFormat::Zeros(3));
    }

    #[test]
    fn the_dates_of_east_asian_editions_need_no_code() {
        for id in [14, 22, 27, 31, 36, 45, 50, 57, 58] {
            assert_eq!(built_in(id), NumberFormat::Date, "{id}");
        }
        for id in [0, 1, 9, 11, 37, 44, 48, 49, 59] {
            assert_eq!(built_in(id), NumberFormat::Other, "{id}");
        }
    }
}
