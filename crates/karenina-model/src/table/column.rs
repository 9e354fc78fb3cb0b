//! How the cells of a column are kept.

use crate::{Answer, Interval, Period};

/// The code that stands for no code.
pub(super) const NO_CODE: u8 = u8::MAX;

/// The cells of one column, by what they hold.
#[derive(Debug)]
pub enum ColumnData {
    /// Texts and keys.
    Text(TextColumn),
    /// Numbers.
    Number(Vec<Option<Interval>>),
    /// Yes/no answers.
    Flag(Vec<Option<Answer>>),
    /// Places in an enumeration.
    Code(Vec<u8>),
    /// Sets of places in an enumeration, a bit each.
    Codes(Vec<u64>),
    /// Periods.
    Date(Vec<Option<Period>>),
    /// Row numbers of another table.
    Row(Vec<u32>),
    /// Several row numbers of another table: those of row i end at `ends[i]`.
    Rows {
        /// Where the rows of each row end.
        ends: Vec<u32>,
        /// All of them, one after another.
        rows: Vec<u32>,
    },
    /// Anything.
    Value(Vec<ValueCell>),
}

/// A cell that may hold anything.
#[derive(Debug, Clone, PartialEq)]
pub enum ValueCell {
    /// Nothing.
    Nothing,
    /// A number.
    Number(Interval),
    /// A yes/no answer.
    Flag(Answer),
    /// A text.
    Text(Box<str>),
}

/// Texts, one after another in one piece of memory.
#[derive(Debug, Clone, Default)]
pub struct TextColumn {
    bytes: String,
    ends: Vec<usize>,
}

impl TextColumn {
    /// Adds a text.
    pub fn push(&mut self, text: &str) {
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len());
    }

    /// The text of a row.
    pub fn get(&self, row: u32) -> &str {
        let row = row as usize;
        let from = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.bytes[from..self.ends[row]]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All texts in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|row| self.get(row))
    }

    pub(super) fn pad(&mut self, n_rows: usize) {
        self.ends.resize(n_rows, self.bytes.len());
    }

    pub(super) fn truncate(&mut self, n_rows: usize) {
        if n_rows < self.ends.len() {
            self.ends.truncate(n_rows);
            self.bytes.truncate(self.ends.last().copied().unwrap_or(0));
        }
    }

    pub(super) fn append(&mut self, other: &Self) {
        let shift = self.bytes.len();
        self.bytes.push_str(&other.bytes);
        self.ends.extend(other.ends.iter().map(|end| end + shift));
    }
}

impl ColumnData {
    /// Fills it up to so many rows with nothing.
    pub(super) fn pad(&mut self, n_rows: usize) {
        match self {
            Self::Text(it) => it.pad(n_rows),
            Self::Number(it) => it.resize(n_rows, None),
            Self::Flag(it) => it.resize(n_rows, None),
            Self::Code(it) => it.resize(n_rows, NO_CODE),
            Self::Codes(it) => it.resize(n_rows, 0),
            Self::Date(it) => it.resize(n_rows, None),
            Self::Row(it) => it.resize(n_rows, super::NOWHERE),
            Self::Rows { ends, rows } => ends.resize(n_rows, rows.len() as u32),
            Self::Value(it) => it.resize(n_rows, ValueCell::Nothing),
        }
    }

    /// Adds the rows of another column of the same kind.
    pub(super) fn append(&mut self, other: Self) {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => a.append(&b),
            (Self::Number(a), Self::Number(b)) => a.extend(b),
            (Self::Flag(a), Self::Flag(b)) => a.extend(b),
            (Self::Code(a), Self::Code(b)) => a.extend(b),
            (Self::Codes(a), Self::Codes(b)) => a.extend(b),
            (Self::Date(a), Self::Date(b)) => a.extend(b),
            (Self::Value(a), Self::Value(b)) => a.extend(b),
            // References are texts until the whole dataset is together.
            _ => debug_assert!(false, "columns of one name are of one kind"),
        }
    }
}
