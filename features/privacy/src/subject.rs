//! What this slice itself stores about one resident: what was asked, and to what there is consent.

use diesel::prelude::*;
use hongwang_store::schema::privacy::{consents, subject_requests};
use hongwang_store::{Db, Record, StoreError, Tx};
use hongwang_web::subject::{Forgetting, Forgotten, Held, Part, Subject, Telling};

use crate::rows::{Consent, SubjectRequest};

/// What this slice declares.
pub(crate) const SUBJECT: Subject = Subject {
    tell,
    forget,
    ..Subject::of(&[
        ("subject_requests", Held::Told),
        ("subject_links", Held::Told),
        ("consents", Held::Told),
        ("erased_subjects", Held::Not("ids of those who were erased, which lead to nobody any more")),
        (
            "idempotency_answers",
            Held::Not(
                "sealed answers to requests of those who work here, for a week; those that name somebody go when the person is erased",
            ),
        ),
    ])
};

pub(crate) fn consents_of(db: &mut Db, resident: &str) -> Result<Vec<Consent>, StoreError> {
    let of = consents::table.filter(consents::resident_id.eq(resident)).order((consents::given_on, consents::id));
    Ok(of.select(Consent::as_select()).load(db)?)
}

pub(crate) fn requests_of(db: &mut Db, resident: &str) -> Result<Vec<SubjectRequest>, StoreError> {
    let of = subject_requests::table.filter(subject_requests::resident_id.eq(resident));
    Ok(of.order(subject_requests::recorded_at.desc()).select(SubjectRequest::as_select()).load(db)?)
}

fn tell(db: &mut Db, telling: &Telling<'_>) -> Result<Vec<Part>, StoreError> {
    let (t, id) = (telling.t, &telling.person.resident);
    let mut given = Part::new(t, "consents");
    for row in consents_of(db, id)? {
        let said = t.say3(
            "privacy-consent-given",
            "day",
            t.date(&row.given_on),
            "by",
            t.of("privacy-asker", &row.given_by),
            "way",
            t.of("privacy-way", &row.way),
        );
        let ended = row.withdrawn_on.map(|day| t.say1("privacy-consent-withdrawn", "day", t.date(&day)));
        let said: Vec<String> = [said].into_iter().chain(ended).collect();
        given.add(t.of("purpose", &row.purpose), said.join(&t.say("web-comma")));
    }
    let mut asked = Part::new(t, "requests");
    for row in requests_of(db, id)? {
        let said = [
            t.of("privacy-asker", &row.asked_by),
            t.of("privacy-proof", &row.checked_by),
            t.of("privacy-state", &row.state),
        ];
        asked.add(
            format!("{} {}", t.date(&row.asked_on), t.of("privacy-kind", &row.kind)),
            said.join(&t.say("web-comma")),
        );
    }
    Ok(vec![given, asked])
}

/// What was asked stays, as ids and days: it is how it can be shown later that it was done as it must be.
fn forget(tx: &mut Tx<'_>, forgetting: &Forgetting<'_>) -> Result<Forgotten, StoreError> {
    let rows = consents_of(tx, &forgetting.person.resident)?;
    let unit = hongwang_registry::locate::resident(tx, &forgetting.person.resident)?
        .and_then(|path| path.ids().last())
        .map(|id| id.to_string())
        .unwrap_or_default();
    for row in &rows {
        tx.forget(&unit, row)?;
    }
    let ids = rows.iter().map(|row| row.id.clone()).collect();
    Ok(Forgotten { rows: rows.len(), earlier: vec![(Consent::KIND, ids)], texts: Vec::new() })
}
