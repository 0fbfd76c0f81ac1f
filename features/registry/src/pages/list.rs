//! The households of a unit.

use askama::Template;
use hongwang_domain::{Action, CategoryId, UnitKind};
use hongwang_organisation::pages::{crumbs, full_name, grid_of, has_page, units};
use hongwang_organisation::queries::ancestry;
use hongwang_web::components::{Choice, Empty, Field, FieldKind, Pager};
use hongwang_web::{Ask, Fault, Page, Reading, Reply, Tongue};

use crate::queries::{self, AtHome, HouseholdList, Line, PAGE, Sort, Wanted};

/// The most characters that are looked for.
const TEXT: usize = 40;

#[derive(Template)]
#[template(path = "households.html")]
struct ListPage<'a> {
    t: Tongue,
    code: &'a str,
    q: &'a str,
    list: &'a HouseholdList,
    /// What most rows say is said once.
    all_home: String,
    no_hamlet: String,
    /// Whether the rows stand in several units.
    is_wide: bool,
    filters: Vec<Field>,
    is_narrowed: bool,
    may_add: bool,
    may_find: bool,
    pager: Option<Pager>,
    empty: Option<Empty>,
}

impl ListPage<'_> {
    /// Where a household of the list stands.
    fn unit(&self, line: &Line) -> String {
        grid_of(self.t, line.village.as_deref(), &line.unit)
    }

    /// Who is recorded as dead or gone, and still counted today.
    fn leaving(&self, line: &Line) -> Vec<String> {
        let said = |(name, leaving): &(String, crate::queries::Leaving)| {
            self.t.say1(&format!("registry-recorded-{}-of", leaving.ending.as_str()), "name", name)
        };
        line.leaving.iter().map(said).collect()
    }
}

/// Leads on to the households of the one unit that somebody works in, or lets choose.
pub(crate) fn choose(ask: &Ask) -> Result<Reply, Fault> {
    units::choose(ask, Action::ReadRegistry, "/households", "registry")
}

pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    let t = ask.tongue();
    let wanted = wanted(ask);
    let list = read(ask, &wanted)?;
    let way = ask.read(Action::ReadRegistry, |door| Ok(ancestry(door, ask.place())?))?;
    let unit = way.last().ok_or(Fault::NotFound)?;
    let may_add = ask.may(Action::ChangeRegistry, ask.place());
    let sees_categories = ask.may(Action::ReadLedgerNames, ask.place());
    let is_narrowed = Wanted { page: 0, sort: Sort::Number, ..wanted.clone() } != Wanted::default();
    let address = format!("/units/{}/households", unit.code);
    let body = ListPage {
        t,
        code: &unit.code,
        q: ask.query("q").unwrap_or_default(),
        is_wide: unit.kind()? != UnitKind::Grid,
        filters: filters(ask, &list, &wanted, sees_categories),
        is_narrowed: is_narrowed || wanted.sort != Sort::Number,
        may_add,
        may_find: ask.may(Action::RevealPhone, ask.place()),
        pager: (list.matching > PAGE).then(|| {
            let pager = Pager::new(t, &address, ask.queries(), list.page + 1, PAGE, list.matching);
            pager.total(t.say1("registry-count-homes", "count", list.matching))
        }),
        empty: list.lines.is_empty().then(|| empty(ask, &address, is_narrowed, may_add)),
        list: &list,
        all_home: t.say("registry-all-home"),
        no_hamlet: t.say("registry-no-hamlet"),
    };
    let numbers = ask.say_with(
        "registry-lede",
        &[
            ("unit", &full_name(t, &way)),
            ("households", &list.households.to_string()),
            ("residents", &list.residents.to_string()),
        ],
    );
    let page = Page::new(t.say("web-nav-registry")).nav("registry").crumbs(crumbs(ask, &way)).lede(numbers);
    Ok(Reply::page(page.body(&body)?))
}

/// What the address asks for. What it can't ask for is as if it were not there.
pub(crate) fn wanted(ask: &Ask) -> Wanted {
    let category = ask.query("category").map(CategoryId::new).filter(|id| ask.rulebook().category(id).is_some());
    Wanted {
        text: ask.query("q").map(|text| text.chars().take(TEXT).collect()),
        hamlet: ask.query("hamlet").map(str::to_owned),
        category: category.filter(|_| ask.may(Action::ReadLedgerNames, ask.place())),
        at_home: ask.query("at_home").and_then(AtHome::from_text),
        sort: ask.query("sort").and_then(Sort::from_text).unwrap_or_default(),
        page: ask.query("page").and_then(|page| page.parse::<usize>().ok()).unwrap_or(1).saturating_sub(1).min(100_000),
    }
}

/// A program that asks for what can't be asked for is told so; on a page it is as if it were not there. Whoever may not
/// see whom categories apply to is told of every category that there is none.
pub(crate) fn understood(ask: &Ask) -> Result<(), Fault> {
    let mut form = Reading::of(ask.queries(), ask.tongue());
    let sees = ask.may(Action::ReadLedgerNames, ask.place());
    form.optional_one_of("category", |id| ask.rulebook().category(&CategoryId::new(id)).filter(|_| sees).map(|_| ()));
    form.optional_one_of("at_home", AtHome::from_text);
    form.optional_one_of("sort", Sort::from_text);
    form.optional_number("page", 1..=100_000);
    form.finish()
}

/// The households of the route's unit.
pub(crate) fn read(ask: &Ask, wanted: &Wanted) -> Result<HouseholdList, Fault> {
    let (path, today) = (ask.place(), ask.today());
    ask.read(Action::ReadRegistry, |door| queries::list(door, path, wanted, today)?.ok_or(Fault::NotFound))
}

fn filters(ask: &Ask, list: &HouseholdList, wanted: &Wanted, sees_categories: bool) -> Vec<Field> {
    let t = ask.tongue();
    let select = |name: &'static str, label: &str, choices: Vec<Choice>, chosen: &str| {
        Field::new(name, t.say(label), FieldKind::Select(choices)).value(chosen)
    };
    let any = |key: &str| Choice::new("", t.say(key));
    let hamlets = list.places.iter().filter_map(|place| {
        let name = place.hamlet.as_deref()?;
        Some(Choice::new(
            place.hamlet_id.as_deref()?,
            t.say2("registry-hamlet-of", "hamlet", name, "unit", grid_of(t, place.village.as_deref(), &place.unit)),
        ))
    });
    let hamlets: Vec<Choice> = std::iter::once(any("registry-any-hamlet")).chain(hamlets).collect();
    let at_home = AtHome::ALL.iter().map(|one| Choice::new(one.as_str(), t.of("registry-at-home", one.as_str())));
    let sorts = Sort::ALL.iter().map(|one| Choice::new(one.as_str(), t.of("registry-sort", one.as_str())));
    let mut filters = Vec::new();
    if hamlets.len() > 1 {
        filters.push(select("hamlet", "registry-hamlet", hamlets, wanted.hamlet.as_deref().unwrap_or_default()));
    }
    let at_home = std::iter::once(any("registry-any-at-home")).chain(at_home).collect();
    filters.push(select(
        "at_home",
        "registry-at-home",
        at_home,
        wanted.at_home.map(AtHome::as_str).unwrap_or_default(),
    ));
    if sees_categories {
        let categories = ask.rulebook().categories.iter();
        let categories = categories.map(|one| Choice::new(one.id.as_str(), t.of("category", one.id.as_str())));
        let categories = std::iter::once(any("registry-any-category")).chain(categories).collect();
        let chosen = wanted.category.as_ref().map(CategoryId::as_str).unwrap_or_default();
        filters.push(select("category", "registry-category", categories, chosen));
    }
    filters.push(select("sort", "registry-sort", sorts.collect(), wanted.sort.as_str()));
    filters
}

fn empty(ask: &Ask, address: &str, is_narrowed: bool, may_add: bool) -> Empty {
    let t = ask.tongue();
    if is_narrowed {
        return Empty {
            title: t.say("registry-none-found"),
            text: t.say("registry-none-found-next"),
            action: Some((t.say("registry-show-all"), address.to_owned())),
        };
    }
    let imports = ask.may(Action::ImportWorkbook, ask.place()) && has_page(ask, "/units/{unit}/imports");
    let (text, action) = if imports {
        let href = format!("/units/{}/imports", ask.param("unit"));
        ("registry-empty-import", Some((t.say("registry-import"), href)))
    } else if may_add {
        ("registry-empty-add", Some((t.say("registry-add"), format!("{address}/new"))))
    } else {
        ("registry-empty-ask", None)
    };
    Empty { title: t.say("registry-empty"), text: t.say(text), action }
}
