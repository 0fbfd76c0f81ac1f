//! One account per role, for looking around: their passwords are known and stay as they are.

mod leaders;

use chrono::Duration;
use hongwang_domain::{Action, Actor, Role, UnitKind};
use hongwang_store::{AuditEntry, Key, Store, Tx};
use hongwang_words::{Language, say};

use crate::attempts;
use crate::create::{MOST_INSPECTION_DAYS, Person, Wanted, add, entry, role_from_today, today};
use crate::error::AccountError;
use crate::names::Called;
use crate::password;
use crate::queries::{self, Place};
use crate::rows::Account;
use crate::secret::Secret;

/// Everybody's password in a demo. It is printed, so it is no secret.
const PASSWORD: &str = "Hongwang-2026";
/// Nobody has a phone that begins so.
const PHONES: &str = "199000000";

/// Whom one can log in as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoAccount {
    /// The role.
    pub role: Role,
    /// The name of the (first) unit at which it is held.
    pub unit: String,
    /// The log-in name.
    pub login: String,
    /// The password.
    pub password: String,
}

/// The roles with the names to log in with, and at which kind of unit each is held.
const CAST: [(Role, &str, UnitKind); 12] = [
    (Role::TownOrganiser, "town", UnitKind::Town),
    (Role::VillageSecretary, "village", UnitKind::Village),
    (Role::GridLeader, "leader", UnitKind::Grid),
    (Role::GroupMember, "member", UnitKind::Grid),
    (Role::Volunteer, "volunteer", UnitKind::Grid),
    (Role::CentreKeeper, "centre", UnitKind::Village),
    (Role::ChildrenOfficer, "children", UnitKind::Village),
    (Role::CountyOrganiser, "county", UnitKind::County),
    (Role::Inspector, "inspector", UnitKind::Town),
    (Role::SystemAdmin, "system", UnitKind::County),
    (Role::SecurityAdmin, "security", UnitKind::County),
    (Role::AuditAdmin, "audit", UnitKind::County),
];

/// Makes one account per role around a town: at it, at its county, its first village and that village's first grid
/// (the leader leads the second one, too). Where they are already, they stay. The command line asks for this.
///
/// # Errors
/// When there is no such town with a village and a grid, or the database fails.
pub fn demo(store: &Store, town: &str) -> Result<Vec<DemoAccount>, AccountError> {
    let hash = password::hash(&Secret::new(PASSWORD))?;
    let units = store.write(&Actor::console(), &Key::new(), |tx| {
        let units = DemoUnits::find(tx, town)?;
        for (number, (role, login, kind)) in (1..).zip(CAST) {
            if !queries::login_name_is_taken(tx, login)? {
                appear(tx, units.of(kind), (role, login, number), &hash, &units)?;
            }
        }
        leaders::appear(tx, &units.grids)?;
        tx.audit(AuditEntry {
            unit_id: units.town.id.clone(),
            action: Action::ManageAccounts,
            subject_kind: "unit",
            subject_id: units.town.id.clone(),
            detail: serde_json::json!({ "demo_accounts": CAST.len() }),
        });
        Ok::<_, AccountError>(CAST.map(|(_, _, kind)| units.of(kind).name.clone()).to_vec())
    })?;
    let accounts = CAST.into_iter().zip(units).map(|((role, login, _), unit)| DemoAccount {
        role,
        unit,
        login: login.to_owned(),
        password: PASSWORD.to_owned(),
    });
    Ok(accounts.collect())
}

/// Puts back what somebody changed of the demo's accounts: their passwords, and that nothing is locked. The command line
/// asks for this.
///
/// # Errors
/// When the database fails.
pub fn put_back(store: &Store) -> Result<(), AccountError> {
    let printed = Secret::new(PASSWORD);
    let mut changed = Vec::new();
    let mut known = std::collections::HashMap::new();
    for (_, login, _) in CAST {
        let called = Called::LoginName(login.to_owned());
        let found = store.read(&queries::everybody(), |door| queries::called(door, store.keys(), &called))?;
        let Some(account) = found else { continue };
        let opens = match known.get(&account.password_hash) {
            Some(opens) => *opens,
            None => password::verify(&printed, &account.password_hash)?,
        };
        known.insert(account.password_hash.clone(), opens);
        if !opens || account.must_change_password {
            changed.push(account.id);
        }
    }
    if changed.is_empty() {
        return Ok(());
    }
    let hash = password::hash(&printed)?;
    store.write(&Actor::console(), &Key::new(), |tx| {
        for id in &changed {
            let Some(before) = queries::account(tx, id)? else { continue };
            let after = Account { password_hash: hash.clone(), must_change_password: false, ..before.clone() };
            tx.update(&before.unit_id, &before, &after)?;
            let failures = attempts::account_digest(tx.keys(), Ok(&before.id));
            queries::forget_failures(tx, &failures)?;
            tx.audit(entry(&before, serde_json::json!({ "demo_password_put_back": true })));
        }
        Ok(())
    })
}

fn appear(
    tx: &mut Tx<'_>,
    place: &Place,
    (role, login, number): (Role, &str, u32),
    hash: &str,
    units: &DemoUnits,
) -> Result<(), AccountError> {
    let name = say(Language::default(), &format!("accounts-demo-{login}"), &[]);
    let phone = format!("{PHONES}{number:02}");
    let wanted =
        Wanted { phone: Some(&phone), login_name: Some(login), name: &name, role, unit: &place.code, until: None };
    let account = Person::read(wanted)?.account(tx, place, hash, false)?;
    let until = (role == Role::Inspector).then(|| today(tx) + Duration::days(MOST_INSPECTION_DAYS));
    add(tx, place, &account, (role, until))?;
    if let (Role::GridLeader, Some(second)) = (role, &units.second_grid) {
        let also = role_from_today(tx, &account.id, second, role);
        tx.insert(&[(account.unit_id.clone(), also)])?;
    }
    Ok(())
}

struct DemoUnits {
    county: Place,
    town: Place,
    village: Place,
    grid: Place,
    second_grid: Option<Place>,
    grids: Vec<Place>,
}

impl DemoUnits {
    fn find(tx: &mut Tx<'_>, town: &str) -> Result<Self, AccountError> {
        let town = queries::place_by_code(tx, town)?.ok_or(AccountError::UnknownUnit)?;
        let county = town.path().ids().next().map(|id| queries::place(tx, &id.to_string())).transpose()?.flatten();
        let village = queries::places_below(tx, &town.id, UnitKind::Village)?.into_iter().next();
        let village = village.ok_or(AccountError::UnknownUnit)?;
        let all = queries::places_below(tx, &village.id, UnitKind::Grid)?;
        let mut grids = all.clone().into_iter();
        Ok(Self {
            grids: all,
            county: county.ok_or(AccountError::UnknownUnit)?,
            grid: grids.next().ok_or(AccountError::UnknownUnit)?,
            second_grid: grids.next(),
            town,
            village,
        })
    }

    fn of(&self, kind: UnitKind) -> &Place {
        match kind {
            UnitKind::County => &self.county,
            UnitKind::Town => &self.town,
            UnitKind::Village | UnitKind::Centre => &self.village,
            UnitKind::Grid => &self.grid,
        }
    }
}
