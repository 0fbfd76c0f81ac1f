//! The door: one field for who one is, one for the password, and out again.

use askama::Template;
use hongwang_domain::text::without_blanks;
use hongwang_web::components::{Field, FieldKind};
use hongwang_web::{Ask, DemoLogIn, Fault, Fields, Page, Reply, Tongue};
use hongwang_words::Language;

use crate::demo_only::is_told;
use crate::device::Device;
use crate::error::AccountError;
use crate::log_in::{Credentials, Entrance, LogInError, LoggedIn, STAY_SECONDS, log_in};
use crate::preferences::choose;
use crate::queries;
use crate::secret::Secret;

#[derive(Template)]
#[template(path = "log_in.html")]
struct LogInPage<'a> {
    t: Tongue,
    county: Option<String>,
    refusal: Option<String>,
    name: Field,
    password: Field,
    stay: Option<Field>,
    next: &'a str,
    language: &'a str,
    gone: Option<&'static str>,
    demo: &'a [DemoLogIn],
}

/// The log-in page; whoever is in already goes on.
pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    if ask.visitor().is_some() {
        return Ok(Reply::see(ask.query("next").unwrap_or("/")));
    }
    page(ask, ask.queries(), None)
}

/// Lets somebody in.
pub(crate) fn enter(ask: &Ask) -> Result<Reply, Fault> {
    let fields = ask.fields();
    let next = fields.get("next").unwrap_or("/");
    let password = Secret::new(fields.raw("password").unwrap_or_default());
    let shown = Credentials { name: fields.get("name").unwrap_or_default(), password: &password };
    let spared = is_told(ask, &without_blanks(shown.name));
    let at = Entrance { stay: fields.get("stay").is_some(), spared, ..entrance(ask) };
    match log_in(ask.store(), shown, at) {
        Ok(inside) => {
            leave_before(ask)?;
            speak_on(ask, &inside)?;
            let reply = match (inside.second_step, inside.account.must_change_password) {
                (true, _) => Reply::see(format!("/login/code?{}", second_step(next))),
                (false, true) => Reply::see("/password"),
                (false, false) => Reply::see(next),
            };
            let secret = inside.secret.expose().to_owned();
            Ok(if inside.stays { reply.session_for(secret, STAY_SECONDS) } else { reply.session(secret) })
        }
        Err(LogInError::Store(error)) => Err(error.into()),
        Err(refused) => page(ask, fields, Some(&refused)),
    }
}

/// Where to go on behind the second step, as a query.
fn second_step(next: &str) -> String {
    Fields::new(vec![("next".to_owned(), next.to_owned())]).written()
}

/// Another one logs in where somebody was: that session ends, no cookie leads to it any more.
fn leave_before(ask: &Ask) -> Result<(), Fault> {
    let Some(session) = ask.visitor().and_then(|visitor| visitor.session.as_deref()) else { return Ok(()) };
    match crate::log_out(ask.store(), ask.actor(), session) {
        Ok(()) | Err(AccountError::UnknownAccount) => Ok(()),
        Err(error) => Err(error.fault(ask.tongue())),
    }
}

/// The language that was chosen at this page a moment ago is the account's from now on.
fn speak_on(ask: &Ask, inside: &LoggedIn) -> Result<(), Fault> {
    let chosen = ask.fields().get("language").and_then(Language::parse);
    let chosen = chosen.filter(|chosen| inside.account.language.as_deref() != Some(chosen.tag()));
    let Some(language) = chosen else { return Ok(()) };
    choose(ask.store(), &inside.actor, Some(language), None).map_err(|error| error.fault(ask.tongue()))
}

/// Logs out here.
pub(crate) fn leave(ask: &Ask) -> Result<Reply, Fault> {
    let session = ask.visitor().and_then(|visitor| visitor.session.as_deref()).unwrap_or_default();
    match crate::log_out(ask.store(), ask.actor(), session) {
        // Out is out: somewhere else was quicker.
        Ok(()) | Err(AccountError::UnknownAccount) => {}
        Err(error) => return Err(error.fault(ask.tongue())),
    }
    Ok(Reply::see_saying("/login", ask.say("accounts-logged-out")).end_session())
}

/// From where and on what it is asked.
pub(crate) fn entrance(ask: &Ask) -> Entrance<'_> {
    Entrance { address: ask.address(), device: Device::of_user_agent(ask.agent()), stay: false, spared: false }
}

fn page(ask: &Ask, sent: &Fields, refused: Option<&LogInError>) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let on_phone = Device::of_user_agent(ask.agent()).is_phone();
    let county = ask.store().read(&queries::everybody(), |door| queries::county_name(door))?;
    let refusal = refused.map(|refused| {
        let args = refused.args();
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        t.say_with(refused.key(), &args)
    });
    let demo = ask.app().options.demo.as_ref().map_or(&[][..], |demo| demo.log_ins.as_slice());
    let body = LogInPage {
        t,
        county,
        refusal,
        name: Field::text("name", t.say("accounts-log-in-name"))
            .autocomplete("username")
            .value(ask.fields().get("name").unwrap_or_default())
            .required(),
        password: Field::new("password", t.say("accounts-password"), FieldKind::Password("current-password"))
            .required(),
        stay: on_phone.then(|| {
            Field::new("stay", t.say("accounts-stay"), FieldKind::Tick).value(sent.get("stay").unwrap_or_default())
        }),
        next: sent.get("next").unwrap_or("/"),
        language: sent.get("language").unwrap_or_default(),
        gone: match sent.get("gone") {
            Some("form") => Some("form"),
            Some(_) => Some("page"),
            None => None,
        },
        demo,
    };
    let status = refused.map_or(200, status);
    Ok(Reply::page(Page::new(t.say("accounts-log-in")).plain().bare().body(&body)?).status(status))
}

fn status(refused: &LogInError) -> u16 {
    match refused {
        LogInError::Wrong { .. } => 422,
        LogInError::Locked { .. } | LogInError::Slow { .. } => 429,
        LogInError::NoRole => 403,
        LogInError::Busy | LogInError::Store(_) => 503,
    }
}
