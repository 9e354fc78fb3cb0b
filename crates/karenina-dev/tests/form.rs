//! The reporting form: what is written into it and read again is the same, whatever it is; and
//! what somebody changes in it is all that changes.

// Tests may unwrap.
#![allow(clippy::unwrap_used)]

use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Write},
};

use karenina_catalogue::Catalogue;
use karenina_io::{Reading, read_embedded};
use karenina_model::{Code, ColumnType, Dataset, Severity, TableBuilder, TableId, example, schema};
use karenina_report::{Form, FormEdition, FormSubject, Lang, form};
use proptest::prelude::*;

fn catalogue() -> Catalogue {
    karenina_dev::catalogue().unwrap().0
}

fn made(
    catalogue: &Catalogue,
    known: Option<&Dataset>,
    subject: FormSubject<'_>,
    lang: Lang,
) -> Vec<u8> {
    let edition = FormEdition {
        schema: karenina_io::sha256(schema::TEXT.as_bytes()),
        catalogue: "c".repeat(64),
        data: known.map(|_| "d".repeat(64)),
        program: "0".to_owned(),
    };
    form(&Form { catalogue, known, subject, edition: &edition, lang }).unwrap()
}

fn read(bytes: &[u8]) -> Reading {
    read_embedded("form", &[("form.xlsx", bytes)])
}

/// What every cell says, by table, row and column; by the means of the model, not of the form.
fn said(data: &Dataset, given_keys: bool) -> BTreeMap<(&'static str, u32, String), String> {
    let mut all = BTreeMap::new();
    for id in TableId::all() {
        let table = data.table(id);
        for row in table.rows() {
            all.insert((id.name(), row, "(counts)".to_owned()), table.counts(row).to_string());
            for (at, column) in id.schema().columns.iter().enumerate() {
                if column.name == "row_id" && !given_keys {
                    continue;
                }
                let it = match column.kind {
                    ColumnType::Key | ColumnType::Text => format!("{:?}", table.text(row, at)),
                    ColumnType::Number | ColumnType::Count | ColumnType::Share => {
                        format!("{:?}", table.number(row, at))
                    }
                    ColumnType::Flag => format!("{:?}", table.flag(row, at)),
                    ColumnType::Code(_) => format!("{:?}", table.code(row, at)),
                    ColumnType::Codes(_) => format!("{:?}", table.codes(row, at)),
                    ColumnType::Date => format!("{:?}", table.period(row, at)),
                    ColumnType::Reference(_) => format!("{:?}", table.reference(row, at)),
                    ColumnType::References(_) => {
                        format!("{:?} {:?}", table.references(row, at), table.absent(row, at))
                    }
                    ColumnType::Value => format!("{:?}", table.value(row, at)),
                };
                let it = format!("{it} {:?}", table.unread(row, at));
                if it != "Empty None" && it != "[] None None" {
                    all.insert((id.name(), row, column.name.clone()), it);
                }
            }
            for (name, texts) in table.extra_columns() {
                if !texts.get(row).is_empty() {
                    all.insert((id.name(), row, format!("+{name}")), texts.get(row).to_owned());
                }
            }
        }
    }
    all
}

/// A cell as people fill it in, or fail to.
fn text_for(kind: ColumnType, choice: u16, words: &str) -> String {
    let n = i32::from(choice);
    let pick = |list: &[&str]| list[usize::from(choice / 8) % list.len()].to_owned();
    if choice % 8 < 3 {
        return String::new();
    }
    if choice % 8 == 3 {
        return pick(&[
            "?",
            "n/d",
            "н/д",
            "refused",
            "отказ",
            "неприменимо",
            "c",
            "none",
            "нет",
            "—",
        ]);
    }
    match kind {
        ColumnType::Key => format!("k{}", n % 5),
        ColumnType::Reference(_) => format!("k{}", n % 6),
        ColumnType::References(_) => format!("k{}; k{}", n % 5, n % 6),
        ColumnType::Text => match choice % 8 {
            4 => pick(&[
                "=1+1",
                "+7 495",
                "-x",
                "@a",
                "0012345",
                "'=a",
                "a\u{a0}b",
                "_x000D_",
                "Пример: а",
                "example: b",
                "a\r\nb",
                "a\tb",
                "1e5",
                "2014-05",
            ]),
            _ => words.to_owned(),
        },
        ColumnType::Number | ColumnType::Count => match choice % 8 {
            4 => pick(&[
                "10..19",
                "<20",
                ">=50",
                "~44",
                ">10..<20",
                "-5..-3",
                "не более 5",
                "30-50",
                "1 234,5",
                "1e15",
                "0,1",
                "12 %",
                "many",
            ]),
            5 => (f64::from(n) / 7.0).to_string(),
            _ => n.to_string(),
        },
        ColumnType::Share => match choice % 8 {
            4 => pick(&["20..30 %", "<0,5", "45 %", "1.7", ">=0.3", "0,333"]),
            _ => (f64::from(n % 1000) / 1000.0).to_string(),
        },
        ColumnType::Flag => pick(&["yes", "нет", "да", "partly", "no", "maybe"]),
        ColumnType::Code(list) => {
            let (code, title) = &list.codes[usize::from(choice / 8) % list.codes.len()];
            [code, &title.en, &title.ru, "нечто"][usize::from(choice) % 4].to_owned()
        }
        ColumnType::Codes(list) => {
            let word = |n: usize| list.codes[n % list.codes.len()].1.ru.clone();
            format!("{}; {}", word(usize::from(choice / 8)), word(usize::from(choice)))
        }
        ColumnType::Date => pick(&[
            "2014-05-31",
            "31.05.2014",
            "2014",
            "2014-05",
            "II кв. 2014",
            "2012..2013",
            "2014-04-03..2014-06-30",
            "0999",
            "31.02.2014",
            "2014-02-28",
        ]),
        ColumnType::Value => match choice % 8 {
            4 => pick(&["да", "no", "<20", "12,5", "слова", "0.1", "partly"]),
            _ => n.to_string(),
        },
    }
}

#[derive(Debug, Clone)]
struct Row {
    table: usize,
    cells: Vec<(u16, String)>,
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let n_tables = TableId::all().count();
    let most = schema::tables().iter().map(|it| it.columns.len()).max().unwrap() + 1;
    let cell = (any::<u16>(), "[ -~а-яё🏭<&\"]{0,10}");
    let row = (0..n_tables, prop::collection::vec(cell, most))
        .prop_map(|(table, cells)| Row { table, cells });
    prop::collection::vec(row, 1..14)
}

/// The rows as a dataset of CSV files. Names of columns are those of the schema, or its titles.
fn dataset(rows: &[Row], with_keys: bool) -> Reading {
    let mut files: BTreeMap<usize, Vec<Vec<String>>> = BTreeMap::new();
    for row in rows {
        let schema = &schema::tables()[row.table];
        let lines = files.entry(row.table).or_insert_with(|| {
            let mut heading: Vec<String> = schema
                .columns
                .iter()
                .zip(&row.cells)
                .map(|(column, (choice, _))| match choice % 3 {
                    0 => column.name.clone(),
                    1 => column.title.en.clone(),
                    _ => column.title.ru.clone(),
                })
                .collect();
            heading.push("Наша графа".to_owned());
            vec![heading]
        });
        let mut cells: Vec<String> = schema
            .columns
            .iter()
            .zip(&row.cells)
            .map(|(column, (choice, words))| match column.name.as_str() {
                "row_id" if !with_keys => String::new(),
                "row_id" => format!("r{choice}"),
                // A row without what it cannot do without is none.
                _ if column.required => match text_for(column.kind, choice | 7, words).trim() {
                    "" => "x".to_owned(),
                    text => text.to_owned(),
                },
                _ => text_for(column.kind, *choice, words),
            })
            .collect();
        cells.push(row.cells[schema.columns.len()].1.clone());
        lines.push(cells);
    }
    let files: Vec<(String, Vec<u8>)> = files
        .into_iter()
        .map(|(table, lines)| {
            let mut writer = csv::Writer::from_writer(Vec::new());
            for line in lines {
                writer.write_record(line).unwrap();
            }
            let name = format!("{}.csv", schema::tables()[table].name);
            (name, writer.into_inner().unwrap())
        })
        .collect();
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    read_embedded("data", &files)
}

/// The workbook with another text in one cell of a sheet, and with one more row if that is given.
fn edited(bytes: &[u8], part: &str, cell: &str, text: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        if name == part {
            let xml = String::from_utf8(content).unwrap();
            let from = xml.find(&format!("<c r=\"{cell}\"")).unwrap();
            let tag = from + xml[from..].find('>').unwrap() + 1;
            let to = if xml[..tag].ends_with("/>") {
                tag
            } else {
                from + xml[from..].find("</c>").unwrap() + 4
            };
            let new = format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
            content = format!("{}{new}{}", &xml[..from], &xml[to..]).into_bytes();
        }
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_form_says_what_was_said(rows in rows(), russian: bool, with_keys: bool) {
        let catalogue = catalogue();
        let lang = if russian { Lang::Ru } else { Lang::En };
        let known = dataset(&rows, with_keys);
        let bytes = made(&catalogue, Some(&known.dataset), FormSubject::Programme, lang);
        let again = read(&bytes);
        prop_assert_eq!(said(&known.dataset, with_keys), said(&again.dataset, with_keys));
        // And the next year's form says the same, the keys of rows included.
        let next = made(&catalogue, Some(&again.dataset), FormSubject::Programme, lang);
        prop_assert_eq!(said(&again.dataset, true), said(&read(&next).dataset, true));
    }

    #[test]
    fn what_is_changed_in_a_form_is_all_that_changes(rows in rows(), russian: bool, which: u16) {
        let catalogue = catalogue();
        let lang = if russian { Lang::Ru } else { Lang::En };
        let known = dataset(&rows, false);
        let bytes = made(&catalogue, Some(&known.dataset), FormSubject::Programme, lang);
        let before = read(&bytes);
        // A note of some row: every table has them, and no other row hangs on them.
        let notes: Vec<(TableId, u32)> = TableId::all()
            .flat_map(|id| before.dataset.table(id).rows().map(move |row| (id, row)))
            .filter(|(id, row)| before.dataset.table(*id).named_text(*row, "note").is_some())
            .collect();
        prop_assume!(!notes.is_empty());
        let (id, row) = notes[usize::from(which) % notes.len()];
        let table = before.dataset.table(id);
        let place = table.place(row, table.column("note"));
        let part = part_of(&bytes, place.sheet.as_deref().unwrap());
        let changed = edited(&bytes, &part, place.cell.as_deref().unwrap(), "измен&lt;ено");
        let mut expected = said(&before.dataset, true);
        expected.insert((id.name(), row, "note".to_owned()), "Known(\"измен<ено\") None".to_owned());
        prop_assert_eq!(expected, said(&read(&changed).dataset, true));
    }
}

/// The part that a sheet is in: sheets are numbered as they stand.
fn part_of(bytes: &[u8], sheet: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name("xl/workbook.xml").unwrap().read_to_string(&mut text).unwrap();
    let at = text
        .split("<sheet name=\"")
        .skip(1)
        .position(|it| it.starts_with(&format!("{sheet}\"")))
        .unwrap();
    format!("xl/worksheets/sheet{}.xml", at + 1)
}

#[test]
fn an_empty_form_lacks_nothing_but_a_cluster() {
    let catalogue = catalogue();
    for lang in Lang::ALL {
        for subject in [FormSubject::Programme, FormSubject::New("north")] {
            let read = read(&made(&catalogue, None, subject, lang));
            assert_eq!(read.problems, [], "{lang:?} {subject:?}");
            let n = read.dataset.table(TableId::CLUSTERS).len();
            assert_eq!(n, usize::from(subject != FormSubject::Programme));
        }
    }
}

#[test]
fn an_untouched_form_has_no_faults_of_its_own() {
    let catalogue = catalogue();
    for name in ["worked-programme", "russia-pilot-clusters"] {
        let known = karenina_dev::example(name).unwrap();
        for lang in Lang::ALL {
            let bytes = made(&catalogue, Some(&known.dataset), FormSubject::Programme, lang);
            let again = read(&bytes);
            assert_eq!(said(&known.dataset, false), said(&again.dataset, false), "{name} {lang:?}");
            for row in known.dataset.clusters() {
                let subject = FormSubject::Cluster(row);
                let of_one = read(&made(&catalogue, Some(&known.dataset), subject, lang));
                let faults: Vec<_> =
                    of_one.problems.iter().filter(|it| it.severity() != Severity::Note).collect();
                assert!(faults.is_empty(), "{name} {row}: {faults:?}");
            }
        }
    }
}

#[test]
fn the_same_form_gives_the_same_bytes() {
    let catalogue = catalogue();
    let known = karenina_dev::example("worked-programme").unwrap();
    let form = || made(&catalogue, Some(&known.dataset), FormSubject::Programme, Lang::Ru);
    assert!(form() == form());
}

/// Titles stand in the headings of forms and labels in their cells, so readers must not confuse
/// them.
#[test]
fn titles_and_labels_lead_back_to_what_they_name() {
    for table in schema::tables() {
        for (at, column) in table.columns.iter().enumerate() {
            for name in [&column.name, &column.title.en, &column.title.ru] {
                let heading = TableBuilder::new(table.id, "x", None, 1, [name.as_str()]);
                let (known, _) = Dataset::assemble([heading]);
                let has = known.table(table.id).has_column(at);
                assert!(has, "{}.{}: {name}", table.name, column.name);
            }
        }
        for title in [&table.title.en, &table.title.ru] {
            assert!(
                title.chars().count() <= 31
                    && !title.contains(['[', ']', ':', '*', '?', '/', '\\']),
                "{title}"
            );
        }
    }
    for list in schema::enumerations().values() {
        for (at, (code, title)) in list.codes.iter().enumerate() {
            for word in [code, &title.en, &title.ru] {
                assert_eq!(list.find(word), u8::try_from(at).ok(), "{}: {word}", list.name);
                assert!(!word.contains([';', '|']), "{word} cannot stand in a list");
            }
        }
    }
}

#[test]
fn an_example_is_passed_over_and_what_is_written_over_it_is_not_lost_in_silence() {
    let clusters =
        |rows: &str| read_embedded("x", &[("clusters.csv", format!("id,name\n{rows}").as_bytes())]);
    let as_made = clusters("example: north-it,North IT cluster\nnorth,North\n");
    assert_eq!((as_made.dataset.table(TableId::CLUSTERS).len(), as_made.problems.len()), (1, 0));
    let over = clusters("Пример: north-it,Наш кластер\n");
    assert_eq!(over.dataset.table(TableId::CLUSTERS).len(), 0);
    assert_eq!(over.problems[0].code, Code::ExampleWrittenOver);
    // Further down it is a name like any other.
    let below = clusters("north,North\nexample: a,A\n");
    assert_eq!(below.dataset.table(TableId::CLUSTERS).len(), 2);
}

/// The example of every table reads as it should when the mark is taken away.
#[test]
fn examples_are_right() {
    for table in schema::tables() {
        for russian in [false, true] {
            let own = &table.columns[..table.n_own];
            let pick = |it: schema::Label| if russian { it.ru } else { it.en };
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(own.iter().map(|it| &it.name)).unwrap();
            writer
                .write_record(own.iter().map(|it| example::text(it).map_or_else(String::new, pick)))
                .unwrap();
            let bytes = writer.into_inner().unwrap();
            let read = read_embedded("x", &[(&format!("{}.csv", table.name), &bytes)]);
            // What it refers to is not there.
            let faults: Vec<_> =
                read.problems.iter().filter(|it| it.code != Code::ReferenceDangling).collect();
            assert!(faults.is_empty(), "{}: {faults:?}", table.name);
            assert_eq!(read.dataset.table(table.id).len(), 1, "{}", table.name);
        }
    }
}

/// The usual year: a form for each cluster goes out, and all of them come back into one folder.
#[test]
fn forms_of_all_clusters_read_together_say_what_was_known() {
    let catalogue = catalogue();
    let known = karenina_dev::example("worked-programme").unwrap();
    let clusters = known.dataset.table(TableId::CLUSTERS);
    let forms: Vec<(String, Vec<u8>)> = clusters
        .rows()
        .map(|row| {
            let subject = FormSubject::Cluster(row);
            let bytes = made(&catalogue, Some(&known.dataset), subject, Lang::Ru);
            (format!("{}.xlsx", clusters.key(row)), bytes)
        })
        .collect();
    let files: Vec<(&str, &[u8])> =
        forms.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let together = read_embedded("forms", &files);
    let faults: Vec<_> =
        together.problems.iter().filter(|it| it.severity() != Severity::Note).collect();
    assert!(faults.is_empty(), "{faults:?}");
    // As many organisations, members and meetings of each cluster as before.
    for id in TableId::all() {
        for row in clusters.rows() {
            let again = together.dataset.table(TableId::CLUSTERS).find(clusters.key(row)).unwrap();
            let n = known.dataset.rows_of(id, row).len();
            assert_eq!(
                together.dataset.rows_of(id, again).len(),
                n,
                "{} {}",
                id.name(),
                clusters.key(row)
            );
        }
    }
    // A form made of all of them has each row once.
    let whole = made(&catalogue, Some(&together.dataset), FormSubject::Programme, Lang::En);
    let problems = read(&whole).problems;
    assert!(problems.iter().all(|it| it.severity() == Severity::Note), "{problems:?}");
}

#[test]
fn what_forms_say_otherwise_of_one_thing_is_named() {
    let read = |a: &str, b: &str| {
        let book = |meeting: &str| {
            format!("group,date,attendance,row_id\ng,2025-01-01,{meeting},r1\n").into_bytes()
        };
        read_embedded(
            "x",
            &[
                ("groups.csv", b"id,clusters\ng,north\n" as &[u8]),
                ("clusters.csv", b"id\nnorth\n"),
                ("meetings.csv", &book(a)),
                ("Встречи.csv", &book(b)),
            ],
        )
    };
    let n = |it: &Reading| {
        let clusters = it.dataset.table(TableId::CLUSTERS);
        it.dataset
            .rows_of(TableId::named("meetings").unwrap(), clusters.find("north").unwrap())
            .len()
    };
    let codes = |it: &Reading| -> Vec<Code> {
        it.problems.iter().filter(|it| it.severity() != Severity::Note).map(|it| it.code).collect()
    };
    for (a, b, expected) in [
        ("12", "12", vec![]),
        // One says more.
        ("", "12", vec![]),
        ("12", "", vec![]),
        ("12", "13", vec![Code::RowTwice]),
    ] {
        let together = read(a, b);
        assert_eq!((n(&together), codes(&together)), (1, expected), "{a} {b}");
    }
    // "It is not known" is a saying of its own.
    assert_eq!(codes(&read("12", "?")), [Code::RowTwice]);
}
