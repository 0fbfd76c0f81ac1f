//! A load: so many connections that each ask again as soon as they are answered.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A request as it is sent, and the status that it must be answered with.
#[derive(Clone)]
pub struct Request {
    pub address: SocketAddr,
    pub text: String,
    pub status: u16,
}

/// What a load came to.
pub struct Load {
    /// Requests a second.
    pub rate: f64,
    /// Seconds that half of them took at most.
    pub median: f64,
    /// Seconds that 99 of 100 took at most.
    pub late: f64,
    /// Bytes of a body.
    pub bytes: usize,
}

/// Asks with so many connections for so long; `request` is handed a number of its own.
pub fn drive(connections: usize, how_long: Duration, request: impl Fn(u64) -> Request + Sync) -> Load {
    let (number, taken, bytes) = (AtomicU64::new(0), Mutex::new(Vec::new()), AtomicU64::new(0));
    let started = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..connections {
            scope.spawn(|| {
                let mut stream: Option<BufReader<TcpStream>> = None;
                let mut own = Vec::new();
                while started.elapsed() < how_long {
                    let request = request(number.fetch_add(1, Ordering::Relaxed));
                    let begun = Instant::now();
                    let (status, body) = ask(&mut stream, &request);
                    assert_eq!(status, request.status, "{}", request.text);
                    own.push(begun.elapsed().as_secs_f64());
                    bytes.store(body as u64, Ordering::Relaxed);
                }
                taken.lock().unwrap().extend(own);
            });
        }
    });
    let seconds = started.elapsed().as_secs_f64();
    let mut taken = taken.into_inner().unwrap();
    taken.sort_by(f64::total_cmp);
    let at = |part: f64| taken.get(((taken.len() as f64 * part) as usize).min(taken.len() - 1)).copied().unwrap();
    let bytes = usize::try_from(bytes.into_inner()).unwrap();
    Load { rate: taken.len() as f64 / seconds, median: at(0.5), late: at(0.99), bytes }
}

/// Sends a request on a connection that is kept, and reads the answer to its end.
pub fn ask(stream: &mut Option<BufReader<TcpStream>>, request: &Request) -> (u16, usize) {
    let stream = stream.get_or_insert_with(|| {
        let stream = TcpStream::connect(request.address).unwrap();
        stream.set_nodelay(true).unwrap();
        BufReader::new(stream)
    });
    stream.get_mut().write_all(request.text.as_bytes()).unwrap();
    let (mut status, mut length, mut line) = (0, 0, String::new());
    loop {
        line.clear();
        stream.read_line(&mut line).unwrap();
        let trimmed = line.trim_end();
        if trimmed.is_empty() {
            break;
        }
        if let Some(rest) = trimmed.strip_prefix("HTTP/1.1 ") {
            status = rest[..3].parse().unwrap();
        } else if let Some(value) = trimmed.to_ascii_lowercase().strip_prefix("content-length: ") {
            length = value.parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).unwrap();
    (status, length)
}

/// A request to read a page.
pub fn get(address: SocketAddr, path: &str, cookie: &str) -> Request {
    let text = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n{cookie}\r\n\r\n");
    Request { address, text, status: 200 }
}

/// A form as one of our own pages sends it.
pub fn post(address: SocketAddr, path: &str, cookie: &str, body: &str) -> Request {
    let length = body.len();
    let text = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\n{cookie}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    Request { address, text, status: 303 }
}
