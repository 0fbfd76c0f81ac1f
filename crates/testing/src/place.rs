//! A place where the built command runs: a data directory and a database, with the clock set.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::de::DeserializeOwned;

use crate::answers::{Ledger, Report};
use crate::engine::{Database, Engine};

/// The town that most stories are about.
pub const TOWN: [&str; 4] = ["--town", "211104109", "--town-name", "新立镇"];

/// A deployment of one test.
pub struct Place {
    program: PathBuf,
    database: Database,
    today: String,
}

/// What a command left behind.
#[derive(Debug)]
pub struct Output {
    /// Its exit code; `None` if it was killed.
    pub code: Option<i32>,
    /// Results.
    pub stdout: String,
    /// Progress and words.
    pub stderr: String,
}

impl Place {
    /// A place where nothing was done yet.
    pub fn bare(program: &str, engine: Engine) -> Self {
        let (program, today) = (PathBuf::from(program), "2026-11-05".to_owned());
        Self { program, database: Database::new(engine), today }
    }

    /// A place with the county 大洼区 in it.
    pub fn new(program: &str, engine: Engine) -> Self {
        let place = Self::bare(program, engine);
        place.run(["init", "--county", "211104", "--name", "大洼区"]).assert(0);
        place
    }

    /// The database.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// The data directory.
    pub fn data(&self) -> PathBuf {
        self.database.folder()
    }

    /// Where a test may put a file: beside the data, not among it.
    pub fn file(&self, name: &str) -> PathBuf {
        let folder = self.data().join("files of the test");
        std::fs::create_dir_all(&folder).unwrap();
        folder.join(name)
    }

    /// Writes a file of [`Self::file`].
    pub fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.file(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Sets the day.
    pub fn set_today(&mut self, day: &str) {
        day.clone_into(&mut self.today);
    }

    /// A command of this place, ready to start.
    pub fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(&self.program);
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("HONGWANG_")) {
            command.env_remove(name);
        }
        command.args(arguments).arg("--data").arg(self.data()).env("HONGWANG_TODAY", &self.today);
        if self.database.engine() == Engine::Postgres {
            command.arg("--database").arg(self.database.url());
        }
        command.stdin(Stdio::null());
        command
    }

    /// Runs a command of this place.
    pub fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Output {
        Output::of(&mut self.command(arguments))
    }

    /// Imports a workbook into 新立镇 (or the town that `more` names).
    pub fn import(&self, file: &Path, more: &[&str]) -> Output {
        let mut arguments = vec![OsStr::new("import"), OsStr::new("workbook"), file.as_os_str()];
        if !more.contains(&"--town") {
            arguments.extend(TOWN.map(OsStr::new));
        }
        arguments.extend(more.iter().map(OsStr::new));
        self.run(arguments)
    }

    /// The ledger of a unit.
    pub fn ledger(&self, unit: &str, more: &[&str]) -> Ledger {
        self.export(unit, more).assert(0).json()
    }

    /// What export says of a unit's ledger as JSON; stdout is what the file holds.
    pub fn export(&self, unit: &str, more: &[&str]) -> Output {
        let path = self.file("ledger.json");
        let _ = std::fs::remove_file(&path);
        let mut arguments = vec!["export", "ledger", "--unit", unit, "--format", "json"];
        arguments.extend(more);
        let path_text = path.display().to_string();
        arguments.extend(["--output", &path_text]);
        let mut output = self.run(arguments);
        if let Ok(text) = std::fs::read_to_string(&path) {
            output.stdout = text;
        }
        output
    }

    /// Fails unless the records agree with themselves.
    pub fn assert_sound(&self) {
        self.run(["doctor"]).assert(0);
    }
}

impl Output {
    /// Runs a command to its end.
    pub fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Fails unless it ended with this code.
    pub fn assert(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "\n{}\n{}", self.stdout, self.stderr);
        self
    }

    /// The results, read.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{}\n{}", self.stdout, self.stderr))
    }

    /// The report of an import.
    pub fn report(&self) -> Report {
        self.json()
    }
}
