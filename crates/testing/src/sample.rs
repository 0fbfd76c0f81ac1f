//! The sample towns of `tests/data`, read apart from the product.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use chrono::NaiveDate;
use serde_json::Value;

use crate::town::{Category, Figures, Grid, Household, Resident, Town, Village};

/// A file of `tests/data`.
pub fn file(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data").join(name);
    assert!(path.exists(), "{} is missing", path.display());
    path
}

/// 新立镇, eight villages without a fault.
pub fn xinli() -> Town {
    let mut book: Xlsx<_> = open_workbook(file("xinli/town.xlsx")).unwrap();
    let mut groups = book.worksheet_range("网格党小组").unwrap().rows().map(texts).collect::<Vec<_>>();
    groups.remove(0);
    let mut villages = Vec::new();
    for name in book.sheet_names().into_iter().skip(1) {
        let of_village: Vec<_> = groups.iter().filter(|row| row[0] == name).collect();
        let rows: Vec<_> = book.worksheet_range(&name).unwrap().rows().skip(4).map(texts).collect();
        villages.push(Village {
            code: of_village.first().map(|row| row[1].clone()),
            grids: of_village.iter().map(|row| grid(row)).collect(),
            households: households(&rows),
            name,
        });
    }
    Town {
        code: "211104109".to_owned(),
        name: "新立镇".to_owned(),
        stated: NaiveDate::from_ymd_opt(2026, 10, 31),
        villages,
    }
}

/// The figures of an `expected…json` of a sample town.
pub fn expected(name: &str) -> Figures {
    let lines: BTreeMap<String, BTreeMap<String, u64>> =
        serde_json::from_slice(&std::fs::read(file(name)).unwrap()).unwrap();
    let key = |heading: &str| match heading {
        "户数" => "households",
        "人口" => "residents",
        other => Category::ALL.into_iter().find(|category| category.heading() == other).unwrap().key(),
    };
    lines
        .into_iter()
        .map(|(place, line)| {
            let (village, grid) = place.split_once('/').unwrap();
            let line = line.into_iter().map(|(heading, number)| (key(&heading).to_owned(), number)).collect();
            ((village.to_owned(), Some(grid.to_owned())), line)
        })
        .collect()
}

/// The list of planted faults of a sample town.
pub fn planted(name: &str) -> Vec<Value> {
    serde_json::from_slice(&std::fs::read(file(name)).unwrap()).unwrap()
}

fn texts(row: &[Data]) -> Vec<String> {
    row.iter().map(|cell| if cell.is_empty() { String::new() } else { cell.to_string() }).collect()
}

fn grid(row: &[String]) -> Grid {
    let names = |text: &str| text.split('、').filter(|name| !name.is_empty()).map(str::to_owned).collect();
    Grid {
        name: row[2].clone(),
        group: row[3].clone(),
        leader: row[4].clone(),
        leader_phone: row[5].clone(),
        basis: row[6].clone(),
        members: names(&row[7]),
        volunteers: names(&row[8]),
        founded: None,
    }
}

fn households(rows: &[Vec<String>]) -> Vec<Household> {
    let mut households: Vec<Household> = Vec::new();
    for row in rows.iter().filter(|row| !row[5].is_empty() && !row[8].is_empty()) {
        if !row[3].is_empty() {
            households.push(Household {
                number: row[3].clone(),
                head: row[4].clone(),
                hamlet: row[2].clone(),
                residents: Vec::new(),
            });
        }
        households.last_mut().unwrap().residents.push(Resident {
            grid: row[1].clone(),
            name: row[5].clone(),
            relation: row[6].clone(),
            sex: row[7].clone(),
            id: row[8].clone(),
            phone: row[9].clone(),
            party: row[10].clone(),
            presence: row[11].clone(),
            ticks: Category::ALL.into_iter().filter(|tick| !row[12 + *tick as usize].is_empty()).collect(),
            ..Resident::default()
        });
    }
    households
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::town::Basis;

    #[test]
    fn the_sample_town_counts_to_what_stands_beside_it() {
        let town = xinli();
        assert_eq!(town.figures(Basis::Registered), expected("xinli/expected.json"));
        assert_eq!(town.rows(), 5463);
    }
}
