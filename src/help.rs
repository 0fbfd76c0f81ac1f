//! The help of the command line, in the language that is asked for: message `cli-<command>` or `cli-<command>-<argument>`.

use clap::{Command, CommandFactory, FromArgMatches};
use hongwang_words::{Language, has, say};

use crate::cli::Cli;

/// Parses the command line; wrong usage ends the program with exit code 2.
pub fn parse() -> Cli {
    let command = described(Cli::command(), "cli", language());
    let matches = command.get_matches();
    Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

/// The language asked for by `--lang` or `HONGWANG_LANG`, before anything else is known.
pub fn language() -> Language {
    let mut arguments = std::env::args();
    let flag = std::iter::from_fn(|| arguments.next()).collect::<Vec<_>>();
    let after = flag.iter().position(|argument| argument == "--lang").and_then(|at| flag.get(at + 1).cloned());
    let joined = flag.iter().find_map(|argument| argument.strip_prefix("--lang=").map(str::to_owned));
    let asked = after.or(joined).or_else(|| std::env::var("HONGWANG_LANG").ok());
    asked.as_deref().and_then(Language::parse).unwrap_or_default()
}

fn described(mut command: Command, key: &str, language: Language) -> Command {
    if has(key) {
        command = command.about(say(language, key, &[]));
    }
    let arguments: Vec<String> = command.get_arguments().map(|argument| argument.get_id().to_string()).collect();
    for argument in arguments {
        let own = format!("{key}-{}", argument.replace('_', "-"));
        let shared = format!("cli-{}", argument.replace('_', "-"));
        for key in [own, shared] {
            if has(&key) {
                command = command.mut_arg(&argument, |argument| argument.help(say(language, &key, &[])));
                break;
            }
        }
    }
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        let key = format!("{key}-{name}");
        command = command.mut_subcommand(&name, |sub| described(sub, &key, language));
    }
    command
}
