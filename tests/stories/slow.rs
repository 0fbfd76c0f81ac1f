//! Those who say nothing are sent away, and others are served meanwhile.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use hongwang_testing::{Engine, Served, Talker};

use crate::place;

/// More than the places of a service that may open 160 files.
const SILENT: usize = 120;

#[cfg(unix)]
#[test]
fn connections_that_say_nothing_are_sent_away() {
    let place = place(Engine::Sqlite);
    // As few files as a system may give.
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -n 160; exec \"$0\" serve --listen 127.0.0.1:0 --data \"$1\""]);
    let mut child =
        shell.arg(crate::PROGRAM).arg(place.data()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let address = Served::address_told(child.stdout.take().unwrap());
    let mut silent: Vec<TcpStream> = (0..SILENT)
        .map(|_| {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.write_all(b"GET /health HTTP/1.1\r\nHost: a\r\nX-Slow: ").unwrap();
            stream
        })
        .collect();
    let begun = Instant::now();
    let answer = Talker::stranger(address).get("/health");
    println!("answered after {:?} beside {SILENT} that say nothing", begun.elapsed());
    assert_eq!(answer.status, 200);
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    for stream in &mut silent {
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest);
        let said = String::from_utf8_lossy(&rest);
        assert!(rest.is_empty() || said.starts_with("HTTP/1.1 408") || said.starts_with("HTTP/1.1 400"), "{said}");
    }
    child.kill().unwrap();
    child.wait().unwrap();
}
