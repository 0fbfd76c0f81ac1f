//! A list of lines that two people changed at the same time, joined line by line.

/// What stands between the entries of a list when somebody types them in one row.
const BETWEEN: [char; 7] = ['\n', '\r', '\u{3001}', '\u{FF0C}', ',', '\u{FF1B}', ';'];

/// The entries of a list as it was typed: one a line, or with commas between them; each once.
pub fn entries(text: &str) -> Vec<&str> {
    let mut entries: Vec<&str> = Vec::new();
    for entry in text.split(BETWEEN).map(str::trim).filter(|entry| !entry.is_empty()) {
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    entries
}

/// What somebody made of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Edit<'a> {
    pub added: Vec<&'a str>,
    pub removed: Vec<&'a str>,
}

impl<'a> Edit<'a> {
    pub fn of(before: &'a str, after: &'a str) -> Self {
        let (before, after) = (entries(before), entries(after));
        Self {
            added: after.iter().filter(|one| !before.contains(one)).copied().collect(),
            removed: before.iter().filter(|one| !after.contains(one)).copied().collect(),
        }
    }

    pub fn is_nothing(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }

    /// The entries that both took out, each putting something else in: it may be that one place was filled twice.
    pub fn both_replaced(&self, other: &Self) -> Vec<&'a str> {
        if self.added.is_empty() || other.added.is_empty() || self.added == other.added {
            return Vec::new();
        }
        self.removed.iter().filter(|one| other.removed.contains(one)).copied().collect()
    }
}

/// Their list with my edit of what we both began with: whom I added is in it, whom I took out is not, and whatever I did not
/// touch is as they left it.
pub(super) fn joined(before: &str, theirs: &str, mine: &str) -> String {
    let edit = Edit::of(before, mine);
    let mut joined: Vec<&str> = entries(theirs).into_iter().filter(|one| !edit.removed.contains(one)).collect();
    for one in edit.added {
        if !joined.contains(&one) {
            joined.push(one);
        }
    }
    joined.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_each_did_to_the_list_is_done() {
        assert_eq!(joined("甲\n乙\n丙", "甲\n乙\n丁", "甲\n丙\n戊"), "甲\n丁\n戊");
        assert_eq!(joined("甲\r\n乙", "甲\n乙\n丙", "甲、乙"), "甲\n乙\n丙", "mine is no change");
        assert_eq!(joined("", "甲", "甲，乙"), "甲\n乙");
        assert_eq!(joined("甲\n乙", "乙", "乙"), "乙");
        assert_eq!(joined("甲", "", "甲\n乙"), "乙", "taken out by them, and I did not put him back");
    }

    #[test]
    fn one_place_filled_twice_is_noticed() {
        let (theirs, mine) = (Edit::of("甲\n乙", "丙\n乙"), Edit::of("甲\n乙", "丁\n乙"));
        assert_eq!(theirs.both_replaced(&mine), ["甲"]);
        assert_eq!(Edit::of("甲", "乙").both_replaced(&Edit::of("甲", "")), [""; 0]);
        assert!(Edit::of("甲、乙", "乙\n甲").is_nothing());
    }
}
