//! In which encoding a text file is.

use encoding_rs::{Encoding as Codec, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::ReadError;
use crate::workbook::Encoding;

/// How much of a file is looked at to see whether it is UTF-16 without a mark.
const SAMPLE: usize = 64 << 10;
/// One wrong character in so many, and the file is no text.
const TOO_MANY_WRONG: usize = 20;

pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: Encoding,
}

/// Decodes a file. A character that is wrong in the encoding becomes U+FFFD; a file full of them is refused.
pub(super) fn decode(bytes: Vec<u8>) -> Result<Decoded, ReadError> {
    let decoded = match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, ..] => with(UTF_8, &bytes[3..]),
        [0xFF, 0xFE, ..] => with(UTF_16LE, &bytes[2..]),
        [0xFE, 0xFF, ..] => with(UTF_16BE, &bytes[2..]),
        _ => match unmarked_utf16(&bytes) {
            Some(codec) => with(codec, &bytes),
            None => utf8_or_gb18030(bytes)?,
        },
    };
    refuse_binary(&decoded.text)?;
    Ok(decoded)
}

/// Decodes a file as a person said, however it looks.
pub(super) fn decode_as(encoding: Encoding, bytes: &[u8]) -> Decoded {
    let (codec, mark): (_, &[u8]) = match encoding {
        Encoding::Utf8 => (UTF_8, b"\xEF\xBB\xBF"),
        Encoding::Utf16Le => (UTF_16LE, b"\xFF\xFE"),
        Encoding::Utf16Be => (UTF_16BE, b"\xFE\xFF"),
        Encoding::Gb18030 => (GB18030, b""),
    };
    with(codec, bytes.strip_prefix(mark).unwrap_or(bytes))
}

fn with(codec: &'static Codec, bytes: &[u8]) -> Decoded {
    let encoding = match codec {
        codec if codec == UTF_16LE => Encoding::Utf16Le,
        codec if codec == UTF_16BE => Encoding::Utf16Be,
        codec if codec == GB18030 => Encoding::Gb18030,
        _ => Encoding::Utf8,
    };
    let (text, _) = codec.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding }
}

/// Separators, digits and line ends of UTF-16 have a zero byte, always on the same side; no other text has any.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Codec> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let evident = |many: usize, few: usize| many > 0 && many >= sample.len() / 200 && few * 20 <= many;
    if evident(second, first) {
        return Some(UTF_16LE);
    }
    evident(first, second).then_some(UTF_16BE)
}

/// Text that is valid UTF-8 is UTF-8: hardly any other text is by chance. Of two readings with faults the one with
/// fewer is taken.
fn utf8_or_gb18030(bytes: Vec<u8>) -> Result<Decoded, ReadError> {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text, encoding: Encoding::Utf8 }),
        Err(error) => {
            let fault = error.utf8_error();
            // Whole until its very end, and more than plain ASCII: the end is missing.
            if fault.error_len().is_none() && !error.as_bytes()[..fault.valid_up_to()].is_ascii() {
                return Err(ReadError::CutOff("text ends within a character".to_owned()));
            }
            error.into_bytes()
        }
    };
    let chinese = with(GB18030, &bytes);
    if !chinese.text.contains(char::REPLACEMENT_CHARACTER) {
        return Ok(chinese);
    }
    let universal = with(UTF_8, &bytes);
    Ok(if wrong(&universal.text) <= wrong(&chinese.text) { universal } else { chinese })
}

fn wrong(text: &str) -> usize {
    text.chars().filter(|char| *char == char::REPLACEMENT_CHARACTER).count()
}

/// Control characters do not occur in text that people wrote, whatever the encoding.
fn refuse_binary(text: &str) -> Result<(), ReadError> {
    let head = text.chars().take(SAMPLE);
    let odd = |char: &char| {
        *char == char::REPLACEMENT_CHARACTER
            || (char.is_ascii_control() && !matches!(char, '\t' | '\n' | '\r' | '\u{1A}'))
    };
    let (all, odd) = head.fold((0, 0), |(all, odds), char| (all + 1, odds + usize::from(odd(&char))));
    if odd * TOO_MANY_WRONG > all {
        return Err(ReadError::NotASpreadsheet("neither text nor a known format".to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "姓名,编号\r\n王·小明,00123\r\n𠮷田,45\r\n";

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let (chinese, _, faults) = GB18030.encode(TEXT);
        assert!(!faults);
        let marked = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
        for (bytes, encoding) in [
            (TEXT.as_bytes().to_vec(), Encoding::Utf8),
            (marked(b"\xEF\xBB\xBF", TEXT.as_bytes()), Encoding::Utf8),
            (utf16(TEXT, false), Encoding::Utf16Le),
            (utf16(TEXT, true), Encoding::Utf16Be),
            (marked(b"\xFF\xFE", &utf16(TEXT, false)), Encoding::Utf16Le),
            (marked(b"\xFE\xFF", &utf16(TEXT, true)), Encoding::Utf16Be),
            (chinese.into_owned(), Encoding::Gb18030),
        ] {
            let decoded = decode(bytes).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding), (TEXT, encoding));
        }
    }

    #[test]
    fn a_wrong_byte_spoils_one_character_only() {
        let mut bytes = TEXT.repeat(20).into_bytes();
        bytes.splice(0..0, *b"x\xFF,");
        let decoded = decode(bytes).unwrap();
        assert_eq!(decoded.encoding, Encoding::Utf8);
        assert_eq!(wrong(&decoded.text), 1);
    }

    #[test]
    fn text_that_ends_within_a_character_is_cut_off() {
        let bytes = TEXT.as_bytes()[..TEXT.len() - 9].to_vec();
        assert!(matches!(decode(bytes), Err(ReadError::CutOff(_))));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let noise: Vec<u8> = (0..4000_u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(matches!(decode(noise), Err(ReadError::NotASpreadsheet(_))));
        assert!(matches!(decode(vec![0; 100]), Err(ReadError::NotASpreadsheet(_))));
    }
}
