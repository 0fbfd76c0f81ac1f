//! One account, for whoever manages it: roles that come and go, a new password, sessions ended.

use askama::Template;
use hongwang_domain::Action;
use hongwang_web::components::{Field, FieldKind, Stamp};
use hongwang_web::{Ask, Crumb, Fault, Faults, Page, Reading, Reply, Tongue};

use crate::demo_only;
use crate::list::{Line, line};
use crate::pages::once::{self, Once};
use crate::pages::{place, role, role_choices};

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    t: Tongue,
    line: Line,
    path: String,
    stamps: [Stamp; 3],
    role: Field,
    unit: Field,
    until: Field,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, None)
}

/// Gives a new one-time password and shows it.
pub(crate) fn give_password(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let name = read(ask)?.name;
    demo_only::keep(ask, ask.param("account"))?;
    let given = crate::give_password(ask.store(), ask.actor(), ask.key(), ask.param("account"));
    let given = given.map_err(|error| error.fault(t))?;
    once::show(
        ask,
        Once {
            title: t.say1("accounts-password-given", "name", name),
            words: t.say("accounts-password-once"),
            secret: &given.password,
            crumb: Crumb::link(t.say("web-nav-accounts"), "/accounts"),
            nav: "accounts",
            back: (t.say("accounts-kept"), &path(ask)),
        },
    )
}

/// Ends all its sessions.
pub(crate) fn end_sessions(ask: &Ask) -> Result<Reply, Fault> {
    let ended = crate::end_sessions(ask.store(), ask.actor(), ask.key(), ask.param("account"));
    ended.map_err(|error| error.fault(ask.tongue()))?;
    Ok(Reply::see_saying(path(ask), ask.say("accounts-sessions-ended")))
}

/// Gives it one more role.
pub(crate) fn add_role(ask: &Ask) -> Result<Reply, Fault> {
    match add(ask) {
        Ok(_) => Ok(Reply::see_saying(path(ask), ask.say("accounts-role-added"))),
        Err(Fault::Invalid(faults)) => page(ask, Some(&faults)),
        Err(fault) => Err(fault),
    }
}

/// Adds the role that the form, or a program, asks for; answers its id.
pub(crate) fn add(ask: &Ask) -> Result<String, Fault> {
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let (role, until) = (form.one_of("role", role), form.optional_day("until"));
    let mut faults = form.into_faults();
    let unit = place::code(ask, role, &mut faults)?;
    let (Some(role), Some(unit), true) = (role, unit, faults.is_empty()) else { return Err(Fault::Invalid(faults)) };
    let added = crate::add_role(ask.store(), ask.actor(), ask.key(), ask.param("account"), (role, &unit, until));
    added.map_err(|error| error.fault(ask.tongue()))
}

/// Ends a role as of today.
pub(crate) fn end_role(ask: &Ask) -> Result<Reply, Fault> {
    end(ask)?;
    Ok(Reply::see_saying(path(ask), ask.say("accounts-role-ended")))
}

/// As [`end_role`], for a program, too.
pub(crate) fn end(ask: &Ask) -> Result<(), Fault> {
    let ended = crate::end_role(ask.store(), ask.actor(), ask.key(), ask.param("account"), ask.param("role"));
    ended.map_err(|error| error.fault(ask.tongue()))
}

/// The account that the path names.
pub(crate) fn read(ask: &Ask) -> Result<Line, Fault> {
    let found = ask
        .read(Action::ManageAccounts, |door| Ok(line(door, ask.store().keys(), ask.param("account"), ask.today())?))?;
    found.ok_or(Fault::NotFound)
}

fn path(ask: &Ask) -> String {
    format!("/accounts/{}", ask.param("account"))
}

fn page(ask: &Ask, faults: Option<&Faults>) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let line = read(ask)?;
    let field = |field: Field| match faults {
        Some(faults) => field.again(ask.fields(), faults),
        None => field,
    };
    let title = line.name.clone();
    let body = AccountPage {
        t,
        line,
        path: path(ask),
        stamps: [Stamp::new(), Stamp::new(), Stamp::new()],
        role: field(Field::new("role", t.say("accounts-role"), FieldKind::Select(role_choices(t)))).required(),
        unit: place::field(ask, faults, "")?,
        until: field(Field::new("until", t.say("accounts-until"), FieldKind::Day).hint(t.say("accounts-until-hint"))),
    };
    let page = Page::new(title).nav("accounts").crumbs(vec![Crumb::link(t.say("web-nav-accounts"), "/accounts")]);
    Ok(Reply::page(page.body(&body)?).status(if faults.is_some() { 422 } else { 200 }))
}
