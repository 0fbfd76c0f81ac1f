//! What is remembered of each backup.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use hongwang_store::schema::backup::backups;
use hongwang_store::{Db, Store, StoreError};

/// A backup, or an attempt at one.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = backups)]
pub(crate) struct Backup {
    pub id: String,
    pub is_scheduled: bool,
    pub started_at: NaiveDateTime,
    pub ended_at: Option<NaiveDateTime>,
    /// The file's name, without its folder.
    pub file: Option<String>,
    pub bytes: Option<i64>,
    pub row_count: Option<i64>,
    /// Why there is none: the end of a message's key.
    pub fault: Option<String>,
    pub tried_at: Option<NaiveDateTime>,
    pub try_fault: Option<String>,
    /// When the file was taken away, because enough newer ones were there.
    pub removed_at: Option<NaiveDateTime>,
}

impl Backup {
    /// One that begins.
    pub(crate) fn begun(id: String, is_scheduled: bool, started_at: NaiveDateTime) -> Self {
        Self {
            id,
            is_scheduled,
            started_at,
            ended_at: None,
            file: None,
            bytes: None,
            row_count: None,
            fault: None,
            tried_at: None,
            try_fault: None,
            removed_at: None,
        }
    }

    /// Whether it is whole.
    pub(crate) fn succeeded(&self) -> bool {
        self.ended_at.is_some() && self.fault.is_none()
    }

    /// Whether it could be restored, where that was tried.
    pub(crate) fn is_tried(&self) -> bool {
        self.tried_at.is_some() && self.try_fault.is_none()
    }
}

/// The latest, newest first.
pub(crate) fn latest(db: &mut Db, most: i64) -> Result<Vec<Backup>, StoreError> {
    let newest = (backups::started_at.desc(), backups::id.desc());
    Ok(backups::table.order(newest).limit(most).select(Backup::as_select()).load(db)?)
}

/// The last one that is whole, and the last one that could be restored.
pub(crate) fn last_good(db: &mut Db) -> Result<(Option<Backup>, Option<Backup>), StoreError> {
    let newest = (backups::started_at.desc(), backups::id.desc());
    let whole = || backups::table.filter(backups::ended_at.is_not_null()).filter(backups::fault.is_null());
    let made = whole().order(newest).select(Backup::as_select()).first(db).optional()?;
    let tried = whole().filter(backups::tried_at.is_not_null()).filter(backups::try_fault.is_null());
    let tried = tried.order(newest).select(Backup::as_select()).first(db).optional()?;
    Ok((made, tried))
}

/// Notes that one has begun; whether nobody else had begun it.
pub(crate) fn begin(store: &Store, backup: &Backup) -> Result<bool, StoreError> {
    store.keep_house(|db| {
        let known: i64 = backups::table.filter(backups::id.eq(&backup.id)).count().get_result(db)?;
        if known > 0 {
            return Ok(false);
        }
        match diesel::insert_into(backups::table).values(backup).execute(db) {
            Err(diesel::result::Error::DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, _)) => {
                Ok(false)
            }
            done => Ok(done? == 1),
        }
    })
}

/// Notes what has become of one.
pub(crate) fn keep(store: &Store, backup: &Backup) -> Result<(), StoreError> {
    store.keep_house(|db| {
        diesel::delete(backups::table.find(&backup.id)).execute(db)?;
        diesel::insert_into(backups::table).values(backup).execute(db)?;
        Ok(())
    })
}

/// Those by schedule whose file is there, newest first.
pub(crate) fn kept(db: &mut Db) -> Result<Vec<Backup>, StoreError> {
    Ok(backups::table
        .filter(backups::is_scheduled.eq(true))
        .filter(backups::ended_at.is_not_null())
        .filter(backups::fault.is_null())
        .filter(backups::removed_at.is_null())
        .order((backups::started_at.desc(), backups::id.desc()))
        .select(Backup::as_select())
        .load(db)?)
}
