//! The parts of a file that is a zip archive. Nothing is ever unpacked to a disk, so a part's name is only a name.

use std::collections::HashMap;
use std::io::{Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::budget::{Budget, Metered};
use crate::error::ReadError;
use crate::xml::{Xml, damaged};

/// More parts than any workbook has.
const MOST_PARTS: usize = 20_000;

pub(crate) struct Package<'a, R> {
    archive: ZipArchive<R>,
    places: HashMap<String, usize>,
    budget: &'a Budget,
}

impl<'a, R: Read + Seek> Package<'a, R> {
    pub(crate) fn open(source: R, budget: &'a Budget) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(source).map_err(refused)?;
        if archive.len() > MOST_PARTS {
            return Err(damaged("too many parts"));
        }
        let mut places = HashMap::new();
        for index in 0..archive.len() {
            if let Some(Ok(name)) = archive.name_for_index(index) {
                places.entry(plain_name(&name)).or_insert(index);
            }
        }
        Ok(Self { archive, places, budget })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.places.contains_key(&plain_name(name))
    }

    /// A part as XML; `None` where there is none of that name.
    pub(crate) fn xml(&mut self, name: &str) -> Result<Option<Xml<'_>>, ReadError> {
        let Some(index) = self.places.get(&plain_name(name)) else {
            return Ok(None);
        };
        let part = self.archive.by_index(*index).map_err(refused)?;
        self.budget.expect_unpacked(part.size())?;
        Xml::new(Metered::new(part, self.budget), self.budget).map(Some)
    }

    /// A part that has to be there.
    pub(crate) fn needed_xml(&mut self, name: &str) -> Result<Xml<'_>, ReadError> {
        let missing = || damaged(&format!("the part {name} is missing"));
        self.xml(name)?.ok_or_else(missing)
    }
}

/// How a part is looked up: some programs write backslashes, or capitals where the reference has none.
fn plain_name(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

fn refused(error: ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(reason) if reason.to_lowercase().contains("password") => ReadError::Encrypted,
        ZipError::InvalidPassword => ReadError::Encrypted,
        error => damaged(&error.to_string()),
    }
}
