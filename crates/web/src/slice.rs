use std::sync::Arc;

use hongwang_domain::Rulebook;
use hongwang_store::{Complaint, Store, StoreError};

use crate::app::App;
use crate::ask::Ask;
use crate::fault::Fault;
use crate::home::HomePart;
use crate::layout::NavItem;
use crate::route::Route;
use crate::subject::Subject;
use crate::visitor::Visitor;

/// What a slice asks of its own records when `hongwang doctor` runs: everything that is not as it must be.
pub type Doctor = fn(&Store, &Rulebook) -> Result<Vec<Complaint>, StoreError>;
/// The places in the navigation that somebody has by this slice.
pub type Nav = fn(&Visitor) -> Vec<NavItem>;
/// What the first page says to somebody by this slice.
pub type Home = fn(&Ask) -> Result<Vec<HomePart>, Fault>;
/// What is done now and then while the service runs.
pub type Chore = fn(&Arc<App>);

/// Takes away what was left before a moment, by a rule of the rulebook; answers how many that were.
pub type Retain = fn(&Arc<App>, chrono::NaiveDateTime) -> Result<usize, StoreError>;

/// A feature, as it declares itself to the product.
#[derive(Clone, Debug)]
pub struct Slice {
    /// The name of its folder and of its message file.
    pub name: &'static str,
    /// Checks of its own records.
    pub doctor: Option<Doctor>,
    /// Its pages and its part of the API.
    pub routes: Vec<Route>,
    /// Its places in the navigation.
    pub nav: Option<Nav>,
    /// Its part of the first page.
    pub home: Option<Home>,
    /// The description of its part of the API.
    pub openapi: Option<fn() -> utoipa::openapi::OpenApi>,
    /// The clauses of the standard that it serves, each with the page that does.
    pub serves: &'static [(&'static str, &'static str)],
    /// What it does about every minute while the service runs.
    pub chore: Option<Chore>,
    /// What it stores about one resident.
    pub subject: Option<Subject>,
    /// What it takes away when the rulebook's time for it is over: the rule's id and how.
    pub retains: &'static [(&'static str, Retain)],
}

impl Slice {
    /// A slice that declares nothing yet.
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            doctor: None,
            routes: Vec::new(),
            nav: None,
            home: None,
            openapi: None,
            serves: &[],
            chore: None,
            subject: None,
            retains: &[],
        }
    }

    /// Lets `hongwang doctor` check this slice's records.
    #[must_use]
    pub fn doctor(mut self, doctor: Doctor) -> Self {
        self.doctor = Some(doctor);
        self
    }

    /// Its pages and its part of the API.
    #[must_use]
    pub fn routes(mut self, routes: Vec<Route>) -> Self {
        self.routes = routes;
        self
    }

    /// Its places in the navigation, by who looks.
    #[must_use]
    pub fn nav(mut self, nav: Nav) -> Self {
        self.nav = Some(nav);
        self
    }

    /// Its part of the first page.
    #[must_use]
    pub fn home(mut self, home: Home) -> Self {
        self.home = Some(home);
        self
    }

    /// The description of its part of the API.
    #[must_use]
    pub fn openapi(mut self, openapi: fn() -> utoipa::openapi::OpenApi) -> Self {
        self.openapi = Some(openapi);
        self
    }

    /// The clauses of the standard that it serves, each with the path of the page that does.
    #[must_use]
    pub fn serves(mut self, clauses: &'static [(&'static str, &'static str)]) -> Self {
        self.serves = clauses;
        self
    }

    /// What it does about every minute while the service runs.
    #[must_use]
    pub fn chore(mut self, chore: Chore) -> Self {
        self.chore = Some(chore);
        self
    }

    /// What it stores about one resident: how it is told and how it is forgotten.
    #[must_use]
    pub fn subject(mut self, subject: Subject) -> Self {
        self.subject = Some(subject);
        self
    }

    /// What it takes away when the rulebook's time for it is over.
    #[must_use]
    pub fn retains(mut self, rules: &'static [(&'static str, Retain)]) -> Self {
        self.retains = rules;
        self
    }
}
