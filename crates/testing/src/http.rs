//! People and programs who talk HTTP: a request per connection, its answer as text. Knows nothing of the product but
//! that forms are sent by its own pages.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Nothing takes longer, or it hangs.
const LONGEST: Duration = Duration::from_secs(120);

/// Somebody who talks to a service: with a session's cookie, with a token, or as a stranger.
#[derive(Clone, Debug)]
pub struct Talker {
    /// The service.
    pub address: SocketAddr,
    /// Lines that go with every request, such as `Cookie: …`.
    pub lines: Vec<String>,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The status line and the headers.
    pub head: String,
    /// The body, with what is no text replaced.
    pub body: String,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

impl Talker {
    /// Nobody in particular.
    pub fn stranger(address: SocketAddr) -> Self {
        Self { address, lines: Vec::new() }
    }

    /// The same with another line.
    #[must_use]
    pub fn with(&self, line: &str) -> Self {
        let mut lines = self.lines.clone();
        lines.push(line.to_owned());
        Self { lines, ..self.clone() }
    }

    /// The same with the cookie that an answer sets.
    #[must_use]
    pub fn with_cookie_of(&self, answer: &Answer) -> Self {
        let cookie = answer.header("set-cookie").split(';').next().filter(|cookie| !cookie.is_empty());
        let mut lines = self.lines.clone();
        lines.retain(|line| !line.starts_with("Cookie:"));
        lines.extend(cookie.map(|cookie| format!("Cookie: {cookie}")));
        Self { lines, ..self.clone() }
    }

    /// Asks for a page.
    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], b"")
    }

    /// Sends a form as one of our own pages does.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send("POST", path, &["Sec-Fetch-Site: same-origin", FORM], form(fields).as_bytes())
    }

    /// Sends JSON as a program does.
    pub fn json(&self, method: &str, path: &str, body: &serde_json::Value) -> Answer {
        self.send(method, path, &["Content-Type: application/json"], body.to_string().as_bytes())
    }

    /// Sends a request.
    ///
    /// # Panics
    /// Where the service does not answer.
    pub fn send(&self, method: &str, path: &str, lines: &[&str], body: &[u8]) -> Answer {
        self.try_send(method, path, lines, body).unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// As [`Self::send`], for a service that may be away.
    ///
    /// # Errors
    /// Where it is.
    pub fn try_send(&self, method: &str, path: &str, lines: &[&str], body: &[u8]) -> std::io::Result<Answer> {
        let all: Vec<&str> = self.lines.iter().map(String::as_str).chain(lines.iter().copied()).collect();
        exchange(self.address, method, path, &all, body)
    }
}

/// A browser with its cookies.
#[derive(Clone, Debug)]
pub struct Browser {
    address: SocketAddr,
    /// Names with values.
    pub cookies: Vec<(String, String)>,
    /// What it says it is.
    pub agent: &'static str,
}

impl Browser {
    /// A browser that was nowhere yet.
    pub fn new(address: SocketAddr) -> Self {
        Self { address, cookies: Vec::new(), agent: "Mozilla/5.0 (X11; Linux x86_64)" }
    }

    /// Asks for a page.
    pub fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, &[], b"")
    }

    /// Sends a form of our own page.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_from(path, fields, "Sec-Fetch-Site: same-origin")
    }

    /// Sends a form with a line that says from where.
    pub fn post_from(&mut self, path: &str, fields: &[(&str, &str)], from: &str) -> Answer {
        self.send("POST", path, &[from, FORM], form(fields).as_bytes())
    }

    /// Sends JSON as a script of our own page does.
    pub fn json(&mut self, method: &str, path: &str, body: &str) -> Answer {
        self.send(method, path, &["Sec-Fetch-Site: same-origin", "Content-Type: application/json"], body.as_bytes())
    }

    /// Sends a form with a file in it.
    pub fn hand_in(&mut self, path: &str, fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Answer {
        const BOUNDARY: &str = "----the-end-of-a-part";
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let (name, bytes) = file.unwrap_or(("", b""));
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        let kind = format!("Content-Type: multipart/form-data; boundary={BOUNDARY}");
        self.send("POST", path, &["Sec-Fetch-Site: same-origin", &kind], &body)
    }

    /// Sends the form of the log-in page.
    pub fn log_in(&mut self, name: &str, password: &str) -> Answer {
        self.post("/login", &[("name", name), ("password", password)])
    }

    fn send(&mut self, method: &str, path: &str, lines: &[&str], body: &[u8]) -> Answer {
        let agent = format!("User-Agent: {}", self.agent);
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookie = format!("Cookie: {}", cookies.join("; "));
        let mut all = vec![agent.as_str()];
        if !cookies.is_empty() {
            all.push(&cookie);
        }
        all.extend(lines);
        let answer =
            exchange(self.address, method, path, &all, body).unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        for cookie in answer.headers("set-cookie") {
            let (name, value) = cookie.split(';').next().and_then(|pair| pair.split_once('=')).unwrap_or_default();
            self.cookies.retain(|(given, _)| given != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        answer
    }
}

const FORM: &str = "Content-Type: application/x-www-form-urlencoded";

/// Sends one request on a connection of its own.
///
/// # Errors
/// Where there is no service, or it goes away before it has answered.
pub fn exchange(address: SocketAddr, method: &str, path: &str, lines: &[&str], body: &[u8]) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(LONGEST))?;
    let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
    for line in lines {
        request.push_str(line);
        request.push_str("\r\n");
    }
    request.push_str(&format!("Content-Length: {}\r\n\r\n", body.len()));
    stream.write_all(request.as_bytes())?;
    // A body that is too long is not read to its end, and the answer comes all the same.
    let sent = stream.write_all(body);
    let mut bytes = Vec::new();
    let read = stream.read_to_end(&mut bytes);
    match Answer::read(&bytes) {
        Some(answer) => Ok(answer),
        None => {
            sent?;
            read?;
            Err(std::io::Error::from(std::io::ErrorKind::UnexpectedEof))
        }
    }
}

/// Fields as a form sends them.
fn form(fields: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    pairs.join("&")
}

impl Answer {
    fn read(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let mut answer = Self { status, head, body: String::new(), bytes: bytes[end + 4..].to_vec() };
        if answer.header("transfer-encoding") == "chunked" {
            answer.bytes = joined(&answer.bytes);
        }
        answer.body = String::from_utf8_lossy(&answer.bytes).into_owned();
        Some(answer)
    }

    /// A header, the first of several; empty where there is none.
    pub fn header<'a>(&'a self, name: &str) -> &'a str {
        self.headers(name).next().unwrap_or_default()
    }

    /// All headers of a name.
    pub fn headers<'a, 'n>(&'a self, name: &'n str) -> impl Iterator<Item = &'a str> + use<'a, 'n> {
        let lines = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        lines.filter(move |(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Where it leads; empty where it leads nowhere.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// Where it is none.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// Fails unless it has this status.
    #[must_use]
    pub fn assert(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}\n{}", self.head, self.body);
        self
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = chunks.windows(2).position(|two| two == b"\r\n") {
        let size = String::from_utf8_lossy(&chunks[..end]);
        let Ok(size) = usize::from_str_radix(size.trim(), 16) else { break };
        let begin = end + 2;
        if size == 0 || begin + size > chunks.len() {
            break;
        }
        body.extend_from_slice(&chunks[begin..begin + size]);
        chunks = chunks.get(begin + size + 2..).unwrap_or_default();
    }
    body
}
