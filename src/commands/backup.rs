//! Backing everything up into one file, and putting it back.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use hongwang_archive::{Archive, ArchiveError, BackupKey};
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor};
use hongwang_privacy::{erased_list, forget_again as forget_again_in, keep_list};
use hongwang_store::KeyRing;
use hongwang_words::say;

use crate::cli::{BackupArgs, RestoreArgs};
use crate::commands::noted::noted;
use crate::commands::{doctor, init};
use crate::failure::Failure;
use crate::out::print;
use crate::settings::Settings;
use crate::slices;

/// Makes a backup; the key of backups is made with the first one.
pub fn make(args: &BackupArgs, settings: &Settings) -> Result<ExitCode, Failure> {
    let rulebook = settings.rulebook()?;
    let store = settings.store(&rulebook)?;
    let key_file = key_file(args.key.as_deref(), settings)?;
    if !key_file.exists() {
        BackupKey::generate().and_then(|key| key.create(&key_file)).map_err(|error| failed(&error))?;
        let file = key_file.display().to_string();
        eprintln!("{}", say(settings.language, "backup-key-made", &[("file", &file)]));
    }
    let key = BackupKey::read(&key_file).map_err(|error| failed(&error))?;
    let keys = args.with_keys.then(|| fs::read_to_string(settings.key_file()?).map_err(Failure::from)).transpose()?;
    // Said before everything goes out: the backup holds that entry too.
    let told = serde_json::json!({ "keys": args.with_keys, "attachments": !args.without_attachments });
    noted(&store, Action::MakeBackup, "backup", &told)?;
    let without = if args.without_attachments { hongwang_backup::ATTACHMENTS } else { &[] };
    let sum = hongwang_backup::by_hand(&store, keys, without, &key, &args.output).map_err(|error| failed(&error))?;
    let said = [("rows", &*sum.rows.to_string()), ("file", &args.output.display().to_string())];
    eprintln!("{}", say(settings.language, "backup-made", &said));
    if !args.with_keys {
        let file = settings.key_file()?.display().to_string();
        eprintln!("{}", say(settings.language, "backup-without-keys", &[("file", &file)]));
    }
    Ok(ExitCode::SUCCESS)
}

/// Puts a backup into a place that has nothing in it, and checks it.
pub fn restore(args: &RestoreArgs, settings: &Settings) -> Result<ExitCode, Failure> {
    init::make_folder(settings.data()?)?;
    let key = BackupKey::read(&key_file(args.key.as_deref(), settings)?).map_err(|error| failed(&error))?;
    let archive = Archive::open(&args.file, &key).map_err(|error| failed(&error))?;
    let key_file = settings.key_file()?;
    let own = key_file.is_file();
    let ring = match (&archive.about().keys, own) {
        (_, true) => KeyRing::read(&key_file)?,
        (Some(text), false) => KeyRing::parse(text).ok_or_else(|| Failure::words("restore-bad-keys", &[]))?,
        (None, false) => {
            return Err(Failure::words("restore-no-keys", &[("file", &key_file.display().to_string())]));
        }
    };
    let restored = archive.restore(&settings.database()?, &ring).map_err(|error| failed(&error))?;
    if !own {
        ring.create(&key_file)?;
    }
    let said = [("rows", &*restored.sum.rows.to_string()), ("day", &restored.about.made_at.to_string())];
    print(&say(settings.language, "restore-done", &said))?;
    forget_again(args.erased.as_deref(), settings)?;
    // Counts are those of the backup; now what they come to: chains, sequences, figures, filed months.
    doctor::run(settings)
}

/// Whoever was erased since the backup was made is in it still: the lists of this place, of the old one and of the backup
/// itself say who that is.
fn forget_again(old: Option<&Path>, settings: &Settings) -> Result<(), Failure> {
    let own = erased_list::file_in(settings.data()?);
    let is_listed = own.exists() || old.is_some();
    let mut listed = erased_list::read(&own)?;
    if let Some(old) = old {
        if !old.is_file() {
            return Err(Failure::words("failure-file", &[("said", &old.display().to_string())]));
        }
        listed.extend(erased_list::read(old)?);
    }
    let store = settings.store(&settings.rulebook()?)?;
    let scope = Scope::of(&Actor::console(), Action::ApplyRetention);
    listed.extend(store.read(&scope, |door| erased_list::in_database(door))?);
    if !listed.is_empty() {
        let count = forget_again_in(&store, &slices::all(), &listed)?;
        print(&say(settings.language, "restore-forgot-again", &[("count", &count.to_string())]))?;
        keep_list(&store, settings.data()?)?;
    }
    if !is_listed {
        eprintln!("{}", say(settings.language, "restore-no-erased", &[]));
    }
    Ok(())
}

fn key_file(given: Option<&Path>, settings: &Settings) -> Result<PathBuf, Failure> {
    match given {
        Some(file) => Ok(file.to_owned()),
        None => settings.backup_key_file(),
    }
}

fn failed(error: &ArchiveError) -> Failure {
    let (key, said) = hongwang_backup::words(error);
    let said: Vec<(&str, &str)> = said.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Failure::words(key, &said)
}
