//! The table for a page.

use hongwang_domain::UnitKind;
use hongwang_paper::{Line, LineKind};

use crate::sample;

fn lines(ledger: &hongwang_paper::Ledger) -> Vec<Line> {
    sample::sheet(ledger, &sample::layout()).table().lines
}

#[test]
fn a_line_per_grid_those_in_none_and_the_sums() {
    let town = lines(&sample::town());
    let shape: Vec<(LineKind, &str, Option<&str>)> = town
        .iter()
        .map(|line| (line.kind, line.label.as_str(), line.code.as_ref().map(|code| code.as_str())))
        .collect();
    assert_eq!(
        shape,
        [
            (LineKind::Grid, "第一网格党小组", Some("211104109001001")),
            (LineKind::Grid, "第二网格（还没有党小组）", Some("211104109001002")),
            (LineKind::NoGrid, "未编入网格", Some("211104109001")),
            (LineKind::Sum, "新欣社区合计", Some("211104109001")),
            (LineKind::Grid, "=HYPERLINK(\"http://x\")", Some("211104109200001")),
            (LineKind::Sum, "唐家村合计", Some("211104109200")),
            (LineKind::Whole, "合计", Some("211104109")),
        ]
    );
    assert_eq!(town[0].village, Some(("新欣社区".into(), 3)), "beside its three lines");
    assert_eq!(town[1].village, None);
    assert_eq!(town[0].number, Some(1));
    assert_eq!(town[2].number, None);
}

#[test]
fn the_figures_are_those_of_the_document() {
    let ledger = sample::town();
    let town = lines(&ledger);
    let whole = town.last().unwrap();
    for figure in &whole.figures {
        assert_eq!(figure.count, ledger.totals.get(&figure.column), "{}", figure.column);
        let grids = town.iter().filter(|line| matches!(line.kind, LineKind::Grid | LineKind::NoGrid));
        let column = |line: &Line| line.figures.iter().find(|one| one.column == figure.column).unwrap().count;
        assert_eq!(figure.count, grids.map(column).sum::<u32>(), "{}", figure.column);
    }
    assert_eq!(whole.figures.len(), 9);
}

#[test]
fn a_declared_figure_stands_beside_the_counted_one() {
    let town = lines(&sample::town());
    let village = &town[3].figures;
    assert_eq!((village[0].count, village[0].declared, village[0].differs()), (106, Some(149), true));
    assert_eq!((village[1].count, village[1].declared), (297, Some(415)));
    assert!(village[2..].iter().all(|figure| figure.declared.is_none() && figure.is_category));
    assert!(town[0].figures.iter().all(|figure| !figure.differs()));
}

#[test]
fn names_stand_where_they_were_asked_for() {
    assert!(lines(&sample::town()).iter().all(|line| line.names.is_none()));
    let named = lines(&sample::with_names());
    let names = named[0].names.as_ref().unwrap();
    assert_eq!(names.iter().filter(|list| *list == "赵一、钱二").count(), 6);
    assert_eq!(names.len(), named[0].figures.len());
}

#[test]
fn a_village_and_a_county_say_whose_sum_it_is() {
    let village = lines(&sample::village());
    assert_eq!(village.last().unwrap().kind, LineKind::Whole);
    assert_eq!(village.len(), 4, "no second sum of the same village");
    let county = hongwang_paper::Ledger::assemble(
        sample::head(UnitKind::County),
        &sample::layout(),
        vec![sample::tang(), sample::xinxin()],
        sample::rows(),
    );
    let county = lines(&county);
    let town: Vec<&Line> = county.iter().filter(|line| line.label == "新立镇合计").collect();
    assert_eq!(town.len(), 1);
    assert_eq!(town[0].figures[0].count, 149);
}

#[test]
fn a_county_by_towns_and_by_villages() {
    use hongwang_paper::{Detail, Sheet};
    let (layout, county) = (sample::layout(), sample::county());
    let shape = |detail| {
        let sheet = Sheet { detail, ..sample::sheet(&county, &layout) };
        let lines = sheet.table().lines.into_iter();
        lines.map(|line| (line.kind, line.label, line.groups)).collect::<Vec<_>>()
    };
    let towns = shape(Detail::Towns);
    let (last, before) = towns.split_last().unwrap();
    assert_eq!((last.0, last.1.as_str()), (LineKind::Whole, "合计"));
    assert!(!before.is_empty() && before.iter().all(|line| line.0 == LineKind::Unit));
    assert_eq!(before.iter().filter_map(|line| line.2).sum::<u32>(), last.2.unwrap());
    let villages = shape(Detail::Villages);
    assert_eq!(villages.iter().filter(|line| line.0 == LineKind::Unit).count(), county.villages.len());
    assert_eq!(villages.iter().filter(|line| line.0 == LineKind::Sum).count(), before.len());
    assert_eq!(villages.last(), towns.last());
}
