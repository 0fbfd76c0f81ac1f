//! What every request finds: the store, the rulebook, the gate, the slices, how the service was started.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use hongwang_domain::Rulebook;
use hongwang_store::Store;
use hongwang_words::Language;

use crate::known::Known;
use crate::slice::Slice;
use crate::visitor::Gate;

/// How the service was started.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language before somebody chooses one.
    pub language: Language,
    /// Requests come through a proxy that ends TLS and says from where they come.
    pub behind_tls: bool,
    /// This is the demo, with these log-ins.
    pub demo: Option<Demo>,
    /// The data folder, where the list of erased ids lies beside the database.
    pub data: Option<std::path::PathBuf>,
}

/// What the log-in page of a demo says.
#[derive(Clone, Debug, Default)]
pub struct Demo {
    /// Whom one can log in as.
    pub log_ins: Vec<DemoLogIn>,
}

/// One account of the demo.
#[derive(Clone, Debug)]
pub struct DemoLogIn {
    /// The role's text, the end of the message key `role-…`.
    pub role: String,
    /// The unit's name.
    pub unit: String,
    /// The log-in name.
    pub login: String,
    /// The password, which is no secret.
    pub password: String,
}

/// The running product.
pub struct App {
    /// The database.
    pub store: Store,
    /// The standard.
    pub rulebook: Arc<Rulebook>,
    /// Who is who.
    pub gate: Box<dyn Gate>,
    /// What there is.
    pub slices: Vec<Slice>,
    /// How it was started.
    pub options: Options,
    /// When it was started.
    pub started: Instant,
    stopping: AtomicBool,
    known: OnceLock<Known>,
}

impl App {
    /// Puts it together.
    pub fn new(
        store: Store,
        rulebook: Arc<Rulebook>,
        gate: Box<dyn Gate>,
        slices: Vec<Slice>,
        options: Options,
    ) -> Self {
        Self {
            store,
            rulebook,
            gate,
            slices,
            options,
            started: Instant::now(),
            stopping: AtomicBool::new(false),
            known: OnceLock::new(),
        }
    }

    /// Which fields its routes take.
    pub(crate) fn known(&self) -> &Known {
        self.known.get_or_init(|| Known::of(&self.slices))
    }

    /// Whether the service is ending: no new work is begun.
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    pub(crate) fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }
}
