//! The keys that programs have: made here, shown once, taken back.

use askama::Template;
use hongwang_domain::policy::Reach;
use hongwang_web::components::{Choice, Empty, Field, FieldKind, Stamp};
use hongwang_web::{Ask, Crumb, Fault, Faults, Page, Reading, Reply, Tongue};

use crate::pages::once::{self, Once};
use crate::queries::{everybody, tokens_of};
use crate::rows::Token;
use crate::tokens::{MOST_DAYS, NAME, create_token, revoke_token};

/// So long a key lives unless somebody says otherwise.
const DAYS: &str = "30";

#[derive(Template)]
#[template(path = "tokens.html")]
struct TokensPage {
    t: Tongue,
    tokens: Vec<ShownToken>,
    empty: Option<Empty>,
    stamp: Stamp,
    name: Field,
    days: Field,
    reach: Field,
}

struct ShownToken {
    id: String,
    name: String,
    until: String,
    reach: String,
    ended: bool,
    stamp: Stamp,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, None)
}

/// Makes one and shows it.
pub(crate) fn create(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let mut form = Reading::of(ask.fields(), t);
    let (name, days) = (form.text("name", 1..=NAME), form.number("days", 1..=MOST_DAYS));
    // Where nothing is said, as little as is of use.
    let reach = form.optional_one_of("reach", Reach::from_text).unwrap_or(Reach::Reading);
    let (Some(days), false) = (days, form.has_faults()) else {
        return page(ask, Some(&form.into_faults()));
    };
    let made = create_token(ask.store(), ask.actor(), ask.key(), &ask.actor().name(), &name, (days, reach))
        .map_err(|error| error.fault(t))?;
    once::show(
        ask,
        Once {
            title: t.say1("accounts-token-made", "name", &name),
            words: t.say1("accounts-token-once", "day", t.moment(&made.expires_at)),
            secret: &made.secret,
            crumb: Crumb::link(t.say("accounts-tokens"), "/me/tokens"),
            nav: "me",
            back: (t.say("accounts-kept"), "/me/tokens"),
        },
    )
}

/// Takes one back.
pub(crate) fn revoke(ask: &Ask) -> Result<Reply, Fault> {
    revoke_token(ask.store(), ask.actor(), ask.key(), ask.param("token")).map_err(|error| error.fault(ask.tongue()))?;
    Ok(Reply::see_saying("/me/tokens", ask.say("accounts-token-revoked")))
}

fn page(ask: &Ask, faults: Option<&Faults>) -> Result<Reply, Fault> {
    let (t, now) = (ask.tongue(), ask.store().clock().now());
    let tokens = ask.store().read(&everybody(), |door| tokens_of(door, &ask.actor().name()))?;
    let shown = |token: Token| ShownToken {
        until: t.moment(&token.expires_at),
        reach: t.of("accounts-reach", &token.reach),
        ended: token.expires_at <= now,
        stamp: Stamp::new(),
        id: token.id,
        name: token.name,
    };
    let field = |field: Field| match faults {
        Some(faults) => field.again(ask.fields(), faults),
        None => field,
    };
    let reaches = Reach::ALL.iter().rev().map(|one| Choice::new(one.as_str(), t.of("accounts-reach", one.as_str())));
    let body = TokensPage {
        t,
        empty: tokens.is_empty().then(|| Empty {
            title: t.say("accounts-tokens-empty"),
            text: t.say("accounts-tokens-empty-next"),
            action: None,
        }),
        tokens: tokens.into_iter().map(shown).collect(),
        stamp: Stamp::new(),
        name: field(Field::text("name", t.say("accounts-token-name")).required().most(NAME)),
        days: field(
            Field::new("days", t.say("accounts-token-days"), FieldKind::Text("numeric"))
                .value(DAYS)
                .hint(t.say("accounts-fault-token-days"))
                .required(),
        ),
        reach: field(
            Field::new("reach", t.say("accounts-token-reach"), FieldKind::Radio(reaches.collect()))
                .value(Reach::Reading.as_str())
                .hint(t.say("accounts-token-reach-hint"))
                .required(),
        ),
    };
    let page = Page::new(t.say("accounts-tokens"))
        .nav("me")
        .crumbs(vec![Crumb::link(t.say("web-nav-me"), "/me")])
        .lede(t.say("accounts-tokens-lede"));
    Ok(Reply::page(page.body(&body)?).status(if faults.is_some() { 422 } else { 200 }))
}
