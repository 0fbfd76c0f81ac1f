//! Two towns with people who have secrets, and somebody in every role.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use hongwang_domain::{Action, Role, policy};
use hongwang_testing::citizen::citizen_id;
use hongwang_testing::{Answer, Engine, Place, Served, Talker};

use crate::place;

/// The county, two towns, two villages each, two grids each.
pub const COUNTY: &str = "211104";
pub const TOWNS: [(&str, &str); 2] = [("211104109", "新立镇"), ("211104110", "田家镇")];
const VILLAGES: [(&str, &str); 4] =
    [("211104109201", "东河村"), ("211104109202", "西河村"), ("211104110201", "南山村"), ("211104110202", "北山村")];
const SURNAMES: [char; 8] = ['赵', '钱', '孙', '李', '周', '吴', '郑', '冯'];
pub const PASSWORD: &str = "Yanbo-2026-hong";

/// A grid with the secrets of its people.
pub struct Grid {
    pub code: String,
    /// Residents' names.
    pub names: Vec<String>,
    /// Citizen ids and phones.
    pub numbers: Vec<String>,
    /// The name of somebody who is 低保户 or 残疾人.
    pub in_need: String,
    pub leader: String,
    /// Who has a post in its party group: the leader, members, a volunteer.
    pub posts: Vec<String>,
    pub household: String,
    pub resident: String,
    pub person: String,
    /// An organisation that is linked with the grid; its contact is a post too.
    pub organisation: String,
}

/// Somebody in a role.
pub struct Actor {
    pub role: Role,
    pub unit: &'static str,
    pub account: String,
    pub browser: Talker,
    pub program: Talker,
}

pub struct Ground {
    pub place: Place,
    pub served: Served,
    pub grids: Vec<Grid>,
    pub actors: Vec<Actor>,
    /// An upload of each town.
    pub uploads: Vec<String>,
    /// A finished import of each town.
    pub imports: Vec<String>,
    /// An entry of the audit of every unit that has one: the unit's code and the entry's id.
    pub entries: Vec<(String, String)>,
    /// What somebody of the first grid of each town asked, and to what they agreed: the grid's code and the id.
    pub requests: Vec<(String, String)>,
    pub consents: Vec<(String, String)>,
}

/// Who there is: (role, unit). All of the first town, its first village, that village's first grid.
pub const CAST: [(Role, &str); 12] = [
    (Role::CountyOrganiser, COUNTY),
    (Role::TownOrganiser, "211104109"),
    (Role::VillageSecretary, "211104109201"),
    (Role::CentreKeeper, "211104109201"),
    (Role::GridLeader, "211104109201001"),
    (Role::GroupMember, "211104109201001"),
    (Role::Volunteer, "211104109201001"),
    (Role::ChildrenOfficer, "211104109201"),
    (Role::Inspector, "211104109"),
    (Role::SystemAdmin, COUNTY),
    (Role::SecurityAdmin, COUNTY),
    (Role::AuditAdmin, COUNTY),
];

impl Actor {
    /// What the table says.
    pub fn may(&self, action: Action, unit: &str) -> bool {
        allowed(self.role, self.unit, action, unit)
    }
}

impl Ground {
    pub fn new(engine: Engine) -> Self {
        let place = place(engine);
        let mut grids: Vec<Grid> = (0..8).map(grid).collect();
        for (town, (code, name)) in TOWNS.into_iter().enumerate() {
            let of_town = &grids[town * 4..town * 4 + 4];
            for (kind, text) in [("people", people(of_town, town * 4)), ("groups", groups(of_town, town * 4))] {
                let file = place.write(&format!("{kind}-{code}.csv"), text.as_bytes());
                // Before the last month ended, so that its filed ledger has people in it.
                place.import(&file, &["--town", code, "--town-name", name, "--effective", "2026-10-01"]).assert(0);
            }
        }
        let served = Served::new(&place);
        let mut actors: Vec<Actor> = CAST.iter().map(|(role, unit)| enter(&place, &served, *role, unit)).collect();
        let other = enter(&place, &served, Role::TownOrganiser, "211104110");
        for (at, grid) in grids.iter_mut().enumerate() {
            let program = if at < 4 { &actor(&actors, Role::TownOrganiser).program } else { &other.program };
            find_ids(program, grid);
            link(program, grid);
        }
        let clerks = [&actor(&actors, Role::TownOrganiser).program, &other.program];
        let uploads = clerks.iter().zip(TOWNS).map(|(clerk, (town, _))| upload(clerk, town)).collect();
        let imports = clerks.iter().zip(TOWNS).map(|(clerk, (town, _))| import(clerk, town)).collect();
        let (mut requests, mut consents) = (Vec::new(), Vec::new());
        for (clerk, at) in clerks.iter().zip([0, 4]) {
            let path = format!("/api/v1/residents/{}", grids[at].resident);
            let made = |path: &str, body: serde_json::Value| {
                let made = clerk.json("POST", path, &body).assert(201).json();
                (grids[at].code.clone(), made["id"].as_str().unwrap().to_owned())
            };
            let asked = serde_json::json!({ "kind": "correction", "asker": "self", "proof": "id_card" });
            requests.push(made(&format!("{path}/rights"), asked));
            let agreed = serde_json::json!({ "purpose": "errands", "asker": "self", "way": "in_person" });
            consents.push(made(&format!("{path}/consents"), agreed));
        }
        let system = &actor(&actors, Role::SystemAdmin).program;
        let accounts = system.get("/api/v1/accounts").assert(200).json();
        for actor in &mut actors {
            actor.account = account_of(&accounts, &login(actor.role, actor.unit));
        }
        let entries = entries(&actor(&actors, Role::AuditAdmin).program);
        Self { place, served, grids, actors, uploads, imports, entries, requests, consents }
    }

    pub fn actor(&self, role: Role) -> &Actor {
        actor(&self.actors, role)
    }

    /// Every unit there is.
    pub fn units(&self) -> Vec<String> {
        let above = [COUNTY].into_iter().chain(TOWNS.map(|(code, _)| code)).chain(VILLAGES.map(|(code, _)| code));
        above.map(str::to_owned).chain(self.grids.iter().map(|grid| grid.code.clone())).collect()
    }

    /// Nothing of an answer may be of these grids; ids and phones of nobody's.
    pub fn assert_silent(&self, answer: &Answer, of: impl Fn(&Grid) -> bool, said: &str) {
        for grid in &self.grids {
            let numbers = grid.numbers.iter();
            let names = grid.names.iter().filter(|_| of(grid));
            for secret in numbers.chain(names) {
                assert!(!answer.body.contains(secret.as_str()), "{said}: {secret} in\n{}", answer.body);
            }
        }
    }

    /// Nothing of an answer may be of who has a post in the party groups of these grids.
    pub fn assert_silent_of_posts(&self, answer: &Answer, of: impl Fn(&Grid) -> bool, said: &str) {
        for name in self.grids.iter().filter(|grid| of(grid)).flat_map(|grid| &grid.posts) {
            assert!(!answer.body.contains(name.as_str()), "{said}: {name} in\n{}", answer.body);
        }
    }

    /// How many audit entries there are, and how many records they tell of: every change that is kept makes one.
    pub fn written(&self) -> (i64, i64) {
        use hongwang_store::diesel::{Connection, QueryDsl, RunQueryDsl};
        use hongwang_store::schema::store::{audit_entries, audit_records};
        let mut db = hongwang_store::Db::establish(&self.place.database().url()).unwrap();
        (
            audit_entries::table.count().get_result(&mut db).unwrap(),
            audit_records::table.count().get_result(&mut db).unwrap(),
        )
    }
}

/// How a place stands to somebody's unit.
pub fn relation(own: &str, target: &str) -> policy::Relation {
    if own == target {
        policy::Relation::Own
    } else if target.starts_with(own) {
        policy::Relation::Below
    } else if own.starts_with(target) {
        policy::Relation::Above
    } else {
        policy::Relation::Beside
    }
}

/// What the table says.
pub fn allowed(role: Role, own: &str, action: Action, target: &str) -> bool {
    policy::allows(role, action, relation(own, target))
}

fn actor(actors: &[Actor], role: Role) -> &Actor {
    actors.iter().find(|actor| actor.role == role).unwrap()
}

pub fn login(role: Role, unit: &str) -> String {
    format!("{}.{unit}", role.as_str().replace('_', "."))
}

fn grid(at: usize) -> Grid {
    let surname = SURNAMES[at];
    let names: Vec<String> = ["冠春", "望梅", "冠秋", "望兰"].iter().map(|name| format!("{surname}{name}")).collect();
    let born = NaiveDate::from_ymd_opt(1960, 3, 1).unwrap();
    let number = |one: usize| u16::try_from(at * 10 + one).unwrap();
    let ids = (0..4).map(|one| citizen_id(1, born, number(one) * 2 + u16::from(one % 2 == 0)));
    let phones = (0..4).map(|one| format!("1990000{:04}", 1000 + at * 10 + one));
    Grid {
        code: format!("{}{:03}", VILLAGES[at / 2].0, at % 2 + 1),
        in_need: names[1].clone(),
        leader: format!("{surname}旗领"),
        posts: ["旗领", "同成", "同员", "志愿"].iter().map(|name| format!("{surname}{name}")).collect(),
        names,
        // Residents' ids, residents' phones, the leader's phone.
        numbers: ids.chain(phones).chain([format!("1990000{}", 5000 + at)]).collect(),
        household: String::new(),
        resident: String::new(),
        person: String::new(),
        organisation: String::new(),
    }
}

fn people(grids: &[Grid], first: usize) -> String {
    let mut text = "村代码,村,网格,户编号,姓名,与户主关系,性别,身份证号,联系电话,低保户,残疾人\n".to_owned();
    for (at, grid) in grids.iter().enumerate() {
        let (village, name) = VILLAGES[(first + at) / 2];
        let grid_name = ["第一网格", "第二网格"][at % 2];
        for (one, person) in grid.names.iter().enumerate() {
            let household = format!("{}{:02}", at % 2 + 1, one / 2 + 1);
            let (relation, sex) = if one % 2 == 0 { ("户主", "男") } else { ("配偶", "女") };
            let (id, phone) = (&grid.numbers[one], &grid.numbers[4 + one]);
            let (dibao, disabled) = (if one < 2 { "是" } else { "否" }, if one == 1 { "是" } else { "否" });
            text.push_str(&format!(
                "{village},{name},{grid_name},{household},{person},{relation},{sex},{id},{phone},{dibao},{disabled}\n"
            ));
        }
    }
    text
}

fn groups(grids: &[Grid], first: usize) -> String {
    let mut text = "村,网格,党小组名称,组长,组长电话,成员,志愿者\n".to_owned();
    for (at, grid) in grids.iter().enumerate() {
        let (_, village) = VILLAGES[(first + at) / 2];
        let grid_name = ["第一网格", "第二网格"][at % 2];
        let [leader, one, other, volunteer] = &grid.posts[..] else { panic!("{:?}", grid.posts) };
        let phone = grid.numbers.last().unwrap();
        text.push_str(&format!(
            "{village},{grid_name},{grid_name}党小组,{leader},{phone},{one}、{other},{volunteer}\n"
        ));
    }
    text
}

/// Makes an account, logs in for the first time, changes the password, takes a token.
pub fn enter(place: &Place, served: &Served, role: Role, unit: &'static str) -> Actor {
    let login = login(role, unit);
    let made = place
        .run(["user", "add", "--login", &login, "--name", "某人", "--role", role.as_str(), "--unit", unit])
        .assert(0);
    let once = made.stdout.trim();
    let first = served.stranger().post("/login", &[("name", &login), ("password", once)]).assert(303);
    let browser = served.stranger().with_cookie_of(&first);
    let changed = browser.post("/password", &[("old", once), ("new", PASSWORD), ("again", PASSWORD)]).assert(303);
    let browser = browser.with_cookie_of(&changed);
    let administers = matches!(role, Role::SystemAdmin | Role::SecurityAdmin | Role::AuditAdmin);
    let browser = if administers { second_step(&browser).0 } else { browser };
    let token = place.run(["user", "token", "--login", &login]).assert(0);
    let program = served.stranger().with(&format!("Authorization: Bearer {}", token.stdout.trim()));
    Actor { role, unit, account: String::new(), browser, program }
}

/// Sets the second step up as an authenticator does; answers who goes on, the secret, and the codes for paper.
pub fn second_step(browser: &Talker) -> (Talker, String, Vec<String>) {
    assert_eq!(browser.post("/me/second/begin", &[]).status, 303);
    let page = browser.get("/me/second").assert(200);
    let shown = page.body.split("id=\"second-secret\">").nth(1).unwrap().split("</p>").next().unwrap();
    let groups = shown.split(['<', '>']).filter(|part| part.len() == 4 && *part != "span");
    let secret: String = groups.collect();
    let set = browser.post("/me/second", &[("code", &code_now(&secret))]).assert(200);
    let paper = set.body.split("class=\"digits\">").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned());
    (browser.with_cookie_of(&set), secret, paper.collect())
}

/// What the authenticator shows now.
pub fn code_now(secret: &str) -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    hongwang_accounts::code_at(secret, i64::try_from(now).unwrap()).unwrap()
}

fn find_ids(program: &Talker, grid: &mut Grid) {
    let homes = program.get(&format!("/api/v1/units/{}/households", grid.code)).assert(200).json();
    grid.household = first_id(&homes, "list");
    let home = program.get(&format!("/api/v1/households/{}", grid.household)).assert(200).json();
    grid.resident = first_id(&home, "members");
    let unit = program.get(&format!("/api/v1/units/{}", grid.code)).assert(200).json();
    grid.person = found(&unit, &grid.leader).unwrap_or_else(|| panic!("no leader: {unit}"));
}

/// Links an organisation with the grid: its name and whom to ring are told to nobody who may not read the grid.
fn link(program: &Talker, grid: &mut Grid) {
    let surname = grid.leader.chars().next().unwrap();
    let names = [format!("{surname}家合作社"), format!("{surname}联络")];
    let phone = format!("1990000{}", 6000 + u32::from(surname) % 1000);
    let new = serde_json::json!({"name": names[0], "kind": "cooperative", "contact": names[1], "phone": phone});
    let made = program.json("POST", &format!("/api/v1/units/{}/organisations", grid.code), &new).assert(201).json();
    grid.organisation = made["id"].as_str().unwrap().to_owned();
    grid.posts.extend(names);
    grid.numbers.push(phone);
}

pub fn first_id(json: &serde_json::Value, list: &str) -> String {
    let some = json[list].as_array().unwrap_or_else(|| panic!("{list}: {json}"));
    some[0]["id"].as_str().unwrap_or_else(|| panic!("{list}: {json}")).to_owned()
}

/// The id of the object that has this name.
fn found(json: &serde_json::Value, name: &str) -> Option<String> {
    match json {
        serde_json::Value::Object(fields) => {
            if fields.get("name").and_then(|one| one.as_str()) == Some(name) {
                let id = ["person", "person_id", "id"].iter().find_map(|key| fields.get(*key)?.as_str());
                return id.map(str::to_owned);
            }
            fields.values().find_map(|value| found(value, name))
        }
        serde_json::Value::Array(list) => list.iter().find_map(|value| found(value, name)),
        _ => None,
    }
}

fn upload(clerk: &Talker, town: &str) -> String {
    let path = format!("/api/v1/units/{town}/imports");
    let text = "村,网格,户编号,姓名\n东河村,第一网格,901,无名氏\n";
    let lines = ["Content-Type: text/csv", "X-File-Name: a.csv"];
    let taken = clerk.send("POST", &path, &lines, text.as_bytes());
    let json = taken.json();
    json["id"].as_str().or_else(|| json["upload"].as_str()).unwrap_or_else(|| panic!("{json}")).to_owned()
}

fn import(clerk: &Talker, town: &str) -> String {
    let imports = clerk.get(&format!("/api/v1/units/{town}/imports")).assert(200).json();
    let list = imports["imports"].as_array().or_else(|| imports["done"].as_array()).or_else(|| imports.as_array());
    list.and_then(|list| list.first()?["id"].as_str()).unwrap_or_else(|| panic!("{imports}")).to_owned()
}

/// The latest entry of each unit, as far as the first pages of the audit tell.
fn entries(auditor: &Talker) -> Vec<(String, String)> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut path = "/api/v1/audit".to_owned();
    for _ in 0..4 {
        let page = auditor.get(&path).assert(200).json();
        for entry in page["entries"].as_array().unwrap() {
            if let (Some(unit), Some(id)) = (entry["unit"].as_str(), entry["id"].as_str()) {
                found.entry(unit.to_owned()).or_insert_with(|| id.to_owned());
            }
        }
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/audit?before={next}");
    }
    assert!(found.len() > 4, "{found:?}");
    found.into_iter().collect()
}

fn account_of(accounts: &serde_json::Value, login: &str) -> String {
    fn walk(json: &serde_json::Value, login: &str) -> Option<String> {
        match json {
            serde_json::Value::Object(fields) => {
                let is = fields.values().any(|value| value.as_str() == Some(login));
                let id = fields.get("id").or_else(|| fields.get("account")).and_then(|id| id.as_str());
                if is { id.map(str::to_owned) } else { fields.values().find_map(|value| walk(value, login)) }
            }
            serde_json::Value::Array(list) => list.iter().find_map(|value| walk(value, login)),
            _ => None,
        }
    }
    walk(accounts, login).unwrap_or_else(|| panic!("{login}: {accounts}"))
}

/// Routes by what they say of themselves.
pub fn routes(place: &Place) -> Vec<BTreeMap<String, Option<String>>> {
    place.run(["routes"]).assert(0).json()
}
