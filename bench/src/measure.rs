//! Time, and the memory of a process with its children.

use std::collections::HashMap;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a command took.
pub struct Run {
    /// From its start to its end.
    pub time: Duration,
    /// The most memory that it and its children held at one moment, in bytes.
    pub memory: u64,
}

/// Runs a command to its end, which must be one of these codes.
pub fn run(command: &mut Command, codes: &[i32]) -> Run {
    let started = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut memory = 0;
    loop {
        memory = memory.max(resident(child.id()));
        if let Some(status) = child.try_wait().unwrap() {
            assert!(codes.contains(&status.code().unwrap_or(-1)), "{command:?} ended with {status}");
            return Run { time: started.elapsed(), memory };
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The median of the times that `work` takes.
pub fn median(times: usize, mut work: impl FnMut()) -> Duration {
    let mut taken: Vec<Duration> = (0..times)
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed()
        })
        .collect();
    taken.sort_unstable();
    taken[times / 2]
}

/// Resident memory of a process and all below it.
pub fn resident(process: u32) -> u64 {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        if let Some((number, parent)) = entry.file_name().to_str().and_then(parent_of) {
            children.entry(parent).or_default().push(number);
        }
    }
    let (mut sum, mut waiting) = (0, vec![process]);
    while let Some(number) = waiting.pop() {
        sum += pages(number) * 4096;
        waiting.extend(children.remove(&number).unwrap_or_default());
    }
    sum
}

fn parent_of(name: &str) -> Option<(u32, u32)> {
    let number = name.parse().ok()?;
    let stat = std::fs::read_to_string(format!("/proc/{name}/stat")).ok()?;
    // The name of the program stands in brackets and may hold blanks.
    let (_, rest) = stat.rsplit_once(") ")?;
    Some((number, rest.split(' ').nth(1)?.parse().ok()?))
}

fn pages(number: u32) -> u64 {
    let statm = std::fs::read_to_string(format!("/proc/{number}/statm")).unwrap_or_default();
    statm.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0)
}
