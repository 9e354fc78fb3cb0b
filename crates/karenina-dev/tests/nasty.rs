//! Every nasty workbook gives its problems, all of them and no other, and holds what can be read.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use karenina_dev::{catalogue, nasty};

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
