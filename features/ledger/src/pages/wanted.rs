//! Which ledger an address asks for: `?basis=…&as_of=…` or `?snapshot=…`, the same on every page of it.

use chrono::NaiveDate;
use hongwang_domain::Month;
use hongwang_domain::rulebook::ledger::Basis;
use hongwang_web::{Ask, Fault, Reading};

use crate::export::{LedgerError, Request, ledger};

/// Which ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub basis: Basis,
    /// `None` for today.
    pub as_of: Option<NaiveDate>,
    pub snapshot: Option<Month>,
}

impl Wanted {
    /// Reads the address.
    pub fn of(ask: &Ask) -> Result<Self, Fault> {
        let mut reading = Reading::of(ask.queries(), ask.tongue());
        let basis = reading.optional_one_of("basis", Basis::from_text).unwrap_or(ask.rulebook().ledger.basis);
        let snapshot = reading.optional_one_of("snapshot", Month::parse);
        let as_of = reading.optional_day("as_of").filter(|_| snapshot.is_none());
        if as_of.is_some_and(|day| day > ask.today()) {
            reading.fault("as_of", ask.say("ledger-day-to-come"));
        }
        reading.finish()?;
        Ok(Self { basis, as_of: as_of.filter(|day| *day != ask.today()), snapshot })
    }

    /// The day that is counted.
    pub fn day(&self, ask: &Ask) -> NaiveDate {
        self.snapshot.map_or_else(|| self.as_of.unwrap_or_else(|| ask.today()), Month::last_day)
    }

    /// As an address has it, ready to stand behind `?`.
    pub fn query(&self) -> String {
        let mut query = format!("basis={}", self.basis.as_str());
        if let Some(month) = self.snapshot {
            query.push_str(&format!("&snapshot={month}"));
        } else if let Some(day) = self.as_of {
            query.push_str(&format!("&as_of={day}"));
        }
        query
    }

    /// The ledger itself.
    pub fn ledger(&self, ask: &Ask, names: bool) -> Result<hongwang_paper::Ledger, Fault> {
        let request = Request {
            unit: ask.param("unit").to_owned(),
            as_of: self.as_of,
            snapshot: self.snapshot,
            basis: Some(self.basis),
            names,
        };
        ledger(ask.store(), ask.actor(), ask.rulebook(), &request).map_err(Fault::from)
    }
}

impl From<LedgerError> for Fault {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::Store(error) => Self::Store(error),
            LedgerError::UnknownUnit => Self::NotFound,
            LedgerError::MonthNotOver => Self::refused(axum::http::StatusCode::UNPROCESSABLE_ENTITY, error.key(), &[]),
        }
    }
}
