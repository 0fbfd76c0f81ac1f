//! How many lines a text takes in a cell. A row that is too low cuts its text on paper, and a spreadsheet program does
//! not find the height of merged cells by itself, so it is worked out here, on the safe side.

use unicode_width::UnicodeWidthChar;

use super::style::TEXT_SIZE;

/// The height of a line, in points: Chinese fonts ask for up to 1.45 times their size.
const LINE: f64 = TEXT_SIZE * 1.45;
/// Above and below the text, in points.
const AIR: f64 = 6.0;
/// Left and right of the text, in pixels, the cell's own padding included.
const PADDING: f64 = 10.0;
/// A character's width in pixels, wide and narrow (Latin letters are about 0.6 of their size).
const WIDE: f64 = TEXT_SIZE * 96.0 / 72.0;
const NARROW: f64 = WIDE * 0.6;
/// More lines than this do not go into one row: Excel's rows end at 409.5 points.
pub(super) const MOST_LINES: usize = 21;

/// The height of a row in which so many lines stand, in points.
pub(super) fn height(lines: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "at most MOST_LINES")]
    let lines = lines.clamp(1, MOST_LINES) as f64;
    lines * LINE + AIR
}

/// How many lines the text takes in a cell of this width in pixels.
pub(super) fn lines(text: &str, width: f64) -> usize {
    let mut wrap = Wrap::new(width);
    wrap.put(text);
    wrap.lines
}

/// The width that a column needs so that no word of letters in its heading is broken, in pixels.
pub(super) fn widest_word(text: &str) -> f64 {
    let words = text.split_whitespace().filter(|word| !word.contains(is_wide));
    words.map(|word| word.chars().map(width_of).sum::<f64>() + PADDING).fold(0.0, f64::max)
}

/// The names one after the other, in as many pieces as it takes for each to go into a row of [`MOST_LINES`] lines.
pub(super) fn pieces(names: &[String], separator: &str, width: f64) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut wrap = Wrap::new(width);
    for name in names {
        let mut longer = wrap.clone();
        longer.put(separator);
        longer.put(name);
        match pieces.last_mut() {
            Some(piece) if longer.lines <= MOST_LINES => {
                piece.push_str(separator);
                piece.push_str(name);
                wrap = longer;
            }
            _ => {
                wrap = Wrap::new(width);
                wrap.put(name);
                pieces.push(name.clone());
            }
        }
    }
    pieces
}

/// Text that is being set: words of narrow characters stay together, Chinese breaks anywhere except before a
/// closing mark, which takes the character before it along to the next line.
#[derive(Clone)]
struct Wrap {
    room: f64,
    lines: usize,
    used: f64,
    /// The width of what can not be parted at the end of the line.
    held: f64,
    in_word: bool,
}

impl Wrap {
    fn new(width: f64) -> Self {
        Self { room: (width - PADDING).max(WIDE), lines: 1, used: 0.0, held: 0.0, in_word: false }
    }

    fn put(&mut self, text: &str) {
        for character in text.chars() {
            self.put_character(character);
        }
    }

    fn put_character(&mut self, character: char) {
        if character == '\n' {
            self.lines += 1;
            (self.used, self.held, self.in_word) = (0.0, 0.0, false);
            return;
        }
        let (wide, width) = (is_wide(character), width_of(character));
        let joins = closes(character) || (!wide && !character.is_whitespace() && self.in_word);
        self.held = if joins { self.held + width } else { width };
        self.in_word = !wide && !character.is_whitespace();
        self.used += width;
        if self.used > self.room {
            self.lines += 1;
            if self.held >= self.room {
                self.held = width; // longer than a line: broken where it is
            }
            self.used = self.held;
        }
    }
}

fn is_wide(character: char) -> bool {
    character.width_cjk().unwrap_or_default() > 1
}

fn width_of(character: char) -> f64 {
    if is_wide(character) { WIDE } else { NARROW }
}

/// Marks that no line begins with.
fn closes(character: char) -> bool {
    matches!(
        character,
        '\u{3001}'
            | '\u{3002}'
            | '\u{ff0c}'
            | '\u{ff1b}'
            | '\u{ff1a}'
            | '\u{ff09}'
            | '\u{300b}'
            | '\u{300d}'
            | '\u{201d}'
            | '\u{2019}'
            | ','
            | ';'
            | '.'
            | ')'
            | ':'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A cell with room for exactly so many Chinese characters.
    fn room_for(characters: u8) -> f64 {
        PADDING + WIDE * f64::from(characters)
    }

    #[test]
    fn chinese_wraps_at_any_character_but_not_before_a_closing_mark() {
        assert_eq!(lines("", room_for(4)), 1);
        assert_eq!(lines("甲乙丙丁", room_for(4)), 1);
        assert_eq!(lines("甲乙丙丁戊", room_for(4)), 2);
        assert_eq!(lines("甲乙丙丁、戊己庚", room_for(4)), 3, "丁 goes down with its mark");
        assert_eq!(lines("𠀀𠀁𠀂𠀃𠀄", room_for(4)), 2, "characters beyond the BMP are as wide");
        assert_eq!(lines("古丽娜尔·买买提", room_for(4)), 2, "· is wide in Chinese fonts");
    }

    #[test]
    fn words_of_letters_stay_together() {
        assert_eq!(lines("Anna Bell", room_for(4)), 2);
        assert_eq!(lines("abcdefghijklmnopqrstuvwxyz", room_for(4)), 5);
        assert_eq!(lines("a\nb", room_for(4)), 2);
        assert_eq!(lines("households (people)", widest_word("households (people)")), 2);
    }

    #[test]
    fn a_long_list_goes_into_pieces_that_fit_and_nobody_is_lost() {
        let names: Vec<String> = (0..500).map(|number| format!("某某{number}")).collect();
        let pieces = pieces(&names, "、", 180.0);
        assert!(pieces.len() > 1);
        assert!(pieces.iter().all(|piece| lines(piece, 180.0) <= MOST_LINES && height(lines(piece, 180.0)) < 409.0));
        let read: Vec<String> = pieces.iter().flat_map(|piece| piece.split('、')).map(str::to_owned).collect();
        assert_eq!(read, names);
    }

    #[test]
    fn no_names_are_no_piece() {
        assert!(pieces(&[], "、", 180.0).is_empty());
    }
}
