//! How cells look: plain, text and day, each uncoloured, amber or red.

use super::Severity;
use super::parts::DECLARATION;

/// What a cell holds, as far as its format goes.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Plain,
    /// Stays text when a person edits it: an id that is typed anew keeps its end.
    Text,
    Day,
    Reason,
}

/// The number of a style.
pub(super) fn style(kind: Kind, severity: Option<Severity>) -> usize {
    let colour = match severity {
        None => 0,
        Some(Severity::Warning) => 1,
        Some(Severity::Error) => 2,
    };
    let kind = match kind {
        Kind::Plain => 0,
        Kind::Text => 1,
        Kind::Day => 2,
        Kind::Reason => 3,
    };
    colour * 4 + kind
}

/// The style of the heading over the reasons.
pub(super) const HEADING: usize = 12;

pub(super) fn part() -> String {
    // Colours that office programs use for "neutral" and "bad": dark letters on a light ground.
    let fonts = ["", "<color rgb=\"FF7F6000\"/>", "<color rgb=\"FF9C0006\"/>"];
    let mut formats = String::new();
    for colour in 0..fonts.len() {
        let fill = if colour == 0 { 0 } else { colour + 1 };
        let look =
            format!("fontId=\"{colour}\" fillId=\"{fill}\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\"");
        for number_format in [0, 49, 164] {
            formats += &format!("<xf numFmtId=\"{number_format}\" {look} applyNumberFormat=\"1\"/>");
        }
        formats += &format!(
            "<xf numFmtId=\"49\" {look} applyNumberFormat=\"1\" applyAlignment=\"1\">\
             <alignment vertical=\"top\" wrapText=\"1\"/></xf>"
        );
    }
    formats += "<xf numFmtId=\"49\" fontId=\"3\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyNumberFormat=\"1\"/>";
    let fonts: String =
        fonts.iter().map(|colour| format!("<font><sz val=\"11\"/>{colour}<name val=\"SimSun\"/></font>")).collect();
    let fill = |colour: &str| {
        format!(
            "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{colour}\"/><bgColor indexed=\"64\"/>\
             </patternFill></fill>"
        )
    };
    format!(
        "{DECLARATION}<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>\
         <fonts count=\"4\">{fonts}<font><b/><sz val=\"11\"/><name val=\"SimSun\"/></font></fonts>\
         <fills count=\"4\"><fill><patternFill patternType=\"none\"/></fill>\
         <fill><patternFill patternType=\"gray125\"/></fill>{}{}</fills>\
         <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"13\">{formats}</cellXfs>\
         <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>",
        fill("FFFFE699"),
        fill("FFFFC7CE"),
    )
}
