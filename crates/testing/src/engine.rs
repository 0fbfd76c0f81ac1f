//! A database of its own for every test, on either engine.

use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;

/// Where the test server is: a `postgres://` address of an administrator. `make test` starts one and sets this.
pub const SERVER: &str = "HONGWANG_TEST_POSTGRES";

/// Set, it keeps the folders of tests, and says of each where it is.
pub const KEEP: &str = "HONGWANG_TEST_KEEP";

/// The schema that holds the tables of a test on PostgreSQL. There is no schema `public` there at all.
pub const SCHEMA: &str = "county_211104";

/// The database that new ones are copied from, where there is one: `make test` migrates it once.
const TEMPLATE: &str = "hongwang_template";

/// The two engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

/// An empty or just migrated database, gone when this is dropped.
pub struct Database {
    engine: Engine,
    folder: TempDir,
    name: String,
}

impl Database {
    /// A new one.
    ///
    /// # Panics
    /// If it cannot be made, which also means: on PostgreSQL without a server. A test that did not run must not look
    /// like one that passed.
    pub fn new(engine: Engine) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let database = Self {
            engine,
            folder: tempfile::Builder::new()
                .prefix("hongwang-test-")
                .disable_cleanup(std::env::var_os(KEEP).is_some())
                .tempdir()
                .unwrap(),
            name: format!("hongwang_test_{}_{number}", std::process::id()),
        };
        if std::env::var_os(KEEP).is_some() {
            eprintln!("kept: {}", database.folder.path().display());
        }
        if engine == Engine::Postgres {
            database.create();
        }
        database
    }

    /// The engine.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// A folder of its own: the data directory of the test, whichever the engine.
    pub fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// The address to open it by; on SQLite the path of a file in [`Self::folder`].
    pub fn url(&self) -> String {
        match self.engine {
            Engine::Sqlite => self.folder.path().join("hongwang.db").display().to_string(),
            Engine::Postgres => format!("{}?options=-csearch_path%3D{SCHEMA}", address_of(&self.name)),
        }
    }

    /// What an SQL statement answers on PostgreSQL, as text.
    pub fn ask(&self, sql: &str) -> String {
        psql(&address_of(&self.name), sql).unwrap_or_else(|error| panic!("{sql}: {error}"))
    }

    fn create(&self) {
        let server = server();
        let (name, copied) =
            (&self.name, format!("CREATE DATABASE {} TEMPLATE {TEMPLATE} STRATEGY file_copy", self.name));
        if psql(&server, &copied).is_err() {
            psql(&server, &format!("CREATE DATABASE {name}")).unwrap_or_else(|error| panic!("{error}"));
            self.ask(&format!("DROP SCHEMA public; CREATE SCHEMA {SCHEMA}"));
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if self.engine == Engine::Postgres {
            let _ = psql(&server(), &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
        }
    }
}

fn server() -> String {
    std::env::var(SERVER).unwrap_or_else(|_| panic!("{SERVER} is not set: run the tests by `make test`"))
}

/// The server's address with another database in it.
fn address_of(name: &str) -> String {
    let server = server();
    let (base, _) = server.rsplit_once('/').unwrap_or((&server, ""));
    format!("{base}/{name}")
}

fn psql(address: &str, sql: &str) -> Result<String, String> {
    let output = Command::new("psql")
        .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", address, "-c", sql])
        .output()
        .map_err(|error| format!("psql: {error}"))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}

/// Makes of each test function, which takes an [`Engine`], two tests: `name::sqlite` and `name::postgres`.
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$attribute:meta])* fn $name:ident($engine:ident) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports, reason = "the body decides what it uses")]
            use super::*;

            fn story($engine: $crate::Engine) $body

            #[test]
            $(#[$attribute])*
            fn sqlite() {
                story($crate::Engine::Sqlite);
            }

            #[test]
            $(#[$attribute])*
            fn postgres() {
                story($crate::Engine::Postgres);
            }
        }
    )+};
}
