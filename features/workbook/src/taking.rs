//! What a workbook comes to in a town: checked and planned while others write, then written in one transaction.

use std::cell::RefCell;
use std::sync::Arc;

use diesel::prelude::*;
use hongwang_domain::policy::Scope;
use hongwang_domain::{Action, Actor, Id, Rulebook, UnitCode};
use hongwang_intake::{Choices, Intake, Known, KnownGrid, KnownVillage, Nothing, Survey, survey_and_check};
use hongwang_organisation::{Unit, queries};
use hongwang_spreadsheet::Workbook;
use hongwang_store::schema::organisation::units;
use hongwang_store::schema::store::unit_sequences;
use hongwang_store::{AuditEntry, Db, Key, Record, Store, StoreError, Tx, Watch};
use hongwang_words::Language;

use crate::outcome::{Outcome, TakeInError};
use crate::plan::{Ground, Plan};
use crate::rows::Import;

/// So often a workbook is planned anew when somebody changes the town in the meantime.
const TRIES: usize = 3;

/// A workbook on its way into a town.
#[derive(Clone, Copy)]
pub(crate) struct Taking<'a> {
    pub store: &'a Store,
    pub actor: &'a Actor,
    pub rulebook: &'a Rulebook,
    pub town: &'a UnitCode,
    pub town_name: Option<&'a str>,
    pub file_stem: &'a str,
    pub choices: &'a Choices,
    /// Keep the cells for a marked copy; without them they are let go as soon as they are understood.
    pub keep_cells: bool,
    pub language: Language,
    /// The id that the import gets, and the key under which it is written once; `None`: a fresh one.
    pub import: Option<&'a str>,
}

/// How a town stands: its change sequences, summed. `None` when it is not there.
type Standing = Option<i64>;

/// What a workbook says, and the villages that were known when it was understood.
struct Understood {
    known: Known,
    survey: Survey,
    intake: Result<Intake, Nothing>,
}

/// What a workbook comes to, laid over a town as it stood.
struct Prepared {
    outcome: Outcome,
    /// `None` when there is nothing to write.
    plan: Option<Plan>,
    county: Unit,
    standing: Standing,
}

impl Taking<'_> {
    /// Says what would happen.
    pub(crate) fn check(self, workbook: &mut Workbook) -> Result<Outcome, TakeInError> {
        let understood = self.understand(workbook)?;
        let scope = Scope::of(self.actor, Action::ReadRegistry);
        let prepared = self.store.read(&scope, |door| self.prepare(door, &understood, workbook))?;
        let Understood { survey, intake, .. } = understood;
        let findings = intake.map(|intake| intake.findings).unwrap_or_default();
        Ok(Outcome { survey, findings, ..prepared.outcome })
    }

    /// Writes what can be taken in. When villages or grids came or went meanwhile, it has to be begun anew
    /// ([`TakeInError::ChangedMeanwhile`]). `watch` follows it and may give it up ([`StoreError::GivenUp`]).
    pub(crate) fn write(
        self,
        workbook: &mut Workbook,
        watch: Option<&dyn Fn(usize) -> Arc<Watch>>,
    ) -> Result<Outcome, TakeInError> {
        let fresh = Id::new().to_string();
        let import = self.import.unwrap_or(&fresh);
        let taking = Taking { import: Some(import), ..self };
        let understood = taking.understand(workbook)?;
        for _ in 0..TRIES {
            if let Some(outcome) = taking.beside_others(&understood, workbook, import, watch)? {
                return Ok(outcome);
            }
        }
        // Somebody writes all the time: the last try lets nobody in between.
        taking.alone(&understood, workbook, import, watch)
    }

    /// Reads the cells, by the villages and grids that are there.
    fn understand(self, workbook: &mut Workbook) -> Result<Understood, TakeInError> {
        let scope = Scope::of(self.actor, Action::ReadRegistry);
        let known = self.store.read(&scope, |door| self.known(door))?;
        let (survey, intake) = survey_and_check(workbook, &known, self.choices, self.rulebook);
        // An import of 100,000 rows would hold its cells beside everything that it finds and writes.
        if !self.keep_cells && intake.is_ok() {
            workbook.sheets.iter_mut().for_each(|sheet| sheet.rows = Vec::new());
        }
        Ok(Understood { known, survey, intake })
    }

    /// Plans while others write, then writes; `None` when somebody changed the town in between.
    fn beside_others(
        self,
        understood: &Understood,
        workbook: &Workbook,
        import: &str,
        watch: Option<&dyn Fn(usize) -> Arc<Watch>>,
    ) -> Result<Option<Outcome>, TakeInError> {
        let scope = Scope::of(self.actor, Action::ReadRegistry);
        let prepared = self.store.read(&scope, |door| self.prepare(door, understood, workbook))?;
        let Some(plan) = &prepared.plan else { return Ok(Some(prepared.outcome)) };
        let watch = watch.map(|watch| watch(plan.changed));
        let written = self.store.write(self.actor, &Key::from_request(import), |tx| {
            if standing(tx, self.town)? != prepared.standing {
                return Err(TakeInError::Store(StoreError::Stale {
                    kind: Unit::KIND,
                    id: plan.town_id.clone(),
                    now: None,
                }));
            }
            watch.iter().for_each(|watch| tx.watched_by(Arc::clone(watch)));
            write(tx, plan, &prepared, import)
        });
        match written {
            Ok(changed) => Ok(Some(prepared.outcome.written(import.to_owned(), changed))),
            Err(TakeInError::Store(StoreError::Stale { .. })) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Plans and writes in one transaction.
    fn alone(
        self,
        understood: &Understood,
        workbook: &Workbook,
        import: &str,
        watch: Option<&dyn Fn(usize) -> Arc<Watch>>,
    ) -> Result<Outcome, TakeInError> {
        let last = RefCell::new(None);
        let written = self.store.write(self.actor, &Key::from_request(import), |tx| {
            let prepared = self.prepare(tx, understood, workbook)?;
            let changed = match &prepared.plan {
                Some(plan) => {
                    watch.iter().for_each(|watch| tx.watched_by(watch(plan.changed)));
                    write(tx, plan, &prepared, import)?
                }
                // Nothing to write, which a write must not end with: it is given up.
                None => 0,
            };
            let nothing = prepared.plan.is_none();
            *last.borrow_mut() = Some(prepared.outcome);
            if nothing { Err(TakeInError::ChangedMeanwhile) } else { Ok(changed) }
        });
        match (written, last.into_inner()) {
            (Ok(changed), Some(outcome)) => Ok(outcome.written(import.to_owned(), changed)),
            (Err(TakeInError::ChangedMeanwhile), Some(outcome)) => Ok(outcome),
            (Err(error), _) => Err(error),
            (Ok(_), None) => Err(TakeInError::ChangedMeanwhile),
        }
    }

    fn prepare(self, db: &mut Db, understood: &Understood, workbook: &Workbook) -> Result<Prepared, TakeInError> {
        let county = queries::county(db)?.ok_or(TakeInError::NoCounty)?;
        let standing = standing(db, self.town)?;
        let intake = match &understood.intake {
            Ok(intake) => intake,
            Err(nothing) => {
                let outcome = Outcome::nothing(*nothing, self.language);
                return Ok(Prepared { outcome, plan: None, county, standing });
            }
        };
        if self.known(db)?.villages != understood.known.villages {
            // Villages or grids came or went: the rows have to be understood anew, from the file.
            return Err(TakeInError::ChangedMeanwhile);
        }
        let import = self.import.unwrap_or_default();
        let ground = Ground {
            county: &county,
            town: self.town,
            town_name: self.town_name.unwrap_or_default(),
            effective: self.choices.effective,
            today: self.store.clock().today(),
            source: &format!("workbook:{import}"),
            keys: self.store.keys(),
            rulebook: self.rulebook,
        };
        let plan = Plan::make(db, &ground, intake)?;
        let mut outcome = Outcome::of(intake, workbook, &plan, self.language);
        outcome.standing = Some(stands(db, self.town)?);
        let refused = self.choices.all_or_nothing && !outcome.report.errors.is_empty();
        if refused {
            (outcome.report.households, outcome.report.residents) = (0, 0);
            outcome.report.created.clear();
        }
        let to_write = !refused && plan.changed > 0;
        Ok(Prepared { outcome, plan: to_write.then_some(plan), county, standing })
    }

    fn known(self, db: &mut Db) -> Result<Known, TakeInError> {
        let county = queries::county(db)?.ok_or(TakeInError::NoCounty)?;
        if self.town.as_str().len() != 9 || !county.code()?.contains(self.town) {
            return Err(TakeInError::ForeignTown);
        }
        let town = queries::by_code(db, self.town.as_str())?;
        if town.is_none() && self.town_name.is_none_or(|name| name.trim().is_empty()) {
            return Err(TakeInError::TownNameMissing);
        }
        let villages = town.map_or_else(|| Ok(Vec::new()), |town| villages(db, &town))?;
        Ok(Known {
            town: self.town.clone(),
            create: self.choices.create,
            villages,
            today: self.store.clock().today(),
            file_stem: self.file_stem.to_owned(),
        })
    }
}

fn villages(db: &mut Db, town: &Unit) -> Result<Vec<KnownVillage>, StoreError> {
    let mut villages: Vec<KnownVillage> = Vec::new();
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
    Ok(villages)
}

fn standing(db: &mut Db, town: &UnitCode) -> Result<Standing, StoreError> {
    // A sum of BIGINT is NUMERIC on PostgreSQL, which the shared DSL does not have.
    Ok(sequences(db, town)?.map(|all| all.into_iter().map(|(_, seq)| seq).sum()))
}

/// The change sequences of a town's units; `None` when it is not there.
fn sequences(db: &mut Db, town: &UnitCode) -> Result<Option<Vec<(String, i64)>>, StoreError> {
    let Some(town) = queries::by_code(db, town.as_str())? else { return Ok(None) };
    let path = town.path();
    let sequences = unit_sequences::table
        .inner_join(units::table.on(units::id.eq(unit_sequences::unit_id)))
        .filter(units::path.ge(path.as_str()))
        .filter(units::path.lt(path.subtree_end()))
        .select((unit_sequences::unit_id, unit_sequences::seq));
    Ok(Some(sequences.load(db)?))
}

/// How a town stands, as a number to be compared with another: any change of its records or its units makes it another.
///
/// # Errors
/// When the database fails.
pub(crate) fn stands(db: &mut Db, town: &UnitCode) -> Result<i64, StoreError> {
    // Not their sum alone: a village that an undone import takes with it takes its sequence along.
    let mut sequences = sequences(db, town)?.unwrap_or_default();
    sequences.sort();
    let bytes = sequences.into_iter().flat_map(|(unit, seq)| unit.into_bytes().into_iter().chain(seq.to_be_bytes()));
    // FNV-1a: it has to be the same tomorrow, by whichever build.
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    Ok(i64::from_be_bytes(hash.to_be_bytes()))
}

/// Writes the plan; answers how many records.
fn write(tx: &mut Tx<'_>, plan: &Plan, prepared: &Prepared, import: &str) -> Result<u32, TakeInError> {
    tx.allow(Action::ImportWorkbook, &plan.path().unwrap_or_else(|| prepared.county.path()))?;
    plan.write(tx)?;
    let rows = prepared.outcome.report.rows;
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
