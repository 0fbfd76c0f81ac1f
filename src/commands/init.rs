use std::fs;
use std::path::Path;
use std::process::ExitCode;

use hongwang_accounts::{PasswordError, create_system_administrator, hash, one_time_password};
use hongwang_domain::{Actor, UnitKind};
use hongwang_organisation::setup::found_county;
use hongwang_store::{Key, KeyRing, StoreError};
use hongwang_words::say;

use crate::cli::InitArgs;
use crate::failure::Failure;
use crate::settings::Settings;

/// Founds a deployment: folder, keys, tables, county, and the first system administrator's one-time password.
pub fn run(args: &InitArgs, settings: &Settings) -> Result<ExitCode, Failure> {
    if args.county.kind() != UnitKind::County {
        return Err(Failure::usage("failure-county-code", &[("value", args.county.as_str())]));
    }
    if args.name.trim().is_empty() {
        return Err(Failure::usage("failure-county-name", &[]));
    }
    let (login, password) = found(args, settings)?;
    eprintln!("{}", say(settings.language, "init-done", &[("county", &args.name), ("login", &login)]));
    println!("{password}");
    Ok(ExitCode::SUCCESS)
}

/// As [`run`], silently; answers the log-in name and the password.
pub fn found(args: &InitArgs, settings: &Settings) -> Result<(String, String), Failure> {
    let folder = settings.data()?;
    make_folder(folder)?;
    let key_file = settings.key_file()?;
    if !key_file.exists() {
        KeyRing::generate()?.create(&key_file)?;
    }
    let rulebook = settings.rulebook()?;
    let store = settings.store(&rulebook)?;
    let failed = |error: PasswordError| Failure::words("failure-store", &[("said", &error.to_string())]);
    let password = one_time_password().map_err(failed)?;
    let hash = hash(&password).map_err(failed)?;
    let login = store.write(&Actor::console(), &Key::new(), |tx| -> Result<String, StoreError> {
        let (county, is_new) = found_county(tx, &args.county, &args.name)?;
        if !is_new {
            return Err(StoreError::Stale { kind: "county", id: county.code, now: None });
        }
        create_system_administrator(tx, &county.id, &hash)
    });
    match login {
        Ok(login) => Ok((login, password.expose().to_owned())),
        Err(StoreError::Stale { id, .. }) => Err(Failure::words("failure-initialised-already", &[("code", &id)])),
        Err(error) => Err(error.into()),
    }
}

/// The folder holds names and categories in the clear: nobody else reads it.
pub fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
