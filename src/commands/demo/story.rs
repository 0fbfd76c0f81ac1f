//! How the demo came to be: a county is founded, a town taken in, and months of changes after it, each on its day.

use std::io;

use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor, CitizenId, UnitCode};
use hongwang_ledger::declare;
use hongwang_organisation::queries;
use hongwang_registry::{RegistryDraft, record_death, record_departure};
use hongwang_store::{Key, Store, StoreError};
use hongwang_words::say;
use hongwang_workbook::{Request, TakeInError, take_in};

use super::books::{Book, Books};
use super::farewells::Farewell;
use super::folder::{Folder, LogIn, Made};
use super::linked;
use super::rights;
use super::words::{Named, Words};
use crate::cli::InitArgs;
use crate::commands::init;
use crate::failure::Failure;
use crate::settings::Settings;

/// The village that declares other figures than are counted, and by how much.
const DECLARING_VILLAGE: usize = 5;
const DECLARED_MORE: (usize, usize) = (2, 7);

/// The name and the one-time password of the system administrator.
pub struct Administrator {
    pub login: String,
    pub password: String,
}

/// Makes the demo.
pub fn make(settings: &Settings, folder: &Folder) -> Result<(Made, Administrator), Failure> {
    let words = Words::read();
    let today = settings.clock.today();
    let books = Books::write(&words, today).map_err(io::Error::other)?;
    folder.begin()?;
    announce(settings, &words, &books);
    for book in [&books.first, &books.second, &books.third, &books.faulty] {
        std::fs::write(folder.workbooks().join(&book.file), &book.bytes)?;
    }

    let town = code(&words.places.town)?;
    let begin = settings.on(books.first.day);
    let county = InitArgs { county: code(&words.places.county)?, name: words.places.county.name.clone() };
    let (login, password) = init::found(&county, &begin)?;
    import(&begin, folder, &words, &books.first)?;
    linked::write(&begin, &town, &books.town.villages, books.first.day)?;
    declare_figures(&begin, &books)?;
    import(&settings.on(books.second.day), folder, &words, &books.second)?;
    let then = settings.on(books.third.day);
    books.farewells.iter().try_for_each(|farewell| bid(&then, &town, farewell))?;
    let import = import(&then, folder, &words, &books.third)?;

    let village = books.town.villages[DECLARING_VILLAGE].code.clone();
    rights::write(settings, &village)?;
    let past = books.first.day;
    let logins = log_ins(settings, &town)?;
    let made = Made { on: today, town: town.to_string(), village, past, import, faults: books.to_mend(), logins };
    folder.finish(&made)?;
    Ok((made, Administrator { login, password }))
}

/// An account per role.
fn log_ins(settings: &Settings, town: &UnitCode) -> Result<Vec<LogIn>, Failure> {
    let rulebook = settings.rulebook()?;
    let store = settings.store(&rulebook)?;
    let accounts =
        hongwang_accounts::demo(&store, town.as_str()).map_err(|error| io::Error::other(error.to_string()))?;
    let log_in = |one: hongwang_accounts::DemoAccount| LogIn {
        role: one.role.as_str().to_owned(),
        unit: one.unit,
        login: one.login,
        password: one.password,
    };
    Ok(accounts.into_iter().map(log_in).collect())
}

/// Puts the accounts of a demo that is there already back to the passwords that are printed.
pub fn put_back(settings: &Settings) -> Result<(), Failure> {
    let rulebook = settings.rulebook()?;
    let store = settings.store(&rulebook)?;
    hongwang_accounts::put_back(&store).map_err(|error| io::Error::other(error.to_string()).into())
}

fn code(place: &Named) -> Result<UnitCode, Failure> {
    UnitCode::parse(&place.code).ok_or_else(|| io::Error::other(place.code.clone()).into())
}

fn announce(settings: &Settings, words: &Words, books: &Books) {
    let [villages, grids, residents] =
        [books.town.villages.len(), books.town.grids(), books.town.residents()].map(|count| count.to_string());
    let args = [
        ("county", words.places.county.name.as_str()),
        ("town", &words.places.town.name),
        ("villages", &villages),
        ("grids", &grids),
        ("residents", &residents),
    ];
    eprintln!("{}", say(settings.language, "demo-making", &args));
}

/// Takes a workbook in as the command does; answers the import's id.
fn import(settings: &Settings, folder: &Folder, words: &Words, book: &Book) -> Result<String, Failure> {
    let rulebook = settings.rulebook()?;
    let store = settings.store(&rulebook)?;
    let request = Request {
        file: folder.workbooks().join(&book.file),
        town: code(&words.places.town)?,
        town_name: Some(words.places.town.name.clone()),
        check: false,
        all_or_nothing: true,
        create: true,
        effective: None,
        keep_cells: false,
        program: std::env::current_exe()?,
        language: settings.language,
    };
    let outcome = take_in(&store, &Actor::console(), &rulebook, &request).map_err(|error| match error {
        TakeInError::Store(error) => error.into(),
        error => Failure::words(error.key(), &[("code", request.town.as_str())]),
    })?;
    let report = outcome.report;
    let Some(import) = report.import else {
        let said = report.errors.first().map(|error| error.message.clone()).unwrap_or_default();
        return Err(Failure::words("demo-refused", &[("file", &book.file), ("said", &said)]));
    };
    let [households, residents, changed] =
        [report.households, report.residents, report.changed].map(|count| count.to_string());
    let day = book.day.to_string();
    let args = [
        ("day", day.as_str()),
        ("file", &book.file),
        ("households", &households),
        ("residents", &residents),
        ("changed", &changed),
    ];
    eprintln!("{}", say(settings.language, "demo-taken-in", &args));
    Ok(import)
}

fn declare_figures(settings: &Settings, books: &Books) -> Result<(), Failure> {
    let rulebook = settings.rulebook()?;
    let store = settings.store(&rulebook)?;
    let village = &books.town.villages[DECLARING_VILLAGE];
    let residents: usize = village.households.iter().map(|household| household.people.len()).sum();
    let more = |count: usize, more: usize| u32::try_from(count + more).unwrap_or(u32::MAX);
    let figures = (more(village.households.len(), DECLARED_MORE.0), more(residents, DECLARED_MORE.1));
    declare(&store, &Actor::console(), &Key::new(), &village.code, figures, books.first.day).map_err(
        |error| match error {
            hongwang_ledger::DeclareError::Store(error) => error.into(),
            hongwang_ledger::DeclareError::UnknownUnit => {
                Failure::words("ledger-failed-unit", &[("unit", &village.code)])
            }
        },
    )
}

/// Records that somebody died or left the county.
fn bid(settings: &Settings, town: &UnitCode, farewell: &Farewell) -> Result<(), Failure> {
    let rulebook = settings.rulebook()?;
    let store = settings.store(&rulebook)?;
    let Some(resident) = find(&store, town, &farewell.citizen_id)? else { return Ok(()) };
    let record = if farewell.died { record_death } else { record_departure };
    Ok(record(&store, &Actor::console(), &Key::new(), &resident, farewell.day)?)
}

fn find(store: &Store, town: &UnitCode, citizen_id: &str) -> Result<Option<String>, StoreError> {
    let Ok(reading) = CitizenId::read(citizen_id) else { return Ok(None) };
    store.read(&Scope::of(&Actor::console(), Action::ReadRegistry), |door| {
        let town = queries::by_code(door, town.as_str())?;
        let registry = RegistryDraft::load_town(door, town.as_ref().map(|town| town.id.as_str()))?;
        Ok(registry.resident_by_citizen_id(&reading.id, store.keys()).map(str::to_owned))
    })
}
