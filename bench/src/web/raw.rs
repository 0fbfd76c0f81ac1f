//! What the machine can do at best: the same page by axum and rusqlite, written for this measurement alone.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse};
use axum::routing::{get, post};
use rusqlite::Connection;

use super::drive::{self, Request};
use super::town::{Town, between, uuid};

/// As many readers as the product has.
const READERS: usize = 16;

/// A page in pieces: what stands around the rows, and around what a row says.
struct Form {
    before: String,
    row: Vec<String>,
    after: String,
}

struct Server {
    readers: Vec<Mutex<Connection>>,
    next: AtomicUsize,
    writer: Mutex<Connection>,
    grid: String,
    household: String,
    list: Form,
    page: Form,
}

/// The raw server.
pub struct Raw {
    address: SocketAddr,
    cookie: String,
    _runtime: tokio::runtime::Runtime,
}

impl Raw {
    /// Serves a copy of the town's database.
    pub fn serve(town: &Town) -> Self {
        let file = copy(town);
        let open = || {
            let connection = Connection::open(&file).unwrap();
            let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 30000; PRAGMA cache_size = -16384; PRAGMA foreign_keys = ON;";
            connection.execute_batch(settings).unwrap();
            connection
        };
        let writer = open();
        writer.execute_batch("CREATE TABLE raw_sessions (secret TEXT PRIMARY KEY, account TEXT NOT NULL)").unwrap();
        writer.execute("INSERT INTO raw_sessions VALUES ('s3cret', 'clerk')", ()).unwrap();
        let list = town.clerk.get(&town.list_path()).assert(200).body;
        let page = town.clerk.get(&town.household_path()).assert(200).body;
        let unit: String =
            writer.query_row("SELECT id FROM units WHERE code = ?1", [&town.grid], |row| row.get(0)).unwrap();
        let server = Arc::new(Server {
            readers: (0..READERS).map(|_| Mutex::new(open())).collect(),
            next: AtomicUsize::new(0),
            writer: Mutex::new(writer),
            grid: unit,
            household: town.household_id().to_owned(),
            list: Form::of(&list, "<tr", "</tr>", "<tbody>", "</tbody>"),
            page: Form { before: page, row: Vec::new(), after: String::new() },
        });
        let router = Router::new()
            .route("/list", get(list_page))
            .route("/household", get(household_page))
            .route("/create", post(create))
            .with_state(server);
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(async move { axum::serve(listener, router).await });
        Self { address, cookie: "Cookie: session=s3cret".to_owned(), _runtime: runtime }
    }

    pub fn list(&self) -> Request {
        drive::get(self.address, "/list", &self.cookie)
    }

    pub fn household(&self) -> Request {
        drive::get(self.address, "/household", &self.cookie)
    }

    pub fn create(&self, number: u64) -> Request {
        drive::post(self.address, "/create", &self.cookie, &format!("number={}", uuid(number)))
    }
}

fn copy(town: &Town) -> PathBuf {
    let file = town.database().with_file_name("raw.db");
    let _ = std::fs::remove_file(&file);
    let source = Connection::open(town.database()).unwrap();
    source.execute("VACUUM INTO ?1", [file.to_str().unwrap()]).unwrap();
    file
}

impl Form {
    /// The page around its rows; a row around its five texts.
    fn of(page: &str, row: &str, row_end: &str, begin: &str, end: &str) -> Self {
        let (before, behind) = page.split_once(begin).unwrap();
        let (rows, after) = behind.split_once(end).unwrap();
        let first = format!("{row}{}{row_end}", between(rows, row, row_end));
        let id = between(&first, "/households/", "\"");
        let pieces = first.split(id).map(str::to_owned).collect();
        Self { before: format!("{before}{begin}"), row: pieces, after: format!("{end}{after}") }
    }
}

impl Server {
    fn reader(&self) -> &Mutex<Connection> {
        &self.readers[self.next.fetch_add(1, Ordering::Relaxed) % READERS]
    }

    fn knows(&self, connection: &Connection, headers: &HeaderMap) -> bool {
        let cookie = headers.get(header::COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let secret = cookie.strip_prefix("session=").unwrap_or_default();
        let mut known = connection.prepare_cached("SELECT account FROM raw_sessions WHERE secret = ?1").unwrap();
        known.query_row([secret], |row| row.get::<_, String>(0)).is_ok()
    }
}

const LIST: &str = "SELECT h.id, h.number, ha.name, \
    (SELECT r.name FROM memberships m JOIN residents r ON r.id = m.resident_id WHERE m.household_id = h.id AND m.is_head AND m.to_day IS NULL), \
    (SELECT count(*) FROM memberships m WHERE m.household_id = h.id AND m.to_day IS NULL) \
    FROM household_places p JOIN households h ON h.id = p.household_id LEFT JOIN hamlets ha ON ha.id = p.hamlet_id \
    WHERE p.unit_id = ?1 AND p.to_day IS NULL ORDER BY h.number LIMIT 50";

const HOUSEHOLD: &str = "SELECT r.id, r.name, r.sex, r.birth_date, r.citizen_id, r.phone, m.relation, m.is_head \
    FROM memberships m JOIN residents r ON r.id = m.resident_id WHERE m.household_id = ?1 AND m.to_day IS NULL";

async fn list_page(State(server): State<Arc<Server>>, headers: HeaderMap) -> impl IntoResponse {
    let work = move || {
        let connection = server.reader().lock().unwrap();
        if !server.knows(&connection, &headers) {
            return Err(StatusCode::FORBIDDEN);
        }
        let mut html = String::with_capacity(server.list.before.len() * 4);
        html.push_str(&server.list.before);
        let mut query = connection.prepare_cached(LIST).unwrap();
        let mut rows = query.query([&server.grid]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let (id, number): (String, Option<String>) = (row.get(0).unwrap(), row.get(1).unwrap());
            let (hamlet, head): (Option<String>, Option<String>) = (row.get(2).unwrap(), row.get(3).unwrap());
            let people: i64 = row.get(4).unwrap();
            for (at, piece) in server.list.row.iter().enumerate() {
                if at > 0 {
                    html.push_str(&id);
                }
                html.push_str(piece);
            }
            // The row's piece holds the words of the first one; these stand for its own, read and dropped here.
            std::hint::black_box((number, hamlet, head, people));
        }
        html.push_str(&server.list.after);
        Ok(Html(html))
    };
    tokio::task::spawn_blocking(work).await.unwrap()
}

async fn household_page(State(server): State<Arc<Server>>, headers: HeaderMap) -> impl IntoResponse {
    let work = move || {
        let connection = server.reader().lock().unwrap();
        if !server.knows(&connection, &headers) {
            return Err(StatusCode::FORBIDDEN);
        }
        let mut query = connection.prepare_cached(HOUSEHOLD).unwrap();
        let mut rows = query.query([&server.household]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            std::hint::black_box(row.get::<_, String>(1).unwrap());
        }
        Ok(Html(server.page.before.clone()))
    };
    tokio::task::spawn_blocking(work).await.unwrap()
}

async fn create(State(server): State<Arc<Server>>, headers: HeaderMap, body: String) -> impl IntoResponse {
    let work = move || {
        let mut connection = server.writer.lock().unwrap();
        if !server.knows(&connection, &headers) {
            return StatusCode::FORBIDDEN;
        }
        let number = body.strip_prefix("number=").unwrap_or_default().to_owned();
        let grid = server.grid.clone();
        let tx = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
        let town: String = {
            let mut parents = tx
                .prepare_cached("SELECT v.id FROM units g JOIN units v ON v.id = g.parent_id WHERE g.id = ?1")
                .unwrap();
            parents.query_row([&grid], |row| row.get(0)).unwrap()
        };
        let id = |what: &str| format!("{what}{number}");
        let statements: [(&str, Vec<String>); 4] = [
            (
                "INSERT INTO households (id, village_id, number, version) VALUES (?1, ?2, ?3, 1)",
                vec![id("h"), town.clone(), number.clone()],
            ),
            (
                "INSERT INTO household_places (id, household_id, unit_id, from_day, version) VALUES (?1, ?2, ?3, '2026-11-05', 1)",
                vec![id("p"), id("h"), grid],
            ),
            ("INSERT INTO residents (id, town_id, name, version) VALUES (?1, ?2, '新来', 1)", vec![id("r"), town]),
            (
                "INSERT INTO memberships (id, resident_id, household_id, is_head, from_day, version) VALUES (?1, ?2, ?3, 1, '2026-11-05', 1)",
                vec![id("m"), id("r"), id("h")],
            ),
        ];
        for (sql, values) in statements {
            let mut statement = tx.prepare_cached(sql).unwrap();
            statement.execute(rusqlite::params_from_iter(values)).unwrap();
        }
        tx.commit().unwrap();
        StatusCode::SEE_OTHER
    };
    tokio::task::spawn_blocking(work).await.unwrap()
}
