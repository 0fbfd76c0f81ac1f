//! What accounts are called: a phone, a log-in name, a person's name.

use hongwang_domain::Phone;
use hongwang_domain::text::{half_width, is_blank, is_hyphen, without_blanks};

const LOGIN_NAME: std::ops::RangeInclusive<usize> = 2..=30;
/// The most characters of a person's name: as of residents.
const NAME: usize = 50;

/// What somebody typed to say who they are.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Called {
    /// A phone number.
    Phone(Phone),
    /// Anything else, as log-in names are kept.
    LoginName(String),
}

impl Called {
    /// Takes full-width digits, spaces and hyphens as they come: nobody has to know how a number is stored.
    pub(crate) fn read(text: &str) -> Self {
        let dialled = |one: char| one.is_ascii_digit() || is_blank(one) || is_hyphen(one) || "+()'".contains(one);
        let as_phone = text.chars().map(half_width).all(dialled).then(|| Phone::read(text).ok()).flatten();
        as_phone.map_or_else(|| Self::LoginName(without_blanks(text).to_lowercase()), |(phone, _)| Self::Phone(phone))
    }

    /// One text for one name: for counting failures of names that nobody has.
    pub(crate) fn canonical(&self) -> &str {
        match self {
            Self::Phone(phone) => phone.as_str(),
            Self::LoginName(name) => name,
        }
    }
}

/// A log-in name as it is kept; `None` unless it has 2 to 30 letters, digits, dots, hyphens and low lines, a letter
/// first (so that none looks like a phone).
pub(crate) fn login_name(text: &str) -> Option<String> {
    let name = without_blanks(text).to_lowercase();
    let begins = name.chars().next().is_some_and(char::is_alphabetic);
    let allowed = name.chars().all(|one| one.is_alphanumeric() || "._-".contains(one));
    (begins && allowed && LOGIN_NAME.contains(&name.chars().count())).then_some(name)
}

/// A phone; `None` unless the whole text is one.
pub(crate) fn phone(text: &str) -> Option<Phone> {
    match Called::read(text) {
        Called::Phone(phone) => Some(phone),
        Called::LoginName(_) => None,
    }
}

/// A person's name; `None` when it is empty, too long or holds what shows nothing.
pub(crate) fn person(text: &str) -> Option<String> {
    let name = text.trim();
    let whole = !name.is_empty() && name.chars().count() <= NAME && !name.chars().any(char::is_control);
    whole.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_is_known_however_it_is_typed() {
        for text in
            ["13900000001", "139 0000 0001", "１３９０００００００１", "+86 139-0000-0001", " 13900000001\u{3000}"]
        {
            assert_eq!(Called::read(text).canonical(), "13900000001", "{text}");
        }
        for (text, name) in
            [(" Liu.Da ", "liu.da"), ("ｌｉｕ", "liu"), ("1390000", "1390000"), ("第二网格", "第二网格")]
        {
            assert!(matches!(Called::read(text), Called::LoginName(read) if read == name), "{text}");
        }
    }

    #[test]
    fn a_log_in_name_looks_like_no_phone() {
        assert_eq!(login_name(" Liu.Da "), Some("liu.da".to_owned()));
        assert_eq!(login_name("新立村-会计"), Some("新立村-会计".to_owned()));
        for text in ["", "a", "13900000001", "1liu", "liu da!", "liu/da", &"x".repeat(31)] {
            assert_eq!(login_name(text), None, "{text}");
        }
        assert_eq!(person(" 刘大 "), Some("刘大".to_owned()));
        assert_eq!(person(" "), None);
        assert_eq!(person("a\nb"), None);
    }
}
