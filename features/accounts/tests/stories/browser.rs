//! The service on a port of its own, and a browser (or a program) that talks to it.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, mpsc};

use hongwang_accounts::Doorkeeper;
use hongwang_domain::Rulebook;
use hongwang_store::Store;
use hongwang_web::{App, Demo, Options};

/// A service that runs as long as this is kept.
pub struct Service {
    address: SocketAddr,
    _runtime: tokio::runtime::Runtime,
}

impl Service {
    pub fn new(store: &Store, demo: Option<Demo>) -> Self {
        let options = Options { demo, ..Options::default() };
        let (gate, slices) = (Box::new(Doorkeeper::default()), vec![hongwang_accounts::slice()]);
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
        send(self.address, method, path, &lines, body.unwrap_or_default())
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
        let answer = send(self.address, "GET", path, &lines, "");
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

fn send(address: SocketAddr, method: &str, path: &str, lines: &str, body: &str) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\n{lines}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let mut head = head.lines();
    let status = head.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers: Vec<(String, String)> = head
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let chunked = headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked");
    let body = if chunked { joined(body) } else { body.to_owned() };
    Answer { status, headers, body }
}

fn joined(mut chunks: &str) -> String {
    let mut body = String::new();
    while let Some((size, rest)) = chunks.split_once("\r\n") {
        let size = usize::from_str_radix(size, 16).unwrap();
        body.push_str(&rest[..size]);
        chunks = rest[size..].trim_start_matches("\r\n");
    }
    body
}
