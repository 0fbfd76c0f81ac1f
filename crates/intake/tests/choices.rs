//! What a person decides takes effect.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]

mod common;

use common::{book, faults, households, nothing_known, remarks, sheet, tangjia_known};
use hongwang_domain::Rulebook;
use hongwang_domain::rulebook::workbook::ResidentColumn;
use hongwang_intake::{
    Choices, HeadingChoice, Intake, Kind, Known, Nothing, SheetChoice, Survey, Taken, VillageWhy, survey_and_check,
};
use hongwang_spreadsheet::{Encoding, Limits, Sheet, TextForm, read_as};

const TWO: &str = "\
唐家村居民台账
户编号|姓名|与户主关系|身份证号|民族|备注
1|王一|户主|99010119470617001X|汉族|x
|王二|子|||
?2|李三|户主|||
";

fn run(sheets: Vec<Sheet>, known: &Known, choices: &Choices) -> (Survey, Result<Intake, Nothing>) {
    survey_and_check(&book(sheets), known, choices, &Rulebook::embedded().unwrap())
}

fn with(sheet: u16, choice: SheetChoice) -> Choices {
    Choices { sheets: [(sheet, choice)].into(), ..Choices::default() }
}

fn columns(row: u32, columns: &[(u32, &str)]) -> SheetChoice {
    let columns = columns.iter().map(|(column, taken)| (*column, Taken::from_text(taken).unwrap())).collect();
    SheetChoice { columns: [(row, columns)].into(), ..SheetChoice::default() }
}

#[test]
fn the_survey_says_what_was_found() {
    let (survey, intake) = run(vec![sheet("表一", TWO)], &nothing_known(), &Choices::default());
    intake.unwrap();
    let [sheet] = survey.sheets.as_slice() else { panic!("{survey:?}") };
    assert_eq!((sheet.rows, sheet.hidden_rows, sheet.hidden, sheet.skipped), (5, 1, false, false));
    let [table] = sheet.tables.as_slice() else { panic!("{survey:?}") };
    assert_eq!((table.kind, table.heading_row, table.rows, table.hidden_rows), (Kind::Residents, 2, 3, 1));
    assert_eq!((table.village.as_deref(), table.why), (Some("唐家村"), Some(VillageWhy::Title)));
    let said: Vec<String> = table
        .columns
        .iter()
        .map(|column| {
            format!("{} {} {} {} {:?}", column.column, column.heading, column.taken, column.open, column.samples)
        })
        .collect();
    assert_eq!(
        said,
        [
            r#"0 户编号 resident.household-number true ["1", "2"]"#,
            r#"1 姓名 resident.name true ["王一", "王二", "李三"]"#,
            r#"2 与户主关系 resident.relation true ["户主", "子"]"#,
            r#"3 身份证号 resident.citizen-id true ["990101***********X"]"#,
            r#"4 民族 left-out false []"#,
            r#"5 备注 left-out true []"#,
        ]
    );
}

#[test]
fn hidden_rows_stay_out_when_asked() {
    let out = Choices { hidden_rows: false, ..Choices::default() };
    let (survey, intake) = run(vec![sheet("表一", TWO)], &nothing_known(), &out);
    let intake = intake.unwrap();
    assert_eq!(households(&intake), ["唐家村 - #1 王一* 王二"]);
    assert_eq!((survey.sheets[0].tables[0].rows, survey.sheets[0].tables[0].left_out), (2, 1));
    let hidden = intake.findings.iter().find(|finding| finding.code.as_str() == "hidden-rows").unwrap();
    assert_eq!(hidden.message().0, "finding-hidden-rows-left-out");
    let (_, intake) = run(vec![sheet("表一", TWO)], &nothing_known(), &Choices::default());
    assert_eq!(households(&intake.unwrap()), ["唐家村 - #1 王一* 王二", "唐家村 - #2 李三*"]);
}

#[test]
fn a_sheet_can_be_skipped() {
    let sheets = || vec![sheet("唐家村", TWO), sheet("李家村", &TWO.replace("唐家村", "李家村"))];
    let (_, both) = run(sheets(), &nothing_known(), &Choices::default());
    assert_eq!(both.unwrap().rows, 6);
    let skip = with(0, SheetChoice { skip: true, ..SheetChoice::default() });
    let (survey, one) = run(sheets(), &nothing_known(), &skip);
    let one = one.unwrap();
    assert_eq!(households(&one), ["李家村 - #1 王一* 王二", "李家村 - #2 李三*"]);
    assert!(survey.sheets[0].skipped && survey.sheets[0].tables.is_empty() && !survey.sheets[1].tables.is_empty());
    let neither = Choices {
        sheets: [0, 1].map(|at| (at, SheetChoice { skip: true, ..SheetChoice::default() })).into(),
        ..Choices::default()
    };
    assert_eq!(run(sheets(), &nothing_known(), &neither).1.unwrap_err(), Nothing::NoHeading);
}

#[test]
fn a_column_is_taken_for_what_a_person_says() {
    let text = "唐家村居民台账\n姓名|与户主关系|曾用名|号码\n王一|户主|王大一|99010119470617001X\n";
    let names = columns(2, &[(2, "resident.name"), (3, "resident.citizen-id")]);
    let (survey, intake) = run(vec![sheet("表", text)], &nothing_known(), &with(0, names));
    let intake = intake.unwrap();
    assert_eq!(households(&intake), ["唐家村 - 王大一*"]);
    assert!(intake.villages[0].households[0].residents[0].citizen_id.is_some());
    let table = &survey.sheets[0].tables[0];
    assert_eq!(table.columns[0].taken, Taken::LeftOut, "a field stands in one column");
    assert_eq!(table.columns[0].found, Taken::Resident(ResidentColumn::Name));
    assert_eq!(remarks(&intake), ["姓名 column-ignored"], "and what is left out is said");
}

#[test]
fn a_column_can_be_left_out_and_one_without_a_heading_taken() {
    let text = "唐家村居民台账\n姓名|与户主关系|联系电话|\n王一|户主|1990000|女\n";
    let out = columns(2, &[(2, "left-out"), (3, "resident.sex")]);
    let (survey, intake) = run(vec![sheet("表", text)], &nothing_known(), &with(0, out));
    let intake = intake.unwrap();
    assert_eq!(faults(&intake), [""; 0], "a phone that is not read is no fault");
    assert!(intake.villages[0].households[0].residents[0].sex.is_some());
    assert_eq!(survey.sheets[0].tables[0].columns[3].samples, ["女"]);
}

#[test]
fn what_must_not_be_known_cannot_be_taken_for_anything() {
    let taken = columns(2, &[(4, "resident.presence"), (5, "resident.presence")]);
    let text = TWO.replace("汉族", "外出").replace("|x", "|外出");
    let (survey, intake) = run(vec![sheet("表", &text)], &nothing_known(), &with(0, taken));
    let columns = &survey.sheets[0].tables[0].columns;
    assert_eq!((&columns[4].taken, columns[4].samples.len()), (&Taken::LeftOut, 0));
    assert_eq!(columns[5].taken, Taken::Resident(ResidentColumn::Presence));
    assert!(intake.unwrap().villages[0].households[0].residents[0].presence.is_some());
}

#[test]
fn a_table_of_another_kind_takes_no_such_field() {
    let (survey, _) = run(vec![sheet("表", TWO)], &nothing_known(), &with(0, columns(2, &[(5, "group.leader")])));
    assert_eq!(survey.sheets[0].tables[0].columns[5].taken, Taken::LeftOut);
    let unknown = columns(2, &[(5, "category.nobody-knows-it")]);
    let (survey, _) = run(vec![sheet("表", TWO)], &nothing_known(), &with(0, unknown));
    assert_eq!(survey.sheets[0].tables[0].columns[5].taken, Taken::LeftOut);
    let known = columns(2, &[(5, "category.dibao")]);
    let (survey, intake) = run(vec![sheet("表", &TWO.replace("|x", "|√"))], &nothing_known(), &with(0, known));
    assert_eq!(survey.sheets[0].tables[0].columns[5].taken.to_string(), "category.dibao");
    assert_eq!(intake.unwrap().villages[0].households[0].categories.len(), 1);
}

#[test]
fn the_village_of_a_sheet_is_the_one_chosen() {
    let text = "李家村居民台账\n村|姓名|与户主关系\n李家村|王一|户主\n二、张家村\n张家村|王二|户主\n";
    for village in ["211104109200", "唐家村"] {
        let chosen = SheetChoice { village: Some(village.to_owned()), ..SheetChoice::default() };
        let (survey, intake) = run(vec![sheet("李家村", text)], &tangjia_known(false), &with(0, chosen));
        assert_eq!(households(&intake.unwrap()), ["唐家村 - 王一*", "唐家村 - 王二*"], "{village}");
        let table = &survey.sheets[0].tables[0];
        assert_eq!((table.village.as_deref(), table.why), (Some("唐家村"), Some(VillageWhy::Chosen)));
        assert_eq!(table.columns[0].taken, Taken::LeftOut);
    }
    let (survey, intake) = run(vec![sheet("李家村", text)], &nothing_known(), &Choices::default());
    assert_eq!(households(&intake.unwrap()), ["李家村 - 王一*", "张家村 - 王二*"]);
    assert_eq!(survey.sheets[0].tables[0].why, Some(VillageWhy::Column));
}

#[test]
fn a_row_that_nobody_recognised_can_be_the_headings() {
    let text = "唐家村\n编号|人名|跟户主啥关系\n1|王一|户主\n2|李二|户主\n";
    let (survey, nothing) = run(vec![sheet("表", text)], &nothing_known(), &Choices::default());
    assert_eq!(nothing.unwrap_err(), Nothing::NoHeading);
    assert!(survey.sheets[0].tables.is_empty());
    let chosen = SheetChoice {
        heading: Some(HeadingChoice { row: 2, kind: Kind::Residents }),
        ..columns(2, &[(1, "resident.name"), (2, "resident.relation")])
    };
    let (_, intake) = run(vec![sheet("表", text)], &nothing_known(), &with(0, chosen));
    assert_eq!(households(&intake.unwrap()), ["唐家村 - 王一*", "唐家村 - 李二*"]);
}

#[test]
fn headings_printed_again_are_understood_as_the_first_ones() {
    let page = "户编号|姓名|与户主关系|备注\n1|王一|户主|女\n户编号|姓名|与户主关系|备注\n1|王二|子|女\n";
    let chosen = columns(2, &[(3, "resident.sex")]);
    let (survey, intake) = run(vec![sheet("表", &format!("唐家村\n{page}"))], &nothing_known(), &with(0, chosen));
    let intake = intake.unwrap();
    assert_eq!(survey.sheets[0].tables.len(), 1);
    assert_eq!(households(&intake), ["唐家村 - #1 王一* 王二"]);
    assert!(intake.villages[0].households[0].residents.iter().all(|resident| resident.sex.is_some()));
}

#[test]
fn a_fault_says_of_whom_it_speaks() {
    let text = TWO.replace("99010119470617001X", "990101194706170012");
    let (_, intake) = run(vec![sheet("表", &text)], &nothing_known(), &Choices::default());
    let intake = intake.unwrap();
    let fault = intake.findings.iter().find(|finding| finding.code.as_str() == "id-invalid").unwrap();
    let about = fault.about.as_ref().unwrap();
    assert_eq!((about.village.as_str(), about.head.as_deref()), ("唐家村", Some("王一")));
}

#[test]
fn a_wrong_encoding_finds_nothing_and_the_right_one_everything() {
    let bytes = "唐家村居民台账\n姓名;与户主关系\n王一;户主\n".as_bytes();
    let read = |encoding, delimiter| {
        let workbook = read_as(bytes, TextForm { encoding, delimiter }, &Limits::default()).unwrap();
        survey_and_check(&workbook, &nothing_known(), &Choices::default(), &Rulebook::embedded().unwrap()).1
    };
    assert_eq!(read(None, None).unwrap().rows, 1);
    assert_eq!(read(Some(Encoding::Utf8), Some(';')).unwrap().rows, 1);
    assert_eq!(read(Some(Encoding::Gb18030), None).unwrap_err(), Nothing::NoHeading);
    assert_eq!(read(None, Some(',')).unwrap_err(), Nothing::NoHeading);
}

#[test]
fn choices_are_read_as_they_were_written() {
    let choices = Choices {
        encoding: Some(Encoding::Gb18030),
        delimiter: Some('\t'),
        hidden_rows: false,
        effective: "2026-10-31".parse().ok(),
        ..with(3, columns(4, &[(1, "resident.at-home"), (2, "category.dibao"), (3, "left-out"), (4, "group.founded")]))
    };
    let text = serde_json::to_string(&choices).unwrap();
    assert_eq!(serde_json::from_str::<Choices>(&text).unwrap(), choices);
    assert_eq!(serde_json::from_str::<Choices>("{}").unwrap(), Choices::default());
    let rulebook = Rulebook::embedded().unwrap();
    for taken in Taken::for_residents(&rulebook).into_iter().chain(Taken::for_groups()) {
        assert_eq!(Taken::from_text(&taken.to_string()), Some(taken));
    }
    assert_eq!(Taken::from_text("resident.nationality"), None);
}
