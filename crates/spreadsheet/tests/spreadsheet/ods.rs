//! OpenDocument.

use hongwang_spreadsheet::{Format, ReadError};

use crate::look::{merges, refusal, rows, workbook};
use crate::make::{ods, zip};

fn table(rows: &str) -> String {
    format!(
        "<table:table table:name=\"表\"><table:table-column table:number-columns-repeated=\"16384\"/>{rows}</table:table>"
    )
}

fn text(text: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
}

#[test]
fn cells_of_every_kind() {
    let cells = "<table:table-cell office:value-type=\"float\" office:value=\"3\"><text:p>3</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"percentage\" office:value=\"0.5\"><text:p>50%</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"date\" office:date-value=\"1980-01-02T10:00:00\"><text:p>1980年1月2日</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"><text:p>TRUE</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"><text:p>#N/A</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"string\" office:string-value=\"given\"/>\
        <table:table-cell><text:p>no kind</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"time\" office:time-value=\"PT10H\"><text:p>10:00</text:p></table:table-cell>";
    let second = text(
        "a<text:s text:c=\"2\"/>b<text:tab/><text:span>c</text:span><text:line-break/>d</text:p><text:p>e",
    ) + "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>a note</text:p></office:annotation><text:p>with note</text:p></table:table-cell>"
        + &text("<text:ruby><text:ruby-base>字</text:ruby-base><text:ruby-text>zi</text:ruby-text></text:ruby>");
    let bytes = ods(
        "",
        &table(&format!("<table:table-row>{cells}</table:table-row><table:table-row>{second}</table:table-row>")),
    );
    let workbook = workbook(&bytes);
    assert_eq!(workbook.format, Format::Ods);
    assert_eq!(
        rows(&workbook.sheets[0]),
        [
            "1 A=n:3 B=n:0.5 C=d:1980-01-02 D=b:true E=e:#N/A F=given G=no kind H=10:00",
            "2 A=a  b\tc\nd\ne B=with note C=字",
        ]
    );
}

#[test]
fn formulas_with_and_without_results() {
    let cells = "<table:table-cell table:formula=\"of:=[.A2]+1\" office:value-type=\"float\" office:value=\"3\"><text:p>3</text:p></table:table-cell>\
        <table:table-cell table:formula=\"of:=[.A2]\"/>\
        <table:table-cell table:formula=\"of:=&quot;&quot;\" office:value-type=\"string\"><text:p/></table:table-cell>\
        <table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\"><text:p>#DIV/0!</text:p></table:table-cell>";
    let workbook = workbook(&ods("", &table(&format!("<table:table-row>{cells}</table:table-row>"))));
    assert_eq!(rows(&workbook.sheets[0]), ["1 A=n:3(=) B=?(=) D=e:#DIV/0!(=)"]);
    assert_eq!(workbook.sheets[0].formulas[0].text, "=[.A2]");
}

#[test]
fn repeated_rows_and_cells_stand_where_they_are_seen() {
    let rows_of = format!(
        "<table:table-header-rows><table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table-header-rows>\
         <table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"3\"/>{}<table:table-cell table:number-columns-repeated=\"16379\"/></table:table-row>\
         <table:table-row table:visibility=\"collapse\">{}</table:table-row>\
         <table:table-row-group><table:table-row table:visibility=\"filter\">{}</table:table-row></table:table-row-group>\
         <table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
        text("twice").replace("<table:table-cell ", "<table:table-cell table:number-columns-repeated=\"2\" "),
        text("hidden"),
        text("filtered"),
    );
    let workbook = workbook(&ods("", &table(&rows_of)));
    assert_eq!(rows(&workbook.sheets[0]), ["3 D=twice E=twice", "4 D=twice E=twice", "5* A=hidden", "6* A=filtered"]);
}

#[test]
fn merged_areas() {
    let row = format!(
        "<table:table-row>{}<table:covered-table-cell/><table:table-cell/></table:table-row>",
        text("wide").replace(
            "<table:table-cell ",
            "<table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"3\" "
        )
    );
    let workbook = workbook(&ods("", &table(&row)));
    assert_eq!(merges(&workbook.sheets[0]), [[1, 0, 3, 1]]);
    assert_eq!(rows(&workbook.sheets[0]), ["1 A=wide"]);
}

#[test]
fn hidden_sheets_history_and_tables_within() {
    let styles = "<style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"true\"/></style:style>\
                  <style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>";
    let row = format!("<table:table-row>{}</table:table-row>", text("x"));
    let inner = "<table:table-row><table:table-cell><table:table table:name=\"inner\"><table:table-row><table:table-cell office:value-type=\"float\" office:value=\"9\"/></table:table-row></table:table><text:p>outer</text:p></table:table-cell></table:table-row>";
    let tables = format!(
        "<table:tracked-changes><table:deletion><table:table table:name=\"old\">{row}</table:table></table:deletion></table:tracked-changes>\
         <table:table table:name=\"shown\" table:style-name=\"ta1\">{row}{inner}</table:table>\
         <table:table table:name=\"hidden\" table:style-name=\"ta2\">{row}</table:table>"
    );
    let workbook = workbook(&ods(styles, &tables));
    let found: Vec<_> = workbook.sheets.iter().map(|sheet| (sheet.name.as_deref(), sheet.hidden)).collect();
    assert_eq!(found, [(Some("shown"), false), (Some("hidden"), true)]);
    assert_eq!(rows(&workbook.sheets[0]), ["1 A=x", "2 A=outer"]);
}

#[test]
fn other_documents_and_passwords_are_told_apart() {
    let letter = zip(&[(
        "content.xml",
        b"<office:document-content><office:body><office:text/></office:body></office:document-content>",
    )]);
    assert!(matches!(refusal(&letter), ReadError::NotASpreadsheet(_)));
    let manifest = b"<m:manifest xmlns:m=\"x\"><m:file-entry m:full-path=\"content.xml\"><m:encryption-data/></m:file-entry></m:manifest>";
    let secret = zip(&[("META-INF/manifest.xml", manifest), ("content.xml", b"\x07\x08noise")]);
    assert_eq!(refusal(&secret), ReadError::Encrypted);
}

#[test]
fn hidden_columns_are_told() {
    let columns = "<table:table-column table:number-columns-repeated=\"2\"/><table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"3\"/><table:table-column/>";
    let row = format!("<table:table-row>{}</table:table-row>", text("a"));
    let workbook = workbook(&ods("", &format!("<table:table table:name=\"表\">{columns}{row}</table:table>")));
    let hidden: Vec<u32> = (0..8).filter(|column| workbook.sheets[0].hides_column(*column)).collect();
    assert_eq!(hidden, [2, 3, 4]);
}
