//! The printed annex, read back from the workbook: its cells, its merges, and what decides how it comes out on paper.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use hongwang_domain::UnitKind;
use hongwang_domain::rulebook::ledger::{LedgerLayout, Orientation, Paper, SecondLine};
use hongwang_paper::{Ledger, Row, Sheet};
use hongwang_words::Language;

use crate::sample::{self, people};

/// A workbook that was written.
struct Printed {
    bytes: Vec<u8>,
    cells: Vec<Vec<Data>>,
    merges: Vec<((u32, u32), (u32, u32))>,
}

impl Printed {
    fn of(ledger: &Ledger, layout: &LedgerLayout) -> Self {
        Self::from_bytes(sample::sheet(ledger, layout).xlsx().unwrap())
    }

    fn from_bytes(bytes: Vec<u8>) -> Self {
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
        let name = workbook.sheet_names()[0].clone();
        let cells = workbook.worksheet_range(&name).unwrap().rows().map(<[Data]>::to_vec).collect();
        let found = workbook.merge_cells_by_sheet_name(&name).unwrap();
        Self { bytes, cells, merges: found.iter().map(|area| (area.start, area.end)).collect() }
    }

    fn text(&self, row: usize, column: usize) -> String {
        self.cells[row][column].to_string()
    }

    /// A row as text, figures as figures.
    fn line(&self, row: usize) -> Vec<String> {
        self.cells[row].iter().map(ToString::to_string).collect()
    }

    /// The first row whose cell in a column has this text.
    fn row_of(&self, column: usize, text: &str) -> usize {
        self.cells.iter().position(|row| row[column] == *text).unwrap()
    }

    fn part(&self, path: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(&self.bytes)).unwrap();
        let mut text = String::new();
        archive.by_name(path).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    /// The heights of the rows of the first sheet, in points.
    fn heights(&self) -> Vec<f64> {
        let page = self.part("xl/worksheets/sheet1.xml");
        let rows = page.split("<row ").skip(1);
        rows.map(|row| row.split(" ht=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap()).collect()
    }
}

fn printed(ledger: &Ledger) -> Printed {
    Printed::of(ledger, &sample::layout())
}

/// Where the figures begin in the ledger of a town: after village, number, group, leader, members, volunteers.
const HOUSEHOLDS: usize = 6;

#[test]
fn a_town_comes_out_as_the_annex() {
    let mut ledger = sample::town();
    ledger.villages[0].declared = None;
    let printed = printed(&ledger);
    let lines: Vec<String> = (0..printed.cells.len()).map(|row| printed.line(row).join("|")).collect();
    assert_eq!(
        lines,
        [
            "“红网工程”管理台账||||||||||||||",
            "填报单位：新立镇　　统计截止：2026年10月31日　　口径：户籍　　填报日期：2026年11月25日||||||||||||||",
            "村党组织|序号|网格党小组|组长|成员|志愿者|基本情况||服务对象||||致富能人||",
            "||||||户数\n（户）|人口\n（人）|低保户\n（户）|残疾人\n（人）|社会救助\n（人）|优抚对象\n（人）|种植大户\n（户）|养殖专家\n（人）|科技能手\n（人）",
            "新欣社区|1|第一网格党小组|夏文立|叶新伟、古丽娜尔·买买提、𠮷田\u{20000}|王\"小\"明、李,明|49|138|10|11|12|13|14|15|16",
            "|2|第二网格（还没有党小组）||||54|152|2|3|4|5|6|7|8",
            "||未编入网格||||3|7|0|1|2|3|4|5|6",
            "新欣社区合计||||||106|297|12|15|18|21|24|27|30",
            "唐家村|1|=HYPERLINK(\"http://x\")|@SUM(A1)|+1、-2||43|124|1|2|3|4|5|6|7",
            "唐家村合计||||||43|124|1|2|3|4|5|6|7",
            "合计||||||149|421|13|17|21|25|29|33|37",
        ]
    );
}

#[test]
fn a_village_stands_beside_its_rows_and_headings_over_their_columns() {
    let printed = printed(&sample::village());
    let merged = |from: (u32, u32), to: (u32, u32)| printed.merges.contains(&(from, to));
    assert!(merged((4, 0), (6, 0)), "the village beside its three rows");
    assert!(merged((2, 0), (3, 0)) && merged((2, 5), (3, 5)), "a heading over both rows");
    assert!(merged((2, 6), (2, 9)), "户数, 自报户数, 人口, 自报人口");
    assert!(merged((2, 10), (2, 13)) && merged((2, 14), (2, 16)), "服务对象, 致富能人");
    assert!(merged((7, 0), (7, 5)), "合计");
    assert_eq!(printed.line(7)[0], "合计", "one sum, not the village's and its own again");
}

#[test]
fn figures_are_numbers_and_names_are_text() {
    let printed = printed(&sample::town());
    let row = printed.row_of(2, "第一网格党小组");
    assert!(matches!(printed.cells[row][HOUSEHOLDS], Data::Float(49.0)));
    assert!(matches!(printed.cells[row][1], Data::Float(1.0)));
    assert!(matches!(&printed.cells[row][3], Data::String(_)));
    let page = printed.part("xl/worksheets/sheet1.xml");
    assert!(!page.contains("<f>"), "no formula");
    assert!(printed.part("xl/styles.xml").contains("quotePrefix=\"1\""), "and none after an edit");
}

#[test]
fn a_declared_figure_stands_beside_the_counted_one_and_a_difference_is_said() {
    let printed = printed(&sample::town());
    let total = printed.row_of(0, "新欣社区合计");
    assert_eq!(printed.line(3)[6..10], ["户数\n（户）", "自报户数\n（户）", "人口\n（人）", "自报人口\n（人）"]);
    assert_eq!(printed.line(total)[6..10], ["106", "149", "297", "415"]);
    let last = printed.cells.len() - 1;
    assert_eq!(printed.text(last, 0), "新欣社区自报 149 户、415 人（2026年10月28日），登记的是 106 户、297 人。");
    let mut same = sample::town();
    let declared = same.villages[0].declared.as_mut().unwrap();
    (declared.households, declared.residents) = (Some(106), None);
    let printed = Printed::of(&same, &sample::layout());
    assert_eq!(printed.line(printed.cells.len() - 1)[0], "合计", "nothing to say where nothing differs");
    assert_eq!(printed.line(3)[6..9], ["户数\n（户）", "自报户数\n（户）", "人口\n（人）"]);
}

#[test]
fn the_paper_is_a3_on_its_side_with_the_headings_on_every_page() {
    let printed = printed(&sample::town());
    let page = printed.part("xl/worksheets/sheet1.xml");
    for setting in [
        "<pageSetup paperSize=\"8\"",
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "<pageSetUpPr fitToPage=\"1\"/>",
        "第 &amp;P 页，共 &amp;N 页",
    ] {
        assert!(page.contains(setting), "{setting}");
    }
    let names = printed.part("xl/workbook.xml");
    assert!(names.contains("_xlnm.Print_Titles") && names.contains("台账!$1:$4"), "{names}");
    assert!(names.contains("台账!$A$1:$Q$"), "nothing lies outside what is printed");

    let layout = LedgerLayout { paper: Paper::A4, orientation: Orientation::Portrait, ..sample::layout() };
    let page = Printed::of(&sample::town(), &layout).part("xl/worksheets/sheet1.xml");
    assert!(page.contains("<pageSetup paperSize=\"9\"") && page.contains("orientation=\"portrait\""));
}

#[test]
fn every_row_has_a_height_that_a_spreadsheet_program_takes() {
    for ledger in [sample::town(), sample::with_names(), crowded(400), sample::empty()] {
        let printed = printed(&ledger);
        let heights = printed.heights();
        assert!(heights.len() >= printed.cells.len());
        assert!(heights.iter().all(|height| (20.0..=409.5).contains(height)), "{heights:?}");
    }
}

/// The town with so many volunteers in its first grid.
fn crowded(volunteers: usize) -> Ledger {
    let mut ledger = sample::town();
    ledger.rows[0].volunteers = (1..=volunteers).map(|number| format!("志愿者第{number}位")).collect();
    ledger
}

#[test]
fn the_more_names_the_higher_the_row() {
    let height = |count| printed(&crowded(count)).heights()[4];
    assert!(height(2) < height(12) && height(12) < height(40));
}

#[test]
fn a_list_too_long_for_a_row_goes_on_in_the_next_and_loses_nobody() {
    let ledger = crowded(400);
    let printed = printed(&ledger);
    let first = printed.row_of(2, "第一网格党小组");
    let next = printed.row_of(2, "第二网格（还没有党小组）");
    assert!(next - first > 1);
    let pieces = (first..next).map(|row| printed.text(row, 5)).filter(|piece| !piece.is_empty());
    let names: Vec<String> =
        pieces.flat_map(|piece| piece.split('、').map(str::to_owned).collect::<Vec<_>>()).collect();
    assert_eq!(names, ledger.rows[0].volunteers);
    let merged = ((first as u32, 2), (next as u32 - 1, 2));
    assert!(printed.merges.contains(&merged), "the group stands once beside them");
}

#[test]
fn names_that_were_asked_for_stand_on_the_second_line() {
    for second_line in [SecondLine::None, SecondLine::Names] {
        let printed = Printed::of(&sample::with_names(), &sample::layout_with(second_line));
        let row = printed.row_of(2, "第一网格党小组");
        assert_eq!(printed.text(row, 10), "10");
        assert_eq!(printed.text(row + 1, 10), "赵一、钱二");
        assert_eq!(printed.text(row + 1, 16), "", "nobody behind the last column");
        assert_eq!(printed.text(row + 1, 2), "");
        assert!(printed.merges.contains(&((row as u32, 6), (row as u32 + 1, 6))), "户数 over both lines");
        assert_eq!(printed.text(row + 2, 2), "第二网格（还没有党小组）");
    }
    let without = Printed::of(&sample::town(), &sample::layout_with(SecondLine::Names));
    assert_eq!(
        without.row_of(2, "第二网格（还没有党小组）") - without.row_of(2, "第一网格党小组"),
        1,
        "names need permission"
    );
}

#[test]
fn village_totals_can_stand_on_the_second_line() {
    let printed = Printed::of(&sample::village(), &sample::layout_with(SecondLine::VillageTotals));
    let row = printed.row_of(2, "第一网格党小组");
    assert_eq!((printed.text(row, 10), printed.text(row + 1, 10)), ("10".into(), "12".into()));
    assert!(matches!(printed.cells[row + 1][10], Data::Float(12.0)), "a number, whatever word stands before it");
    assert!(printed.part("xl/styles.xml").contains("全村"));
    assert_eq!(printed.text(row + 1, 6), "", "not of 户数");
}

#[test]
fn a_snapshot_has_its_corrections_on_a_second_sheet() {
    let printed = printed(&sample::filed());
    assert!(printed.text(1, 0).ends_with("2026年10月底存档（2026年11月1日存）"), "the day in Shanghai");
    let last = printed.cells.len() - 1;
    assert_eq!(printed.text(last, 0), "存档后更正了 10 处，见“更正”页；上面还是存档时的数。");
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(printed.bytes.clone())).unwrap();
    let corrections = workbook.worksheet_range("更正").unwrap();
    let lines: Vec<Vec<String>> = corrections.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(lines[0][0], "2026年10月底存档之后的更正");
    assert_eq!(lines[1], ["村（社区）", "村代码", "网格", "网格代码", "栏目", "存档时", "更正后"]);
    assert_eq!(lines[2], ["新欣社区", "211104109001", "第一网格", "211104109001001", "低保户", "10", "9"]);
    assert_eq!(lines[3], ["新欣社区", "211104109001", "第二网格", "211104109001002", "人口", "152", "153"]);
    assert_eq!(lines[4], ["新欣社区", "211104109001", "未编入网格", "", "户数", "3", "0"]);
    assert!(matches!(corrections.get((2, 1)), Some(Data::String(_))), "codes are text");
    assert_eq!(lines.len(), 2 + 10);

    let unchanged = sample::town().filed("2026-10".to_owned().try_into().unwrap(), Default::default(), &sample::town());
    let printed = Printed::of(&unchanged, &sample::layout());
    assert_eq!(printed.text(printed.cells.len() - 1, 0), "存档后没有更正。");
    let workbook: Xlsx<_> = Xlsx::new(Cursor::new(printed.bytes)).unwrap();
    assert_eq!(workbook.sheet_names(), ["台账"]);
}

#[test]
fn a_county_names_the_town_and_sums_it() {
    let mut rows = sample::rows();
    let other = hongwang_paper::VillageHead {
        town: "田庄台镇".into(),
        name: "唐家村".into(),
        code: sample::code("211104110200"),
        declared: None,
    };
    rows.push(Row::of_grid(&other, "第一网格", sample::code("211104110200001"), sample::counts(1, 2, 0)));
    let heads = vec![sample::tang(), sample::xinxin(), other];
    let ledger = Ledger::assemble(sample::head(UnitKind::County), &sample::layout(), heads, rows);
    let printed = printed(&ledger);
    assert_eq!(printed.text(2, 0), "镇（街道）");
    assert_eq!(printed.text(4, 0), "新立镇");
    assert_eq!(printed.text(printed.row_of(1, "新欣社区合计"), 7), "106");
    assert_eq!(printed.text(printed.row_of(0, "新立镇合计"), 7), "149");
    assert_eq!(printed.text(printed.row_of(0, "田庄台镇合计"), 7), "1");
    assert_eq!(printed.text(printed.row_of(0, "合计"), 7), "150");
    let note = printed.text(printed.cells.len() - 1, 0);
    assert!(note.starts_with("新立镇新欣社区自报"), "{note}");
}

#[test]
fn an_empty_day_is_a_page_that_says_so() {
    let printed = printed(&sample::empty());
    assert_eq!(printed.text(4, 0), "这一天还没有登记。");
    assert_eq!(printed.line(5)[0], "合计");
    assert!(printed.cells[5][HOUSEHOLDS..].iter().all(|cell| matches!(cell, Data::Float(0.0))));
}

#[test]
fn a_name_of_any_length_and_any_character_goes_in() {
    let mut ledger = sample::town();
    let row = &mut ledger.rows[0];
    row.leader = Some("古".repeat(50));
    row.members = people(&["\u{0}\u{b}", "a&b<c>\"d\"", &"𠮷".repeat(50)]);
    row.village = "&P".into();
    ledger.villages[0].name = "&P".into();
    let printed = printed(&ledger);
    let row = printed.row_of(3, &"古".repeat(50));
    assert!(printed.text(row, 4).contains("a&b<c>\"d\"") && printed.text(row, 4).contains(&"𠮷".repeat(50)));
    assert!(printed.heights()[row] > 200.0);
}

#[test]
fn the_same_ledger_gives_the_same_file() {
    let (ledger, layout) = (sample::town(), sample::layout());
    assert_eq!(sample::sheet(&ledger, &layout).xlsx().unwrap(), sample::sheet(&ledger, &layout).xlsx().unwrap());
}

#[test]
fn english_headings_are_not_broken_within_a_word() {
    let (ledger, layout) = (sample::town(), sample::layout());
    let sheet = Sheet { language: Language::En, ..sample::sheet(&ledger, &layout) };
    let printed = Printed::from_bytes(sheet.xlsx().unwrap());
    assert_eq!(printed.text(3, HOUSEHOLDS), "Households\n(households)");
    let page = printed.part("xl/worksheets/sheet1.xml");
    let of = |column: &str, key: &str| {
        let value = column.split(&format!("{key}=\"")).nth(1).unwrap();
        value.split('"').next().unwrap().parse::<f64>().unwrap()
    };
    let column = page.split("<col ").skip(1).find(|column| of(column, "min") <= 7.0 && of(column, "max") >= 7.0);
    assert!(of(column.unwrap(), "width") > 13.0, "room for the 12 letters of (households), in widths of a digit");
}

#[test]
fn a_county_by_towns_and_by_villages_is_printed_as_it_is_shown() {
    use hongwang_paper::Detail;
    let (layout, county) = (sample::layout(), sample::county());
    for (detail, units) in [(Detail::Towns, 1), (Detail::Villages, 2)] {
        let sheet = Sheet { detail, ..sample::sheet(&county, &layout) };
        let printed = Printed::from_bytes(sheet.xlsx().unwrap());
        let table = sheet.table();
        let shown: Vec<Vec<String>> = table
            .lines
            .iter()
            .map(|line| line.figures.iter().map(|figure| figure.count.to_string()).collect())
            .collect();
        let own = printed.row_of(0, "合计");
        // Above it the towns' sums, where villages are shown, and a line per unit.
        let first = own - units - usize::from(detail == Detail::Villages);
        assert_eq!(own - first + 1, shown.len());
        for (row, counts) in (first..=own).zip(&shown) {
            let line = printed.line(row);
            assert!(counts.iter().all(|count| line.contains(count)), "{line:?} {counts:?}");
        }
        assert!(printed.line(first).iter().all(|cell| !cell.contains("第一网格")));
    }
}
