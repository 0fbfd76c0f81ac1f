//! Who looked at what is stored of one resident, and who changed it: told to that person by role and place, as the names of
//! those who work there are others' names.

use diesel::prelude::*;
use hongwang_store::schema::store::{audit_entries, audit_records};
use hongwang_store::{Db, EntryRow, StoreError};
use hongwang_web::subject::{Held, Part, Subject, Telling};

use crate::queries;
use crate::words;

/// What this slice declares. The journal's sealed earlier states are forgotten with the records that they are of.
pub(crate) const SUBJECT: Subject =
    Subject { tell, ..Subject::of(&[("audit_entries", Held::Told), ("audit_records", Held::Told)]) };

fn tell(db: &mut Db, telling: &Telling<'_>) -> Result<Vec<Part>, StoreError> {
    let t = telling.t;
    let ids = telling.person.ids();
    let touched = audit_records::table.filter(audit_records::record_id.eq_any(&ids)).select(audit_records::entry_id);
    let entries: Vec<EntryRow> = audit_entries::table
        .filter(audit_entries::subject_id.eq_any(&ids).or(audit_entries::id.eq_any(touched)))
        .order((audit_entries::at, audit_entries::id))
        .select(EntryRow::as_select())
        .load(db)?;
    let chains: Vec<String> = entries.iter().map(|entry| entry.chain.clone()).collect();
    let places = queries::places(db, &chains)?;
    let (mut looked, mut changed) = (Part::new(t, "looks"), Part::new(t, "changes"));
    for entry in &entries {
        let place = places.get(&entry.chain).map(|(_, name)| name.clone()).unwrap_or_default();
        let by = words::role(t, entry);
        let by = if by.is_empty() { t.say("role-console") } else { by };
        let mut said = vec![format!("{place} {by}"), words::what(t, entry)];
        said.extend(words::why(t, entry));
        let is_look = ["reveal_phone", "reveal_citizen_id", "release_subject"].contains(&entry.action.as_str());
        let part = if is_look { &mut looked } else { &mut changed };
        part.add(words::moment(t, &entry.at), said.join(&t.say("web-comma")));
    }
    if looked.facts.is_empty() {
        looked.add(t.say("privacy-fact-looks"), t.say("privacy-fact-looks-none"));
    }
    Ok(vec![looked, changed])
}
