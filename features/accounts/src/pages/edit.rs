//! An account's name, phone and log-in name, for whoever manages accounts.

use askama::Template;
use hongwang_domain::{Action, Role};
use hongwang_web::components::{Field, FieldKind, Stamp};
use hongwang_web::{Ask, Conflict, Crumb, Fault, Joining, Page, Reading, Reply, Shown, Tongue};

use crate::demo_only;
use crate::edit::{AccountChange, edit_account};
use crate::queries;
use crate::rows::Account;

#[derive(Template)]
#[template(path = "edit_account.html")]
struct EditPage {
    t: Tongue,
    home: String,
    stamp: Stamp,
    joining: Option<Joining>,
    fields: Vec<Field>,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, Shown::Fresh)
}

pub(crate) fn save(ask: &Ask) -> Result<Reply, Fault> {
    match make(ask) {
        Ok(()) => Ok(Reply::see_saying(home(ask), ask.say("accounts-edited"))),
        Err(Fault::Invalid(faults)) => page(ask, Shown::Faulty(&faults)),
        Err(Fault::Store(hongwang_store::StoreError::Stale { .. })) => page(ask, Shown::Stale),
        Err(fault) => Err(fault),
    }
}

/// Changes the account as the form, or a program, asks.
pub(crate) fn make(ask: &Ask) -> Result<(), Fault> {
    let t = ask.tongue();
    let typed = ask.fields_over(|| fields(ask, &read(ask)?))?;
    let mut form = Reading::of(&typed, t);
    let (name, seen) = (form.text("name", 1..=50), form.version());
    let (phone, login_name) = (form.optional_text("phone", 30), form.optional_text("login", 30));
    let phone_remove = form.flag("phone_remove");
    if form.has_faults() {
        return Err(Fault::Invalid(form.into_faults()));
    }
    demo_only::keep(ask, ask.param("account"))?;
    let change =
        AccountChange { name: &name, phone: phone.as_deref(), phone_remove, login_name: login_name.as_deref() };
    let done = edit_account(ask.store(), ask.actor(), ask.key(), (ask.param("account"), seen), change);
    done.map_err(|error| error.fault(t))
}

fn read(ask: &Ask) -> Result<Account, Fault> {
    let found = ask.read(Action::ManageAccounts, |door| Ok(queries::account(door, ask.param("account"))?))?;
    found.ok_or(Fault::NotFound)
}

fn home(ask: &Ask) -> String {
    format!("/accounts/{}", ask.param("account"))
}

fn page(ask: &Ask, shown: Shown<'_>) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let account = read(ask)?;
    let standing = fields(ask, &account)?;
    let joining = match shown {
        Shown::Stale => Some(Joining::new(t, conflict(ask, &account, &standing)?)),
        Shown::Fresh | Shown::Faulty(_) => None,
    };
    let stamp = Stamp::over(shown.version(ask.fields(), account.version));
    let fields = shown.fields(ask.fields(), standing);
    let body = EditPage { t, home: home(ask), stamp, joining, fields };
    let crumbs = vec![Crumb::link(t.say("web-nav-accounts"), "/accounts"), Crumb::link(&account.name, home(ask))];
    let page = Page::new(t.say("accounts-edit")).nav("accounts").crumbs(crumbs).lede(t.say("accounts-edit-lede"));
    Ok(Reply::page(page.body(&body)?).status(shown.status()))
}

fn conflict(ask: &Ask, account: &Account, standing: &[Field]) -> Result<Conflict, Fault> {
    let t = ask.tongue();
    let (last, names) = ask.read(Action::ManageAccounts, |door| {
        let last = queries::last_change(door, account)?;
        let ids: Vec<String> = last.iter().map(|(actor, ..)| actor.clone()).collect();
        Ok((last, ask.app().gate.names(door, &ids)?))
    })?;
    let who = |(actor, role, _): &(String, String, _)| match names.get(actor) {
        Some(name) if role != Role::Console.as_str() => name.clone(),
        _ => t.of("role", role),
    };
    Ok(Conflict {
        who: last.as_ref().map(who),
        when: last.as_ref().map(|(.., at)| t.moment(at)),
        changes: standing.iter().filter_map(|field| field.change(ask.fields(), t)).collect(),
        version: account.version,
    })
}

fn fields(ask: &Ask, account: &Account) -> Result<Vec<Field>, Fault> {
    let t = ask.tongue();
    let masked = account.open_phone(ask.store().keys())?.map(|phone| phone.masked());
    let phone = Field::new("phone", t.say("accounts-phone"), FieldKind::Text("tel"))
        .stands_masked(masked.clone().unwrap_or_default())
        .hint(match &masked {
            Some(phone) => t.say1("accounts-edit-phone-hint", "phone", phone),
            None => t.say("accounts-phone-hint"),
        });
    let mut fields = vec![Field::text("name", t.say("accounts-name")).stands(&account.name).required().most(50), phone];
    if masked.is_some() {
        fields.push(Field::new("phone_remove", t.say("accounts-edit-phone-remove"), FieldKind::Tick));
    }
    fields.push(
        Field::text("login", t.say("accounts-login"))
            .stands(account.login_name.clone().unwrap_or_default())
            .hint(t.say("accounts-login-hint"))
            .most(30),
    );
    Ok(fields)
}
