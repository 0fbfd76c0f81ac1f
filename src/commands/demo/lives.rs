//! What else is known of a family: phones, membership, and what the ledger counts.

use chrono::NaiveDate;
use hongwang_domain::{Membership, Sex};

use super::people::{Maker, Person, Tick};

/// Gives a family its phones, memberships and ticks.
pub fn fill_in(maker: &mut Maker<'_>, family: &mut [Person]) {
    let day = maker.day;
    let old = family.iter().all(|person| person.age(day) >= 60);
    if maker.chance.percent(if old { 16 } else { 6 }) {
        family[0].ticks.insert(Tick::Dibao, true);
    }
    let works_here = family.iter().any(|person| (25..60).contains(&person.age(day)) && !person.away);
    if works_here && maker.chance.percent(4) {
        family[0].ticks.insert(Tick::MajorGrower, true);
    }
    if maker.chance.percent(7) {
        family[0].ticks.insert(Tick::CentralHouseholdHead, true);
    }
    let poor = family[0].has(Tick::Dibao);
    for person in family {
        let age = person.age(day);
        if age == 0 && maker.chance.percent(60) {
            person.citizen_id.clear();
        }
        if (14..=82).contains(&age) && maker.chance.percent(88) {
            person.phone = maker.phone();
        }
        membership(maker, person, age);
        ticks(maker, person, age, poor);
    }
}

fn membership(maker: &mut Maker<'_>, person: &mut Person, age: u32) {
    let share = match (age, person.sex) {
        (0..=21, _) => 0,
        (22..=54, Sex::Male) => 60,
        (22..=54, Sex::Female) => 35,
        (_, Sex::Male) => 110,
        (_, Sex::Female) => 40,
    };
    if maker.chance.per_mille(share) {
        let recent = age < 40 && maker.chance.percent(15);
        person.membership = Some(if recent { Membership::Probationary } else { Membership::Full });
    }
}

fn ticks(maker: &mut Maker<'_>, person: &mut Person, age: u32, poor: bool) {
    let member = person.membership.is_some();
    let here = !person.away;
    let veteran = person.sex == Sex::Male && age >= 40;
    let shares = [
        (Tick::Disabled, if age >= 55 { 55 } else { 18 }),
        (Tick::SocialAssistance, if poor { 110 } else { 9 }),
        (Tick::Preferential, if veteran { 45 } else { 2 }),
        (Tick::LivestockExpert, if here && (25..65).contains(&age) { 16 } else { 0 }),
        (Tick::TechnologyExpert, if here && (22..60).contains(&age) { 18 } else { 0 }),
        (Tick::LimitedMobilityMember, if member && age >= 72 { 350 } else { 0 }),
        (Tick::HardshipMember, if member && age >= 60 { if poor { 800 } else { 60 } } else { 0 }),
    ];
    for (tick, share) in shares {
        if maker.chance.per_mille(share) {
            person.ticks.insert(tick, true);
        }
    }
}

/// Whether somebody can lead a group or a hamlet: there, and neither young nor old.
pub fn can_lead(person: &Person, day: NaiveDate) -> bool {
    !person.away && (32..=67).contains(&person.age(day)) && !person.phone.is_empty()
}

/// Whether somebody can volunteer.
pub fn can_volunteer(person: &Person, day: NaiveDate) -> bool {
    !person.away && (20..=69).contains(&person.age(day))
}
