//! In which language somebody reads before one was chosen.

use hongwang_words::Language;

use crate::app::Options;

/// The language chosen by the account, else by this browser, else what the browser asks for, else the deployment's.
pub(crate) fn of(
    account: Option<Language>,
    cookie: Option<&str>,
    asked: Option<&str>,
    options: &Options,
    is_api: bool,
) -> Language {
    let chosen = account.or_else(|| cookie.and_then(Language::parse));
    // Browsers in a county say en-US more often than a clerk can read English: only programs are taken at their word.
    let asked = asked.filter(|_| is_api).and_then(first_known);
    chosen.or(asked).unwrap_or(options.language)
}

fn first_known(asked: &str) -> Option<Language> {
    asked.split(',').filter_map(|part| part.split(';').next()).find_map(|tag| {
        let tag = tag.trim().to_ascii_lowercase();
        let of = |begin: &str, language| tag.starts_with(begin).then_some(language);
        of("zh", Language::ZhCn).or_else(|| of("en", Language::En))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_account_comes_before_the_browser_before_the_deployment() {
        let options = Options::default();
        assert_eq!(of(Some(Language::En), Some("zh-CN"), None, &options, false), Language::En);
        assert_eq!(of(None, Some("en"), Some("zh"), &options, false), Language::En);
        assert_eq!(of(None, None, Some("en-US,en;q=0.9"), &options, false), Language::ZhCn);
        assert_eq!(of(None, None, Some("fr, en;q=0.9"), &options, true), Language::En);
    }
}
