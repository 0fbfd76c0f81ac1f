//! The ledger's pages: what was filed opens what was filed, screen and paper have the same lines, places say their
//! village, forms are empty, and a declaration loses nothing.

use hongwang_domain::Role;
use hongwang_testing::{Answer, Talker, on_both_engines};

use crate::policy::ground::{COUNTY, Ground};
use crate::policy::sentences::unzipped;

const TOWN: &str = "211104109";
const VILLAGE: &str = "211104109201";
const GRID: &str = "211104109201001";

fn page(who: &Talker, path: &str) -> Answer {
    who.get(path).assert(200)
}

/// What is answered besides is not asked.
fn answers(answer: &Answer, status: u16) {
    assert_eq!(answer.status, status, "{}", answer.body);
}

/// Taken in when October was filed already, as known since October: a correction.
fn correct(ground: &Ground) {
    let text = "村代码,村,网格,户编号,姓名,与户主关系,性别,残疾人\n\
                211104109201,东河村,第一网格,7777,褚来迟,户主,男,是\n";
    let file = ground.place.write("late.csv", text.as_bytes());
    ground.place.import(&file, &["--town", TOWN, "--effective", "2026-10-15"]).assert(0);
}

/// How many lines the first table has below its headings.
fn rows(body: &str) -> usize {
    let table = body.split("<tbody>").nth(1).and_then(|rest| rest.split("</tbody>").next()).unwrap_or_default();
    table.matches("<tr").count()
}

on_both_engines! {
    fn page_file_and_program_answer_the_same_lines(engine) {
        let ground = Ground::new(engine);
        let county = ground.actor(Role::CountyOrganiser);
        for (rows, towns, villages, groups) in [("", 2, 0, 0), ("rows=towns", 2, 0, 0), ("rows=villages", 2, 4, 0), ("rows=grids", 2, 4, 8)] {
            let address = |path: &str| format!("{path}?purpose=check&{rows}");
            let page = page(&county.browser, &address(&format!("/units/{COUNTY}/ledger"))).body;
            let api = county.program.get(&address(&format!("/api/v1/units/{COUNTY}/ledger"))).assert(200).json();
            let mut file = county.browser.get(&address(&format!("/units/{COUNTY}/ledger/file/json"))).assert(200).json();
            assert!(file.as_object_mut().unwrap().remove("taken").is_some_and(|taken| taken.is_string()), "{file}");
            let csv = county.browser.get(&address(&format!("/units/{COUNTY}/ledger/file/csv"))).assert(200).body;
            assert_eq!(api, file, "{rows}");
            let count = |list: &str| api[list].as_array().map_or(0, Vec::len);
            let is_whole = rows == "rows=grids";
            assert_eq!((count("villages"), count("rows")), (villages, groups), "{rows}: {api}");
            assert_eq!(count("towns"), if is_whole { 0 } else { towns }, "{rows}: {api}");
            let detail = if rows.is_empty() { "towns" } else { &rows[5..] };
            assert_eq!(api["detail"].as_str(), Some(detail).filter(|_| !is_whole), "{rows}: {api}");
            assert_eq!(csv.lines().count(), towns + villages + groups + 2, "{rows}: {csv}");
            for one in ["towns", "villages"].iter().flat_map(|list| api[list].as_array().into_iter().flatten()) {
                assert!(page.contains(one["name"].as_str().unwrap()), "{rows} {one}");
            }
            let lines = if count("villages") > 0 { "villages" } else { "towns" };
            let sum: u64 = api[lines].as_array().unwrap().iter().map(|one| one["counts"]["residents"].as_u64().unwrap()).sum();
            assert_eq!(Some(sum), api["totals"]["residents"].as_u64(), "{rows}: {api}");
        }
        // A choice that a unit does not have is no choice: the page and the program show the same.
        let town = ground.actor(Role::TownOrganiser).program.get(&format!("/api/v1/units/{TOWN}/ledger?rows=towns")).assert(200).json();
        assert_eq!((town.get("detail"), town["rows"].as_array().map(Vec::len)), (None, Some(4)));
        assert_eq!(county.program.get(&format!("/api/v1/units/{COUNTY}/ledger?rows=nothing")).status, 422);
        for paper in ["a4", "A4"] {
            assert!(page(&county.browser, &format!("/units/{COUNTY}/ledger?paper={paper}")).body.contains("paper-a4"), "{paper}");
        }
    }

    fn what_was_filed_opens_the_names_that_were_filed(engine) {
        let ground = Ground::new(engine);
        let clerk = &ground.actor(Role::TownOrganiser).browser;
        let ledger = format!("/units/{TOWN}/ledger?snapshot=2026-10");
        page(clerk, &ledger);
        correct(&ground);

        let filed = page(clerk, &ledger).body;
        assert!(filed.contains("新立镇2026年10月底存的档，数字不再变。"), "{filed}");
        // Asking for another basis stays with what was filed.
        assert!(filed.contains(r#"<input type="hidden" name="snapshot" value="2026-10">"#), "{filed}");
        assert!(!filed.contains(r#"name="as_of""#), "{filed}");
        assert!(filed.contains("列在下面") && filed.contains("存档后的更正") && !filed.contains("”页"), "{filed}");
        let figure = format!("/units/{GRID}/ledger/category/disabled?basis=registered&#38;snapshot=2026-10");
        assert!(filed.contains(&figure), "{filed}");
        // Of everybody the figure alone was kept.
        assert!(!filed.contains("/ledger/residents?") && !filed.contains("/ledger/households?"), "{filed}");

        let path = format!("/units/{TOWN}/ledger/category/disabled");
        let list = page(clerk, &format!("{path}?basis=registered&snapshot=2026-10")).body;
        for (at, grid) in ground.grids.iter().enumerate() {
            assert_eq!(list.contains(&grid.in_need), at < 4, "{}: {list}", grid.in_need);
        }
        assert!(list.contains("东河村 第二网格") && list.contains("共 4 人。") && !list.contains("褚来迟"), "{list}");
        let live = page(clerk, &path).body;
        assert!(live.contains("褚来迟") && live.contains("共 5 人。"), "{live}");
        let resident = page(clerk, &format!("{path}?basis=resident&snapshot=2026-10")).body;
        assert!(resident.contains("常住口径，共 4 人。"), "{resident}");
        let county = &ground.actor(Role::CountyOrganiser).browser;
        answers(&county.get(&format!("{path}?snapshot=2026-10")), 403);
        let everybody = clerk.get(&format!("/units/{TOWN}/ledger/residents?snapshot=2026-10")).assert(404).body;
        assert!(everybody.contains("户数和人口只存了数"), "{everybody}");
    }

    fn a_month_that_is_not_over_is_refused_in_words(engine) {
        let ground = Ground::new(engine);
        let clerk = ground.actor(Role::TownOrganiser);
        for (language, words) in [("zh-CN", "这个月还没过完，新立镇"), ("en", "The month is not over, so 新立镇")] {
            let asked = clerk.program.with(&format!("Accept-Language: {language}"));
            for ending in ["?snapshot=2026-11", "/names?purpose=check&snapshot=2026-11"] {
                let refused = asked.get(&format!("/api/v1/units/{TOWN}/ledger{ending}")).assert(422);
                assert!(refused.body.contains(words) && !refused.body.contains("{$"), "{}", refused.body);
            }
        }
        for path in ["ledger", "ledger/file/xlsx", "ledger/names/csv", "ledger/category/disabled"] {
            let refused = clerk.browser.get(&format!("/units/{TOWN}/{path}?purpose=file&snapshot=2026-11")).assert(422);
            assert!(refused.body.contains("这个月还没过完，新立镇") && !refused.body.contains("{$"), "{}", refused.body);
        }
    }

    fn a_day_to_come_is_told_beside_its_field(engine) {
        let ground = Ground::new(engine);
        let clerk = ground.actor(Role::TownOrganiser);
        let asked = clerk.browser.get(&format!("/units/{TOWN}/ledger?basis=resident&as_of=2027-01-01")).assert(422).body;
        // Over the ledger of today, with what was typed.
        assert!(asked.contains("id=\"as_of-fault\"") && asked.contains("value=\"2027-01-01\""), "{asked}");
        assert_eq!(rows(&asked), 7, "{asked}");
        assert_eq!(clerk.program.get(&format!("/api/v1/units/{TOWN}/ledger?as_of=2027-01-01")).status, 422);
    }

    fn a_county_has_on_screen_and_in_files_the_lines_that_were_chosen(engine) {
        let ground = Ground::new(engine);
        let county = &ground.actor(Role::CountyOrganiser).browser;
        // Two towns and their sum; four villages, two towns, the sum; eight grids besides.
        for (choice, lines, of_grids) in [("", 3, 0), ("?rows=towns", 3, 0), ("?rows=villages", 7, 0), ("?rows=grids", 15, 8)] {
            let screen = page(county, &format!("/units/{COUNTY}/ledger{choice}")).body;
            assert_eq!(rows(&screen), lines, "{choice}: {screen}");
            let also = choice.replace('?', "&");
            let file = page(county, &format!("/units/{COUNTY}/ledger/file/csv?purpose=meeting{also}")).body;
            let marked = file.lines().filter(|line| line.contains("某人导出，用途：开会、汇报用")).count();
            assert_eq!(marked, lines, "{file}");
            assert_eq!(file.lines().count(), lines + 1, "{choice}: {file}");
            assert_eq!(file.lines().filter(|line| line.starts_with("网格,")).count(), of_grids, "{choice}: {file}");
            // Printing, downloading and the other paper go on with the same lines.
            let rows = choice.strip_prefix("?rows=").unwrap_or("towns");
            assert!(screen.contains(&format!("name=\"rows\" value=\"{rows}\"")), "{screen}");
            assert!(screen.contains("<noscript><p class=\"note no-print\">要打印"), "{screen}");
        }
        let clerk = &ground.actor(Role::TownOrganiser).browser;
        assert_eq!(rows(&page(clerk, &format!("/units/{TOWN}/ledger")).body), 7);
        assert_eq!(rows(&page(clerk, &format!("/units/{TOWN}/ledger?rows=villages")).body), 3);
        // What a unit has no lines of is its own choice.
        assert_eq!(rows(&page(clerk, &format!("/units/{VILLAGE}/ledger?rows=towns")).body), 3);
    }

    fn what_is_taken_away_says_by_whom_and_what_for(engine) {
        let ground = Ground::new(engine);
        let clerk = ground.actor(Role::TownOrganiser);
        for list in ["file", "names"] {
            for format in ["xlsx", "csv", "json"] {
                let path = format!("/units/{TOWN}/ledger/{list}/{format}");
                // Without a purpose, or with one that there is not, nothing goes out.
                for purpose in ["", "?purpose=", "?purpose=because"] {
                    let refused = clerk.browser.get(&format!("{path}{purpose}")).assert(422);
                    assert!(!refused.body.contains("东河村"), "{}", refused.body);
                }
                let file = clerk.browser.get(&format!("{path}?purpose=submit")).assert(200);
                let text = if format == "xlsx" { unzipped(&file) } else { file.body };
                for said in ["某人导出", "用途：上报上级", "2026年11月5日 12:00"] {
                    assert!(text.contains(said), "{said} in {path}\n{text}");
                }
            }
        }
        let names = |more: &str| clerk.program.get(&format!("/api/v1/units/{TOWN}/ledger/names{more}")).status;
        assert_eq!((names(""), names("?purpose=because"), names("?purpose=check")), (422, 422, 200));
        // On what is printed from the screen stands who printed it.
        let screen = page(&clerk.browser, &format!("/units/{TOWN}/ledger")).body;
        assert!(screen.contains("2026年11月5日 12:00，某人打印"), "{screen}");
    }

    fn a_list_of_several_villages_says_which(engine) {
        let ground = Ground::new(engine);
        let clerk = &ground.actor(Role::TownOrganiser).browser;
        for list in ["households", "residents", "category/disabled", "category/dibao"] {
            let town = page(clerk, &format!("/units/{TOWN}/ledger/{list}")).body;
            for place in ["东河村 第一网格", "东河村 第二网格", "西河村 第一网格"] {
                assert!(town.contains(place), "{list}: {place} in {town}");
            }
            let village = page(clerk, &format!("/units/{VILLAGE}/ledger/{list}")).body;
            assert!(village.contains("<small>第一网格") && !village.contains("东河村 第一网格"), "{list}: {village}");
        }
    }

    fn all_ledgers_of_a_unit_stand_on_a_page_and_the_standard_says_what_they_serve(engine) {
        let ground = Ground::new(engine);
        let clerk = ground.actor(Role::TownOrganiser);
        let all = page(&clerk.browser, &format!("/units/{TOWN}/ledgers")).body;
        for there in [
            format!("/units/{TOWN}/ledger?snapshot=2026-10"),
            format!("/units/{TOWN}/ledger/file/xlsx?purpose=file&amp;snapshot=2026-10"),
            format!("/units/{TOWN}/ledger\""),
            format!("/units/{TOWN}/forms"),
            "2026年10月底存档".to_owned(),
        ] {
            assert!(all.contains(&there), "{there} in {all}");
        }
        // A county sees the months of its towns before it has asked for one.
        let county = page(&ground.actor(Role::CountyOrganiser).browser, &format!("/units/{COUNTY}/ledgers")).body;
        assert!(county.contains("?snapshot=2026-10"), "{county}");

        let lines = clerk.program.get("/api/v1/standard").assert(200).json();
        let line = |id: &str| lines.as_array().unwrap().iter().find(|line| line["clause"] == id).unwrap().clone();
        let ours = line("REQ-8");
        assert_eq!((ours["state"].as_str(), ours["page"].as_str()), (Some("partly"), Some("/ledgers")), "{ours}");
        assert!(ours["partly"].as_str().unwrap().contains("走访"), "{ours}");
        assert_eq!(line("MEM-9")["state"], "served");
        assert_eq!(line("MEM-9")["partly"], serde_json::Value::Null);
        assert_eq!(line("LEAD-6")["state"], "later");
    }

    fn every_link_of_the_standard_opens_for_whoever_reads_it(engine) {
        let ground = Ground::new(engine);
        for actor in &ground.actors {
            let standard = page(&actor.browser, "/standard").body;
            let main = standard.split("<main").nth(1).unwrap();
            let links = main.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
            let links: std::collections::BTreeSet<&str> = links.filter(|link| link.starts_with('/')).collect();
            for link in links {
                let mut answer = actor.browser.get(link);
                if answer.status == 303 {
                    answer = actor.browser.get(answer.location());
                }
                assert_eq!(answer.status, 200, "{:?} {link}", actor.role);
            }
        }
    }

    fn forms_to_write_on_say_of_which_grid_and_of_nobody(engine) {
        let ground = Ground::new(engine);
        let leader = &ground.actor(Role::GridLeader).browser;
        for path in ["household", "annex"] {
            let form = page(leader, &format!("/units/{GRID}/forms/{path}"));
            let body = &form.body;
            assert!(body.contains("东河村") && body.contains("第一网格"), "{body}");
            ground.assert_silent(&form, |_| true, path);
            ground.assert_silent_of_posts(&form, |_| true, path);
        }
        let household = page(leader, &format!("/units/{GRID}/forms/household")).body;
        for word in ["低保户", "残疾人", "留守儿童", "身份证号", "与户主关系", "户主（签字）"] {
            assert!(household.contains(word), "{word} in {household}");
        }
        let village = page(&ground.actor(Role::VillageSecretary).browser, &format!("/units/{VILLAGE}/forms/household")).body;
        assert_eq!(village.matches("<section class=\"form-sheet\">").count(), 2, "{village}");
        answers(&leader.get("/units/211104109201002/forms/household"), 403);
        assert!(page(leader, "/").body.contains("href=\"/forms\""));
    }

    fn a_declaration_loses_nothing(engine) {
        let ground = Ground::new(engine);
        let (clerk, secretary) = (ground.actor(Role::TownOrganiser), ground.actor(Role::VillageSecretary));
        let address = format!("/units/{VILLAGE}/ledger/declare");
        for wrong in ["abc", "-3", "1000000000000", "12.5", "", "99999999999999999999999"] {
            let fields = [("key", "one"), ("version", "0"), ("seen_day", "2026-11-05"), ("households", wrong), ("residents", "77"), ("as_of", "2026-11-05")];
            let again = clerk.browser.post(&address, &fields).assert(422).body;
            assert!(again.contains("id=\"households-fault\"") && again.contains("value=\"77\""), "{wrong}: {again}");
            assert!(wrong.is_empty() || again.contains(&format!("value=\"{wrong}\"")), "{wrong}: {again}");
        }
        let send = |who: &Talker, key: &str, version: &str, households: &str, day: &str| {
            who.post(&address, &[("key", key), ("version", version), ("seen_day", "2026-11-05"), ("was-households", ""), ("households", households), ("residents", "30"), ("as_of", day)])
        };
        // Full-width digits are digits, and the same form sent twice is one.
        answers(&send(&clerk.browser, "a", "0", "１２", "2026-11-05"), 303);
        answers(&send(&clerk.browser, "a", "0", "１２", "2026-11-05"), 303);
        // Somebody whose form was made before that is shown what stands there now, and keeps what was typed.
        let stale = send(&secretary.browser, "b", "0", "15", "2026-11-05").assert(409).body;
        assert!(stale.contains("某人") && stale.contains("value=\"15\"") && stale.contains(">12<"), "{stale}");
        // The same figures are no quarrel.
        answers(&send(&secretary.browser, "c", "0", "12", "2026-11-05"), 303);
        let fresh = page(&secretary.browser, &address).body;
        assert!(fresh.contains("name=\"was-households\" value=\"12\""), "{fresh}");
        let version = fresh.split("name=\"version\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        // Another day than the one that was looked at is compared too.
        answers(&send(&secretary.browser, "d", "0", "20", "2026-11-01"), 303);
        let other_day = send(&clerk.browser, "e", version, "21", "2026-11-01").assert(409).body;
        assert!(other_day.contains("value=\"21\"") && other_day.contains(">20<"), "{other_day}");
        answers(&send(&secretary.browser, "f", version, "15", "2026-11-05"), 303);
        let ledger = page(&clerk.browser, &format!("/units/{VILLAGE}/ledger")).body;
        assert!(ledger.contains("自报 15") && ledger.contains("自报 30"), "{ledger}");
        // A program that says no version replaces, as the API promises.
        let body = serde_json::json!({"households": 16, "residents": 31, "as_of": "2026-11-05"});
        answers(&clerk.program.json("PUT", &format!("/api/v1/units/{VILLAGE}/ledger/declared"), &body), 204);
        ground.place.assert_sound();
    }
}
