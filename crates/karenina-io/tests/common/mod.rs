//! What the tests share: what a dataset holds as texts, folders, and workbooks by hand.

// Not every test file uses all of it; tests write files and may unwrap.
#![allow(dead_code, clippy::disallowed_methods, clippy::unwrap_used)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use karenina_io::{Reading, read_embedded};
use karenina_model::{
    Cell, Code, ColumnType, Dataset, Problem, Table, TableId, dataset::filled, table::ValueCell,
};

// Workbooks by hand, which the corpus of nasty workbooks uses too.
#[path = "../../../karenina-dev/src/nasty/by_hand.rs"]
mod by_hand;

#[allow(unused_imports)]
pub use by_hand::*;

/// A new empty folder.
pub fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

/// Reads one file.
pub fn read(name: &str, bytes: impl AsRef<[u8]>) -> Reading {
    read_embedded("test", &[(name, bytes.as_ref())])
}

/// Every cell that is filled: table, row, column and what it holds.
pub fn content(dataset: &Dataset) -> Vec<String> {
    filled(dataset).flat_map(|table| rows(dataset, table)).collect()
}

fn rows(dataset: &Dataset, table: &Table) -> Vec<String> {
    let mut list = Vec::new();
    for row in table.rows() {
        for (at, column) in table.id.schema().columns.iter().enumerate() {
            let cell = match column.kind {
                ColumnType::Key | ColumnType::Text => shown(table.text(row, at)),
                ColumnType::Number | ColumnType::Count | ColumnType::Share => {
                    shown(table.number(row, at))
                }
                ColumnType::Flag => shown(table.flag(row, at)),
                ColumnType::Code(_) => shown(table.code(row, at)),
                ColumnType::Codes(_) => shown(table.codes(row, at)),
                ColumnType::Date => shown(table.period(row, at)),
                ColumnType::Reference(to) => match table.reference(row, at) {
                    Cell::Known(it) => dataset.table(to).key(it).to_owned(),
                    other => shown(other),
                },
                ColumnType::References(_) => format!("{:?}", table.references(row, at)),
                ColumnType::Value => match table.value(row, at) {
                    Cell::Known(ValueCell::Number(it)) => it.to_string(),
                    other => shown(other),
                },
            };
            if cell != "Empty" && cell != "[]" {
                list.push(format!("{} {row} {}: {cell}", table.id.name(), column.name));
            }
        }
    }
    for (name, texts) in table.extra_columns() {
        list.extend(texts.iter().map(|it| format!("{} extra {name}: {it}", table.id.name())));
    }
    list
}

fn shown<T: std::fmt::Debug>(cell: Cell<T>) -> String {
    match cell {
        Cell::Known(it) => format!("{it:?}"),
        other => format!("{other:?}"),
    }
}

/// The texts of a column of the table of clusters.
pub fn clusters(reading: &Reading, column: &str) -> Vec<String> {
    let table = reading.dataset.table(TableId::CLUSTERS);
    table.rows().map(|row| table.named_text(row, column).unwrap_or("").to_owned()).collect()
}

/// The problems of a kind.
pub fn of_kind(reading: &Reading, code: Code) -> Vec<&Problem> {
    reading.problems.iter().filter(|it| it.code == code).collect()
}

/// A detail of a problem.
pub fn detail<'a>(problem: &'a Problem, name: &str) -> &'a str {
    let found = problem.details.iter().find(|it| it.0 == name);
    found.map_or("", |it| it.1.as_str())
}

/// The codes of the problems, with line or cell.
pub fn places(reading: &Reading) -> Vec<(&'static str, String)> {
    let place = |it: &Problem| match (&it.place.cell, it.place.line) {
        (Some(cell), _) => cell.clone(),
        (None, Some(line)) => line.to_string(),
        (None, None) => String::new(),
    };
    reading.problems.iter().map(|it| (it.code.id(), place(it))).collect()
}
