//! What browsers load beside the page: style sheet, script, icons. They are held within the program, under names that carry the
//! hash of their content, so that a browser may keep them for ever.

/// A file of the bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// Its plain name: `app.css`.
    pub name: &'static str,
    /// Where it is served: `/assets/app-0123456789ab.css`.
    pub path: &'static str,
    /// Its media type.
    pub mime: &'static str,
    /// As it is.
    pub bytes: &'static [u8],
    /// Compressed, for who accepts gzip: practically everybody.
    pub gzip: &'static [u8],
}

static ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The path of the style sheet.
pub fn css() -> &'static str {
    path_of("app.css")
}

/// The path of the script.
pub fn js() -> &'static str {
    path_of("app.js")
}

/// The path of the icons; `#home` behind it names one.
pub fn icons() -> &'static str {
    path_of("icons.svg")
}

/// The file that is served at `path`.
pub fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

/// An unknown name is an address that answers 404, which the tests look for.
fn path_of(name: &str) -> &'static str {
    ASSETS.iter().find(|asset| asset.name == name).map_or("/assets/missing", |asset| asset.path)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a field page may load, compressed: phones in the fields have slow connections.
    const MOST: usize = 60 * 1024;

    #[test]
    fn each_is_found_by_its_path() {
        for path in [css(), js(), icons()] {
            assert_eq!(find(path).map(|asset| asset.path), Some(path));
        }
        assert_eq!(find("/assets/app.css"), None);
    }

    #[test]
    fn style_and_script_stay_light() {
        let weight: usize = [css(), js()].iter().filter_map(|path| find(path)).map(|asset| asset.gzip.len()).sum();
        assert!(weight > 0 && weight <= MOST, "{weight} bytes compressed; a page may load {MOST}");
    }

    #[test]
    fn nothing_needs_what_the_content_security_policy_forbids() {
        let script = find(js()).map(|asset| String::from_utf8_lossy(asset.bytes)).unwrap_or_default();
        assert!(!script.contains("eval(") && !script.contains("new Function"));
        let style = find(css()).map(|asset| String::from_utf8_lossy(asset.bytes)).unwrap_or_default();
        assert!(!style.contains("@import") && !style.contains("url(http"), "the style sheet loads from elsewhere");
    }
}
