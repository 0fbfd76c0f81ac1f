//! Which entries an address asks for: `?unit=…&alone=1&account=…&from=…&to=…&action=…&before=…`, of pages and programs alike.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use hongwang_accounts::queries as accounts;
use hongwang_domain::{Action, Id, Role, UnitKind};
use hongwang_organisation::Unit;
use hongwang_organisation::queries as organisation;
use hongwang_store::{AuditEntry, Key, StoreError};
use hongwang_web::{Ask, Fault, Reading};

use crate::queries::Within;

/// The hours between UTC and the deployment's time zone (Asia/Shanghai).
const ZONE_HOURS: i64 = 8;
/// A name that is searched for has at most so many characters.
pub(crate) const NAME: usize = 50;

/// Which entries.
#[derive(Clone, Debug)]
pub(crate) struct Filter {
    pub unit: Unit,
    pub alone: bool,
    pub within: Within,
    /// The account's id, or `console`.
    pub account: Option<String>,
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
    pub action: Option<Action>,
    /// Only what is earlier than this entry.
    pub before: Option<String>,
}

impl Filter {
    /// Reads the address; without a unit it is the own one, with all below.
    pub fn of(ask: &Ask) -> Result<Self, Fault> {
        let unit = unit(ask)?;
        let mut form = Reading::of(ask.queries(), ask.tongue());
        let alone = form.flag("alone");
        let account = form.optional_one_of("account", known);
        let (from, to) = (form.optional_day("from"), form.optional_day("to"));
        let action = form.optional_one_of("action", Action::from_text);
        let before = form.optional_one_of("before", |text| Id::parse(text).map(|id| id.to_string()));
        form.finish()?;
        let within = match (alone, unit.kind()?) {
            (true, _) => Within::Alone(unit.id.clone()),
            (false, UnitKind::County) => Within::Everything,
            (false, _) => Within::Subtree(unit.path()),
        };
        Ok(Self { unit, alone, within, account, from, to, action, before })
    }

    /// The moment at which the first day begins, in UTC.
    pub fn begins(&self) -> Option<NaiveDateTime> {
        self.from.map(midnight)
    }

    /// The moment at which the last day has ended, in UTC.
    pub fn ends(&self) -> Option<NaiveDateTime> {
        self.to.and_then(|day| day.succ_opt()).map(midnight)
    }

    /// Says in the audit who is looked into by whom, before anything is shown. The command line is nobody.
    pub fn note(&self, ask: &Ask) -> Result<(), Fault> {
        let Some(account) = self.account.as_deref().filter(|account| *account != Role::Console.as_str()) else {
            return Ok(());
        };
        if ask.read(Action::ReadAudit, |door| Ok(accounts::account(door, account)?))?.is_none() {
            return Err(Fault::NotFound);
        }
        let path = ask.actor().unit.clone().ok_or(Fault::NotAllowed)?;
        let unit_id = path.ids().last().map(|id| id.to_string()).ok_or(Fault::NotAllowed)?;
        let detail = serde_json::json!({
            "unit": self.unit.code, "alone": self.alone, "from": self.from, "to": self.to, "action": self.action,
        });
        ask.store().write(ask.actor(), &Key::new(), |tx| -> Result<(), StoreError> {
            tx.allow(Action::ReadAudit, &path)?;
            tx.audit(AuditEntry {
                unit_id: unit_id.clone(),
                action: Action::ReadAudit,
                subject_kind: "account",
                subject_id: account.to_owned(),
                detail: detail.clone(),
            });
            Ok(())
        })?;
        Ok(())
    }
}

fn midnight(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN) - Duration::hours(ZONE_HOURS)
}

fn known(text: &str) -> Option<String> {
    let console = Role::Console.as_str();
    if text == console { Some(console.to_owned()) } else { Id::parse(text).map(|id| id.to_string()) }
}

/// The unit of the address, if the visitor may follow it.
fn unit(ask: &Ask) -> Result<Unit, Fault> {
    let own = ask.actor().unit.clone().ok_or(Fault::NotAllowed)?;
    let unit = ask.read(Action::ReadAudit, |door| match ask.query("unit") {
        Some(code) => Ok(organisation::by_code(door, code)?),
        None => Ok(organisation::ancestry(door, &own)?.pop()),
    })?;
    let may = |unit: &Unit| ask.may(Action::ReadAudit, &unit.path());
    match unit {
        Some(unit) if may(&unit) => Ok(unit),
        Some(_) => Err(Fault::NotAllowed),
        // Of what there is elsewhere nothing is told.
        None => Err(Fault::NotFound),
    }
}
