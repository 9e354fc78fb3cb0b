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
