//! New keys for the sealed fields.

use std::process::ExitCode;
use std::time::Duration;

use hongwang_domain::Action;
use hongwang_store::{Resealing, Store};
use hongwang_words::say;
use serde_json::json;

use crate::cli::KeysCommand;
use crate::commands::noted::noted;
use crate::failure::Failure;
use crate::out::print;
use crate::settings::Settings;

/// Services look at their key file twice a second, and a write that has begun ends soon.
const UNTIL_ALL_KNOW: Duration = Duration::from_secs(2);

/// So many values are sealed anew in one transaction.
const AT_A_TIME: i64 = 200;

/// So often the tables are gone through: others may have sealed with the earlier key meanwhile.
const ROUNDS: usize = 5;

pub fn run(command: &KeysCommand, settings: &Settings) -> Result<ExitCode, Failure> {
    let rulebook = settings.rulebook()?;
    let store = settings.store(&rulebook)?;
    match command {
        KeysCommand::Rotate => rotate(&store, settings),
        KeysCommand::Retire => retire(&store, settings),
    }
}

fn rotate(store: &Store, settings: &Settings) -> Result<ExitCode, Failure> {
    let file = settings.key_file()?;
    let made = store.new_key(&file)?;
    let (number, _) = store.keys().numbers();
    let number_text = number.to_string();
    let said = [("number", &*number_text), ("file", &file.display().to_string())];
    eprintln!("{}", say(settings.language, if made { "keys-made" } else { "keys-going-on" }, &said));
    if made {
        noted(store, Action::RotateKeys, "keys", &json!({ "key": number }))?;
        std::thread::sleep(UNTIL_ALL_KNOW);
    }
    let mut done = 0;
    for _ in 0..ROUNDS {
        let mut state = Resealing::default();
        while store.reseal(&mut state, AT_A_TIME)? {
            if state.done > 0 {
                eprint!("\r{}", done + state.done);
            }
        }
        done += state.done;
        if store.under_old_keys()? == 0 {
            break;
        }
    }
    eprintln!();
    let left = store.under_old_keys()?;
    noted(store, Action::RotateKeys, "keys", &json!({ "key": number, "sealed_anew": done, "left": left }))?;
    let said = [("number", &*number_text), ("done", &done.to_string()), ("left", &left.to_string())];
    print(&say(settings.language, if left == 0 { "keys-rotated" } else { "keys-left" }, &said))?;
    Ok(if left == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn retire(store: &Store, settings: &Settings) -> Result<ExitCode, Failure> {
    let (gone, stay) = store.retire_keys(&settings.key_file()?)?;
    noted(store, Action::RotateKeys, "keys", &json!({ "retired": gone, "earlier_kept": stay }))?;
    let said = [("gone", &*gone.to_string()), ("stay", &stay.to_string())];
    print(&say(settings.language, if stay == 0 { "keys-retired" } else { "keys-some-stay" }, &said))?;
    Ok(ExitCode::SUCCESS)
}
