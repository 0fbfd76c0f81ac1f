//! Words of the rows that are no entry of a table: sums, signatures, notes.

use compact_str::CompactString;
use hongwang_domain::rulebook::workbook::Words;

use crate::dictionary::{Dictionary, has};
use crate::text::{key, plain, without_parentheses};

impl Dictionary {
    /// What stands behind a label's 盖章 or （公章）, where a colon follows; else the text as it is.
    pub fn behind_seal<'a>(&self, text: &'a str) -> &'a str {
        let mut rest = text;
        loop {
            let parentheses = rest.strip_prefix('(').and_then(|inner| inner.split_once(')')).map(|(_, rest)| rest);
            let word = || self.rows.seal.iter().find_map(|word| rest.strip_prefix(word.get_ref().as_str()));
            match parentheses.or_else(word) {
                Some(shorter) => rest = shorter,
                None if rest.starts_with(':') => return rest,
                None => return text,
            }
        }
    }

    /// 合计, 第一网格小计（人）, 合计420人, 共1户2人, 其中…
    pub fn is_total(&self, text: &str) -> bool {
        const LONGEST: usize = 60;
        if text.len() > LONGEST || !self.may_be_line(text) {
            return false;
        }
        let key = key(text);
        if self.rows.total_part.iter().any(|word| key.starts_with(word.get_ref().as_str())) {
            return true;
        }
        let (mut bare, mut figures) = (key.as_str(), false);
        loop {
            if self.rows.total.iter().any(|word| ends_with_total(bare, word.get_ref(), figures)) {
                return true;
            }
            let Some(last) = bare.chars().next_back() else { return false };
            let is_unit = self.rows.total_units.iter().any(|unit| unit.get_ref().chars().eq([last]));
            if !is_unit && !last.is_ascii_digit() {
                return false;
            }
            figures |= last.is_ascii_digit();
            bare = &bare[..bare.len() - last.len_utf8()];
        }
    }

    fn may_be_line(&self, text: &str) -> bool {
        text.contains(|character| self.line_letters.contains(&character))
    }

    /// 3, 3人, 2户5人
    pub fn is_figure(&self, text: &str) -> bool {
        const LONGEST: usize = 24;
        const MOST_DIGITS: usize = 6;
        text.len() <= LONGEST
            && (1..=MOST_DIGITS).contains(&text.chars().filter(|character| character.is_numeric()).count())
            && key(text).chars().all(|character| {
                character.is_ascii_digit()
                    || self.rows.total_units.iter().any(|unit| unit.get_ref().chars().eq([character]))
            })
    }

    /// Exactly 合计.
    pub fn is_total_word(&self, text: &str) -> bool {
        has(&self.rows.total, &key(text))
    }

    /// 填表人：, 村党支部书记（签字）, 村（社区）盖章：, 制表人 张三, and 审核 alone.
    pub fn is_signature(&self, text: &str) -> bool {
        const LONGEST_LABEL: usize = 20;
        let holds = |words: &Words, text: &str| words.iter().any(|word| text.contains(word.get_ref().as_str()));
        if !self.may_be_line(text) {
            return false;
        }
        if let Some((before, _)) = label_of(text) {
            let before = key(before);
            return before.chars().count() <= LONGEST_LABEL
                && (holds(&self.rows.signature, &before) || holds(&self.rows.seal, &before));
        }
        if text.chars().nth(2 * LONGEST_LABEL).is_some() {
            return false;
        }
        let mut parts = text.split_whitespace();
        let first = key(parts.next().unwrap_or_default());
        holds(&self.rows.seal, &key(text))
            || has(&self.rows.signature, &key(text))
            || has(&self.rows.signature, &key(&without_parentheses(text)))
            || (first.chars().count() > 2 && parts.next().is_some() && has(&self.rows.signature, &first))
    }

    /// 村党支部, 村委会: who seals, and nobody's name.
    pub fn is_body(&self, text: &str) -> bool {
        const LONGEST: usize = 60;
        let committees = self.units.villages.iter().flat_map(|village| &village.names);
        let committees = committees.filter(|name| name.chars().nth(2).is_some());
        let key = if text.len() > LONGEST { CompactString::default() } else { key(text) };
        committees.chain(&self.units.village_bodies).any(|word| key.ends_with(word.as_str()))
    }

    /// 村支书记: an office, whose holder's name stands beside it.
    pub fn is_office(&self, text: &str) -> bool {
        const LONGEST: usize = 36;
        if !self.may_be_line(text) {
            return false;
        }
        let key = key(text);
        key.len() <= LONGEST && self.rows.signature.iter().any(|word| key.ends_with(word.get_ref().as_str()))
    }

    /// 2026年10月31日, "    年  月  日"
    pub fn is_written_date(&self, text: &str) -> bool {
        const LONGEST: usize = 60;
        let sign = |character: char| self.date_signs.contains(&character);
        let key = if text.len() > LONGEST { CompactString::default() } else { key(text) };
        key.chars().filter(|character| sign(*character)).count() >= 2
            && key.chars().all(|character| sign(character) || character.is_ascii_digit())
    }

    /// 注：
    pub fn is_note(&self, text: &str) -> bool {
        starts_with_label(text, &self.rows.note)
    }

    /// 示例
    pub fn is_example(&self, text: &str) -> bool {
        has(&self.rows.example, &key(text))
    }
}

/// What stands before the first colon and behind it.
pub fn label_of(text: &str) -> Option<(&str, &str)> {
    text.split_once([':', '\u{FF1A}', '\u{FE55}', '\u{2236}'])
}

/// A word of one letter counts alone, or where figures stood behind it.
fn ends_with_total(text: &str, word: &str, figures: bool) -> bool {
    text == word || (text.ends_with(word) && (figures || word.chars().nth(1).is_some()))
}

/// The word alone, or with a colon behind it.
fn starts_with_label(text: &str, words: &Words) -> bool {
    let plain = plain(text);
    words.iter().any(|word| {
        plain.strip_prefix(word.get_ref().as_str()).is_some_and(|rest| {
            let rest = rest
                .strip_prefix(|character: char| character == '(')
                .map_or(rest, |inner| inner.split_once(')').map_or(rest, |(_, rest)| rest));
            rest.is_empty() || rest.starts_with(':')
        })
    })
}
