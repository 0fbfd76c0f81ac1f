//! What somebody may do by a post in a party group. An account is linked with the person who is appointed; the role then
//! is read from the appointments at each request: it begins and ends with them, whoever writes them and by whichever way.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;
use hongwang_domain::Role;
use hongwang_store::schema::accounts::{account_persons, account_roles, accounts};
use hongwang_store::schema::organisation::{appointments, persons, units};
use hongwang_store::{Db, StoreError, Tx};

use crate::create::{entry, today};
use crate::queries::{self, Held, PLACE, Place};
use crate::rows::AccountRole;

/// The posts of a party group as the organisation calls them, and the roles that they give.
const POSTS: [(&str, Role); 3] =
    [("leader", Role::GridLeader), ("member", Role::GroupMember), ("volunteer", Role::Volunteer)];

/// What is known of the posts of accounts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Posts {
    /// Account and grid of each person who is linked: there the appointments alone count, and if there are none any more.
    governed: HashSet<(String, String)>,
    posts: Vec<Post>,
}

/// An appointment, at any time.
#[derive(Clone, Debug)]
struct Post {
    role: AccountRole,
    place: Place,
    retired_on: Option<NaiveDate>,
}

impl Posts {
    /// Whether they, and not what was given by hand, say whether an account holds a role.
    pub(crate) fn govern(&self, given: &AccountRole) -> bool {
        POSTS.iter().any(|(_, role)| role.as_str() == given.role)
            && self.governed.contains(&(given.account_id.clone(), given.unit_id.clone()))
    }

    /// The roles that they give on a day, but for some accounts.
    pub(crate) fn on(self, day: NaiveDate, but: impl Fn(&str) -> bool) -> Vec<Held> {
        let held = self.posts.into_iter().filter(|post| post.holds(day) && !but(&post.role.account_id));
        held.map(|post| Held { role: post.role, place: post.place, appointed: true }).collect()
    }
}

impl Post {
    fn holds(&self, day: NaiveDate) -> bool {
        let appointed = self.role.from_day <= day && self.role.to_day.is_none_or(|to| day < to);
        appointed && self.retired_on.is_none_or(|retired| day < retired)
    }
}

/// The appointments of the persons whom accounts belong to.
pub(crate) fn posts_of(db: &mut Db, of: &[String]) -> Result<Posts, StoreError> {
    let links: Vec<(String, String)> = account_persons::table
        .filter(account_persons::account_id.eq_any(of))
        .select((account_persons::person_id, account_persons::account_id))
        .load(db)?;
    if links.is_empty() {
        return Ok(Posts::default());
    }
    let people: Vec<&String> = links.iter().map(|(person, _)| person).collect();
    let whose = |person: &str| -> Vec<String> {
        links.iter().filter(|(linked, _)| linked == person).map(|(_, account)| account.clone()).collect()
    };
    let grids: Vec<(String, String)> =
        persons::table.filter(persons::id.eq_any(&people)).select((persons::id, persons::unit_id)).load(db)?;
    let governed = grids.iter().flat_map(|(person, unit)| whose(person).into_iter().map(|one| (one, unit.clone())));
    let governed = governed.collect();
    type Row = (String, String, String, NaiveDate, Option<NaiveDate>, Option<NaiveDate>, Place);
    let rows: Vec<Row> = appointments::table
        .inner_join(units::table.on(units::id.eq(appointments::unit_id)))
        .filter(appointments::person_id.eq_any(&people))
        .select((
            appointments::id,
            appointments::person_id,
            appointments::role,
            appointments::from_day,
            appointments::to_day,
            units::retired_on,
            PLACE,
        ))
        .load(db)?;
    let mut posts = Vec::new();
    for (id, person, post, from_day, to_day, retired_on, place) in rows {
        let Some((_, role)) = POSTS.iter().find(|(name, _)| *name == post) else { continue };
        for account_id in whose(&person) {
            let (id, role, unit_id) = (id.clone(), role.as_str().to_owned(), place.id.clone());
            let role = AccountRole { id, account_id, role, unit_id, from_day, to_day, version: 1 };
            posts.push(Post { role, place: place.clone(), retired_on });
        }
    }
    Ok(Posts { governed, posts })
}

/// Finds out, in the transaction that wrote them, which accounts belong to those who have posts in party groups: one that
/// has the person's name and phone, or one of the person's name that was given the same role there by hand.
///
/// # Errors
/// When the database fails.
pub fn recognise(tx: &mut Tx<'_>, at: &[String]) -> Result<(), StoreError> {
    let today = today(tx);
    for (account, person) in found(tx, at, today)? {
        link(tx, &account, &person)?;
        if let Some(account) = queries::account(tx, &account)? {
            tx.audit(entry(&account, serde_json::json!({ "linked_person": person })));
        }
    }
    Ok(())
}

fn link(db: &mut Db, account: &str, person: &str) -> Result<(), StoreError> {
    let row = (account_persons::person_id.eq(person), account_persons::account_id.eq(account));
    diesel::insert_into(account_persons::table).values(row).execute(db)?;
    Ok(())
}

struct Person {
    id: String,
    name: String,
    phone: Option<Vec<u8>>,
    posts: HashSet<(String, String)>,
}

/// Pairs of account and person that are not known yet.
fn found(db: &mut Db, at: &[String], today: NaiveDate) -> Result<Vec<(String, String)>, StoreError> {
    let persons = standing(db, at, today)?;
    if persons.is_empty() {
        return Ok(Vec::new());
    }
    let given = given(db, at, today)?;
    let phones: Vec<&Vec<u8>> = persons.iter().filter_map(|person| person.phone.as_ref()).collect();
    let holders: Vec<&String> = given.iter().map(|(account, ..)| account).collect();
    let accounts: Vec<(String, String, Option<Vec<u8>>)> = accounts::table
        .filter(accounts::phone_index.eq_any(phones).or(accounts::id.eq_any(holders)))
        .select((accounts::id, accounts::name, accounts::phone_index))
        .order(accounts::id)
        .load(db)?;
    let belongs = |person: &Person, (id, name, phone): &(String, String, Option<Vec<u8>>)| {
        let by_phone = person.phone.is_some() && person.phone == *phone;
        let by_role = || {
            given
                .iter()
                .any(|(account, role, unit)| account == id && person.posts.contains(&(role.clone(), unit.clone())))
        };
        *name == person.name && (by_phone || by_role())
    };
    let known: HashSet<(String, String)> = account_persons::table
        .filter(account_persons::person_id.eq_any(persons.iter().map(|person| &person.id)))
        .select((account_persons::account_id, account_persons::person_id))
        .load::<(String, String)>(db)?
        .into_iter()
        .collect();
    let mut pairs = Vec::new();
    for person in &persons {
        let theirs = accounts.iter().filter(|account| belongs(person, account));
        pairs.extend(theirs.map(|(account, ..)| (account.clone(), person.id.clone())));
    }
    pairs.retain(|pair| !known.contains(pair));
    let ids: Vec<&String> = pairs.iter().map(|(account, _)| account).collect();
    let administrators = administrators(db, &ids, today)?;
    pairs.retain(|(account, _)| !administrators.contains(account));
    Ok(pairs)
}

/// Who has a post in these units now or later.
fn standing(db: &mut Db, at: &[String], today: NaiveDate) -> Result<Vec<Person>, StoreError> {
    let rows: Vec<(String, String, String)> = appointments::table
        .filter(appointments::unit_id.eq_any(at))
        .filter(appointments::to_day.is_null().or(appointments::to_day.gt(today)))
        .select((appointments::person_id, appointments::role, appointments::unit_id))
        .load(db)?;
    let mut posts: HashMap<String, HashSet<(String, String)>> = HashMap::new();
    for (person, post, unit) in rows {
        if let Some((_, role)) = POSTS.iter().find(|(name, _)| *name == post) {
            posts.entry(person).or_default().insert((role.as_str().to_owned(), unit));
        }
    }
    let all: Vec<(String, String, Option<Vec<u8>>)> = persons::table
        .filter(persons::id.eq_any(posts.keys()))
        .select((persons::id, persons::name, persons::phone_index))
        .order(persons::id)
        .load(db)?;
    let person = |(id, name, phone): (String, String, Option<Vec<u8>>)| {
        let posts = posts.get(&id).cloned().unwrap_or_default();
        Person { id, name, phone, posts }
    };
    Ok(all.into_iter().map(person).collect())
}

/// The roles of party groups that were given by hand in these units and hold now or later: account, role, unit.
fn given(db: &mut Db, at: &[String], today: NaiveDate) -> Result<Vec<(String, String, String)>, StoreError> {
    Ok(account_roles::table
        .filter(account_roles::unit_id.eq_any(at))
        .filter(account_roles::role.eq_any(POSTS.map(|(_, role)| role.as_str())))
        .filter(account_roles::to_day.is_null().or(account_roles::to_day.gt(today)))
        .select((account_roles::account_id, account_roles::role, account_roles::unit_id))
        .load(db)?)
}

/// Administrators get no post's role, whoever is appointed: none has business data.
fn administrators(db: &mut Db, of: &[&String], today: NaiveDate) -> Result<HashSet<String>, StoreError> {
    let roles = crate::log_in::ADMINISTRATORS.map(Role::as_str);
    Ok(account_roles::table
        .filter(account_roles::account_id.eq_any(of))
        .filter(account_roles::role.eq_any(roles))
        .filter(account_roles::to_day.is_null().or(account_roles::to_day.gt(today)))
        .select(account_roles::account_id)
        .load::<String>(db)?
        .into_iter()
        .collect())
}
