//! Office Open XML.

use hongwang_spreadsheet::Format;

use crate::look::{merges, rows, workbook};
use crate::make::{MAIN, Xlsx, zip};

/// The rows of the only sheet, whose data is given.
fn data(data: &str) -> Vec<String> {
    rows(&workbook(&Xlsx::data(data)).sheets[0])
}

#[test]
fn cells_of_every_kind() {
    let bytes = Xlsx::default()
        .strings(
            "<si><t>shared</t></si><si><r><t>ri</t></r><r><t xml:space=\"preserve\">ch </t></r>\
             <rPh sb=\"0\" eb=\"1\"><t>reading</t></rPh></si><si/><si><t>a_x000D_&amp;&#x56ED;b</t></si>",
        )
        .sheet(
            "S",
            "",
            "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>\
             <c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>3</v></c><c r=\"E1\" t=\"s\"><v>9</v></c></row>\
             <row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>in</t></is></c>\
             <c r=\"B2\" t=\"inlineStr\"><is><r><t>li</t></r><r><t>ne</t></r><rPh><t>no</t></rPh></is></c>\
             <c r=\"C2\"><is><t>no kind</t></is></c><c r=\"D2\" t=\"inlineStr\"><v>value</v></c>\
             <c r=\"E2\" t=\"inlineStr\"><is><odd>text</odd></is></c><c r=\"F2\" t=\"inlineStr\"><is/></c></row>\
             <row r=\"3\"><c r=\"A3\"><v>3</v></c><c r=\"B3\" t=\"n\"><v>2.5</v></c><c r=\"C3\" t=\"b\"><v>1</v></c>\
             <c r=\"D3\" t=\"e\"><v>#N/A</v></c><c r=\"E3\" t=\"d\"><v>1980-01-02T00:00:00</v></c>\
             <c r=\"F3\"><v>not a number</v></c><c r=\"G3\"><v>nan</v></c></row></sheetData>",
        )
        .build();
    let workbook = workbook(&bytes);
    assert_eq!(workbook.format, Format::Xlsx);
    assert_eq!(
        rows(&workbook.sheets[0]),
        [
            "1 A=shared B=rich  D=a\r&园b E=?",
            "2 A=in B=line C=no kind D=value E=?",
            "3 A=n:3 B=n:2.5 C=b:true D=e:#N/A E=d:1980-01-02 F=not a number G=nan",
        ]
    );
}

#[test]
fn a_formula_without_a_result_is_not_blank() {
    let bytes = Xlsx::data(
        "<row r=\"1\"><c r=\"A1\"><f>1+2</f><v>3</v></c><c r=\"B1\" t=\"str\"><f>T(\"x\")</f><v>x</v></c>\
         <c r=\"C1\"><f>HYPERLINK(\"http://example.invalid\")</f><v/></c><c r=\"D1\"><f>A1&amp;B1</f></c>\
         <c r=\"E1\" t=\"str\"><f>A1</f></c><c r=\"F1\" t=\"str\"><f>\"\"</f><v></v></c><c r=\"G1\"><f t=\"shared\" si=\"0\"/></c>\
         <c r=\"H1\" t=\"e\"><f>NA()</f><v>#N/A</v></c></row>",
    );
    let sheet = &workbook(&bytes).sheets[0];
    assert_eq!(rows(sheet), ["1 A=n:3(=) B=x(=) C=?(=) D=?(=) E=?(=) G=?(=) H=e:#N/A(=)"]);
    let texts: Vec<&str> = sheet.formulas.iter().map(|formula| formula.text.as_str()).collect();
    assert_eq!(texts, ["=HYPERLINK(\"http://example.invalid\")", "=A1&B1", "=A1", ""]);
}

#[test]
fn blank_cells_and_rows_leave_nothing() {
    let found = data(
        "<row r=\"1\"/><row r=\"2\"><c r=\"A2\" s=\"1\"/><c r=\"B2\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> \u{3000}\n</t></is></c></row>\
         <row r=\"5\"><c r=\"C5\" t=\"inlineStr\"><is><t> x </t></is></c></row>",
    );
    assert_eq!(found, ["5 C= x "]);
}

#[test]
fn hidden_rows_and_sheets_are_read_and_named() {
    let row = |number: u32, attributes: &str| {
        format!("<row r=\"{number}\" {attributes}><c r=\"A{number}\"><v>{number}</v></c></row>")
    };
    let content = ["", "hidden=\"1\"", "hidden=\"true\"", "ht=\"0\" customHeight=\"1\"", "hidden=\"0\" ht=\"15\""];
    let content: String = (1..).zip(content).map(|(number, attributes)| row(number, attributes)).collect();
    let content = format!("<sheetData>{content}</sheetData>");
    let bytes = Xlsx::default()
        .sheet("shown", "state=\"visible\"", &content)
        .sheet("hidden", "state=\"hidden\"", &content)
        .sheet("deep", "state=\"veryHidden\"", &content)
        .build();
    let workbook = workbook(&bytes);
    let hidden: Vec<bool> = workbook.sheets.iter().map(|sheet| sheet.hidden).collect();
    assert_eq!(hidden, [false, true, true]);
    assert_eq!(rows(&workbook.sheets[0]), ["1 A=n:1", "2* A=n:2", "3* A=n:3", "4* A=n:4", "5 A=n:5"]);
}

#[test]
fn days_are_those_that_were_typed() {
    let styles = [0, 14, 31, 57, 164, 165, 166, 167, 22, 46];
    let own =
        [(164, "yyyy\"年\"m\"月\"d\"日\";@"), (165, "[$-804]yyyy\"年\"m\"月\""), (166, "0.00"), (167, "00000000")];
    let cells: String = (0..styles.len())
        .map(|style| {
            let column = char::from(b'A' + style as u8);
            format!("<c r=\"{column}1\" s=\"{style}\"><v>29221.75</v></c>")
        })
        .collect();
    let more = "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>60</v></c><c r=\"B2\" s=\"1\"><v>59</v></c>\
                <c r=\"C2\" s=\"1\"><v>0.5</v></c><c r=\"D2\" s=\"1\"><v>1e17</v></c><c r=\"E2\" s=\"7\"><v>4271</v></c></row>";
    let content = format!("<sheetData><row r=\"1\">{cells}</row>{more}</sheetData>");
    let make = |properties: &str| {
        Xlsx::default().properties(properties).formats(&own, &styles).sheet("S", "", &content).build()
    };
    let day = "d:1980-01-01";
    assert_eq!(
        rows(&workbook(&make("")).sheets[0]),
        [
            format!("1 A=n:29221.75 B={day} C={day} D={day} E={day} F={day} G=n:29221.75 H=n:29221.75 I={day} J={day}"),
            "2 A=1900-02-29 B=d:1900-02-28 C=n:0.5 D=n:1e+17 E=n:00004271".to_owned(),
        ]
    );
    let macintosh = workbook(&make("<workbookPr date1904=\"1\"/>"));
    assert!(macintosh.date_1904);
    assert!(rows(&macintosh.sheets[0])[0].contains("B=d:1984-01-02"));
    assert_eq!(macintosh.day_of_serial(0.0).map(|day| day.to_string()), Some("1904-01-01".to_owned()));
}

#[test]
fn merged_areas_and_places_without_names() {
    let content = "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row r=\"4\"><c r=\"D4\"><v>3</v></c><c><v>4</v></c></row></sheetData>\
                   <mergeCells count=\"3\"><mergeCell ref=\"A1:B3\"/><mergeCell ref=\"C9:C9\"/><mergeCell ref=\"$D$2:$D$1048576\"></mergeCell></mergeCells>";
    let workbook = workbook(&Xlsx::default().sheet("S", "", content).build());
    assert_eq!(rows(&workbook.sheets[0]), ["1 A=n:1 B=n:2", "4 D=n:3 E=n:4"]);
    assert_eq!(merges(&workbook.sheets[0]), [[1, 0, 3, 1], [2, 3, 1_048_576, 3]]);
}

#[test]
fn two_cells_at_the_far_corners_are_two_cells() {
    let found = workbook(&Xlsx::data(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>",
    ));
    let last = found.sheets[0].rows.last().expect("a row");
    assert_eq!((last.number, last.cells[0].column, found.sheets[0].rows.len()), (1_048_576, 16_383, 2));
}

#[test]
fn order_in_the_file_does_not_matter() {
    let found = data(
        "<row r=\"9\"><c r=\"B9\"><v>2</v></c><c r=\"A9\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\"><v>3</v></c></row>\
         <row r=\"9\"><c r=\"C9\"><v>4</v></c></row>",
    );
    assert_eq!(found, ["3 A=n:3", "9 A=n:1 B=n:2 C=n:4"]);
}

#[test]
fn buttons_have_rows_that_are_none() {
    let content = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>\
                   <controls><control><anchor><from><col>1</col><row>7</row></from></anchor></control></controls>";
    assert_eq!(rows(&workbook(&Xlsx::default().sheet("S", "", content).build()).sheets[0]), ["1 A=n:1"]);
}

#[test]
fn strict_files_prefixes_backslashes_and_capitals() {
    let strict = "http://purl.oclc.org/ooxml";
    let sheet = format!(
        "<x:worksheet xmlns:x=\"{strict}/spreadsheetml/main\"><x:sheetData><x:row r=\"1\" hidden=\"1\">\
         <x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>字</x:t></x:is></x:c><x:c r=\"B1\" t=\"d\"><x:v>1980-01-02</x:v></x:c>\
         </x:row></x:sheetData></x:worksheet>"
    );
    let workbook_part = format!(
        "<x:workbook xmlns:x=\"{strict}/spreadsheetml/main\" xmlns:rel=\"{strict}/officeDocument/relationships\">\
         <x:sheets><x:sheet name=\"S\" sheetId=\"1\" rel:id=\"r1\"/></x:sheets></x:workbook>"
    );
    let relation = |kind: &str, target: &str| {
        format!(
            "<p:Relationships xmlns:p=\"urn:x\"><p:Relationship Id=\"r1\" Type=\"{strict}/officeDocument/relationships/{kind}\" Target=\"{target}\"/></p:Relationships>"
        )
    };
    let bytes = zip(&[
        ("_rels/.rels", relation("officeDocument", "/XL/Workbook.xml").as_bytes()),
        ("xl\\workbook.xml", workbook_part.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets\\Sheet1.xml").as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ]);
    assert_eq!(rows(&workbook(&bytes).sheets[0]), ["1* A=字 B=d:1980-01-02"]);
}

#[test]
fn parts_in_other_encodings() {
    let sheet = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet xmlns=\"{MAIN}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>园林</t></is></c></row></sheetData></worksheet>"
    );
    let wide: Vec<u8> = [0xFEFF_u16].into_iter().chain(sheet.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let narrow = sheet.replace("UTF-16", "GBK");
    let (narrow, _, _) = encoding_rs::GBK.encode(&narrow);
    for part in [wide, narrow.into_owned()] {
        let bytes = Xlsx::default().extra("xl/worksheets/sheet0.xml", &part).build_with_tab();
        assert_eq!(rows(&workbook(&bytes).sheets[0]), ["1 A=园林"]);
    }
}

#[test]
fn text_longer_than_a_cell_can_hold_is_named() {
    let cell = |length: usize| {
        data(&format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{}</t></is></c></row>", "字".repeat(length)))
    };
    assert_eq!(cell(32_767)[0].chars().count(), 32_767 + 4);
    assert_eq!(cell(32_768), ["1 A=?"]);
}

#[test]
fn a_million_styled_rows_are_nothing() {
    let mut data = String::from("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
    for number in 2..=1_000_000 {
        data += &format!("<row r=\"{number}\" s=\"1\" customFormat=\"1\"/>");
    }
    assert_eq!(self::data(&data), ["1 A=n:1"]);
}

#[test]
fn hidden_columns_are_told() {
    let cell = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>";
    let columns = "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"5\" max=\"5\" width=\"0\"/><col min=\"6\" max=\"6\" width=\"9\"/><col min=\"0\" max=\"2\" hidden=\"1\"/><col min=\"16000\" max=\"99999\" hidden=\"1\"/></cols>";
    let workbook = workbook(&Xlsx::default().sheet("S", "", &format!("{columns}{cell}")).build());
    let hidden: Vec<u32> = (0..8).filter(|column| workbook.sheets[0].hides_column(*column)).collect();
    assert_eq!(hidden, [1, 2, 4]);
    assert!(workbook.sheets[0].hides_column(16_383) && !workbook.sheets[0].hides_column(16_384));
}

#[test]
fn a_cell_can_be_typed_anew() {
    let mut sheet = workbook(&Xlsx::data("<row r=\"2\"><c r=\"B2\"><v>1</v></c></row>")).sheets.remove(0);
    sheet.type_in(2, 1, "王");
    sheet.type_in(2, 0, "左");
    sheet.type_in(1, 3, "上");
    sheet.type_in(9, 9, " ");
    assert_eq!(rows(&sheet), ["1 D=上", "2 A=左 B=王"]);
    sheet.type_in(2, 0, "");
    sheet.type_in(2, 1, " ");
    assert_eq!(rows(&sheet), ["1 D=上"]);
}
