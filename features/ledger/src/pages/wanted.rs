//! Which ledger an address asks for: `?basis=…&as_of=…&rows=…` or `?basis=…&snapshot=…&rows=…`, the same on every page.

use axum::http::StatusCode;
use chrono::NaiveDate;
use hongwang_domain::rulebook::ledger::Basis;
use hongwang_domain::{Action, Month, UnitCode};
use hongwang_organisation::queries as organisation;
use hongwang_paper::{Detail, Ledger, Sheet};
use hongwang_web::{Ask, Fault, Fields, Reading};

use crate::export::{LedgerError, Request, ledger};

/// Which ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub basis: Basis,
    /// `None` for today.
    pub as_of: Option<NaiveDate>,
    pub snapshot: Option<Month>,
    /// The lines: those that were chosen, else the first that the unit can have.
    pub detail: Detail,
}

impl Wanted {
    /// Reads the address.
    pub fn of(ask: &Ask) -> Result<Self, Fault> {
        Self::read(ask, ask.queries())
    }

    /// The same of today, whatever day the address asks for: what is shown where that day can't be.
    pub fn of_today(ask: &Ask) -> Result<Self, Fault> {
        Self::read(ask, &ask.queries().clone().with("as_of", ""))
    }

    fn read(ask: &Ask, asked: &Fields) -> Result<Self, Fault> {
        let mut reading = Reading::of(asked, ask.tongue());
        let basis = reading.optional_one_of("basis", Basis::from_text).unwrap_or(ask.rulebook().ledger.basis);
        let snapshot = reading.optional_one_of("snapshot", Month::parse);
        let as_of = reading.optional_day("as_of").filter(|_| snapshot.is_none());
        if as_of.is_some_and(|day| day > ask.today()) {
            reading.fault("as_of", ask.say("ledger-day-to-come"));
        }
        let choices = choices(ask);
        let chosen = reading.optional_one_of("rows", Detail::parse).filter(|one| choices.contains(one));
        reading.finish()?;
        let detail = chosen.or(choices.first().copied()).unwrap_or_default();
        Ok(Self { basis, as_of: as_of.filter(|day| *day != ask.today()), snapshot, detail })
    }

    /// What is counted now, as the layout has it.
    pub fn today(ask: &Ask) -> Self {
        Self { basis: ask.rulebook().ledger.basis, as_of: None, snapshot: None, detail: Detail::Grids }
    }

    /// The day that is counted.
    pub fn day(&self, ask: &Ask) -> NaiveDate {
        self.snapshot.map_or_else(|| self.as_of.unwrap_or_else(|| ask.today()), Month::last_day)
    }

    /// As an address has it, ready to stand behind `?`.
    pub fn query(&self) -> String {
        format!("{}&rows={}", self.figures(), self.detail.as_str())
    }

    /// As [`Self::query`], without the choice of lines: what the ledger of another unit is asked for.
    pub fn figures(&self) -> String {
        let mut query = format!("basis={}", self.basis.as_str());
        if let Some(month) = self.snapshot {
            query.push_str(&format!("&snapshot={month}"));
        } else if let Some(day) = self.as_of {
            query.push_str(&format!("&as_of={day}"));
        }
        query
    }

    /// The ledger on its way out, with the same lines everywhere: on the page, on paper, as a file, for programs.
    pub fn sheet<'a>(&self, ask: &'a Ask, ledger: &'a Ledger, names: bool) -> Sheet<'a> {
        Sheet {
            ledger,
            layout: &ask.rulebook().ledger,
            language: ask.language(),
            written_on: ask.today(),
            // Names stand below the figures of a party group.
            detail: if names { Detail::Grids } else { self.detail },
            mark: None,
        }
    }

    /// The ledger itself.
    pub fn ledger(&self, ask: &Ask, names: bool) -> Result<Ledger, Fault> {
        let request = Request {
            unit: ask.param("unit").to_owned(),
            as_of: self.as_of,
            snapshot: self.snapshot,
            basis: Some(self.basis),
            names,
        };
        ledger(ask.store(), ask.actor(), ask.rulebook(), &request).map_err(|error| error.said(ask))
    }
}

/// The lines that the ledger of the address's unit can have.
pub(crate) fn choices(ask: &Ask) -> &'static [Detail] {
    UnitCode::parse(ask.param("unit")).map_or(&[], |code| Detail::choices(code.kind()))
}

impl LedgerError {
    /// As a page or a program is told.
    fn said(self, ask: &Ask) -> Fault {
        match self {
            Self::Store(error) => Fault::Store(error),
            Self::UnknownUnit => Fault::NotFound,
            Self::MonthNotOver => {
                let path = ask.place();
                let unit = ask.read(Action::ReadLedger, |door| Ok(organisation::ancestry(door, path)?));
                let unit = unit.ok().and_then(|mut units| units.pop()).map_or_else(String::new, |unit| unit.name);
                Fault::refused(StatusCode::UNPROCESSABLE_ENTITY, self.key(), &[("unit", &unit)])
            }
        }
    }
}
