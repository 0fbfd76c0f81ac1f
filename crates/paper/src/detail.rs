//! How far down the lines of a ledger go. A county looks at its towns first; the annex itself has every party group.

use hongwang_domain::UnitKind;

/// The lines of a ledger: one per town, per village, or per grid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// 各镇: a line per town.
    Towns,
    /// 各村: a line per village.
    Villages,
    /// 各组: a line per grid party group, as the annex prints it.
    #[default]
    Grids,
}

impl Detail {
    /// As it stands in an address and in a message's key.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Towns => "towns",
            Self::Villages => "villages",
            Self::Grids => "grids",
        }
    }

    /// What [`Self::as_str`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Towns, Self::Villages, Self::Grids].into_iter().find(|one| one.as_str() == text)
    }

    /// Those that the ledger of a unit can have; the first is what is shown where nobody chose.
    pub fn choices(kind: UnitKind) -> &'static [Self] {
        match kind {
            UnitKind::County => &[Self::Towns, Self::Villages, Self::Grids],
            UnitKind::Town => &[Self::Grids, Self::Villages],
            UnitKind::Village | UnitKind::Centre | UnitKind::Grid => &[Self::Grids],
        }
    }
}
