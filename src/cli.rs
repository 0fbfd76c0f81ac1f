//! The command line: a stable interface. The words of its help are messages (`cli-…`).

use std::net::SocketAddr;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use hongwang_domain::policy::Reach;
use hongwang_domain::rulebook::ledger::Basis;
use hongwang_domain::{Month, UnitCode};

#[derive(Debug, Parser)]
#[command(name = "hongwang", version, subcommand_required = true, arg_required_else_help = true)]
pub struct Cli {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

/// Where the data is and how to speak; each also a `HONGWANG_*` variable and a key of the config file.
#[derive(Clone, Debug, Args)]
pub struct Common {
    #[arg(long, global = true, value_name = "DIR", env = "HONGWANG_DATA")]
    pub data: Option<PathBuf>,
    #[arg(long, global = true, value_name = "URL", env = "HONGWANG_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    #[arg(long, global = true, value_name = "FILE", env = "HONGWANG_CONFIG")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, value_name = "DIR", env = "HONGWANG_RULEBOOK")]
    pub rulebook: Option<PathBuf>,
    #[arg(long, global = true, value_name = "DIR", env = "HONGWANG_MESSAGES")]
    pub messages: Option<PathBuf>,
    #[arg(long, global = true, value_name = "LANG", env = "HONGWANG_LANG")]
    pub lang: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Init(InitArgs),
    #[command(subcommand)]
    Import(ImportCommand),
    #[command(subcommand)]
    Export(ExportCommand),
    Declare(DeclareArgs),
    Serve(ServeArgs),
    Openapi,
    Routes,
    Demo(DemoArgs),
    Backup(BackupArgs),
    Restore(RestoreArgs),
    #[command(subcommand)]
    Keys(KeysCommand),
    Doctor(DoctorArgs),
    #[command(subcommand)]
    Audit(AuditCommand),
    Migrate,
    #[command(subcommand)]
    Rulebook(RulebookCommand),
    #[command(subcommand)]
    User(UserCommand),
}

#[derive(Debug, Args)]
pub struct InitArgs {
    #[arg(long, value_name = "CODE", value_parser = code)]
    pub county: UnitCode,
    #[arg(long)]
    pub name: String,
}

#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    Workbook(WorkbookArgs),
    Undo(UndoArgs),
}

#[derive(Debug, Args)]
pub struct WorkbookArgs {
    pub file: PathBuf,
    #[arg(long, value_name = "CODE", value_parser = code)]
    pub town: UnitCode,
    #[arg(long, value_name = "NAME")]
    pub town_name: Option<String>,
    #[arg(long)]
    pub check: bool,
    #[arg(long)]
    pub all_or_nothing: bool,
    #[arg(long)]
    pub no_create: bool,
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub effective: Option<NaiveDate>,
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub marked: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct UndoArgs {
    pub id: String,
}

#[derive(Debug, Subcommand)]
pub enum ExportCommand {
    Ledger(LedgerArgs),
}

#[derive(Debug, Args)]
pub struct LedgerArgs {
    #[arg(long, value_name = "CODE", value_parser = code)]
    pub unit: UnitCode,
    #[arg(long, value_name = "DATE", value_parser = day, conflicts_with = "snapshot")]
    pub as_of: Option<NaiveDate>,
    #[arg(long, value_name = "YYYY-MM", value_parser = month)]
    pub snapshot: Option<Month>,
    #[arg(long, value_parser = basis)]
    pub basis: Option<Basis>,
    #[arg(long)]
    pub names: bool,
    #[arg(long, value_name = "WORD", value_parser = hongwang_ledger::PURPOSES)]
    pub purpose: Option<String>,
    #[arg(long)]
    pub format: Format,
    #[arg(long, value_name = "FILE")]
    pub output: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    Json,
    Csv,
    Xlsx,
}

#[derive(Debug, Args)]
pub struct DeclareArgs {
    #[arg(long, value_name = "CODE", value_parser = code)]
    pub unit: UnitCode,
    #[arg(long, value_name = "N")]
    pub households: u32,
    #[arg(long, value_name = "N")]
    pub residents: u32,
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<NaiveDate>,
}

#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    #[arg(long, value_name = "ADDRESS", env = "HONGWANG_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    #[arg(long, env = "HONGWANG_BEHIND_TLS")]
    pub behind_tls: bool,
}

#[derive(Debug, Args)]
pub struct DemoArgs {
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    #[arg(long)]
    pub make_only: bool,
}

#[derive(Debug, Args)]
pub struct BackupArgs {
    #[arg(long, value_name = "FILE")]
    pub output: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    #[arg(long)]
    pub with_keys: bool,
    #[arg(long)]
    pub without_attachments: bool,
}

#[derive(Debug, Args)]
pub struct RestoreArgs {
    pub file: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub erased: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct DoctorArgs {
    #[arg(long, value_name = "FILE")]
    pub against: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    Rotate,
    Retire,
}

#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    Heads,
}

#[derive(Debug, Subcommand)]
pub enum RulebookCommand {
    Check,
}

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    Add(UserAddArgs),
    Password(UserPasswordArgs),
    Token(UserTokenArgs),
}

#[derive(Debug, Args)]
pub struct UserAddArgs {
    #[arg(long, value_name = "PHONE", required_unless_present = "login")]
    pub phone: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub login: Option<String>,
    #[arg(long)]
    pub name: String,
    #[arg(long)]
    pub role: String,
    #[arg(long, value_name = "CODE", value_parser = code)]
    pub unit: UnitCode,
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub until: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub struct UserPasswordArgs {
    #[arg(long, value_name = "PHONE", required_unless_present = "login")]
    pub phone: Option<String>,
    #[arg(long, value_name = "NAME", conflicts_with = "phone")]
    pub login: Option<String>,
    #[arg(long)]
    pub forget_second_step: bool,
}

#[derive(Debug, Args)]
pub struct UserTokenArgs {
    #[arg(long, value_name = "PHONE", required_unless_present = "login")]
    pub phone: Option<String>,
    #[arg(long, value_name = "NAME", conflicts_with = "phone")]
    pub login: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 30)]
    pub days: i64,
    #[arg(long, value_name = "HOW_FAR", default_value = "everything", value_parser = reach)]
    pub reach: Reach,
}

fn code(text: &str) -> Result<UnitCode, String> {
    UnitCode::parse(text).ok_or_else(|| "6, 9, 12 or 15 digits".to_owned())
}

fn reach(text: &str) -> Result<Reach, String> {
    Reach::from_text(text).ok_or_else(|| "everything, reading, counts".to_owned())
}

fn day(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| "YYYY-MM-DD".to_owned())
}

fn month(text: &str) -> Result<Month, String> {
    Month::parse(text).ok_or_else(|| "YYYY-MM".to_owned())
}

fn basis(text: &str) -> Result<Basis, String> {
    Basis::from_text(text).ok_or_else(|| "registered, resident".to_owned())
}
