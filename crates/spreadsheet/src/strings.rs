//! The table of texts that a workbook keeps once and its cells point into.

use crate::budget::Budget;
use crate::error::ReadError;
use crate::limits::Limit;

/// The texts one behind the other, and where each ends: half the room of a list of strings.
#[derive(Default)]
pub(crate) struct Strings {
    texts: String,
    ends: Vec<u32>,
}

impl Strings {
    pub(crate) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = match index {
            0 => 0,
            index => self.ends[index - 1] as usize,
        };
        self.texts.get(start..end)
    }

    /// Adds the next text, as long as the limits on text and cells allow it.
    pub(crate) fn push(&mut self, text: &str, budget: &Budget) -> Result<(), ReadError> {
        let bytes = self.texts.len() + text.len();
        if bytes as u64 > budget.limits().text_bytes {
            return Err(budget.too_large(Limit::Text));
        }
        if self.ends.len() >= budget.limits().cells as usize {
            return Err(budget.too_large(Limit::Cells));
        }
        let end = u32::try_from(bytes).map_err(|_| budget.too_large(Limit::Text))?;
        self.texts.push_str(text);
        self.ends.push(end);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    #[test]
    fn texts_come_back_by_their_number() -> Result<(), ReadError> {
        let budget = Budget::new(&Limits { text_bytes: 9, cells: 3, ..Limits::default() });
        let mut strings = Strings::default();
        for text in ["园林", "", "abc"] {
            strings.push(text, &budget)?;
        }
        let found = [0, 1, 2, 3].map(|index| strings.get(index));
        assert_eq!(found, [Some("园林"), Some(""), Some("abc"), None]);
        assert_eq!(strings.push("", &budget), Err(ReadError::TooLarge { what: Limit::Cells, limit: 3 }));
        Ok(())
    }
}
