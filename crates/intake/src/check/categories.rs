//! Categories that a row names.

use hongwang_domain::Membership;
use hongwang_domain::text::is_blank;

use crate::dictionary::Dictionary;

/// What a row says of categories.
#[derive(Debug, Default)]
pub struct Categories {
    /// By index in the dictionary: whether the category holds.
    pub holds: Vec<(usize, bool)>,
    /// Party membership, where the column of categories names it.
    pub membership: Option<Membership>,
}

/// What was noticed in a list of categories.
#[derive(Debug, Default)]
pub struct Listed {
    /// Names that are not known.
    pub unknown: Vec<String>,
    /// White space within a name.
    pub repaired: bool,
}

impl Categories {
    /// Reads 低保户、残疾人. A name says that a category holds; a list without it says nothing. White space parts
    /// names where it does not stand within one (低 保 户).
    pub fn read_list(&mut self, text: &str, words: &Dictionary) -> Listed {
        let mut listed = Listed::default();
        if self.read_name(text, words) {
            listed.repaired = holds_blank(text);
            return listed;
        }
        for piece in text.split(|character: char| words.separates(character)) {
            if self.read_name(piece, words) {
                listed.repaired |= holds_blank(piece);
                continue;
            }
            for name in piece.split(is_blank).filter(|name| !name.is_empty()) {
                if !self.read_name(name, words) {
                    listed.unknown.push(name.to_owned());
                }
            }
        }
        listed
    }

    fn read_name(&mut self, name: &str, words: &Dictionary) -> bool {
        if let Some(at) = words.category(name) {
            self.holds.push((at, true));
            return true;
        }
        let membership = words.membership(name);
        self.membership = self.membership.or(membership);
        membership.is_some() || words.is_no_category(name)
    }
}

fn holds_blank(name: &str) -> bool {
    name.trim_matches(is_blank).contains(is_blank)
}
