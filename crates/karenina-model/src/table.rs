//! One table as columns: what was said, cell by cell, and where each cell stood.

mod builder;
mod column;
mod repeated;
mod written;

pub use builder::{SET_BY_HAND, Setting, TableBuilder, set_facts, split_list};
pub use column::{ColumnData, TextColumn, ValueCell};
pub(crate) use repeated::Sayings;

use std::sync::Arc;

use hashbrown::HashTable;
use rustc_hash::FxHashMap;

use crate::{Absence, Answer, Cell, Interval, Period, Place, TableId, Truth};

/// A row of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId {
    /// Which table.
    pub table: TableId,
    /// Which row of it, from 0.
    pub row: u32,
}

/// The row number that leads nowhere.
pub(crate) const NOWHERE: u32 = u32::MAX;

/// A table: columns of equal length. A column that no file has is not stored at all.
#[derive(Debug, Clone)]
pub struct Table {
    /// Which one.
    pub id: TableId,
    pub(crate) n_rows: usize,
    /// Shared with copies in which other columns are hidden.
    pub(crate) columns: Vec<Option<Arc<ColumnData>>>,
    /// Columns that the schema does not have, as they stood.
    pub(crate) extra: Vec<(String, TextColumn)>,
    /// Cells that say why they have no value.
    pub(crate) absences: FxHashMap<(u32, u16), Absence>,
    /// What stands in cells that could not be read.
    pub(crate) unread: FxHashMap<(u32, u16), Box<str>>,
    pub(crate) files: Vec<FileOrigin>,
    /// The line of each row in its file.
    pub(crate) lines: Vec<u32>,
    /// Rows by key.
    pub(crate) keys: HashTable<u32>,
    /// Rows that say nothing that another row of their key does not say, in order.
    pub(crate) repeated: Vec<u32>,
    /// Rows that are not counted: said twice, withdrawn or superseded.
    pub(crate) set_aside: Vec<bool>,
}

/// A file or sheet that rows came from, and which column stood where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOrigin {
    /// The file, as the user named it.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The first row that came from it.
    pub first_row: u32,
    /// For each column of the schema its place in the file, from 0.
    pub positions: Vec<Option<u16>>,
    /// For each column of the schema its heading in the file, where that is another text than
    /// its name.
    pub headings: Vec<Option<Box<str>>>,
}

impl FileOrigin {
    fn heading(&self, column: Option<usize>) -> Option<String> {
        self.headings.get(column?)?.as_deref().map(str::to_owned)
    }
}

impl Table {
    /// A table of which nothing is known.
    pub fn empty(id: TableId) -> Self {
        TableBuilder::nothing(id).into_table()
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.n_rows
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.n_rows == 0
    }

    /// All rows, counted or not.
    pub fn rows(&self) -> impl Iterator<Item = u32> + use<> {
        0..self.n_rows as u32
    }

    /// Whether a row counts: said once, and neither withdrawn nor superseded.
    pub fn counts(&self, row: u32) -> bool {
        !self.set_aside.get(row as usize).copied().unwrap_or(false)
    }

    /// Whether a row only repeats what another file says by the same key.
    pub fn is_repeated(&self, row: u32) -> bool {
        self.repeated.binary_search(&row).is_ok()
    }

    /// Whether a row is so, as far as its status says: a disputed one may or may not be.
    pub fn standing(&self, row: u32) -> Truth {
        if !self.counts(row) {
            return Truth::No;
        }
        match self.common_code(row, "status") {
            Some("disputed") => Truth::Unknown,
            Some(_) | None => Truth::Yes,
        }
    }

    /// The place of a column by its name. The name is the schema's own.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.id.schema().column(name)
    }

    /// Whether any file had this column.
    pub fn has_column(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(Option::is_some)
    }

    /// The text of a cell; empty texts are [`Cell::Empty`].
    pub fn text(&self, row: u32, column: usize) -> Cell<&str> {
        match self.data(column) {
            Some(ColumnData::Text(it)) => match it.get(row) {
                "" => self.absence(row, column),
                text => Cell::Known(text),
            },
            Some(_) | None => Cell::Empty,
        }
    }

    /// The number of a cell.
    pub fn number(&self, row: u32, column: usize) -> Cell<Interval> {
        match self.data(column) {
            Some(ColumnData::Number(it)) => {
                it[row as usize].map_or_else(|| self.absence(row, column), Cell::Known)
            }
            Some(_) | None => Cell::Empty,
        }
    }

    /// The answer of a yes/no cell.
    pub fn flag(&self, row: u32, column: usize) -> Cell<Answer> {
        match self.data(column) {
            Some(ColumnData::Flag(it)) => {
                it[row as usize].map_or_else(|| self.absence(row, column), Cell::Known)
            }
            Some(_) | None => Cell::Empty,
        }
    }

    /// The place in its enumeration of the word in a cell.
    pub fn code(&self, row: u32, column: usize) -> Cell<u8> {
        match self.data(column) {
            Some(ColumnData::Code(it)) => match it[row as usize] {
                column::NO_CODE => self.absence(row, column),
                code => Cell::Known(code),
            },
            Some(_) | None => Cell::Empty,
        }
    }

    /// The words of a cell as a set of bits.
    pub fn codes(&self, row: u32, column: usize) -> Cell<u64> {
        match self.data(column) {
            Some(ColumnData::Codes(it)) => match it[row as usize] {
                0 => self.absence(row, column),
                codes => Cell::Known(codes),
            },
            Some(_) | None => Cell::Empty,
        }
    }

    /// The period of a cell.
    pub fn period(&self, row: u32, column: usize) -> Cell<Period> {
        match self.data(column) {
            Some(ColumnData::Date(it)) => {
                it[row as usize].map_or_else(|| self.absence(row, column), Cell::Known)
            }
            Some(_) | None => Cell::Empty,
        }
    }

    /// The row that a reference leads to.
    pub fn reference(&self, row: u32, column: usize) -> Cell<u32> {
        match self.data(column) {
            Some(ColumnData::Row(it)) => match it[row as usize] {
                NOWHERE => self.absence(row, column),
                to => Cell::Known(to),
            },
            Some(_) | None => Cell::Empty,
        }
    }

    /// The rows that references lead to.
    pub fn references(&self, row: u32, column: usize) -> &[u32] {
        match self.data(column) {
            Some(ColumnData::Rows { ends, rows }) => {
                let to = ends[row as usize] as usize;
                let from = if row == 0 { 0 } else { ends[row as usize - 1] as usize };
                &rows[from..to]
            }
            Some(_) | None => &[],
        }
    }

    /// The value of a cell that may hold anything.
    pub fn value(&self, row: u32, column: usize) -> Cell<&ValueCell> {
        match self.data(column) {
            Some(ColumnData::Value(it)) => match &it[row as usize] {
                ValueCell::Nothing => self.absence(row, column),
                value => Cell::Known(value),
            },
            Some(_) | None => Cell::Empty,
        }
    }

    /// The code of a common column, such as `status`.
    pub fn common_code(&self, row: u32, name: &str) -> Option<&'static str> {
        let column = self.column(name)?;
        let crate::ColumnType::Code(enumeration) = self.id.schema().columns[column].kind else {
            return None;
        };
        let code = self.code(row, column).known()?;
        Some(enumeration.codes[usize::from(code)].0.as_str())
    }

    /// Why a cell of any kind says that it has no value, where it does.
    pub fn absent(&self, row: u32, column: usize) -> Option<Absence> {
        self.absences.get(&(row, column as u16)).copied()
    }

    /// What stands in a cell that could not be read, or that leads nowhere: it counts as not
    /// known, and can be shown to whoever mends it.
    pub fn unread(&self, row: u32, column: usize) -> Option<&str> {
        self.unread.get(&(row, column as u16)).map(|it| &**it)
    }

    /// How many cells could not be read.
    pub fn n_unread(&self) -> usize {
        self.unread.len()
    }

    /// The text of a column by name; for titles and notes.
    pub fn named_text(&self, row: u32, name: &str) -> Option<&str> {
        self.text(row, self.column(name)?).known()
    }

    /// The key of a row; empty where the table has none.
    pub fn key(&self, row: u32) -> &str {
        self.id.schema().key.and_then(|column| self.text(row, column).known()).unwrap_or("")
    }

    /// The row with this key.
    pub fn find(&self, key: &str) -> Option<u32> {
        let column = self.id.schema().key?;
        let Some(ColumnData::Text(keys)) = self.data(column) else { return None };
        self.keys.find(hash(key), |row| keys.get(*row) == key).copied()
    }

    /// Where a row stood, or the cell of one of its columns.
    pub fn place(&self, row: u32, column: Option<usize>) -> Place {
        let at = self.files.partition_point(|it| it.first_row <= row);
        let Some(file) = at.checked_sub(1).and_then(|at| self.files.get(at)) else {
            return Place::default();
        };
        let line = self.lines.get(row as usize).copied();
        let position = column.and_then(|it| file.positions.get(it).copied().flatten());
        let mut place = Place {
            file: file.file.clone(),
            sheet: file.sheet.clone(),
            column: column.map(|it| self.id.schema().columns[it].name.clone()),
            heading: file.heading(column),
            ..Place::default()
        };
        match (&file.sheet, position) {
            (Some(_), Some(position)) => {
                place.cell = Some(format!("{}{}", letters(position), line.unwrap_or(0)));
            }
            (Some(_), None) => place.cell = line.map(|it| format!("{it}:{it}")),
            (None, _) => place.line = line,
        }
        place
    }

    /// Which of [`Self::files`] a row came from, and the line that it stood in.
    pub fn stood(&self, row: u32) -> Option<(usize, u32)> {
        let file = self.files.partition_point(|it| it.first_row <= row).checked_sub(1)?;
        Some((file, self.lines.get(row as usize).copied()?))
    }

    /// The files and sheets that it came from.
    pub fn files(&self) -> &[FileOrigin] {
        &self.files
    }

    /// Columns that the schema does not have, as they stood in the files.
    pub fn extra_columns(&self) -> impl Iterator<Item = (&str, &TextColumn)> {
        self.extra.iter().map(|(name, texts)| (name.as_str(), texts))
    }

    fn data(&self, column: usize) -> Option<&ColumnData> {
        self.columns.get(column)?.as_deref()
    }

    fn absence<T>(&self, row: u32, column: usize) -> Cell<T> {
        if self.absences.is_empty() {
            return Cell::Empty;
        }
        self.absences.get(&(row, column as u16)).map_or(Cell::Empty, |why| Cell::Absent(*why))
    }
}

/// The heading of a spreadsheet column: 0 is A, 26 is AA.
pub fn letters(position: u16) -> String {
    let mut n = u32::from(position) + 1;
    let mut letters = Vec::new();
    while n > 0 {
        letters.push(b'A' + ((n - 1) % 26) as u8);
        n = (n - 1) / 26;
    }
    letters.reverse();
    letters.into_iter().map(char::from).collect()
}

pub(crate) fn hash(key: &str) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    key.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_are_lettered_as_in_spreadsheets() {
        for (position, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(super::letters(position), expected);
        }
    }
}
