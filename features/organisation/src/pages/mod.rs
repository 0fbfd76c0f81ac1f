//! What people see of units.

pub(crate) mod edit;
pub(crate) mod linked;
pub(crate) mod new_town;
pub mod reveal;
pub(crate) mod unit;
pub mod units;

use axum::http::Method;
use hongwang_domain::{Action, UnitCode, UnitKind};
use hongwang_web::{Ask, Crumb, Fault, HomePart, HomeRow, NavItem, Tongue, Visitor};

use crate::queries;
use crate::queries::{Changed, Totals};
use crate::rows::Unit;

/// 组织
pub(crate) fn nav(visitor: &Visitor) -> Vec<NavItem> {
    let item =
        || NavItem { key: "organisation", icon: "sitemap", href: "/units".to_owned(), order: 10, on_phone: false };
    visitor.may_somewhere(Action::ReadOrganisation).then(item).into_iter().collect()
}

/// The own units, each with its numbers in a sentence.
pub(crate) fn home(ask: &Ask) -> Result<Vec<HomePart>, Fault> {
    let Some(visitor) = ask.visitor() else { return Ok(Vec::new()) };
    let mut rows = Vec::new();
    for post in visitor.posts_for(Action::ReadOrganisation) {
        let Some(path) = &post.actor.unit else { continue };
        let scope = hongwang_domain::policy::Scope::of(&post.actor, Action::ReadOrganisation);
        let totals = ask.store().read(&scope, |door| queries::totals(door, path, ask.today()))?;
        let detail = numbers(ask, totals.values().fold(Totals::default(), |sum, one| sum.plus(*one)));
        let (title, href) = (post.unit_name.clone(), format!("/units/{}", post.unit_code));
        let kind = UnitCode::parse(&post.unit_code).map_or("county", |code| code.kind().as_str());
        let mark = ask.tongue().of("organisation-mark", kind);
        let row = HomeRow { mark, tone: "plain", title, detail, href };
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    let list = || HomePart::List { title: ask.say("organisation-home"), rows: rows.clone() };
    Ok(if rows.is_empty() { Vec::new() } else { vec![list()] })
}

/// 52 户，147 人
pub fn numbers(ask: &Ask, totals: Totals) -> String {
    let (households, residents) = (totals.households.to_string(), totals.residents.to_string());
    ask.say_with("organisation-numbers", &[("households", &households), ("residents", &residents)])
}

/// The way from the county to a unit, itself included; links where the visitor may go.
pub fn crumbs<'a>(ask: &Ask, units: impl IntoIterator<Item = &'a Unit>) -> Vec<Crumb> {
    let crumb = |unit: &Unit| {
        if ask.may(Action::ReadOrganisation, &unit.path()) {
            Crumb::link(&unit.name, format!("/units/{}", unit.code))
        } else {
            Crumb::text(&unit.name)
        }
    };
    units.into_iter().map(crumb).collect()
}

/// A unit so that nobody takes it for another: a grid with its village, 新立村 第三网格. `way` leads to it from the county.
pub fn full_name(t: Tongue, way: &[Unit]) -> String {
    match way {
        [.., village, grid] if grid.kind == UnitKind::Grid.as_str() => grid_of(t, Some(&village.name), &grid.name),
        [.., unit] => unit.name.clone(),
        [] => String::new(),
    }
}

/// A unit behind the name of its village, where that has to be said.
pub fn grid_of(t: Tongue, village: Option<&str>, unit: &str) -> String {
    village.map_or_else(|| unit.to_owned(), |village| t.say2("organisation-grid-of", "village", village, "grid", unit))
}

/// Whether the product has a page at a path of the router: a button leads nowhere else.
pub fn has_page(ask: &Ask, path: &str) -> bool {
    let routes = ask.app().slices.iter().flat_map(|slice| &slice.routes);
    routes.into_iter().any(|route| route.path == path && route.method == Method::GET)
}

/// Who made a change, as a page says it: 张三（网格党小组组长）.
///
/// # Errors
/// When the database fails.
pub fn who(ask: &Ask, changed: &Changed) -> Result<String, Fault> {
    let role = ask.tongue().of("role", changed.role.as_str());
    let Some(account) = &changed.account else { return Ok(role) };
    let ids = [account.clone()];
    let names = ask.read(Action::UseOwnAccount, |door| Ok(ask.app().gate.names(door, &ids)?))?;
    Ok(match names.get(account) {
        Some(name) => ask.say_with("organisation-who", &[("name", name), ("role", &role)]),
        None => role,
    })
}
