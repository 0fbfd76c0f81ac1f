//! Headings that clerks use for the columns of both kinds of table.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]

mod common;

use common::{check, faults, remarks, sheet};

/// Each heading in place of the usual one, with a value that a reader of the column takes as it is.
#[test]
fn columns_of_residents_are_known_by_many_headings() {
    const ID: &str = "990101530802021";
    for (usual, value, others) in [
        ("姓名", "甲一", "户内人员姓名、家庭成员名称、成员姓名、常住人口姓名、家庭成员\n姓名"),
        ("与户主关系", "户主", "家庭成员与户主关系、成员与户主关系、与家庭户主关系、家庭角色"),
        ("身份证号", ID, "家庭成员公民身份号码、成员公民身份号码、成员身份证号、身份证号码（18位）"),
        ("网格", "第一网格", "党建网格、所属党建网格、网格（党小组）、基础网格"),
        ("屯", "东屯", "村民组名称、村民小组名称、自然屯（村民组）"),
        ("户编号", "1", "户次、家庭户编码"),
        ("户主", "甲一", "家庭户主姓名、户主（姓名）"),
        ("性别", "男", "男/女、性别（男/女）"),
        ("出生日期", "1953-08-02", "出生日期（年月日）、公历生日"),
        ("联系电话", "13900000001", "电话/手机、家庭电话、常用电话"),
        ("政治面貌", "中共党员", "党员身份、政治面貌（党员/群众）"),
        ("居住情况", "外出", "居住现状、常住/外出、实际居住情况"),
        ("人员类别", "低保户", "服务对象和致富能人、帮扶类型"),
    ] {
        for other in others.split('、') {
            let mut columns = vec![("姓名", "甲一"), ("与户主关系", "户主"), ("户编号", "1")];
            columns.retain(|(heading, _)| *heading != usual);
            columns.push((other, value));
            let line = |of: fn(&(&str, &str)) -> String| columns.iter().map(of).collect::<Vec<_>>().join("|");
            let text =
                format!("{}\n{}", line(|column| column.0.replace('\n', "⏎")), line(|column| column.1.to_owned()));
            let intake = check(vec![sheet("唐家村", &text)]);
            assert_eq!((intake.rows, intake.rejected()), (1, 0), "{other}");
            assert_eq!(remarks(&intake), [] as [&str; 0], "{other}");
            assert!(faults(&intake).iter().all(|fault| fault.ends_with("id-15")), "{other}");
        }
    }
}

#[test]
fn columns_of_party_groups_are_known_by_many_headings() {
    for heading in [
        "党建网格|党小组全称|网格组长|负责人电话|网格内党员|志愿服务队员|成立年月日",
        "归属网格|网格党小组名|党小组长姓名|党小组组长联系方式|组内党员|党员志愿者|组建年月",
    ] {
        let text = format!("村|{heading}\n唐家村|第一网格|唐家村第一网格党小组|马一|13900000001|石二|邱四|2021-03-01");
        let intake = check(vec![sheet("名单", &text)]);
        assert_eq!(remarks(&intake), [] as [&str; 0], "{heading}");
        let group = intake.villages[0].grids[0].group.clone().unwrap();
        assert!(
            group.name.is_some() && group.leader.is_some() && group.leader_phone.is_some() && group.founded.is_some()
        );
        assert_eq!((group.members.unwrap().len(), group.volunteers.unwrap().len()), (1, 1));
    }
}
