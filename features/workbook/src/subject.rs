//! What workbooks that were handed in may hold about one resident, for the day that they are kept.

use diesel::prelude::*;
use hongwang_domain::UnitPath;
use hongwang_store::schema::workbook::uploads;
use hongwang_store::{Db, StoreError, Tx};
use hongwang_web::subject::{Forgetting, Forgotten, Held, Part, Person, Sought, Subject, Telling};

use crate::upload::State;
use crate::upload::expire::empty;

/// What this slice declares.
pub(crate) const SUBJECT: Subject =
    Subject { tell, obstacle, forget, ..Subject::of(&[("uploads", Held::Told), ("upload_parts", Held::Told)]) };

/// Those of a town, or of the county for a town that was not there yet.
fn kept(db: &mut Db, town: &UnitPath) -> Result<Vec<(String, State)>, StoreError> {
    let above: Vec<String> = town
        .ids()
        .scan("/".to_owned(), |path, id| {
            path.push_str(&format!("{id}/"));
            Some(path.clone())
        })
        .collect();
    let rows: Vec<(String, String)> = uploads::table
        .filter(
            uploads::unit_path
                .ge(town.as_str())
                .and(uploads::unit_path.lt(town.subtree_end()))
                .or(uploads::unit_path.eq_any(above)),
        )
        .select((uploads::id, uploads::state))
        .load(db)?;
    let is_kept = |state: &State| *state != State::Expired;
    Ok(rows.into_iter().filter_map(|(id, state)| Some((id, State::from_text(&state).filter(is_kept)?))).collect())
}

/// What is in a file is not looked into: it is told how many there are.
fn tell(db: &mut Db, telling: &Telling<'_>) -> Result<Vec<Part>, StoreError> {
    let t = telling.t;
    let kept = kept(db, telling.town)?.len();
    if kept == 0 {
        return Ok(Vec::new());
    }
    let mut part = Part::new(t, "uploads");
    part.add(t.say("privacy-fact-uploads"), t.say1("privacy-fact-uploads-kept", "count", kept));
    Ok(vec![part])
}

/// A workbook that is being written may write the person anew: it ends first.
fn obstacle(db: &mut Db, _: &Person, sought: &Sought) -> Result<Option<&'static str>, StoreError> {
    let kept = kept(db, &sought.town)?;
    Ok(kept.iter().any(|(_, state)| state.is_in_work()).then_some("privacy-fault-import"))
}

/// Every file of the day goes: it may name the person, and whoever handed it in has it still.
fn forget(tx: &mut Tx<'_>, forgetting: &Forgetting<'_>) -> Result<Forgotten, StoreError> {
    let kept = kept(tx, &forgetting.sought.town)?;
    for (id, _) in &kept {
        empty(tx, id, State::Expired)?;
    }
    Ok(Forgotten { rows: kept.len(), ..Forgotten::default() })
}
