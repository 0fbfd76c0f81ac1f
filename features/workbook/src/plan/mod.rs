//! The plan of an import: what the workbook says, laid over what the registry holds.

mod households;
mod matching;
mod residents;
mod units;

use chrono::NaiveDate;
use hongwang_domain::{Rulebook, UnitCode};
use hongwang_intake::Intake;
use hongwang_organisation::{TownDraft, Unit};
use hongwang_registry::{CountDeltas, RegistryDraft};
use hongwang_store::{Db, KeyRing, StoreError, Tx};

use crate::goes::Goes;
use crate::report::Created;

/// Everything an import would write.
pub(crate) struct Plan {
    pub town_id: String,
    town: TownDraft,
    registry: RegistryDraft,
    deltas: CountDeltas,
    pub created: Vec<Created>,
    pub households: u32,
    pub residents: u32,
    pub changed: usize,
    pub goes: Goes,
}

/// What a plan is made from, beside the workbook.
pub(crate) struct Ground<'a> {
    pub county: &'a Unit,
    pub town: &'a UnitCode,
    pub town_name: &'a str,
    pub effective: Option<NaiveDate>,
    pub today: NaiveDate,
    pub source: &'a str,
    pub keys: &'a KeyRing,
    pub rulebook: &'a Rulebook,
}

impl Ground<'_> {
    /// The day from which facts hold: as asked, else as the sheet says, else today; never later than today.
    pub(crate) fn day(&self, stated: Option<NaiveDate>) -> NaiveDate {
        self.effective.or(stated).unwrap_or(self.today).min(self.today)
    }
}

impl Plan {
    pub(crate) fn make(db: &mut Db, ground: &Ground<'_>, intake: &Intake) -> Result<Self, StoreError> {
        let mut town = TownDraft::load(db, ground.county, ground.town)?;
        let standing = town.by_code(ground.town).map(|unit| unit.id.clone());
        let mut registry = RegistryDraft::load_town(db, standing.as_deref())?;
        let mut created = Vec::new();
        let placed = units::place(&mut town, ground, intake, &mut created)?;
        let mut numbers = households::Numbers::default();
        if let Some(town_id) = &placed.town_id {
            let matched = households::matched(&registry, ground, &intake.villages, &placed.villages);
            for ((village, units), matched) in intake.villages.iter().zip(&placed.villages).zip(matched) {
                let mut entering =
                    households::Entering::new(&mut town, &mut registry, ground, town_id, units, &mut created);
                entering.village(village, matched, &mut numbers)?;
            }
        }
        let changed = town.changed() + registry.settle();
        let deltas = registry.count_deltas();
        Ok(Self {
            town_id: placed.town_id.unwrap_or_default(),
            town,
            registry,
            deltas,
            created,
            households: numbers.households,
            residents: numbers.residents,
            changed,
            goes: Goes::of(ground, intake),
        })
    }

    pub(crate) fn write(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        self.town.write(tx)?;
        self.registry.write(tx, &self.deltas)
    }

    pub(crate) fn path(&self) -> Option<hongwang_domain::UnitPath> {
        self.town.path_of(&self.town_id)
    }
}
