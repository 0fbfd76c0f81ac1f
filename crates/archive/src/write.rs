//! Makes a backup while others go on writing.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use hongwang_store::transfer::Piece;
use hongwang_store::{Store, key_file};

use crate::error::ArchiveError;
use crate::key::BackupKey;
use crate::lines::{About, Line, Sum};
use crate::sealed::Sealing;

/// Writes everything that a store holds to a file, as it is at one moment. The file appears under its name when it is
/// whole; one that is there already is left alone. Of the tables in `without` no row goes in; `keys` is the text of the
/// file of keys, where they are to be in it.
///
/// # Errors
/// When the file is there already or can't be written, or the database fails.
pub fn write(
    store: &Store,
    keys: Option<String>,
    without: &[&str],
    key: &BackupKey,
    file: &Path,
) -> Result<Sum, ArchiveError> {
    if file.exists() {
        return Err(std::io::Error::from(std::io::ErrorKind::AlreadyExists).into());
    }
    let unfinished = Unfinished::create(file)?;
    let sealing = Sealing::new(BufWriter::new(&unfinished.file), key)?;
    let mut out = GzEncoder::new(sealing, Compression::fast());
    let sum = lines(store, keys, without, &mut out)?;
    out.finish()?.finish()?.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    unfinished.keep(file)?;
    Ok(sum)
}

fn lines(store: &Store, mut keys: Option<String>, without: &[&str], out: &mut impl Write) -> Result<Sum, ArchiveError> {
    let mut sum = Sum::default();
    // Which backups were made belongs to the place where they were.
    let without: Vec<&str> = without.iter().copied().chain(["backups"]).collect();
    store.send(&without, |piece| {
        match piece {
            Piece::Begin { engine, migrations } => {
                let about = About {
                    program: env!("CARGO_PKG_VERSION").to_owned(),
                    engine: engine.to_owned(),
                    made_at: store.clock().now(),
                    migrations: migrations.to_vec(),
                    keys: keys.take(),
                };
                line(out, &Line::About(about))?;
            }
            Piece::Table(table) => {
                sum.tables += 1;
                line(out, &Line::Table(table.clone()))?;
            }
            Piece::Row(row) => {
                sum.rows += 1;
                out.write_all(row.as_bytes())?;
                out.write_all(b"\n")?;
            }
            Piece::End(rows) => line(out, &Line::End(rows))?,
        }
        Ok::<_, ArchiveError>(())
    })?;
    line(out, &Line::Sum(sum))?;
    Ok(sum)
}

fn line(out: &mut impl Write, line: &Line) -> Result<(), ArchiveError> {
    serde_json::to_writer(&mut *out, line)?;
    Ok(out.write_all(b"\n")?)
}

/// A file beside the wanted one, readable by its owner alone; gone unless it is kept.
struct Unfinished {
    file: fs::File,
    path: PathBuf,
}

impl Unfinished {
    fn create(beside: &Path) -> Result<Self, ArchiveError> {
        let mut name = beside.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let path = beside.with_file_name(name);
        let file = key_file::private().create(true).truncate(true).open(&path)?;
        Ok(Self { file, path })
    }

    fn keep(self, file: &Path) -> Result<(), ArchiveError> {
        self.file.sync_all()?;
        Ok(fs::rename(&self.path, file)?)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}
