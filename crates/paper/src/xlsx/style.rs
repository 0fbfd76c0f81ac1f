//! How the cells of the printed annex look: black on white with one grey, so that any printer does it justice.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::wording::Wording;

/// Song type for the text and Hei type for headings, as official forms are set; where a machine lacks them it takes
/// its own Chinese fonts.
const TEXT_FONT: &str = "SimSun";
const HEADING_FONT: &str = "SimHei";
/// The size of the text, in points.
pub(super) const TEXT_SIZE: f64 = 12.0;
const TITLE_SIZE: f64 = 20.0;
const SMALL_SIZE: f64 = 10.5;
const HEADING_GREY: Color = Color::RGB(0x00F0_F0F0);
const SUM_GREY: Color = Color::RGB(0x00F7_F7F7);
const RULE_GREY: Color = Color::RGB(0x0059_5959);

/// A format for a line of one row, its text in the middle, and one for a line of several, its text at the top: a page
/// may end between two rows, and text in the middle of both would be cut.
pub(super) struct Pair {
    pub middle: Format,
    pub top: Format,
}

impl Pair {
    fn of(format: &Format) -> Self {
        Self {
            middle: format.clone().set_align(FormatAlign::VerticalCenter),
            top: format.clone().set_align(FormatAlign::Top),
        }
    }

    /// For a line of so many rows.
    pub fn over(&self, rows: usize) -> &Format {
        if rows > 1 { &self.top } else { &self.middle }
    }
}

/// The formats of the lines.
pub(super) struct Styles {
    /// Names and other text; also what looks like a number, such as a code.
    pub text: Pair,
    /// The name of a village or a town.
    pub label: Pair,
    /// 序号
    pub number: Pair,
    pub figure: Pair,
    /// A figure of the village below that of a grid, with its word before it; it stays a number.
    pub village_figure: Format,
    pub sum_label: Format,
    pub sum_figure: Format,
}

impl Styles {
    pub fn new(words: Wording) -> Self {
        let text = ruled(font(TEXT_FONT, TEXT_SIZE)).set_align(FormatAlign::Left).set_text_wrap().set_num_format("@");
        let label = text.clone().set_align(FormatAlign::Center);
        let figure = ruled(font(TEXT_FONT, TEXT_SIZE)).set_align(FormatAlign::Right).set_indent(1).set_num_format("0");
        let word = words.say("ledger-village-total").replace('"', "\"\"");
        let village_figure = figure.clone().set_font_size(SMALL_SIZE).set_num_format(format!("\"{word} \"0"));
        let summed = |pair: Pair| pair.middle.set_background_color(SUM_GREY);
        Self {
            text: Pair::of(&text),
            number: Pair::of(&label.clone().set_num_format("0")),
            figure: Pair::of(&figure),
            village_figure: Pair::of(&village_figure).middle,
            sum_label: summed(Pair::of(&label)).set_font_name(HEADING_FONT),
            sum_figure: summed(Pair::of(&figure)).set_bold(),
            label: Pair::of(&label.set_font_name(HEADING_FONT)),
        }
    }
}

pub(super) fn title() -> Format {
    font(HEADING_FONT, TITLE_SIZE).set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter)
}

/// Facts above the table and sentences below it.
pub(super) fn sentence() -> Format {
    font(TEXT_FONT, TEXT_SIZE).set_align(FormatAlign::Left).set_align(FormatAlign::VerticalCenter).set_text_wrap()
}

pub(super) fn heading() -> Format {
    let heading = font(HEADING_FONT, TEXT_SIZE).set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    ruled(heading).set_text_wrap().set_background_color(HEADING_GREY)
}

fn font(name: &str, size: f64) -> Format {
    Format::new().set_font_name(name).set_font_size(size)
}

fn ruled(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(RULE_GREY)
}
