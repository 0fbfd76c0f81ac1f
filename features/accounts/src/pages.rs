//! What people see of accounts.

pub(crate) mod account;
pub(crate) mod accounts;
pub(crate) mod edit;
pub(crate) mod helping;
pub(crate) mod log_in;
pub(crate) mod me;
pub(crate) mod new_account;
pub(crate) mod once;
pub(crate) mod password;
mod place;
pub(crate) mod reset;
pub(crate) mod rights;
pub(crate) mod second;
pub(crate) mod tokens;

use hongwang_domain::{Action, Role};
use hongwang_web::components::Choice;
use hongwang_web::{Ask, BigButton, Fault, HomePart, NavItem, Tongue, Visitor};

/// 我的, for whoever manages them 账号, and for whoever stands above others 帮人登录.
pub(crate) fn nav(visitor: &Visitor) -> Vec<NavItem> {
    let me = NavItem { key: "me", icon: "user", href: "/me".to_owned(), order: 95, on_phone: true };
    let accounts =
        NavItem { key: "accounts", icon: "users-group", href: "/accounts".to_owned(), order: 70, on_phone: true };
    let accounts = visitor.may_somewhere(Action::ManageAccounts).then_some(accounts);
    let helping = NavItem { key: "helping", icon: "key", href: "/helping".to_owned(), order: 80, on_phone: false };
    let helping = visitor.may_somewhere(Action::HelpAccounts).then_some(helping);
    accounts.into_iter().chain(helping).chain([me]).collect()
}

/// A button for whoever manages accounts.
pub(crate) fn home(ask: &Ask) -> Result<Vec<HomePart>, Fault> {
    let manages = ask.visitor().is_some_and(|visitor| visitor.may_somewhere(Action::ManageAccounts));
    let button = || BigButton { icon: "users-group", label: ask.say("web-nav-accounts"), href: "/accounts".to_owned() };
    Ok(if manages { vec![HomePart::Buttons(vec![button()])] } else { Vec::new() })
}

/// The roles that can be given, to choose from.
fn role_choices(t: Tongue) -> Vec<Choice> {
    let roles = Role::ALL.iter().filter(|role| **role != Role::Console);
    let named = roles.map(|role| Choice::new(role.as_str(), t.of("role", role.as_str())));
    std::iter::once(Choice::new("", t.say("accounts-choose"))).chain(named).collect()
}

/// A role that can be given.
pub(crate) fn role(text: &str) -> Option<Role> {
    Role::from_text(text).filter(|role| *role != Role::Console)
}
