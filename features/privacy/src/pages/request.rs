//! One request: how it stands, and for the second person what there is to decide.

use askama::Template;
use hongwang_domain::{Action, Role};
use hongwang_organisation::queries::who_changed;
use hongwang_store::Record;
use hongwang_web::components::{Choice, Field, FieldKind, Stamp};
use hongwang_web::subject::Hit;
use hongwang_web::{Ask, Fault, Faults, Page, Reading, Reply, Tongue};

use super::{accounts, known, request_of, way};
use crate::decide::action_of;
use crate::rows::{Kind, Refusal, State, SubjectRequest};
use crate::{decide, finish, forget, person};

/// What stands for "no law stands against it" in a form.
const NO_HOLD: &str = "none";

#[derive(Template)]
#[template(path = "privacy_request.html")]
struct RequestPage {
    t: Tongue,
    id: String,
    resident: String,
    facts: Vec<(String, String)>,
    /// Whether the visitor is the second person, who may decide it.
    decides: bool,
    /// Whether the visitor recorded it and waits for the second person.
    waits: bool,
    is_erasure: bool,
    is_correction: bool,
    is_waiting: bool,
    stamp: Stamp,
    refusal: Field,
    hold: Field,
    sure: Field,
    /// Texts that can be cleared here: value, what.
    clears: Vec<(String, String)>,
    /// Texts that are changed by hand.
    by_hand: Vec<String>,
    ticked: Vec<String>,
    opens: bool,
    certificate: bool,
    /// What was changed about the person since it was asked.
    changes: Vec<String>,
    exists: bool,
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    page(ask, None)
}

fn page(ask: &Ask, faults: Option<&Faults>) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let row = request_of(ask)?;
    let person = known(ask, &row.resident_id)?;
    let me = ask.actor().name();
    let is_waiting = matches!(row.state(), State::Open | State::Held);
    let decides = is_waiting
        && row.recorded_by != me
        && row.kind() != Kind::Correction
        && ask.may(action_of(row.kind()), ask.place());
    let hits = match &person {
        Some(known) if decides && row.kind() == Kind::Erasure => {
            let sought = person::sought(known);
            ask.read(Action::HandleRights, |door| Ok(person::hits(door, &ask.app().slices, &sought)?))?
        }
        _ => Vec::new(),
    };
    let (clears, by_hand): (Vec<&Hit>, Vec<&Hit>) = hits.iter().partition(|hit| hit.clears);
    let again = |field: Field| match faults {
        Some(faults) => field.again(ask.fields(), faults),
        None => field,
    };
    let name = person.as_ref().map_or_else(|| t.say("privacy-nobody"), |known| known.name.clone());
    let is_one = row.recorded_by == me || row.decided_by.as_deref() == Some(me.as_str());
    let body = RequestPage {
        t,
        facts: facts(ask, &row)?,
        decides,
        waits: is_waiting && row.recorded_by == me && row.kind() != Kind::Correction,
        is_erasure: row.kind() == Kind::Erasure,
        is_correction: row.kind() == Kind::Correction,
        is_waiting,
        stamp: Stamp::over(row.version),
        refusal: again(refusal(t)),
        hold: again(hold(ask, t)),
        sure: again(Field::new("sure", t.say("privacy-erase-sure"), FieldKind::Tick)),
        clears: clears.iter().map(|hit| (hit.value(), said(t, hit))).collect(),
        by_hand: by_hand.iter().map(|hit| said(t, hit)).collect(),
        ticked: ask.fields().all("text").map(str::to_owned).collect(),
        opens: is_one && row.is_open_at(ask.store().clock().now()),
        certificate: row.kind() == Kind::Erasure && row.state() == State::Done,
        changes: changes(ask, &row)?,
        exists: person.is_some(),
        id: row.id.clone(),
        resident: row.resident_id.clone(),
    };
    let crumbs = way(ask, person.as_ref().map(|known| (row.resident_id.as_str(), known.name.as_str())))?;
    let title = t.say2("privacy-line", "name", name, "kind", t.of("privacy-kind", &row.kind));
    let page = Page::new(title).nav("rights").crumbs(crumbs).lede(t.of("privacy-state-lede", &row.state));
    Ok(Reply::page(page.body(&body)?).status(if faults.is_some() { 422 } else { 200 }))
}

fn said(t: Tongue, hit: &Hit) -> String {
    t.say2("privacy-hit", "where", t.of("privacy-text", &format!("{}-{}", hit.kind, hit.field)), "text", &hit.text)
}

fn refusal(t: Tongue) -> Field {
    let choices = Refusal::ALL.iter().map(|one| Choice::new(one.as_str(), t.of("privacy-refusal", one.as_str())));
    Field::new("why", t.say("privacy-refuse-why"), FieldKind::Radio(choices.collect()))
}

fn hold(ask: &Ask, t: Tongue) -> Field {
    let holds =
        ask.rulebook().retention.holds.iter().map(|hold| {
            Choice::new(&hold.id, t.say2("privacy-hold", "hold", t.of("hold", &hold.id), "law", &hold.law))
        });
    let none = Choice::new(NO_HOLD, t.say("privacy-hold-none"));
    Field::new("hold", t.say("privacy-hold-ask"), FieldKind::Radio(std::iter::once(none).chain(holds).collect()))
}

/// How it stands, in words.
pub(crate) fn facts(ask: &Ask, row: &SubjectRequest) -> Result<Vec<(String, String)>, Fault> {
    let t = ask.tongue();
    let ids: Vec<String> = [Some(row.recorded_by.clone()), row.decided_by.clone()].into_iter().flatten().collect();
    let names = accounts(ask, &ids)?;
    let name = |id: &String| match names.get(id) {
        Some(name) => name.clone(),
        None if id == Role::Console.as_str() => t.say("role-console"),
        None => t.say("audit-account-gone"),
    };
    let by = |id: &String, at: &chrono::NaiveDateTime| t.say2("privacy-by", "name", name(id), "when", t.moment(at));
    let mut facts = vec![
        (t.say("privacy-who"), t.of("privacy-asker", &row.asked_by)),
        (t.say("privacy-how-sure"), t.of("privacy-proof", &row.checked_by)),
        (t.say("privacy-when"), t.date(&row.asked_on)),
        (t.say("privacy-recorded-by"), by(&row.recorded_by, &row.recorded_at)),
    ];
    if let (Some(who), Some(at)) = (&row.decided_by, &row.decided_at) {
        facts.push((t.say("privacy-decided-by"), by(who, at)));
    }
    if let Some(hold) = &row.hold {
        facts.push((t.say("privacy-held-by"), t.of("hold", hold)));
    }
    if let (State::Refused, Some(why)) = (row.state(), &row.outcome) {
        facts.push((t.say("privacy-refuse-why"), t.of("privacy-refusal", why)));
    }
    if let (State::Released, Some(until)) = (row.state(), &row.closes_at) {
        facts.push((t.say("privacy-open-until"), t.moment(until)));
    }
    Ok(facts)
}

/// The trail of a correction: who changed something about the person since it was asked.
fn changes(ask: &Ask, row: &SubjectRequest) -> Result<Vec<String>, Fault> {
    if row.kind() != Kind::Correction {
        return Ok(Vec::new());
    }
    let t = ask.tongue();
    let kind = hongwang_registry::Resident::KIND;
    let found =
        ask.read(Action::HandleRights, |door| Ok(who_changed(door, kind, &row.resident_id, &row.unit_id, 0)?))?;
    let later = found.iter().filter(|one| one.at >= row.recorded_at);
    let mut said: Vec<String> = Vec::new();
    for one in later {
        let name = hongwang_organisation::pages::who(ask, one)?;
        said.push(t.say2("privacy-by", "name", name, "when", t.moment(&one.at)));
    }
    Ok(said)
}

pub(crate) fn close(ask: &Ask) -> Result<Reply, Fault> {
    let state = make_closed(ask)?;
    Ok(Reply::see_saying(format!("/rights/{}", ask.param("request")), ask.tongue().of("privacy-now", state.as_str())))
}

pub(crate) fn make_closed(ask: &Ask) -> Result<State, Fault> {
    let seen = version(ask)?;
    let text = ask
        .write(|tx| Ok::<_, crate::RightsError>(decide::close(tx, ask.param("request"), seen)?.as_str().to_owned()))?;
    Ok(State::from_text(&text).unwrap_or(State::TakenBack))
}

pub(crate) fn release(ask: &Ask) -> Result<Reply, Fault> {
    let (id, seen) = (ask.param("request"), version(ask)?);
    ask.write(|tx| decide::release(tx, &ask.rulebook().retention, id, seen))?;
    Ok(Reply::see_saying(format!("/rights/{id}"), ask.say("privacy-now-released")))
}

pub(crate) fn refuse(ask: &Ask) -> Result<Reply, Fault> {
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let (why, seen) = (form.one_of("why", Refusal::from_text), form.version());
    let Some(why) = why.filter(|_| !form.has_faults()) else {
        return page(ask, Some(&form.into_faults()));
    };
    let id = ask.param("request");
    ask.write(|tx| decide::refuse(tx, id, seen, why))?;
    Ok(Reply::see_saying(format!("/rights/{id}"), ask.say("privacy-now-refused")))
}

/// Approves the erasure and does it, or says which law stands against it.
pub(crate) fn erase(ask: &Ask) -> Result<Reply, Fault> {
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let retention = &ask.rulebook().retention;
    let known_hold = |text: &str| (text == NO_HOLD || retention.hold(text).is_some()).then(|| text.to_owned());
    let (hold, seen) = (form.one_of("hold", known_hold), form.version());
    if hold.as_deref() == Some(NO_HOLD) && !form.flag("sure") {
        form.fault("sure", ask.say("privacy-fault-sure"));
    }
    let texts: Vec<forget::Text> = form.all("text").filter_map(text).collect();
    let Some(hold) = hold.filter(|_| !form.has_faults()) else {
        return page(ask, Some(&form.into_faults()));
    };
    let id = ask.param("request");
    if hold != NO_HOLD {
        ask.write(|tx| decide::hold(tx, id, seen, &hold))?;
        return Ok(Reply::see_saying(format!("/rights/{id}"), ask.say("privacy-now-held")));
    }
    ask.write(|tx| forget::erase(tx, &ask.app().slices, id, seen, &texts))?;
    // What fails here is done in the next round; the request says so until then.
    if let Err(error) = finish::finish(ask.store(), &ask.app().slices, ask.app().options.data.as_deref()) {
        tracing::warn!(%error, "an erasure was not finished");
    }
    Ok(Reply::see_saying(format!("/rights/{id}"), ask.say("privacy-now-erased")))
}

fn text(value: &str) -> Option<forget::Text> {
    let mut parts = value.splitn(3, ':').map(str::to_owned);
    Some((parts.next()?, parts.next()?, parts.next()?))
}

fn version(ask: &Ask) -> Result<i32, Fault> {
    let mut form = Reading::of(ask.fields(), ask.tongue());
    let seen = form.version();
    form.finish()?;
    Ok(seen)
}
