//! Where a request ends is told in one way, or it is refused: what a proxy takes for a body is never a request of ours.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use hongwang_testing::{Engine, Served};

use crate::place;

const FORM: &str = "Host: a\r\nContent-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\n";
/// What an attacker hides in a body.
const HIDDEN: &str = "GET /api/v1/hidden HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

#[test]
fn a_request_ends_where_it_says_or_is_refused() {
    let place = place(Engine::Sqlite);
    let served = Served::new(&place);
    let length = HIDDEN.len();
    for (said, head) in [
        ("two lengths", format!("Content-Length: {length}\r\nContent-Length: 0\r\n")),
        ("two lengths in one", format!("Content-Length: {length}, 0\r\n")),
        ("a length with a sign", format!("Content-Length: +{length}\r\n")),
        ("no number", "Content-Length: 0x10\r\n".to_owned()),
        ("less than nothing", "Content-Length: -1\r\n".to_owned()),
        ("an unknown coding", "Transfer-Encoding: xchunked\r\n".to_owned()),
        ("chunked, and not at the end", "Transfer-Encoding: chunked, identity\r\n".to_owned()),
        ("a space before the colon", "Transfer-Encoding : chunked\r\n".to_owned()),
        ("a folded line", "Transfer-Encoding:\r\n chunked\r\n".to_owned()),
        ("an empty name", ": chunked\r\n".to_owned()),
    ] {
        let answers = talk(served.address(), &format!("POST /login HTTP/1.1\r\n{FORM}{head}\r\n{HIDDEN}"));
        assert_eq!(statuses(&answers), ["400"], "{said}: {answers}");
    }
    // Chunked counts, and the length beside it does not: the body ends with its last piece.
    let both = format!("POST /login HTTP/1.1\r\n{FORM}Content-Length: {length}\r\nTransfer-Encoding: chunked\r\n\r\n");
    let answers = talk(served.address(), &format!("{both}{length:x}\r\n{HIDDEN}\r\n0\r\n\r\n"));
    assert_eq!(statuses(&answers).len(), 1, "{answers}");
    // A body that is broken off is no request, and nothing behind it is one.
    for body in ["zz\r\n", "5\r\nabc", "fffffffffffffffff\r\n"] {
        let head = format!("POST /login HTTP/1.1\r\n{FORM}Transfer-Encoding: chunked\r\n\r\n");
        let answers = talk(served.address(), &format!("{head}{body}{HIDDEN}"));
        assert!(statuses(&answers).len() <= 1 && !answers.starts_with("HTTP/1.1 2"), "{body:?}: {answers}");
    }
    // As it should be, two requests are two.
    let two = format!("GET /health HTTP/1.1\r\nHost: a\r\n\r\n{HIDDEN}");
    assert_eq!(statuses(&talk(served.address(), &two)), ["200", "404"]);
}

/// Everything that is answered on one connection.
fn talk(address: SocketAddr, said: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    stream.write_all(said.as_bytes()).unwrap();
    let mut answers = Vec::new();
    // Whoever is refused is sent away, perhaps before everything was read.
    let _ = stream.read_to_end(&mut answers);
    String::from_utf8_lossy(&answers).into_owned()
}

fn statuses(answers: &str) -> Vec<&str> {
    answers.split("HTTP/1.1 ").skip(1).map(|answer| &answer[..3]).collect()
}
