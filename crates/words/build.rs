//! Lists `locales/*/*.ftl` for embedding, so that a new message file needs no line of code.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let locales = here.join("../../locales").canonicalize()?;
    println!("cargo::rerun-if-changed={}", locales.display());
    let mut list = String::from("&[\n");
    for language in sorted(&locales)? {
        println!("cargo::rerun-if-changed={}", language.display());
        for file in sorted(&language)?.iter().filter(|file| file.extension().is_some_and(|end| end == "ftl")) {
            let (language, name) = (name(&language), name(file));
            let _ = writeln!(
                list,
                "    Source {{ language: {language:?}, file: {name:?}, text: include_str!({:?}) }},",
                file.display()
            );
        }
    }
    list.push(']');
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("sources.rs"), list)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
