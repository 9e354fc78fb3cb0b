//! Laws that hold for any tables, any order of change sets, any tampering.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::format_push_string)]

mod common;

use std::collections::BTreeMap;

use common::{Folder, act, all, cells, dataset, day, import, new_register, take_up};
use karenina_model::{Code, Dataset, Date, Interval, TableBuilder, TableId};
use karenina_store::{Import, Moment, Register, StoreError};
use proptest::prelude::*;

const NOW: Moment = Moment { as_of: None, known_on: None };

/// A cell as people write it, readable or not.
fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("?".to_owned()),
        Just("н/д".to_owned()),
        Just("refused".to_owned()),
        Just("none".to_owned()),
        (0_u32..60).prop_map(|it| it.to_string()),
        (0_u32..9, 10_u32..99).prop_map(|(low, high)| format!("{low}..{high}")),
        (1_u32..99).prop_map(|it| format!("<{it}")),
        (1_u32..99).prop_map(|it| format!(">{it}")),
        (1_u32..99).prop_map(|it| format!("~{it}")),
        (0.0_f64..2.0).prop_map(|it| it.to_string()),
        (1990_u32..2030).prop_map(|it| it.to_string()),
        (1990_u32..2030, 1_u32..5).prop_map(|(year, q)| format!("{year}-Q{q}")),
        Just("2014-05-31".to_owned()),
        Just("yes".to_owned()),
        Just("частично".to_owned()),
        Just("core".to_owned()),
        Just("signed".to_owned()),
        Just("withdrawn".to_owned()),
        Just("memberships; seats".to_owned()),
        "[a-zя0-9 ,\"';|/~=+-]{1,12}",
        "[a-c]",
    ]
}

/// Rows for every column of a table; keys are few, so that references meet.
fn rows(id: TableId) -> impl Strategy<Value = Vec<Vec<String>>> {
    let n = id.schema().columns.len();
    let key = id.schema().key;
    proptest::collection::vec(proptest::collection::vec(anything(), n), 0..6).prop_map(
        move |mut rows| {
            // A key that says "no data" cannot be referred to: there it means that.
            for row in &mut rows {
                if let Some(key) = key
                    && ["?", "н/д", "refused", "none", "c"].contains(&row[key].as_str())
                {
                    "k".clone_into(&mut row[key]);
                }
            }
            rows
        },
    )
}

fn tables() -> impl Strategy<Value = Vec<(TableId, Vec<Vec<String>>)>> {
    let names = ["clusters", "organisations", "memberships", "funding", "bodies", "claims"];
    names
        .map(|it| TableId::named(it).unwrap())
        .map(|id| rows(id).prop_map(move |rows| (id, rows)))
        .into_iter()
        .collect::<Vec<_>>()
}

fn read(tables: &[(TableId, Vec<Vec<String>>)]) -> Dataset {
    let parts = tables.iter().map(|(id, rows)| {
        let names = id.schema().columns.iter().map(|it| it.name.as_str());
        let mut it = TableBuilder::new(*id, "form.xlsx", Some(id.name()), 1, names);
        for (line, row) in rows.iter().enumerate() {
            it.push(line as u32 + 2, row.iter().map(String::as_str));
        }
        it
    });
    Dataset::assemble(parts).0
}

/// The rows that count by key: of two with one key the register takes the first.
fn without_second_keys(data: &Dataset) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines = cells(data).into_iter();
    for id in TableId::all() {
        for row in data.table(id).rows().filter(|it| !data.table(id).is_repeated(*it)) {
            let line = lines.next().unwrap();
            let table = data.table(id);
            if id.schema().key.is_none() || table.find(table.key(row)) == Some(row) {
                found.push(line);
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn import_accept_export_gives_the_tables_that_were_read(tables in tables()) {
        gives_what_was_read(&Folder::new(), &tables)?;
    }

    #[test]
    fn what_held_when_and_was_known_when_is_what_a_naive_calendar_says(
        steps in proptest::collection::vec(step(), 1..12),
    ) {
        answers_as_a_calendar(&Folder::new(), &steps)?;
    }

    /// Wherever one byte of the file is another: either it is found, or it says nothing.
    #[test]
    fn one_byte_that_was_changed_is_found_or_means_nothing(
        places in proptest::collection::vec((any::<proptest::sample::Index>(), 1_u8..), 12),
    ) {
        let folder = Folder::new();
        let (path, expected) = sample(&folder);
        let whole = std::fs::read(&path).unwrap();
        for (place, change) in places {
            let mut bytes = whole.clone();
            let at = place.index(bytes.len());
            bytes[at] ^= change;
            std::fs::write(&path, &bytes).unwrap();
            let Ok(verified) = Register::verify(&path, &[]) else { continue };
            if verified.problems.is_empty() {
                prop_assert_eq!(said(&path), Some(expected.clone()), "byte {}", at);
            }
        }
    }
}

proptest! {
    // A server is far away.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn import_accept_export_gives_the_tables_that_were_read_in_postgres(tables in tables()) {
        if let Some(folder) = Folder::of_postgres() {
            gives_what_was_read(&folder, &tables)?;
        }
    }

    #[test]
    fn what_held_when_is_what_a_naive_calendar_says_in_postgres(
        steps in proptest::collection::vec(step(), 1..12),
    ) {
        if let Some(folder) = Folder::of_postgres() {
            answers_as_a_calendar(&folder, &steps)?;
        }
    }
}

/// Whatever stands in the cells: taken into a register and out again it says the same.
fn gives_what_was_read(
    folder: &Folder,
    tables: &[(TableId, Vec<Vec<String>>)],
) -> Result<(), TestCaseError> {
    let (path, mut register) = new_register(folder);
    let data = read(tables);
    let expected = without_second_keys(&data);
    match take_up(&mut register, &data, None, "2026-02-01") {
        Ok(_) => {}
        Err(StoreError::NothingNew) => prop_assert!(expected.is_empty()),
        Err(err) => panic!("{err}"),
    }
    prop_assert_eq!(all(&register, NOW), expected.clone());
    // And as files.
    let exported = register.export(NOW).unwrap();
    let parts = exported.tables.iter().map(|it| {
        let heading: Vec<&str> = it.heading().collect();
        let mut builder =
            TableBuilder::new(it.table, &it.file_name(), None, 1, heading.iter().copied());
        let bytes = it.csv();
        let mut csv = csv::ReaderBuilder::new().flexible(true).from_reader(&bytes[..]);
        for (line, row) in csv.records().enumerate() {
            builder.push(line as u32 + 2, row.unwrap().iter());
        }
        builder
    });
    let again = Dataset::assemble(parts.collect::<Vec<_>>()).0;
    prop_assert_eq!(cells(&again), expected);
    // Once more, and nothing is new.
    let twice = register.propose(&import(&data), &act("2026-02-02"));
    prop_assert!(matches!(twice, Err(StoreError::NothingNew)), "{:?}", twice);
    prop_assert_eq!(Register::verify(&path, &[]).unwrap().problems, []);
    Ok(())
}

/// Any sequence of change sets answers as a calendar would that is written anew each time.
fn answers_as_a_calendar(folder: &Folder, steps: &[Step]) -> Result<(), TestCaseError> {
    let (path, mut register) = new_register(folder);
    let mut calendar = Calendar::default();
    let mut snapshots = vec![calendar.clone()];
    for (at, step) in steps.iter().enumerate() {
        let on = month(at + 1);
        let mut text = "id,members_total,region".to_owned();
        for (key, total, region) in &step.rows {
            let region = region.map(|it| format!("r{it}")).unwrap_or_default();
            text += &format!("\nc{key},{total},{region}");
        }
        let data = dataset(&[("clusters", &text)]);
        let import = Import { since: step.since.map(month), ..import(&data) };
        let act = karenina_store::Act { by: "A".to_owned(), on, reason: None };
        match register.propose(&import, &act) {
            Ok(found) => {
                if step.accepted {
                    register.accept(found.change_set, None, false, &act).unwrap();
                } else {
                    register.reject(found.change_set, None, &act).unwrap();
                }
            }
            Err(StoreError::NothingNew) => {}
            Err(err) => panic!("{err}"),
        }
        if step.accepted {
            calendar.take(step);
        }
        snapshots.push(calendar.clone());
    }
    for (known, snapshot) in snapshots.iter().enumerate() {
        for as_of in 0..MONTHS {
            let moment = Moment { as_of: Some(month(as_of)), known_on: Some(month(known)) };
            let mut found = all(&register, moment);
            found.sort();
            prop_assert_eq!(found, snapshot.rows(as_of), "as of {} known {}", as_of, known);
        }
    }
    prop_assert_eq!(Register::verify(&path, &[]).unwrap().problems, []);
    Ok(())
}

const MONTHS: usize = 8;

/// The first of a month from 2026-01 on; the register is begun on the first of them.
fn month(n: usize) -> Date {
    let (year, month) = (i16::try_from(n / 12).unwrap(), i8::try_from(n % 12).unwrap());
    Date::new(2026 + year, month + 1, 1).unwrap()
}

#[derive(Debug, Clone)]
struct Step {
    since: Option<usize>,
    /// Key, total, region or silence about it.
    rows: Vec<(u8, u8, Option<u8>)>,
    accepted: bool,
}

fn step() -> impl Strategy<Value = Step> {
    let row = (0_u8..3, 0_u8..4, proptest::option::of(0_u8..3));
    (
        proptest::option::of(0..MONTHS),
        proptest::collection::btree_map(0_u8..3, row, 1..3),
        prop::bool::weighted(0.8),
    )
        .prop_map(|(since, rows, accepted)| Step {
            since,
            rows: rows.into_iter().map(|(key, it)| (key, it.1, it.2)).collect(),
            accepted,
        })
}

/// What is so in each month, cell by cell.
#[derive(Debug, Clone, Default)]
struct Calendar {
    /// The first month in which a row is there; `None` is always.
    there: BTreeMap<u8, Option<usize>>,
    /// For each cell the months from which something dated was said, and what is so in each.
    cells: BTreeMap<(u8, &'static str), Timeline>,
}

#[derive(Debug, Clone, Default)]
struct Timeline {
    /// What was said without a day.
    always: Option<String>,
    /// What was said of a month on.
    from: BTreeMap<usize, String>,
}

impl Timeline {
    fn at(&self, month: usize) -> Option<&String> {
        self.from.range(..=month).next_back().map(|it| it.1).or(self.always.as_ref())
    }
}

impl Calendar {
    fn take(&mut self, step: &Step) {
        for (key, total, region) in &step.rows {
            // Months of the calendar end; what holds last holds after them.
            let at = step.since.unwrap_or(usize::MAX);
            let is_there = self.there.get(key).is_some_and(|it| it.is_none_or(|it| it <= at));
            if !is_there {
                let before = self.there.get(key).copied();
                let first = match (before, step.since) {
                    (Some(Some(known)), Some(since)) => Some(known.min(since)),
                    (_, since) => since,
                };
                self.there.insert(*key, first);
            }
            let said = [
                ("members_total", Some(total.to_string())),
                ("region", region.map(|it| format!("r{it}"))),
            ];
            for (column, text) in said {
                let Some(text) = text else { continue };
                let cell = self.cells.entry((*key, column)).or_default();
                match step.since {
                    Some(since) => _ = cell.from.insert(since, text),
                    // What already holds last is no correction.
                    None if cell.at(usize::MAX) == Some(&text) && is_there => {}
                    None => *cell = Timeline { always: Some(text), from: BTreeMap::new() },
                }
            }
        }
    }

    fn rows(&self, month: usize) -> Vec<String> {
        let mut rows: Vec<String> = self
            .there
            .iter()
            .filter(|(_, since)| since.is_none_or(|it| it <= month))
            .map(|(key, _)| {
                let mut row = format!("clusters id=c{key}");
                // In the order of the schema.
                for column in ["region", "members_total"] {
                    let cell = self.cells.get(&(*key, column)).and_then(|it| it.at(month));
                    if let Some(text) = cell {
                        row += &format!(" {column}={text}");
                    }
                }
                row
            })
            .collect();
        rows.sort();
        rows
    }
}

/// A register with something of everything, and what it says.
fn sample(folder: &Folder) -> (std::path::PathBuf, Vec<String>) {
    let (path, mut register) = new_register(folder);
    let data = dataset(&[
        ("clusters", "id,name,members_total\nsarov,Sarov,40\ntomsk,Tomsk,30"),
        ("organisations", "id,name\na,Acme\nb,Beta"),
        ("memberships", "cluster,organisation,said_by\nsarov,a,Anna\nsarov,b,Boris"),
    ]);
    take_up(&mut register, &data, None, "2026-02-01").unwrap();
    register.add_evidence("list.pdf", b"signed by all", None, &act("2026-02-02")).unwrap();
    register.merge(&["b".to_owned()], "a", None, &act("2026-02-03")).unwrap();
    register.freeze("2026", NOW, &act("2026-02-04")).unwrap();
    drop(register);
    let expected = said(&path).unwrap();
    (path, expected)
}

/// Everything that can be read from a register.
fn said(path: &std::path::Path) -> Option<Vec<String>> {
    let register = Register::open(path).ok()?;
    let mut said = all(&register, NOW);
    for it in register.journal_lines().ok()? {
        said.push(format!("{} {} {:?} {}", it.on, it.by, it.reason, it.digest));
    }
    for it in register.evidence_list() {
        let bytes = register.evidence(&it.sha256.to_string()).ok()?.1;
        said.push(format!("{} {bytes:?}", it.name));
    }
    Some(said)
}

in_both! {
    /// One act of tampering through the database itself: the SQL, and what is found.
    fn every_way_to_tamper_is_named_by_its_entry(folder) {
        for (sql, code, entry) in [
            (
                "UPDATE journal SET line = replace(line, '2026-02-03', '2026-02-02') WHERE entry = 5",
                Code::EntryChanged,
                Some(5),
            ),
            ("DELETE FROM journal WHERE entry = 4", Code::EntryMissing, Some(5)),
            ("DELETE FROM journal WHERE entry = 2", Code::EntryMissing, Some(3)),
            (
                "UPDATE journal SET entry = CASE entry WHEN 4 THEN -5 WHEN 5 THEN -4 ELSE entry END;
              UPDATE journal SET entry = -entry WHERE entry < 0",
                Code::EntryChanged,
                Some(4),
            ),
            ("UPDATE items SET line = line + 1 WHERE item = 1", Code::ContentChanged, Some(2)),
            (
                "UPDATE items SET cells = CAST(substr(cells, 1, length(cells) - 1) || 'x' AS BLOB) WHERE item = 3",
                Code::ContentChanged,
                Some(2),
            ),
            ("DELETE FROM items WHERE item = 2", Code::ContentChanged, Some(2)),
            (
                "INSERT INTO items SELECT fact, 9, item, kind, origin, line, cells FROM items WHERE item = 1",
                Code::ContentWithoutEntry,
                None,
            ),
            (
                "UPDATE facts SET identity = 'tula' WHERE identity = 'tomsk'",
                Code::ContentChanged,
                Some(2),
            ),
            ("UPDATE facts SET ordinal = 2 WHERE identity = 'tomsk'", Code::ContentChanged, Some(2)),
            (
                "UPDATE names SET col = 'region' WHERE col = 'name' AND tab = 'clusters'",
                Code::ContentChanged,
                Some(2),
            ),
            ("UPDATE origins SET file = 'other.csv' WHERE id = 1", Code::ContentChanged, Some(2)),
            ("UPDATE people SET name = 'Nobody' WHERE name = 'Anna'", Code::NameChanged, Some(2)),
            (
                "UPDATE people SET name = NULL, salt = NULL WHERE name = 'Ivan Petrov'",
                Code::NameChanged,
                Some(1),
            ),
            ("DELETE FROM people WHERE name = 'Boris'", Code::NameChanged, Some(2)),
            ("UPDATE texts SET text = 'otherwise' WHERE id = 1", Code::NameChanged, Some(1)),
            ("UPDATE evidence SET bytes = x'00'", Code::EvidenceChanged, Some(4)),
            ("DELETE FROM evidence", Code::EvidenceChanged, Some(4)),
            ("INSERT INTO evidence VALUES (x'00', x'00')", Code::RegisterDamaged, None),
            (
                "INSERT INTO people (salt, name, digest) VALUES (x'00', 'Eve', randomblob(32))",
                Code::WithoutEntry,
                None,
            ),
        ] {
            let folder = folder.another();
            let (path, _) = sample(&folder);
            let sql = folder.in_its_words(sql);
            // A name may be erased; all else a database refuses while its guards are on.
            if folder.is_database() && !sql.starts_with("INSERT") && !sql.contains("salt = NULL") {
                let said = folder.try_to_tamper(&path, &sql).unwrap_err();
                assert!(said.contains("only added to") || said.contains("is erased or stays"), "{said}");
            }
            folder.tamper(&path, &sql);
            let verified = Register::verify(&path, &[]).unwrap();
            let first = verified.problems.iter().find(|it| it.code == code);
            assert!(first.is_some(), "{sql}: {:?}", verified.problems);
            assert_eq!(first.unwrap().place.line, entry, "{sql}");
        }
    }

    /// Who can write the file can make the whole chain anew, or cut its end with all that belongs to
    /// it; a digest that was printed before tells.
    fn a_digest_on_paper_finds_an_end_that_was_cut(folder) {
        let (path, _) = sample(folder);
        let register = Register::open(&path).unwrap();
        let head = register.head();
        drop(register);
        // The edition, and the text of its reason.
        folder.tamper(&path, "DELETE FROM journal WHERE entry = 6; DELETE FROM texts WHERE id = 6");
        assert_eq!(Register::verify(&path, &[]).unwrap().problems, []);
        let verified = Register::verify(&path, &[head]).unwrap();
        assert_eq!(verified.problems[0].code, Code::HeadUnknown);
    }

    fn numbers_keep_every_digit(folder) {
        for x in [0.1 + 0.2, 1e300, f64::MIN_POSITIVE, 12_345_678.901_234_5] {
            let text = Interval::point(x).unwrap().to_string();
            let csv = format!("id,revenue\na,{text}");
            let folder = folder.another();
            let (_, mut register) = new_register(&folder);
            take_up(&mut register, &dataset(&[("organisations", &csv)]), None, "2026-02-01").unwrap();
            assert_eq!(all(&register, NOW), [format!("organisations id=a revenue={text}")]);
        }
        assert_eq!(day("2026-01-01"), month(0));
    }
}

/// A list that names nobody is an empty cell, for the reader as for the register.
#[test]
fn a_list_of_separators_alone_says_nothing() {
    let id = TableId::named("bodies").unwrap();
    let row = |owner: &str| {
        let mut row = vec![String::new(); id.schema().columns.len()];
        "k".clone_into(&mut row[0]);
        owner.clone_into(&mut row[id.schema().column("clusters").unwrap()]);
        row
    };
    for owner in ["", "|", " ; | "] {
        let cells_of = |owner: &str| cells(&read(&[(id, vec![row(owner)])]));
        assert_eq!(cells_of(owner), cells_of(""), "{owner}");
    }
}
