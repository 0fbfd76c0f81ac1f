//! What may stand in a cell.

use hongwang_testing::answers::Report;
use hongwang_testing::book::Cell;
use hongwang_testing::citizen::citizen_id;
use hongwang_testing::draw::{Drawn, GROUPS, draw};
use hongwang_testing::invent::{Size, town};
use hongwang_testing::layout::{Column, Groups, Layout};
use hongwang_testing::town::{Category, Town};
use hongwang_testing::xlsx::{Strings, bytes};
use hongwang_testing::{Engine, Place, on_both_engines};

use crate::{place, workbook};

on_both_engines! {
    fn days_in_every_usual_writing_are_the_day_that_was_typed(engine) {
        // 2 August 1953, as in the id: any other reading would contradict it.
        let serial = Cell::Number(19573.0);
        let texts = [
            "1953-08-02", "1953-8-2", "1953/8/2", "1953.8.2", "1953.08.02", "19530802", "1953年8月2日", "1953年08月02日",
            "一九五三年八月二日", " 1953 年 8 月 2 日 ", "１９５３年８月２日", "1953-08-02 00:00:00",
        ];
        let cells = texts.map(Cell::text).into_iter().chain([serial, Cell::Number(19_530_802.0), Cell::Day(day())]);
        assert_days(engine, cells.collect(), false);
        assert_days(engine, vec![Cell::Day(day()), Cell::text("1953-08-02")], true);
    }

    fn names_are_longer_and_rarer_than_one_thinks(engine) {
        let (place, mut town) = (place(engine), one_household());
        let people = &mut town.villages[0].households[0].residents;
        let names = ["阿卜杜拉·买买提", "𠮷田𠀀", "欧阳 娜娜", &"长".repeat(50), &"𠀀".repeat(50)].map(str::to_owned);
        for (person, name) in people.iter_mut().zip(&names) {
            person.name.clone_from(name);
            person.ticks = [Category::Disabled].into();
        }
        let report = import(&place, &town, &Layout::default(), |_| {}, 0);
        report.assert_clean();
        let ledger = place.ledger("211104109", &["--names"]);
        let said = ledger.rows.iter().flat_map(|row| &row.names.as_ref().unwrap()["disabled"]).count();
        assert_eq!(said, names.len());
        let all = format!("{ledger:?}");
        assert!(["阿卜杜拉·买买提", "𠮷田𠀀", names[3].as_str(), names[4].as_str()].iter().all(|name| all.contains(name)));
    }

    fn an_id_kept_as_a_number_is_never_guessed(engine) {
        for number in [9.901_011_953_080_245e17, 990_101_195_308_024_548.0, 9.90101195308e16] {
            let (place, town) = (place(engine), one_household());
            let report = import(&place, &town, &Layout::default(), |drawn| {
                set(drawn, 1, Column::Id, Cell::Number(number));
            }, 3);
            assert_eq!(codes(&report.errors), ["id-scientific"]);
            assert_eq!(report.residents, town.rows() as u64 - 1);
        }
    }

    fn what_the_reader_cannot_give_is_told_by_its_weight(engine) {
        let (place, town) = (place(engine), one_household());
        let report = import(&place, &town, &Layout::default(), |drawn| {
            set(drawn, 1, Column::Name, Cell::NoResult);
            set(drawn, 2, Column::Id, Cell::NoResult);
            set(drawn, 3, Column::Phone, Cell::NoResult);
            set(drawn, 4, Column::Remark, Cell::NoResult);
        }, 3);
        assert_eq!(codes(&report.errors), ["cell-unreadable", "cell-unreadable"]);
        assert_eq!(codes(&report.warnings), ["cell-unreadable"]);
        assert_eq!(report.warnings[0].column.as_deref(), Some("联系电话"));
    }

    fn a_formula_is_its_result_and_never_comes_out_alive(engine) {
        let (place, town) = (place(engine), one_household());
        let report = import(&place, &town, &Layout::default(), |drawn| {
            set(drawn, 1, Column::Name, Cell::Formula("HYPERLINK(\"http://example.invalid\",\"王算式\")", "王算式".to_owned()));
            set(drawn, 2, Column::Name, Cell::text("=1+1"));
            set(drawn, 1, Column::Tick(Category::Disabled), Cell::text("√"));
            set(drawn, 2, Column::Tick(Category::Disabled), Cell::text("√"));
        }, 0);
        report.assert_clean();
        let csv = place.file("ledger.csv");
        let command = ["export", "ledger", "--unit", "211104109", "--names", "--format", "csv", "--output"];
        place.run(command.into_iter().chain([csv.to_str().unwrap()])).assert(0);
        let text = std::fs::read_to_string(csv).unwrap();
        for cell in text.split([',', '\n', '"', '\t']) {
            assert!(!cell.trim_start_matches('\u{feff}').starts_with(['=', '+', '@']), "{cell}");
        }
    }

    fn unknown_columns_are_named_once_and_kept_nowhere(engine) {
        let (place, town) = (place(engine), one_household());
        let heading = |column: Column| if column == Column::Remark { "信访重点人员".to_owned() } else { column.heading().to_owned() };
        let report = import(&place, &town, &Layout { heading, ..Layout::default() }, |drawn| {
            (0..3).for_each(|row| set(drawn, row, Column::Remark, Cell::text("绝不留下的话")));
            set(drawn, 3, Column::Tick(Category::Dibao), Cell::text("√"));
        }, 0);
        report.assert_clean();
        let ignored: Vec<_> = report.notices.iter().filter(|notice| notice.code == "column-ignored").collect();
        assert_eq!(ignored.len(), 1, "{ignored:#?}");
        assert_eq!(ignored[0].column.as_deref(), Some("信访重点人员"));
        assert!(!format!("{report:?}").contains("绝不留下的话"));
    }

    fn a_forbidden_category_is_unknown_and_the_rest_goes_in(engine) {
        let (place, town) = (place(engine), one_household());
        let layout = Layout::default().with_categories_in_one_column();
        let report = import(&place, &town, &layout, |drawn| {
            set(drawn, 0, Column::Categories, Cell::text("低保户、上访户，残疾人"));
        }, 0);
        assert_eq!(codes(&report.warnings), ["category-unknown"]);
        let totals = place.ledger("211104109", &[]).totals;
        assert_eq!((totals["dibao"], totals["disabled"]), (1, 1));
    }

    fn a_landline_is_right_as_it_is(engine) {
        let phones = ["0427-2345678", "04272345678", "024-23456789", "02423456789", "2345678", "82345678", "010 62345678"];
        for phone in phones {
            let (place, town) = (place(engine), one_household());
            let report = import(&place, &town, &Layout::default(), |drawn| set(drawn, 0, Column::Phone, Cell::text(phone)), 0);
            assert!(report.warnings.is_empty(), "{phone}");
        }
    }

    fn faults_in_the_list_of_groups_are_told_where_they_stand(engine) {
        let (place, town) = (place(engine), town(51, Size::SMALL));
        let report = import(&place, &town, &Layout::default(), |drawn| {
            let sheet = drawn.groups.unwrap();
            drawn.book.sheets[sheet].set(1, 5, Cell::text("1990000"));
            drawn.book.sheets[sheet].set(2, 9, Cell::text("2021年2月30日"));
        }, 0);
        let told: Vec<_> = report.faults();
        let spot = |row, column: &str, code: &str| {
            (Some(GROUPS.to_owned()), Some(row), Some(column.to_owned()), code.to_owned())
        };
        assert_eq!(told, [spot(2, "组长电话", "phone-short"), spot(3, "成立日期", "date-invalid")]);
    }

    fn a_household_keeps_its_ticks_when_the_row_that_has_them_is_rejected(engine) {
        let (place, mut town) = (place(engine), one_household());
        town.villages[0].households[0].residents[0].ticks = [Category::Dibao, Category::Disabled].into();
        import(&place, &town, &Layout::default(), |drawn| set(drawn, 0, Column::Name, Cell::Blank), 3);
        let totals = place.ledger("211104109", &[]).totals;
        assert_eq!((totals["households"], totals["dibao"], totals["disabled"]), (1, 1, 0));
        assert_eq!(totals["residents"], town.rows() as u64 - 1);
    }

    fn without_relations_the_one_who_is_named_is_the_head(engine) {
        let (place, town) = (place(engine), one_household());
        let mut layout = Layout::default();
        layout.columns.retain(|column| *column != Column::Relation);
        let file = workbook(&place, "town.xlsx", &town, &layout);
        place.import(&file, &[]).assert(0).report().assert_clean();
        assert_eq!(place.import(&file, &[]).assert(0).report().changed, 0);
    }
}

fn day() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(1953, 8, 2).unwrap()
}

/// One village, one grid, one household of five adults.
fn one_household() -> Town {
    let mut town = town(50, Size { villages: 1, grids: 1, households: 1 });
    let household = &mut town.villages[0].households[0];
    let head = household.residents[0].clone();
    household.residents = (0..5)
        .map(|number| hongwang_testing::town::Resident {
            name: format!("{}{}", head.name, ["", "甲", "乙", "丙", "丁"][number]),
            relation: if number == 0 { "户主" } else { "兄弟" }.to_owned(),
            id: citizen_id(60, day(), 11 + 2 * number as u16),
            sex: "男".to_owned(),
            birth: Some(day()),
            ticks: [].into(),
            ..head.clone()
        })
        .collect();
    town
}

fn assert_days(engine: Engine, cells: Vec<Cell>, from_1904: bool) {
    for cell in cells {
        let (place, town) = (place(engine), one_household());
        let layout = Layout { from_1904, groups: Groups::Absent, ..Layout::default().with_birth_dates() };
        let report = import(&place, &town, &layout, |drawn| set(drawn, 1, Column::Birth, cell.clone()), 0);
        assert!(report.warnings.is_empty(), "{cell:?}: {:?}", report.warnings);
    }
}

/// Draws, changes, imports.
fn import(place: &Place, town: &Town, layout: &Layout, change: impl Fn(&mut Drawn), code: i32) -> Report {
    let mut drawn = draw(town, layout);
    change(&mut drawn);
    place.import(&place.write("town.xlsx", &bytes(&drawn.book, Strings::Shared)), &[]).assert(code).report()
}

/// Writes into the row of a resident.
fn set(drawn: &mut Drawn, resident: usize, column: Column, cell: Cell) {
    let place = drawn.places[resident];
    drawn.book.sheets[place.sheet].set(place.row, drawn.columns[&column].0, cell);
}

fn codes(findings: &[hongwang_testing::answers::Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code.as_str()).collect()
}
