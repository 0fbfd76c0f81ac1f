//! The marked copy: the clerk's own workbook, with the faults where they stand.

use std::collections::BTreeSet;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use hongwang_testing::answers::Report;
use hongwang_testing::{on_both_engines, sample};

use crate::place;

on_both_engines! {
    fn every_fault_is_marked_where_it_stands(engine) {
        let place = place(engine);
        let (file, marked) = (sample::file("wangjia-dirty/town.xlsx"), place.file("marked.xlsx"));
        let more = ["--town", "211104107", "--town-name", "王家街道", "--check", "--marked", marked.to_str().unwrap()];
        let report = place.import(&file, &more).assert(3).report();
        let (before, after) = (Copy::of(&file), Copy::of(&marked));
        assert_eq!(before.sheets, after.sheets);
        for sheet in &before.sheets {
            assert_same_cells(&before, &after, sheet);
            assert_reasons(&report, &before, &after, sheet);
        }
        assert_eq!(before.merges, after.merges);
        let mut archive = zip::ZipArchive::new(std::fs::File::open(&marked).unwrap()).unwrap();
        for index in 0..archive.len() {
            let text = std::io::read_to_string(archive.by_index(index).unwrap()).unwrap_or_default();
            assert!(!text.contains("<f>") && !text.contains("<hyperlink"), "nothing in it is alive");
        }
    }
}

/// A workbook as an independent reader sees it.
struct Copy {
    sheets: Vec<String>,
    /// By sheet, row and column.
    cells: Vec<Vec<Vec<String>>>,
    merges: BTreeSet<Merge>,
}

/// Sheet, first and last row and column.
type Merge = (String, (u32, u32), (u32, u32));

impl Copy {
    fn of(path: &Path) -> Self {
        let mut book: Xlsx<_> = open_workbook(path).unwrap();
        let sheets = book.sheet_names();
        let cells = sheets.iter().map(|sheet| texts(&book.worksheet_range(sheet).unwrap())).collect();
        let mut merges = BTreeSet::new();
        for sheet in &sheets {
            let ranges = book.merge_cells_by_sheet_name(sheet).unwrap();
            merges.extend(ranges.iter().map(|range| (sheet.clone(), range.start, range.end)));
        }
        Self { sheets, cells, merges }
    }

    fn cell(&self, sheet: &str, row: usize, column: usize) -> &str {
        let index = self.sheets.iter().position(|name| name == sheet).unwrap();
        self.cells[index].get(row).and_then(|cells| cells.get(column)).map_or("", String::as_str)
    }

    fn width(&self, sheet: &str) -> usize {
        let index = self.sheets.iter().position(|name| name == sheet).unwrap();
        self.cells[index].iter().map(Vec::len).max().unwrap_or(0)
    }
}

fn texts(range: &calamine::Range<Data>) -> Vec<Vec<String>> {
    let (rows, columns) = range.end().map_or((0, 0), |(row, column)| (row + 1, column + 1));
    let cell = |row, column| range.get_value((row, column)).map_or(String::new(), ToString::to_string);
    (0..rows).map(|row| (0..columns).map(|column| cell(row, column)).collect()).collect()
}

fn assert_same_cells(before: &Copy, after: &Copy, sheet: &str) {
    for row in 0..1000 {
        for column in 0..before.width(sheet) {
            let (was, is) = (before.cell(sheet, row, column), after.cell(sheet, row, column));
            // A formula comes out as text, or not at all.
            let formula = was.is_empty() || was.starts_with('=');
            assert!(was == is || formula, "{sheet} {row} {column}: {was:?} {is:?}");
        }
    }
}

/// Beside each row that has a fault, and no other, stands what is wrong.
fn assert_reasons(report: &Report, before: &Copy, after: &Copy, sheet: &str) {
    let faults = || report.errors.iter().chain(&report.warnings).filter(|f| f.sheet.as_deref() == Some(sheet));
    let beside = |row: usize| -> String {
        (before.width(sheet)..after.width(sheet)).map(|column| after.cell(sheet, row, column)).collect()
    };
    for fault in faults() {
        let reason = beside(fault.row.unwrap() as usize - 1);
        assert!(reason.contains(&fault.message), "{sheet} {:?}: {reason:?} lacks {:?}", fault.row, fault.message);
    }
    let rows: BTreeSet<usize> = faults().map(|fault| fault.row.unwrap() as usize - 1).collect();
    for row in (6..1000).filter(|row| !rows.contains(row)) {
        assert_eq!(beside(row), "", "{sheet} {}", row + 1);
    }
}
