//! Those whom somebody helps to log in.

use diesel::prelude::*;
use hongwang_domain::{Role, UnitKind, UnitPath};
use hongwang_store::schema::accounts::{account_roles, accounts};
use hongwang_store::schema::organisation::units;
use hongwang_store::{Db, StoreError};

use super::escaped;
use crate::rows::Account;

/// Among whose accounts somebody looks for those to be helped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Helped {
    /// Those kept by a unit below.
    Below,
    /// Those kept by a town.
    Towns,
    /// The administrators.
    Administrators,
}

/// Accounts of which some may be helped, by name; how many there are, and those of one page.
pub(crate) fn page_of_helped(
    db: &mut Db,
    within: &UnitPath,
    of: Helped,
    (text, from, count): (Option<&str>, i64, i64),
) -> Result<(i64, Vec<Account>), StoreError> {
    let pattern = text.map_or_else(|| "%".to_owned(), |text| format!("%{}%", escaped(text)));
    // Few: at most a handful in a county.
    let roles = crate::log_in::ADMINISTRATORS.map(Role::as_str);
    let administrators: Vec<String> =
        account_roles::table.filter(account_roles::role.eq_any(roles)).select(account_roles::account_id).load(db)?;
    let found = || {
        let found = accounts::table
            .inner_join(units::table.on(units::id.eq(accounts::unit_id)))
            .filter(units::path.ge(within.as_str()))
            .filter(units::path.lt(within.subtree_end()))
            .filter(accounts::name.like(&pattern).escape('\\'))
            .into_boxed();
        match of {
            Helped::Administrators => found.filter(accounts::id.eq_any(&administrators)),
            Helped::Towns => found.filter(units::kind.eq(UnitKind::Town.as_str())),
            Helped::Below => found.filter(units::path.ne(within.as_str())),
        }
    };
    let all = found().count().get_result(db)?;
    let page = found().order((accounts::name, accounts::id)).offset(from).limit(count);
    Ok((all, page.select(Account::as_select()).load(db)?))
}
