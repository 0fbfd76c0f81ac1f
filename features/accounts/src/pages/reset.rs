//! 忘了密码: who one is, the code that one was told, another password.

use askama::Template;
use hongwang_domain::text::without_blanks;
use hongwang_web::components::{Field, FieldKind};
use hongwang_web::{Ask, Fault, Faults, Page, Reading, Reply, Tongue};

use crate::demo_only::is_told;
use crate::error::AccountError;
use crate::reset::{Reset, reset_password};
use crate::secret::Secret;

#[derive(Template)]
#[template(path = "reset.html")]
struct ResetPage {
    t: Tongue,
    refusal: Option<String>,
    name: Field,
    code: Field,
    new: Field,
    again: Field,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, &Faults::default(), None)
}

/// Chooses another password; whoever has done so logs in with it.
pub(crate) fn choose(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let mut form = Reading::of(ask.fields(), t);
    let (name, code) = (form.text("name", 1..=50), form.text("code", 1..=20));
    let typed = |name: &str| Secret::new(ask.fields().raw(name).unwrap_or_default());
    let (new, again) = (typed("new"), typed("again"));
    if new != again {
        form.fault("again", t.say("accounts-password-differs"));
    }
    if form.has_faults() {
        return page(ask, &form.into_faults(), None);
    }
    if is_told(ask, &without_blanks(&name)) {
        return Err(AccountError::DemoAccount.fault(t));
    }
    match reset_password(ask.store(), Reset { name: &name, code: &code, new: &new }, ask.address()) {
        Ok(()) => Ok(Reply::see_saying("/login", t.say("accounts-code-used")).end_session()),
        Err(error @ (AccountError::Locked(_) | AccountError::Slow(_))) => {
            let args = error.args();
            let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            page(ask, &Faults::default(), Some(t.say_with(error.key(), &args)))
        }
        Err(error) => match error.fault(t) {
            Fault::Invalid(faults) => page(ask, &faults, None),
            fault => Err(fault),
        },
    }
}

fn page(ask: &Ask, faults: &Faults, refusal: Option<String>) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let status = match (&refusal, faults.is_empty()) {
        (Some(_), _) => 429,
        (None, false) => 422,
        (None, true) => 200,
    };
    let field = |field: Field| if status == 200 { field } else { field.again(ask.fields(), faults) };
    let password = |name, label: &str| Field::new(name, t.say(label), FieldKind::Password("new-password")).required();
    let body = ResetPage {
        t,
        refusal,
        name: field(Field::text("name", t.say("accounts-log-in-name")).autocomplete("username").required()),
        code: field(
            Field::new("code", t.say("accounts-code"), FieldKind::Text("numeric"))
                .autocomplete("one-time-code")
                .hint(t.say("accounts-code-hint"))
                .most(20)
                .required(),
        ),
        new: field(password("new", "accounts-password-new").hint(t.say("accounts-password-lede"))),
        again: field(password("again", "accounts-password-again")),
    };
    let page = Page::new(t.say("accounts-reset")).plain().lede(t.say("accounts-reset-lede"));
    Ok(Reply::page(page.body(&body)?).status(status))
}
