//! Families as they live in a village: who is in them, how old, who is away for work.

use hongwang_domain::Sex;

use super::people::{Maker, Person, Relation, Tick};

/// A family, its head first.
pub fn family(maker: &mut Maker<'_>, surname: &str) -> Vec<Person> {
    match maker.chance.number(1, 100) {
        1..=20 => elders(maker, surname),
        21..=52 => couple_with_children(maker, surname),
        53..=76 => three_generations(maker, surname),
        77..=88 => grandparents_with_child(maker, surname),
        _ => alone(maker, surname),
    }
}

fn elders(maker: &mut Maker<'_>, surname: &str) -> Vec<Person> {
    let head = maker.person(Relation::Head, Sex::Male, surname, (60, 84));
    let age = head.age(maker.day);
    let wife = wife(maker, Relation::Spouse, age);
    match maker.chance.number(1, 10) {
        1..=2 => vec![head],
        3..=4 => vec![Person { relation: Relation::Head, ..wife }],
        _ => vec![head, wife],
    }
}

fn couple_with_children(maker: &mut Maker<'_>, surname: &str) -> Vec<Person> {
    let mut head = maker.person(Relation::Head, Sex::Male, surname, (27, 57));
    let mut wife = wife(maker, Relation::Spouse, head.age(maker.day));
    head.away = maker.chance.percent(24);
    wife.away = maker.chance.percent(7);
    let count = [0, 1, 1, 1, 1, 2, 2][maker.chance.below(7)];
    let children = children(maker, surname, wife.age(maker.day), count, (Relation::Son, Relation::Daughter));
    [head, wife].into_iter().chain(children).collect()
}

fn three_generations(maker: &mut Maker<'_>, surname: &str) -> Vec<Person> {
    let mut head = maker.person(Relation::Head, Sex::Male, surname, (28, 52));
    let mut wife = wife(maker, Relation::Spouse, head.age(maker.day));
    head.away = maker.chance.percent(18);
    wife.away = maker.chance.percent(5);
    let age = head.age(maker.day);
    let father = maker.person(Relation::Father, Sex::Male, surname, (age + 22, age + 31));
    let name = maker.surname();
    let mother = maker.person(Relation::Mother, Sex::Female, &name, (age + 20, age + 29));
    let children = children(maker, surname, wife.age(maker.day), 1, (Relation::Son, Relation::Daughter));
    let old = match maker.chance.number(1, 10) {
        1..=2 => vec![mother],
        3 => vec![father],
        _ => vec![father, mother],
    };
    [head, wife].into_iter().chain(old).chain(children).collect()
}

/// The parents work away, the grandparents look after the child.
fn grandparents_with_child(maker: &mut Maker<'_>, surname: &str) -> Vec<Person> {
    let head = maker.person(Relation::Head, Sex::Male, surname, (52, 70));
    let grandmother = wife(maker, Relation::Spouse, head.age(maker.day));
    let age = head.age(maker.day).saturating_sub(maker.chance.number(21, 27)).clamp(24, 44);
    let mut son = maker.person(Relation::Son, Sex::Male, surname, (age, age));
    let mut daughter_in_law = wife(maker, Relation::DaughterInLaw, age);
    (son.away, daughter_in_law.away) = (true, true);
    let count = if maker.chance.percent(20) { 2 } else { 1 };
    let mother = daughter_in_law.age(maker.day).min(38);
    let mut children = children(maker, surname, mother, count, (Relation::Grandson, Relation::Granddaughter));
    for child in &mut children {
        child.away = false;
        if (3..=15).contains(&child.age(maker.day)) {
            child.ticks.insert(Tick::LeftBehindChild, true);
        }
    }
    [head, grandmother, son, daughter_in_law].into_iter().chain(children).collect()
}

fn alone(maker: &mut Maker<'_>, surname: &str) -> Vec<Person> {
    let sex = if maker.chance.percent(70) { Sex::Male } else { Sex::Female };
    let mut head = maker.person(Relation::Head, sex, surname, (26, 68));
    head.away = head.age(maker.day) < 50 && maker.chance.percent(40);
    vec![head]
}

fn wife(maker: &mut Maker<'_>, relation: Relation, husbands_age: u32) -> Person {
    let surname = maker.surname();
    let youngest = husbands_age.saturating_sub(5).max(22);
    maker.person(relation, Sex::Female, &surname, (youngest, youngest.max(husbands_age + 2)))
}

/// The mother was 20 to 33 when they were born; those over 29 live elsewhere.
fn children(
    maker: &mut Maker<'_>,
    surname: &str,
    mother: u32,
    count: u32,
    (son, daughter): (Relation, Relation),
) -> Vec<Person> {
    let mut children: Vec<Person> = Vec::new();
    for _ in 0..count {
        let age = mother.saturating_sub(maker.chance.number(20, 33));
        if age > 29 {
            continue;
        }
        let (sex, relation) = if maker.chance.percent(52) { (Sex::Male, son) } else { (Sex::Female, daughter) };
        let mut child = maker.person(relation, sex, surname, (age, age));
        child.away = age >= 18 && maker.chance.percent(55);
        if children.iter().all(|other| other.name != child.name) {
            children.push(child);
        }
    }
    children.sort_by_key(|child| child.born);
    children
}
