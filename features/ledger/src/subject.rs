//! What filed months store about one resident: names in lists, sealed under a key of the person alone.

use std::collections::BTreeSet;

use diesel::prelude::*;
use hongwang_store::schema::ledger::{ledger_snapshot_names, ledger_snapshots};
use hongwang_store::{Db, StoreError, Tx};
use hongwang_web::subject::{Forgetting, Forgotten, Held, Part, Subject, Telling};

/// What this slice declares.
pub(crate) const SUBJECT: Subject = Subject {
    tell,
    forget,
    ..Subject::of(&[
        ("ledger_snapshot_names", Held::Told),
        ("subject_keys", Held::Not("the key itself, which nobody is shown; it is destroyed when the person is erased")),
    ])
};

fn tell(db: &mut Db, telling: &Telling<'_>) -> Result<Vec<Part>, StoreError> {
    let t = telling.t;
    // A household's category is listed under the household's head, so every id of the person is looked for.
    let rows: Vec<(String, String)> = ledger_snapshot_names::table
        .inner_join(ledger_snapshots::table.on(ledger_snapshots::id.eq(ledger_snapshot_names::snapshot_id)))
        .filter(ledger_snapshot_names::subject_id.eq_any(telling.person.ids()))
        .select((ledger_snapshots::month, ledger_snapshot_names::list))
        .load(db)?;
    let named: BTreeSet<(String, String)> =
        rows.into_iter().map(|(month, list)| (month, list.rsplit(':').next().unwrap_or_default().to_owned())).collect();
    let mut part = Part::new(t, "filed");
    for (month, list) in named {
        let said = match list.as_str() {
            "leader" => t.say("role-grid_leader"),
            "member" => t.say("role-group_member"),
            "volunteer" => t.say("role-volunteer"),
            category => t.of("category", category),
        };
        part.add(month, said);
    }
    Ok(if part.facts.is_empty() { Vec::new() } else { vec![part] })
}

/// The names stay as bytes that nobody can open, and the figures and hashes as they were.
fn forget(tx: &mut Tx<'_>, forgetting: &Forgetting<'_>) -> Result<Forgotten, StoreError> {
    let rows = tx.destroy_subject_keys(&forgetting.person.ids())?;
    Ok(Forgotten { rows, ..Forgotten::default() })
}
