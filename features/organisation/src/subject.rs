//! What the organisation stores about one resident: posts in party groups, whom to ring at a linked organisation.

use diesel::prelude::*;
use hongwang_store::schema::organisation::{appointments, linked_organisations, persons, units};
use hongwang_store::{Db, Record, SealedField, StoreError, Tx};
use hongwang_web::subject::{Forgetting, Forgotten, Held, Hit, Likeness, Link, Part, Person, Sought, Subject, Telling};

use crate::linked::LinkedOrganisation;
use crate::queries::{names, subtree};
use crate::rows::{Appointment, Person as Row};

/// What this slice declares.
pub(crate) const SUBJECT: Subject = Subject {
    tell,
    links,
    texts,
    obstacle,
    forget,
    ..Subject::of(&[("persons", Held::Told), ("appointments", Held::Told), ("linked_organisations", Held::Told)])
};

fn of(db: &mut Db, person: &Person) -> Result<(Vec<Row>, Vec<Appointment>), StoreError> {
    let ids = person.linked(Row::KIND);
    let posts = appointments::table
        .filter(appointments::person_id.eq_any(&ids))
        .order(appointments::from_day)
        .select(Appointment::as_select())
        .load(db)?;
    Ok((Row::find(db, &ids)?, posts))
}

fn tell(db: &mut Db, telling: &Telling<'_>) -> Result<Vec<Part>, StoreError> {
    let t = telling.t;
    let (rows, posts) = of(db, telling.person)?;
    let places: Vec<String> = posts.iter().map(|post| post.unit_id.clone()).collect();
    let places = names(db, &places)?;
    let mut part = Part::new(t, "posts");
    for row in &rows {
        part.add(t.say("privacy-fact-name"), &row.name);
        if let Some(phone) = &row.phone {
            let phone = telling.keys.open_text(SealedField::Phone, &row.id, phone)?;
            part.add(t.say("organisation-linked-phone"), phone);
        }
    }
    for post in &posts {
        let place = places.get(&post.unit_id).cloned().unwrap_or_default();
        let when = match post.to_day {
            Some(to) => t.say2("privacy-span", "from", t.date(&post.from_day), "to", t.date(&to)),
            None => t.say1("privacy-span-open", "from", t.date(&post.from_day)),
        };
        part.add(when, format!("{place} {}", t.of("role", &post.role)));
    }
    Ok(if part.facts.is_empty() { Vec::new() } else { vec![part] })
}

/// Somebody with a post in the town who has the same name.
fn links(db: &mut Db, likeness: &Likeness<'_>) -> Result<Vec<Link>, StoreError> {
    let within = crate::queries::subtree_ids(db, likeness.town)?;
    let mut rows: Vec<(Row, String)> = Vec::new();
    for some in within.chunks(1_000) {
        rows.extend(
            persons::table
                .inner_join(units::table.on(units::id.eq(persons::unit_id)))
                .filter(persons::unit_id.eq_any(some))
                .filter(persons::name.eq(likeness.name))
                .order(persons::id)
                .select((Row::as_select(), units::name))
                .load::<(Row, String)>(db)?,
        );
    }
    let same = |row: &Row| likeness.phone.is_some() && row.phone_index.as_deref() == likeness.phone;
    Ok(rows
        .into_iter()
        .map(|(row, place)| Link { kind: Row::KIND, same_phone: same(&row), record: row.id, place })
        .collect())
}

fn texts(db: &mut Db, sought: &Sought) -> Result<Vec<Hit>, StoreError> {
    let mut hits = Vec::new();
    let within = subtree(db, &sought.town)?;
    let mut hit = |kind, record: &str, field, text: Option<&String>, clears| {
        if let Some(text) = text.filter(|text| sought.is_in(text)) {
            hits.push(Hit { kind, record: record.to_owned(), field, text: text.clone(), clears });
        }
    };
    for unit in &within {
        hit("unit", &unit.id, "name", Some(&unit.name), false);
    }
    let ids: Vec<String> = within.iter().map(|unit| unit.id.clone()).collect();
    for some in ids.chunks(1_000) {
        let linked: Vec<LinkedOrganisation> = linked_organisations::table
            .filter(linked_organisations::unit_id.eq_any(some))
            .select(LinkedOrganisation::as_select())
            .load(db)?;
        for row in &linked {
            hit(LinkedOrganisation::KIND, &row.id, "contact", row.contact.as_ref(), true);
            hit(LinkedOrganisation::KIND, &row.id, "helps_with", row.helps_with.as_ref(), true);
            hit(LinkedOrganisation::KIND, &row.id, "name", Some(&row.name), false);
        }
        for (id, name) in named_units(db, some)? {
            hit(id.0, &id.1, "name", Some(&name), false);
        }
    }
    Ok(hits)
}

type Named = ((&'static str, String), String);

/// Names of hamlets, party groups, bodies and teams.
fn named_units(db: &mut Db, units: &[String]) -> Result<Vec<Named>, StoreError> {
    use hongwang_store::schema::organisation::{hamlets as h, party_bodies as b, party_groups as g, teams as t};
    let mut found: Vec<Named> = Vec::new();
    let add = |found: &mut Vec<Named>, kind, rows: Vec<(String, String)>| {
        found.extend(rows.into_iter().map(|(id, name)| ((kind, id), name)));
    };
    add(&mut found, "hamlet", h::table.filter(h::unit_id.eq_any(units)).select((h::id, h::name)).load(db)?);
    add(&mut found, "party_body", b::table.filter(b::unit_id.eq_any(units)).select((b::id, b::name)).load(db)?);
    let groups: Vec<(String, String)> = g::table.filter(g::unit_id.eq_any(units)).select((g::id, g::name)).load(db)?;
    let ids: Vec<String> = groups.iter().map(|(id, _)| id.clone()).collect();
    add(&mut found, "party_group", groups);
    let teams: Vec<(String, Option<String>)> =
        t::table.filter(t::group_id.eq_any(ids)).select((t::id, t::name)).load(db)?;
    add(&mut found, "team", teams.into_iter().filter_map(|(id, name)| Some((id, name?))).collect());
    Ok(found)
}

/// Whoever leads or helps a group today is first relieved of that: a group is not left without its leader unseen.
fn obstacle(db: &mut Db, person: &Person, _: &Sought) -> Result<Option<&'static str>, StoreError> {
    let (_, posts) = of(db, person)?;
    Ok(posts.iter().any(|post| post.to_day.is_none()).then_some("privacy-fault-post"))
}

fn forget(tx: &mut Tx<'_>, forgetting: &Forgetting<'_>) -> Result<Forgotten, StoreError> {
    let mut gone = Forgotten { texts: vec![LinkedOrganisation::KIND], ..Forgotten::default() };
    let (rows, posts) = of(tx, forgetting.person)?;
    for post in &posts {
        tx.forget(&post.unit_id, post)?;
    }
    for row in &rows {
        tx.forget(&row.unit_id, row)?;
    }
    gone.rows += rows.len() + posts.len();
    gone.earlier.push((Appointment::KIND, posts.into_iter().map(|post| post.id).collect()));
    gone.earlier.push((Row::KIND, rows.into_iter().map(|row| row.id).collect()));
    let ids = forgetting.texts.iter().filter(|(kind, ..)| kind == LinkedOrganisation::KIND);
    let ids: Vec<String> = ids.map(|(_, id, _)| id.clone()).collect();
    for row in LinkedOrganisation::find(tx, &ids)? {
        let mut cleared = row.clone();
        if forgetting.clears(LinkedOrganisation::KIND, &row.id, "contact") {
            // The phone beside it is that of whoever is rung there.
            (cleared.contact, cleared.phone) = (None, None);
        }
        if forgetting.clears(LinkedOrganisation::KIND, &row.id, "helps_with") {
            cleared.helps_with = None;
        }
        tx.write_over(&row.unit_id.clone(), &row, &cleared)?;
        gone.rows += 1;
    }
    gone.earlier.push((LinkedOrganisation::KIND, ids));
    Ok(gone)
}

/// People whose last post ended before a day: nothing is left to know them for.
///
/// # Errors
/// When the database fails.
pub fn relieved_before(db: &mut Db, day: chrono::NaiveDate) -> Result<Vec<String>, StoreError> {
    use appointments as a;
    let still = a::table.filter(a::to_day.is_null().or(a::to_day.ge(day))).select(a::person_id);
    let ended = a::table.filter(a::to_day.lt(day)).select(a::person_id);
    let gone = persons::table.filter(persons::id.eq_any(ended)).filter(persons::id.ne_all(still));
    Ok(gone.order(persons::id).select(persons::id).load(db)?)
}
