//! Reading in a child.

use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use hongwang_spreadsheet::{
    CHILD_ARGUMENT, Encoding, Limit, Limits, ReadError, TextForm, Workbook, read_as, read_bytes_in_child, read_in_child,
};

use crate::look::workbook;
use crate::make::Xlsx;

const READER: &str = env!("CARGO_BIN_EXE_hongwang-spreadsheet");

/// A file that goes when the test is over.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, content: &[u8]) -> Self {
        let path = std::env::temp_dir().join(format!("hongwang-spreadsheet-{}-{name}", std::process::id()));
        std::fs::write(&path, content).expect("a file");
        Self(path)
    }

    /// A program that stands in for the reader.
    fn program(name: &str, script: &str) -> Self {
        let file = Self::new(name, format!("#!/bin/sh\n{script}\n").as_bytes());
        std::fs::set_permissions(&file.0, std::fs::Permissions::from_mode(0o755)).expect("a program");
        file
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn by_child(name: &str, content: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let file = Scratch::new(name, content);
    read_in_child(Path::new(READER), &file.0, limits)
}

#[test]
fn the_child_gives_what_reading_gives() {
    let rows: String = (1..3000)
        .map(|number| format!("<row r=\"{number}\"><c r=\"A{number}\"><v>{number}</v></c><c r=\"B{number}\" t=\"str\"><v>园林</v></c><c r=\"C{number}\"><f>1</f></c></row>"))
        .collect();
    let content = format!("<sheetData>{rows}</sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>");
    let bytes = Xlsx::default().sheet("一", "", &content).sheet("二", "state=\"hidden\"", &content).build();
    assert_eq!(by_child("same", &bytes, &Limits::default()), Ok(workbook(&bytes)));
}

#[cfg(target_os = "linux")]
#[test]
fn the_child_can_open_no_file() {
    let mut child = Command::new(READER);
    child.arg(CHILD_ARGUMENT).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = child.spawn().expect("a child");
    let said = format!("/proc/{}/limits", child.id());
    let may_open = || {
        let limits = std::fs::read_to_string(&said).unwrap_or_default();
        let line = limits.lines().find_map(|line| line.strip_prefix("Max open files")).unwrap_or_default();
        line.split_whitespace().take(2).map(str::to_owned).collect::<Vec<_>>()
    };
    let begun = Instant::now();
    // It waits for what it is to read, and has confined itself before.
    while may_open() != ["0", "0"] {
        assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", may_open());
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().expect("an end");
    child.wait().expect("an end");
}

#[test]
fn refusals_come_through() {
    assert_eq!(by_child("empty", b"", &Limits::default()), Err(ReadError::Empty));
    let rows = by_child("rows", b"a\nb\nc\n", &Limits { rows: 2, ..Limits::default() });
    assert_eq!(rows, Err(ReadError::TooLarge { what: Limit::Rows, limit: 2 }));
    let large = by_child("large", b"a\nb\nc\n", &Limits { file_bytes: 2, ..Limits::default() });
    assert_eq!(large, Err(ReadError::TooLarge { what: Limit::FileSize, limit: 0 }));
    let missing = read_in_child(Path::new(READER), Path::new("/no/such/file"), &Limits::default());
    assert!(matches!(missing, Err(ReadError::Io(_))));
}

#[test]
fn a_child_without_memory_is_told() {
    let limits = Limits { memory_bytes: 48 << 20, ..Limits::default() };
    let memory = Err(ReadError::TooLarge { what: Limit::Memory, limit: 48 });
    // Too long for the room that there is, and too long once it is decoded.
    assert_eq!(by_child("long", &b"abc,def\n".repeat(10 << 20), &limits), memory);
    let (line, _, _) = encoding_rs::GB18030.encode("园林村,王小明\n");
    assert_eq!(by_child("wide", &line.repeat(1_500_000), &limits), memory);
}

#[test]
fn a_child_that_does_not_end_is_stopped() {
    let endless = Scratch::program("endless", "exec sleep 60");
    let file = Scratch::new("any", b"a,b\n");
    let start = Instant::now();
    let result = read_in_child(&endless.0, &file.0, &Limits { seconds: 1, ..Limits::default() });
    assert_eq!(result, Err(ReadError::TooLarge { what: Limit::Time, limit: 1 }));
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_child_that_dies_or_babbles_is_told() {
    let file = Scratch::new("some", b"a,b\n");
    for (name, script) in [
        ("silent", "exit 0"),
        ("killed", "kill -SEGV $$"),
        ("babble", "exec head -c 100000 /dev/zero"),
        ("noise", "echo what; exit 3"),
    ] {
        let program = Scratch::program(name, script);
        let result = read_in_child(&program.0, &file.0, &Limits::default());
        assert!(matches!(result, Err(ReadError::ChildEnded(_))), "{name}: {result:?}");
    }
    let result = read_in_child(Path::new("/no/such/program"), &file.0, &Limits::default());
    assert!(matches!(result, Err(ReadError::NotStarted(_))), "the file is not to blame: {result:?}");
}

#[test]
fn the_child_reads_from_a_pipe_as_well() {
    let mut child = std::process::Command::new(READER)
        .arg(hongwang_spreadsheet::CHILD_ARGUMENT)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("a child");
    child.stdin.take().expect("its input").write_all(b"a,b\n").expect("a file");
    let output = child.wait_with_output().expect("an answer");
    assert!(output.status.success());
    assert!(output.stdout.len() > 20);
}

#[test]
fn bytes_reach_the_child_without_a_file_and_with_what_a_person_said() {
    let line = "园林村;王小明,李红\n";
    let bytes = line.repeat(100_000).into_bytes();
    let form = TextForm { encoding: Some(Encoding::Utf8), delimiter: Some(';') };
    let limits = Limits::default();
    let workbook = read_bytes_in_child(Path::new(READER), &bytes, form, &limits).expect("a workbook");
    assert_eq!(workbook, read_as(&bytes, form, &limits).expect("the same"));
    assert_eq!((workbook.delimiter, workbook.sheets[0].rows[0].cells.len()), (Some(';'), 2));
    let wrong = TextForm { encoding: Some(Encoding::Gb18030), delimiter: None };
    let workbook = read_bytes_in_child(Path::new(READER), &bytes, wrong, &limits).expect("a garbled one");
    assert_eq!(workbook.encoding, Some(Encoding::Gb18030));
    assert_ne!(workbook.sheets[0].rows[0].cells[0].value, hongwang_spreadsheet::Value::Text("园林村".into()));
    // A child that stops in the middle of the bytes is told as any other.
    let few = Limits { rows: 2, ..Limits::default() };
    let refused = read_bytes_in_child(Path::new(READER), &bytes, form, &few);
    assert_eq!(refused, Err(ReadError::TooLarge { what: Limit::Rows, limit: 2 }));
    let small = Limits { file_bytes: 10, ..Limits::default() };
    let refused = read_bytes_in_child(Path::new(READER), &bytes, form, &small);
    assert!(matches!(refused, Err(ReadError::TooLarge { what: Limit::FileSize, .. })));
}

#[test]
fn a_program_that_was_replaced_while_it_runs_goes_on_reading() {
    let program = Scratch::new("replaced", b"");
    std::fs::copy(READER, &program.0).expect("a copy");
    let pipe = Scratch::new("pipe", b"");
    std::fs::remove_file(&pipe.0).expect("no file");
    assert!(Command::new("mkfifo").arg(&pipe.0).status().expect("mkfifo").success());
    // It waits for what is to be read; meanwhile somebody puts another version in its place.
    let running = Command::new(&program.0).arg(&pipe.0).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let running = running.expect("a reader");
    let other = Scratch::program("other", "exit 1");
    std::fs::rename(&other.0, &program.0).expect("another version");
    std::fs::write(&pipe.0, b"a,b\n1,2\n").expect("something to read");
    let end = running.wait_with_output().expect("an end");
    let said = String::from_utf8_lossy(&end.stdout).into_owned() + &String::from_utf8_lossy(&end.stderr);
    assert!(end.status.success() && said.contains("rows: 2"), "{said}");
}
