//! The service on a port of its own, and a browser (or a program) that talks to it.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, mpsc};

use hongwang_accounts::Doorkeeper;
use hongwang_domain::Rulebook;
use hongwang_store::Store;
use hongwang_web::{App, Options};
use hongwang_workbook::jobs;

/// A service that runs as long as this is kept.
pub struct Service {
    address: SocketAddr,
    _runtime: tokio::runtime::Runtime,
}

impl Service {
    pub fn new(store: &Store) -> Self {
        jobs::read_with(env!("CARGO_BIN_EXE_hongwang-workbook-reader").into());
        let options = Options::default();
        let (gate, slices) =
            (Box::new(Doorkeeper::default()), vec![hongwang_accounts::slice(), hongwang_workbook::slice()]);
        let app = App::new(store.clone(), Arc::new(Rulebook::embedded().unwrap()), gate, slices, options);
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let (tell, told) = mpsc::channel();
        let ready = move |address| tell.send(address).unwrap();
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        runtime.spawn(hongwang_web::serve(Arc::new(app), any, ready, std::future::pending()));
        Self { address: told.recv().unwrap(), _runtime: runtime }
    }

    pub fn browser(&self) -> Browser {
        Browser { address: self.address, cookies: Vec::new(), agent: "Mozilla/5.0 (X11; Linux x86_64)" }
    }

    /// What a program is answered.
    pub fn api(&self, method: &str, path: &str, token: &str, body: Option<&str>) -> Answer {
        let kind = if body.is_some() { "Content-Type: application/json\r\n" } else { "" };
        let lines = format!("Authorization: Bearer {token}\r\n{kind}");
        send(self.address, method, path, &lines, body.unwrap_or_default().as_bytes())
    }

    /// A program that sends a file as the body itself.
    pub fn api_file(&self, path: &str, token: &str, key: &str, bytes: &[u8]) -> Answer {
        let kind = "Content-Type: application/octet-stream";
        let lines = format!("Authorization: Bearer {token}\r\nIdempotency-Key: {key}\r\n{kind}\r\n");
        send(self.address, "POST", path, &lines, bytes)
    }
}

/// A browser with its cookies.
#[derive(Clone)]
pub struct Browser {
    address: SocketAddr,
    pub cookies: Vec<(String, String)>,
    pub agent: &'static str,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{self:?}"))
    }
}

impl Browser {
    pub fn get(&mut self, path: &str) -> Answer {
        let lines = self.lines();
        let answer = send(self.address, "GET", path, &lines, b"");
        self.keep(&answer);
        answer
    }

    /// Sends a form of our own page.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_from(path, fields, "Sec-Fetch-Site: same-origin\r\n")
    }

    pub fn post_from(&mut self, path: &str, fields: &[(&str, &str)], from: &str) -> Answer {
        let body =
            fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&");
        let lines = format!("{}{from}Content-Type: application/x-www-form-urlencoded\r\n", self.lines());
        let answer = send(self.address, "POST", path, &lines, body.as_bytes());
        self.keep(&answer);
        answer
    }

    /// Sends a form with a file in it.
    pub fn hand_in(&mut self, path: &str, fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Answer {
        const BOUNDARY: &str = "----the-end-of-a-part";
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        let (name, bytes) = file.unwrap_or(("", b""));
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        let lines = format!(
            "{}Sec-Fetch-Site: same-origin\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}\r\n",
            self.lines()
        );
        let answer = send(self.address, "POST", path, &lines, &body);
        self.keep(&answer);
        answer
    }

    pub fn log_in(&mut self, name: &str, password: &str) -> Answer {
        self.post("/login", &[("name", name), ("password", password)])
    }

    fn lines(&self) -> String {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookie = if cookies.is_empty() { String::new() } else { format!("Cookie: {}\r\n", cookies.join("; ")) };
        format!("User-Agent: {}\r\n{cookie}", self.agent)
    }

    fn keep(&mut self, answer: &Answer) {
        let set = answer.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"));
        for (_, cookie) in set {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(given, _)| given != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn send(address: SocketAddr, method: &str, path: &str, lines: &str, body: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\n{lines}Content-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    // A body that is too long is not read to its end.
    let _ = stream.write_all(body);
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer");
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut head = head.lines();
    let status = head.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers: Vec<(String, String)> = head
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let chunked = headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked");
    let bytes = if chunked { joined(&bytes[end + 4..]) } else { bytes[end + 4..].to_vec() };
    Answer { status, headers, body: String::from_utf8_lossy(&bytes).into_owned(), bytes }
}

fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = chunks.windows(2).position(|two| two == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&chunks[..end]).unwrap(), 16).unwrap();
        body.extend_from_slice(&chunks[end + 2..end + 2 + size]);
        chunks = &chunks[(end + 4 + size).min(chunks.len())..];
    }
    body
}
