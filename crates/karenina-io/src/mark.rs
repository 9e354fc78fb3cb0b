//! A sender's workbook with its faults marked: cells coloured, comments that say why, and a sheet
//! that lists them.
//!
//! Libraries that read a workbook and write it again lose what they do not know: charts, pictures,
//! conditional formats, macros. So nothing is read and written again here. The parts of the
//! package that must change are changed in place, as text, at the very bytes; all other parts are
//! copied as they are, still compressed.

#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "markup is easier to read whole, and there are as many pieces as faults"
)]

mod comments;
mod list;
mod open_document;
mod package;
mod sheet;
mod styles;
mod xml;

use std::collections::BTreeMap;

use karenina_model::{Place, Severity};

use crate::workbook::{self, Format};

/// One thing to mark.
#[derive(Debug, Clone)]
pub struct Mark<'a> {
    /// Where: sheet and cell.
    pub place: &'a Place,
    /// How serious it is.
    pub severity: Severity,
    /// The word for that.
    pub word: &'a str,
    /// The title of the column, if it is one.
    pub column: &'a str,
    /// What was found and what would be right.
    pub text: String,
    /// The code of the problem.
    pub code: &'a str,
}

/// All marks of one workbook, and the words round them.
#[derive(Debug, Clone)]
pub struct Marks<'a> {
    /// The name of the sheet that lists them.
    pub sheet: &'a str,
    /// Its title.
    pub title: &'a str,
    /// What the colours mean.
    pub about: &'a str,
    /// The headings: number, severity, where, column, what, code.
    pub headings: [&'a str; 6],
    /// What stands for a place without a sheet.
    pub whole_file: &'a str,
    /// The marks, in the order of the list.
    pub list: Vec<Mark<'a>>,
}

/// Why a workbook is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotMarked {
    /// The format has no room for marks, or none that can be added without writing all of it anew.
    #[error("its format holds no marks that can be added safely")]
    Format,
    /// It is locked with a password.
    #[error("it is locked with a password")]
    Protected,
    /// It is signed, and any change would break the signature.
    #[error("it is signed")]
    Signed,
    /// It is damaged.
    #[error("it is damaged")]
    Broken,
}

impl NotMarked {
    /// The stable word of it, which the wording knows.
    pub fn word(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Protected => "protected",
            Self::Signed => "signed",
            Self::Broken => "broken",
        }
    }
}

/// The bytes of a workbook with everything as it was, and the marks. Macros are kept and never
/// run.
pub fn mark(bytes: &[u8], marks: &Marks<'_>) -> Result<Vec<u8>, NotMarked> {
    match workbook::format_of(bytes)? {
        Format::Xlsx => package::mark(bytes, marks),
        Format::OpenDocument => open_document::mark(bytes, marks),
        Format::Xlsb => Err(NotMarked::Format),
    }
}

/// A workbook that holds nothing but the list: for files that cannot be marked.
pub fn problem_workbook(marks: &Marks<'_>) -> Result<Vec<u8>, NotMarked> {
    package::only_list(marks)
}

/// A cell, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct At {
    row: u32,
    column: u32,
}

/// What is to be done with one sheet.
#[derive(Debug, Default)]
struct SheetMarks {
    /// Cells with the worst that is wrong with them and what is said of them.
    cells: BTreeMap<At, CellMark>,
    /// Rows of which the mark names no cell.
    rows: BTreeMap<u32, CellMark>,
}

#[derive(Debug, Clone)]
struct CellMark {
    severity: Severity,
    texts: Vec<String>,
}

/// The most cells of one range that are coloured.
const MOST_OF_RANGE: usize = 1_000;

/// The longest comment, in characters: it is read by people.
const LONGEST_COMMENT: usize = 2_000;

impl SheetMarks {
    /// The marks of a workbook by sheet.
    fn of(marks: &Marks<'_>) -> BTreeMap<String, Self> {
        let mut sheets: BTreeMap<String, Self> = BTreeMap::new();
        for mark in &marks.list {
            let (Some(sheet), Some(cell)) = (&mark.place.sheet, &mark.place.cell) else { continue };
            let it = sheets.entry(sheet.clone()).or_default();
            let text = format!("{} {}: {}", mark.word, mark.code, mark.text);
            for part in cell.split([',', ';', ' ']).filter(|it| !it.is_empty()) {
                it.add(part, mark.severity, &text);
            }
        }
        sheets
    }

    fn add(&mut self, range: &str, severity: Severity, text: &str) {
        let (from, to) = range.split_once(':').unwrap_or((range, range));
        match (corner(from), corner(to)) {
            (Some((Some(row), Some(column))), Some((Some(last_row), Some(last_column)))) => {
                let cells = (row..=last_row)
                    .flat_map(|row| (column..=last_column).map(move |column| At { row, column }));
                for (n, at) in cells.take(MOST_OF_RANGE).enumerate() {
                    // The comment of a range stands on its first cell.
                    put(
                        self.cells.entry(at).or_insert_with(CellMark::nothing),
                        severity,
                        (n == 0).then_some(text),
                    );
                }
            }
            (Some((Some(row), None)), Some((Some(last), None))) => {
                for (n, row) in (row..=last).take(MOST_OF_RANGE).enumerate() {
                    put(
                        self.rows.entry(row).or_insert_with(CellMark::nothing),
                        severity,
                        (n == 0).then_some(text),
                    );
                }
            }
            // A whole column has no cell that could be named; it stands in the list.
            _ => {}
        }
    }
}

fn put(mark: &mut CellMark, severity: Severity, text: Option<&str>) {
    mark.severity = mark.severity.min(severity);
    if let Some(text) = text
        && !mark.texts.iter().any(|it| it == text)
    {
        mark.texts.push(text.to_owned());
    }
}

impl CellMark {
    fn nothing() -> Self {
        Self { severity: Severity::Note, texts: Vec::new() }
    }

    fn comment(&self) -> Option<String> {
        if self.texts.is_empty() {
            return None;
        }
        let text = self.texts.join("\n");
        Some(match text.char_indices().nth(LONGEST_COMMENT) {
            Some((at, _)) => format!("{}…", &text[..at]),
            None => text,
        })
    }

    fn and(&mut self, other: &Self) {
        put(self, other.severity, None);
        for text in &other.texts {
            put(self, other.severity, Some(text));
        }
    }
}

/// `B17`, `17` or `B`: row and column from 0, where they are said.
fn corner(text: &str) -> Option<(Option<u32>, Option<u32>)> {
    let text = text.trim().replace('$', "");
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (column, row) = text.split_at(letters);
    let column = match column {
        "" => None,
        letters if letters.len() <= 3 => Some(
            letters.bytes().fold(0, |n, it| n * 26 + u32::from(it.to_ascii_uppercase() - b'A') + 1)
                - 1,
        ),
        _ => return None,
    };
    let row = match row {
        "" => None,
        digits if digits.len() <= 7 => Some(digits.parse::<u32>().ok()?.checked_sub(1)?),
        _ => return None,
    };
    (row.is_some() || column.is_some()).then_some((row, column))
}

/// The colour of a severity, as RGB in hexadecimal: red, yellow, blue; pale, so that the text stays
/// readable.
fn colour(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "FFC7CE",
        Severity::Warning => "FFEB9C",
        Severity::Note => "DDEBF7",
    }
}

/// A name for the list that no sheet has; names differ in more than the case of letters.
fn free_name(wanted: &str, taken: &[String]) -> String {
    let taken: Vec<String> = taken.iter().map(|it| it.to_lowercase()).collect();
    (1..=u32::MAX)
        .map(|n| if n == 1 { wanted.to_owned() } else { format!("{wanted} ({n})") })
        .find(|it| !taken.contains(&it.to_lowercase()))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::corner;

    #[test]
    fn cells_rows_and_columns_are_told_apart() {
        assert_eq!(corner("B17"), Some((Some(16), Some(1))));
        assert_eq!(corner("$AA$1"), Some((Some(0), Some(26))));
        assert_eq!(corner("17"), Some((Some(16), None)));
        assert_eq!(corner("C"), Some((None, Some(2))));
        for text in ["", "B0", "ABCD1", "1B", "-", "ы1"] {
            assert_eq!(corner(text), None, "{text}");
        }
    }
}
