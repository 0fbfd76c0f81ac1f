//! What a process that ended left behind.

use diesel::prelude::*;
use hongwang_store::schema::workbook::{imports, uploads};
use hongwang_store::{Db, Store, StoreError};

use super::running::{self, RUNNER};
use super::write::receipt;
use crate::rows::Import;
use crate::upload::{State, Upload, queries};

/// Takes up what nobody has in work any longer: what was read or checked waits again; what was written is done if it
/// was committed, else nothing of it was, and a person may start it again.
pub(super) fn left_behind(store: &Store) -> Result<(), StoreError> {
    let now = store.clock().now();
    let in_work = [State::Reading, State::Checking, State::Writing].map(State::as_str);
    let left: Vec<Upload> = queries::look(store, |db| {
        let all: Vec<Upload> =
            uploads::table.filter(uploads::state.eq_any(in_work)).select(Upload::as_select()).load(db)?;
        // A file has one process; processes that share a server say until when they live.
        let alone = matches!(db, Db::Sqlite(_));
        let is_left = |upload: &Upload| match upload.runner.as_deref() {
            Some(runner) if runner == RUNNER.as_str() => !running::is_here(&upload.id),
            _ => alone || upload.lease_until.is_none_or(|until| until < now),
        };
        Ok(all.into_iter().filter(is_left).collect())
    })?;
    for upload in left {
        let state = match upload.state() {
            State::Writing => match written(store, &upload.id)? {
                Some(import) => {
                    receipt(store, &upload, &import)?;
                    State::Done
                }
                None => State::Interrupted,
            },
            _ => State::Waiting,
        };
        if !queries::step(store, &upload.id, upload.state(), state)? {
            tracing::info!(upload = upload.id, "an upload was taken up by another process");
        }
    }
    Ok(())
}

fn written(store: &Store, id: &str) -> Result<Option<Import>, StoreError> {
    queries::look(store, |db| Ok(imports::table.find(id).select(Import::as_select()).first(db).optional()?))
}
