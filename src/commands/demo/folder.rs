//! The demo's data folder: whether the town is there already, and what was made.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use hongwang_web::{Demo, DemoLogIn};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::settings::CONFIG_FILE;

const MARK: &str = "demo.json";
const WORKBOOKS: &str = "workbooks";

/// What is remembered of a demo that was made.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Made {
    pub on: NaiveDate,
    pub town: String,
    pub village: String,
    /// A day on which the town had just been taken in.
    pub past: NaiveDate,
    /// The last import, for taking it back.
    pub import: String,
    /// How many faults wait in the workbook that is there for mending.
    pub faults: usize,
    /// Whom one can log in as.
    pub logins: Vec<LogIn>,
}

/// One account of the demo.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LogIn {
    /// The role as text.
    pub role: String,
    /// The unit's name.
    pub unit: String,
    pub login: String,
    /// No secret: it is printed, and the log-in page says it.
    pub password: String,
}

impl Made {
    /// What the log-in page tells.
    pub fn demo(&self) -> Demo {
        let log_in = |one: &LogIn| DemoLogIn {
            role: one.role.clone(),
            unit: one.unit.clone(),
            login: one.login.clone(),
            password: one.password.clone(),
        };
        Demo { log_ins: self.logins.iter().map(log_in).collect() }
    }
}

/// The folder.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// What was made here; `None` when the folder is empty or not there.
    pub fn made(&self) -> Result<Option<Made>, Failure> {
        match fs::read(self.0.join(MARK)) {
            Ok(mark) => {
                let made: Option<Made> = serde_json::from_slice(&mark).map_err(io::Error::from)?;
                made.map(Some)
                    .ok_or_else(|| Failure::words("demo-unfinished", &[("data", &self.0.display().to_string())]))
            }
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                self.is_empty().map(|()| None)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn is_empty(&self) -> Result<(), Failure> {
        let taken = || Failure::words("demo-folder-taken", &[("data", &self.0.display().to_string())]);
        match fs::read_dir(&self.0) {
            Ok(entries) => {
                let names: Vec<_> = entries.collect::<io::Result<_>>()?;
                if names.iter().all(|entry| entry.file_name() == CONFIG_FILE) { Ok(()) } else { Err(taken()) }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(_) => Err(taken()),
        }
    }

    /// Begins; until [`Self::finish`] the folder says that it is not finished.
    pub fn begin(&self) -> Result<(), Failure> {
        fs::create_dir_all(self.workbooks())?;
        Ok(fs::write(self.0.join(MARK), "null\n")?)
    }

    pub fn finish(&self, made: &Made) -> Result<(), Failure> {
        let mark = serde_json::to_string_pretty(made).map_err(io::Error::from)?;
        Ok(fs::write(self.0.join(MARK), mark + "\n")?)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn workbooks(&self) -> PathBuf {
        self.0.join(WORKBOOKS)
    }

    /// The workbook with faults.
    pub fn faulty(&self) -> PathBuf {
        self.workbooks().join("faults.xlsx")
    }
}
