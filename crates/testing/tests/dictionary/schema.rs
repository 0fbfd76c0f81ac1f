//! The tables as the migrations leave them, read from their text.

use std::collections::BTreeMap;

/// Table → column → how the migration declares it (`TEXT {{C}} NOT NULL`).
pub type Tables = BTreeMap<String, BTreeMap<String, String>>;

/// All tables, that of the migrations themselves included.
pub fn schema() -> Tables {
    let folder = super::root().join("crates/store/migrations");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let migrate = super::read("crates/store/src/migrate.rs");
    let first = migrate.split('"').filter(|quoted| quoted.starts_with("CREATE TABLE") && quoted.contains('('));
    let first = first.map(|quoted| quoted.replace("\\\n", " "));
    let texts: Vec<String> = first.chain(paths.iter().map(|path| std::fs::read_to_string(path).unwrap())).collect();
    after(&texts)
}

fn after(texts: &[String]) -> Tables {
    let mut tables = Tables::new();
    for text in texts {
        let bare: Vec<&str> = text.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
        bare.join("\n").split(';').for_each(|statement| apply(statement.trim(), &mut tables));
    }
    tables
}

fn apply(statement: &str, tables: &mut Tables) {
    let words: Vec<&str> = statement.split_whitespace().collect();
    match words.as_slice() {
        ["CREATE", "TABLE", ..] => {
            let (head, body) = statement.split_once('(').unwrap();
            let body = &body[..body.rfind(')').unwrap()];
            let table = head.split_whitespace().last().unwrap().to_owned();
            assert!(tables.insert(table.clone(), declared(body)).is_none(), "{table} is created twice");
        }
        ["ALTER", "TABLE", table, "ADD", "COLUMN", column, kind @ ..] => {
            of(tables, table).insert((*column).to_owned(), kind.join(" "));
        }
        ["ALTER", "TABLE", table, "DROP", "COLUMN", column] => {
            of(tables, table).remove(*column).unwrap();
        }
        ["ALTER", "TABLE", table, "RENAME", "COLUMN", column, "TO", name] => {
            let kind = of(tables, table).remove(*column).unwrap();
            of(tables, table).insert((*name).to_owned(), kind);
        }
        ["ALTER", "TABLE", table, "RENAME", "TO", name] => {
            let columns = tables.remove(*table).unwrap();
            tables.insert((*name).to_owned(), columns);
        }
        ["DROP", "TABLE", table] => {
            tables.remove(*table).unwrap();
        }
        [] | ["CREATE", "INDEX" | "UNIQUE", ..] | ["DROP", "INDEX", ..] | ["INSERT" | "UPDATE" | "DELETE", ..] => {}
        _ => panic!("teach this test to read: {statement}"),
    }
}

fn of<'a>(tables: &'a mut Tables, table: &str) -> &'a mut BTreeMap<String, String> {
    tables.get_mut(table).unwrap_or_else(|| panic!("{table} was never created"))
}

/// The columns among what stands between the brackets of CREATE TABLE.
fn declared(body: &str) -> BTreeMap<String, String> {
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for character in body.chars() {
        depth += i32::from(character == '(') - i32::from(character == ')');
        match character {
            ',' if depth == 0 => parts.push(String::new()),
            _ => parts.last_mut().unwrap().push(character),
        }
    }
    let rules = ["PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "CONSTRAINT"];
    let columns = parts.iter().filter_map(|part| part.trim().split_once(char::is_whitespace));
    columns
        .filter(|(name, _)| !rules.contains(name))
        .map(|(name, kind)| (name.to_owned(), kind.trim().to_owned()))
        .collect()
}

#[test]
fn later_migrations_are_followed() {
    let texts = [
        "-- a; b\nCREATE TABLE a (id TEXT {{C}} PRIMARY KEY, n INTEGER CHECK (n IN (1, 2)), UNIQUE (id, n)) {{WITHOUT_ROWID}};\nCREATE INDEX i ON a (n);",
        "ALTER TABLE a ADD COLUMN words TEXT; ALTER TABLE a DROP COLUMN n; CREATE TABLE b (x DATE); DROP TABLE b; ALTER TABLE a RENAME TO c;",
    ];
    let tables = after(&texts.map(str::to_owned));
    assert_eq!(format!("{tables:?}"), r#"{"c": {"id": "TEXT {{C}} PRIMARY KEY", "words": "TEXT"}}"#);
}
