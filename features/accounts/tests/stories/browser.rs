//! The service on a port of its own, and a browser (or a program) that talks to it.

use std::net::SocketAddr;
use std::sync::{Arc, mpsc};

use hongwang_accounts::Doorkeeper;
use hongwang_domain::Rulebook;
use hongwang_store::Store;
use hongwang_testing::Talker;
pub use hongwang_testing::{Answer, Browser};
use hongwang_web::{App, Demo, Options};

/// A service that runs as long as this is kept.
pub struct Service {
    address: SocketAddr,
    _runtime: tokio::runtime::Runtime,
}

impl Service {
    pub fn new(store: &Store, demo: Option<Demo>) -> Self {
        let options = Options { demo, ..Options::default() };
        let (gate, slices) = (Box::new(Doorkeeper::default()), vec![hongwang_accounts::slice()]);
        let app = App::new(store.clone(), Arc::new(Rulebook::embedded().unwrap()), gate, slices, options);
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let (tell, told) = mpsc::channel();
        let ready = move |address| tell.send(address).unwrap();
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        runtime.spawn(hongwang_web::serve(Arc::new(app), any, ready, std::future::pending()));
        Self { address: told.recv().unwrap(), _runtime: runtime }
    }

    /// A line that says from which page of which service a form was sent.
    pub fn sent_from(&self, path: &str) -> String {
        format!("Sec-Fetch-Site: same-origin\r\nReferer: http://{}{path}", self.address)
    }

    pub fn browser(&self) -> Browser {
        Browser::new(self.address)
    }

    /// What a program is answered.
    pub fn api(&self, method: &str, path: &str, token: &str, body: Option<&str>) -> Answer {
        let kind = body.map(|_| "Content-Type: application/json");
        let program = Talker::stranger(self.address).with(&format!("Authorization: Bearer {token}"));
        program.send(method, path, kind.as_slice(), body.unwrap_or_default().as_bytes())
    }
}
