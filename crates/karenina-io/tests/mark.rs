//! The sender's workbook back: everything in it is as it was, but for the marks.

// Tests may unwrap.
#![allow(clippy::unwrap_used)]

mod common;

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use common::{archive, content, ods, read};
use karenina_io::{Mark, Marks, NotMarked, mark, problem_workbook};
use karenina_model::{Place, Problem, Severity};
use proptest::{collection::vec, prelude::*, sample::Index};
use rust_xlsxwriter::{
    Chart, ChartType, Color, ConditionalFormat3ColorScale, DataValidation, Format, Formula, Image,
    Note, Workbook,
};

/// The smallest picture: one red point.
const PNG: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0,
    1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90, 0x77, 0x53, 0xde, 0, 0, 0, 0x0c, 0x49, 0x44, 0x41, 0x54, 8,
    0xd7, 0x63, 0xf8, 0xcf, 0xc0, 0, 0, 3, 1, 1, 0, 0x18, 0xdd, 0x8d, 0xb0, 0, 0, 0, 0, 0x49, 0x45,
    0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

/// A workbook with everything that people put into one.
fn hard() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Организации").unwrap();
    let head = Format::new().set_bold().set_background_color(Color::Navy);
    for (at, name) in
        ["Ключ", "Название", "Вид", "Работников", "Выручка", "Основана"].iter().enumerate()
    {
        sheet.write_with_format(0, at as u16, *name, &head).unwrap();
    }
    sheet.write_row(1, 0, ["acme", "Акме", "вуз"]).unwrap();
    sheet.write(1, 3, 12).unwrap();
    sheet.write_row(2, 0, ["beta", "Бета & \"Ко\"", "нечто"]).unwrap();
    let italic = Format::new().set_italic().set_num_format("0.00");
    sheet.write_with_format(2, 3, -4, &italic).unwrap();
    sheet.write(2, 4, "много").unwrap();
    sheet.write(2, 5, "31.02.2014").unwrap();
    sheet.write_formula(3, 4, Formula::new("=SUM(D2:D3)").set_result("8")).unwrap();
    sheet.write(3, 0, "gamma").unwrap();
    // A row without its key, and so without that cell.
    sheet.write(4, 1, "Без ключа").unwrap();
    sheet.merge_range(6, 7, 7, 9, "Печать", &Format::new()).unwrap();
    sheet.set_column_width(1, 40).unwrap();
    sheet.insert_note(2, 3, &Note::new("Проверить у бухгалтера").set_author("Иванова")).unwrap();
    sheet.insert_note(1, 0, &Note::new("Головная").set_author("Иванова")).unwrap();
    sheet.add_conditional_format(1, 3, 9, 3, &ConditionalFormat3ColorScale::new()).unwrap();
    let list = DataValidation::new().allow_list_strings(&["вуз", "нечто"]).unwrap();
    sheet.add_data_validation(1, 2, 20, 2, &list).unwrap();
    sheet.insert_image(9, 0, &Image::new_from_buffer(PNG).unwrap()).unwrap();
    let mut chart = Chart::new(ChartType::Column);
    chart.add_series().set_values("'Организации'!$D$2:$D$4");
    sheet.insert_chart(12, 0, &chart).unwrap();
    let clusters = book.add_worksheet();
    clusters.set_name("Кластеры").unwrap();
    clusters.write_row(0, 0, ["id", "started_on", "members_total"]).unwrap();
    clusters.write_row(1, 0, ["north", "скоро", "сорок"]).unwrap();
    let hidden = book.add_worksheet();
    hidden.set_name("Замечания").unwrap();
    hidden.set_hidden(true);
    hidden.write_formula(0, 0, Formula::new("='Организации'!E4*2").set_result("16")).unwrap();
    book.define_name("итого", "='Организации'!$E$4").unwrap();
    book.save_to_buffer().unwrap()
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut entry = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (entry.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn text<'a>(parts: &'a BTreeMap<String, Vec<u8>>, name: &str) -> &'a str {
    std::str::from_utf8(&parts[name]).unwrap()
}

fn marks(problems: &[Problem]) -> Marks<'_> {
    Marks {
        sheet: "Замечания",
        title: "Замечания Karenina",
        about: "Закрашено то, что надо исправить.",
        headings: ["№", "Важность", "Где", "Графа", "Что не так", "Код"],
        whole_file: "файл целиком",
        list: problems
            .iter()
            .map(|it| Mark {
                place: &it.place,
                severity: it.severity(),
                word: it.severity().word(),
                column: it.place.column.as_deref().unwrap_or_default(),
                text: format!("<{}> & \u{1} =1+1", it.code.id()),
                code: it.code.id(),
            })
            .collect(),
    }
}

fn marked(name: &str, bytes: &[u8]) -> (Vec<Problem>, Vec<u8>) {
    let problems = read(name, bytes).problems;
    let marked = mark(bytes, &marks(&problems)).unwrap();
    (problems, marked)
}

/// The text without everything that lies between such ends.
fn without(text: &str, from: &str, to: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some(at) = rest.find(from) {
        kept += &rest[..at];
        rest = &rest[at + rest[at..].find(to).unwrap() + to.len()..];
    }
    kept + rest
}

/// The cells of a sheet: tag and all, by name.
fn cells(sheet: &str) -> BTreeMap<String, String> {
    sheet
        .split("<c r=\"")
        .skip(1)
        .map(|it| {
            let name = it.split('"').next().unwrap().to_owned();
            let tag = it.find('>').unwrap() + 1;
            let end = if it[..tag].ends_with("/>") { tag } else { it.find("</c>").unwrap() };
            (name, it[..end].to_owned())
        })
        .collect()
}

/// The sheet with our styles taken off the cells that have one, and cells that are new left out.
fn unmarked(new: &str, old: &str) -> String {
    let (old_cells, new_cells) = (cells(old), cells(new));
    let mut sheet = without(new, "<legacyDrawing xmlns:r=", "/>");
    for (name, cell) in &new_cells {
        let Some(was) = old_cells.get(name) else {
            assert!(cell.ends_with("/>"), "{name} is new and empty: {cell}");
            sheet = sheet.replace(&format!("<c r=\"{cell}"), "");
            continue;
        };
        let style =
            |it: &str| it.split_once(" s=\"").map(|it| it.1.split('"').next().unwrap().to_owned());
        let bare = style(cell)
            .map_or_else(|| cell.clone(), |s| cell.replacen(&format!(" s=\"{s}\""), "", 1));
        let bare_was =
            style(was).map_or_else(|| was.clone(), |s| was.replacen(&format!(" s=\"{s}\""), "", 1));
        assert_eq!(bare, bare_was, "{name}");
        sheet = sheet.replacen(&format!("<c r=\"{cell}"), &format!("<c r=\"{was}"), 1);
    }
    sheet
}

#[test]
fn everything_else_in_a_marked_workbook_is_as_it_was() {
    let bytes = hard();
    let (problems, back) = marked("форма.xlsx", &bytes);
    let (old, new) = (parts(&bytes), parts(&back));
    let places: Vec<&str> = problems.iter().filter_map(|it| it.place.cell.as_deref()).collect();
    for cell in ["C3", "D3", "E3", "F3", "A5", "B2", "C2"] {
        assert!(places.contains(&cell), "{cell}: {places:?}");
    }

    let touched = [
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    ];
    for (name, content) in &old {
        let same = new.get(name) == Some(content);
        assert!(same != touched.contains(&name.as_str()), "{name}");
    }
    let added: Vec<&String> = new.keys().filter(|it| !old.contains_key(*it)).collect();
    assert_eq!(
        added,
        [
            "xl/drawings/karenina_comments1.vml",
            "xl/karenina_comments1.xml",
            "xl/worksheets/_rels/sheet2.xml.rels",
            "xl/worksheets/karenina_problems1.xml"
        ]
    );

    // What was touched is the same again when our marks are taken away.
    for name in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
        let (old, new) = (text(&old, name), text(&new, name));
        let bare = unmarked(new, old);
        let same = bare.bytes().zip(old.bytes()).take_while(|(a, b)| a == b).count();
        assert!(bare == old, "{name}: {:?}", &old[same.saturating_sub(40)..]);
    }
    for (name, ours) in [
        ("[Content_Types].xml", "<Override PartName=\"/xl/karenina"),
        ("[Content_Types].xml", "<Override PartName=\"/xl/drawings/karenina"),
        ("[Content_Types].xml", "<Override PartName=\"/xl/worksheets/karenina"),
        ("xl/workbook.xml", "<sheet xmlns:r="),
        ("xl/_rels/workbook.xml.rels", "<Relationship Id=\"rIdKarenina"),
    ] {
        assert!(text(&new, name).contains(ours), "{name}");
        if name != "[Content_Types].xml" {
            assert_eq!(without(text(&new, name), ours, "/>"), text(&old, name), "{name}");
        }
    }
    let mut types = text(&new, "[Content_Types].xml").to_owned();
    for folder in ["", "drawings/", "worksheets/"] {
        types = without(&types, &format!("<Override PartName=\"/xl/{folder}karenina"), "/>");
    }
    assert_eq!(types, text(&old, "[Content_Types].xml"));

    // Every style that there was has its number still, and the same words.
    let (old_styles, new_styles) = (text(&old, "xl/styles.xml"), text(&new, "xl/styles.xml"));
    for list in ["fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"] {
        let inner = |text: &str| {
            let from = text.find(&format!("<{list} ")).unwrap();
            let from = from + text[from..].find('>').unwrap() + 1;
            text[from..].split(&format!("</{list}>")).next().unwrap().to_owned()
        };
        assert!(inner(new_styles).starts_with(&inner(old_styles)), "{list}");
    }

    // The sender's comments are there, and ours behind them.
    let comments = text(&new, "xl/comments1.xml");
    assert!(
        comments.contains("Проверить у бухгалтера&#10;&#10;Karenina: error K0204"),
        "{comments}"
    );
    assert!(comments.contains("Головная</t>"), "{comments}");
    assert_eq!(comments.matches("<comment ref=\"D3\"").count(), 1);
    assert_eq!(comments.matches("<comment ref=\"C3\"").count(), 1);
    let drawing = text(&new, "xl/drawings/vmlDrawing1.vml");
    let shapes = without(drawing, "<v:shape id=\"_x0000_s", "</v:shape>");
    assert_eq!(
        shapes,
        without(text(&old, "xl/drawings/vmlDrawing1.vml"), "<v:shape id=\"_x0000_s", "</v:shape>")
    );
    assert_eq!(drawing.matches("<v:shape ").count(), comments.matches("<comment ").count());
}

#[test]
fn a_marked_workbook_says_what_the_original_says() {
    let bytes = hard();
    let (problems, back) = marked("форма.xlsx", &bytes);
    let again = read("форма.xlsx", &back);
    assert_eq!(content(&read("форма.xlsx", &bytes).dataset), content(&again.dataset));
    // The list is a sheet that nobody takes for a table, also where its name was taken.
    let more: Vec<_> = again.problems.iter().filter(|it| !problems.contains(it)).collect();
    assert!(more.is_empty(), "{more:?}");
    assert!(text(&parts(&back), "xl/workbook.xml").contains("name=\"Замечания (2)\""));
}

#[test]
fn faulty_cells_have_the_colour_of_the_worst_and_keep_their_format() {
    let (_, back) = marked("форма.xlsx", &hard());
    let parts = parts(&back);
    let cell = &cells(text(&parts, "xl/worksheets/sheet1.xml"))["D3"];
    let style: usize =
        cell.split_once(" s=\"").unwrap().1.split('"').next().unwrap().parse().unwrap();
    let styles = text(&parts, "xl/styles.xml");
    let xfs = styles.split("<cellXfs").nth(1).unwrap().split("</cellXfs>").next().unwrap();
    let xf = xfs.split("<xf ").nth(style + 1).unwrap();
    // Two decimals and italic, as they were.
    let of_old = |list: &str, before: &str| {
        let at = xf.split_once(&format!("{before}=\"")).unwrap().1.split('"').next().unwrap();
        let n: usize = at.parse().unwrap();
        styles.split(list).nth(n + 1).unwrap().to_owned()
    };
    assert!(of_old("<font>", "fontId").starts_with("<i/>"), "{xf}");
    assert!(
        styles.contains("<numFmt numFmtId=\"164\" formatCode=\"0.00\"/>")
            == xf.contains("numFmtId=\"164\"")
    );
    let fill: usize =
        xf.split_once("fillId=\"").unwrap().1.split('"').next().unwrap().parse().unwrap();
    let fill = styles.split("<fill>").nth(fill + 1).unwrap();
    assert!(fill.contains("FFFFC7CE"), "{fill}");
}

#[test]
fn the_same_marks_give_the_same_bytes() {
    assert!(marked("a.xlsx", &hard()).1 == marked("a.xlsx", &hard()).1);
}

/// A package by hand, with prefixes, without numbers of rows and cells, without styles.
fn by_hand(sheet: &str) -> Vec<u8> {
    let rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    archive(&[
        ("[Content_Types].xml", br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#),
        ("_rels/.rels", format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" Type=\"{rels}/officeDocument\" Target=\"/xl/workbook.xml\"/></Relationships>").as_bytes()),
        ("xl/workbook.xml", format!("<x:workbook xmlns:x=\"{main}\" xmlns:r=\"{rels}\"><x:sheets><x:sheet name=\"clusters\" sheetId=\"7\" r:id=\"s\"/></x:sheets></x:workbook>").as_bytes()),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"s\" Type=\"{rels}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>").as_bytes()),
        ("xl/worksheets/sheet1.xml", format!("<x:worksheet xmlns:x=\"{main}\">{sheet}</x:worksheet>").as_bytes()),
    ])
}

fn place(sheet: &str, cell: &str) -> Place {
    Place {
        file: "a.xlsx".into(),
        sheet: Some(sheet.into()),
        cell: Some(cell.into()),
        ..Place::default()
    }
}

fn marked_at(bytes: &[u8], places: &[Place]) -> Result<Vec<u8>, NotMarked> {
    let list = places
        .iter()
        .map(|place| Mark {
            place,
            severity: Severity::Error,
            word: "error",
            column: "",
            text: "x".into(),
            code: "K0201",
        })
        .collect();
    mark(bytes, &Marks { list, ..marks(&[]) })
}

#[test]
fn sheets_of_other_programs_are_marked_too() {
    let row = "<x:row><x:c t=\"inlineStr\"><x:is><x:t>id</x:t></x:is></x:c><x:c/></x:row>";
    for (sheet, cell, expected) in [
        // Cells and rows that do not say where they stand.
        (
            format!("<x:sheetData>{row}{row}</x:sheetData>"),
            "A2",
            "<x:row><x:c t=\"inlineStr\" s=\"1\">",
        ),
        (
            format!("<x:sheetData>{row}{row}</x:sheetData>"),
            "B2",
            "<x:c s=\"1\"/></x:row></x:sheetData>",
        ),
        (
            format!("<x:sheetData>{row}</x:sheetData>"),
            "D1",
            "<x:c/><x:c r=\"D1\" s=\"1\"/></x:row>",
        ),
        (
            format!("<x:sheetData>{row}</x:sheetData>"),
            "C9",
            "</x:row><x:row r=\"9\"><x:c r=\"C9\" s=\"1\"/></x:row></x:sheetData>",
        ),
        (
            "<x:sheetData><x:row r=\"4\"/></x:sheetData>".into(),
            "B2",
            "<x:sheetData><x:row r=\"2\"><x:c r=\"B2\" s=\"1\"/></x:row><x:row r=\"4\"/>",
        ),
        (
            "<x:sheetData><x:row r=\"4\"/></x:sheetData>".into(),
            "B4",
            "<x:row r=\"4\"><x:c r=\"B4\" s=\"1\"/></x:row>",
        ),
        (
            "<x:sheetData/>".into(),
            "B4",
            "<x:sheetData><x:row r=\"4\"><x:c r=\"B4\" s=\"1\"/></x:row></x:sheetData>",
        ),
        (
            format!("<x:sheetData>{row}</x:sheetData>"),
            "1:1",
            "<x:c t=\"inlineStr\" s=\"1\"><x:is><x:t>id</x:t></x:is></x:c><x:c s=\"1\"/>",
        ),
        (
            format!("<x:sheetData>{row}</x:sheetData><x:pageMargins/><x:tableParts/>"),
            "A1",
            "<x:pageMargins/><x:legacyDrawing xmlns:r=",
        ),
    ] {
        let back = marked_at(&by_hand(&sheet), &[place("clusters", cell)]).unwrap();
        let parts = parts(&back);
        let new = text(&parts, "xl/worksheets/sheet1.xml");
        assert!(new.contains(expected), "{cell}: {new}");
        assert!(text(&parts, "xl/workbook.xml").contains("<x:sheet xmlns:r="));
        assert!(text(&parts, "xl/karenina_styles1.xml").contains("<cellXfs count=\"9\">"));
        // Whatever was marked can be read.
        assert!(read("a.xlsx", &back).problems.iter().all(|it| it.code.id() != "K0112"));
    }
}

#[test]
fn what_cannot_be_marked_says_why() {
    let mut signed = by_hand("<x:sheetData/>");
    let mut parts: Vec<(String, Vec<u8>)> = parts(&signed).into_iter().collect();
    parts.push(("_xmlsignatures/sig1.xml".into(), b"<a/>".to_vec()));
    let files: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, it)| (name.as_str(), it.as_slice())).collect();
    signed.clone_from(&archive(&files));
    assert_eq!(marked_at(&signed, &[]), Err(NotMarked::Signed));
    assert_eq!(marked_at(b"id,name\n", &[]), Err(NotMarked::Format));
    assert_eq!(marked_at(b"PK\x03\x04", &[]), Err(NotMarked::Broken));
    assert_eq!(
        marked_at(&by_hand("<x:sheetData>"), &[place("clusters", "A1")]),
        Err(NotMarked::Broken)
    );
}

#[test]
fn a_list_beside_a_file_is_a_workbook_of_its_own() {
    let problems = read("places.csv", "id,kind\nx,y\n").problems;
    let list = problem_workbook(&marks(&problems)).unwrap();
    let parts = parts(&list);
    let sheet = text(&parts, "xl/worksheets/sheet1.xml");
    assert!(
        sheet.contains("K0104") && sheet.contains("inlineStr") && !sheet.contains("<f>"),
        "{sheet}"
    );
    // The sheet is one that readers pass over.
    assert_eq!(read("a.xlsx", &list).problems, []);
}

#[test]
fn cells_of_libre_office_are_marked_in_place() {
    let sheet = r#"<table:table table:name="clusters"><table:table-column table:number-columns-repeated="3" table:default-cell-style-name="ce7"/><table:table-row><table:table-cell office:value-type="string"><text:p>id</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>started_on</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell office:value-type="string" table:number-columns-repeated="3"><text:p>soon</text:p></table:table-cell></table:table-row></table:table>"#;
    let bytes = ods(sheet);
    let places = [place("clusters", "B2"), place("clusters", "E1")];
    let back = marked_at(&bytes, &places).unwrap();
    let (old, new) = (parts(&bytes), parts(&back));
    for (name, content) in &old {
        assert_eq!(*name != "content.xml", new[name] == *content, "{name}");
    }
    let content_xml = text(&new, "content.xml");
    for expected in [
        // One of three that are the same, and the two beside it.
        "<table:table-row><table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"1\"><text:p>soon</text:p></table:table-cell><table:table-cell table:style-name=\"karenina0_",
        "<dc:creator>Karenina</dc:creator>",
        "table:number-columns-repeated=\"2\"/><table:table-cell",
        "table:name=\"Замечания\"",
        "style:parent-style-name=\"ce7\"",
        "xlink:href=\"#'clusters'.B2\"",
    ] {
        assert!(content_xml.contains(expected), "{expected}: {content_xml}");
    }
    assert_eq!(content(&read("a.ods", &bytes).dataset), content(&read("a.ods", &back).dataset));
}

#[test]
fn a_row_that_is_written_for_many_is_taken_apart_at_the_faulty_ones() {
    let sheet = r#"<table:table table:name="clusters"><table:table-row><table:table-cell office:value-type="string"><text:p>id</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>started_on</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="5"><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>soon</text:p></table:table-cell></table:table-row></table:table>"#;
    let bytes = ods(sheet);
    let back = marked_at(&bytes, &[place("clusters", "B3"), place("clusters", "5:5")]).unwrap();
    let parts = parts(&back);
    let content_xml = text(&parts, "content.xml");
    // Rows 2, 3, 4, 5, 6: the third and the fifth are marked and stand alone.
    let times: Vec<&str> = content_xml
        .split("table:number-rows-repeated=\"")
        .skip(1)
        .map(|it| &it[..it.find('"').unwrap()])
        .collect();
    assert_eq!(times, ["1", "1", "1", "1", "1"], "{content_xml}");
    assert_eq!(content_xml.matches("<dc:creator>Karenina</dc:creator>").count(), 2);
    assert_eq!(content(&read("a.ods", &bytes).dataset), content(&read("a.ods", &back).dataset));
    let far = marked_at(&bytes, &[place("clusters", "B6")]).unwrap();
    let far = text(&self::parts(&far), "content.xml").to_owned();
    assert!(far.contains("table:number-rows-repeated=\"4\"><table:table-cell office"), "{far}");
}

fn changes() -> impl Strategy<Value = Vec<(Index, u8, u8)>> {
    vec(any::<(Index, u8, u8)>(), 1..8)
}

fn mutated(mut bytes: Vec<u8>, changes: &[(Index, u8, u8)]) -> Vec<u8> {
    for (at, how, byte) in changes {
        if bytes.is_empty() {
            break;
        }
        let at = at.index(bytes.len());
        match how % 5 {
            0 => _ = bytes.remove(at),
            1 => bytes.insert(at, *byte),
            2 => bytes.truncate(at),
            3 => bytes[at] = b"<>/\"= r9"[usize::from(*byte % 8)],
            _ => bytes[at] = *byte,
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_part_whatever_ends_in_a_panic(changes in changes(), which: Index, office: bool) {
        let bytes = if office {
            ods("<table:table table:name=\"clusters\"><table:table-row table:number-rows-repeated=\"2\"><table:table-cell><text:p>id</text:p></table:table-cell></table:table-row></table:table>")
        } else {
            hard()
        };
        let mut all: Vec<(String, Vec<u8>)> = parts(&bytes).into_iter().collect();
        let at = which.index(all.len());
        all[at].1 = mutated(std::mem::take(&mut all[at].1), &changes);
        let files: Vec<(&str, &[u8])> = all.iter().map(|(name, it)| (name.as_str(), it.as_slice())).collect();
        let places = [place("clusters", "A1"), place("Организации", "B2:D4"), place("Кластеры", "2:2")];
        _ = marked_at(&archive(&files), &places);
    }

    #[test]
    fn no_bytes_whatever_end_in_a_panic(changes in changes()) {
        _ = marked_at(&mutated(hard(), &changes), &[place("Организации", "B2")]);
    }
}
