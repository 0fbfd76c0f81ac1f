//! A deployment from before sessions: its administrator still gets in, in the same role.

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use hongwang_accounts::{Credentials, Doorkeeper, Secret, hash, log_in};
use hongwang_domain::{Clock, Id, Role, UnitPath};
use hongwang_store::{KeyRing, Source, Store};
use hongwang_testing::{Database, Engine, on_both_engines};

use crate::ground::{COUNTY, PASSWORD, desk};

const BEFORE: [(&str, &str); 6] = [
    ("0001_store", include_str!("../../../../crates/store/migrations/0001_store.sql")),
    ("0002_organisation", include_str!("../../../../crates/store/migrations/0002_organisation.sql")),
    ("0003_accounts", include_str!("../../../../crates/store/migrations/0003_accounts.sql")),
    ("0004_registry", include_str!("../../../../crates/store/migrations/0004_registry.sql")),
    ("0005_workbook", include_str!("../../../../crates/store/migrations/0005_workbook.sql")),
    ("0006_ledger", include_str!("../../../../crates/store/migrations/0006_ledger.sql")),
];

/// The tables as they were, with a county and its administrator.
fn before(engine: Engine) -> String {
    let (collate, bytes, without_rowid) = match engine {
        Engine::Sqlite => ("", "BLOB", "WITHOUT ROWID"),
        Engine::Postgres => ("COLLATE \"C\"", "BYTEA", ""),
    };
    let mut sql =
        "CREATE TABLE schema_migrations (name TEXT PRIMARY KEY, run_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP);"
            .to_owned();
    for (name, text) in BEFORE {
        sql.push_str(
            &text.replace("{{C}}", collate).replace("{{BYTES}}", bytes).replace("{{WITHOUT_ROWID}}", without_rowid),
        );
        sql.push_str(&format!("INSERT INTO schema_migrations (name) VALUES ('{name}');"));
    }
    let (county, account) = (Id::new(), Id::new());
    let (path, hash) = (UnitPath::root(county), hash(&Secret::new(PASSWORD)).unwrap());
    sql.push_str(&format!(
        "INSERT INTO units (id, kind, code, name, path, version) VALUES ('{county}', 'county', '{COUNTY}', '县', '{path}', 1);
         INSERT INTO accounts (id, unit_id, login_name, name, password_hash, must_change_password, role, created_at, version)
         VALUES ('{account}', '{county}', 'admin', 'admin', '{hash}', TRUE, 'system_admin', '2026-11-01 20:00:00', 1);"
    ));
    sql
}

on_both_engines! {
    fn an_older_deployment_keeps_its_administrator(engine) {
        let database = Database::new(engine);
        match engine {
            Engine::Sqlite => SqliteConnection::establish(&database.url()).unwrap().batch_execute(&before(engine)).unwrap(),
            Engine::Postgres => {
                database.ask("DROP SCHEMA county_211104 CASCADE; CREATE SCHEMA county_211104");
                PgConnection::establish(&database.url()).unwrap().batch_execute(&before(engine)).unwrap();
            }
        }
        let address = hongwang_store::Database::parse(&database.url());
        let store = Store::open(&address, KeyRing::generate().unwrap(), Clock::system(), Source("test".to_owned())).unwrap();
        let inside = log_in(&store, Credentials { name: "admin", password: &Secret::new(PASSWORD) }, desk()).unwrap();
        assert!(inside.account.must_change_password && inside.account.language.is_none());
        let known = Doorkeeper::default().session(&store, inside.secret.expose()).unwrap().unwrap();
        assert_eq!((known.posts.len(), known.posts[0].0.role, known.posts[0].1.code.as_str()), (1, Role::SystemAdmin, COUNTY));
    }
}
