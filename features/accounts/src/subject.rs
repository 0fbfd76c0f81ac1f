//! What accounts store about one resident: whoever works for the village has an account too.

use diesel::prelude::*;
use hongwang_store::schema::accounts::{
    account_persons, account_roles, accounts, recovery_codes, reset_codes, second_factors, sessions, tokens,
};
use hongwang_store::schema::organisation::units;
use hongwang_store::{Db, Record, SealedField, StoreError, Tx};
use hongwang_web::subject::{Forgetting, Forgotten, Held, Likeness, Link, Part, Person, Sought, Subject, Telling};

use crate::rows::{Account, AccountRole, Token};

/// What this slice declares.
pub(crate) const SUBJECT: Subject = Subject {
    tell,
    links,
    obstacle,
    forget,
    ..Subject::of(&[
        ("accounts", Held::Told),
        ("account_roles", Held::Told),
        ("account_persons", Held::Told),
        ("sessions", Held::Told),
        ("tokens", Held::Told),
        ("second_factors", Held::Not("a sealed secret that the own phone knows; it goes with the account")),
        ("recovery_codes", Held::Not("digests of codes on the own paper; they go with the account")),
        ("reset_codes", Held::Not("a digest of a code, for half an hour; it goes with the account")),
        ("login_failures", Held::Not("a digest of a name or an address, for a day; it can't be told whose it is")),
    ])
};

fn roles(db: &mut Db, ids: &[String]) -> Result<Vec<AccountRole>, StoreError> {
    let of = account_roles::table.filter(account_roles::account_id.eq_any(ids)).order(account_roles::from_day);
    Ok(of.select(AccountRole::as_select()).load(db)?)
}

fn tell(db: &mut Db, telling: &Telling<'_>) -> Result<Vec<Part>, StoreError> {
    let t = telling.t;
    let ids = telling.person.linked(Account::KIND);
    let mut part = Part::new(t, "account");
    for row in Account::find(db, &ids)? {
        part.add(t.say("privacy-fact-name"), &row.name);
        if let Some(login) = &row.login_name {
            part.add(t.say("privacy-fact-login"), login);
        }
        if let Some(phone) = &row.phone {
            part.add(t.say("privacy-fact-phone"), telling.keys.open_text(SealedField::Phone, &row.id, phone)?);
        }
        part.add(t.say("privacy-fact-made"), t.moment(&row.created_at));
    }
    for role in roles(db, &ids)? {
        let when = match role.to_day {
            Some(to) => t.say2("privacy-span", "from", t.date(&role.from_day), "to", t.date(&to)),
            None => t.say1("privacy-span-open", "from", t.date(&role.from_day)),
        };
        part.add(when, t.of("role", &role.role));
    }
    let devices: Vec<(String, Option<String>)> = sessions::table
        .filter(sessions::account_id.eq_any(&ids))
        .select((sessions::device, sessions::name))
        .load(db)?;
    for (device, name) in devices {
        part.add(t.say("privacy-fact-device"), name.unwrap_or(device));
    }
    let names: Vec<String> = tokens::table.filter(tokens::account_id.eq_any(&ids)).select(tokens::name).load(db)?;
    for name in names {
        part.add(t.say("privacy-fact-token"), name);
    }
    Ok(if part.facts.is_empty() { Vec::new() } else { vec![part] })
}

/// Accounts of the town that have the same name.
fn links(db: &mut Db, likeness: &Likeness<'_>) -> Result<Vec<Link>, StoreError> {
    let rows: Vec<(Account, String, String)> = accounts::table
        .inner_join(units::table.on(units::id.eq(accounts::unit_id)))
        .filter(accounts::name.eq(likeness.name))
        .order(accounts::id)
        .select((Account::as_select(), units::name, units::path))
        .load(db)?;
    let within = rows.into_iter().filter(|(_, _, path)| path.starts_with(likeness.town.as_str()));
    Ok(within
        .map(|(row, place, _)| Link {
            kind: Account::KIND,
            same_phone: likeness.phone.is_some() && row.phone_index.as_deref() == likeness.phone,
            record: row.id,
            place,
        })
        .collect())
}

/// Who still holds a role is first relieved of it.
fn obstacle(db: &mut Db, person: &Person, _: &Sought) -> Result<Option<&'static str>, StoreError> {
    let held = roles(db, &person.linked(Account::KIND))?;
    Ok(held.iter().any(|role| role.to_day.is_none()).then_some("privacy-fault-account"))
}

/// The row stays for the audit, which names accounts by their id; nothing in it tells of anybody.
fn forget(tx: &mut Tx<'_>, forgetting: &Forgetting<'_>) -> Result<Forgotten, StoreError> {
    let ids = forgetting.person.linked(Account::KIND);
    let mut gone = Forgotten::default();
    let posts = account_persons::table.filter(
        account_persons::account_id.eq_any(&ids).or(account_persons::person_id.eq_any(forgetting.person.ids())),
    );
    gone.rows += diesel::delete(posts).execute(&mut **tx)?;
    gone.rows += diesel::delete(reset_codes::table.filter(reset_codes::account_id.eq_any(&ids))).execute(&mut **tx)?;
    gone.rows +=
        diesel::delete(second_factors::table.filter(second_factors::account_id.eq_any(&ids))).execute(&mut **tx)?;
    gone.rows +=
        diesel::delete(recovery_codes::table.filter(recovery_codes::account_id.eq_any(&ids))).execute(&mut **tx)?;
    gone.rows += diesel::delete(sessions::table.filter(sessions::account_id.eq_any(&ids))).execute(&mut **tx)?;
    let keys: Vec<Token> =
        tokens::table.filter(tokens::account_id.eq_any(&ids)).select(Token::as_select()).load(&mut **tx)?;
    let held = roles(tx, &ids)?;
    let rows = Account::find(tx, &ids)?;
    let unit = rows.first().map(|row| row.unit_id.clone()).unwrap_or_default();
    for key in &keys {
        tx.forget(&unit, key)?;
    }
    for role in &held {
        tx.forget(&unit, role)?;
    }
    for row in &rows {
        let empty = Account {
            login_name: None,
            name: String::new(),
            phone: None,
            phone_index: None,
            // No password has this hash.
            password_hash: String::new(),
            language: None,
            ..row.clone()
        };
        tx.write_over(&row.unit_id, row, &empty)?;
    }
    gone.rows += keys.len() + held.len() + rows.len();
    gone.earlier.push((Token::KIND, keys.into_iter().map(|key| key.id).collect()));
    gone.earlier.push((AccountRole::KIND, held.into_iter().map(|role| role.id).collect()));
    gone.earlier.push((Account::KIND, ids));
    Ok(gone)
}
