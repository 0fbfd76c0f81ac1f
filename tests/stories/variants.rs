//! One town, written down in every way that clerks do: it must always be the same town.

use hongwang_testing::book::Cell;
use hongwang_testing::citizen::{full_width, spaced};
use hongwang_testing::draw::draw;
use hongwang_testing::layout::{Column, Groups, Households, Layout, Sheets, Stated, Sums};
use hongwang_testing::text::Encoding;
use hongwang_testing::town::{Basis, Town};
use hongwang_testing::xlsx::Strings;
use hongwang_testing::{Engine, Seeded, ods, on_both_engines, sample, text, xls, xlsx};

use crate::place;

on_both_engines! {
    fn as_the_sample(engine) { as_xlsx(engine, Layout::default()); }
    fn with_texts_in_their_cells(engine) {
        same_town(engine, &Layout::default(), |town, layout| {
            vec![("town.xlsx", xlsx::bytes(&draw(town, layout).book, Strings::Inline))]
        });
    }
    fn as_xls(engine) {
        same_town(engine, &Layout::default(), |town, layout| vec![("town.xls", xls::bytes(&draw(town, layout).book))]);
    }
    fn as_ods(engine) {
        same_town(engine, &Layout::default(), |town, layout| vec![("town.ods", ods::bytes(&draw(town, layout).book))]);
    }
    fn as_ods_with_hidden_sheets(engine) {
        let layout = Layout { hidden_sheet: Some(2), households: Households::First, ..Layout::default() };
        same_town(engine, &layout, |town, layout| vec![("town.ods", ods::bytes(&draw(town, layout).book))]);
    }
    fn as_csv(engine) { as_text(engine, Layout::plain_table(), ',', Encoding::Utf8); }
    fn as_csv_with_a_mark(engine) { as_text(engine, Layout::plain_table(), ',', Encoding::Utf8Marked); }
    fn as_csv_in_gb18030(engine) { as_text(engine, Layout::plain_table(), ',', Encoding::Gb18030); }
    fn as_tabs_in_utf16(engine) { as_text(engine, Layout::plain_table(), '\t', Encoding::Utf16Low); }
    fn as_csv_in_utf16_high(engine) { as_text(engine, Layout::plain_table(), ',', Encoding::Utf16High); }
    fn as_tabs_with_titles_and_two_headings(engine) {
        let mut layout = Layout { sheets: Sheets::One, groups: Groups::Absent, ..Layout::default() };
        layout.columns.insert(1, Column::Village);
        as_text(engine, layout, '\t', Encoding::Gb18030);
    }
    fn as_csv_of_each_village(engine) {
        let layout = Layout { groups: Groups::Absent, ..Layout::default() };
        same_town(engine, &layout, |town, layout| {
            let sheets = draw(town, layout).book.sheets;
            sheets.iter().map(|sheet| ("village.csv", text::bytes(sheet, ',', Encoding::Gb18030))).collect()
        });
    }
    fn without_merged_cells(engine) {
        as_xlsx(engine, Layout { households: Households::First, ..Layout::default() });
    }
    fn with_every_cell_filled(engine) {
        as_xlsx(engine, Layout { households: Households::Repeated, ..Layout::default() });
    }
    fn with_one_heading_row(engine) { as_xlsx(engine, Layout { two_heading_rows: false, ..Layout::default() }); }
    fn with_columns_in_another_order(engine) {
        let mut layout = Layout::default();
        Seeded::new(1).shuffle(&mut layout.columns);
        as_xlsx(engine, layout);
    }
    fn with_columns_in_another_order_and_one_heading_row(engine) {
        let mut layout = Layout { two_heading_rows: false, households: Households::First, ..Layout::default() };
        Seeded::new(2).shuffle(&mut layout.columns);
        as_xlsx(engine, layout);
    }
    fn with_other_words_in_the_headings(engine) {
        as_xlsx(engine, Layout { heading: |column| column.synonym().to_owned(), ..Layout::default() });
    }
    fn with_white_space_in_the_headings(engine) {
        let heading = |column: Column| {
            let letters: Vec<String> = column.heading().chars().map(String::from).collect();
            letters.join(["\u{3000}", "\n", " ", "\u{a0}", "\u{200b}"][column.heading().len() / 3 % 5])
        };
        as_xlsx(engine, Layout { heading, ..Layout::default() });
    }
    fn all_villages_in_one_sheet(engine) {
        let mut layout = Layout { sheets: Sheets::One, ..Layout::default() };
        layout.columns.insert(1, Column::Village);
        as_xlsx(engine, layout);
    }
    fn a_plain_table_and_the_list_of_groups(engine) {
        as_xlsx(engine, Layout { groups: Groups::Last, ..Layout::plain_table() });
    }
    fn village_codes_in_a_column(engine) {
        let mut layout = Layout::plain_table();
        layout.columns.insert(2, Column::VillageCode);
        as_xlsx(engine, layout);
    }
    fn categories_in_one_column(engine) { as_xlsx(engine, Layout::default().with_categories_in_one_column()); }
    fn without_the_column_of_heads(engine) {
        let mut layout = Layout::default();
        layout.columns.retain(|column| !matches!(column, Column::Head | Column::Serial | Column::Remark));
        as_xlsx(engine, layout);
    }
    fn with_the_list_of_groups_at_the_end(engine) { as_xlsx(engine, Layout { groups: Groups::Last, ..Layout::default() }); }
    fn beginning_at_c3(engine) { as_xlsx(engine, Layout { origin: (2, 2), ..Layout::default() }); }
    fn with_headings_again_and_blank_rows(engine) {
        as_xlsx(engine, Layout { heading_again: Some(25), blank_row: Some(10), ..Layout::default() });
    }
    fn with_sums_between_and_signatures(engine) {
        as_xlsx(engine, Layout { sums: Sums::Grid, signature: true, ..Layout::default() });
    }
    fn with_hidden_sheets_and_rows(engine) {
        let layout = Layout { hidden_sheet: Some(3), hidden_row: Some(9), ..Layout::default() };
        let notices = as_xlsx(engine, layout);
        assert!(notices.contains(&"hidden-sheet".to_owned()) && notices.contains(&"hidden-rows".to_owned()));
    }
    fn ticked_by_words(engine) {
        as_xlsx(engine, Layout { tick: (Cell::text("是"), Cell::text("否")), ..Layout::default() });
    }
    fn ticked_by_numbers(engine) {
        as_xlsx(engine, Layout { tick: (Cell::Number(1.0), Cell::Number(0.0)), ..Layout::default() });
    }
    fn ticked_by_letters(engine) {
        as_xlsx(engine, Layout { tick: (Cell::text("Y"), Cell::text("n")), ..Layout::default() });
    }
    fn ticked_by_another_tick(engine) { as_xlsx(engine, Layout { tick: (Cell::text(" ✓ "), Cell::Blank), ..Layout::default() }); }
    fn ids_in_full_width(engine) { as_xlsx(engine, Layout { id: |id| Cell::Text(full_width(id)), ..Layout::default() }); }
    fn ids_spaced_and_in_small_letters(engine) {
        as_xlsx(engine, Layout { id: |id| Cell::Text(spaced(&id.to_lowercase())), ..Layout::default() });
    }
    fn the_day_in_a_cell_of_its_own(engine) {
        as_xlsx(engine, Layout { stated: |day| Stated::Beside(Cell::Day(day)), ..Layout::default() });
    }
    fn the_day_counted_from_1904(engine) {
        as_xlsx(engine, Layout { stated: |day| Stated::Beside(Cell::Day(day)), from_1904: true, ..Layout::default() });
    }
    fn the_day_in_chinese_numerals(engine) {
        as_xlsx(engine, Layout { stated: |_| Stated::Label("填报日期：二〇二六年十月三十一日".to_owned()), ..Layout::default() });
    }
    fn the_day_with_dots(engine) {
        as_xlsx(engine, Layout { stated: |_| Stated::Label("填报日期: 2026.10.31".to_owned()), ..Layout::default() });
    }
}

fn as_xlsx(engine: Engine, layout: Layout) -> Vec<String> {
    same_town(engine, &layout, |town, layout| {
        vec![("town.xlsx", xlsx::bytes(&draw(town, layout).book, Strings::Shared))]
    })
}

fn as_text(engine: Engine, layout: Layout, separator: char, encoding: Encoding) {
    same_town(engine, &layout, |town, layout| {
        vec![("town.csv", text::bytes(&draw(town, layout).book.sheets[0], separator, encoding))]
    });
}

/// Imports the sample town in this shape and finds it unchanged; the codes of all notices.
fn same_town(
    engine: Engine,
    layout: &Layout,
    write: impl Fn(&Town, &Layout) -> Vec<(&'static str, Vec<u8>)>,
) -> Vec<String> {
    let (place, town) = (place(engine), sample::xinli());
    let mut notices = Vec::new();
    for (name, bytes) in write(&town, layout) {
        let report = place.import(&place.write(name, &bytes), &[]).assert(0).report();
        report.assert_clean();
        assert_eq!(report.residents, report.rows);
        notices.extend(report.notices.into_iter().map(|notice| notice.code));
    }
    let ledger = place.ledger("211104109", &[]);
    ledger.assert_sums();
    assert_eq!(ledger.figures(), town.figures(Basis::Registered));
    assert_eq!(place.ledger("211104109", &["--basis", "resident"]).figures(), town.figures(Basis::Resident));
    if layout.groups != Groups::Absent {
        assert_eq!(said(&ledger), written(&town));
    }
    if layout.title {
        let stated = place.ledger("211104109", &["--as-of", "2026-10-31"]);
        assert_eq!(stated.totals, ledger.totals);
        let before = place.ledger("211104109", &["--as-of", "2026-10-30"]);
        assert_eq!(before.totals["residents"], 0);
    }
    notices
}

/// Village, grid, group, leader, members, volunteers.
type Group = (String, String, String, String, Vec<String>, Vec<String>);

fn said(ledger: &hongwang_testing::answers::Ledger) -> Vec<Group> {
    let mut groups: Vec<Group> = ledger
        .rows
        .iter()
        .map(|row| {
            let mut row = row.clone();
            row.members.sort();
            row.volunteers.sort();
            (
                row.village,
                row.grid.unwrap(),
                row.group.unwrap_or_default(),
                row.leader.unwrap_or_default(),
                row.members,
                row.volunteers,
            )
        })
        .collect();
    groups.sort();
    groups
}

fn written(town: &Town) -> Vec<Group> {
    let mut groups = Vec::new();
    for village in &town.villages {
        for grid in village.grids.clone() {
            let (mut members, mut volunteers) = (grid.members, grid.volunteers);
            members.sort();
            volunteers.sort();
            groups.push((village.name.clone(), grid.name, grid.group, grid.leader, members, volunteers));
        }
    }
    groups.sort();
    groups
}
