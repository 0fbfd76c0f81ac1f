//! The service on a port of its own, and browsers and programs that talk to it.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, mpsc};

use hongwang_domain::{Actor, Id, Rulebook};
use hongwang_organisation::Unit;
use hongwang_store::{Db, Store, StoreError};
pub use hongwang_testing::Answer;
use hongwang_web::{App, Gate, Options, Post, Visitor};
use hongwang_words::Language;

/// A gate that lets in whoever says who they are: a session's or token's secret is the account's id.
struct Trusting(HashMap<String, Visitor>);

impl Gate for Trusting {
    fn by_session(&self, _: &Store, secret: &str) -> Result<Option<Visitor>, StoreError> {
        Ok(self.0.get(secret).cloned())
    }

    fn by_token(&self, _: &Store, secret: &str) -> Result<Option<Visitor>, StoreError> {
        Ok(self.0.get(secret).cloned())
    }

    fn remember(&self, _: &Store, _: &Visitor, _: Option<Language>, _: Option<bool>) -> Result<(), StoreError> {
        Ok(())
    }

    fn names(&self, _: &mut Db, accounts: &[String]) -> Result<HashMap<String, String>, StoreError> {
        let known = accounts.iter().filter_map(|id| Some((id.clone(), self.0.get(id)?.name.clone())));
        Ok(known.collect())
    }
}

/// A service that runs as long as this is kept.
pub struct Service {
    address: SocketAddr,
    _runtime: tokio::runtime::Runtime,
}

/// Somebody who talks to it.
#[derive(Clone)]
pub struct Talker {
    address: SocketAddr,
    pub account: String,
}

impl Service {
    /// With these people, each with a name and a role at a unit.
    pub fn new(store: &Store, people: &[(&str, &[(&Actor, &Unit)])]) -> (Self, Vec<Talker>) {
        let mut visitors = HashMap::new();
        let mut accounts = Vec::new();
        for (name, posts) in people {
            let account = posts[0].0.account.unwrap_or_else(Id::new);
            let post = |(actor, unit): &(&Actor, &Unit)| Post {
                actor: Actor { account: Some(account), ..(*actor).clone() },
                unit_code: unit.code.clone(),
                unit_name: unit.name.clone(),
            };
            let visitor = Visitor {
                account,
                name: (*name).to_owned(),
                posts: posts.iter().map(post).collect(),
                session: Some("s".to_owned()),
                language: None,
                elder: false,
                must_change_password: false,
                second_step: hongwang_web::SecondStep::Done,
                reach: hongwang_domain::policy::Reach::Everything,
            };
            accounts.push(account.to_string());
            visitors.insert(account.to_string(), visitor);
        }
        let slices = vec![hongwang_organisation::slice(), hongwang_registry::slice()];
        let rulebook = Arc::new(Rulebook::embedded().unwrap());
        let app = App::new(store.clone(), rulebook, Box::new(Trusting(visitors)), slices, Options::default());
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let (tell, told) = mpsc::channel();
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        runtime.spawn(hongwang_web::serve(
            Arc::new(app),
            any,
            move |address| tell.send(address).unwrap(),
            std::future::pending(),
        ));
        let service = Self { address: told.recv().unwrap(), _runtime: runtime };
        let talkers = accounts.into_iter().map(|account| Talker { address: service.address, account }).collect();
        (service, talkers)
    }
}

impl Talker {
    pub fn get(&self, path: &str) -> Answer {
        self.person().get(path)
    }

    /// A page that has to be there.
    pub fn page(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        answer.body
    }

    /// Sends a form of our own page.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.person().post(path, fields)
    }

    /// Fills in the form of a page as it stands, some fields otherwise, and sends it where it is to be sent.
    pub fn fill(&self, page: &str, otherwise: &[(&str, &str)]) -> Answer {
        let form = page.rsplit_once("method=\"post\" action=\"/").map_or("", |(_, behind)| behind);
        let action = self.action(page);
        let form = form.split("</form>").next().unwrap_or_default();
        let mut fields = hongwang_testing::form::standing(form);
        for (name, value) in otherwise {
            fields.retain(|(known, _)| known != name);
            if !value.is_empty() || *name != "head" {
                fields.push(((*name).to_owned(), (*value).to_owned()));
            }
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post(&action, &fields)
    }

    fn action(&self, page: &str) -> String {
        let behind = page.rsplit_once("method=\"post\" action=\"/").unwrap_or_else(|| panic!("no form: {page}")).1;
        format!("/{}", behind.split('"').next().unwrap())
    }

    /// What a program with this person's token is answered.
    pub fn api(&self, method: &str, path: &str, body: Option<&serde_json::Value>) -> Answer {
        let program = self.stranger().with(&format!("Authorization: Bearer {}", self.account));
        match body {
            Some(body) => program.json(method, path, body),
            None => program.send(method, path, &[], b""),
        }
    }

    fn person(&self) -> hongwang_testing::Talker {
        self.stranger().with(&format!("Cookie: hongwang_session={}", self.account))
    }

    fn stranger(&self) -> hongwang_testing::Talker {
        hongwang_testing::Talker::stranger(self.address)
    }
}
