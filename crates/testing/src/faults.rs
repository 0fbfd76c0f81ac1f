//! Plants faults into a workbook, and knows what an import must say of each.

mod kind;

use std::collections::{BTreeMap, BTreeSet};

pub use kind::Kind;

use crate::answers;
use crate::book::Cell;
use crate::citizen::{fifteen, full_width, spaced, wrong_check};
use crate::draw::{Drawn, Place, names_of};
use crate::layout::{Column, Households, Layout};
use crate::seeded::Seeded;
use crate::town::{Resident, Town};

/// What a report must say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Planted {
    /// Sheet, row from 1, column, code.
    pub place: answers::Place,
    /// Whether the row stays out.
    pub error: bool,
}

/// A workbook with faults in it.
pub struct Faulty {
    /// The workbook.
    pub drawn: Drawn,
    /// The town as it must come out: rejected rows marked, ticks and grids that were lost taken away.
    pub town: Town,
    /// What must be reported, in order, and nothing else.
    pub planted: Vec<Planted>,
    /// Cells of ids that are repaired.
    pub repaired: Vec<answers::Place>,
    /// Which kinds are in it.
    pub kinds: BTreeSet<Kind>,
}

/// Plants about `number` faults of random kinds on random rows.
pub fn plant(town: &Town, drawn: Drawn, layout: &Layout, formulas: bool, number: usize, chance: &mut Seeded) -> Faulty {
    let mut planting = Planting {
        faulty: Faulty { drawn, town: town.clone(), planted: Vec::new(), repaired: Vec::new(), kinds: BTreeSet::new() },
        layout,
        formulas,
        chance,
        taken: BTreeMap::new(),
        settled: BTreeSet::new(),
    };
    for _ in 0..number * 4 {
        let kind = *planting.chance.pick(&Kind::ALL);
        let place = planting.chance.below(planting.faulty.drawn.places.len());
        if planting.plant(kind, place).is_some() {
            planting.faulty.kinds.insert(kind);
        }
        if planting.faulty.planted.len() >= number {
            break;
        }
    }
    planting.faulty.planted.sort();
    planting.faulty
}

struct Planting<'a> {
    faulty: Faulty,
    layout: &'a Layout,
    formulas: bool,
    chance: &'a mut Seeded,
    /// Columns that are settled, by index of the row's place.
    taken: BTreeMap<usize, BTreeSet<Column>>,
    /// Households in which no more may be planted.
    settled: BTreeSet<(usize, usize)>,
}

impl Planting<'_> {
    /// Plants a fault on a row, if it fits there.
    fn plant(&mut self, kind: Kind, index: usize) -> Option<()> {
        let place = self.faulty.drawn.places[index];
        if self.settled.contains(&(place.village, place.household)) {
            return None;
        }
        match kind {
            Kind::NameMissing => self.reject(index, Column::Name, Cell::Blank, "name-missing"),
            Kind::NameTooLong => {
                let long = "长".repeat(51 + self.chance.below(250));
                self.reject(index, Column::Name, Cell::Text(long), "name-too-long")
            }
            Kind::IdInvalid => {
                let wrong = self.wrong_id(&self.resident(place).id.clone())?;
                self.reject(index, Column::Id, Cell::Text(wrong), "id-invalid")
            }
            Kind::IdInvalidAndSex => {
                self.free(index, &[Column::Sex])?;
                let wrong = wrong_check(&self.with_id(place)?);
                self.reject(index, Column::Id, Cell::Text(wrong), "id-invalid")?;
                let other = other_sex(&self.resident(place).sex);
                self.write(index, Column::Sex, Cell::text(other))
            }
            Kind::IdScientific => {
                let number = Cell::Number(9.901_011_952_061_678e17 + self.chance.below(1000) as f64 * 1e10);
                let shown = Cell::Text("9.90101E+17".to_owned());
                let cell = if self.chance.chance(50) { number } else { shown };
                self.reject(index, Column::Id, cell, "id-scientific")
            }
            Kind::IdDuplicate => self.duplicate(index),
            Kind::Id15 => {
                let old = fifteen(&self.with_id(place)?)?;
                let cell = match (self.chance.chance(30), old.parse()) {
                    (true, Ok(number)) => Cell::Number(number),
                    _ => Cell::Text(old),
                };
                self.warn(index, Column::Id, cell, "id-15")
            }
            Kind::SexMismatch => {
                self.accepted_id(index)?;
                let other = other_sex(&self.resident(place).sex);
                self.warn(index, Column::Sex, Cell::text(other), "sex-mismatch")?;
                self.take(index, Column::Id);
                self.take(index, Column::Name)
            }
            Kind::BirthMismatch => {
                self.accepted_id(index)?;
                let day = self.resident(place).birth?.pred_opt()?;
                self.warn(index, Column::Birth, Cell::Day(day), "birth-mismatch")?;
                self.take(index, Column::Id);
                self.take(index, Column::Name)
            }
            Kind::BirthInvalid => {
                let text = *self.chance.pick(&["1990-02-30", "1985年13月1日", "2001.4.31", "19990229"]);
                self.warn(index, Column::Birth, Cell::text(text), "date-invalid")
            }
            Kind::RelationUnknown => {
                let word = *self.chance.pick(&["远房表侄", "同院的", "不清楚啥亲戚"]);
                self.warn(index, Column::Relation, Cell::text(word), "relation-unknown")
            }
            Kind::TickUnclear => {
                let category = *self.chance.pick(&crate::town::Category::ALL);
                let word = *self.chance.pick(&["待定", "？", "再核实", "2"]);
                self.warn(index, Column::Tick(category), Cell::text(word), "tick-unclear")?;
                self.resident_mut(place).ticks.remove(&category);
                Some(())
            }
            Kind::CategoryUnknown => {
                let word = *self.chance.pick(&["外星人", "信访重点人", "爱喝茶的"]);
                let others = names_of(self.resident(place).ticks.iter().copied());
                let text = if others.is_empty() { word.to_owned() } else { format!("{others}、{word}") };
                self.warn(index, Column::Categories, Cell::Text(text), "category-unknown")
            }
            Kind::PhoneShort => {
                let phones = ["1990000", "1990000123", "199000012345", "2345", "0427-12345", "0427123456789"];
                let phone = *self.chance.pick(&phones);
                self.warn(index, Column::Phone, Cell::text(phone), "phone-short")
            }
            Kind::GridUnknown => {
                self.faulty.drawn.groups?;
                self.warn(index, Column::Grid, Cell::text("第九十九网格"), "grid-unknown")?;
                "第九十九网格".clone_into(&mut self.resident_mut(place).grid);
                Some(())
            }
            Kind::HeadMissing => self.head_missing(place),
            Kind::HeadDouble => self.head_double(place),
            Kind::Unreadable => self.unreadable(index),
            Kind::IdRepaired => self.repair(index),
            Kind::TickUnusual => self.unusual_tick(index),
            Kind::Landline => {
                let phones = ["0427-2345678", "04272345678", "024 23456789", "2345678", "８２３４５６７８"];
                let phone = *self.chance.pick(&phones);
                self.write(index, Column::Phone, Cell::text(phone))
            }
            Kind::IdEmpty => {
                self.free(index, &[Column::Sex, Column::Birth])?;
                self.write(index, Column::Id, Cell::Blank)?;
                self.resident_mut(place).id.clear();
                Some(())
            }
        }
    }

    fn duplicate(&mut self, index: usize) -> Option<()> {
        let place = self.faulty.drawn.places[index];
        self.with_id(place)?;
        let earlier = self.chance.below(index.max(1));
        let of = self.faulty.drawn.places[earlier];
        let id = self.with_id(of)?;
        if earlier == index || self.resident(of).rejected {
            return None;
        }
        self.free(earlier, &[Column::Id, Column::Name])?;
        self.reject(index, Column::Id, Cell::Text(id), "id-duplicate")?;
        self.take(earlier, Column::Id);
        self.take(earlier, Column::Name)
    }

    fn head_missing(&mut self, place: Place) -> Option<()> {
        let first = self.untouched_household(place)?;
        let rows = self.household_rows(place);
        let head = rows.clone().find(|row| self.resident(self.faulty.drawn.places[*row]).relation == "户主")?;
        self.write(head, Column::Relation, Cell::text("其他"))?;
        self.report(first, Column::Relation, "head-missing", false)?;
        self.settled.insert((place.village, place.household));
        Some(())
    }

    fn head_double(&mut self, place: Place) -> Option<()> {
        // A 户主 with an empty household cell would begin a household of its own.
        if self.layout.households != Households::Repeated {
            return None;
        }
        self.untouched_household(place)?;
        let second = self.household_rows(place).last().filter(|_| place.resident > 0)?;
        self.warn(second, Column::Relation, Cell::text("户主"), "head-double")?;
        self.settled.insert((place.village, place.household));
        Some(())
    }

    fn unreadable(&mut self, index: usize) -> Option<()> {
        if !self.formulas {
            return None;
        }
        let columns = [Column::Name, Column::Id, Column::Sex, Column::Phone, Column::Birth, Column::Party];
        match *self.chance.pick(&columns) {
            column @ (Column::Name | Column::Id) => self.reject(index, column, Cell::NoResult, "cell-unreadable"),
            column => self.warn(index, column, Cell::NoResult, "cell-unreadable"),
        }
    }

    fn repair(&mut self, index: usize) -> Option<()> {
        let id = self.with_id(self.faulty.drawn.places[index])?;
        let writings: [fn(&str) -> String; 4] =
            [full_width, spaced, |id| format!("'{id}"), |id| format!("\u{3000}{id}\u{a0}")];
        let writing = self.chance.pick(&writings)(&id);
        self.write(index, Column::Id, Cell::Text(writing))?;
        let place = self.spot(index, Column::Id, "repaired")?;
        self.faulty.repaired.push(place);
        Some(())
    }

    fn unusual_tick(&mut self, index: usize) -> Option<()> {
        let category = *self.chance.pick(&crate::town::Category::ALL);
        let yes = self.chance.chance(60);
        let words =
            if yes { ["是", "1", "✓", "Y", " √ ", "有"] } else { ["否", "0", "×", "N", "无", "不是"] };
        let word = *self.chance.pick(&words);
        self.write(index, Column::Tick(category), Cell::text(word))?;
        let place = self.faulty.drawn.places[index];
        let ticks = &mut self.resident_mut(place).ticks;
        if yes {
            ticks.insert(category)
        } else {
            ticks.remove(&category)
        };
        Some(())
    }

    fn wrong_id(&mut self, id: &str) -> Option<String> {
        let known = if id.is_empty() { "990101195206167893" } else { id };
        Some(match self.chance.below(6) {
            0 => wrong_check(known),
            1 => known[..17].to_owned(),
            2 => format!("{known}0"),
            3 => format!("{}19901332{}", &known[..6], &known[14..]),
            4 => format!("{}A{}", &known[..9], &known[10..]),
            _ => "同上".to_owned(),
        })
    }

    /// Writes a cell that keeps its row out.
    fn reject(&mut self, index: usize, column: Column, cell: Cell, code: &str) -> Option<()> {
        self.write(index, column, cell)?;
        self.report(index, column, code, true)?;
        let place = self.faulty.drawn.places[index];
        self.resident_mut(place).rejected = true;
        Some(())
    }

    /// Writes a cell that keeps only its value out.
    fn warn(&mut self, index: usize, column: Column, cell: Cell, code: &str) -> Option<()> {
        self.write(index, column, cell)?;
        self.report(index, column, code, false)
    }

    /// Writes a cell, if the layout has that column and nothing was planted there.
    fn write(&mut self, index: usize, column: Column, cell: Cell) -> Option<()> {
        self.free(index, &[column])?;
        let (place, column_index) = (self.faulty.drawn.places[index], self.faulty.drawn.columns.get(&column)?.0);
        self.faulty.drawn.book.sheets[place.sheet].set(place.row, column_index, cell);
        self.take(index, column)
    }

    fn report(&mut self, index: usize, column: Column, code: &str, error: bool) -> Option<()> {
        let place = self.spot(index, column, code)?;
        self.faulty.planted.push(Planted { place, error });
        Some(())
    }

    fn spot(&self, index: usize, column: Column, code: &str) -> Option<answers::Place> {
        let drawn = &self.faulty.drawn;
        let (place, heading) = (drawn.places[index], &drawn.columns.get(&column)?.1);
        let sheet = drawn.book.sheets[place.sheet].name.clone();
        Some((Some(sheet), Some(place.row as u32 + 1), Some(heading.clone()), code.to_owned()))
    }

    fn free(&self, index: usize, columns: &[Column]) -> Option<()> {
        let taken = self.taken.get(&index);
        columns.iter().all(|column| taken.is_none_or(|taken| !taken.contains(column))).then_some(())
    }

    fn take(&mut self, index: usize, column: Column) -> Option<()> {
        self.taken.entry(index).or_default().insert(column);
        Some(())
    }

    /// The id is there, and stays as it is; so does the row.
    fn accepted_id(&self, index: usize) -> Option<()> {
        let place = self.faulty.drawn.places[index];
        self.with_id(place)?;
        if self.resident(place).rejected { None } else { self.free(index, &[Column::Id, Column::Name]) }
    }

    fn with_id(&self, place: Place) -> Option<String> {
        Some(self.resident(place).id.clone()).filter(|id| !id.is_empty())
    }

    fn household_rows(&self, place: Place) -> impl DoubleEndedIterator<Item = usize> + Clone + use<> {
        let of = |other: &Place| (other.village, other.household) == (place.village, place.household);
        let first = self.faulty.drawn.places.iter().position(of).unwrap_or(0);
        first..first + self.faulty.town.villages[place.village].households[place.household].residents.len()
    }

    /// The first row of the household, if nothing was planted in it.
    fn untouched_household(&self, place: Place) -> Option<usize> {
        let mut rows = self.household_rows(place);
        rows.clone().all(|row| !self.taken.contains_key(&row)).then(|| rows.next())?
    }

    fn resident(&self, place: Place) -> &Resident {
        &self.faulty.town.villages[place.village].households[place.household].residents[place.resident]
    }

    fn resident_mut(&mut self, place: Place) -> &mut Resident {
        &mut self.faulty.town.villages[place.village].households[place.household].residents[place.resident]
    }
}

fn other_sex(sex: &str) -> &'static str {
    if sex == "男" { "女" } else { "男" }
}
