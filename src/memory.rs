//! How memory is asked for and given back.

/// What is asked for in pieces of this size or more is given back as soon as it is done with.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const AT_ONCE: i32 = 1 << 20;

/// Lets the service hold no more than it needs. The C library learns from the first 19 MB that a log-in gives back
/// (argon2id) to keep such pieces for the next time, and an idle service would hold 40 MB of nothing.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    #[allow(unsafe_code, reason = "there is no safe call that sets what the C library keeps")]
    // SAFETY: `mallopt` takes two numbers and touches nothing of ours; no other thread runs yet.
    unsafe {
        // A refusal changes nothing but the memory that is kept.
        let _ = libc::mallopt(libc::M_MMAP_THRESHOLD, AT_ONCE);
    }
}
