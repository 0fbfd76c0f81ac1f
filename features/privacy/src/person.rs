//! Somebody whose request is handled: who it is, what else is stored about the same person, where texts speak of them.

use diesel::prelude::*;
use hongwang_registry::subject::{Known, known};
use hongwang_store::schema::privacy::subject_links;
use hongwang_store::{Db, KeyRing, StoreError};
use hongwang_web::subject::{Hit, Likeness, Link, Part, Person, Sought, Telling};
use hongwang_web::{Slice, Tongue};

use crate::rows::SubjectRequest;

/// The resident of an id, as far as everything about the person is looked for.
pub(crate) fn resident(db: &mut Db, keys: &KeyRing, id: &str) -> Result<Option<Known>, StoreError> {
    known(db, keys, id)
}

/// By what texts are searched for somebody.
pub(crate) fn sought(known: &Known) -> Sought {
    Sought::new(known.town.clone(), &known.name, &known.numbers)
}

/// Records that may be of the same person.
pub(crate) fn links(db: &mut Db, slices: &[Slice], known: &Known) -> Result<Vec<Link>, StoreError> {
    let likeness = Likeness { name: &known.name, phone: known.phone_index.as_deref(), town: &known.town };
    let mut links = Vec::new();
    for subject in slices.iter().filter_map(|slice| slice.subject) {
        links.extend((subject.links)(db, &likeness)?);
    }
    Ok(links)
}

/// The person of a request: the resident, and what was said to be of the same person.
pub(crate) fn of_request(db: &mut Db, request: &SubjectRequest) -> Result<Person, StoreError> {
    let links = subject_links::table
        .filter(subject_links::request_id.eq(&request.id))
        .order((subject_links::kind, subject_links::record_id))
        .select((subject_links::kind, subject_links::record_id))
        .load(db)?;
    Ok(Person { resident: request.resident_id.clone(), links })
}

/// Texts in which the person seems to be spoken of.
pub(crate) fn hits(db: &mut Db, slices: &[Slice], sought: &Sought) -> Result<Vec<Hit>, StoreError> {
    let mut hits = Vec::new();
    for subject in slices.iter().filter_map(|slice| slice.subject) {
        hits.extend((subject.texts)(db, sought)?);
    }
    Ok(hits)
}

/// Everything that is stored about the person, slice by slice.
pub(crate) fn told(
    db: &mut Db,
    slices: &[Slice],
    keys: &KeyRing,
    rulebook: &hongwang_domain::Rulebook,
    (t, person, known): (Tongue, &Person, &Known),
) -> Result<Vec<Part>, StoreError> {
    let telling = Telling { person, town: &known.town, keys, rulebook, t };
    let mut parts = Vec::new();
    for subject in slices.iter().filter_map(|slice| slice.subject) {
        parts.extend((subject.tell)(db, &telling)?.into_iter().filter(|part| !part.facts.is_empty()));
    }
    Ok(parts)
}
