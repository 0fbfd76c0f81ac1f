//! Wrong passwords: five lock an account for a quarter of an hour, and many slow the address down that they come from.
//! A try counts before the password is looked at, and one account is tried once at a time: a hundred wrong ones at once
//! are still five, and right ones beside each other none.

use std::net::IpAddr;

use chrono::{Duration, NaiveDateTime};
use hongwang_store::{BlindIndex, Db, KeyRing, SealedField, Store, StoreError};

use crate::error::AccountError;
use crate::password;
use crate::queries;
use crate::queue;
use crate::secret::Secret;
use crate::work;

/// So many wrong passwords lock an account.
pub const TRIES: i32 = 5;
/// For so many minutes.
pub const LOCKED_MINUTES: i64 = 15;
/// So many from one address cost nothing: a village has one address for all its desks.
const FREE_OF_ADDRESS: i32 = 10;
/// The longest pause of an address, in seconds.
const LONGEST_PAUSE: i64 = 300;
/// After so many minutes without one, an address has none.
const ADDRESS_MINUTES: i64 = 60;
/// Failures are kept for so many hours.
const KEPT_HOURS: i64 = 24;

/// Whose failures are counted together.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    account: BlindIndex,
    address: BlindIndex,
    locks: bool,
}

impl Counted {
    /// Those of an account (or of a name that nobody has), and those of an address.
    pub(crate) fn of(keys: &KeyRing, account: Result<&str, &str>, address: &str) -> Self {
        Self {
            account: account_digest(keys, account),
            address: keys.index(SealedField::Token, &network(address)),
            locks: true,
        }
    }

    /// Those of the codes of an account, which are counted apart from its passwords, and those of an address.
    pub(crate) fn of_code(keys: &KeyRing, account: Result<&str, &str>, address: &str) -> Self {
        let text = match account {
            Ok(id) => format!("code of {id}"),
            Err(typed) => format!("code of nobody {typed}"),
        };
        Self { account: keys.index(SealedField::Token, &text), ..Self::of(keys, account, address) }
    }

    /// Those of the second step of an account, counted apart, and those of an address.
    pub(crate) fn of_second(keys: &KeyRing, account: &str, address: &str) -> Self {
        let digest = keys.index(SealedField::Token, &format!("second step of {account}"));
        Self { account: digest, ..Self::of(keys, Ok(account), address) }
    }

    /// The same, but wrong passwords lock nothing: the passwords of a demo are known to everybody.
    pub(crate) fn sparing(self, spared: bool) -> Self {
        Self { locks: !spared, ..self }
    }
}

/// The digest under which an account's failures stand: by its id, by what was typed where nobody is called so.
pub(crate) fn account_digest(keys: &KeyRing, account: Result<&str, &str>) -> BlindIndex {
    let text = match account {
        Ok(id) => format!("account {id}"),
        Err(typed) => format!("nobody {typed}"),
    };
    keys.index(SealedField::Token, &text)
}

/// Who has one address of IPv6 has the whole network around it.
fn network(address: &str) -> String {
    match address.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V4(address)) => format!("address {address}"),
        Ok(IpAddr::V6(address)) => format!("network {:?}", &address.segments()[..4]),
        Err(_) => "no address".to_owned(),
    }
}

/// What came of a try that was let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guess {
    /// It is the password.
    Right,
    /// It is not; so many tries are left, and with 0 the account is locked now.
    Wrong { left: i32 },
}

/// Looks whether this is the password, and counts it if not.
///
/// # Errors
/// [`AccountError::Locked`], [`AccountError::Slow`], [`AccountError::Busy`], or the database's.
pub(crate) fn guess(store: &Store, counted: &Counted, password: &Secret, hash: &str) -> Result<Guess, AccountError> {
    // In this order, and the turn before the count: what only waits counts nowhere, neither for its account nor for its
    // address. A village's desks log in at one moment from one address.
    let _alone = queue::alone(&counted.account)?;
    let turn = work::turn()?;
    let left = begin(store, counted)?;
    if !password::verify_in(&turn, password, hash) {
        return Ok(Guess::Wrong { left });
    }
    store.keep_house(|db| forgive(db, counted))?;
    Ok(Guess::Right)
}

/// Counts a try as failed until [`forgive`] says otherwise, one of an account at a time.
///
/// # Errors
/// [`AccountError::Locked`], [`AccountError::Slow`], [`AccountError::Busy`], or the database's.
pub(crate) fn count(store: &Store, counted: &Counted) -> Result<i32, AccountError> {
    let _alone = queue::alone(&counted.account)?;
    begin(store, counted)
}

/// Counts a try as failed until [`forgive`] says otherwise; answers how many are left if it stays so.
fn begin(store: &Store, counted: &Counted) -> Result<i32, AccountError> {
    let now = store.clock().now();
    store.keep_house(|db| {
        let pause = |failures: i32| {
            let beyond = failures - FREE_OF_ADDRESS;
            (beyond > 0).then(|| Duration::seconds((1_i64 << (beyond - 1).min(20)).min(LONGEST_PAUSE)))
        };
        let address = Rule { forgotten: Duration::minutes(ADDRESS_MINUTES), pause: &pause };
        if let Err(until) = address.count(db, &counted.address, now)? {
            return Ok(Err(AccountError::Slow(round_up(until - now, 1))));
        }
        if !counted.locks {
            return Ok(Ok(TRIES));
        }
        let lock = |failures: i32| (failures >= TRIES).then(|| Duration::minutes(LOCKED_MINUTES));
        let account = Rule { forgotten: Duration::minutes(LOCKED_MINUTES), pause: &lock };
        Ok::<_, Raced>(match account.count(db, &counted.account, now)? {
            Ok(failures) => Ok(TRIES - failures),
            Err(until) => Err(AccountError::Locked(round_up(until - now, 60))),
        })
    })?
}

/// Takes the try back that [`begin`] counted: the password was right.
pub(crate) fn forgive(db: &mut Db, counted: &Counted) -> Result<(), StoreError> {
    queries::forget_failures(db, &counted.account)?;
    queries::take_failure_back(db, &counted.address)
}

/// Forgets the failures that are a day old.
///
/// # Errors
/// When the database fails.
pub(crate) fn forget_old(db: &mut Db, now: NaiveDateTime) -> Result<(), StoreError> {
    queries::forget_failures_before(db, now - Duration::hours(KEPT_HOURS))
}

struct Rule<'a> {
    forgotten: Duration,
    pause: &'a dyn Fn(i32) -> Option<Duration>,
}

impl Rule<'_> {
    /// The failures with this one, or until when there is no try.
    fn count(&self, db: &mut Db, digest: &BlindIndex, now: NaiveDateTime) -> Result<Result<i32, NaiveDateTime>, Raced> {
        let Some(row) = queries::one_more_failure(db, digest)? else {
            queries::first_failure(db, digest, now).map_err(Raced)?;
            return Ok(Ok(1));
        };
        if let Some(until) = row.locked_until.filter(|until| *until > now) {
            queries::uncount_failure(db, digest)?;
            return Ok(Err(until));
        }
        let failures = if row.failed_at + self.forgotten <= now { 1 } else { row.failures };
        queries::set_failures(db, digest, failures, now, (self.pause)(failures).map(|pause| now + pause))?;
        Ok(Ok(failures))
    }
}

/// In units of so many seconds.
fn round_up(left: Duration, unit: i64) -> i64 {
    let unit = unit * 1000;
    ((left.num_milliseconds() + unit - 1) / unit).max(1)
}

/// Two tries made the first row of a name at once: the second one sees it when it tries again.
#[derive(Debug)]
pub(crate) struct Raced(StoreError);

impl From<StoreError> for Raced {
    fn from(error: StoreError) -> Self {
        Self(error)
    }
}

impl From<Raced> for AccountError {
    fn from(raced: Raced) -> Self {
        Self::Store(raced.0)
    }
}

impl hongwang_store::Transient for Raced {
    fn is_transient(&self) -> bool {
        use diesel::result::{DatabaseErrorKind, Error};
        let twice =
            matches!(&self.0, StoreError::Database(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)));
        twice || self.0.is_transient()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_ipv6_counts_with_its_network() {
        assert_eq!(network("10.0.0.1"), network("::ffff:10.0.0.1"));
        assert_eq!(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::9"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_ne!(network("10.0.0.1"), network("10.0.0.2"));
    }

    #[test]
    fn what_is_left_is_rounded_up() {
        assert_eq!(round_up(Duration::seconds(1), 60), 1);
        assert_eq!(round_up(Duration::minutes(15) - Duration::seconds(1), 60), 15);
        assert_eq!(round_up(Duration::minutes(15), 60), 15);
        assert_eq!(round_up(Duration::milliseconds(200), 1), 1);
    }
}
