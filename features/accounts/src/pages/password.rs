//! Changing the own password: the rules stand before the field and beside it.

use askama::Template;
use hongwang_web::components::{Field, FieldKind, Stamp};
use hongwang_web::{Ask, Fault, Faults, Page, Reading, Reply, Tongue};

use crate::change_password::{Change, change_password};
use crate::demo_only;
use crate::pages::log_in::entrance;
use crate::queries;
use crate::secret::Secret;

#[derive(Template)]
#[template(path = "password.html")]
struct PasswordPage {
    t: Tongue,
    forced: bool,
    stamp: Stamp,
    old: Field,
    new: Field,
    again: Field,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, None)
}

/// Changes it; the session goes on under another secret.
pub(crate) fn change(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let mut form = Reading::of(ask.fields(), t);
    let mut typed = |name: &str| match ask.fields().raw(name).filter(|text| !text.is_empty()) {
        Some(text) => Secret::new(text),
        None => {
            form.fault(name, t.say("web-form-lacking"));
            Secret::new("")
        }
    };
    let (old, new, again) = (typed("old"), typed("new"), typed("again"));
    if new != again {
        form.fault("again", t.say("accounts-password-differs"));
    }
    if form.has_faults() {
        return page(ask, Some(&form.into_faults()));
    }
    let visitor = ask.visitor().ok_or(Fault::LogInFirst)?;
    demo_only::keep(ask, &visitor.account.to_string())?;
    let session = visitor.session.as_deref().unwrap_or_default();
    let stays = ask.store().read(&queries::everybody(), |door| queries::session(door, ask.actor(), session))?;
    let at = crate::Entrance { stay: stays.is_some_and(|session| session.stays), ..entrance(ask) };
    match change_password(ask.store(), ask.actor(), at, Change { old: &old, new: &new, goes_on: true }) {
        Ok(Some(secret)) => {
            Ok(Reply::see_saying("/", t.say("accounts-password-changed")).session(secret.expose().to_owned()))
        }
        Ok(None) => Ok(Reply::see("/login").end_session()),
        Err(error) => match error.fault(t) {
            Fault::Invalid(faults) => page(ask, Some(&faults)),
            fault => Err(fault),
        },
    }
}

fn page(ask: &Ask, faults: Option<&Faults>) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let forced = ask.visitor().is_some_and(|visitor| visitor.must_change_password);
    let field = |name, label: &str, complete| {
        let field = Field::new(name, t.say(label), FieldKind::Password(complete)).required();
        match faults {
            Some(faults) => field.again(ask.fields(), faults),
            None => field,
        }
    };
    let old = if forced { "accounts-password-one-time" } else { "accounts-password-old" };
    let body = PasswordPage {
        t,
        forced,
        stamp: Stamp::new(),
        old: field("old", old, "current-password"),
        new: field("new", "accounts-password-new", "new-password").hint(t.say("accounts-password-rules")),
        again: field("again", "accounts-password-again", "new-password"),
    };
    let page = Page::new(t.say("accounts-password-change")).nav("me").lede(t.say("accounts-password-lede"));
    let status = if faults.is_some() { 422 } else { 200 };
    Ok(Reply::page(page.body(&body)?).status(status))
}
