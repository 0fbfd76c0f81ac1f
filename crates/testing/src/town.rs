//! A town as a clerk knows it, and what the ledger must count in it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

/// A town with its villages.
#[derive(Clone, Debug)]
pub struct Town {
    /// Nine digits.
    pub code: String,
    /// Such as 新立镇.
    pub name: String,
    /// 填报日期, which stands on each sheet.
    pub stated: Option<NaiveDate>,
    /// In the order of the workbook.
    pub villages: Vec<Village>,
}

/// A village or community.
#[derive(Clone, Debug)]
pub struct Village {
    /// Such as 唐家村.
    pub name: String,
    /// Twelve digits, where the workbook gives them.
    pub code: Option<String>,
    /// Its grids, each with its party group.
    pub grids: Vec<Grid>,
    /// Its households, in the order of the sheet.
    pub households: Vec<Household>,
}

/// A grid and its party group.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// Such as 第一网格.
    pub name: String,
    /// Such as 唐家村第一网格党小组.
    pub group: String,
    /// The leader's name.
    pub leader: String,
    /// The leader's phone.
    pub leader_phone: String,
    /// 组长任职依据.
    pub basis: String,
    /// Names of the group's members.
    pub members: Vec<String>,
    /// Names of its volunteers.
    pub volunteers: Vec<String>,
    /// 成立日期
    pub founded: Option<NaiveDate>,
}

/// A household; its first row need not be the head's.
#[derive(Clone, Debug)]
pub struct Household {
    /// 户编号
    pub number: String,
    /// 户主: the name in the column of that heading.
    pub head: String,
    /// 屯（组）
    pub hamlet: String,
    /// Its rows.
    pub residents: Vec<Resident>,
}

/// One row.
#[derive(Clone, Debug, Default)]
pub struct Resident {
    /// 姓名
    pub name: String,
    /// 与户主关系
    pub relation: String,
    /// 男 or 女.
    pub sex: String,
    /// 身份证号, 18 characters or empty.
    pub id: String,
    /// 出生日期, where the town's workbooks have that column.
    pub birth: Option<NaiveDate>,
    /// 联系电话, or empty.
    pub phone: String,
    /// 政治面貌
    pub party: String,
    /// 居住情况
    pub presence: String,
    /// The grid that this row names.
    pub grid: String,
    /// What is ticked in this row.
    pub ticks: BTreeSet<Category>,
    /// The row stays out (it has an error), but not its household.
    pub rejected: bool,
}

/// The seven columns of the annex that are ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// 低保户
    Dibao,
    /// 残疾人
    Disabled,
    /// 社会救助
    SocialAssistance,
    /// 优抚对象
    Preferential,
    /// 种植大户
    MajorGrower,
    /// 养殖专家
    LivestockExpert,
    /// 科技能手
    TechnologyExpert,
}

impl Category {
    /// All, in the annex's order.
    pub const ALL: [Self; 7] = [
        Self::Dibao,
        Self::Disabled,
        Self::SocialAssistance,
        Self::Preferential,
        Self::MajorGrower,
        Self::LivestockExpert,
        Self::TechnologyExpert,
    ];

    /// The annex's word.
    pub fn heading(self) -> &'static str {
        ["低保户", "残疾人", "社会救助", "优抚对象", "种植大户", "养殖专家", "科技能手"][self as usize]
    }

    /// The heading that stands above it.
    pub fn block(self) -> &'static str {
        if self < Self::MajorGrower { "服务对象" } else { "致富能人" }
    }

    /// Its key in the ledger's counts.
    pub fn key(self) -> &'static str {
        [
            "dibao",
            "disabled",
            "social_assistance",
            "preferential",
            "major_grower",
            "livestock_expert",
            "technology_expert",
        ][self as usize]
    }

    /// Whether households are counted, and not persons.
    pub fn of_households(self) -> bool {
        matches!(self, Self::Dibao | Self::MajorGrower)
    }
}

/// Figures by the ledger's keys.
pub type Counts = BTreeMap<String, u64>;

/// Figures by village and grid; residents in no grid under `None`, where there are any.
pub type Figures = BTreeMap<(String, Option<String>), Counts>;

/// The ledger's keys in its order.
pub const KEYS: [&str; 9] = [
    "households",
    "residents",
    "dibao",
    "disabled",
    "social_assistance",
    "preferential",
    "major_grower",
    "livestock_expert",
    "technology_expert",
];

/// Whom the ledger counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// 户籍: everybody in the registry.
    Registered,
    /// 常住: those who live there.
    Resident,
}

impl Town {
    /// What the ledger must say, worked out from the rows alone.
    pub fn figures(&self, basis: Basis) -> Figures {
        let mut figures = Figures::new();
        for village in &self.villages {
            for grid in &village.grids {
                figures.insert((village.name.clone(), Some(grid.name.clone())), none());
            }
            for household in &village.households {
                let grid = village.grid_of(household);
                let line = figures.entry((village.name.clone(), grid)).or_insert_with(none);
                household.count_into(line, basis);
            }
        }
        figures
    }

    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.households().map(|household| household.residents.len()).sum()
    }

    /// The number of rows that go in.
    pub fn accepted(&self) -> usize {
        self.households().flat_map(|household| &household.residents).filter(|resident| !resident.rejected).count()
    }

    /// Every household of the town.
    pub fn households(&self) -> impl Iterator<Item = &Household> {
        self.villages.iter().flat_map(|village| &village.households)
    }
}

impl Village {
    /// The first grid of the village that any row of the household names.
    pub fn grid_of(&self, household: &Household) -> Option<String> {
        let known = |name: &&String| self.grids.iter().any(|grid| grid.name == **name);
        household.residents.iter().map(|resident| &resident.grid).find(known).cloned()
    }
}

impl Household {
    fn count_into(&self, line: &mut Counts, basis: Basis) {
        let counted: Vec<&Resident> = self
            .residents
            .iter()
            .filter(|resident| !resident.rejected && (basis == Basis::Registered || resident.lives_there()))
            .collect();
        let mut add = |key: &str, number: usize| *line.get_mut(key).unwrap() += number as u64;
        add("residents", counted.len());
        if basis == Basis::Resident && counted.is_empty() {
            return;
        }
        add("households", 1);
        for category in Category::ALL {
            if category.of_households() {
                add(category.key(), usize::from(self.residents.iter().any(|row| row.ticks.contains(&category))));
            } else {
                add(category.key(), counted.iter().filter(|row| row.ticks.contains(&category)).count());
            }
        }
    }
}

impl Resident {
    /// 在住 in any of its usual words.
    pub fn lives_there(&self) -> bool {
        !self.presence.contains("外出")
    }
}

/// A line of noughts.
pub fn none() -> Counts {
    KEYS.iter().map(|key| ((*key).to_owned(), 0)).collect()
}

/// The sum of lines.
pub fn sum<'a>(lines: impl IntoIterator<Item = &'a Counts>) -> Counts {
    let mut total = none();
    for line in lines {
        for (key, number) in line {
            *total.entry(key.clone()).or_default() += number;
        }
    }
    total
}
