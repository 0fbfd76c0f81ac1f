//! The ledger as .xlsx and CSV, cell by cell against the JSON, which is checked against the town itself.

use std::collections::BTreeMap;
use std::io::Read;

use calamine::{Data, Reader, Xlsx, open_workbook};
use hongwang_testing::answers::Ledger;
use hongwang_testing::layout::Layout;
use hongwang_testing::town::{Counts, KEYS};
use hongwang_testing::{Place, on_both_engines, sample};

use crate::{place, workbook};

on_both_engines! {
    fn csv_says_what_the_json_says(engine) {
        let (place, ledger) = filled(engine);
        let path = export(&place, "csv", &[]);
        let bytes = std::fs::read(path).unwrap();
        assert!(bytes.starts_with("\u{feff}".as_bytes()), "spreadsheet programs need the mark");
        let mut reader = csv::Reader::from_reader(&bytes[3..]);
        let headings: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let at = |heading: &str| headings.iter().position(|other| other == heading).unwrap_or_else(|| panic!("{heading}"));
        let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let figures = |line: &csv::StringRecord| figures(|name| line[column_of(&headings, name)].parse().unwrap());

        let grids: Vec<_> = lines.iter().filter(|line| &line[at("行别")] == "网格").collect();
        assert_eq!(grids.len(), ledger.rows.len());
        for (line, row) in grids.iter().zip(&ledger.rows) {
            let said = ["村（社区）", "村代码", "网格", "网格代码", "网格党小组", "组长", "成员", "志愿者"].map(|name| line[at(name)].to_owned());
            let expected = [
                row.village.clone(), row.village_code.clone(), row.grid.clone().unwrap(), row.code.clone().unwrap(),
                row.group.clone().unwrap(), row.leader.clone().unwrap(), row.members.join("、"), row.volunteers.join("、"),
            ];
            assert_eq!(said, expected);
            assert_eq!(figures(line), row.counts);
        }
        let villages: Vec<_> = lines.iter().filter(|line| &line[at("行别")] == "村合计").map(figures).collect();
        assert_eq!(villages, ledger.villages.iter().map(|village| village.counts.clone()).collect::<Vec<_>>());
        assert_eq!(lines.iter().filter(|line| &line[at("行别")] == "镇合计").map(figures).collect::<Vec<_>>(), [ledger.totals]);
        assert_eq!(lines.len(), ledger.rows.len() + ledger.villages.len() + 1);
    }

    fn the_printed_form_says_what_the_json_says(engine) {
        let (place, ledger) = filled(engine);
        let path = export(&place, "xlsx", &[]);
        let mut book: Xlsx<_> = open_workbook(&path).unwrap();
        let name = book.sheet_names()[0].clone();
        let range = book.worksheet_range(&name).unwrap();
        let rows: Vec<Vec<Data>> = range.rows().map(<[Data]>::to_vec).collect();
        let headings = rows.iter().position(|row| row.iter().any(|cell| text(cell).starts_with("户数"))).unwrap();
        let heading: Vec<String> = (0..rows[headings].len())
            .map(|column| [headings, headings - 1].map(|row| text(&rows[row][column])).into_iter().find(|text| !text.is_empty()).unwrap_or_default())
            .collect();
        let at = |name: &str| column_of(&heading, name);
        let figures_of = |row: &[Data]| figures(|name| row[at(name)].to_string().parse().unwrap());
        // The village's name stands once beside its groups, so that these need not repeat it.
        let mut village = String::new();
        let mut printed = rows.iter().filter(|row| {
            let label = text(&row[at("村党组织")]);
            let is_line = text(&row[at("序号")]).parse::<u32>().is_ok();
            if is_line && !label.is_empty() {
                village = label;
            }
            is_line
        });
        for line in &ledger.rows {
            let row = printed.next().unwrap();
            assert_eq!(figures_of(row), line.counts, "{:?}", line.group);
            assert!(line.group.as_ref().unwrap().ends_with(&text(&row[at("网格党小组")])));
            let people = ["组长", "成员", "志愿者"].map(|name| text(&row[at(name)]));
            assert_eq!(people, [line.leader.clone().unwrap(), line.members.join("、"), line.volunteers.join("、")]);
        }
        assert!(printed.next().is_none());
        assert_eq!(village, ledger.rows.last().unwrap().village);
        let total = |label: &str| rows.iter().find(|row| row.iter().any(|cell| text(cell) == label)).map(|row| figures_of(row));
        for village in &ledger.villages {
            assert_eq!(total(&format!("{}合计", village.name)), Some(village.counts.clone()));
        }
        assert_eq!(total("合计"), Some(ledger.totals));
    }

    fn the_printed_form_fits_its_paper(engine) {
        let (place, _) = filled(engine);
        let path = export(&place, "xlsx", &["--names"]);
        let (sheet, book) = (part(&path, "xl/worksheets/sheet1.xml"), part(&path, "xl/workbook.xml"));
        assert!(sheet.contains("paperSize=\"8\"") && sheet.contains("orientation=\"landscape\""), "A3, landscape");
        assert!(sheet.contains("fitToPage=\"1\"") && sheet.contains("fitToHeight=\"0\""), "as wide as the page, as long as it takes");
        assert!(book.contains("_xlnm.Print_Titles") && book.contains("_xlnm.Print_Area"), "headings on every page");
        assert!(!sheet.contains("<f>"), "a ledger holds no formula");
    }

    fn ids_and_phones_leave_by_no_export(engine) {
        let place = place(engine);
        let town = hongwang_testing::invent::town(81, hongwang_testing::invent::Size::SMALL);
        place.import(&workbook(&place, "town.xlsx", &town, &Layout::default()), &[]).assert(0);
        let wanted = hongwang_testing::scan::Wanted::new(crate::secrets::digits(&town));
        for format in ["json", "csv", "xlsx"] {
            let path = export(&place, format, &["--names"]);
            let bytes = if format == "xlsx" { part(&path, "xl/sharedStrings.xml").into_bytes() } else { std::fs::read(&path).unwrap() };
            assert_eq!(wanted.found_in(&bytes), None, "{format}");
        }
    }
}

fn filled(engine: hongwang_testing::Engine) -> (Place, Ledger) {
    let place = place(engine);
    place.import(&sample::file("xinli/town.xlsx"), &[]).assert(0);
    let ledger = place.ledger("211104109", &[]);
    (place, ledger)
}

fn export(place: &Place, format: &str, more: &[&str]) -> std::path::PathBuf {
    let path = place.file(&format!("ledger.{format}"));
    let mut arguments = vec!["export", "ledger", "--unit", "211104109", "--format", format];
    arguments.extend(more);
    arguments.extend(["--output", path.to_str().unwrap()]);
    place.run(arguments).assert(0);
    path
}

/// A column by the annex's word, whatever unit stands behind it.
fn column_of(headings: &[String], name: &str) -> usize {
    let bare = |heading: &str| heading.split(['（', '(', '\n']).next().unwrap_or_default().trim().to_owned();
    headings.iter().position(|heading| bare(heading) == name).unwrap_or_else(|| panic!("{name}: {headings:?}"))
}

fn figures(of: impl Fn(&str) -> u64) -> Counts {
    let names = ["户数", "人口", "低保户", "残疾人", "社会救助", "优抚对象", "种植大户", "养殖专家", "科技能手"];
    KEYS.into_iter().zip(names).map(|(key, name)| (key.to_owned(), of(name))).collect::<BTreeMap<_, _>>()
}

fn text(cell: &Data) -> String {
    cell.to_string().trim().to_owned()
}

/// A part of an .xlsx as text.
fn part(path: &std::path::Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}
