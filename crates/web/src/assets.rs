pub fn css() -> &'static str {
    "/assets/app.css"
}
pub fn js() -> &'static str {
    "/assets/app.js"
}
pub fn icons() -> &'static str {
    "/assets/icons.svg"
}
pub struct Asset {
    pub path: &'static str,
    pub mime: &'static str,
    pub bytes: &'static [u8],
    pub gzip: &'static [u8],
}
pub fn find(_path: &str) -> Option<&'static Asset> {
    None
}
