//! A new account: who, as what, where; then its password, once.

use askama::Template;
use hongwang_web::components::{Field, FieldKind, Stamp};
use hongwang_web::{Ask, Crumb, Fault, Faults, Page, Reading, Reply, Tongue};

use crate::create::{Created, Wanted, create_account};
use crate::pages::once::{self, Once};
use crate::pages::{place, role, role_choices};

#[derive(Template)]
#[template(path = "new_account.html")]
struct NewAccountPage {
    t: Tongue,
    stamp: Stamp,
    name: Field,
    phone: Field,
    login: Field,
    role: Field,
    unit: Field,
    until: Field,
}

/// The form; `role` and `unit` of the query are filled in.
pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, None)
}

/// Makes it and shows the password.
pub(crate) fn create(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    match make(ask) {
        Ok((created, name)) => once::show(
            ask,
            Once {
                title: t.say1("accounts-made", "name", name),
                words: t.say("accounts-password-once"),
                secret: &created.password,
                crumb: Crumb::link(t.say("web-nav-accounts"), "/accounts"),
                nav: "accounts",
                back: (t.say("accounts-kept"), &format!("/accounts/{}", created.id)),
            },
        ),
        Err(Fault::Invalid(faults)) => page(ask, Some(&faults)),
        Err(fault) => Err(fault),
    }
}

/// Makes the account that the form, or a program, asks for.
pub(crate) fn make(ask: &Ask) -> Result<(Created, String), Fault> {
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let name = form.text("name", 1..=50);
    let (phone, login_name) = (form.optional_text("phone", 30), form.optional_text("login", 30));
    let (role, until) = (form.one_of("role", role), form.optional_day("until"));
    let mut faults = form.into_faults();
    let unit = place::code(ask, role, &mut faults)?;
    let (Some(role), Some(unit), true) = (role, unit, faults.is_empty()) else { return Err(Fault::Invalid(faults)) };
    let wanted =
        Wanted { phone: phone.as_deref(), login_name: login_name.as_deref(), name: &name, role, unit: &unit, until };
    let created = create_account(ask.store(), ask.actor(), ask.key(), wanted);
    Ok((created.map_err(|error| error.fault(ask.tongue()))?, name))
}

fn page(ask: &Ask, faults: Option<&Faults>) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let field = |field: Field| match faults {
        Some(faults) => field.again(ask.fields(), faults),
        None => field,
    };
    let given = |name: &str| ask.query(name).unwrap_or_default();
    let body = NewAccountPage {
        t,
        stamp: Stamp::new(),
        name: field(Field::text("name", t.say("accounts-name")).required().most(50)),
        phone: field(
            Field::new("phone", t.say("accounts-phone"), FieldKind::Text("tel")).hint(t.say("accounts-phone-hint")),
        ),
        login: field(Field::text("login", t.say("accounts-login")).hint(t.say("accounts-login-hint")).most(30)),
        role: field(
            Field::new("role", t.say("accounts-role"), FieldKind::Select(role_choices(t))).value(given("role")),
        )
        .required(),
        unit: place::field(ask, faults, given("unit"))?,
        until: field(Field::new("until", t.say("accounts-until"), FieldKind::Day).hint(t.say("accounts-until-hint"))),
    };
    let page = Page::new(t.say("accounts-new"))
        .nav("accounts")
        .crumbs(vec![Crumb::link(t.say("web-nav-accounts"), "/accounts")])
        .lede(t.say("accounts-new-lede"));
    Ok(Reply::page(page.body(&body)?).status(if faults.is_some() { 422 } else { 200 }))
}
