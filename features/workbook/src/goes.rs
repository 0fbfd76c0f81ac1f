//! Where an import goes and from which day on it holds: what whoever presses the button has to have seen.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use hongwang_intake::Intake;
use serde::{Deserialize, Serialize};

use crate::plan::Ground;

/// So many villages are named.
const MOST: usize = 300;

/// Where an import goes, and from when on what it says holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Goes {
    /// The villages, in the order of the workbook.
    pub villages: Vec<String>,
    /// The first and the last of the days.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// What says the day; none where it is now one thing, now the other.
    pub by: Option<By>,
}

/// What says from which day on something holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// A person.
    Chosen,
    /// 填报日期
    Sheet,
    /// Nothing: it is today's.
    Today,
}

impl By {
    /// The end of the message key.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Chosen => "chosen",
            Self::Sheet => "sheet",
            Self::Today => "today",
        }
    }
}

impl Goes {
    pub(crate) fn of(ground: &Ground<'_>, intake: &Intake) -> Self {
        let by = |stated: Option<NaiveDate>| match (ground.effective, stated) {
            (Some(_), _) => By::Chosen,
            (None, Some(_)) => By::Sheet,
            (None, None) => By::Today,
        };
        let stated = intake.villages.iter().flat_map(|village| {
            let households = village.households.iter().map(|household| household.stated.or(village.stated));
            let groups = village.grids.iter().filter_map(|grid| grid.group.as_ref());
            households.chain(groups.map(|group| group.stated.or(village.stated)))
        });
        let all: BTreeSet<(NaiveDate, By)> = stated.map(|stated| (ground.day(stated), by(stated))).collect();
        let ways: BTreeSet<By> = all.iter().map(|(_, by)| *by).collect();
        Self {
            villages: intake.villages.iter().take(MOST).map(|village| village.name.to_string()).collect(),
            days: all.first().zip(all.last()).map(|((first, _), (last, _))| (*first, *last)),
            by: ways.first().copied().filter(|_| ways.len() == 1),
        }
    }
}
