//! Looks for what must not be found: ids and phones in plain text, in any writing.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::citizen::{fifteen, full_width};

/// Texts to look for, each in every writing in which it could stand somewhere.
pub struct Wanted {
    by_start: HashMap<[u8; 4], Vec<(Vec<u8>, String)>>,
}

impl Wanted {
    /// Looks for these digits: as they are, in 15 digits, in full width, spaced, with hyphens, lower-case, in UTF-8 and in UTF-16.
    pub fn new<'a>(digits: impl IntoIterator<Item = &'a str>) -> Self {
        let mut by_start: HashMap<[u8; 4], Vec<(Vec<u8>, String)>> = HashMap::new();
        for text in digits {
            for writing in writings(text) {
                let low = writing.encode_utf16().flat_map(u16::to_le_bytes).collect();
                let high = writing.encode_utf16().flat_map(u16::to_be_bytes).collect();
                for bytes in [writing.as_bytes().to_vec(), low, high] {
                    let start = [bytes[0], bytes[1], bytes[2], bytes[3]];
                    by_start.entry(start).or_default().push((bytes, writing.clone()));
                }
            }
        }
        Self { by_start }
    }

    /// The first writing found in `bytes`.
    pub fn found_in(&self, bytes: &[u8]) -> Option<&str> {
        bytes.windows(4).enumerate().find_map(|(place, start)| {
            let candidates = self.by_start.get(start)?;
            candidates.iter().find(|(text, _)| bytes[place..].starts_with(text)).map(|(_, writing)| writing.as_str())
        })
    }

    /// The files under `folder` that hold any of them, and which.
    pub fn found_under(&self, folder: &Path) -> Vec<(PathBuf, String)> {
        let mut found = Vec::new();
        for path in files(folder) {
            if let Ok(bytes) = std::fs::read(&path)
                && let Some(writing) = self.found_in(&bytes)
            {
                found.push((path, writing.to_owned()));
            }
        }
        found
    }
}

/// Every file under a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() { files.extend(self::files(&path)) } else { files.push(path) }
    }
    files
}

fn writings(digits: &str) -> Vec<String> {
    let mut writings = vec![digits.to_owned(), full_width(digits)];
    if !digits.is_ascii() {
        return writings;
    }
    if digits.len() == 18 {
        writings.extend(fifteen(digits));
        writings.push(digits.to_lowercase());
        for mark in [" ", "-"] {
            writings.push([&digits[..6], &digits[6..14], &digits[14..]].join(mark));
        }
    } else if digits.len() == 11 {
        for mark in [" ", "-"] {
            writings.push([&digits[..3], &digits[3..7], &digits[7..]].join(mark));
        }
    }
    writings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_writing_is_found() {
        let wanted = Wanted::new(["99010119530802454X", "19900000001"]);
        assert_eq!(wanted.found_in(b"... 99010119530802454 ..."), None);
        for text in ["a99010119530802454Xb", "990101530802454", "９９０１０１１９５３０８０２４５４Ｘ", "199-0000-0001"]
        {
            assert!(wanted.found_in(text.as_bytes()).is_some(), "{text}");
            assert!(wanted.found_in(&text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()).is_some());
        }
    }
}
