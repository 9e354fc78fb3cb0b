//! Every nasty workbook gives its problems, all of them and no other, and holds what can be read.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use karenina_dev::{catalogue, nasty};
use karenina_report::{Form, FormEdition, FormSubject, Lang, form};

#[test]
fn every_nasty_case_gives_its_problems_and_no_other() {
    let (catalogue, _) = catalogue().unwrap();
    let mut wrong = Vec::new();
    for case in nasty::cases() {
        let (found, held) = nasty::outcome(&catalogue, &case);
        let expected: Vec<String> = case.expected.iter().map(|it| (*it).to_owned()).collect();
        if found != expected {
            wrong.push(format!("CASE {}\n{}", case.name, found.join("\n")));
        }
        for (held, (table, row, column, text)) in held.iter().zip(case.holds) {
            if held != text {
                wrong.push(format!("HOLDS {}: {table} {row} {column}: {held}", case.name));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\nEND", wrong.join("\n"));
}

#[test]
fn the_corpus_is_large_and_every_case_has_a_name_of_its_own() {
    let cases = nasty::cases();
    assert!(cases.len() >= 60, "{}", cases.len());
    let names: BTreeSet<&str> = cases.iter().map(|it| it.name).collect();
    assert_eq!(names.len(), cases.len());
}

/// The quick reader of sheets and the careful one have to see the same: cell by cell, in every
/// workbook of the corpus and in those of a form.
#[test]
fn the_quick_reader_gives_the_cells_that_calamine_gives() {
    let (catalogue, _) = catalogue().unwrap();
    let mut books: Vec<(String, Vec<u8>)> = Vec::new();
    for case in nasty::cases() {
        books.extend(case.files.into_iter().filter(|it| it.1.starts_with(b"PK")));
    }
    for lang in [Lang::En, Lang::Ru] {
        let edition = FormEdition {
            schema: "s".repeat(64),
            catalogue: "c".repeat(64),
            data: None,
            program: "0".to_owned(),
        };
        let made = Form {
            catalogue: &catalogue,
            known: None,
            subject: FormSubject::Programme,
            edition: &edition,
            lang,
        };
        books.push((format!("form {lang:?}"), form(&made).unwrap()));
    }
    let mut compared = 0;
    for (name, bytes) in &books {
        let Some([quick, careful]) = karenina_io::read_both_ways(bytes) else { continue };
        if !quick.is_empty() {
            assert_eq!(quick, careful, "{name}");
            compared += 1;
        }
    }
    // Most of the corpus is as programs write it.
    assert!(compared * 2 > books.len(), "{compared} of {}", books.len());
}
