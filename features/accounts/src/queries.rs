//! Reading and finding accounts, their roles, sessions and tokens.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor, Id, UnitKind, UnitPath};
use hongwang_store::schema::accounts::{account_roles, accounts, sessions, tokens};
use hongwang_store::schema::organisation::units;
use hongwang_store::schema::store::{audit_entries, audit_records};
use hongwang_store::{BlindIndex, Db, KeyRing, SealedField, StoreError};

use crate::appointed;
use crate::gate;
use crate::names::Called;
use crate::rows::{Account, AccountRole, Session, Token};

mod codes;
mod failures;
mod helped;
mod sessions_kept;

pub(crate) use codes::*;
pub(crate) use failures::*;
pub(crate) use helped::*;
pub(crate) use sessions_kept::*;

/// What the gate itself may see: it asks before anybody is known.
pub(crate) fn everybody() -> Scope {
    Scope::of(&Actor::console(), Action::UseOwnAccount)
}

/// A unit, as far as accounts need it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Place {
    /// The id.
    pub id: String,
    /// The kind's text.
    pub kind: String,
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// The path's text.
    pub path: String,
}

impl Place {
    /// The path, typed.
    pub fn path(&self) -> UnitPath {
        UnitPath::from_database(self.path.clone())
    }
}

pub(crate) type PlaceColumns = (units::id, units::kind, units::code, units::name, units::path);
pub(crate) const PLACE: PlaceColumns = (units::id, units::kind, units::code, units::name, units::path);

/// The unit with a code.
///
/// # Errors
/// When the database fails.
pub fn place_by_code(db: &mut Db, code: &str) -> Result<Option<Place>, StoreError> {
    Ok(units::table.filter(units::code.eq(code)).select(PLACE).first(db).optional()?)
}

/// The unit with an id.
///
/// # Errors
/// When the database fails.
pub fn place(db: &mut Db, id: &str) -> Result<Option<Place>, StoreError> {
    Ok(units::table.find(id).select(PLACE).first(db).optional()?)
}

/// The units of a kind directly below one that still stand, in order of code.
pub(crate) fn places_below(db: &mut Db, parent: &str, kind: UnitKind) -> Result<Vec<Place>, StoreError> {
    let below = units::table.filter(units::parent_id.eq(parent)).filter(units::kind.eq(kind.as_str()));
    Ok(below.filter(units::retired_on.is_null()).order(units::code).select(PLACE).load(db)?)
}

/// The units within one that still stand, in order of code.
pub(crate) fn places_within(db: &mut Db, within: &UnitPath) -> Result<Vec<Place>, StoreError> {
    let below = units::table.filter(units::path.ge(within.as_str())).filter(units::path.lt(within.subtree_end()));
    Ok(below.filter(units::retired_on.is_null()).order(units::code).select(PLACE).load(db)?)
}

/// Who last changed an account, as what, when.
pub(crate) fn last_change(
    db: &mut Db,
    account: &Account,
) -> Result<Option<(String, String, NaiveDateTime)>, StoreError> {
    Ok(audit_records::table
        .inner_join(audit_entries::table.on(audit_entries::id.eq(audit_records::entry_id)))
        .filter(audit_records::unit_id.eq(&account.unit_id))
        .filter(audit_records::record_id.eq(&account.id))
        .order(audit_records::seq.desc())
        .select((audit_entries::actor, audit_entries::role, audit_entries::at))
        .first(db)
        .optional()?)
}

/// The account with an id.
///
/// # Errors
/// When the database fails.
pub fn account(db: &mut Db, id: &str) -> Result<Option<Account>, StoreError> {
    Ok(accounts::table.find(id).select(Account::as_select()).first(db).optional()?)
}

/// The account that is called so.
pub(crate) fn called(db: &mut Db, keys: &KeyRing, called: &Called) -> Result<Option<Account>, StoreError> {
    let all = accounts::table.select(Account::as_select());
    let found = match called {
        Called::Phone(phone) => {
            all.filter(accounts::phone_index.eq(keys.index(SealedField::Phone, phone.as_str()))).first(db)
        }
        Called::LoginName(name) => all.filter(accounts::login_name.eq(name)).first(db),
    };
    Ok(found.optional()?)
}

/// The unit that keeps an account: where somebody must be allowed to see it.
///
/// # Errors
/// When the database fails.
pub fn path_of_account(db: &mut Db, id: &str) -> Result<Option<UnitPath>, StoreError> {
    if Id::parse(id).is_none() {
        return Ok(None);
    }
    let path: Option<String> = accounts::table
        .inner_join(units::table.on(units::id.eq(accounts::unit_id)))
        .filter(accounts::id.eq(id))
        .select(units::path)
        .first(db)
        .optional()?;
    Ok(path.map(UnitPath::from_database))
}

/// A role that holds, where, and whence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The role. Of a post in a party group it is the appointment, which accounts can't end.
    pub role: AccountRole,
    /// The unit.
    pub place: Place,
    /// Whether it follows from a post, and ends with it.
    pub appointed: bool,
}

/// The roles of accounts that hold on a day, each with its unit. Those at a unit that is no more do not hold. Where
/// somebody's posts in a party group are known, they alone say what the account may do there.
///
/// # Errors
/// When the database fails.
pub fn roles_on(db: &mut Db, of: &[String], day: NaiveDate) -> Result<Vec<Held>, StoreError> {
    let given: Vec<(AccountRole, Place)> = account_roles::table
        .inner_join(units::table.on(units::id.eq(account_roles::unit_id)))
        .filter(account_roles::account_id.eq_any(of))
        .filter(account_roles::from_day.le(day))
        .filter(account_roles::to_day.is_null().or(account_roles::to_day.gt(day)))
        .filter(units::retired_on.is_null().or(units::retired_on.gt(day)))
        .order((units::code, account_roles::id))
        .select((AccountRole::as_select(), PLACE))
        .load(db)?;
    let posts = appointed::posts_of(db, of)?;
    let mut held: Vec<Held> = given
        .into_iter()
        .filter(|(role, _)| !posts.govern(role))
        .filter(|(role, _)| !role.is_overdue(day))
        .map(|(role, place)| Held { role, place, appointed: false })
        .collect();
    let administrators: HashSet<String> =
        held.iter().filter(|one| one.role.administers()).map(|one| one.role.account_id.clone()).collect();
    held.extend(posts.on(day, |account| administrators.contains(account)));
    held.sort_by(|one, other| (&one.place.code, &one.role.id).cmp(&(&other.place.code, &other.role.id)));
    Ok(held)
}

/// A role by its id, if it is this account's.
///
/// # Errors
/// When the database fails.
pub fn role_of(db: &mut Db, account: &str, id: &str) -> Result<Option<AccountRole>, StoreError> {
    if Id::parse(id).is_none() {
        return Ok(None);
    }
    let own = account_roles::table.find(id).filter(account_roles::account_id.eq(account));
    Ok(own.select(AccountRole::as_select()).first(db).optional()?)
}

/// Whether another account is a system administrator until further notice.
pub(crate) fn somebody_else_administers(db: &mut Db, account: &str, day: NaiveDate) -> Result<bool, StoreError> {
    let found: i64 = account_roles::table
        .filter(account_roles::role.eq(hongwang_domain::Role::SystemAdmin.as_str()))
        .filter(account_roles::account_id.ne(account))
        .filter(account_roles::from_day.le(day))
        .filter(account_roles::to_day.is_null())
        .count()
        .get_result(db)?;
    Ok(found > 0)
}

/// The session with this digest, and whose it is.
pub(crate) fn session_by_digest(db: &mut Db, digest: &BlindIndex) -> Result<Option<(Session, Account)>, StoreError> {
    Ok(sessions::table
        .inner_join(accounts::table.on(accounts::id.eq(sessions::account_id)))
        .filter(sessions::digest.eq(digest))
        .select((Session::as_select(), Account::as_select()))
        .first(db)
        .optional()?)
}

/// The token with this digest, and whose it is.
pub(crate) fn token_by_digest(db: &mut Db, digest: &BlindIndex) -> Result<Option<(Token, Account)>, StoreError> {
    Ok(tokens::table
        .inner_join(accounts::table.on(accounts::id.eq(tokens::account_id)))
        .filter(tokens::digest.eq(digest))
        .select((Token::as_select(), Account::as_select()))
        .first(db)
        .optional()?)
}

/// The sessions of an account, the last one first.
///
/// # Errors
/// When the database fails.
pub fn sessions_of(db: &mut Db, account: &str) -> Result<Vec<Session>, StoreError> {
    let own = sessions::table.filter(sessions::account_id.eq(account));
    Ok(own.order(sessions::id.desc()).select(Session::as_select()).load(db)?)
}

/// The sessions of an account that hold at a moment, the last one first.
///
/// # Errors
/// When the database fails.
pub fn held_sessions(db: &mut Db, account: &str, now: NaiveDateTime) -> Result<Vec<Session>, StoreError> {
    let holds = |session: &Session| session.passed && gate::holds(session, session.last_used_at, now);
    Ok(sessions_of(db, account)?.into_iter().filter(holds).collect())
}

/// A session of the actor's.
pub(crate) fn session(db: &mut Db, actor: &Actor, id: &str) -> Result<Option<Session>, StoreError> {
    let own = sessions::table.find(id).filter(sessions::account_id.eq(actor.name()));
    Ok(own.select(Session::as_select()).first(db).optional()?)
}

/// The county's name.
pub(crate) fn county_name(db: &mut Db) -> Result<Option<String>, StoreError> {
    Ok(units::table.filter(units::parent_id.is_null()).select(units::name).first(db).optional()?)
}

/// The tokens of an account, the last one first.
///
/// # Errors
/// When the database fails.
pub fn tokens_of(db: &mut Db, account: &str) -> Result<Vec<Token>, StoreError> {
    let own = tokens::table.filter(tokens::account_id.eq(account));
    Ok(own.order(tokens::id.desc()).select(Token::as_select()).load(db)?)
}

/// The names of accounts by their ids.
///
/// # Errors
/// When the database fails.
pub fn names(db: &mut Db, ids: &[String]) -> Result<Vec<(String, String)>, StoreError> {
    Ok(accounts::table.filter(accounts::id.eq_any(ids)).select((accounts::id, accounts::name)).load(db)?)
}

/// Accounts kept by a unit or one below it, by name; how many there are, and those of one page.
///
/// # Errors
/// When the database fails.
pub fn page(
    db: &mut Db,
    within: &UnitPath,
    text: Option<&str>,
    from: i64,
    count: i64,
) -> Result<(i64, Vec<Account>), StoreError> {
    let pattern = text.map_or_else(|| "%".to_owned(), |text| format!("%{}%", escaped(text)));
    let small = pattern.to_lowercase();
    let found = accounts::table
        .inner_join(units::table.on(units::id.eq(accounts::unit_id)))
        .filter(units::path.ge(within.as_str()))
        .filter(units::path.lt(within.subtree_end()))
        .filter(accounts::name.like(&pattern).escape('\\').or(
            accounts::login_name.is_not_null().and(accounts::login_name.assume_not_null().like(&small).escape('\\')),
        ));
    let all = found.clone().count().get_result(db)?;
    let rows =
        found.order((accounts::name, accounts::id)).offset(from).limit(count).select(Account::as_select()).load(db)?;
    Ok((all, rows))
}

/// PostgreSQL takes no text with a zero byte in it; nobody's name has one.
pub(crate) fn escaped(text: &str) -> String {
    text.chars()
        .filter(|one| *one != '\0')
        .flat_map(|one| matches!(one, '%' | '_' | '\\').then_some('\\').into_iter().chain([one]))
        .collect()
}

// Looked for before something is written.

/// A token by its id, if it is this account's.
pub(crate) fn token_of(db: &mut Db, account: &str, id: &str) -> Result<Option<Token>, StoreError> {
    if Id::parse(id).is_none() {
        return Ok(None);
    }
    let own = tokens::table.find(id).filter(tokens::account_id.eq(account));
    Ok(own.select(Token::as_select()).first(db).optional()?)
}

pub(crate) fn phone_is_taken(db: &mut Db, index: &BlindIndex) -> Result<bool, StoreError> {
    let found: i64 = accounts::table.filter(accounts::phone_index.eq(index)).count().get_result(db)?;
    Ok(found > 0)
}

pub(crate) fn login_name_is_taken(db: &mut Db, name: &str) -> Result<bool, StoreError> {
    let found: i64 = accounts::table.filter(accounts::login_name.eq(name)).count().get_result(db)?;
    Ok(found > 0)
}
