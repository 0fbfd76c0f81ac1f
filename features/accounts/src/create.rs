//! A new account, with a password that is shown once.

use chrono::{Duration, NaiveDate};
use hongwang_domain::clock::civil_day;
use hongwang_domain::{Action, Actor, Id, Phone, Role, UnitKind};
use hongwang_store::{AuditEntry, Key, SealedField, Store, StoreError, Tx};
use serde::{Deserialize, Serialize};

use crate::appointed::recognise;
use crate::error::AccountError;
use crate::names;
use crate::password::{self, one_time_password};
use crate::queries::{self, Place};
use crate::rows::{Account, AccountRole};
use crate::secret::Secret;

/// So many days an inspector's role holds, unless somebody says otherwise.
pub(crate) const INSPECTION_DAYS: i64 = 30;
/// And so many at most.
pub(crate) const MOST_INSPECTION_DAYS: i64 = 366;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The phone, as typed.
    pub phone: Option<&'a str>,
    /// The name to log in with, as typed.
    pub login_name: Option<&'a str>,
    /// The person's name.
    pub name: &'a str,
    /// The role.
    pub role: Role,
    /// The code of the unit at which it is held.
    pub unit: &'a str,
    /// The first day on which the role holds no more; an inspector's always has one.
    pub until: Option<NaiveDate>,
}

/// An account that was just made. It is answered again to the same key, sealed in between.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Created {
    /// The account's id.
    pub id: String,
    /// Its one-time password.
    pub password: Secret,
}

/// Whether a role can be held at a unit of this kind.
pub fn fits(role: Role, kind: UnitKind) -> bool {
    match role {
        Role::Console => false,
        Role::CountyOrganiser | Role::SystemAdmin | Role::SecurityAdmin | Role::AuditAdmin => kind == UnitKind::County,
        Role::TownOrganiser => kind == UnitKind::Town,
        Role::VillageSecretary => kind == UnitKind::Village,
        Role::CentreKeeper | Role::ChildrenOfficer => matches!(kind, UnitKind::Village | UnitKind::Town),
        Role::GridLeader | Role::GroupMember | Role::Volunteer => kind == UnitKind::Grid,
        Role::Inspector => true,
    }
}

/// Makes an account with one role, which must change its one-time password at the first log-in.
///
/// # Errors
/// When the actor may not, a name or the unit is not as it must be, or the database fails.
pub fn create_account(store: &Store, actor: &Actor, key: &Key, wanted: Wanted<'_>) -> Result<Created, AccountError> {
    let person = Person::read(wanted)?;
    let password = one_time_password()?;
    let hash = password::hash(&password)?;
    store.write(actor, key, |tx| {
        let place = place_for(tx, wanted.role, wanted.unit)?;
        tx.allow(Action::ManageAccounts, &place.path())?;
        let account = person.account(tx, &place, &hash, true)?;
        let until = last_day(tx, wanted.role, wanted.until)?;
        add(tx, &place, &account, (wanted.role, until))?;
        tx.audit(entry(
            &account,
            serde_json::json!({ "created": true, "role": wanted.role, "unit": place.id, "until": until }),
        ));
        Ok(Created { id: account.id, password: password.clone() })
    })
}

/// Inserts an account with its first role.
pub(crate) fn add(
    tx: &mut Tx<'_>,
    place: &Place,
    account: &Account,
    (role, until): (Role, Option<NaiveDate>),
) -> Result<(), StoreError> {
    let held = AccountRole { to_day: until, ..role_from_today(tx, &account.id, place, role) };
    tx.insert(&[(account.unit_id.clone(), account.clone())])?;
    tx.insert(&[(account.unit_id.clone(), held)])?;
    recognise(tx, std::slice::from_ref(&place.id))
}

/// A role from today on.
pub(crate) fn role_from_today(tx: &Tx<'_>, account: &str, place: &Place, role: Role) -> AccountRole {
    AccountRole {
        id: Id::new().to_string(),
        account_id: account.to_owned(),
        role: role.as_str().to_owned(),
        unit_id: place.id.clone(),
        from_day: today(tx),
        to_day: None,
        version: 1,
    }
}

/// The first day on which a role holds no more, as it was asked for. An inspector comes for a while: without a day for
/// [`INSPECTION_DAYS`], and at most for [`MOST_INSPECTION_DAYS`].
pub(crate) fn last_day(tx: &Tx<'_>, role: Role, until: Option<NaiveDate>) -> Result<Option<NaiveDate>, AccountError> {
    let today = today(tx);
    if until.is_some_and(|until| until <= today) {
        return Err(AccountError::Days);
    }
    if role != Role::Inspector {
        return Ok(until);
    }
    let until = until.unwrap_or(today + Duration::days(INSPECTION_DAYS));
    if until > today + Duration::days(MOST_INSPECTION_DAYS) {
        return Err(AccountError::InspectionDays);
    }
    Ok(Some(until))
}

/// The civil day of the write.
pub(crate) fn today(tx: &Tx<'_>) -> NaiveDate {
    civil_day(tx.now().and_utc())
}

/// The unit with a code, if the role can be held there.
pub(crate) fn place_for(tx: &mut Tx<'_>, role: Role, code: &str) -> Result<Place, AccountError> {
    let place = queries::place_by_code(tx, code)?.ok_or(AccountError::UnknownUnit)?;
    let kind = UnitKind::from_text(&place.kind).ok_or_else(|| StoreError::Corrupt(format!("kind of {code}")))?;
    if fits(role, kind) { Ok(place) } else { Err(AccountError::RoleDoesNotFit) }
}

/// What was done to an account, in the chain of the unit that keeps it.
pub(crate) fn entry(account: &Account, detail: serde_json::Value) -> AuditEntry {
    AuditEntry {
        unit_id: account.unit_id.clone(),
        action: Action::ManageAccounts,
        subject_kind: "account",
        subject_id: account.id.clone(),
        detail,
    }
}

/// Who the account is for, read.
pub(crate) struct Person {
    name: String,
    phone: Option<Phone>,
    login_name: Option<String>,
}

impl Person {
    pub(crate) fn read(wanted: Wanted<'_>) -> Result<Self, AccountError> {
        let name = names::person(wanted.name).ok_or(AccountError::BadName)?;
        let phone = wanted.phone.map(|text| names::phone(text).ok_or(AccountError::BadPhone)).transpose()?;
        let login_name =
            wanted.login_name.map(|text| names::login_name(text).ok_or(AccountError::BadLoginName)).transpose()?;
        if phone.is_none() && login_name.is_none() {
            return Err(AccountError::Nameless);
        }
        Ok(Self { name, phone, login_name })
    }

    /// The account that is to be, if phone and log-in name are free.
    pub(crate) fn account(
        &self,
        tx: &mut Tx<'_>,
        place: &Place,
        password_hash: &str,
        must_change_password: bool,
    ) -> Result<Account, AccountError> {
        let id = Id::new().to_string();
        let (mut phone, mut phone_index) = (None, None);
        if let Some(number) = &self.phone {
            let index = tx.keys().index(SealedField::Phone, number.as_str());
            if queries::phone_is_taken(tx, &index)? {
                return Err(AccountError::PhoneTaken);
            }
            phone = Some(tx.keys().seal(SealedField::Phone, &id, number.as_str().as_bytes())?);
            phone_index = Some(index);
        }
        if let Some(login_name) = &self.login_name
            && queries::login_name_is_taken(tx, login_name)?
        {
            return Err(AccountError::LoginNameTaken);
        }
        Ok(Account {
            id,
            unit_id: place.id.clone(),
            login_name: self.login_name.clone(),
            name: self.name.clone(),
            phone,
            phone_index,
            password_hash: password_hash.to_owned(),
            must_change_password,
            language: None,
            elder_view: false,
            created_at: tx.now(),
            version: 1,
        })
    }
}
