//! Files that are for their owner alone, and how keys are written in them.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use crate::error::StoreError;

/// For writing a file that nobody but its owner reads, where it is made.
pub fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Writes a file of keys, never over an existing one.
///
/// # Errors
/// When the file exists or can't be written.
pub fn create(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = private().create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Refuses a file of keys that somebody else than its owner can read.
///
/// # Errors
/// When others can, or it is missing.
#[cfg(unix)]
pub fn refuse_if_open_to_others(path: &Path) -> Result<(), StoreError> {
    use std::os::unix::fs::PermissionsExt;
    let file = fs::metadata(path).map_err(|error| StoreError::Keys(format!("{}: {error}", path.display())))?;
    if file.permissions().mode() & 0o077 != 0 {
        return Err(StoreError::Keys(format!("{} can be read by others (chmod 600)", path.display())));
    }
    Ok(())
}

/// Refuses nothing where files have no permissions.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub fn refuse_if_open_to_others(_: &Path) -> Result<(), StoreError> {
    Ok(())
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What [`hex`] wrote, if it is so many bytes.
pub fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    (text.len() == 2 * N).then_some(())?;
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * index..2 * index + 2)?, 16).ok()?;
    }
    Some(bytes)
}
