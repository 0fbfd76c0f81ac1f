//! What must never be, in words: each sentence with the clause or law that it comes from, and a request that must be
//! refused, or whose answer must not say something. Nothing of the people of the two towns stands in a refusal.

use hongwang_domain::Role;
use hongwang_testing::{Answer, Talker, on_both_engines};

use super::foreign::Strangers;
use super::ground::{COUNTY, Grid, Ground};

/// The units that the sentences speak of: the cast belongs to the first town, its first village, its first grid.
const OWN_TOWN: &str = "211104109";
const OTHER_TOWN: &str = "211104110";
const OWN_VILLAGE: &str = "211104109201";
const NEXT_VILLAGE: &str = "211104109202";
const OWN_GRID: &str = "211104109201001";
const NEXT_GRID: &str = "211104109201002";

/// The next grid, and one of the other town, by their place in the ground.
const OWN: usize = 0;
const NEXT: usize = 1;
const NEXT_VILLAGES: usize = 2;
const FAR: usize = 4;

/// What must not be.
enum Must {
    /// Not let in; nothing of anybody in the answer.
    Refuse,
    /// Let in, and silent of the people of these grids.
    KeepSilentOf(fn(&Grid) -> bool),
    /// Let in, and the answer does not hold this.
    NotSay(fn(&Ground) -> Vec<String>),
}

/// A request: by whom, what.
enum By {
    Browser(Role),
    Program(Role),
    Stranger,
    /// Somebody's cookie, with a form of another site.
    Elsewhere(Role),
    /// Somebody's token, where pages are.
    TokenOnPage(Role),
    /// A town's organiser who has not changed the one-time password.
    Newcomer,
    /// Who has logged out.
    LoggedOut,
    /// Who has a cookie, or a token, that nobody gave out.
    Forged,
    ForgedToken,
}

use By::{Browser, Elsewhere, Forged, ForgedToken, LoggedOut, Newcomer, Program, Stranger, TokenOnPage};
use Must::{KeepSilentOf, NotSay, Refuse};
use Role::*;

type Sentence = (
    &'static str,
    &'static str,
    By,
    &'static str,
    fn(&Ground) -> String,
    &'static [(&'static str, &'static str)],
    Must,
);

fn everybody(_: &Grid) -> bool {
    true
}

fn not_own(grid: &Grid) -> bool {
    grid.code != OWN_GRID
}

fn outside_village(grid: &Grid) -> bool {
    !grid.code.starts_with(OWN_VILLAGE)
}

fn outside_town(grid: &Grid) -> bool {
    !grid.code.starts_with(OWN_TOWN)
}

fn in_need(ground: &Ground) -> Vec<String> {
    ground.grids.iter().map(|grid| grid.in_need.clone()).collect()
}

fn phones(ground: &Ground) -> Vec<String> {
    ground.grids.iter().flat_map(|grid| grid.numbers[4..].to_vec()).collect()
}

fn citizen_ids(ground: &Ground) -> Vec<String> {
    ground.grids.iter().flat_map(|grid| grid.numbers[..4].to_vec()).collect()
}

macro_rules! path {
    ($($part:tt)*) => { |_: &Ground| format!($($part)*) };
}

/// The sentences. `get`s are pages or answers; everything else is sent as a form of our own page or as JSON, in which
/// `@4.0` is the number 0 of the people of grid 4.
#[rustfmt::skip]
fn sentences() -> Vec<Sentence> {
    vec![
        ("a volunteer never sees a household", "MEM-1, SVC-1", Browser(Volunteer), "GET", path!("/units/{OWN_GRID}/households"), &[], Refuse),
        ("a volunteer never sees a phone", "PIPL 28", Browser(Volunteer), "POST", |g| format!("/residents/{}/phone", g.grids[OWN].resident), &[("reason", "call")], Refuse),
        ("a volunteer never sees a citizen id", "PIPL 28", Browser(Volunteer), "POST", |g| format!("/residents/{}/citizen-id", g.grids[OWN].resident), &[("reason", "call")], Refuse),
        ("a volunteer sees no ledger", "ANNEX-A5", Browser(Volunteer), "GET", path!("/units/{OWN_GRID}/ledger"), &[], Refuse),
        ("a volunteer can't look for people", "MEM-1", Browser(Volunteer), "GET", path!("/find"), &[], Refuse),
        ("a volunteer can't import", "MEM-9", Browser(Volunteer), "GET", path!("/imports"), &[], Refuse),
        ("a volunteer's program is no way around", "PIPL 51", Program(Volunteer), "GET", path!("/api/v1/units/{OWN_GRID}/households"), &[], Refuse),
        ("a leader never sees the next grid's households", "ORG-6", Browser(GridLeader), "GET", path!("/units/{NEXT_GRID}/households"), &[], Refuse),
        ("a leader never sees a household of the next grid", "ORG-6", Browser(GridLeader), "GET", |g| format!("/households/{}", g.grids[NEXT].household), &[], Refuse),
        ("a leader never changes a household of the next grid", "ORG-6", Browser(GridLeader), "POST", |g| format!("/households/{}/edit", g.grids[NEXT].household), &[("number", "1"), ("version", "1")], Refuse),
        ("a leader never adds a person in the next grid", "ORG-6", Browser(GridLeader), "POST", |g| format!("/households/{}/residents/new", g.grids[NEXT].household), &[("name", "新人")], Refuse),
        ("a leader never records a death in the next grid", "ORG-6", Browser(GridLeader), "POST", |g| format!("/residents/{}/leave", g.grids[NEXT].resident), &[("kind", "death")], Refuse),
        ("a leader never sees a phone of the next grid", "ORG-6", Browser(GridLeader), "POST", |g| format!("/residents/{}/phone", g.grids[NEXT].resident), &[("reason", "call")], Refuse),
        ("a leader does not see citizen ids, not even in the own grid", "PIPL 6, 51", Browser(GridLeader), "POST", |g| format!("/residents/{}/citizen-id", g.grids[OWN].resident), &[("reason", "call")], Refuse),
        ("a leader's ledger is that of the own grid", "ORG-6", Browser(GridLeader), "GET", path!("/units/{OWN_VILLAGE}/ledger"), &[], Refuse),
        ("a leader does not see who is in need in the next grid", "ANNEX-A5", Browser(GridLeader), "GET", path!("/units/{NEXT_GRID}/ledger/category/disabled"), &[], Refuse),
        ("a leader can't take the village's names away as a file", "ANNEX-A5", Browser(GridLeader), "GET", path!("/units/{OWN_VILLAGE}/ledger/names/csv?purpose=file"), &[], Refuse),
        ("a leader can't import", "MEM-9", Browser(GridLeader), "GET", path!("/imports"), &[], Refuse),
        ("a leader can't undo an import", "MEM-9", Browser(GridLeader), "POST", |g| format!("/imports/done/{}/undo", g.imports[0]), &[], Refuse),
        ("a leader can't declare the village's figures", "ANNEX-A4", Browser(GridLeader), "POST", path!("/units/{OWN_VILLAGE}/ledger/declare"), &[("households", "1"), ("residents", "1")], Refuse),
        ("a leader can't change the organisation", "ORG-3, STAFF-1", Browser(GridLeader), "POST", path!("/units/{OWN_GRID}/edit"), &[("name", "甲网格")], Refuse),
        ("a leader's list holds the own grid alone", "ORG-6", Browser(GridLeader), "GET", path!("/units/{OWN_GRID}/households"), &[], KeepSilentOf(not_own)),
        ("a leader's program is answered the own grid alone", "ORG-6", Program(GridLeader), "GET", path!("/api/v1/units/{OWN_GRID}/households"), &[], KeepSilentOf(not_own)),
        ("a leader's page of a household shows phones masked", "PIPL 51, 等保 2.0", Browser(GridLeader), "GET", |g| format!("/households/{}", g.grids[OWN].household), &[], NotSay(phones)),
        ("a leader's page of a household shows no citizen id", "PIPL 51, 等保 2.0", Browser(GridLeader), "GET", |g| format!("/households/{}", g.grids[OWN].household), &[], NotSay(citizen_ids)),
        ("a member changes nothing", "MEM-1", Browser(GroupMember), "POST", |g| format!("/households/{}/edit", g.grids[OWN].household), &[("number", "1"), ("version", "1")], Refuse),
        ("a member sees no phone", "PIPL 28", Browser(GroupMember), "POST", |g| format!("/residents/{}/phone", g.grids[OWN].resident), &[("reason", "call")], Refuse),
        ("a member sees no other grid", "ORG-6", Browser(GroupMember), "GET", |g| format!("/households/{}", g.grids[NEXT].household), &[], Refuse),
        ("a member's program changes nothing", "MEM-1", Program(GroupMember), "PUT", |g| format!("/api/v1/households/{}", g.grids[OWN].household), &[("number", "1"), ("version", "1")], Refuse),
        ("a village secretary does not see the next village's ledger", "ORG-5", Browser(VillageSecretary), "GET", path!("/units/{NEXT_VILLAGE}/ledger"), &[], Refuse),
        ("a village secretary does not see the next village's households", "ORG-5", Browser(VillageSecretary), "GET", path!("/units/{NEXT_VILLAGE}/households"), &[], Refuse),
        ("a village secretary does not see a household of the next village", "ORG-5", Browser(VillageSecretary), "GET", |g| format!("/households/{}", g.grids[NEXT_VILLAGES].household), &[], Refuse),
        ("a village secretary does not see the town's ledger", "ORG-4", Browser(VillageSecretary), "GET", path!("/units/{OWN_TOWN}/ledger"), &[], Refuse),
        ("a village secretary can't import", "MEM-9", Browser(VillageSecretary), "GET", path!("/units/{OWN_TOWN}/imports"), &[], Refuse),
        ("a village secretary can't declare for the next village", "ANNEX-A4", Browser(VillageSecretary), "POST", path!("/units/{NEXT_VILLAGE}/ledger/declare"), &[("households", "1"), ("residents", "1")], Refuse),
        ("a village secretary's ledger speaks of the own village", "ORG-5", Browser(VillageSecretary), "GET", path!("/units/{OWN_VILLAGE}/ledger"), &[], KeepSilentOf(outside_village)),
        ("a village secretary's file holds the own village", "ORG-5", Browser(VillageSecretary), "GET", path!("/units/{OWN_VILLAGE}/ledger/names/csv?purpose=file"), &[], KeepSilentOf(outside_village)),
        ("looking for a phone finds nobody of the next village", "ORG-5", Browser(VillageSecretary), "POST", path!("/find"), &[("number", "@2.4")], KeepSilentOf(outside_village)),
        ("one town never sees the other's ledger", "ORG-4", Browser(TownOrganiser), "GET", path!("/units/{OTHER_TOWN}/ledger"), &[], Refuse),
        ("one town never sees the other's households", "ORG-4", Browser(TownOrganiser), "GET", |g| format!("/households/{}", g.grids[FAR].household), &[], Refuse),
        ("one town never sees the other's people", "ORG-4", Browser(TownOrganiser), "GET", |g| format!("/residents/{}/edit", g.grids[FAR].resident), &[], Refuse),
        ("one town never sees what the other hands in", "MEM-9, STOP-9", Browser(TownOrganiser), "GET", |g| format!("/imports/{}", g.uploads[1]), &[], Refuse),
        ("one town never writes what the other handed in", "MEM-9", Browser(TownOrganiser), "POST", |g| format!("/imports/{}/write", g.uploads[1]), &[], Refuse),
        ("one town never undoes the other's import", "MEM-9", Program(TownOrganiser), "POST", |g| format!("/api/v1/imports/done/{}/undo", g.imports[1]), &[], Refuse),
        ("one town never sees the other's past imports", "MEM-9", Browser(TownOrganiser), "GET", path!("/units/{OTHER_TOWN}/imports"), &[], Refuse),
        ("one town never rings the other's leaders", "LEAD-12", Browser(TownOrganiser), "POST", |g| format!("/persons/{}/phone", g.grids[FAR].person), &[("reason", "call")], Refuse),
        ("a town does not see the county's ledger", "ORG-4", Browser(TownOrganiser), "GET", path!("/units/{COUNTY}/ledger"), &[], Refuse),
        ("looking for a citizen id finds nobody of the other town", "ORG-4", Program(TownOrganiser), "POST", |_| "/api/v1/find".to_owned(), &[("number", "@4.0")], KeepSilentOf(outside_town)),
        ("a town's file of names holds no numbers", "PIPL 51", Browser(TownOrganiser), "GET", path!("/units/{OWN_TOWN}/ledger/names/json?purpose=file"), &[], NotSay(phones)),
        ("a town can't make accounts", "等保 2.0 (三员分立)", Browser(TownOrganiser), "GET", path!("/accounts"), &[], Refuse),
        ("a town makes no town beside it", "ORG-4", Browser(TownOrganiser), "POST", path!("/units/{COUNTY}/towns"), &[("code", "211104119"), ("name", "邻镇")], Refuse),
        ("the county, which makes its towns, imports nobody into them", "ANNEX-A5, PIPL 6", Browser(CountyOrganiser), "GET", path!("/units/{OWN_TOWN}/imports"), &[], Refuse),
        ("the county sees counts, not people", "ANNEX-A5, PIPL 6", Browser(CountyOrganiser), "GET", path!("/units/{OWN_GRID}/households"), &[], Refuse),
        ("the county sees no names behind its figures", "ANNEX-A5, PIPL 6", Browser(CountyOrganiser), "GET", path!("/units/{COUNTY}/ledger/names/csv?purpose=file"), &[], Refuse),
        ("the county's ledger names nobody in need", "ANNEX-A5", Browser(CountyOrganiser), "GET", path!("/units/{COUNTY}/ledger/file/csv?purpose=file"), &[], NotSay(in_need)),
        ("the county's program sees nobody behind a category", "ANNEX-A5", Program(CountyOrganiser), "GET", path!("/api/v1/units/{OWN_TOWN}/ledger/names?purpose=file"), &[], Refuse),
        ("an inspector's ledger names nobody in need", "STOP-12", Browser(Inspector), "GET", path!("/units/{OWN_TOWN}/ledger/file/json?purpose=file"), &[], NotSay(in_need)),
        ("an inspector's ledger names no resident", "STOP-12", Browser(Inspector), "GET", path!("/units/{OWN_TOWN}/ledger"), &[], KeepSilentOf(everybody)),
        ("an inspector opens no household", "STOP-12", Browser(Inspector), "GET", |g| format!("/households/{}", g.grids[OWN].household), &[], Refuse),
        ("an inspector sees nobody behind a category", "STOP-12", Browser(Inspector), "GET", path!("/units/{OWN_TOWN}/ledger/category/dibao"), &[], Refuse),
        ("an inspector changes nothing", "STOP-12", Browser(Inspector), "POST", path!("/units/{OWN_VILLAGE}/ledger/declare"), &[("households", "1"), ("residents", "1")], Refuse),
        ("a children's officer sees no household before there are child files", "PIPL 31", Browser(ChildrenOfficer), "GET", path!("/units/{OWN_VILLAGE}/households"), &[], Refuse),
        ("a keeper of a centre sees nobody", "ORG-5", Browser(CentreKeeper), "GET", path!("/units/{OWN_VILLAGE}/households"), &[], Refuse),
        ("a system administrator sees no resident", "等保 2.0 (三员分立)", Browser(SystemAdmin), "GET", |g| format!("/households/{}", g.grids[OWN].household), &[], Refuse),
        ("a system administrator sees no ledger", "等保 2.0 (三员分立)", Browser(SystemAdmin), "GET", path!("/units/{COUNTY}/ledger"), &[], Refuse),
        ("a system administrator can't import", "等保 2.0 (三员分立)", Program(SystemAdmin), "GET", path!("/api/v1/units/{OWN_TOWN}/imports"), &[], Refuse),
        ("a security administrator sees no resident", "等保 2.0 (三员分立)", Browser(SecurityAdmin), "GET", |g| format!("/households/{}", g.grids[OWN].household), &[], Refuse),
        ("a security administrator can't do the system administrator's work", "等保 2.0 (三员分立)", Browser(SecurityAdmin), "GET", path!("/accounts"), &[], Refuse),
        ("an audit administrator sees no resident", "等保 2.0 (三员分立)", Browser(AuditAdmin), "GET", |g| format!("/residents/{}/edit", g.grids[OWN].resident), &[], Refuse),
        ("an audit administrator can't do the system administrator's work", "等保 2.0 (三员分立)", Browser(AuditAdmin), "GET", path!("/system"), &[], Refuse),
        ("an audit administrator helps nobody in", "等保 2.0 (三员分立)", Browser(AuditAdmin), "POST", |g| format!("/helping/{}/code", g.actor(GridLeader).account), &[], Refuse),
        ("a system administrator gives no code to another administrator", "等保 2.0 (三员分立)", Browser(SystemAdmin), "POST", |g| format!("/helping/{}/code", g.actor(AuditAdmin).account), &[], Refuse),
        ("a security administrator opens no account's page", "等保 2.0 (三员分立)", Browser(SecurityAdmin), "GET", |g| format!("/accounts/{}", g.actor(SystemAdmin).account), &[], Refuse),
        ("a security administrator sees no ledger", "等保 2.0 (三员分立)", Browser(SecurityAdmin), "GET", path!("/units/{COUNTY}/ledger"), &[], Refuse),
        ("a security administrator does not see how the service is doing", "等保 2.0 (三员分立)", Browser(SecurityAdmin), "GET", path!("/system"), &[], Refuse),
        ("an audit administrator makes no account", "等保 2.0 (三员分立)", Browser(AuditAdmin), "POST", path!("/accounts/new"), &[("name", "某"), ("login", "mou"), ("role", "volunteer"), ("unit", OWN_GRID)], Refuse),
        ("an audit administrator sees no ledger", "等保 2.0 (三员分立)", Program(AuditAdmin), "GET", path!("/api/v1/units/{COUNTY}/ledger"), &[], Refuse),
        ("a system administrator does not follow the audit", "等保 2.0 (三员分立)", Browser(SystemAdmin), "GET", path!("/audit"), &[], Refuse),
        ("a leader gives nobody a code", "等保 2.0", Browser(GridLeader), "POST", |g| format!("/helping/{}/code", g.actor(GroupMember).account), &[], Refuse),
        ("a village secretary gives the own organiser no code", "等保 2.0", Browser(VillageSecretary), "POST", |g| format!("/helping/{}/code", g.actor(TownOrganiser).account), &[], Refuse),
        ("a village secretary gives nobody beside a code", "等保 2.0", Program(VillageSecretary), "POST", |g| format!("/api/v1/helping/{}/code", g.actor(CentreKeeper).account), &[], Refuse),
        ("a stranger sees no household", "PIPL 51", Stranger, "GET", |g| format!("/households/{}", g.grids[OWN].household), &[], Refuse),
        ("a stranger sees no ledger", "PIPL 51", Stranger, "GET", path!("/units/{COUNTY}/ledger"), &[], Refuse),
        ("a stranger takes no file", "PIPL 51", Stranger, "GET", path!("/units/{OWN_TOWN}/ledger/names/csv?purpose=file"), &[], Refuse),
        ("a stranger's program is answered nothing", "PIPL 51", Stranger, "GET", path!("/api/v1/units/{OWN_TOWN}/households"), &[], Refuse),
        ("a stranger learns no name of a report", "STOP-9", Stranger, "GET", |g| format!("/imports/{}/report", g.uploads[0]), &[], Refuse),
        ("a page for people says nothing of who is in need to whoever may not know: the first page", "PIPL 28", Browser(Inspector), "GET", path!("/"), &[], KeepSilentOf(everybody)),
        ("the standard's page speaks of nobody", "SCOPE-1", Browser(Volunteer), "GET", path!("/standard"), &[], KeepSilentOf(everybody)),
        ("a member can't find anybody by a phone that a member may not see", "PIPL 28", Browser(GroupMember), "POST", |_| "/find".to_owned(), &[("number", "@0.4")], KeepSilentOf(everybody)),
        ("a leader can't find anybody by a citizen id that a leader may not see", "PIPL 28", Browser(GridLeader), "POST", |_| "/find".to_owned(), &[("number", "@0.0")], KeepSilentOf(everybody)),
        ("a leader never rings the next grid's leader", "ORG-6", Browser(GridLeader), "POST", |g| format!("/persons/{}/phone", g.grids[NEXT].person), &[("reason", "call")], Refuse),
        ("a leader's filed names are those of the own grid", "ORG-6", Browser(GridLeader), "GET", path!("/units/{OWN_GRID}/ledger/names/json?purpose=file&snapshot=2026-10"), &[], KeepSilentOf(not_own)),
        ("a village's filed names are those of the own village", "ORG-5", Browser(VillageSecretary), "GET", path!("/units/{OWN_VILLAGE}/ledger/names/json?purpose=file&snapshot=2026-10"), &[], KeepSilentOf(outside_village)),
        ("an inspector takes no file of names", "STOP-12", Browser(Inspector), "GET", path!("/units/{OWN_TOWN}/ledger/names/xlsx?purpose=file"), &[], Refuse),
        ("an inspector's filed ledger names nobody in need", "STOP-12", Browser(Inspector), "GET", path!("/units/{OWN_TOWN}/ledger/file/json?purpose=file&snapshot=2026-10"), &[], NotSay(in_need)),
        ("the county's filed ledger names nobody in need", "ANNEX-A5, PIPL 6", Program(CountyOrganiser), "GET", path!("/api/v1/units/{COUNTY}/ledger?snapshot=2026-10"), &[], NotSay(in_need)),
        ("the county asks for no names of a filed month", "ANNEX-A5, PIPL 6", Program(CountyOrganiser), "GET", path!("/api/v1/units/{COUNTY}/ledger/names?purpose=file&snapshot=2026-10"), &[], Refuse),
        ("a town can't see how the service is doing", "等保 2.0 (三员分立)", Browser(TownOrganiser), "GET", path!("/system"), &[], Refuse),
        ("a security administrator gives nobody a role", "等保 2.0 (三员分立)", Browser(SecurityAdmin), "POST", |g| format!("/accounts/{}/roles", g.actor(SecurityAdmin).account), &[("role", "town_organiser"), ("unit", "211104109")], Refuse),
        ("an audit administrator gives nobody a password", "等保 2.0 (三员分立)", Program(AuditAdmin), "POST", |g| format!("/api/v1/accounts/{}/password", g.actor(TownOrganiser).account), &[], Refuse),
        ("the list of accounts speaks of no resident and shows no phone", "等保 2.0 (三员分立), PIPL 51", Browser(SystemAdmin), "GET", path!("/accounts"), &[], KeepSilentOf(everybody)),
        ("a children's officer's program sees no household", "PIPL 31", Program(ChildrenOfficer), "GET", path!("/api/v1/units/{OWN_GRID}/households"), &[], Refuse),
        ("a one-time password opens no page before it is changed", "等保 2.0", Newcomer, "GET", path!("/units/{OWN_TOWN}/households"), &[], Refuse),
        ("a one-time password answers no program before it is changed", "等保 2.0", Newcomer, "GET", path!("/api/v1/units/{OWN_TOWN}/households"), &[], Refuse),
        ("a form of another site changes nothing, whoever's cookie goes with it", "PIPL 51", Elsewhere(TownOrganiser), "POST", |g| format!("/households/{}/edit", g.grids[OWN].household), &[("number", "1"), ("version", "1")], Refuse),
        ("a form of another site shows no phone", "PIPL 51", Elsewhere(TownOrganiser), "POST", |g| format!("/residents/{}/phone", g.grids[OWN].resident), &[("reason", "call")], Refuse),
        ("a form of another site calls no program in somebody's name", "PIPL 51", Elsewhere(TownOrganiser), "POST", |g| format!("/api/v1/residents/{}/phone", g.grids[OWN].resident), &[("reason", "call")], Refuse),
        ("a token opens no page", "PIPL 51", TokenOnPage(TownOrganiser), "GET", path!("/units/{OWN_TOWN}/households"), &[], Refuse),
        ("a token sends no form", "PIPL 51", TokenOnPage(TownOrganiser), "POST", |g| format!("/residents/{}/phone", g.grids[OWN].resident), &[("reason", "call")], Refuse),
        ("who has logged out is a stranger", "等保 2.0", LoggedOut, "GET", path!("/units/{OWN_GRID}/households"), &[], Refuse),
        ("who has logged out takes no file", "等保 2.0", LoggedOut, "GET", path!("/units/{OWN_GRID}/ledger/names/csv?purpose=file"), &[], Refuse),
        ("a made-up session is a stranger", "PIPL 51", Forged, "GET", path!("/units/{OWN_GRID}/households"), &[], Refuse),
        ("a made-up token is a stranger", "PIPL 51", ForgedToken, "GET", path!("/api/v1/units/{OWN_GRID}/households"), &[], Refuse),
        ("the log-in page names nobody", "PIPL 51", Stranger, "GET", path!("/login"), &[], KeepSilentOf(everybody)),
        ("no program gets the page of everything that is stored about somebody", "STOP-8, PIPL 45", TokenOnPage(TownOrganiser), "GET", |g| format!("/rights/{}/page", g.requests[0].1), &[], Refuse),
        ("no program releases it", "STOP-8", TokenOnPage(TownOrganiser), "POST", |g| format!("/rights/{}/release", g.requests[0].1), &[("version", "1")], Refuse),
        ("a leader makes no page of everything that is stored about somebody", "STOP-8", Browser(GridLeader), "GET", |g| format!("/residents/{}/rights", g.grids[OWN].resident), &[], Refuse),
        ("a member asks for nobody's consent", "PIPL 14", Browser(GroupMember), "GET", |g| format!("/residents/{}/consents", g.grids[OWN].resident), &[], Refuse),
        ("a leader asks for no consent in the next grid", "PIPL 14, ORG-6", Browser(GridLeader), "GET", |g| format!("/residents/{}/consents", g.grids[NEXT].resident), &[], Refuse),
        ("a village approves no erasure", "PIPL 47", Browser(VillageSecretary), "POST", |g| format!("/rights/{}/erase", g.requests[0].1), &[("version", "1"), ("hold", "none"), ("sure", "1")], Refuse),
        ("another town's requests are not seen", "STOP-4, PIPL 6", Browser(TownOrganiser), "GET", |g| format!("/rights/{}", g.requests[1].1), &[], Refuse),
        ("the county sees nobody's request", "STOP-4, PIPL 6", Browser(CountyOrganiser), "GET", |g| format!("/rights/{}", g.requests[0].1), &[], Refuse),
        ("a system administrator sees nobody's request", "等保 2.0 (三员分立)", Browser(SystemAdmin), "GET", path!("/rights"), &[], Refuse),
        ("what each night took away names nobody", "PIPL 54", Browser(AuditAdmin), "GET", path!("/retention"), &[], KeepSilentOf(everybody)),
        ("the description of the API names nobody", "PIPL 51", Stranger, "GET", path!("/api/v1/openapi.json"), &[], KeepSilentOf(everybody)),
    ]
}

/// Sentences with their clauses and laws, as docs/policy.md lists them.
pub fn said() -> Vec<(&'static str, &'static str)> {
    sentences().iter().map(|sentence| (sentence.0, sentence.1)).collect()
}

on_both_engines! {
    fn what_must_never_be(engine) {
        let ground = Ground::new(engine);
        let (sentences, strangers) = (sentences(), Strangers::new(&ground, &ground.served));
        assert!(sentences.len() >= 60, "{}", sentences.len());
        for (said, law, by, method, path, fields, must) in &sentences {
            println!("{said} ({law})");
            let path = path(&ground);
            let answer = ask((&ground, &strangers), by, method, &path, fields);
            let said = format!("{said}: {method} {path}");
            match must {
                Refuse => {
                    let to_log_in = ["/login", "/password"].iter().any(|path| answer.location().starts_with(path));
                    let led_away = answer.status == 303 && to_log_in;
                    assert!([401, 403].contains(&answer.status) || led_away, "{said}: {}\n{}", answer.status, answer.body);
                    ground.assert_silent(&answer, everybody, &said);
                    ground.assert_silent_of_posts(&answer, everybody, &said);
                }
                KeepSilentOf(grids) => {
                    assert!([200, 422].contains(&answer.status), "{said}: {}\n{}", answer.status, answer.body);
                    ground.assert_silent(&answer, grids, &said);
                }
                NotSay(words) => {
                    let answer = answer.assert(200);
                    for word in words(&ground) {
                        assert!(!answer.body.contains(&word), "{said}: {word}\n{}", answer.body);
                    }
                }
            }
        }
        println!("{} sentences", sentences.len());
    }

    fn an_export_holds_no_more_than_the_pages(engine) {
        let ground = Ground::new(engine);
        for role in [CountyOrganiser, TownOrganiser, VillageSecretary, GridLeader, GroupMember, Inspector] {
            let actor = ground.actor(role);
            let (mut shown, mut exported) = (String::new(), String::new());
            for unit in ground.units() {
                for path in ["", "/ledger", "/households", "/ledger/residents", "/ledger/category/dibao", "/ledger/category/disabled"] {
                    shown.push_str(&seen(&actor.browser, &format!("/units/{unit}{path}")));
                }
                for path in ["file/csv?purpose=file", "file/json?purpose=file", "names/csv?purpose=file", "names/json?purpose=file"] {
                    exported.push_str(&seen(&actor.browser, &format!("/units/{unit}/ledger/{path}")));
                }
                for path in ["file/xlsx?purpose=file", "names/xlsx?purpose=file"] {
                    exported.push_str(&unzipped(&actor.browser.get(&format!("/units/{unit}/ledger/{path}"))));
                }
                for path in ["ledger", "ledger/names?purpose=file"] {
                    exported.push_str(&seen(&actor.program, &format!("/api/v1/units/{unit}/{path}")));
                }
            }
            for grid in &ground.grids {
                for name in grid.names.iter().chain(&grid.posts) {
                    assert!(!exported.contains(name.as_str()) || shown.contains(name.as_str()), "{role:?}: {name}");
                }
                assert!(grid.numbers.iter().all(|number| !exported.contains(number.as_str())), "{role:?}");
            }
            assert!(!exported.is_empty(), "{role:?} exports nothing at all");
        }
    }
}

/// All texts of a workbook; nothing where none was given out.
pub fn unzipped(answer: &Answer) -> String {
    use std::io::{Cursor, Read};
    if answer.status != 200 {
        return String::new();
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(&answer.bytes)).unwrap();
    let mut text = String::new();
    for at in 0..archive.len() {
        archive.by_index(at).unwrap().read_to_string(&mut text).unwrap();
    }
    text
}

fn seen(talker: &Talker, path: &str) -> String {
    let answer = talker.get(path);
    if answer.status == 200 { answer.body } else { String::new() }
}

fn ask(
    (ground, strangers): (&Ground, &Strangers),
    by: &By,
    method: &str,
    path: &str,
    fields: &[(&'static str, &'static str)],
) -> Answer {
    let talker = match by {
        Browser(role) | Elsewhere(role) => ground.actor(*role).browser.clone(),
        Program(role) | TokenOnPage(role) => ground.actor(*role).program.clone(),
        Stranger => ground.served.stranger(),
        Newcomer => strangers.newcomer.clone(),
        LoggedOut => strangers.left.clone(),
        Forged => strangers.forged.clone(),
        ForgedToken => strangers.forged_token.clone(),
    };
    let number = |value: &'static str| {
        let (grid, one) = value.strip_prefix('@')?.split_once('.')?;
        Some(ground.grids[grid.parse::<usize>().ok()?].numbers[one.parse::<usize>().ok()?].as_str())
    };
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (*name, number(value).unwrap_or(value))).collect();
    match method {
        _ if matches!(by, Elsewhere(_)) => {
            let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let form = "Content-Type: application/x-www-form-urlencoded";
            let lines = ["Sec-Fetch-Site: cross-site", "Origin: https://other.example", form];
            talker.send(method, path, &lines, pairs.join("&").as_bytes())
        }
        "GET" => talker.get(path),
        _ if path.starts_with("/api/") => {
            let body: serde_json::Map<String, serde_json::Value> =
                fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
            talker.json(method, path, &body.into())
        }
        _ => talker.post(path, &fields),
    }
}
