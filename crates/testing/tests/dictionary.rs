//! The data dictionary says all that the tables hold, and the tables have no place for what the product must not know.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read what it judges should stop at once")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use schema::{Tables, schema};

#[path = "dictionary/schema.rs"]
mod schema;

const PAGE: &str = "docs/data-dictionary.md";

/// What no table, column, rulebook id or message is named after, by whole words. Matters and places may come to need one of
/// the harmless ones among them; then they need another name, as a reader of the name should not have to ask.
const REFUSED: &[&str] = &[
    "petition",
    "petitioner",
    "complainant",
    "informant",
    "xinfang",
    "shangfang",
    "weiwen",
    "opinion",
    "attitude",
    "sentiment",
    "mood",
    "loyalty",
    "stance",
    "thought",
    "speech",
    "utterance",
    "remark",
    "belief",
    "religion",
    "religious",
    "faith",
    "cult",
    "ethnic",
    "ethnicity",
    "nationality",
    "ideology",
    "score",
    "scoring",
    "rank",
    "ranking",
    "percentile",
    "leaderboard",
    "rating",
    "suspect",
    "convict",
    "criminal",
    "prisoner",
    "addict",
    "watchlist",
    "blacklist",
    "surveillance",
    "dossier",
    "profile",
    "location",
    "latitude",
    "longitude",
    "lat",
    "lng",
    "lon",
    "gps",
    "geo",
    "coordinate",
    "track",
    "tracking",
    "trajectory",
    "whereabouts",
    "destination",
    "abroad",
    "overseas",
    "foreigner",
    "checkin",
    "online",
    "key person",
    "key people",
    "check in",
    "last seen",
    "last login",
    "last active",
    "login count",
    "free text",
    "social credit",
    "risk level",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The part of the page below a heading.
fn section(heading: &str) -> String {
    let page = format!("\n{}", read(PAGE));
    let (_, behind) = page.split_once(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no section {heading}"));
    behind.split("\n## ").next().unwrap().to_owned()
}

/// The cells of the rows that begin with a name in backticks.
fn rows(text: &str) -> Vec<Vec<String>> {
    let lines = text.lines().filter(|line| line.starts_with("| `"));
    lines.map(|line| line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect()).collect()
}

fn name(cell: &str) -> String {
    cell.trim_matches('`').to_owned()
}

/// What the page says, by `table.column`: meaning, form, sealed, personal, for what, erased with.
fn dictionary() -> BTreeMap<String, Vec<String>> {
    let tables = section("Tables");
    let mut said = BTreeMap::new();
    for part in tables.split("### `").skip(1) {
        let (table, body) = part.split_once('`').unwrap();
        for row in rows(body) {
            let column = format!("{table}.{}", name(&row[0]));
            assert!(said.insert(column.clone(), row[1..].to_vec()).is_none(), "{column} stands twice");
        }
    }
    said
}

fn columns(tables: &Tables) -> impl Iterator<Item = (String, &str)> {
    tables.iter().flat_map(|(table, columns)| {
        columns.iter().map(move |(column, kind)| (format!("{table}.{column}"), kind.as_str()))
    })
}

fn holds_words(kind: &str) -> bool {
    kind.starts_with("TEXT") && !kind.contains("{{C}}")
}

#[test]
fn every_column_is_in_the_dictionary_and_no_other() {
    let tables = schema();
    let there: BTreeSet<String> = columns(&tables).map(|(column, _)| column).collect();
    let said: BTreeSet<String> = dictionary().into_keys().collect();
    assert_eq!(there.difference(&said).collect::<Vec<_>>(), [""; 0], "missing in {PAGE}");
    assert_eq!(said.difference(&there).collect::<Vec<_>>(), [""; 0], "{PAGE} names what is gone");
    assert!(tables.len() > 25 && tables.contains_key("schema_migrations"), "the tables were not found");
}

#[test]
fn the_dictionary_says_of_every_column_what_the_table_says() {
    let (tables, said) = (schema(), dictionary());
    for (column, kind) in columns(&tables) {
        let Some([meaning, form, sealed, personal, purpose, erased]) = said.get(&column).map(Vec::as_slice) else {
            panic!("{column}: a row has seven cells")
        };
        assert!(!meaning.is_empty() && !purpose.is_empty() && !erased.is_empty(), "{column}: an empty cell");
        let forms = [
            ("TEXT", "text"),
            ("BIGINT", "number"),
            ("INTEGER", "number"),
            ("DATE", "day"),
            ("TIMESTAMP", "moment"),
            ("BOOLEAN", "flag"),
            ("{{BYTES}}", "bytes"),
        ];
        let wanted =
            forms.iter().find(|(sql, _)| kind.starts_with(sql)).unwrap_or_else(|| panic!("{column}: {kind}")).1;
        assert_eq!(form.split(',').next(), Some(wanted), "{column}");
        let opaque = ["sealed", "index", "hash"].contains(&sealed.split(',').next().unwrap());
        assert!(opaque || sealed == "no", "{column}: {sealed}");
        assert!(
            opaque == (wanted == "bytes") || column == "accounts.password_hash",
            "{column}: what is sealed is bytes, and bytes are sealed"
        );
        assert!(personal == "yes" || personal == "no", "{column}: {personal}");
        let gone_with = erased.split('`').nth(1).is_some_and(|table| tables.contains_key(table));
        assert!(gone_with || erased == "kept" || column == "audit_records.before", "{column}: {erased}");
        let secret = ["phone", "citizen_id"].iter().any(|word| column.ends_with(word));
        assert!(!secret || sealed == "sealed", "{column} is not sealed");
    }
}

#[test]
fn every_column_that_can_hold_words_is_listed_with_a_reason() {
    let (tables, said) = (schema(), dictionary());
    let list = rows(&section("Texts that people write"));
    assert!(list.iter().all(|row| row.len() == 3 && row.iter().all(|cell| !cell.is_empty())), "{list:#?}");
    let listed: BTreeSet<String> = list.iter().map(|row| name(&row[0])).collect();
    for (column, kind) in columns(&tables) {
        let words = said.get(&column).is_some_and(|cells| cells[1].contains("words"));
        assert!(!(holds_words(kind) || words) || listed.contains(&column), "{column} can hold words and is not listed");
    }
    let all: BTreeSet<String> = columns(&tables).map(|(column, _)| column).collect();
    assert_eq!(listed.difference(&all).collect::<Vec<_>>(), [""; 0], "listed and gone");
}

/// The tables that speak of one resident or one household.
fn of_people(tables: &Tables) -> impl Iterator<Item = (&str, &str, &str)> {
    let own = ["residents", "households", "persons", "appointments", "accounts"];
    let links = ["resident_id", "household_id", "person_id", "account_id"];
    let some = tables.iter().filter(move |(table, columns)| {
        own.contains(&table.as_str()) || links.iter().any(|link| columns.contains_key(*link))
    });
    some.flat_map(|(table, columns)| {
        columns.iter().map(move |(column, kind)| (table.as_str(), column.as_str(), kind.as_str()))
    })
}

#[test]
fn households_and_residents_have_no_free_text() {
    let tables = schema();
    let words: Vec<_> = of_people(&tables)
        .filter(|(.., kind)| holds_words(kind))
        .map(|(table, column, _)| format!("{table}.{column}"))
        .collect();
    assert_eq!(
        words,
        [
            "accounts.name",
            "accounts.password_hash",
            "households.door_hint",
            "persons.name",
            "residents.name",
            "sessions.name",
            "tokens.name"
        ]
    );
    let bytes: BTreeSet<_> =
        of_people(&tables).filter(|(.., kind)| kind.starts_with("{{BYTES}}")).map(|(_, column, _)| column).collect();
    assert_eq!(
        bytes,
        BTreeSet::from(["citizen_id", "citizen_id_index", "digest", "phone", "phone_index", "secret", "used"]),
        "sealed words are words"
    );
}

#[test]
fn membership_and_presence_say_no_more() {
    let tables = schema();
    let of = |table: &str| tables[table].keys().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(of("absences"), ["from_day", "id", "resident_id", "to_day", "version"]);
    assert_eq!(of("party_memberships"), ["from_day", "id", "kind", "resident_id", "to_day", "version"]);
    let people = read("crates/domain/src/people.rs");
    assert!(people.contains("database_text!(Membership { Full => \"full\", Probationary => \"probationary\" });"));
    assert!(people.contains("database_text!(Presence { Present => \"present\", Away => \"away\" });"));
}

#[test]
fn an_import_keeps_nothing_of_the_file() {
    for (column, kind) in &schema()["imports"] {
        let id = column == "id" || column.ends_with("_id");
        assert!(id || kind.starts_with("INTEGER") || kind.starts_with("TIMESTAMP"), "imports.{column} {kind}");
    }
}

#[test]
fn no_number_is_stored_on_a_person() {
    let tables = schema();
    let numbers: BTreeSet<_> = of_people(&tables)
        .filter(|(.., kind)| kind.starts_with("INTEGER") || kind.starts_with("BIGINT"))
        .map(|(_, column, _)| column)
        .collect();
    // Of a code for another password, which goes within half an hour: how often it was tried.
    assert_eq!(numbers, BTreeSet::from(["position", "relation", "sex", "tries", "version", "wording"]));
}

#[test]
fn no_column_holds_a_point_on_the_earth() {
    let fractions = ["REAL", "FLOAT", "DOUBLE", "NUMERIC", "DECIMAL", "POINT", "GEO"];
    for (column, kind) in columns(&schema()) {
        assert!(!fractions.iter().any(|fraction| kind.to_uppercase().starts_with(fraction)), "{column} {kind}");
    }
}

#[test]
fn no_moment_tells_when_somebody_was_there() {
    let tables = schema();
    let moments: Vec<_> =
        columns(&tables).filter(|(_, kind)| kind.starts_with("TIMESTAMP")).map(|(column, _)| column).collect();
    let known = [
        "accounts.created_at",
        "audit_entries.at",
        "backups.ended_at",
        "backups.removed_at",
        "backups.started_at",
        "backups.tried_at",
        // When somebody who works here recorded or decided something, or the service did it at night.
        "consents.recorded_at",
        "erased_subjects.erased_at",
        "idempotency_answers.answered_at",
        "imports.taken_at",
        "imports.undone_at",
        "ledger_snapshots.taken_at",
        // Wrong passwords, under a digest and for a day.
        "login_failures.failed_at",
        "login_failures.locked_until",
        // When a code for another password holds no more; it goes then.
        "reset_codes.expires_at",
        "retention_runs.ran_at",
        "schema_migrations.run_at",
        // Its owner alone sees a session, and it goes when it ends.
        "sessions.created_at",
        "sessions.expires_at",
        "sessions.last_used_at",
        "subject_requests.closes_at",
        "subject_requests.decided_at",
        "subject_requests.recorded_at",
        "tokens.created_at",
        "tokens.expires_at",
        "uploads.decided_at",
        "uploads.expires_at",
        "uploads.lease_until",
        "uploads.received_at",
    ];
    assert_eq!(moments, known);
}

#[test]
fn every_category_names_its_service_and_its_office() {
    let text = read("rulebook/categories.toml");
    let categories: Vec<_> = text.split("[[category]]").skip(1).collect();
    assert!(categories.len() > 6);
    for category in categories {
        assert!(["\nservice = \"", "\ndecided_by = \""].iter().all(|key| category.contains(key)), "{category}");
    }
}

/// The refused word that a name is made of.
fn refused(name: &str) -> Option<&'static str> {
    let parts = name.split(|character: char| !character.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let words = parts
        .map(|part| if part.len() > 3 { part.trim_end_matches('s') } else { part }.to_lowercase())
        .collect::<Vec<_>>()
        .join(" ");
    REFUSED.iter().find(|word| format!(" {words} ").contains(&format!(" {word} "))).copied()
}

/// Keys and ids of a file of the rulebook: all that a name in code could come from.
fn rulebook_names(text: &str) -> Vec<String> {
    let keys = text.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key.to_owned());
    let plain = |part: &&str| {
        !part.is_empty() && part.chars().all(|one| one.is_ascii_alphanumeric() || one == '_' || one == '-')
    };
    keys.chain(text.split('"').skip(1).step_by(2).filter(plain).map(str::to_owned)).collect()
}

fn files(folder: &str, ending: &str) -> Vec<String> {
    let entries =
        fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    entries.filter(|file| file.ends_with(ending)).map(|file| read(&format!("{folder}/{file}"))).collect()
}

#[test]
fn nothing_is_named_after_what_must_not_be_known() {
    let mut names: Vec<String> = columns(&schema()).map(|(column, _)| column).collect();
    names.extend(files("rulebook", ".toml").iter().flat_map(|text| rulebook_names(text)));
    let messages = files("locales/en", ".ftl");
    names.extend(
        messages
            .iter()
            .flat_map(|text| text.lines())
            .filter_map(|line| line.split_once(" ="))
            .map(|(key, _)| key.to_owned()),
    );
    for known in ["residents.citizen_id", "dibao", "civil_affairs", "category-dibao"] {
        assert!(names.iter().any(|name| name == known), "{known} was not looked at");
    }
    let found: Vec<_> = names.iter().filter_map(|name| Some((name, refused(name)?))).collect();
    assert!(found.is_empty(), "{found:?}");
    for (name, word) in [
        ("residents.opinions", "opinion"),
        ("key_person", "key person"),
        ("ledger-column-score", "score"),
        ("accounts.last_login", "last login"),
    ] {
        assert_eq!(refused(name), Some(word));
    }
    for name in ["party_memberships.kind", "appointments.position", "accounts.login_name", "backtracking", "geography"]
    {
        assert_eq!(refused(name), None, "{name}");
    }
}

#[test]
fn every_line_where_it_stops_is_kept_by_tests_that_are_there() {
    let text = format!("\n{}", section("Where it stops"));
    for number in 1..=12 {
        let (_, behind) =
            text.split_once(&format!("\n{number}. **")).unwrap_or_else(|| panic!("line {number} is missing"));
        let line = behind.split(&format!("\n{}. **", number + 1)).next().unwrap();
        let tests: Vec<_> =
            line.split('`').skip(1).step_by(2).filter_map(|quoted| quoted.split_once(".rs::")).collect();
        assert!(!tests.is_empty(), "line {number} is kept by no test");
        for (file, test) in tests {
            assert!(
                read(&format!("{file}.rs")).contains(&format!("fn {test}(")),
                "line {number}: {file}.rs has no {test}"
            );
        }
    }
    for page in ["docs/ARCHITECTURE.md", "README.md"] {
        assert!(read(page).contains("data-dictionary.md"), "{page} does not lead here");
    }
}
