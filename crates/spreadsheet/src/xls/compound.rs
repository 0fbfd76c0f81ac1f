//! The container: a small file system of sectors in one file ([MS-CFB]). Chains are followed with a limit on their
//! length, so that one that bites its tail ends.

use crate::error::ReadError;
use crate::xml::damaged;

const END: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;
/// Entries of the directory that are looked at.
const MOST_ENTRIES: usize = 10_000;

pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    small_sector: usize,
    /// Streams below this length stand in small sectors.
    cutoff: u64,
    table: Vec<u32>,
    small_table: Vec<u32>,
    /// The stream that holds the small sectors.
    small: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    is_stream: bool,
    start: u32,
    length: u64,
}

impl<'a> Compound<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        if bytes.len() < 512 {
            return Err(cut_off());
        }
        let shift = |at| u16_at(bytes, at).filter(|shift| (6..=16).contains(shift)).map(|shift| 1 << shift);
        let (Some(sector), Some(small_sector)) = (shift(30), shift(32)) else {
            return Err(damaged("a container with impossible sectors"));
        };
        let mut compound = Self {
            bytes,
            sector,
            small_sector,
            cutoff: header(bytes, 56).into(),
            table: Vec::new(),
            small_table: Vec::new(),
            small: Vec::new(),
            entries: Vec::new(),
        };
        compound.table = compound.read_table()?;
        let directory = compound.chain(header(bytes, 48), u64::MAX)?;
        compound.entries = directory.chunks_exact(128).take(MOST_ENTRIES).filter_map(entry).collect();
        let small_table = compound.chain(header(bytes, 60), u64::MAX).unwrap_or_default();
        compound.small_table = numbers(&small_table).collect();
        if let Some(root) = directory.chunks_exact(128).next().and_then(entry) {
            compound.small = compound.chain(root.start, root.length).unwrap_or_default();
        }
        Ok(compound)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// The content of a stream; `None` where there is none of that name.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(entry) = self.entry(name) else { return Ok(None) };
        if entry.length >= self.cutoff {
            return self.chain(entry.start, entry.length).map(Some);
        }
        let mut content = Vec::new();
        let mut next = entry.start;
        while (content.len() as u64) < entry.length && next < FREE - 5 {
            let start = next as usize * self.small_sector;
            let part = self.small.get(start..start + self.small_sector).ok_or_else(cut_off)?;
            content.extend_from_slice(part);
            next = *self.small_table.get(next as usize).ok_or_else(cut_off)?;
        }
        content.truncate(entry.length as usize);
        Ok(Some(content))
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.is_stream && entry.name.eq_ignore_ascii_case(name))
    }

    /// The table that says which sector follows which: 109 of its own sectors are named in the header, more in a
    /// chain of sectors of names.
    fn read_table(&self) -> Result<Vec<u32>, ReadError> {
        let count = header(self.bytes, 44) as usize;
        let mut places: Vec<u32> = numbers(&self.bytes[76..512]).collect();
        let mut next = header(self.bytes, 68);
        while places.len() < count && next < FREE - 5 {
            let names = self.sector_at(next)?;
            let mut names: Vec<u32> = numbers(names).collect();
            next = names.pop().unwrap_or(END);
            places.append(&mut names);
            if places.len() * self.sector > self.bytes.len() {
                return Err(damaged("a container whose table is larger than itself"));
            }
        }
        let mut table = Vec::new();
        for place in places.into_iter().take(count).filter(|place| *place < FREE - 5) {
            table.extend(numbers(self.sector_at(place)?));
        }
        Ok(table)
    }

    /// The content of a chain of sectors, at most `length` of it.
    fn chain(&self, start: u32, length: u64) -> Result<Vec<u8>, ReadError> {
        let mut content = Vec::new();
        let mut next = start;
        while (content.len() as u64) < length && next < FREE - 5 {
            if content.len() > self.bytes.len() {
                return Err(damaged("a container with an endless chain"));
            }
            content.extend_from_slice(self.sector_at(next)?);
            next = *self.table.get(next as usize).ok_or_else(cut_off)?;
        }
        // Only the last sector may be short of what the stream says.
        content.truncate(usize::try_from(length).unwrap_or(usize::MAX));
        Ok(content)
    }

    fn sector_at(&self, place: u32) -> Result<&'a [u8], ReadError> {
        let start = (place as usize + 1).checked_mul(self.sector).ok_or_else(cut_off)?;
        let end = (start + self.sector).min(self.bytes.len());
        // Some programs do not fill the last sector.
        if start >= end {
            return Err(cut_off());
        }
        Ok(&self.bytes[start..end])
    }
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).min(64);
    let units: Vec<u16> = (0..length.saturating_sub(2)).step_by(2).filter_map(|at| u16_at(bytes, at)).collect();
    let name = String::from_utf16_lossy(&units);
    // The upper half of the length is garbage in files of the old kind, whose streams are all below 2 GB.
    Some(Entry { name, is_stream: bytes[66] == 2, start: header(bytes, 116), length: header(bytes, 120).into() })
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

/// A number of the header or of an entry, whose length was checked before.
fn header(bytes: &[u8], at: usize) -> u32 {
    numbers(bytes.get(at..at + 4).unwrap_or_default()).next().unwrap_or(END)
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

fn cut_off() -> ReadError {
    ReadError::CutOff("sectors behind the end of the file".to_owned())
}
