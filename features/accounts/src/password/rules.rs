//! What a password has to be like. Source: GB/T 22239-2019 (等保 2.0), identity: complex, changed at first use.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The fewest characters.
pub const LEAST: usize = 8;
/// The most characters: more would only cost work.
pub const MOST: usize = 128;
/// So many of four kinds: capitals, small letters, digits, everything else.
const KINDS: usize = 3;
/// A name shorter than this is part of too much to be refused.
const SHORTEST_NAME: usize = 2;

/// What others choose, in small letters.
static COMMON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("common.txt").lines().map(str::trim).filter(|line| !line.is_empty()).collect());

/// What is close at hand for whoever chooses here: the product, the work, the offices. A line each, in small letters.
static AT_HAND: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("words.txt").lines().map(str::trim).filter(|line| !line.is_empty()).collect());

/// Whose password it is: it must hold nothing that stands in the list of accounts.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    /// The log-in name.
    pub login_name: Option<&'a str>,
    /// The digits of the phone.
    pub phone: Option<&'a str>,
    /// The person's name.
    pub name: &'a str,
}

/// Why a password can't be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PasswordFault {
    /// Fewer than [`LEAST`] characters.
    Short,
    /// More than [`MOST`] characters.
    Long,
    /// Fewer than three of four kinds of characters.
    Simple,
    /// Many people's, or with a word in it that is close at hand here.
    Common,
    /// It holds the log-in name, the phone or the person's name.
    Own,
    /// It is the one that is to be changed.
    Same,
}

impl PasswordFault {
    /// The message that says it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Short => "accounts-password-short",
            Self::Long => "accounts-password-long",
            Self::Simple => "accounts-password-simple",
            Self::Common => "accounts-password-common",
            Self::Own => "accounts-password-own",
            Self::Same => "accounts-password-same",
        }
    }
}

/// Checks a password that somebody wants to have; says the first thing that is wrong with it.
///
/// # Errors
/// The fault.
pub fn check(password: &str, owner: Owner<'_>) -> Result<(), PasswordFault> {
    let count = password.chars().count();
    if count < LEAST {
        return Err(PasswordFault::Short);
    }
    if count > MOST {
        return Err(PasswordFault::Long);
    }
    let small = password.to_lowercase();
    if COMMON.contains(small.as_str()) || AT_HAND.iter().any(|word| small.contains(word)) {
        return Err(PasswordFault::Common);
    }
    if kinds(password) < KINDS {
        return Err(PasswordFault::Simple);
    }
    let own = [owner.login_name, owner.phone, Some(owner.name)];
    let holds = |text: &str| text.chars().count() >= SHORTEST_NAME && small.contains(&text.to_lowercase());
    if own.into_iter().flatten().any(holds) { Err(PasswordFault::Own) } else { Ok(()) }
}

fn kinds(password: &str) -> usize {
    let has = |kind: fn(char) -> bool| usize::from(password.chars().any(kind));
    let other = |one: char| !one.is_ascii_alphanumeric();
    has(|one| one.is_ascii_uppercase())
        + has(|one| one.is_ascii_lowercase())
        + has(|one| one.is_ascii_digit())
        + has(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWNER: Owner<'_> = Owner { login_name: Some("liu"), phone: Some("13900000001"), name: "刘大" };

    #[test]
    fn every_rule_refuses_what_it_is_for() {
        let long = format!("Aa1{}", "x".repeat(MOST));
        for (password, fault) in [
            ("Aa1-bcd", PasswordFault::Short),
            (long.as_str(), PasswordFault::Long),
            ("nurkleinebuchstaben7", PasswordFault::Simple),
            ("二零二六年十一月二十五日", PasswordFault::Simple),
            ("Woaini1314", PasswordFault::Common),
            ("P@ssw0rd", PasswordFault::Common),
            ("Aa123456", PasswordFault::Common),
            ("Xinli-HongWang-77", PasswordFault::Common),
            ("大洼党建-2026a", PasswordFault::Common),
            ("Xiao-LIU-77", PasswordFault::Own),
            ("Tel:13900000001", PasswordFault::Own),
            ("Ich-bin-刘大-7", PasswordFault::Own),
        ] {
            assert_eq!(check(password, OWNER), Err(fault), "{password}");
        }
    }

    #[test]
    fn what_keeps_the_rules_is_taken() {
        let most = format!("Aa1{}", "x".repeat(MOST - 3));
        for password in ["Herbst-26", "村口大柳树-7棵A", "three words and 1 Digit", most.as_str()] {
            assert_eq!(check(password, OWNER), Ok(()), "{password}");
        }
    }

    #[test]
    fn the_list_is_in_small_letters_and_long_enough_to_matter() {
        assert!(COMMON.len() > 300, "{}", COMMON.len());
        let kept: Vec<_> = COMMON.iter().filter(|line| **line != line.to_lowercase()).collect();
        assert!(kept.is_empty(), "{kept:?}");
    }
}
