//! The second step: set up on the own phone, passed at the log-in, done without.

use askama::Template;
use hongwang_web::components::{Field, FieldKind};
use hongwang_web::{Ask, Crumb, Fault, Faults, Page, Reply, SecondStep, Tongue};
use qrcode::QrCode;
use qrcode::render::svg;

use crate::error::AccountError;
use crate::log_in::{STAY_SECONDS, is_administrator, new_session};
use crate::pages::log_in::entrance;
use crate::proof::prove;
use crate::second::{self, SetUp};
use crate::secret::Secret;
use crate::{Entrance, demo_only, queries};

#[derive(Template)]
#[template(path = "second.html")]
struct SecondPage {
    t: Tongue,
    needed: bool,
    on: bool,
    set_up: Option<Shown>,
    code: Field,
    password: Field,
}

struct Shown {
    groups: Vec<String>,
    picture: String,
}

#[derive(Template)]
#[template(path = "recovery.html")]
struct RecoveryPage<'a> {
    t: Tongue,
    codes: Vec<&'a str>,
}

#[derive(Template)]
#[template(path = "log_in_code.html")]
struct CodePage<'a> {
    t: Tongue,
    refusal: Option<String>,
    code: Field,
    next: &'a str,
}

/// The page of the own second step.
pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, &Faults::default())
}

/// Begins: a secret for the phone.
pub(crate) fn begin(ask: &Ask) -> Result<Reply, Fault> {
    demo_only::keep(ask, &ask.actor().name())?;
    second::begin(ask.store(), ask.actor()).map_err(|error| error.fault(ask.tongue()))?;
    Ok(Reply::see("/me/second"))
}

/// A code of the phone was typed: it counts from now on, and the codes for paper are shown once.
pub(crate) fn confirm(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let typed = ask.fields().get("code").unwrap_or_default();
    let codes = match second::confirm(ask.store(), ask.actor(), typed, ask.address()) {
        Ok(codes) => codes.0,
        Err(error) => {
            return match error.fault(t) {
                Fault::Invalid(faults) => page(ask, &faults),
                fault => Err(fault),
            };
        }
    };
    let body = RecoveryPage { t, codes: codes.iter().map(Secret::expose).collect() };
    let page = Page::new(t.say("accounts-second-paper")).nav("me").once().lede(t.say("accounts-second-paper-lede"));
    // What a session may do has changed: it gets another secret.
    renewed(ask, Reply::page(page.body(&body)?))
}

/// Does without, by the password and a code.
pub(crate) fn end(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let typed = Secret::new(ask.fields().raw("password").unwrap_or_default());
    let code = ask.fields().get("code").unwrap_or_default();
    let ended = prove(ask.store(), ask.actor(), ask.address(), &typed)
        .and_then(|_| second::end(ask.store(), ask.actor(), code, ask.address()));
    match ended {
        Ok(()) => renewed(ask, Reply::see_saying("/me/second", t.say("accounts-second-ended"))),
        Err(AccountError::WrongPassword) => {
            let mut faults = Faults::default();
            faults.add("password", t.say("accounts-fault-password"));
            page(ask, &faults)
        }
        Err(error) => match error.fault(t) {
            Fault::Invalid(faults) => page(ask, &faults),
            fault => Err(fault),
        },
    }
}

/// The page behind the password.
pub(crate) fn ask_code(ask: &Ask) -> Result<Reply, Fault> {
    if ask.visitor().is_some_and(|visitor| visitor.second_step != SecondStep::Wanted) {
        return Ok(Reply::see(ask.query("next").unwrap_or("/")));
    }
    code_page(ask, ask.query("next").unwrap_or("/"), None)
}

/// Passes with a code from the phone, or one from paper.
pub(crate) fn pass(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let next = ask.fields().get("next").unwrap_or("/");
    if ask.visitor().is_some_and(|visitor| visitor.second_step != SecondStep::Wanted) {
        return Ok(Reply::see(next));
    }
    match second::pass(ask.store(), ask.actor(), ask.fields().get("code").unwrap_or_default(), ask.address()) {
        Ok(()) => {
            let must_change = ask.visitor().is_some_and(|visitor| visitor.must_change_password);
            renewed(ask, Reply::see(if must_change { "/password" } else { next }))
        }
        Err(AccountError::Store(error)) => Err(error.into()),
        Err(error) => {
            let args = error.args();
            let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            code_page(ask, next, Some((&error, t.say_with(error.key(), &args))))
        }
    }
}

/// The session goes on under another secret, and has passed.
fn renewed(ask: &Ask, reply: Reply) -> Result<Reply, Fault> {
    let session = ask.visitor().and_then(|visitor| visitor.session.clone()).unwrap_or_default();
    let found = ask.store().read(&queries::everybody(), |door| queries::session(door, ask.actor(), &session))?;
    let stays = found.as_ref().is_some_and(|session| session.stays);
    let Entrance { device, .. } = entrance(ask);
    let made = new_session(ask.store(), &ask.actor().name(), device, stays);
    let (secret, fresh) = made.map_err(|error| AccountError::from(error).fault(ask.tongue()))?;
    ask.store().keep_house(|db| {
        queries::end_session(db, &fresh.account_id, &session)?;
        queries::add_session(db, &fresh)
    })?;
    let secret = secret.expose().to_owned();
    Ok(if stays { reply.session_for(secret, STAY_SECONDS) } else { reply.session(secret) })
}

fn code_page(ask: &Ask, next: &str, refused: Option<(&AccountError, String)>) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let status = match &refused {
        None => 200,
        Some((AccountError::Locked(_) | AccountError::Slow(_), _)) => 429,
        Some(_) => 422,
    };
    let refusal = refused.map(|(_, words)| words);
    let body = CodePage { t, refusal, code: code_field(t), next };
    let page = Page::new(t.say("accounts-second-code")).plain().lede(t.say("accounts-second-code-lede"));
    Ok(Reply::page(page.body(&body)?).status(status))
}

fn code_field(t: Tongue) -> Field {
    Field::new("code", t.say("accounts-second-code"), FieldKind::Text("text"))
        .autocomplete("one-time-code")
        .hint(t.say("accounts-second-code-hint"))
        .most(30)
        .required()
}

fn page(ask: &Ask, faults: &Faults) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let own = ask.actor().name();
    let (on, set_up) = ask.store().read(&queries::everybody(), |door| {
        let Some(account) = queries::account(door, &own)? else { return Ok((false, None)) };
        Ok::<_, Fault>((second::is_on(door, &own)?, second::unconfirmed(door, ask.store().keys(), &account)?))
    })?;
    let administers =
        ask.visitor().is_some_and(|visitor| visitor.posts.iter().any(|post| is_administrator(post.actor.role)));
    let field = |field: Field| if faults.is_empty() { field } else { field.again(ask.fields(), faults) };
    let password = Field::new("password", t.say("accounts-password-old"), FieldKind::Password("current-password"));
    let body = SecondPage {
        t,
        needed: administers,
        on,
        code: field(if set_up.is_some() {
            code_field(t).hint(t.say("accounts-second-first-hint"))
        } else {
            code_field(t)
        }),
        set_up: set_up.map(|set_up| shown(&set_up)).transpose()?,
        password: field(password.required()),
    };
    let page = Page::new(t.say("accounts-second"))
        .nav("me")
        .crumbs(vec![Crumb::link(t.say("web-nav-me"), "/me")])
        .lede(t.say(if administers { "accounts-second-needed" } else { "accounts-second-lede" }));
    Ok(Reply::page(page.body(&body)?).status(if faults.is_empty() { 200 } else { 422 }))
}

/// The secret in groups of four, and as a picture.
fn shown(set_up: &SetUp) -> Result<Shown, Fault> {
    let groups = set_up.secret.expose().as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned());
    let code =
        QrCode::new(set_up.uri.expose()).map_err(|error| Fault::Broken(format!("picture of a secret: {error}")))?;
    let picture = code.render::<svg::Color<'_>>().min_dimensions(220, 220).build();
    // Within a page it is no document of its own.
    let picture = picture.find("<svg").and_then(|at| picture.get(at..)).unwrap_or_default().to_owned();
    Ok(Shown { groups: groups.collect(), picture })
}
