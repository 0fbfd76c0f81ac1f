//! A secret that is shown once.

use askama::Template;
use hongwang_web::{Ask, Crumb, Fault, Page, Reply, Tongue};

use crate::secret::Secret;

/// Characters of a group.
const GROUP: usize = 4;

#[derive(Template)]
#[template(path = "once.html")]
struct OncePage<'a> {
    t: Tongue,
    words: String,
    groups: Vec<&'a str>,
    back: (String, &'a str),
}

/// What is shown once, and where to go on.
pub(crate) struct Once<'a> {
    pub title: String,
    pub words: String,
    pub secret: &'a Secret,
    pub crumb: Crumb,
    pub nav: &'static str,
    /// The word of the button, and where it leads.
    pub back: (String, &'a str),
}

pub(crate) fn show(ask: &Ask, once: Once<'_>) -> Result<Reply, Fault> {
    let page = Page::new(once.title).nav(once.nav).crumbs(vec![once.crumb]).once();
    let body = OncePage { t: ask.tongue(), words: once.words, groups: groups(once.secret.expose()), back: once.back };
    Ok(Reply::page(page.body(&body)?))
}

/// As it is read aloud and typed: in groups of four. They are set apart by the page alone; copied, it is one text.
fn groups(secret: &str) -> Vec<&str> {
    // Six digits are read as telephone numbers are.
    if let (6, Some((first, second))) = (secret.len(), secret.split_at_checked(3)) {
        return vec![first, second];
    }
    let mut groups = Vec::new();
    for (at, part) in secret.split_inclusive(['-', '_']).enumerate() {
        // The word by which a token is known is read at once.
        let size = if at == 0 && part.ends_with('_') { part.len() } else { GROUP + usize::from(part.ends_with('-')) };
        let mut rest = part;
        while !rest.is_empty() {
            let (group, behind) = rest.split_at_checked(size.max(1)).unwrap_or((rest, ""));
            groups.push(group);
            rest = behind;
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn a_secret_is_read_in_groups_of_four() {
        assert_eq!(groups("ab3d-ef5h-jk7m"), ["ab3d-", "ef5h-", "jk7m"]);
        assert_eq!(groups("048213"), ["048", "213"]);
        assert_eq!(groups("hongwang_0123456789"), ["hongwang_", "0123", "4567", "89"]);
        assert_eq!(groups("hongwang_0123456789").concat(), "hongwang_0123456789");
    }
}
