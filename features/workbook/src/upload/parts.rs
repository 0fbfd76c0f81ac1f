//! The content of uploads: the file and what was made of it, in sealed parts.

use std::io;

use diesel::prelude::*;
use hongwang_store::schema::workbook::upload_parts;
use hongwang_store::{Db, KeyRing, SealedField, Store, StoreError};

/// Bytes of one part: a part is written in one go, and nobody else writes meanwhile on SQLite.
const PART_BYTES: usize = 2 << 20;

/// What a part belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The file as it came.
    File,
    /// What was found out about it.
    Survey,
    /// What stood in the cells that were typed anew.
    Replaced,
    /// Its faults as a screen shows them.
    Faults,
    /// The report.
    Report,
    /// The marked copy.
    Marked,
}

impl Part {
    /// Everything that is made of a file.
    pub(crate) const MADE: [Self; 5] = [Self::Survey, Self::Replaced, Self::Faults, Self::Report, Self::Marked];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Survey => "survey",
            Self::Replaced => "replaced",
            Self::Faults => "faults",
            Self::Report => "report",
            Self::Marked => "marked",
        }
    }

    fn field(self) -> SealedField {
        match self {
            Self::File => SealedField::Upload,
            Self::Survey | Self::Replaced | Self::Faults | Self::Report | Self::Marked => SealedField::Result,
        }
    }

    /// A part can stand in for no other, and the last one says that it is.
    fn record(self, upload: &str, number: usize, last: bool) -> String {
        let end = if last { "/end" } else { "" };
        format!("{upload}/{}/{number}{end}", self.as_str())
    }
}

/// Seals and keeps something, in place of what was kept before.
pub(crate) fn keep_parts(store: &Store, upload: &str, part: Part, bytes: &[u8]) -> Result<(), StoreError> {
    let pieces: Vec<&[u8]> = if bytes.is_empty() { vec![bytes] } else { bytes.chunks(PART_BYTES).collect() };
    let mut sealed = Vec::with_capacity(pieces.len());
    for (number, piece) in pieces.iter().enumerate() {
        let record = part.record(upload, number, number + 1 == pieces.len());
        sealed.push(store.keys().seal(part.field(), &record, piece)?);
    }
    store.keep_house(|db| drop_parts(db, upload, part).map_err(StoreError::from))?;
    for (number, content) in (0_i32..).zip(&sealed) {
        store.keep_house(|db| {
            diesel::insert_into(upload_parts::table)
                .values((
                    upload_parts::upload_id.eq(upload),
                    upload_parts::kind.eq(part.as_str()),
                    upload_parts::part.eq(number),
                    upload_parts::content.eq(content),
                ))
                .execute(db)
                .map_err(StoreError::from)
        })?;
    }
    Ok(())
}

/// Opens what was kept; `None` where nothing was.
pub(crate) fn open_part(db: &mut Db, keys: &KeyRing, upload: &str, part: Part) -> Result<Option<Vec<u8>>, StoreError> {
    let sealed: Vec<Vec<u8>> = upload_parts::table
        .filter(upload_parts::upload_id.eq(upload))
        .filter(upload_parts::kind.eq(part.as_str()))
        .order(upload_parts::part)
        .select(upload_parts::content)
        .load(db)?;
    let mut whole = Vec::with_capacity(sealed.iter().map(Vec::len).sum());
    for (number, content) in sealed.iter().enumerate() {
        let record = part.record(upload, number, number + 1 == sealed.len());
        whole.extend(keys.open(part.field(), &record, content)?);
    }
    Ok((!sealed.is_empty()).then_some(whole))
}

/// The first piece of what was kept.
pub(crate) fn open_first(db: &mut Db, keys: &KeyRing, upload: &str, part: Part) -> Result<Option<Vec<u8>>, StoreError> {
    let of =
        || upload_parts::table.filter(upload_parts::upload_id.eq(upload)).filter(upload_parts::kind.eq(part.as_str()));
    let pieces: i64 = of().count().get_result(db)?;
    let first: Option<Vec<u8>> =
        of().filter(upload_parts::part.eq(0)).select(upload_parts::content).first(db).optional()?;
    first.map(|content| keys.open(part.field(), &part.record(upload, 0, pieces == 1), &content)).transpose()
}

pub(crate) fn drop_parts(db: &mut Db, upload: &str, part: Part) -> QueryResult<usize> {
    let parts = upload_parts::table.filter(upload_parts::upload_id.eq(upload));
    diesel::delete(parts.filter(upload_parts::kind.eq(part.as_str()))).execute(db)
}

pub(crate) fn drop_all(db: &mut Db, upload: &str) -> QueryResult<usize> {
    diesel::delete(upload_parts::table.filter(upload_parts::upload_id.eq(upload))).execute(db)
}

/// A value as JSON, kept sealed.
pub(crate) fn keep_json(
    store: &Store,
    upload: &str,
    part: Part,
    value: &impl serde::Serialize,
) -> Result<(), StoreError> {
    keep_parts(store, upload, part, &serde_json::to_vec(value)?)
}

/// Writes into memory, for writers that want to seek nothing.
pub(crate) fn written(work: impl FnOnce(&mut io::Cursor<Vec<u8>>) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut bytes = io::Cursor::new(Vec::new());
    work(&mut bytes)?;
    Ok(bytes.into_inner())
}
