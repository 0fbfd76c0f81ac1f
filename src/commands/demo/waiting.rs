//! A workbook with faults that the town's organiser finds handed in and checked: there is something to mend at once.

use std::io;
use std::time::{Duration, Instant};

use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor, Id, Role};
use hongwang_organisation::queries;
use hongwang_store::{Key, Source};
use hongwang_workbook::jobs::{self, Office};
use hongwang_workbook::upload::{self, Received};

use super::folder::{Folder, Made};
use crate::failure::Failure;
use crate::settings::Settings;

/// So long the check may take; what is not ready then, the service does.
const LONGEST: Duration = Duration::from_secs(60);

/// Hands the workbook in, in the organiser's name, unless something of the town lies there already: what is handed in is
/// gone after a day.
pub fn hand_in(settings: &Settings, folder: &Folder, made: &Made) -> Result<(), Failure> {
    let rulebook = settings.rulebook()?;
    let store = settings.store(&rulebook)?;
    let store = store.from_source(Source("demo".to_owned()));
    let other = |error: &dyn std::fmt::Display| Failure::from(io::Error::other(error.to_string()));
    let organiser = made.logins.iter().find(|one| one.role == Role::TownOrganiser.as_str());
    let account = organiser.map(|one| hongwang_accounts::account_called(&store, &one.login)).transpose();
    let Some(account) = account.map_err(|error| other(&error))?.flatten().and_then(|account| Id::parse(&account.id))
    else {
        return Ok(());
    };
    let scope = Scope::of(&Actor::console(), Action::ImportWorkbook);
    let now = store.clock().now();
    let (town, is_any) = store.read(&scope, |door| {
        let town = queries::by_code(door, &made.town)?;
        let path = town.as_ref().map(hongwang_organisation::Unit::path);
        let there = path.map(|path| upload::of_town(door, &path)).transpose()?.unwrap_or_default();
        Ok::<_, hongwang_store::StoreError>((town, there.iter().any(|upload| !upload::is_gone(upload, now))))
    })?;
    let Some(town) = town.filter(|_| !is_any) else { return Ok(()) };
    let (code, path) = (town.code()?, town.path());
    let clerk = Actor { account: Some(account), role: Role::TownOrganiser, unit: Some(path.clone()) };
    let (file, bytes) = (folder.faulty(), std::fs::read(folder.faulty())?);
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let language = settings.language;
    let received = Received { town: &code, town_name: None, path: &path, name: &name, bytes: &bytes, language };
    let upload = upload::receive(&store, &clerk, &Key::new(), received).map_err(|error| other(&error))?;
    let office = Office { store, rulebook, program: std::env::current_exe()? };
    jobs::start(&office);
    let begun = Instant::now();
    while begun.elapsed() < LONGEST {
        let now = office.store.read(&scope, |door| upload::find(door, &upload.id))?;
        if now.is_none_or(|upload| !upload.state().is_in_work()) {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}
