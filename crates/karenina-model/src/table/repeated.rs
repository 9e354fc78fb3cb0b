//! Rows that are said twice: when many forms are read as one, the same organisation stands in each
//! that names it.

use super::{ColumnData, Table, ValueCell, column::NO_CODE};

/// How what two rows say compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sayings {
    /// The second says nothing that the first does not say.
    FirstSaysAll,
    /// The second says all that the first does, and more.
    SecondSaysMore,
    /// Each says something that the other does not, or they contradict each other.
    Differ,
}

impl Table {
    /// Whether two rows stood in different files or sheets.
    pub(crate) fn stood_apart(&self, a: u32, b: u32) -> bool {
        let file = |row: u32| self.files.partition_point(|it| it.first_row <= row);
        file(a) != file(b)
    }

    /// Compares what two rows say, cell by cell; an empty cell says nothing. Before references are
    /// resolved: they are compared as texts.
    pub(crate) fn sayings(&self, a: u32, b: u32) -> Sayings {
        let (mut first_more, mut second_more) = (false, false);
        let mut compare = |a_silent: bool, b_silent: bool, same: bool| match (a_silent, b_silent) {
            (true, true) => {}
            (true, false) => second_more = true,
            (false, true) => first_more = true,
            (false, false) if same => {}
            (false, false) => (first_more, second_more) = (true, true),
        };
        for (column, about) in self.id.schema().columns.iter().enumerate() {
            let Some(data) = &self.columns[column] else { continue };
            // The name of the row itself is no saying.
            if about.name == "row_id" {
                continue;
            }
            let absence = |row: u32| self.absences.get(&(row, column as u16));
            let unread = |row: u32| self.unread.get(&(row, column as u16));
            let silent = |row: u32| is_empty(data, row) && absence(row).is_none();
            let same = is_same(data, a, b) && absence(a) == absence(b) && unread(a) == unread(b);
            compare(silent(a), silent(b), same);
        }
        for (_, texts) in &self.extra {
            let (x, y) = (texts.get(a), texts.get(b));
            compare(x.is_empty(), y.is_empty(), x == y);
        }
        match (first_more, second_more) {
            (_, false) => Sayings::FirstSaysAll,
            (false, true) => Sayings::SecondSaysMore,
            (true, true) => Sayings::Differ,
        }
    }
}

fn is_empty(data: &ColumnData, row: u32) -> bool {
    let at = row as usize;
    match data {
        ColumnData::Text(it) => it.get(row).is_empty(),
        ColumnData::Number(it) => it[at].is_none(),
        ColumnData::Flag(it) => it[at].is_none(),
        ColumnData::Code(it) => it[at] == NO_CODE,
        ColumnData::Codes(it) => it[at] == 0,
        ColumnData::Date(it) => it[at].is_none(),
        ColumnData::Value(it) => it[at] == ValueCell::Nothing,
        // References are texts until the dataset is together.
        ColumnData::Row(_) | ColumnData::Rows { .. } => true,
    }
}

fn is_same(data: &ColumnData, a: u32, b: u32) -> bool {
    let (x, y) = (a as usize, b as usize);
    match data {
        ColumnData::Text(it) => it.get(a) == it.get(b),
        ColumnData::Number(it) => it[x] == it[y],
        ColumnData::Flag(it) => it[x] == it[y],
        ColumnData::Code(it) => it[x] == it[y],
        ColumnData::Codes(it) => it[x] == it[y],
        ColumnData::Date(it) => it[x] == it[y],
        ColumnData::Value(it) => it[x] == it[y],
        ColumnData::Row(_) | ColumnData::Rows { .. } => true,
    }
}
