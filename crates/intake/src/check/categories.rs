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

impl Categories {
    /// Reads 低保户、残疾人, and gives back the names that are not known. A name says that a category holds; a list
    /// without it says nothing.
    pub fn read_list(&mut self, text: &str, words: &Dictionary) -> Vec<String> {
        let mut unknown = Vec::new();
        if self.read_name(text, words) {
            return unknown;
        }
        for name in text.split(|character: char| is_blank(character) || words.separates(character)) {
            if !name.is_empty() && !self.read_name(name, words) {
                unknown.push(name.to_owned());
            }
        }
        unknown
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
