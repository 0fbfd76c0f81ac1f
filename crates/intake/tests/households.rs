//! Which rows are one household, and who is its head.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]

mod common;

use common::{check, faults, households, merged, relations, sheet};

#[test]
fn an_empty_cell_continues_the_household_above_unless_the_row_is_a_head() {
    let text = "户编号|姓名|与户主关系\n001|张三|户主\n|李四|配偶\n|王五|户主\n|赵六|子\n002|钱七|户主";
    let intake = check(vec![sheet("唐家村", text)]);
    assert_eq!(households(&intake), ["唐家村 - #001 张三* 李四", "唐家村 - 王五* 赵六", "唐家村 - #002 钱七*"]);
    assert_eq!(faults(&intake), [] as [&str; 0]);
}

#[test]
fn a_merged_cell_holds_for_all_of_its_rows() {
    let text = "户编号|户主|姓名|与户主关系\n001|张三|张三|户主\n||李四|配偶\n||王五|户主\n||赵六|子";
    let intake = check(vec![merged(sheet("唐家村", text), &["A2:A4", "B2:B4"])]);
    assert_eq!(households(&intake), ["唐家村 - #001 张三* 李四 王五 赵六"]);
    assert_eq!(faults(&intake), ["4 与户主关系 head-double"]);
    assert_eq!(relations(&intake), [Some(2), Some(10), None, Some(20)]);
}

#[test]
fn one_number_is_one_household_wherever_it_stands() {
    let text = "户编号|姓名|与户主关系\n001|张三|户主\n002|王五|户主\n００１|李四|配偶\n #1|赵六|子";
    let intake = check(vec![sheet("唐家村", text), sheet("张家村", "户编号|姓名|与户主关系\n001|孙八|户主")]);
    assert_eq!(
        households(&intake),
        ["唐家村 - #001 张三* 李四", "唐家村 - #002 王五*", "唐家村 - ##1 赵六", "张家村 - #001 孙八*"]
    );
}

#[test]
fn neighbours_of_one_name_are_told_apart() {
    let by_relation = "户主|姓名|与户主关系\n王桂芝|王桂芝|户主\n王桂芝|李四|配偶\n王桂芝|王桂芝|户主\n王桂芝|赵六|子";
    assert_eq!(
        households(&check(vec![sheet("唐家村", by_relation)])),
        ["唐家村 - 王桂芝* 李四", "唐家村 - 王桂芝* 赵六"]
    );
    let by_merge = "户主|姓名|性别\n王桂芝|王桂芝|女\n|李四|男\n王桂芝|王桂芝|女\n|赵六|男";
    assert_eq!(
        households(&check(vec![merged(sheet("唐家村", by_merge), &["A2:A3", "A4:A5"])])),
        ["唐家村 - 王桂芝* 李四", "唐家村 - 王桂芝* 赵六"]
    );
    let by_name = "户主|姓名|性别\n王桂芝|王桂芝|女\n王桂芝|李四|男\n王桂芝|王桂芝|女\n王桂芝|赵六|男";
    assert_eq!(households(&check(vec![sheet("唐家村", by_name)])), ["唐家村 - 王桂芝* 李四", "唐家村 - 王桂芝* 赵六"]);
    let one_alone = "户主|姓名|与户主关系\n王桂芝|王桂芝|户主\n王桂芝|王桂芝|户主";
    assert_eq!(households(&check(vec![sheet("唐家村", one_alone)])).len(), 2);
}

#[test]
fn rows_of_a_household_that_do_not_stand_together() {
    let text = "户主|姓名|与户主关系|屯\n张三|李四|配偶|东屯\n王五|王五|户主|东屯\n张三|张三|户主|东屯\n王五|赵六|子|东屯\n张三|张三|户主|西屯\n张三|孙八|子|西屯";
    let intake = check(vec![sheet("唐家村", text)]);
    assert_eq!(households(&intake), ["唐家村 - 李四 张三*", "唐家村 - 王五* 赵六", "唐家村 - 张三* 孙八"]);
    assert_eq!(faults(&intake), [] as [&str; 0]);
}

#[test]
fn without_relations_the_head_is_who_is_named() {
    let intake = check(vec![sheet("唐家村", "户编号|户主|姓名|性别\n1|张三|李四|女\n1|张三|张 三|男\n2|王五|赵六|男")]);
    assert_eq!(households(&intake), ["唐家村 - #1 李四 张三*", "唐家村 - #2 赵六"]);
    assert_eq!(relations(&intake), [None, Some(2)]);
    assert_eq!(faults(&intake), ["4 户主 head-missing"]);
}

#[test]
fn without_household_columns_a_head_begins_a_household() {
    let intake = check(vec![sheet("唐家村", "姓名|与户主关系\n张三|户主\n李四|配偶\n|户主\n赵六|子")]);
    assert_eq!(households(&intake), ["唐家村 - 张三* 李四", "唐家村 - 赵六"]);
    assert_eq!(faults(&intake), ["4 姓名 name-missing"]);
}

#[test]
fn a_list_of_names_tells_no_households() {
    let intake = check(vec![sheet("唐家村", "姓名|性别\n张三|男\n李四|女")]);
    assert_eq!(households(&intake), ["唐家村 - 张三", "唐家村 - 李四"]);
    assert!(intake.villages[0].households.iter().all(|household| !household.told && household.head.is_none()));
    assert_eq!(faults(&intake), [] as [&str; 0]);
}

#[test]
fn a_missing_head_is_told_at_the_first_row_and_only_where_nothing_else_explains_it() {
    let text = "户编号|姓名|与户主关系\n1|张三|其他\n|李四|配偶\n2|王五|远房表侄\n|赵六|子\n3|钱七|子\n||女\n4|孙八|\n|周九|女";
    let intake = check(vec![sheet("唐家村", text)]);
    assert_eq!(faults(&intake), ["2 与户主关系 head-missing", "4 与户主关系 relation-unknown", "7 姓名 name-missing"]);
    assert_eq!(intake.findings[0].value.as_deref(), Some("其他"));
}

#[test]
fn each_head_after_the_first_is_told() {
    let text = "户编号|户主|姓名|与户主关系\n1|李四|张三|户主\n1|李四|李四|户主\n1|李四|王五|户主";
    let intake = check(vec![sheet("唐家村", text)]);
    assert_eq!(faults(&intake), ["3 与户主关系 head-double", "4 与户主关系 head-double"]);
    assert_eq!(households(&intake), ["唐家村 - #1 张三 李四* 王五"]);
    assert_eq!(relations(&intake), [None, Some(2), None]);
}

#[test]
fn a_rejected_head_leaves_the_household_and_its_ticks() {
    let text =
        "户编号|户主|姓名|与户主关系|身份证号|低保户|残疾人\n1|张三|张三|户主|123|√|√\n|||配偶|||\n2|李四||户主||√|";
    let intake = check(vec![sheet("唐家村", text)]);
    assert_eq!(faults(&intake), ["2 身份证号 id-invalid", "3 姓名 name-missing", "4 姓名 name-missing"]);
    let village = &intake.villages[0];
    assert_eq!(households(&intake), ["唐家村 - #1", "唐家村 - #2"]);
    assert!(
        village.households.iter().all(|household| household.categories.len() == 1 && household.residents.is_empty())
    );
    assert_eq!(village.households[0].head_name.as_deref(), Some("张三"));
    assert_eq!((intake.rows, intake.rejected()), (3, 3));
}

#[test]
fn whether_somebody_is_the_head_may_be_ticked() {
    let intake =
        check(vec![sheet("唐家村", "户编号|姓名|是否户主\n1|张三|是\n1|李四|否\n2|王五|\n2|赵六|√\n3|钱七|否")]);
    assert_eq!(households(&intake), ["唐家村 - #1 张三* 李四", "唐家村 - #2 王五 赵六*", "唐家村 - #3 钱七"]);
    assert_eq!(faults(&intake), ["6 是否户主 head-missing"]);
}

#[test]
fn a_household_stands_in_the_first_known_grid_of_its_rows() {
    let groups = "村|网格|组长\n唐家村|第一网格|马一\n唐家村|第二网格|马二";
    let text = "网格|户编号|姓名|与户主关系\n第九十九网格|1|张三|户主\n第2网格||李四|配偶\n第一网格||王五|子\n|2|赵六|户主\n东风网格|3|钱七|户主\n唐家村第一网格党小组|4|孙八|户主";
    let intake = check(vec![sheet("网格党小组", groups), sheet("唐家村", text)]);
    assert_eq!(
        households(&intake),
        ["唐家村 第二网格 #1 张三* 李四 王五", "唐家村 - #2 赵六*", "唐家村 - #3 钱七*", "唐家村 第一网格 #4 孙八*"]
    );
    assert_eq!(faults(&intake), ["1 2 网格 grid-unknown", "1 6 网格 grid-unknown"]);
}

#[test]
fn a_merged_grid_is_told_once_where_it_stands() {
    let groups = "村|网格|组长\n唐家村|第一网格|马一";
    let text = "网格|户编号|姓名|与户主关系\n第九网格|1|张三|户主\n||李四|配偶\n|2|王五|户主";
    let intake = check(vec![sheet("网格党小组", groups), merged(sheet("唐家村", text), &["A2:A4"])]);
    assert_eq!(faults(&intake), ["1 2 网格 grid-unknown"]);
}

#[test]
fn a_household_goes_on_over_the_page() {
    let (title, heading) = ("唐家村居民表||", "户编号|姓名|与户主关系");
    let text = format!(
        "{title}\n{heading}\n001|张三|户主\n|李四|配偶\n本页小计|#2|\n{title}\n{heading}\n|赵六|子\n002|王五|户主"
    );
    let intake = check(vec![sheet("唐家村", &text)]);
    assert_eq!(households(&intake), ["唐家村 - #001 张三* 李四 赵六", "唐家村 - #002 王五*"]);
    assert_eq!(faults(&intake), [] as [&str; 0]);
}

#[test]
fn a_name_with_a_remark_is_still_the_head() {
    let intake = check(vec![sheet("唐家村", "户主|姓名|性别\n张三（已故）|李四|女\n|张三|男")]);
    assert_eq!(households(&intake), ["唐家村 - 李四 张三*"]);
}

#[test]
fn numbers_that_differ_by_noughts_alone_are_named() {
    let text =
        "户编号|姓名|与户主关系\n001010003|张三|户主\n1010003|王五|户主\n002|钱七|户主\n1010003|赵六|子\n12|孙八|户主";
    let intake = check(vec![sheet("唐家村", text), sheet("张家村", "户编号|姓名|与户主关系\n2|孙八|户主")]);
    assert_eq!(faults(&intake), ["3 户编号 household-alike"]);
    let alike = intake.findings.iter().find(|finding| finding.code.as_str() == "household-alike").unwrap();
    assert_eq!(alike.args, [("other", "001010003".to_owned())]);
    assert_eq!(households(&intake).len(), 5, "two as they are written, until somebody says otherwise");
}
