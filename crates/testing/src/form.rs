//! The forms of a page, as a browser would send them.

/// A form: where it is sent, and what stands in it.
#[derive(Clone, Debug)]
pub struct Form {
    /// The address.
    pub action: String,
    /// Names with texts, in order.
    pub fields: Vec<(String, String)>,
    /// Its buttons' words.
    pub buttons: Vec<String>,
}

impl Form {
    /// Those of a page that change something.
    ///
    /// # Panics
    /// Where a form has no address.
    pub fn all(page: &str) -> Vec<Self> {
        let forms = page.split("<form ").skip(1).filter(|form| form.split('>').next().unwrap().contains("\"post\""));
        let read = |form: &str| {
            let form = form.split("</form>").next().unwrap();
            let (tag, inner) = form.split_once('>').unwrap();
            let action = attribute(&format!(" {tag}"), "action").unwrap();
            let buttons = inner.split("<button").skip(1).map(|one| one.split('>').nth(1).unwrap_or_default());
            let buttons = buttons.map(|one| one.split('<').next().unwrap_or_default().to_owned()).collect();
            Self { action, fields: standing(inner), buttons }
        };
        forms.map(read).collect()
    }

    /// The text under a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
    }

    /// The same with something typed.
    #[must_use]
    pub fn typed(mut self, typed: &[(&str, &str)]) -> Self {
        for (name, text) in typed {
            self.fields.retain(|(known, _)| known != name);
            self.fields.push(((*name).to_owned(), (*text).to_owned()));
        }
        self
    }

    /// As it is sent.
    pub fn pairs(&self) -> Vec<(&str, &str)> {
        self.fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, behind) = tag.split_once(&format!(" {name}=\""))?;
    Some(behind.split('"').next()?.replace("&#38;", "&").replace("&#10;", "\n"))
}

/// What a form would send if nobody touched it.
pub fn standing(form: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for piece in form.split('<').skip(1) {
        let tag = piece.split('>').next().unwrap_or_default();
        let text = piece.split_once('>').map_or("", |(_, text)| text);
        let is_choice = tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"");
        let Some(name) = attribute(tag, "name") else { continue };
        if tag.starts_with("input") && (!is_choice || tag.contains(" checked")) {
            fields.push((name, attribute(tag, "value").unwrap_or_default()));
        } else if tag.starts_with("textarea") {
            fields.push((name, text.to_owned()));
        } else if tag.starts_with("select") {
            let behind = form.split_once(&format!("<{tag}>")).map_or("", |(_, behind)| behind);
            let options = behind.split("</select>").next().unwrap_or_default();
            let chosen = options.split("<option ").find(|option| option.contains(" selected"));
            let chosen = chosen.or_else(|| options.split("<option ").nth(1)).unwrap_or_default();
            fields.push((name, attribute(&format!(" {chosen}"), "value").unwrap_or_default()));
        }
    }
    fields
}
