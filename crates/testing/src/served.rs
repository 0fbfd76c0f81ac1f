//! The built command, serving a place.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::http::Talker;
use crate::place::Place;

/// A service of a test; it ends with this.
pub struct Served {
    child: Child,
    address: SocketAddr,
}

impl Served {
    /// Serves a place on a free port.
    ///
    /// # Panics
    /// Where it does not start.
    pub fn new(place: &Place) -> Self {
        Self::on(place, "127.0.0.1:0")
    }

    /// Serves a place on an address.
    ///
    /// # Panics
    /// Where it does not start.
    pub fn on(place: &Place, address: &str) -> Self {
        let mut command = place.command(["serve", "--listen", address]);
        command.stderr(Stdio::null());
        Self::of(command)
    }

    /// Starts a command that serves.
    ///
    /// # Panics
    /// Where it does not start.
    pub fn of(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let address = Self::address_told(child.stdout.take().unwrap());
        Self { address, child }
    }

    /// The address that a service prints first.
    ///
    /// # Panics
    /// Where it prints something else.
    pub fn address_told(out: ChildStdout) -> SocketAddr {
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap_or_else(|| panic!("not started: {line}"));
        address.parse().unwrap()
    }

    /// Where it is.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Somebody who is not known to it.
    pub fn stranger(&self) -> Talker {
        Talker::stranger(self.address)
    }

    /// Its process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Ends it at once, as a power cut does.
    ///
    /// # Panics
    /// Where it can't be ended.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
