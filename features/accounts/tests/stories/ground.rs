//! A county with a town, a village and two grids, and somebody in it.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use hongwang_accounts::{
    Change, Created, Credentials, Device, Doorkeeper, Entrance, LogInError, LoggedIn, Secret, Wanted, change_password,
    create_account, log_in,
};
use hongwang_domain::{Actor, Clock, Id, Role, UnitKind, UnitPath};
use hongwang_store::schema::accounts::{login_failures, sessions};
use hongwang_store::schema::organisation::units;
use hongwang_store::{Key, KeyRing, Source, Store, StoreError};
use hongwang_testing::{Database, Engine};

pub const COUNTY: &str = "990100";
pub const TOWN: &str = "990100100";
pub const VILLAGE: &str = "990100100200";
pub const GRIDS: [&str; 2] = ["990100100200001", "990100100200002"];

pub const PHONE: &str = "19900000099";
pub const NAME: &str = "郝不存在";
/// What she chooses.
pub const PASSWORD: &str = "Apfelbaum-7";

pub struct Ground {
    pub store: Store,
    pub gate: Doorkeeper,
    // Dropped last: it takes the database away.
    pub database: Database,
}

impl Ground {
    pub fn new(engine: Engine) -> Self {
        let database = Database::new(engine);
        let store = Store::open(
            &hongwang_store::Database::parse(&database.url()),
            KeyRing::generate().unwrap(),
            Clock::system(),
            Source("test".to_owned()),
        )
        .unwrap();
        let mut above: Option<(String, UnitPath)> = None;
        for (kind, code) in [(UnitKind::County, COUNTY), (UnitKind::Town, TOWN), (UnitKind::Village, VILLAGE)] {
            above = Some(unit(&store, above.as_ref(), kind, code));
        }
        for code in GRIDS {
            unit(&store, above.as_ref(), UnitKind::Grid, code);
        }
        Self { store, gate: Doorkeeper::default(), database }
    }

    /// Makes an account by phone.
    pub fn create(&self, phone: &str, role: Role, unit: &str) -> Created {
        let wanted = Wanted { phone: Some(phone), login_name: None, name: NAME, role, unit, until: None };
        create_account(&self.store, &Actor::console(), &Key::new(), wanted).unwrap()
    }

    /// A leader of the first grid who has changed her password; answers the account's id.
    pub fn leader(&self) -> String {
        let created = self.create(PHONE, Role::GridLeader, GRIDS[0]);
        let inside = self.enter(PHONE, created.password.expose()).unwrap();
        let actor = self.actor(inside.secret.expose());
        let change = Change { old: &created.password, new: &Secret::new(PASSWORD), goes_on: true };
        change_password(&self.store, &actor, desk(), change).unwrap();
        created.id
    }

    /// Logs in at a desk.
    pub fn enter(&self, name: &str, password: &str) -> Result<LoggedIn, LogInError> {
        self.enter_at(name, password, desk())
    }

    pub fn enter_at(&self, name: &str, password: &str, at: Entrance<'_>) -> Result<LoggedIn, LogInError> {
        log_in(&self.store, Credentials { name, password: &Secret::new(password) }, at)
    }

    /// Whom a session's secret makes its owner.
    pub fn actor(&self, secret: &str) -> Actor {
        self.gate.session(&self.store, secret).unwrap().unwrap().posts[0].0.clone()
    }

    pub fn is_in(&self, secret: &Secret) -> bool {
        self.gate.session(&self.store, secret.expose()).unwrap().is_some()
    }

    /// Lets time pass for all sessions and failures.
    pub fn wait(&self, time: Duration) {
        self.store
            .keep_house(|db| {
                type Moments = (String, NaiveDateTime, NaiveDateTime);
                let columns = (sessions::id, sessions::last_used_at, sessions::expires_at);
                for (id, used, ends) in sessions::table.select(columns).load::<Moments>(db)? {
                    diesel::update(sessions::table.find(id))
                        .set((sessions::last_used_at.eq(used - time), sessions::expires_at.eq(ends - time)))
                        .execute(db)?;
                }
                type Failures = (Vec<u8>, NaiveDateTime, Option<NaiveDateTime>);
                let columns = (login_failures::digest, login_failures::failed_at, login_failures::locked_until);
                for (digest, failed, until) in login_failures::table.select(columns).load::<Failures>(db)? {
                    diesel::update(login_failures::table.find(digest))
                        .set((
                            login_failures::failed_at.eq(failed - time),
                            login_failures::locked_until.eq(until.map(|until| until - time)),
                        ))
                        .execute(db)?;
                }
                Ok::<_, StoreError>(())
            })
            .unwrap();
    }
}

/// A computer in the village office.
pub fn desk() -> Entrance<'static> {
    Entrance { address: "10.0.0.7", device: Device::Computer, stay: false, spared: false }
}

fn unit(store: &Store, above: Option<&(String, UnitPath)>, kind: UnitKind, code: &str) -> (String, UnitPath) {
    let id = Id::new();
    let path = above.map_or_else(|| UnitPath::root(id), |(_, path)| path.child(id));
    let parent = above.map(|(id, _)| id.clone());
    store
        .keep_house(|db| {
            diesel::insert_into(units::table)
                .values((
                    units::id.eq(id.to_string()),
                    units::parent_id.eq(&parent),
                    units::kind.eq(kind.as_str()),
                    units::code.eq(code),
                    units::name.eq(format!("单位{code}")),
                    units::path.eq(path.as_str()),
                    units::version.eq(1),
                ))
                .execute(db)?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
    (id.to_string(), path)
}
