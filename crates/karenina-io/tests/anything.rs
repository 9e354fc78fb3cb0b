//! No bytes whatever end in a panic, and what is read does not depend on how it was cut up.

mod common;

use common::{content, ods, read, xls, xlsx};
use karenina_io::Reading;
use proptest::{collection::vec, prelude::*, sample::Index};

/// Every part of a reading can be looked at.
fn look(reading: &Reading) {
    _ = content(&reading.dataset);
    for problem in &reading.problems {
        assert!(!problem.place.file.is_empty(), "{problem:?}");
    }
}

/// Changes bytes here and there: other values, cut out, put in, cut off.
fn mutated(mut bytes: Vec<u8>, changes: &[(Index, u8, u8)]) -> Vec<u8> {
    for (at, how, byte) in changes {
        if bytes.is_empty() {
            break;
        }
        let at = at.index(bytes.len());
        match how % 8 {
            0 => _ = bytes.remove(at),
            1 => bytes.insert(at, *byte),
            2 => bytes.truncate(at),
            3 => bytes[at] ^= 1 << (byte % 8),
            4 => bytes[at] = 0xff,
            5 => bytes[at] = b'"',
            6 => bytes[at] = b'\n',
            _ => bytes[at] = *byte,
        }
    }
    bytes
}

fn changes() -> impl Strategy<Value = Vec<(Index, u8, u8)>> {
    vec(any::<(Index, u8, u8)>(), 1..12)
}

const TEXT: &str = "id,name,members_total,started_on,kind,complete_lists\r\na,\"Один, \"\"два\"\"\",44,2014-05,initiative,memberships;bodies\r\nb,two\nlines,10..19,2014,,\r\nc,,,,,\r\n";

const ROWS: &str = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>id</t></is></c><c r=\"B1\" t=\"str\"><v>members_total</v></c></row><row r=\"2\"><c r=\"A2\" t=\"str\"><v>a</v></c><c r=\"B2\"><v>44</v></c></row>";

const TABLE: &str = r#"<table:table table:name="clusters"><table:table-row><table:table-cell office:value-type="string"><text:p>id</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/>b</text:p></table:table-cell></table:table-row></table:table>"#;

/// Everything that a recipe may say.
const RECIPE: &str = r#"form = "Appendix"
[[table]]
table = "organisations"
file = "*.csv"
sheet = "Лист*"
heading = "1..2"
rows = "3.."
skip = ["Итого*"]
[[table.column]]
from = "Объём, тыс. руб."
to = "revenue"
unit = "thousand"
empty = ["-"]
[[table.column]]
at = "A"
to = "id"
codes = { "завод" = "acme" }
[table.constants]
note = "from {file}, {sheet}"
[[table]]
table = "memberships"
[[table.column]]
at = "B"
to = "organisation"
"#;

const FORM: &str =
    "Имя;Объём, тыс. руб.;Вид\n;;\nзавод;1 234,5;-\nИтого;1234;\nнаука;12 млн;\"a\nb\"\n";

/// A sheet with everything that a cell may hold, and the texts and formats that it names.
const SHEET: &str = r#"<row r="1" spans="1:9"><c r="A1" t="s"><v>0</v></c><c r="B1" t="str"><f>A1&amp;"x"</f><v>a &lt; b_x000D_</v></c><c r="C1" s="1"><v>45321.5</v></c><c r="D1" t="b"><v>1</v></c></row><row/><row r="3"><c t="inlineStr"><is><t xml:space="preserve"> a </t></is></c><c><v>1.50</v></c><c r="E3" t="e"><v>#REF!</v></c><c r="F3" s="0"><v>1e5</v></c><c r="G3" t="n"><v>-0.25</v></c><c r="H3" s="0"/></row>"#;

const STRINGS: &str = r#"<sst count="2" uniqueCount="2"><si><t> one </t></si><si><r><rPr><b/></rPr><t>two</t></r><r><t xml:space="preserve"> three</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si></sst>"#;

/// A workbook of which these are the rows of the sheet and the table of texts.
fn book(rows: &str, strings: &str) -> Vec<u8> {
    let rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    common::archive(&[
        ("_rels/.rels", format!("<Relationships><Relationship Id=\"a\" Type=\"{rels}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>").as_bytes()),
        ("xl/workbook.xml", b"<workbook><sheets><sheet name=\"clusters\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships><Relationship Id=\"s\" Type=\"{rels}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>").as_bytes()),
        ("xl/styles.xml", b"<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd.mm.yyyy\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", format!("<worksheet><dimension ref=\"A1:B2\"/><sheetData>{rows}</sheetData></worksheet>").as_bytes()),
    ])
}

fn mutated_text(text: &str, changes: &[(Index, u8, u8)]) -> String {
    String::from_utf8_lossy(&mutated(text.as_bytes().to_vec(), changes)).into_owned()
}

#[test]
fn a_sheet_with_everything_is_read_the_quick_way() {
    let [quick, careful] = karenina_io::read_both_ways(&book(SHEET, STRINGS)).unwrap();
    assert_eq!(quick, careful);
    assert!(quick.len() > 10, "{quick:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3_000) })]

    /// The quick reader may give up; what it reads to the end, calamine reads so too, or calls
    /// an error.
    #[test]
    fn a_damaged_sheet_is_read_by_both_readers_alike(rows in changes(), strings in changes(), which in 0..3) {
        let sheet = if which == 1 { SHEET.to_owned() } else { mutated_text(SHEET, &rows) };
        let texts = if which == 0 { STRINGS.to_owned() } else { mutated_text(STRINGS, &strings) };
        if let Some([quick, careful]) = karenina_io::read_both_ways(&book(&sheet, &texts)) {
            let refused = careful.iter().any(|it| it.0.ends_with("is not read"));
            if !quick.is_empty() && !refused {
                let part = |all: &[(String, u32, u32, String)], pass: &str| -> Vec<_> {
                    all.iter().filter(|it| it.0.ends_with(pass)).cloned().collect()
                };
                prop_assert_eq!(part(&quick, "Values"), part(&careful, "Values"), "{} {}", sheet, texts);
                // Calamine reads the text of a formula too, and ends where that is damaged.
                let (quick, careful) = (part(&quick, "Formulas"), part(&careful, "Formulas"));
                prop_assert!(quick.starts_with(&careful), "{} {}", sheet, texts);
            }
        }
    }

    #[test]
    fn a_damaged_recipe_is_refused_or_applied(recipe in changes(), form in changes()) {
        let (recipe, problems) =
            karenina_io::parse_recipe("recipe.toml", &mutated_text(RECIPE, &recipe));
        for it in problems {
            prop_assert!(it.place.line.is_some(), "{:?}", it);
        }
        let text = mutated(FORM.as_bytes().to_vec(), &form);
        let sheet = mutated(xlsx("Лист1", ROWS), &form);
        let files: [(&str, &[u8]); 2] = [("form.csv", &text), ("form.xlsx", &sheet)];
        look(&karenina_io::read_embedded_by("fuzz", &files, &recipe, |_| Vec::new()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn any_bytes_as_text(bytes in vec(any::<u8>(), 0..2_000)) {
        look(&read("clusters.csv", &bytes));
        look(&read("claims.tsv", &bytes));
    }

    #[test]
    fn any_characters_that_mean_something(text in "[a\",;\t\r\n\u{0}\u{1a}\u{feff}Я=01.-]{0,300}") {
        look(&read("clusters.csv", &text));
        look(&read("clusters.csv", format!("id,name\n{text}")));
    }

    #[test]
    fn any_bytes_as_a_workbook(bytes in vec(any::<u8>(), 0..2_000)) {
        for beginning in [&b""[..], b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"] {
            look(&read("clusters.xlsx", [beginning, &bytes].concat()));
        }
    }

    #[test]
    fn a_damaged_text(changes in changes()) {
        look(&read("clusters.csv", mutated(TEXT.as_bytes().to_vec(), &changes)));
    }

    #[test]
    fn a_damaged_archive(changes in changes()) {
        look(&read("a.xlsx", mutated(xlsx("clusters", ROWS), &changes)));
        look(&read("a.ods", mutated(ods(TABLE), &changes)));
    }

    #[test]
    fn an_archive_of_damaged_texts(changes in changes()) {
        let rows = String::from_utf8_lossy(&mutated(ROWS.as_bytes().to_vec(), &changes)).into_owned();
        look(&read("a.xlsx", xlsx("clusters", &rows)));
        let table = String::from_utf8_lossy(&mutated(TABLE.as_bytes().to_vec(), &changes)).into_owned();
        look(&read("a.ods", ods(&table)));
    }

    #[test]
    fn a_damaged_compound_file(changes in changes()) {
        let cells = [common::label(0, 0, "id"), common::label(1, 0, "a"), common::number(2, 0, 1.0)];
        look(&read("a.xls", mutated(xls("clusters", &cells), &changes)));
    }
}
