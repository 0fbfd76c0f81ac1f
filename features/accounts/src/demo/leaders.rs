//! Leaders of the demo's first village, each under the name that leads the party group: what they may do follows from the
//! post. Nobody is told their passwords; whoever wants to be one of them lets the village's secretary give a code.

use diesel::prelude::*;
use hongwang_domain::Role;
use hongwang_store::schema::organisation::{appointments, persons};
use hongwang_store::{Db, StoreError, Tx};

use crate::create::{Person, Wanted, add, today};
use crate::error::AccountError;
use crate::password::{self, one_time_password};
use crate::queries::{self, Place};

/// So many of them, behind the grids that the demo's leader has.
const LEADERS: usize = 3;

/// Makes the accounts of the leaders of some grids, each with the log-in name `leader` and the grid's number.
pub(crate) fn appear(tx: &mut Tx<'_>, grids: &[Place]) -> Result<(), AccountError> {
    let hash = password::hash(&one_time_password()?)?;
    let today = today(tx);
    for (number, grid) in (1..).zip(grids).skip(2).take(LEADERS) {
        let login = format!("leader{number}");
        let Some(name) = leader(tx, &grid.id, today)? else { continue };
        if queries::login_name_is_taken(tx, &login)? {
            continue;
        }
        let role = Role::GridLeader;
        let wanted = Wanted { phone: None, login_name: Some(&login), name: &name, role, unit: &grid.code, until: None };
        let account = Person::read(wanted)?.account(tx, grid, &hash, true)?;
        add(tx, grid, &account, (role, None))?;
    }
    Ok(())
}

/// The name of whoever leads the party group of a grid.
fn leader(db: &mut Db, grid: &str, today: chrono::NaiveDate) -> Result<Option<String>, StoreError> {
    Ok(appointments::table
        .inner_join(persons::table.on(persons::id.eq(appointments::person_id)))
        .filter(appointments::unit_id.eq(grid))
        .filter(appointments::role.eq("leader"))
        .filter(appointments::from_day.le(today))
        .filter(appointments::to_day.is_null().or(appointments::to_day.gt(today)))
        .select(persons::name)
        .first(db)
        .optional()?)
}
