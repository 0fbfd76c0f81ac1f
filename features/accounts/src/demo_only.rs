//! What is otherwise in a demo: its accounts keep the passwords that its log-in page tells.

use hongwang_web::{Ask, Fault};

use crate::error::AccountError;
use crate::queries::{account, everybody};

/// Whether a name is one of those that the log-in page of this demo tells.
pub(crate) fn is_told(ask: &Ask, login: &str) -> bool {
    let demo = ask.app().options.demo.as_ref();
    demo.is_some_and(|demo| demo.log_ins.iter().any(|told| told.login.eq_ignore_ascii_case(login)))
}

/// Refuses to change an account of this demo.
pub(crate) fn keep(ask: &Ask, id: &str) -> Result<(), Fault> {
    if ask.app().options.demo.is_none() {
        return Ok(());
    }
    let found = ask.store().read(&everybody(), |door| account(door, id))?;
    let login = found.and_then(|account| account.login_name);
    if login.is_some_and(|login| is_told(ask, &login)) {
        return Err(AccountError::DemoAccount.fault(ask.tongue()));
    }
    Ok(())
}
