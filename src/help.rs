//! The help of the command line, in the language that is asked for: the message `cli-<command>` for a command,
//! `cli-<command>--<argument>` for its argument (`cli--<argument>` where every command has it).

use clap::{Command, CommandFactory, FromArgMatches};
use hongwang_words::{Language, has, say};

use crate::cli::Cli;

/// What every command takes is listed behind what is its own.
const BEHIND_ITS_OWN: usize = 100;

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
        let key = argument_key(key, &argument);
        if has(&key) {
            command = command.mut_arg(&argument, |argument| {
                let argument = argument.help(say(language, &key, &[]));
                if argument.is_global_set() { argument.display_order(BEHIND_ITS_OWN) } else { argument }
            });
        }
    }
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        let key = format!("{key}-{name}");
        command = command.mut_subcommand(&name, |sub| described(sub, &key, language));
    }
    command
}

/// Two hyphens, because the command `rulebook` and the option `--rulebook` stand side by side.
fn argument_key(command: &str, argument: &str) -> String {
    format!("{command}--{}", argument.replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_argument_is_explained_in_both_languages() {
        let mut keys = Vec::new();
        collect(&Cli::command(), "cli", &mut keys);
        assert!(keys.len() > 40, "{keys:?}");
        let silent: Vec<&String> = keys.iter().filter(|key| !has(key)).collect();
        assert!(silent.is_empty(), "no help: {silent:?}");
    }

    #[test]
    fn help_speaks_the_language_that_is_asked_for() {
        for (language, word) in [(Language::ZhCn, "台账"), (Language::En, "ledger")] {
            let mut command = described(Cli::command(), "cli", language);
            command.build();
            let export = command.find_subcommand_mut("export").unwrap().find_subcommand_mut("ledger").unwrap();
            let help = export.render_long_help().to_string();
            assert!(help.contains(word) && help.contains(&say(language, "cli--data", &[])), "{help}");
        }
    }

    fn collect(command: &Command, key: &str, keys: &mut Vec<String>) {
        keys.push(key.to_owned());
        keys.extend(command.get_arguments().map(|argument| argument_key(key, argument.get_id().as_str())));
        for sub in command.get_subcommands() {
            collect(sub, &format!("{key}-{}", sub.get_name()), keys);
        }
    }
}
