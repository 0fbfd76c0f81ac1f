//! What the child may use, set by itself before it reads the first byte.

use nix::sys::resource::{Resource, setrlimit};

use crate::limits::Limits;

/// What is open stays open, and nothing else can be opened: a file that took the reader over finds no other to read.
const FILES: u64 = 0;

pub(super) fn confine(limits: &Limits) -> nix::Result<()> {
    let seconds = u64::from(limits.seconds).max(1);
    setrlimit(Resource::RLIMIT_AS, limits.memory_bytes, limits.memory_bytes)?;
    // The signal at the soft limit names the reason; one second later nothing can hold it up.
    setrlimit(Resource::RLIMIT_CPU, seconds, seconds + 1)?;
    setrlimit(Resource::RLIMIT_FSIZE, 0, 0)?;
    setrlimit(Resource::RLIMIT_CORE, 0, 0)?;
    setrlimit(Resource::RLIMIT_NOFILE, FILES, FILES)?;
    #[cfg(target_os = "linux")]
    nix::sys::prctl::set_pdeathsig(nix::sys::signal::Signal::SIGKILL)?;
    Ok(())
}
