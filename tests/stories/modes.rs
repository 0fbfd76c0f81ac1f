//! Trying without doing, all or nothing, no new units; and what the exit code says.

use hongwang_testing::answers::Created;
use hongwang_testing::book::Cell;
use hongwang_testing::draw::{Drawn, draw};
use hongwang_testing::invent::{Size, town};
use hongwang_testing::layout::{Column, Layout};
use hongwang_testing::town::{Basis, Town};
use hongwang_testing::xlsx::{Strings, bytes};
use hongwang_testing::{Place, on_both_engines, sample};

use crate::{PROGRAM, place, workbook};

on_both_engines! {
    fn check_says_what_an_import_would_and_writes_nothing(engine) {
        let (place, town) = (place(engine), town(41, Size::SMALL));
        let file = workbook(&place, "town.xlsx", &town, &Layout::default());
        let tried = place.import(&file, &["--check"]).assert(0).report();
        assert_eq!((tried.import.clone(), tried.residents, tried.rows), (None, town.rows() as u64, town.rows() as u64));
        assert_eq!(place.ledger("211104", &[]).rows, Vec::new());
        let done = place.import(&file, &[]).assert(0).report();
        let mut same = done.clone();
        same.import = None;
        same.changed = 0;
        assert_eq!(same, tried);
        assert!(done.import.is_some());
        // Tried again, nothing would change.
        assert_eq!(place.import(&file, &["--check"]).assert(0).report().changed, 0);
    }

    fn all_or_nothing_writes_nothing_when_a_row_is_rejected(engine) {
        let (place, town) = (place(engine), town(42, Size::SMALL));
        let file = with_cell(&place, &town, Column::Name, Cell::Blank);
        let report = place.import(&file, &["--all-or-nothing"]).assert(3).report();
        assert_eq!((report.import, report.changed, report.errors.len()), (None, 0, 1));
        assert_eq!(place.ledger("211104", &[]).rows, Vec::new());
        place.import(&file, &["--check"]).assert(3);
        let report = place.import(&file, &[]).assert(3).report();
        assert_eq!(report.residents, town.rows() as u64 - 1);
        assert!(report.import.is_some());
        // A warning keeps nothing out.
        let other = crate::place(engine);
        let file = with_cell(&other, &town, Column::Phone, Cell::text("1990000"));
        assert_eq!(other.import(&file, &["--all-or-nothing"]).assert(0).report().warnings.len(), 1);
        assert_eq!(other.ledger("211104109", &[]).figures(), town.figures(Basis::Registered));
    }

    fn without_leave_to_create_unknown_units_are_told(engine) {
        let (place, mut town) = (place(engine), town(43, Size { villages: 3, ..Size::SMALL }));
        let mut known = town.clone();
        known.villages.truncate(2);
        place.import(&workbook(&place, "known.xlsx", &known, &Layout::default()), &[]).assert(0);
        place.import(&workbook(&place, "known.xlsx", &known, &Layout::default()), &["--no-create"]).assert(0);

        let unknown_village = town.villages[2].name.clone();
        let households = &mut town.villages[0].households;
        let moved = households.len() - 1;
        let alone = households[moved].residents.len() == 1;
        households[moved].residents[0].grid = "第九网格".to_owned();
        let layout = Layout { groups: hongwang_testing::layout::Groups::Absent, ..Layout::default() };
        let output = place.import(&workbook(&place, "all.xlsx", &town, &layout), &["--no-create"]).assert(3);
        let report = output.report();
        assert_eq!(report.created, Vec::<Created>::new());
        let codes = |code: &str| report.faults().into_iter().filter(|fault| fault.3 == code).collect::<Vec<_>>();
        assert_eq!(codes("grid-unknown").len(), 1, "{:#?}", report.warnings);
        assert_eq!(codes("grid-unknown")[0].2.as_deref(), Some("网格"));
        assert!(!codes("village-unknown").is_empty());
        assert!(codes("village-unknown").iter().all(|fault| fault.0.as_deref() == Some(unknown_village.as_str())));
        let ledger = place.ledger("211104109", &[]);
        assert_eq!(ledger.villages.len(), 2);
        assert_eq!(ledger.totals["residents"], known.rows() as u64);
        assert!(!alone || ledger.rows.iter().any(|row| row.grid.is_none()) || ledger.rows.len() == 4);
        place.assert_sound();
    }

    fn a_village_code_of_another_town_is_an_error(engine) {
        let (place, mut town) = (place(engine), town(44, Size::SMALL));
        town.villages[1].code = Some("211104110200".to_owned());
        let report = place.import(&workbook(&place, "town.xlsx", &town, &Layout::default()), &[]).assert(3).report();
        assert!(report.errors.iter().all(|error| error.code == "village-unknown"), "{:#?}", report.errors);
        let ledger = place.ledger("211104109", &[]);
        assert_eq!(ledger.villages.len(), 1);
        assert_eq!(place.ledger("211104", &[]).villages.len(), 1);
    }

    fn new_villages_get_the_next_free_code_of_our_own(engine) {
        let (place, mut town) = (place(engine), town(45, Size { villages: 5, ..Size::SMALL }));
        town.villages.iter_mut().for_each(|village| village.code = None);
        let report = place.import(&workbook(&place, "town.xlsx", &town, &Layout::default()), &[]).assert(0).report();
        let codes: Vec<_> = report.created.iter().filter(|created| created.kind == "village").collect();
        let code_of = |name: &str| codes.iter().find(|village| village.name == name).unwrap().code.clone().unwrap();
        assert_eq!(code_of("新兴社区"), "211104109904");
        let villages = ["河东村", "河西村", "柳树村", "北甸村"].map(code_of);
        assert_eq!(villages, ["211104109900", "211104109901", "211104109902", "211104109903"]);
    }

    fn a_report_and_a_marked_copy_go_where_they_are_told(engine) {
        let place = place(engine);
        let file = sample::file("wangjia-dirty/town.xlsx");
        let (report, marked) = (place.file("report.json"), place.file("marked.xlsx"));
        let more = ["--report", report.to_str().unwrap(), "--marked", marked.to_str().unwrap()];
        let more = [&["--town", "211104107", "--town-name", "王家街道"], more.as_slice()].concat();
        let output = place.import(&file, &more).assert(3);
        assert_eq!(output.stdout, "", "with --report the results are in the file");
        let written: hongwang_testing::answers::Report =
            serde_json::from_slice(&std::fs::read(&report).unwrap()).unwrap();
        assert!(!written.errors.is_empty() && marked.exists());
    }

    fn wrong_usage_is_told_from_a_file_that_cannot_be_read(engine) {
        let place = place(engine);
        place.import(&place.file("there is no such file.xlsx"), &[]).assert(2);
        let file = sample::file("xinli/town.xlsx");
        place.run(["import", "workbook", file.to_str().unwrap()]).assert(2);
        place.import(&file, &["--town", "21110"]).assert(2);
        place.import(&file, &["--effective", "2026-02-30"]).assert(2);
        place.import(&file, &["--no-such-option"]).assert(2);
        place.run(["export", "ledger", "--unit", "211104", "--format", "docx", "--output", "x"]).assert(2);
        assert_eq!(place.ledger("211104", &[]).rows, Vec::new());
    }

    fn a_place_is_begun_once_and_checked_often(engine) {
        let place = Place::bare(PROGRAM, engine);
        let begun = place.run(["init", "--county", "211104", "--name", "大洼区"]).assert(0);
        assert!(begun.stdout.lines().any(|line| line.trim().len() >= 12), "the password: {}", begun.stdout);
        place.run(["migrate"]).assert(0);
        place.run(["rulebook", "check"]).assert(0);
        place.assert_sound();
        place.run(["init", "--county", "211104", "--name", "大洼区"]).assert(1);
    }
}

/// The town with one cell of its third row changed.
fn with_cell(place: &Place, town: &Town, column: Column, cell: Cell) -> std::path::PathBuf {
    let Drawn { mut book, places, columns, .. } = draw(town, &Layout::default());
    book.sheets[places[2].sheet].set(places[2].row, columns[&column].0, cell);
    place.write("changed.xlsx", &bytes(&book, Strings::Shared))
}
