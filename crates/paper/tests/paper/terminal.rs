//! The table for the terminal.

use hongwang_paper::Ledger;
use unicode_width::UnicodeWidthStr;

use crate::sample;

fn table(ledger: &Ledger) -> String {
    sample::sheet(ledger, &sample::layout()).terminal()
}

#[test]
fn a_town_reads_as_a_table() {
    let expected = "\
“红网工程”管理台账
填报单位：新立镇  统计截止：2026年10月31日  口径：户籍  填报日期：2026年11月25日

村（社区）    网格党小组                  组长      成员  志愿者  户数  人口  低保户  残疾人  社会救助  优抚对象  种植大户  养殖专家  科技能手
----------------------------------------------------------------------------------------------------------------------------------------------
新欣社区      1 第一网格党小组            夏文立    3 人  2 人      49   138      10      11        12        13        14        15        16
新欣社区      2 第二网格（还没有党小组）                            54   152       2       3         4         5         6         7         8
新欣社区      未编入网格                                             3     7       0       1         2         3         4         5         6
新欣社区合计                                                       106   297      12      15        18        21        24        27        30
----------------------------------------------------------------------------------------------------------------------------------------------
唐家村        1 =HYPERLINK(\"http://x\")    @SUM(A1)  2 人            43   124       1       2         3         4         5         6         7
唐家村合计                                                          43   124       1       2         3         4         5         6         7
----------------------------------------------------------------------------------------------------------------------------------------------
合计                                                               149   421      13      17        21        25        29        33        37
新欣社区自报 149 户、415 人（2026年10月28日），登记的是 106 户、297 人。
";
    assert_eq!(table(&sample::town()), expected);
}

#[test]
fn figures_end_in_the_same_place_whatever_stands_before_them() {
    let text = table(&sample::town());
    let lines = text.lines().filter(|line| line.ends_with(|end: char| end.is_ascii_digit() || end == '手'));
    let ends: Vec<usize> = lines.map(UnicodeWidthStr::width).collect();
    assert_eq!(ends.len(), 8);
    assert!(ends.iter().all(|end| *end == ends[0]));
}

#[test]
fn nothing_in_a_name_steers_the_terminal() {
    let mut ledger = sample::town();
    ledger.rows[0].leader = Some("夏\u{1b}[2J文立".into());
    ledger.rows[1].group = Some("第二网格党小组的名字长得一行里放不下了".into());
    let text = table(&ledger);
    assert!(!text.contains('\u{1b}'));
    assert!(text.contains("2 第二网格党小组的名字长得… "), "nor takes the place of the next column");
}

#[test]
fn an_empty_day_says_so() {
    let text = table(&sample::empty());
    assert!(text.contains("这一天还没有登记。"));
    assert!(text.contains("合计"));
}
