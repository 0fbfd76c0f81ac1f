//! Taking a workbook in: read in a child process, checked and planned outside the door, written in one transaction.

use std::cell::RefCell;
use std::path::PathBuf;

use chrono::NaiveDate;
use diesel::prelude::*;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor, Id, Rulebook, UnitCode};
use hongwang_intake::{
    FaultCode, Finding, Intake, Known, KnownGrid, KnownVillage, Nothing, Severity, recognise_and_check,
};
use hongwang_organisation::{Unit, queries};
use hongwang_spreadsheet::{Limits, Workbook, read_in_child};
use hongwang_store::schema::organisation::units;
use hongwang_store::schema::store::unit_sequences;
use hongwang_store::{AuditEntry, Db, Key, Record, Store, StoreError, Tx};
use hongwang_words::Language;

use crate::outcome::{Outcome, TakeInError};
use crate::plan::{Ground, Plan};
use crate::report::Report;
use crate::rows::Import;

/// So often a workbook is planned anew when somebody changes the town in the meantime.
const TRIES: usize = 3;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The file.
    pub file: PathBuf,
    /// The town's code (9 digits).
    pub town: UnitCode,
    /// The town's name, needed when it is not there yet.
    pub town_name: Option<String>,
    /// Only say what would happen.
    pub check: bool,
    /// Write nothing when a row is kept out.
    pub all_or_nothing: bool,
    /// Make units that are not there yet.
    pub create: bool,
    /// The day from which the facts hold.
    pub effective: Option<NaiveDate>,
    /// Keep the cells for a marked copy; without them they are let go before anything is written.
    pub keep_cells: bool,
    /// This program: the child that reads the file is the same binary.
    pub program: PathBuf,
    /// The language of the report's messages.
    pub language: Language,
}

/// Takes a workbook in.
///
/// # Errors
/// When the store fails or refuses; a workbook that nothing can be taken from is no error but an outcome.
pub fn take_in(store: &Store, actor: &Actor, rulebook: &Rulebook, request: &Request) -> Result<Outcome, TakeInError> {
    let asked = Asked { store, actor, rulebook, request };
    for _ in 0..TRIES {
        let mut workbook = match read_in_child(&request.program, &request.file, &Limits::default()) {
            Ok(workbook) => workbook,
            Err(refused) => return Ok(Outcome::unreadable(&refused, request.language)),
        };
        if let Some(outcome) = asked.beside_others(&mut workbook)? {
            return Ok(Outcome { workbook: outcome.taken.then_some(workbook), ..outcome });
        }
    }
    // Somebody writes all the time: the last try lets nobody in between.
    match read_in_child(&request.program, &request.file, &Limits::default()) {
        Err(refused) => Ok(Outcome::unreadable(&refused, request.language)),
        Ok(workbook) => {
            let outcome = asked.alone(&workbook)?;
            Ok(Outcome { workbook: outcome.taken.then_some(workbook), ..outcome })
        }
    }
}

/// How a town stands: its change sequences, summed. `None` when it is not there.
type Standing = Option<i64>;

#[derive(Clone, Copy)]
struct Asked<'a> {
    store: &'a Store,
    actor: &'a Actor,
    rulebook: &'a Rulebook,
    request: &'a Request,
}

/// What a workbook comes to, laid over a town as it stood.
struct Prepared {
    outcome: Outcome,
    import: String,
    /// `None` when there is nothing to write.
    plan: Option<Plan>,
    county: Unit,
    standing: Standing,
}

impl Asked<'_> {
    /// Plans while others write, then writes; `None` when somebody changed the town in between.
    fn beside_others(self, workbook: &mut Workbook) -> Result<Option<Outcome>, TakeInError> {
        let scope = Scope::of(self.actor, Action::ReadRegistry);
        let prepared = self.store.read(&scope, |door| self.prepare(door, workbook))?;
        let Some(plan) = &prepared.plan else { return Ok(Some(prepared.outcome)) };
        let key = Key::from_request(&prepared.import);
        let written = self.store.write(self.actor, &key, |tx| {
            if standing(tx, &self.request.town)? != prepared.standing {
                return Err(TakeInError::Store(StoreError::Stale { kind: Unit::KIND, id: plan.town_id.clone() }));
            }
            write(tx, plan, &prepared)
        });
        match written {
            Ok(changed) => Ok(Some(prepared.outcome.written(prepared.import, changed))),
            Err(TakeInError::Store(StoreError::Stale { .. })) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Plans and writes in one transaction.
    fn alone(self, workbook: &Workbook) -> Result<Outcome, TakeInError> {
        let last = RefCell::new(None);
        let written = self.store.write(self.actor, &Key::new(), |tx| {
            let prepared = self.prepare(tx, &mut workbook.clone())?;
            let changed = match &prepared.plan {
                Some(plan) => write(tx, plan, &prepared)?,
                // Nothing to write, which a write must not end with: it is given up.
                None => 0,
            };
            let nothing = prepared.plan.is_none();
            *last.borrow_mut() = Some((prepared.outcome, prepared.import));
            if nothing { Err(TakeInError::ChangedMeanwhile) } else { Ok(changed) }
        });
        match (written, last.into_inner()) {
            (Ok(changed), Some((outcome, import))) => Ok(outcome.written(import, changed)),
            (Err(TakeInError::ChangedMeanwhile), Some((outcome, _))) => Ok(outcome),
            (Err(error), _) => Err(error),
            (Ok(_), None) => Err(TakeInError::ChangedMeanwhile),
        }
    }

    fn prepare(self, db: &mut Db, workbook: &mut Workbook) -> Result<Prepared, TakeInError> {
        let Self { store, rulebook, request, .. } = self;
        let county = queries::county(db)?.ok_or(TakeInError::NoCounty)?;
        if request.town.as_str().len() != 9 || !county.code()?.contains(&request.town) {
            return Err(TakeInError::ForeignTown);
        }
        let town = queries::by_code(db, request.town.as_str())?;
        if town.is_none() && request.town_name.as_deref().is_none_or(|name| name.trim().is_empty()) {
            return Err(TakeInError::TownNameMissing);
        }
        let known = known(db, town.as_ref(), store, request)?;
        let standing = standing(db, &request.town)?;
        let import = Id::new().to_string();
        let intake = match recognise_and_check(workbook, &known, rulebook) {
            Ok(intake) => intake,
            Err(nothing) => {
                let outcome = Outcome::nothing(nothing, request.language);
                return Ok(Prepared { outcome, import, plan: None, county, standing });
            }
        };
        // An import of 100,000 rows would hold its cells beside everything that it finds and writes.
        if !request.keep_cells {
            workbook.sheets.iter_mut().for_each(|sheet| sheet.rows = Vec::new());
        }
        let ground = Ground {
            county: &county,
            town: &request.town,
            town_name: request.town_name.as_deref().unwrap_or_default(),
            effective: request.effective,
            today: store.clock().today(),
            source: &format!("workbook:{import}"),
            keys: store.keys(),
            rulebook,
        };
        let plan = Plan::make(db, &ground, &intake)?;
        let mut outcome = Outcome::of(&intake, workbook, &plan, request.language);
        let refused = request.all_or_nothing && !outcome.report.errors.is_empty();
        if refused {
            (outcome.report.households, outcome.report.residents) = (0, 0);
            outcome.report.created.clear();
        }
        let to_write = !request.check && !refused && plan.changed > 0;
        Ok(Prepared { outcome, import, plan: to_write.then_some(plan), county, standing })
    }
}

fn known(db: &mut Db, town: Option<&Unit>, store: &Store, request: &Request) -> Result<Known, StoreError> {
    let mut villages = Vec::new();
    if let Some(town) = town {
        for unit in queries::subtree(db, &town.path())? {
            let code = unit.code()?;
            match code.as_str().len() {
                12 => villages.push(KnownVillage { name: unit.name, code, grids: Vec::new() }),
                15 => {
                    let village = villages.iter_mut().find(|village| village.code.contains(&code));
                    if let Some(village) = village {
                        village.grids.push(KnownGrid { name: unit.name, code });
                    }
                }
                _ => {}
            }
        }
    }
    let file_stem = request.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Known { town: request.town.clone(), create: request.create, villages, today: store.clock().today(), file_stem })
}

fn standing(db: &mut Db, town: &UnitCode) -> Result<Standing, StoreError> {
    let Some(town) = queries::by_code(db, town.as_str())? else { return Ok(None) };
    let path = town.path();
    let sequences = unit_sequences::table
        .inner_join(units::table.on(units::id.eq(unit_sequences::unit_id)))
        .filter(units::path.ge(path.as_str()))
        .filter(units::path.lt(path.subtree_end()))
        .select(unit_sequences::seq);
    // A sum of BIGINT is NUMERIC on PostgreSQL, which the shared DSL does not have.
    Ok(Some(sequences.load::<i64>(db)?.into_iter().sum()))
}

/// Writes the plan; answers how many records.
fn write(tx: &mut Tx<'_>, plan: &Plan, prepared: &Prepared) -> Result<u32, TakeInError> {
    tx.allow(Action::ImportWorkbook, &plan.path().unwrap_or_else(|| prepared.county.path()))?;
    plan.write(tx)?;
    let (import, rows) = (&prepared.import, prepared.outcome.report.rows);
    let changed = u32::try_from(tx.changed()).unwrap_or(u32::MAX);
    tx.audit(AuditEntry {
        unit_id: plan.town_id.clone(),
        action: Action::ImportWorkbook,
        subject_kind: Import::KIND,
        subject_id: import.clone(),
        detail: serde_json::json!({
            "rows": rows, "households": plan.households, "residents": plan.residents, "changed": changed,
        }),
    });
    let row = Import {
        id: import.clone(),
        town_id: plan.town_id.clone(),
        entry_id: tx.entry_id().to_owned(),
        taken_at: tx.now(),
        resident_rows: signed(rows),
        households: signed(plan.households),
        residents: signed(plan.residents),
        changed: signed(changed),
        undone_at: None,
        undo_entry_id: None,
        version: 1,
    };
    Import::insert_rows(tx, &[&row])?;
    Ok(changed)
}

fn signed(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

impl Outcome {
    fn unreadable(refused: &hongwang_spreadsheet::ReadError, language: Language) -> Self {
        let code = if refused.is_too_large() { FaultCode::FileTooLarge } else { FaultCode::FileUnreadable };
        let args: Vec<(&str, String)> = refused.args();
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Self::file_fault(code, hongwang_words::say(language, refused.key(), &args))
    }

    fn nothing(nothing: Nothing, language: Language) -> Self {
        let key = nothing.message_key();
        Self::file_fault(FaultCode::FileUnreadable, hongwang_words::say(language, key, &[]))
    }

    fn file_fault(code: FaultCode, message: String) -> Self {
        let entry = crate::report::Entry {
            sheet: None,
            row: None,
            column: None,
            code: code.as_str().to_owned(),
            value: None,
            message,
        };
        let report = Report { errors: vec![entry], ..Report::default() };
        Self { report, workbook: None, taken: false, marks: Vec::new() }
    }

    fn of(intake: &Intake, workbook: &Workbook, plan: &Plan, language: Language) -> Self {
        let mut report = Report {
            rows: intake.rows,
            households: plan.households,
            residents: plan.residents,
            created: plan.created.clone(),
            ..Report::default()
        };
        report.add(&intake.findings, Some(workbook), language);
        let marks = intake.findings.iter().filter_map(|finding| mark(finding, language)).collect();
        Self { report, workbook: None, taken: true, marks }
    }

    fn written(mut self, import: String, changed: u32) -> Self {
        self.report.changed = changed;
        self.report.import = Some(import);
        self
    }
}

fn mark(finding: &Finding, language: Language) -> Option<hongwang_spreadsheet::Mark> {
    let severity = match finding.severity {
        Severity::Error => hongwang_spreadsheet::Severity::Error,
        Severity::Warning => hongwang_spreadsheet::Severity::Warning,
        Severity::Repair | Severity::Notice => return None,
    };
    Some(hongwang_spreadsheet::Mark {
        sheet: usize::from(finding.sheet?),
        row: finding.row?,
        column: finding.column,
        reason: crate::report::message(finding, language),
        severity,
    })
}
