//! Puts the bundle of `front/dist` into the program: names that carry the hash of their content, and both forms of each file.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::Deserialize;

/// One file of `front/dist/manifest.json`.
#[derive(Deserialize)]
struct Entry {
    hash: String,
    mime: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let dist = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../../front/dist");
    let manifest = dist.join("manifest.json");
    println!("cargo::rerun-if-changed={}", manifest.display());
    let Ok(text) = fs::read_to_string(&manifest) else {
        println!("cargo::error=front/dist is not there: run `make front` (it needs node 20 and npm).");
        return Ok(());
    };
    let files: BTreeMap<String, Entry> = serde_json::from_str(&text)?;
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("assets.rs"), table(&dist, &files)?)?;
    Ok(())
}

/// The Rust text of the table, ordered by the file's plain name.
fn table(dist: &Path, files: &BTreeMap<String, Entry>) -> Result<String, Box<dyn Error>> {
    let dist = dist.canonicalize()?;
    let mut text = String::from("&[\n");
    for (name, Entry { hash, mime }) in files {
        let (stem, end) = name.split_once('.').ok_or("a file without an ending")?;
        let file = dist.join(name);
        writeln!(
            text,
            "    Asset {{ name: {name:?}, path: \"/assets/{stem}-{hash}.{end}\", mime: {mime:?}, bytes: include_bytes!({:?}), gzip: include_bytes!({:?}) }},",
            file.display().to_string(),
            format!("{}.gz", file.display()),
        )?;
    }
    text.push(']');
    Ok(text)
}
