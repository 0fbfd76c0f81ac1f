//! Settings: flag, else variable, else config file, else default.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use hongwang_backup::Plan;
use hongwang_domain::{Clock, Rulebook};
use hongwang_store::{Database, KeyRing, Source, Store};
use hongwang_words::{Language, Words};
use serde::Deserialize;

use crate::cli::Common;
use crate::failure::Failure;

const DATABASE_FILE: &str = "hongwang.db";
const KEY_FILE: &str = "hongwang.keys";
const BACKUP_KEY_FILE: &str = "hongwang.backup-key";
pub const CONFIG_FILE: &str = "hongwang.toml";

/// What the config file may say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfigFile {
    data: Option<PathBuf>,
    database: Option<String>,
    rulebook: Option<PathBuf>,
    messages: Option<PathBuf>,
    language: Option<String>,
    idle_minutes: Option<i64>,
    backup: Option<BackupPlan>,
}

/// What the config file may say of backups by schedule.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BackupPlan {
    folder: PathBuf,
    #[serde(default = "at_night")]
    hour: u32,
    #[serde(default = "two_weeks")]
    keep: usize,
}

fn at_night() -> u32 {
    2
}

fn two_weeks() -> usize {
    14
}

/// The settings of this run.
#[derive(Clone, Debug)]
pub struct Settings {
    data: Option<PathBuf>,
    database: Option<String>,
    rulebook: Option<PathBuf>,
    pub language: Language,
    pub clock: Clock,
    /// After so many minutes unused, a session ends.
    pub idle_minutes: i64,
    backup: Option<BackupPlan>,
}

impl Settings {
    pub fn resolve(common: &Common) -> Result<Self, Failure> {
        let beside = common.data.as_ref().map(|data| data.join(CONFIG_FILE)).filter(|file| file.is_file());
        let config = match common.config.clone().or(beside) {
            Some(path) => read_config(&path)?,
            None => ConfigFile::default(),
        };
        let language = common.lang.clone().or(config.language);
        let language = match language.as_deref() {
            Some(text) => {
                Language::parse(text).ok_or_else(|| Failure::usage("failure-language", &[("value", text)]))?
            }
            None => Language::default(),
        };
        if let Some(folder) = common.messages.clone().or(config.messages) {
            let words = Words::with_overrides(&folder).map_err(|faults| Failure::lines(&faults))?;
            words.install();
        }
        Ok(Self {
            data: common.data.clone().or(config.data),
            database: common.database.clone().or(config.database),
            rulebook: common.rulebook.clone().or(config.rulebook),
            language,
            clock: clock()?,
            idle_minutes: idle_minutes(config.idle_minutes)?,
            backup: backup(config.backup)?,
        })
    }

    /// The data folder.
    pub fn data(&self) -> Result<&Path, Failure> {
        self.data.as_deref().ok_or_else(|| Failure::usage("failure-no-data", &[]))
    }

    /// The same settings with another data folder where none was given.
    pub fn or_data(&self, folder: &str) -> Self {
        Self { data: Some(self.data.clone().unwrap_or_else(|| PathBuf::from(folder))), ..self.clone() }
    }

    /// The same settings on another day.
    pub fn on(&self, day: NaiveDate) -> Self {
        Self { clock: Clock::fixed(day), ..self.clone() }
    }

    /// Where the database is.
    pub fn database(&self) -> Result<Database, Failure> {
        match &self.database {
            Some(url) => Ok(Database::parse(url)),
            None => Ok(Database::Sqlite(self.data()?.join(DATABASE_FILE))),
        }
    }

    /// Where the keys of the sealed fields are.
    pub fn key_file(&self) -> Result<PathBuf, Failure> {
        Ok(self.data()?.join(KEY_FILE))
    }

    /// Where the key of backups is.
    pub fn backup_key_file(&self) -> Result<PathBuf, Failure> {
        Ok(self.data()?.join(BACKUP_KEY_FILE))
    }

    /// When backups are made by themselves, where somebody wants it.
    pub fn backup_plan(&self) -> Result<Option<Plan>, Failure> {
        let Some(plan) = self.backup.clone() else { return Ok(None) };
        let (data, key_file) = (self.data()?.to_owned(), self.backup_key_file()?);
        Ok(Some(Plan { folder: plan.folder, hour: plan.hour, keep: plan.keep, key_file, data }))
    }

    /// The rulebook, an operator's files in place of ours.
    pub fn rulebook(&self) -> Result<Arc<Rulebook>, Failure> {
        crate::commands::rulebook::load(self.rulebook.as_deref(), self.language).map(Arc::new)
    }

    /// Opens the store of a deployment that was initialised.
    pub fn store(&self, rulebook: &Arc<Rulebook>) -> Result<Store, Failure> {
        let database = self.database()?;
        let keys = self.key_file()?;
        if !keys.is_file() {
            return Err(Failure::words("failure-not-initialised", &[("data", &self.data()?.display().to_string())]));
        }
        let store = Store::open(&database, KeyRing::read(&keys)?, self.clock, Source("console".to_owned()))?;
        hongwang_ledger::install(&store, rulebook);
        Ok(store)
    }
}

fn read_config(path: &Path) -> Result<ConfigFile, Failure> {
    let named =
        |said: String| Failure::usage("failure-config", &[("file", &path.display().to_string()), ("said", &said)]);
    let text = std::fs::read_to_string(path).map_err(|error| named(error.to_string()))?;
    toml::from_str(&text).map_err(|error| named(error.to_string()))
}

/// The variable before the config file; half an hour without either.
fn idle_minutes(config: Option<i64>) -> Result<i64, Failure> {
    let said = std::env::var("HONGWANG_IDLE_MINUTES").ok().filter(|text| !text.is_empty());
    let text = said.or_else(|| config.map(|minutes| minutes.to_string()));
    let Some(text) = text else { return Ok(hongwang_accounts::IDLE_MINUTES) };
    let minutes = text.parse().ok().filter(|minutes| (1..=720).contains(minutes));
    minutes.ok_or_else(|| Failure::usage("failure-idle", &[("value", &text)]))
}

/// An hour of the day, and at least one that is kept.
fn backup(plan: Option<BackupPlan>) -> Result<Option<BackupPlan>, Failure> {
    let Some(plan) = plan else { return Ok(None) };
    if plan.hour > 23 || !(1..=1_000).contains(&plan.keep) {
        let (hour, keep) = (plan.hour.to_string(), plan.keep.to_string());
        return Err(Failure::usage("failure-backup-plan", &[("hour", &hour), ("keep", &keep)]));
    }
    Ok(Some(plan))
}

fn clock() -> Result<Clock, Failure> {
    match std::env::var("HONGWANG_TODAY") {
        Err(_) => Ok(Clock::system()),
        Ok(text) if text.is_empty() => Ok(Clock::system()),
        Ok(text) => NaiveDate::parse_from_str(&text, "%Y-%m-%d")
            .map(Clock::fixed)
            .map_err(|_| Failure::usage("failure-today", &[("value", &text)])),
    }
}
