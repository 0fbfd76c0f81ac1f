//! The policy in words: which role may do what, and where.

use askama::Template;
use hongwang_domain::policy::{Relation, allows};
use hongwang_domain::{Action, Role};

use crate::ask::Ask;
use crate::fault::Fault;
use crate::reply::{Page, Reply};
use crate::tongue::Tongue;

#[derive(Template)]
#[template(path = "policy.html")]
struct Table {
    t: Tongue,
    roles: Vec<RoleRow>,
}

struct RoleRow {
    role: &'static str,
    mine: bool,
    own: Vec<&'static str>,
    below: Vec<&'static str>,
}

pub(crate) fn page(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let mine =
        |role: Role| ask.visitor().is_some_and(|visitor| visitor.posts.iter().any(|post| post.actor.role == role));
    let may = |role, relation| {
        Action::ALL
            .iter()
            .filter(move |action| allows(role, **action, relation))
            .map(|action| action.as_str())
            .collect()
    };
    let roles = Role::ALL.iter().copied().filter(|role| *role != Role::Console);
    let roles = roles
        .map(|role| RoleRow {
            role: role.as_str(),
            mine: mine(role),
            own: may(role, Relation::Own),
            below: may(role, Relation::Below),
        })
        .collect();
    let page =
        Page::new(t.say("web-policy")).lede(t.say("web-policy-lede")).nav("standard").body(&Table { t, roles })?;
    Ok(Reply::page(page))
}
