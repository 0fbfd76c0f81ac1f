//! The records, the latest first, by unit, person, day and what was done. They are followed, not counted.

use askama::Template;
use hongwang_accounts::queries as accounts;
use hongwang_domain::{Action, UnitPath};
use hongwang_organisation::Unit;
use hongwang_organisation::queries as organisation;
use hongwang_store::EntryRow;
use hongwang_web::components::{Choice, Empty, Field, FieldKind};
use hongwang_web::{Ask, Fault, Fields, Page, Reply, Tongue};

use crate::filter::{Filter, NAME};
use crate::queries;
use crate::words::{self, Line};

/// So many on a page.
const EACH: usize = 50;
/// So many people of one name are offered.
const OFFERED: i64 = 20;

#[derive(Template)]
#[template(path = "audit_list.html")]
struct List {
    t: Tongue,
    fields: Vec<Field>,
    /// Whether something was chosen: then it is shown what.
    is_chosen: bool,
    /// Whose records these are: id, name, and the address of everybody's.
    person: Option<(String, String, String)>,
    /// People of the name that was typed: address, name, unit.
    people: Vec<(String, String, String)>,
    lines: Vec<Line>,
    earlier: Option<String>,
    latest: Option<String>,
    empty: Option<Empty>,
}

/// The entries of a page, and whether there are earlier ones.
pub(crate) fn read(ask: &Ask, filter: &Filter) -> Result<(Vec<EntryRow>, bool), Fault> {
    filter.note(ask)?;
    let most = i64::try_from(EACH + 1).unwrap_or(i64::MAX);
    let mut entries = ask.read(Action::ReadAudit, |door| Ok(queries::entries(door, filter, most)?))?;
    let more = entries.len() > EACH;
    entries.truncate(EACH);
    Ok((entries, more))
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let filter = Filter::of(ask)?;
    let typed = ask.query("who").filter(|text| text.chars().count() <= NAME);
    let people = typed.map(|text| people(ask, text)).transpose()?.unwrap_or_default();
    if let [(address, ..)] = people.as_slice() {
        return Ok(Reply::see(address));
    }
    let asks_who = typed.is_some();
    let (entries, more) = if asks_who { (Vec::new(), false) } else { read(ask, &filter)? };
    let earlier = entries.last().filter(|_| more).map(|entry| address(ask.queries(), &[("before", &entry.id)]));
    let latest = filter.before.is_some().then(|| address(ask.queries(), &[("before", "")]));
    let empty = (entries.is_empty() && people.is_empty()).then(|| Empty {
        title: t.say(if asks_who { "audit-who-none" } else { "audit-empty" }),
        text: t.say(if asks_who { "audit-who-none-next" } else { "audit-empty-next" }),
        action: Some((t.say("audit-show-all"), "/audit".to_owned())),
    });
    let body = List {
        t,
        fields: fields(ask, &filter)?,
        is_chosen: ask.queries().iter().any(|(name, value)| name != "before" && !value.is_empty()),
        person: person(ask, &filter)?,
        people,
        lines: words::lines(ask, &entries)?,
        earlier,
        latest,
        empty,
    };
    Ok(Reply::page(Page::new(t.say("web-nav-audit")).nav("audit").lede(t.say("audit-lede")).body(&body)?))
}

/// The address of the list with some parameters changed; empty ones are left out.
fn address(query: &Fields, changes: &[(&str, &str)]) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    let kept = query.iter().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    for (name, value) in kept.chain(changes.iter().copied()).filter(|(_, value)| !value.is_empty()) {
        pairs.append_pair(name, value);
    }
    format!("/audit?{}", pairs.finish())
}

/// Accounts of the own unit and below that are called so.
fn people(ask: &Ask, text: &str) -> Result<Vec<(String, String, String)>, Fault> {
    let within: UnitPath = ask.actor().unit.clone().ok_or(Fault::NotAllowed)?;
    ask.read(Action::ReadAudit, |door| {
        let (_, accounts) = accounts::page(door, &within, Some(text), 0, OFFERED)?;
        let units: Vec<String> = accounts.iter().map(|account| account.unit_id.clone()).collect();
        let places = queries::places(door, &units)?;
        let person = |account: hongwang_accounts::Account| {
            let unit = places.get(&account.unit_id).map(|(_, name)| name.clone()).unwrap_or_default();
            let changes = [("who", ""), ("before", ""), ("account", account.id.as_str())];
            (address(ask.queries(), &changes), account.name.clone(), unit)
        };
        Ok(accounts.into_iter().map(person).collect())
    })
}

fn person(ask: &Ask, filter: &Filter) -> Result<Option<(String, String, String)>, Fault> {
    let Some(account) = &filter.account else { return Ok(None) };
    let names = ask.read(Action::ReadAudit, |door| Ok(ask.app().gate.names(door, std::slice::from_ref(account))?))?;
    let name = names.get(account).cloned().unwrap_or_else(|| ask.say("role-console"));
    Ok(Some((account.clone(), name, address(ask.queries(), &[("account", ""), ("before", "")]))))
}

fn fields(ask: &Ask, filter: &Filter) -> Result<Vec<Field>, Fault> {
    let t = ask.tongue();
    let units = offered(ask, filter)?;
    let units = units.iter().map(|unit| Choice::new(&unit.code, format!("{} {}", unit.name, unit.code)));
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let actions = Action::ALL.iter().map(|one| Choice::new(one.as_str(), t.of("audit-did", one.as_str())));
    let actions = std::iter::once(Choice::new("", t.say("audit-any"))).chain(actions).collect();
    let action = filter.action.map(Action::as_str).unwrap_or_default();
    Ok(vec![
        Field::new("unit", t.say("audit-unit"), FieldKind::Select(units.collect())).value(&filter.unit.code),
        Field::new("alone", t.say("audit-alone"), FieldKind::Tick).value(if filter.alone { "1" } else { "" }),
        Field::text("who", t.say("audit-person")).most(NAME).value(ask.query("who").unwrap_or_default()),
        Field::new("from", t.say("audit-from"), FieldKind::Day).value(day(filter.from)),
        Field::new("to", t.say("audit-to"), FieldKind::Day).value(day(filter.to)),
        Field::new("action", t.say("audit-what"), FieldKind::Select(actions)).value(action),
    ])
}

/// From the own unit down to the chosen one, and what lies directly below that.
fn offered(ask: &Ask, filter: &Filter) -> Result<Vec<Unit>, Fault> {
    let chosen = &filter.unit;
    ask.read(Action::ReadAudit, |door| {
        let mut units = organisation::ancestry(door, &chosen.path())?;
        units.retain(|unit| ask.may(Action::ReadAudit, &unit.path()));
        units.extend(
            organisation::subtree(door, &chosen.path())?
                .into_iter()
                .filter(|unit| unit.parent_id.as_deref() == Some(chosen.id.as_str())),
        );
        Ok(units)
    })
}
