//! Rows of a table as text, from lines or from columns, one file after another.

use std::path::{Path, PathBuf};

use karenina_model::{Code, Place, Problem, problem::Problems};
use parquet::{
    file::reader::{FileReader, SerializedFileReader},
    record::{Field, reader::RowIter},
};

use super::{
    MapError, OnBadLine,
    files::{self, Container},
    lines::{self, Lines},
};

/// What is wrong with rows so far.
pub(crate) struct Faults<'p> {
    pub problems: &'p mut Problems,
    pub on_bad_line: OnBadLine,
    pub bad_lines: u64,
}

impl<'p> Faults<'p> {
    pub(crate) fn new(problems: &'p mut Problems, on_bad_line: OnBadLine) -> Self {
        Self { problems, on_bad_line, bad_lines: 0 }
    }

    /// A line that cannot be read as it stands: listed, or the end.
    pub(crate) fn bad(&mut self, problem: Problem) -> Result<(), MapError> {
        self.bad_lines += 1;
        match self.on_bad_line {
            OnBadLine::Stop => Err(MapError::BadLine(Box::new(problem))),
            OnBadLine::GoOn => {
                self.problems.push(problem);
                Ok(())
            }
        }
    }

    /// Says at the end how many there were.
    pub(crate) fn finish(self, path: &Path) {
        if self.bad_lines > 0 {
            self.problems.push(
                Problem::new(Code::BadLinesInAll, Place::file(path.display().to_string()))
                    .with("count", self.bad_lines.to_string()),
            );
        }
    }
}

/// Rows of one file.
pub(crate) struct Rows {
    pub path: PathBuf,
    pub file: String,
    pub heading: Vec<String>,
    source: Source,
}

enum Source {
    Text { lines: Lines, separator: u8, block: String, at: usize, line: u64 },
    Columns { rows: Box<RowIter<'static>>, at: u64 },
}

impl Rows {
    /// Opens a file and reads its heading.
    pub(crate) fn open(path: &Path, faults: &mut Faults<'_>) -> Result<Self, MapError> {
        let (file, container) = files::open(path)?;
        let name = path.display().to_string();
        if container == Container::Parquet {
            let reader = SerializedFileReader::new(file).map_err(|err| no_table(path, &err))?;
            let schema = reader.metadata().file_metadata().schema_descr_ptr();
            let heading =
                schema.root_schema().get_fields().iter().map(|it| it.name().to_owned()).collect();
            let rows = Box::new(RowIter::from_file_into(Box::new(reader)));
            let source = Source::Columns { rows, at: 0 };
            return Ok(Self { path: path.to_owned(), file: name, heading, source });
        }
        let mut it = Self {
            path: path.to_owned(),
            file: name,
            heading: Vec::new(),
            source: Source::Text {
                lines: Lines::new(files::text(file, container)),
                separator: b',',
                block: String::new(),
                at: 0,
                line: 0,
            },
        };
        let mut heading = Vec::new();
        it.next(&mut heading, faults)?;
        it.heading = heading.iter().map(|it| it.trim().to_owned()).collect();
        Ok(it)
    }

    /// What separates its columns; a comma where it has no lines.
    pub(crate) fn separator(&self) -> u8 {
        match &self.source {
            Source::Text { separator, .. } => *separator,
            Source::Columns { .. } => b',',
        }
    }

    /// The place of the first column with one of these names.
    pub(crate) fn find(&self, names: &[&str]) -> Option<usize> {
        names
            .iter()
            .find_map(|name| self.heading.iter().position(|it| it.eq_ignore_ascii_case(name)))
    }

    /// The place of a column that must be there; listed where it is not.
    pub(crate) fn need(&self, names: &[&str], problems: &mut Problems) -> Option<usize> {
        let at = self.find(names);
        if at.is_none() {
            problems.push(
                Problem::new(Code::StatisticsColumnMissing, Place::line(&self.file, 1))
                    .with("column", names.join(", ")),
            );
        }
        at
    }

    /// The next row: its line, or its number where the file has no lines; `None` at the end.
    pub(crate) fn next(
        &mut self,
        cells: &mut Vec<String>,
        faults: &mut Faults<'_>,
    ) -> Result<Option<u64>, MapError> {
        match &mut self.source {
            Source::Columns { rows, at } => {
                let Some(row) = rows.next() else { return Ok(None) };
                let row = row.map_err(|err| no_table(&self.path, &err))?;
                *at += 1;
                cells.clear();
                cells.extend(row.get_column_iter().map(|(_, field)| match field {
                    Field::Null => String::new(),
                    Field::Str(it) => it.clone(),
                    Field::Bytes(it) => String::from_utf8_lossy(it.data()).into_owned(),
                    Field::Double(it) if it.is_nan() => String::new(),
                    Field::Double(it) => it.to_string(),
                    Field::Float(it) => it.to_string(),
                    other => other.to_string(),
                }));
                Ok(Some(*at))
            }
            Source::Text { lines, separator, block, at, line } => loop {
                if *at >= block.len() {
                    let unreadable =
                        |reason| MapError::Unreadable { path: self.path.clone(), reason };
                    let Some(next) = lines.next_block().map_err(unreadable)? else {
                        return Ok(None);
                    };
                    for (line, why) in &next.bad {
                        faults.bad(broken(&self.file, *line, *why))?;
                    }
                    (*block, *at, *line) = (next.text, 0, next.first_line);
                    if self.heading.is_empty() {
                        *separator = lines::separator(block.lines().next().unwrap_or(""));
                    }
                    continue;
                }
                let rest = &block[*at..];
                let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
                let text = rest[..end].trim_end_matches('\r');
                let here = *line;
                *at += end + 1;
                *line += 1;
                if text.is_empty() {
                    continue;
                }
                let mut cut = Vec::new();
                match lines::cells(text, *separator, &mut cut) {
                    Ok(()) => {
                        cells.truncate(cut.len());
                        for (n, it) in cut.iter().enumerate() {
                            match cells.get_mut(n) {
                                Some(cell) => {
                                    cell.clear();
                                    cell.push_str(it);
                                }
                                None => cells.push(it.clone().into_owned()),
                            }
                        }
                        return Ok(Some(here));
                    }
                    Err(why) => faults.bad(broken(&self.file, here, why))?,
                }
            },
        }
    }
}

/// A line that is no row.
pub(crate) fn broken(file: &str, line: u64, why: lines::Bad) -> Problem {
    Problem::new(Code::LineBroken, place(file, line)).with("why", why.word())
}

/// A line of a file; lines beyond what a place can say are said as the last that it can.
pub(crate) fn place(file: &str, line: u64) -> Place {
    Place::line(file, u32::try_from(line).unwrap_or(u32::MAX))
}

pub(crate) fn no_table(path: &Path, err: &parquet::errors::ParquetError) -> MapError {
    MapError::NoTable { path: path.to_owned(), line: 0, reason: err.to_string() }
}
