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
        let cookie = answer.header("set-cookie").and_then(|value| value.split(';').next().map(str::to_owned));
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
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let lines = ["Sec-Fetch-Site: same-origin", "Content-Type: application/x-www-form-urlencoded"];
        self.send("POST", path, &lines, pairs.join("&").as_bytes())
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
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(LONGEST))?;
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        for line in self.lines.iter().map(String::as_str).chain(lines.iter().copied()) {
            request.push_str(line);
            request.push_str("\r\n");
        }
        request.push_str(&format!("Content-Length: {}\r\n\r\n", body.len()));
        stream.write_all(request.as_bytes())?;
        stream.write_all(body)?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        Answer::read(&bytes).ok_or_else(|| std::io::Error::from(std::io::ErrorKind::UnexpectedEof))
    }
}

impl Answer {
    fn read(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let mut answer = Self { status, head, body: String::new(), bytes: bytes[end + 4..].to_vec() };
        if answer.header("transfer-encoding").as_deref() == Some("chunked") {
            answer.bytes = joined(&answer.bytes);
        }
        answer.body = String::from_utf8_lossy(&answer.bytes).into_owned();
        Some(answer)
    }

    /// A header; the first of several.
    pub fn header(&self, name: &str) -> Option<String> {
        let mut lines = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned())
    }

    /// Where it leads; empty where it leads nowhere.
    pub fn location(&self) -> String {
        self.header("location").unwrap_or_default()
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
