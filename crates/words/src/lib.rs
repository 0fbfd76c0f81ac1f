//! Every text that a person reads, as Fluent messages: `locales/<language>/*.ftl`, embedded, and an operator's own
//! files after ours.
//!
//! ```
//! use hongwang_words::{Language, say};
//! assert_eq!(say(Language::En, "no-such-message", &[]), "no-such-message");
//! ```

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

mod language;
mod overrides;
mod shape;

pub use language::Language;
pub use overrides::WordsError;

/// A message file of ours.
struct Source {
    language: &'static str,
    #[cfg_attr(not(test), expect(dead_code, reason = "tests name the file of a fault"))]
    file: &'static str,
    text: &'static str,
}

static SOURCES: &[Source] = include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// The words that [`say`] uses once an operator's files are installed.
static INSTALLED: OnceLock<Words> = OnceLock::new();
static EMBEDDED: Words = Words::embedded();

/// The messages of every language; a language is read when it is first spoken.
pub struct Words {
    zh_cn: Spoken,
    en: Spoken,
}

/// The messages of one language.
struct Spoken {
    language: Language,
    bundle: OnceLock<FluentBundle<FluentResource>>,
}

impl Words {
    /// Our own messages.
    pub const fn embedded() -> Self {
        Self {
            zh_cn: Spoken { language: Language::ZhCn, bundle: OnceLock::new() },
            en: Spoken { language: Language::En, bundle: OnceLock::new() },
        }
    }

    /// Our messages, then those of an operator's folder (`<folder>/zh-CN/*.ftl`, `<folder>/en/*.ftl`), which replace
    /// ours by key and may add more.
    ///
    /// # Errors
    /// Every fault of the files: unreadable, wrong syntax, a message without words, an argument that ours does not have.
    pub fn with_overrides(folder: &Path) -> Result<Self, Vec<WordsError>> {
        let mut faults = Vec::new();
        if let Err(error) = std::fs::read_dir(folder) {
            overrides::unreadable::<()>(folder, &error, &mut faults);
        }
        let mut spoken = |language| {
            let ours: BTreeMap<_, _> = sources(language).flat_map(|source| shape::shapes(&parsed(source)).0).collect();
            let theirs = overrides::read(folder, language, &ours, &mut faults);
            Spoken { language, bundle: OnceLock::from(bundle(language, theirs)) }
        };
        let words = Self { zh_cn: spoken(Language::ZhCn), en: spoken(Language::En) };
        faults.sort();
        if faults.is_empty() { Ok(words) } else { Err(faults) }
    }

    /// Makes these the words that [`say`] uses. Only the first call counts; it says whether this was the first.
    pub fn install(self) -> bool {
        INSTALLED.set(self).is_ok()
    }

    /// The message with its arguments put in; the key itself where there is no such message.
    /// A whole number chooses between singular and plural where the message does.
    pub fn say(&self, language: Language, key: &str, args: &[(&str, &str)]) -> String {
        let bundle = self.spoken(language).bundle();
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else { return key.to_owned() };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            values.set(*name, value_of(value));
        }
        bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }

    /// Whether every language has the message.
    pub fn has(&self, key: &str) -> bool {
        Language::ALL.into_iter().all(|language| self.has_in(language, key))
    }

    /// Whether one language has the message.
    pub fn has_in(&self, language: Language, key: &str) -> bool {
        self.spoken(language).bundle().get_message(key).is_some_and(|message| message.value().is_some())
    }

    /// What each language says under a key, without arguments: (tag, text), and no text where it has no such message.
    pub fn texts(&self, key: &str) -> Vec<(&'static str, Option<String>)> {
        let text = |language| self.has_in(language, key).then(|| self.say(language, key, &[]));
        Language::ALL.map(|language| (language.tag(), text(language))).into()
    }

    fn spoken(&self, language: Language) -> &Spoken {
        match language {
            Language::ZhCn => &self.zh_cn,
            Language::En => &self.en,
        }
    }
}

impl Spoken {
    fn bundle(&self) -> &FluentBundle<FluentResource> {
        self.bundle.get_or_init(|| bundle(self.language, Vec::new()))
    }
}

/// The message in the installed words; see [`Words::say`].
pub fn say(language: Language, key: &str, args: &[(&str, &str)]) -> String {
    current().say(language, key, args)
}

/// Whether the installed words have the message in every language.
pub fn has(key: &str) -> bool {
    current().has(key)
}

/// What each language says under a key, in the installed words; see [`Words::texts`].
pub fn texts(key: &str) -> Vec<(&'static str, Option<String>)> {
    current().texts(key)
}

/// Says a message with named arguments of any type that can be shown: `say!(language, "rows-read", rows = 12, sheet = name)`.
#[macro_export]
macro_rules! say {
    ($language:expr, $key:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::say($language, $key, &[$((stringify!($name), &*::std::string::ToString::to_string(&$value))),*])
    };
}

fn current() -> &'static Words {
    INSTALLED.get().unwrap_or(&EMBEDDED)
}

fn sources(language: Language) -> impl Iterator<Item = &'static Source> {
    SOURCES.iter().filter(move |source| source.language == language.tag())
}

/// A file of ours; a test holds that none has a fault.
fn parsed(source: &Source) -> FluentResource {
    FluentResource::try_new(source.text.to_owned()).unwrap_or_else(|(resource, _)| resource)
}

fn bundle(language: Language, theirs: Vec<FluentResource>) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
    // The marks are invisible and would go with the text into messages, file names and CSV.
    bundle.set_use_isolating(false);
    for resource in sources(language).map(parsed).chain(theirs) {
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// A number only where it comes out as it went in: codes and phones begin with 0 or are long.
fn value_of(text: &str) -> FluentValue<'_> {
    const EXACT_DIGITS: usize = 15;
    match text.parse::<i64>() {
        Ok(number) if text.len() <= EXACT_DIGITS && number.to_string() == text => FluentValue::from(number),
        _ => FluentValue::String(Cow::Borrowed(text)),
    }
}

#[cfg(test)]
mod tests;
