//! Accounts: who can log in, with which password, in which roles at which units; sessions and tokens.

mod api;
mod appointed;
mod attempts;
mod change_password;
mod create;
mod demo;
mod demo_only;
mod device;
mod edit;
mod error;
mod gate;
mod helping;
mod list;
mod locate;
mod log_in;
mod log_out;
mod manage;
mod names;
mod own;
mod pages;
mod password;
mod preferences;
mod proof;
pub mod queries;
mod queue;
mod reset;
mod roles;
mod routes;
pub mod rows;
mod second;
mod secret;
mod setup;
mod subject;
mod tokens;
mod uses;
mod work;

pub use appointed::recognise;
pub use attempts::{LOCKED_MINUTES, TRIES};
pub use change_password::{Change, change_password};
pub use create::{Created, Wanted, create_account, fits};
pub use demo::{DemoAccount, demo, put_back};
pub use device::Device;
pub use edit::{AccountChange, edit_account};
pub use error::AccountError;
pub use gate::{Doorkeeper, IDLE_MINUTES, Known, tidy};
pub use helping::end_sessions_of_helped;
pub use list::{Filter, HeldRole, Line, account_called, line, list};
pub use locate::ACCOUNT;
pub use log_in::{Credentials, Entrance, LogInError, LoggedIn, log_in};
pub use log_out::{log_out, log_out_everywhere, name_session};
pub use manage::{end_sessions, give_password};
pub use password::{LEAST, MOST, PasswordError, PasswordFault, hash, one_time_password, verify};
pub use preferences::prefer;
pub use reset::{CODE_MINUTES, Given, Reset, give_code, reset_password};
pub use roles::{add_role, end_role};
pub use rows::{Account, AccountRole, Session, Token};
pub use second::{code_at, forget_second_step};
pub use secret::Secret;
pub use setup::create_system_administrator;
pub use tokens::{MOST as MOST_TOKENS, MOST_DAYS, NewToken, create_token, revoke_token};

use std::sync::Arc;

use hongwang_web::{App, Slice};

/// The slice's declaration.
pub fn slice() -> Slice {
    Slice::new("accounts")
        .routes(routes::routes())
        .nav(pages::nav)
        .home(pages::home)
        .openapi(api::describe)
        .subject(subject::SUBJECT)
        .chore(tidy_up)
}

fn tidy_up(app: &Arc<App>) {
    if let Err(error) = tidy(&app.store) {
        tracing::warn!(%error, "ended sessions were not taken away");
    }
}
