//! What `hongwang doctor` asks of the store itself.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::Text;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor};

use crate::Store;
use crate::audit::EntryRow;
use crate::connection::Db;
use crate::error::StoreError;
use crate::schema::store::{audit_entries, audit_heads, audit_records, unit_sequences};
use crate::trail;

/// Something that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The message that says it.
    pub key: &'static str,
    /// What it is about: ids and numbers, no names.
    pub about: String,
}

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = Text, column_name = "integrity_check")]
    text: String,
}

impl Store {
    /// Checks the database's own consistency, every audit chain with its journal, and the change sequences.
    ///
    /// # Errors
    /// When the database fails.
    pub fn complaints(&self) -> Result<Vec<Complaint>, StoreError> {
        let mut found = Vec::new();
        if let Some(writer) = &self.inner.writer {
            let mut alone = writer.alone();
            engine_complaints(alone.db(), &mut found)?;
        }
        // Of one moment: others go on writing.
        let scope = Scope::of(&Actor::console(), Action::ReadAudit);
        self.read(&scope, |door| {
            chain_complaints(door, &mut found)?;
            sequence_complaints(door, &mut found)
        })?;
        Ok(found)
    }
}

fn engine_complaints(db: &mut Db, found: &mut Vec<Complaint>) -> Result<(), StoreError> {
    let said: Vec<Said> = diesel::sql_query("PRAGMA integrity_check").load(db)?;
    found.extend(
        said.into_iter()
            .filter(|line| line.text != "ok")
            .map(|line| Complaint { key: "doctor-database", about: line.text }),
    );
    Ok(())
}

fn chain_complaints(db: &mut Db, found: &mut Vec<Complaint>) -> Result<(), StoreError> {
    let entries: Vec<EntryRow> = audit_entries::table
        .order((audit_entries::chain, audit_entries::number))
        .select(EntryRow::as_select())
        .load(db)?;
    let heads: HashMap<String, (i64, Vec<u8>)> = audit_heads::table
        .load::<(String, i64, Vec<u8>)>(db)?
        .into_iter()
        .map(|(chain, number, hash)| (chain, (number, hash)))
        .collect();
    let mut last: HashMap<&str, (i64, &[u8])> = HashMap::new();
    for entry in &entries {
        let (number, hash) = last.get(entry.chain.as_str()).copied().unwrap_or((0, &[]));
        let whole = entry.number == number + 1 && entry.previous_hash == hash && entry.hash == entry.computed_hash();
        if !whole || entry.records_digest != trail::records_digest(db, &entry.id)? {
            found.push(Complaint {
                key: "doctor-audit",
                about: format!("{} {} ({})", entry.chain, entry.number, entry.id),
            });
        }
        last.insert(&entry.chain, (entry.number, &entry.hash));
    }
    for (chain, (number, hash)) in &heads {
        if last.get(chain.as_str()).copied() != Some((*number, hash.as_slice())) {
            found.push(Complaint { key: "doctor-audit-head", about: chain.clone() });
        }
    }
    Ok(())
}

fn sequence_complaints(db: &mut Db, found: &mut Vec<Complaint>) -> Result<(), StoreError> {
    let highest: Vec<(String, Option<i64>)> = audit_records::table
        .group_by(audit_records::unit_id)
        .select((audit_records::unit_id, diesel::dsl::max(audit_records::seq)))
        .load(db)?;
    let sequences: HashMap<String, i64> = unit_sequences::table.load::<(String, i64)>(db)?.into_iter().collect();
    for (unit, highest) in highest {
        if highest > sequences.get(&unit).copied() {
            found.push(Complaint { key: "doctor-sequence", about: unit });
        }
    }
    Ok(())
}
