//! Invents towns. Their people do not exist: no id of theirs could be issued, no phone of theirs be dialled.

use std::collections::HashSet;

use chrono::{Datelike, Days, NaiveDate};

use crate::citizen::citizen_id;
use crate::seeded::Seeded;
use crate::town::{Category, Grid, Household, Resident, Town, Village};

/// How large an invented town is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Villages.
    pub villages: usize,
    /// Grids of each.
    pub grids: usize,
    /// Households of each grid.
    pub households: usize,
}

impl Size {
    /// About 40 residents.
    pub const SMALL: Self = Self { villages: 2, grids: 2, households: 4 };

    /// A town with at least so many rows.
    pub fn with_rows(rows: usize) -> Self {
        Self { villages: 12, grids: 5, households: rows.div_ceil(12 * 5 * 2) }
    }
}

const FAMILY: &[char] = &[
    '赵', '钱', '孙', '李', '周', '吴', '郑', '王', '冯', '陈', '褚', '卫', '蒋', '沈', '韩', '杨', '朱', '秦', '尤',
    '许', '何', '吕', '施', '张', '孔', '曹', '严', '华', '金', '魏', '陶', '姜',
];
const GIVEN: &[char] = &[
    '伟', '芳', '娜', '敏', '静', '丽', '强', '磊', '军', '洋', '勇', '艳', '杰', '娟', '涛', '明', '超', '秀', '霞',
    '平', '刚', '桂', '兰', '英', '华', '玉', '梅', '红', '波', '宁', '春', '山',
];
const NUMBERS: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
const VILLAGES: [&str; 12] = [
    "河东村",
    "河西村",
    "柳树村",
    "北甸村",
    "新兴社区",
    "南荒村",
    "大堡村",
    "小堡村",
    "三棵树村",
    "前进村",
    "后洼村",
    "双井村",
];

/// The town that follows from a seed.
pub fn town(seed: u64, size: Size) -> Town {
    let mut invention = Invention { chance: Seeded::new(seed), born: 0, ids: HashSet::new(), phones: 0 };
    let villages = (0..size.villages).map(|index| invention.village(index, size)).collect();
    Town {
        code: "211104109".to_owned(),
        name: "新立镇".to_owned(),
        stated: NaiveDate::from_ymd_opt(2026, 10, 31),
        villages,
    }
}

/// A town of exactly so many rows, in 12 villages with 5 grids each.
pub fn town_of_rows(seed: u64, rows: usize) -> Town {
    let mut town = town(seed, Size::with_rows(rows));
    let mut surplus = town.rows() - rows;
    let villages = town.villages.len();
    for turn in 0.. {
        let households = &mut town.villages[turn % villages].households;
        let household = households.last_mut().filter(|_| surplus > 0);
        let Some(household) = household else { break };
        if household.residents.len() <= surplus {
            surplus -= household.residents.len();
            households.pop();
        } else {
            household.residents.truncate(household.residents.len() - surplus);
            surplus = 0;
        }
    }
    town
}

struct Invention {
    chance: Seeded,
    born: u32,
    ids: HashSet<String>,
    phones: u32,
}

impl Invention {
    fn village(&mut self, index: usize, size: Size) -> Village {
        let name = VILLAGES[index % VILLAGES.len()].to_owned();
        let grids: Vec<Grid> = (0..size.grids).map(|grid| self.grid(&name, grid)).collect();
        let mut households = Vec::new();
        for grid in &grids {
            for _ in 0..size.households {
                let number = format!("{:03}{:05}", 200 + index, households.len() + 1);
                households.push(self.household(number, &grid.name));
            }
        }
        let community = name.ends_with("社区");
        let code = format!("211104109{:03}", if community { 1 + index } else { 200 + index });
        Village { name, code: Some(code), grids, households }
    }

    fn grid(&mut self, village: &str, index: usize) -> Grid {
        let name = format!("第{}网格", NUMBERS[index]);
        let mut names = |count: usize| (0..count).map(|_| self.name()).collect::<Vec<_>>();
        let (leader, members, volunteers) = (names(1).remove(0), names(3), names(4));
        Grid {
            group: format!("{village}{name}党小组"),
            name,
            leader,
            leader_phone: self.phone(),
            basis: "网格员".to_owned(),
            members,
            volunteers,
            founded: NaiveDate::from_ymd_opt(2021, 3, 1),
        }
    }

    fn household(&mut self, number: String, grid: &str) -> Household {
        let head = self.resident(grid, "户主", 30, None);
        let spouse_is = if head.sex == "男" { "女" } else { "男" };
        let name = head.name.clone();
        let mut residents = vec![head];
        if self.chance.chance(75) {
            residents.push(self.resident(grid, "配偶", 28, Some(spouse_is)));
        }
        for _ in 0..self.chance.below(3) {
            let (relation, sex) = if self.chance.chance(50) { ("子", "男") } else { ("女", "女") };
            residents.push(self.resident(grid, relation, 1, Some(sex)));
        }
        let hamlet = ["东屯", "西屯", "窑上屯"][self.chance.below(3)].to_owned();
        Household { number, head: name, hamlet, residents }
    }

    fn resident(&mut self, grid: &str, relation: &str, from_age: u64, sex: Option<&str>) -> Resident {
        let youngest = NaiveDate::from_ymd_opt(2025, 12, 31).unwrap();
        let days = from_age * 366 + self.chance.below(45 * 365) as u64;
        let birth = youngest.checked_sub_days(Days::new(days)).unwrap();
        let male = sex.map_or_else(|| self.chance.chance(50), |sex| sex == "男");
        let id = self.id(birth, male);
        let newborn = relation != "户主" && birth.year() >= 2024;
        let mut ticks = std::collections::BTreeSet::new();
        for category in Category::ALL {
            if self.chance.chance(7) && (!category.of_households() || relation == "户主") {
                ticks.insert(category);
            }
        }
        Resident {
            name: self.name(),
            relation: relation.to_owned(),
            sex: if male { "男" } else { "女" }.to_owned(),
            id: if newborn { String::new() } else { id },
            birth: Some(birth),
            phone: if self.chance.chance(80) { self.phone() } else { String::new() },
            party: if self.chance.chance(10) { "中共党员" } else { "群众" }.to_owned(),
            presence: if self.chance.chance(20) { "外出务工" } else { "常住" }.to_owned(),
            grid: grid.to_owned(),
            ticks,
            rejected: false,
        }
    }

    fn id(&mut self, birth: NaiveDate, male: bool) -> String {
        loop {
            self.born += 1;
            let (area, order) = (1 + (self.born / 450) % 99, self.born % 450);
            let id = citizen_id(area as u8, birth, (order * 2 + u32::from(male)) as u16);
            if self.ids.insert(id.clone()) {
                return id;
            }
        }
    }

    fn name(&mut self) -> String {
        let mut name = self.chance.pick(FAMILY).to_string();
        for _ in 0..1 + usize::from(self.chance.chance(80)) {
            name.push(*self.chance.pick(GIVEN));
        }
        name
    }

    /// Numbers under 199 0000, which is not given out.
    fn phone(&mut self) -> String {
        self.phones += 1;
        format!("1990{:07}", self.phones)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citizen::{birth_of, check_character};

    #[test]
    fn everybody_has_an_id_of_their_own_that_fits_them() {
        let town = town_of_rows(7, 12_345);
        assert_eq!(town.rows(), 12_345);
        let people: Vec<_> = town.households().flat_map(|household| &household.residents).collect();
        let with_id: Vec<_> = people.iter().filter(|person| !person.id.is_empty()).collect();
        assert_eq!(with_id.iter().map(|person| &person.id).collect::<HashSet<_>>().len(), with_id.len());
        for person in with_id {
            assert_eq!(person.id.len(), 18);
            assert_eq!(person.id.chars().last().unwrap(), check_character(&person.id[..17]));
            assert_eq!(Some(birth_of(&person.id)), person.birth);
            let odd = person.id.as_bytes()[16] % 2 == 1;
            assert_eq!(if odd { "男" } else { "女" }, person.sex);
        }
    }
}
