use std::process::ExitCode;

use hongwang_accounts::{
    Account, AccountError, Created, Wanted, account_called, create_account, create_token, forget_second_step,
    give_password,
};
use hongwang_domain::{Actor, Role};
use hongwang_store::{Key, Store};
use hongwang_words::say;

use crate::cli::{UserAddArgs, UserCommand, UserPasswordArgs, UserTokenArgs};
use crate::failure::Failure;
use crate::settings::Settings;

/// What a token that is made here is called in its owner's list.
const TOKEN_NAME: &str = "hongwang user token";

/// Accounts from the command line: the secret alone on stdout, words on stderr.
pub fn run(command: UserCommand, settings: &Settings) -> Result<ExitCode, Failure> {
    let rulebook = settings.rulebook()?;
    let store = settings.store(&rulebook)?;
    match command {
        UserCommand::Add(args) => add(&store, &args, settings),
        UserCommand::Password(args) => password(&store, &args, settings),
        UserCommand::Token(args) => token(&store, &args, settings),
    }?;
    Ok(ExitCode::SUCCESS)
}

fn add(store: &Store, args: &UserAddArgs, settings: &Settings) -> Result<(), Failure> {
    let role = Role::from_text(&args.role).filter(|role| *role != Role::Console);
    let role =
        role.ok_or_else(|| Failure::usage("failure-user-role", &[("value", &args.role), ("roles", &roles())]))?;
    let wanted = Wanted {
        phone: args.phone.as_deref(),
        login_name: args.login.as_deref(),
        name: &args.name,
        role,
        unit: args.unit.as_str(),
        until: args.until,
    };
    let Created { password, .. } =
        create_account(store, &Actor::console(), &Key::new(), wanted).map_err(|error| match error {
            AccountError::UnknownUnit => Failure::words("failure-user-unit", &[("unit", args.unit.as_str())]),
            error => failed(&error),
        })?;
    eprintln!("{}", say(settings.language, "user-added", &[("name", &args.name)]));
    println!("{}", password.expose());
    Ok(())
}

fn password(store: &Store, args: &UserPasswordArgs, settings: &Settings) -> Result<(), Failure> {
    let account = named(store, args.phone.as_deref(), args.login.as_deref())?;
    if args.forget_second_step {
        forget_second_step(store, &account.id).map_err(|error| failed(&error))?;
    }
    let Created { password, .. } =
        give_password(store, &Actor::console(), &Key::new(), &account.id).map_err(|error| failed(&error))?;
    eprintln!("{}", say(settings.language, "user-password-given", &[("name", &account.name)]));
    println!("{}", password.expose());
    Ok(())
}

fn token(store: &Store, args: &UserTokenArgs, settings: &Settings) -> Result<(), Failure> {
    let account = named(store, args.phone.as_deref(), args.login.as_deref())?;
    let token = create_token(store, &Actor::console(), &Key::new(), &account.id, TOKEN_NAME, (args.days, args.reach))
        .map_err(|error| failed(&error))?;
    let days = args.days.to_string();
    eprintln!("{}", say(settings.language, "user-token-made", &[("name", &account.name), ("days", &days)]));
    println!("{}", token.secret.expose());
    Ok(())
}

fn named(store: &Store, phone: Option<&str>, login: Option<&str>) -> Result<Account, Failure> {
    let found = account_called(store, phone.or(login).unwrap_or_default()).map_err(|error| failed(&error))?;
    found.ok_or_else(|| Failure::words("failure-user-unknown", &[]))
}

fn roles() -> String {
    let roles: Vec<&str> = Role::ALL.iter().filter(|role| **role != Role::Console).map(|role| role.as_str()).collect();
    roles.join(", ")
}

fn failed(error: &AccountError) -> Failure {
    if let AccountError::Store(error) = error {
        return Failure::words("failure-store", &[("said", &error.to_string())]);
    }
    let args = error.args();
    let args: Vec<(&'static str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Failure::words(error.key(), &args)
}
