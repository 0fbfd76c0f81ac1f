//! Taking a workbook in: read in a child process, checked and planned outside the door, written in one transaction.

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
const TRIES: usize = 5;

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
    for _ in 0..TRIES {
        if let Some(outcome) = attempt(store, actor, rulebook, request)? {
            return Ok(outcome);
        }
    }
    Err(TakeInError::ChangedMeanwhile)
}

/// How a town stands: its change sequences, summed. `None` when it is not there.
type Standing = Option<i64>;

/// Reads, plans and writes once; `None` when somebody changed the town between the plan and the write.
fn attempt(
    store: &Store,
    actor: &Actor,
    rulebook: &Rulebook,
    request: &Request,
) -> Result<Option<Outcome>, TakeInError> {
    let mut workbook = match read_in_child(&request.program, &request.file, &Limits::default()) {
        Ok(workbook) => workbook,
        Err(refused) => return Ok(Some(Outcome::unreadable(&refused, request.language))),
    };
    let scope = Scope::of(actor, Action::ReadRegistry);
    let (county, known, before) = store.read(&scope, |door| -> Result<_, TakeInError> {
        let county = queries::county(door)?.ok_or(TakeInError::NoCounty)?;
        if request.town.as_str().len() != 9 || !county.code()?.contains(&request.town) {
            return Err(TakeInError::ForeignTown);
        }
        let town = queries::by_code(door, request.town.as_str())?;
        if town.is_none() && request.town_name.is_none() {
            return Err(TakeInError::TownNameMissing);
        }
        let known = known(door, town.as_ref(), store, request)?;
        Ok((county, known, standing(door, &request.town)?))
    })?;

    let mut intake = match recognise_and_check(&workbook, &known, rulebook) {
        Ok(intake) => intake,
        Err(nothing) => return Ok(Some(Outcome::nothing(nothing, request.language))),
    };
    let import = Id::new().to_string();
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
    let plan = store.read(&scope, |door| Plan::make(door, &ground, &intake))?;
    let kept_out = |finding: &Finding| finding.severity == Severity::Error;
    let refused = request.all_or_nothing && intake.findings.iter().any(kept_out);
    let mut outcome = Outcome::of(&intake, &workbook, &plan, request.language);
    // The write needs neither: an import of 100,000 rows would hold them beside all it writes.
    intake.villages = Vec::new();
    if !request.keep_cells {
        workbook.sheets.iter_mut().for_each(|sheet| sheet.rows = Vec::new());
    }
    outcome.workbook = Some(workbook);
    if request.check || refused || plan.changed == 0 {
        if refused {
            (outcome.report.households, outcome.report.residents) = (0, 0);
            outcome.report.created.clear();
        }
        return Ok(Some(outcome));
    }

    let written = store.write(actor, &Key::from_request(&import), |tx| {
        write(tx, request, &county, &plan, intake.rows, &import, before)
    });
    match written {
        Ok(changed) => {
            outcome.report.changed = changed;
            outcome.report.import = Some(import);
            Ok(Some(outcome))
        }
        Err(TakeInError::Store(StoreError::Stale { .. })) => Ok(None),
        Err(error) => Err(error),
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

/// Writes the plan, unless the town is no longer as it was when the plan was made; answers how many records.
fn write(
    tx: &mut Tx<'_>,
    request: &Request,
    county: &Unit,
    plan: &Plan,
    rows: u32,
    import: &str,
    before: Standing,
) -> Result<u32, TakeInError> {
    tx.allow(Action::ImportWorkbook, &plan.path().unwrap_or_else(|| county.path()))?;
    if standing(tx, &request.town)? != before {
        return Err(TakeInError::Store(StoreError::Stale { kind: Unit::KIND, id: plan.town_id.clone() }));
    }
    plan.write(tx)?;
    let changed = u32::try_from(tx.changed()).unwrap_or(u32::MAX);
    tx.audit(AuditEntry {
        unit_id: plan.town_id.clone(),
        action: Action::ImportWorkbook,
        subject_kind: Import::KIND,
        subject_id: import.to_owned(),
        detail: serde_json::json!({
            "rows": rows, "households": plan.households, "residents": plan.residents, "changed": changed,
        }),
    });
    let row = Import {
        id: import.to_owned(),
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
        Self { report, workbook: None, rejected: 0, marks: Vec::new() }
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
        Self { report, workbook: None, rejected: intake.rejected(), marks }
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
