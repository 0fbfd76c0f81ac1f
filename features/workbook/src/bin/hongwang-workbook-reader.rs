//! The child that reads a file, for the tests of this crate.

fn main() -> std::process::ExitCode {
    hongwang_spreadsheet::child_main()
}
