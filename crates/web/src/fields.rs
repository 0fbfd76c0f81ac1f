//! What was sent, as text: a form's fields or the scalars of a JSON object.

use bytes::Bytes;

/// A file that was handed in.
#[derive(Clone, Debug, Default)]
pub struct Uploaded {
    /// The name it had.
    pub name: String,
    /// What is in it.
    pub bytes: Bytes,
}

/// Names with texts, in the order sent; a name can stand more than once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    pairs: Vec<(String, String)>,
    /// Names that a program sent with nothing under them: `null` or an empty list.
    emptied: Vec<String>,
    /// Every name of a JSON object, whatever stands under it.
    told: Vec<(String, JsonType)>,
}

impl Fields {
    /// Of pairs.
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Self { pairs, ..Self::default() }
    }

    /// Reads `a=1&b=2`.
    pub fn of_form(text: &[u8]) -> Self {
        Self::new(form_urlencoded::parse(text).into_owned().collect())
    }

    /// Reads the scalars of a JSON object, those of lists one after another; `None` when it is no object.
    pub fn of_json(json: &serde_json::Value) -> Option<Self> {
        let mut fields = Self::default();
        for (name, value) in json.as_object()? {
            fields.told.push((name.clone(), JsonType::of(value)));
            let values = value.as_array().map_or_else(|| vec![value], |list| list.iter().collect());
            if values.iter().all(|value| value.is_null()) {
                fields.emptied.push(name.clone());
            }
            fields.pairs.extend(values.into_iter().filter_map(|value| Some((name.clone(), scalar(value)?))));
        }
        Some(fields)
    }

    /// The text under a name, without the white space around it; `None` when it is not there or empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        let (_, text) = self.pairs.iter().find(|(given, _)| given == name)?;
        let text = text.trim();
        (!text.is_empty()).then_some(text)
    }

    /// The text under a name just as it was sent.
    pub fn raw(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(given, _)| given == name).map(|(_, text)| text.as_str())
    }

    /// All texts under a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(given, _)| given == name).map(|(_, text)| text.as_str())
    }

    /// Whether a name was sent at all, if with nothing under it.
    pub fn has(&self, name: &str) -> bool {
        self.pairs.iter().any(|(given, _)| given == name) || self.emptied.iter().any(|given| given == name)
    }

    /// The names of a JSON object with what kind of value stands under each; of a form none.
    pub(crate) fn told(&self) -> impl Iterator<Item = (&str, JsonType)> {
        self.told.iter().map(|(name, kind)| (name.as_str(), *kind))
    }

    /// The same with what stands where nothing was sent.
    #[must_use]
    pub fn over<'a>(&self, standing: impl IntoIterator<Item = (&'static str, &'a str)>) -> Self {
        let mut over = self.clone();
        for (name, text) in standing {
            if !self.has(name) {
                over.push(name.to_owned(), text.to_owned());
            }
        }
        over
    }

    /// The same as a query is written.
    pub fn written(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.pairs).finish()
    }

    /// Everything, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// The same with one text replaced or added.
    #[must_use]
    pub fn with(mut self, name: &str, text: &str) -> Self {
        self.pairs.retain(|(given, _)| given != name);
        self.pairs.push((name.to_owned(), text.to_owned()));
        self
    }

    pub(crate) fn push(&mut self, name: String, text: String) {
        self.pairs.push((name, text));
    }
}

/// What kind of value a program sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JsonType {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

impl JsonType {
    fn of(value: &serde_json::Value) -> Self {
        use serde_json::Value;
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }

    /// Whether it is one of the types of a description; where that names none, everything is. A text stands for any
    /// scalar: it is read as the forms' texts are.
    pub(crate) fn is_of(self, types: &std::collections::BTreeSet<String>) -> bool {
        let any = |names: &[&str]| types.is_empty() || names.iter().any(|name| types.contains(*name));
        match self {
            Self::Null => true,
            Self::Boolean => any(&["boolean"]),
            Self::Number => any(&["integer", "number"]),
            Self::String => any(&["string", "integer", "number", "boolean"]),
            Self::Array => any(&["array"]),
            Self::Object => any(&["object"]),
        }
    }
}

fn scalar(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        serde_json::Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_json_read_alike() {
        let form = Fields::of_form("name=%E7%8E%8B+&empty=&tag=a&tag=b".as_bytes());
        assert_eq!(form.get("name"), Some("王"));
        assert_eq!(form.get("empty"), None);
        assert!(form.has("empty") && !form.has("none"));
        assert_eq!(form.all("tag").collect::<Vec<_>>(), ["a", "b"]);
        let json = serde_json::json!({"name": "王", "count": 3, "tag": ["a", "b"], "nothing": null, "deep": {"a": 1}});
        let json = Fields::of_json(&json).unwrap();
        assert_eq!(json.get("name"), Some("王"));
        assert_eq!(json.get("count"), Some("3"));
        assert_eq!(json.all("tag").collect::<Vec<_>>(), ["a", "b"]);
        assert!(json.has("nothing") && json.get("nothing").is_none() && !json.has("deep"));
        // What was sent counts, if it is nothing; where nothing was sent, what stands stays.
        let over = json.over([("name", "李"), ("nothing", "something"), ("other", "stays")]);
        assert_eq!((over.get("name"), over.get("nothing"), over.get("other")), (Some("王"), None, Some("stays")));
        assert_eq!(Fields::of_json(&serde_json::json!([1])), None);
    }
}
