//! Looking at a masked phone: a reason first, then the number, once.

use askama::Template;
use hongwang_domain::Action;
use hongwang_store::Record;
use hongwang_web::components::{Choice, Field, FieldKind, Stamp};
use hongwang_web::{Ask, Crumb, Fault, Faults, Page, Reading, Reply, Tongue};

use crate::reveal::{Reason, Seen, reveal_phone};
use crate::rows::{Person, Unit};

/// The form that asks for a reason.
#[derive(Template)]
#[template(path = "reason.html")]
struct ReasonPage<'a> {
    t: Tongue,
    action: &'a str,
    stamp: Stamp,
    reason: Field,
    back: &'a str,
}

/// The number.
#[derive(Template)]
#[template(path = "revealed.html")]
struct RevealedPage<'a> {
    t: Tongue,
    digits: Vec<String>,
    phone: Option<&'a str>,
    back: &'a str,
}

/// What a look is about.
pub struct Look<'a> {
    /// The heading: whose number it is.
    pub title: String,
    /// Where the form is sent.
    pub action: &'a str,
    /// Where it leads back.
    pub back: &'a str,
    /// The way to it.
    pub crumbs: Vec<Crumb>,
    /// To which place of the navigation it belongs.
    pub nav: &'static str,
    /// Whether the number can be called.
    pub is_phone: bool,
    /// For what it may be looked at.
    pub reasons: &'static [Reason],
}

/// Asks for the reason.
///
/// # Errors
/// When the page can't be made.
pub fn reason_page(ask: &Ask, look: Look<'_>, faults: Option<&Faults>) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let choices =
        look.reasons.iter().map(|reason| Choice::new(reason.as_str(), t.of("organisation-reason", reason.as_str())));
    let reason = Field::new("reason", t.say("organisation-reason"), FieldKind::Radio(choices.collect()))
        .hint(t.say("organisation-reason-hint"));
    let reason = match faults {
        Some(faults) => reason.again(ask.fields(), faults),
        None => reason,
    };
    let body = ReasonPage { t, action: look.action, stamp: Stamp::new(), reason, back: look.back };
    let page = Page::new(look.title).nav(look.nav).crumbs(look.crumbs).body(&body)?;
    Ok(Reply::page(page).status(if faults.is_some() { 422 } else { 200 }))
}

/// Shows the number, large and in groups that can be read aloud. Nobody keeps the page (`no-store`), and loaded again it
/// leads back to where the number stands masked.
///
/// # Errors
/// When the page can't be made.
pub fn revealed_page(ask: &Ask, look: Look<'_>, seen: &Seen) -> Result<Reply, Fault> {
    let number = match seen {
        Seen::Now(number) => number.as_deref(),
        Seen::Before => return Ok(Reply::see_saying(look.back, ask.say("organisation-reveal-again"))),
    };
    let digits = number.map(groups).unwrap_or_default();
    let phone = number.filter(|_| look.is_phone);
    let body = RevealedPage { t: ask.tongue(), digits, phone, back: look.back };
    let page = Page::new(look.title).nav(look.nav).crumbs(look.crumbs).body(&body)?;
    Ok(Reply::page(page))
}

/// The reason that was chosen, one of those for which such a number is looked at.
///
/// # Errors
/// [`Fault::Invalid`] without one.
pub fn reason(ask: &Ask, reasons: &[Reason]) -> Result<Reason, Fault> {
    let mut form = Reading::of(ask.fields(), ask.tongue());
    match form.one_of("reason", |text| Reason::from_text(text).filter(|one| reasons.contains(one))) {
        Some(reason) => Ok(reason),
        None => Err(Fault::Invalid(form.into_faults())),
    }
}

/// A number as it is read over the phone: 139 0000 0001, 990101 19500307 0017.
fn groups(number: &str) -> Vec<String> {
    let cuts: &[usize] = match number.len() {
        18 => &[6, 14],
        11 if number.starts_with('1') => &[3, 7],
        _ => &[number.len() / 2],
    };
    let ends = cuts.iter().copied().chain([number.len()]);
    let mut from = 0;
    let group = |to: usize| {
        let text = number.get(from..to).unwrap_or_default().to_owned();
        from = to;
        text
    };
    ends.map(group).collect()
}

pub(crate) fn ask(ask: &Ask) -> Result<Reply, Fault> {
    with(ask, |look| reason_page(ask, look, None))
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    match reason(ask, Reason::PHONE) {
        Ok(reason) => {
            let phone = reveal_phone(ask.store(), ask.actor(), ask.key(), ask.param("person"), reason)?;
            with(ask, |look| revealed_page(ask, look, &phone))
        }
        Err(Fault::Invalid(faults)) => with(ask, |look| reason_page(ask, look, Some(&faults))),
        Err(fault) => Err(fault),
    }
}

fn with(ask: &Ask, work: impl FnOnce(Look<'_>) -> Result<Reply, Fault>) -> Result<Reply, Fault> {
    let id = ask.param("person");
    let (person, way) = ask.read(Action::RevealPhone, |door| {
        let person = Person::find(door, &[id.to_owned()])?.pop().ok_or(Fault::NotFound)?;
        Ok((person, crate::queries::ancestry(door, ask.place())?))
    })?;
    let back = way.last().map(|unit: &Unit| format!("/units/{}", unit.code)).unwrap_or_default();
    work(Look {
        title: ask.say_with("organisation-phone-of", &[("name", &person.name)]),
        action: &format!("/persons/{id}/phone"),
        back: &back,
        crumbs: super::crumbs(ask, &way),
        nav: "organisation",
        is_phone: true,
        reasons: Reason::PHONE,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_are_read_in_groups() {
        assert_eq!(super::groups("13900000001"), ["139", "0000", "0001"]);
        assert_eq!(super::groups("990101195003070017"), ["990101", "19500307", "0017"]);
        assert_eq!(super::groups("2345678").concat(), "2345678");
    }
}
