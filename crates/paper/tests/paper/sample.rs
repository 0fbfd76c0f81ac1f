//! A small made-up town: two villages, names with everything that names can have.

use std::sync::LazyLock;

use chrono::NaiveDate;
use hongwang_domain::rulebook::ledger::{Basis, LedgerLayout, SecondLine};
use hongwang_domain::{Month, Rulebook, UnitCode, UnitKind};
use hongwang_paper::{Counts, Declared, Detail, Head, Ledger, Names, Row, Sheet, Unit, VillageHead};
use hongwang_words::Language;

/// The categories of the annex, in its order.
pub const CATEGORIES: [&str; 7] =
    ["dibao", "disabled", "social_assistance", "preferential", "major_grower", "livestock_expert", "technology_expert"];

pub fn layout() -> LedgerLayout {
    static LAYOUT: LazyLock<LedgerLayout> = LazyLock::new(|| Rulebook::embedded().unwrap().ledger);
    LAYOUT.clone()
}

pub fn layout_with(second_line: SecondLine) -> LedgerLayout {
    LedgerLayout { second_line, ..layout() }
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn code(text: &str) -> UnitCode {
    UnitCode::parse(text).unwrap()
}

/// Households, residents, then the categories, each one more than the one before.
pub fn counts(households: u32, residents: u32, dibao: u32) -> Counts {
    let categories = CATEGORIES.into_iter().zip(dibao..);
    [("households", households), ("residents", residents)].into_iter().chain(categories).collect()
}

pub fn people(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

pub fn tang() -> VillageHead {
    VillageHead { town: "新立镇".into(), name: "唐家村".into(), code: code("211104109200"), declared: None }
}

pub fn xinxin() -> VillageHead {
    let declared = Declared { households: Some(149), residents: Some(415), as_of: day("2026-10-28") };
    VillageHead {
        town: "新立镇".into(), name: "新欣社区".into(), code: code("211104109001"), declared: Some(declared)
    }
}

/// The rows of the town, in no order.
pub fn rows() -> Vec<Row> {
    let (xinxin, tang) = (xinxin(), tang());
    let first = Row {
        group: Some("新欣社区第一网格党小组".into()),
        leader: Some("夏文立".into()),
        members: people(&["叶新伟", "古丽娜尔·买买提", "𠮷田\u{20000}"]),
        volunteers: people(&["王\"小\"明", "李,明"]),
        ..Row::of_grid(&xinxin, "第一网格", code("211104109001001"), counts(49, 138, 10))
    };
    let second = Row::of_grid(&xinxin, "第二网格", code("211104109001002"), counts(54, 152, 2));
    let outside = Row::without_grid(&xinxin, counts(3, 7, 0));
    let of_tang = Row {
        group: Some("=HYPERLINK(\"http://x\")".into()),
        leader: Some("@SUM(A1)".into()),
        members: people(&["+1", "-2"]),
        ..Row::of_grid(&tang, "第一网格", code("211104109200001"), counts(43, 124, 1))
    };
    vec![outside, of_tang, second, first]
}

pub fn unit(kind: UnitKind) -> Unit {
    let (text, name) = match kind {
        UnitKind::County => ("211104", "大洼区"),
        UnitKind::Town => ("211104109", "新立镇"),
        UnitKind::Village => ("211104109001", "新欣社区"),
        _ => ("211104109001001", "第一网格"),
    };
    Unit { code: code(text), name: name.into(), kind }
}

pub fn head(kind: UnitKind) -> Head {
    Head { unit: unit(kind), as_of: day("2026-10-31"), basis: Basis::Registered }
}

pub fn town() -> Ledger {
    Ledger::assemble(head(UnitKind::Town), &layout(), vec![tang(), xinxin()], rows())
}

pub fn village() -> Ledger {
    let rows = rows().into_iter().filter(|row| row.village == "新欣社区").collect();
    Ledger::assemble(head(UnitKind::Village), &layout(), vec![xinxin()], rows)
}

/// The county whose one town it is.
pub fn county() -> Ledger {
    Ledger::assemble(head(UnitKind::County), &layout(), vec![tang(), xinxin()], rows())
}

/// The town on a day before anything was registered.
pub fn empty() -> Ledger {
    Ledger::assemble(head(UnitKind::Town), &layout(), Vec::new(), Vec::new())
}

/// The town with the names behind its figures, without those behind 科技能手.
pub fn with_names() -> Ledger {
    let mut ledger = town();
    for row in &mut ledger.rows {
        let names = CATEGORIES[..6].iter().map(|category| ((*category).to_owned(), people(&["赵一", "钱二"])));
        row.names = Some(names.collect::<Names>());
    }
    let heads = vec![tang(), xinxin()];
    Ledger::assemble(head(UnitKind::Town), &layout(), heads, ledger.rows)
}

/// The town as filed for October, corrected since.
pub fn filed() -> Ledger {
    let mut corrected = rows();
    corrected[3].counts.set("dibao", 9);
    corrected[2].counts.set("residents", 153);
    corrected[0].counts = counts(0, 0, 0);
    CATEGORIES.iter().for_each(|category| corrected[0].counts.set(category, 0));
    let now = Ledger::assemble(head(UnitKind::Town), &layout(), vec![tang(), xinxin()], corrected);
    let taken_at = day("2026-10-31").and_hms_opt(16, 0, 1).unwrap().and_utc(); // 00:00:01 on the 1st in Shanghai
    town().filed(Month::parse("2026-10").unwrap(), taken_at, &now)
}

pub fn sheet<'a>(ledger: &'a Ledger, layout: &'a LedgerLayout) -> Sheet<'a> {
    Sheet { ledger, layout, language: Language::ZhCn, written_on: day("2026-11-25"), detail: Detail::Grids, mark: None }
}
