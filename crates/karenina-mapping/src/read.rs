//! Tables of statistics and of definitions, from files as they are published.

mod boundaries;
mod cbp;
mod columns;
mod crosswalk;
mod definitions;
mod eurostat;
pub(crate) mod files;
pub(crate) mod lines;
pub(crate) mod parquet_columns;
pub(crate) mod rows;
mod tidy;

pub(crate) use columns::insert;
pub use files::Container;

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
};

use indexmap::IndexMap;
use karenina_model::{Code, Place, Problem, problem::Problems};

pub use boundaries::{Area, Boundaries, read_boundaries};
pub use crosswalk::{Crosswalk, read_crosswalk};

use crate::{Definitions, Statistics};
use rows::{Faults, Rows};

/// How a table is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// US County Business Patterns: `cbsa_code` (or `region`), `naics_code`, `EMP`, `ESTAB`, `year`.
    Cbp,
    /// One row a region and activity: `region`, `activity`, `employment`, and, where they are
    /// known, `establishments` and `year`. The activity `*` or `total` is everything.
    #[default]
    Tidy,
    /// Eurostat's structural business statistics: `nace_r2,indic_sb,geo\time`, a column a year.
    EurostatSbs,
}

/// What to do at a line that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnBadLine {
    /// List it and go on.
    #[default]
    GoOn,
    /// Stop there.
    Stop,
}

/// What of a table is read, and how.
#[derive(Debug, Clone, Copy, Default)]
pub struct HowToRead {
    /// How it is laid out.
    pub layout: Layout,
    /// The year, where the table has several; else the latest.
    pub year: Option<i32>,
    /// The level of regions, where the table has several.
    pub region_level: Option<u8>,
    /// What to do at a line that cannot be read.
    pub on_bad_line: OnBadLine,
}

/// Why a table cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum MapError {
    /// The file is not there or cannot be opened.
    #[error("{path}: cannot be read: {reason}", path = path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
    /// It is no table.
    #[error("{path}: line {line}: is no row of a table: {reason}", path = path.display())]
    NoTable {
        /// Which file.
        path: PathBuf,
        /// Where.
        line: u64,
        /// What the reader says.
        reason: String,
    },
    /// The year that was asked for is not in the table.
    #[error("{path}: there is no row of {year}; the years are {years}", path = path.display())]
    NoSuchYear {
        /// Which file.
        path: PathBuf,
        /// Which year.
        year: i32,
        /// What there is.
        years: String,
    },
    /// A line cannot be read, and it was asked to stop there.
    #[error("{place}: cannot be read", place = .0.place)]
    BadLine(Box<Problem>),
    /// Parts of the work that did not fit into memory could not be put aside.
    #[error("{folder}: nothing can be put aside there: {reason}", folder = folder.display())]
    NoScratch {
        /// Where.
        folder: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
}

/// Reads a table: lines, packed with gzip or not, or Parquet, by its first bytes; or a folder of
/// such files. What is wrong with single rows is added to `problems`, and the others are read all
/// the same.
pub fn read_statistics(
    path: &Path,
    how: HowToRead,
    problems: &mut Problems,
) -> Result<Statistics, MapError> {
    match how.layout {
        Layout::Cbp => cbp::read(path, how, problems),
        Layout::Tidy => tidy::read(path, how, problems),
        Layout::EurostatSbs => eurostat::read(path, how, problems),
    }
}

/// Reads definitions of groups: a column for the activity (`activity`, `naics` or `nace`), one for
/// the group (`group` or `cluster`), and, where it is said, one for the kind (`kind` or
/// `traded_local`: traded, local). Rows marked `true` in a column `emsi_nonstandard` name codes
/// that no office publishes and are passed over.
pub fn read_definitions(path: &Path, problems: &mut Problems) -> Result<Definitions, MapError> {
    definitions::read(path, problems)
}

/// Reads names of regions: the first column is the code, the second the name.
pub fn read_names(path: &Path) -> Result<IndexMap<String, String>, MapError> {
    let mut names = IndexMap::new();
    let mut problems = Problems::default();
    let mut faults = Faults::new(&mut problems, OnBadLine::GoOn);
    let mut rows = Rows::open(path, &mut faults)?;
    let mut row = Vec::new();
    while rows.next(&mut row, &mut faults)?.is_some() {
        if let (Some(code), Some(name)) = (row.first(), row.get(1)) {
            names.insert(code.trim().to_owned(), name.trim().to_owned());
        }
    }
    Ok(names)
}

/// Reads how many official members a group has in a region: columns `region`, `group`, `members`.
pub fn read_members(
    path: &Path,
    problems: &mut Problems,
) -> Result<BTreeMap<(String, String), u64>, MapError> {
    let mut found = BTreeMap::new();
    let mut faults = Faults::new(problems, OnBadLine::GoOn);
    let mut rows = Rows::open(path, &mut faults)?;
    let columns = [&["region"][..], &["group", "cluster", "activity"], &["members"]]
        .map(|names| rows.need(names, faults.problems));
    let [Some(region), Some(group), Some(members)] = columns else { return Ok(found) };
    let name = rows.file.clone();
    let comma = rows.separator() != b',';
    let mut row = Vec::new();
    while let Some(line) = rows.next(&mut row, &mut faults)? {
        let text = |at: usize| row.get(at).map_or("", |it| it.trim());
        match number(text(members), comma) {
            Ok(Some(n)) => {
                found.insert((text(region).to_owned(), text(group).to_owned()), n as u64);
            }
            Ok(None) => {}
            Err(code) => faults
                .bad(Problem::new(code, rows::place(&name, line)).with("found", text(members)))?,
        }
    }
    faults.finish(path);
    Ok(found)
}

/// Names of files in a folder that are no tables by their endings.
fn tell_passed(passed: &[PathBuf], problems: &mut Problems) {
    for it in passed {
        problems.push(Problem::new(Code::FilePassedOver, Place::file(it.display().to_string())));
    }
}

/// The first codes of many.
pub(crate) fn list<'c>(codes: impl IntoIterator<Item = &'c str>) -> String {
    let mut shown = String::new();
    for (n, code) in codes.into_iter().enumerate() {
        if n == 12 {
            shown.push_str(", …");
            break;
        }
        if n > 0 {
            shown.push_str(", ");
        }
        shown.push_str(code);
    }
    shown
}

/// A figure; `None` where it is withheld or not there. A flag beside a number (`12 b`) says how it
/// was made, and the number stands; one of confidentiality (`12 c`, `c`, `:`) says that it is not
/// to be read. Where commas do not separate the columns, one may stand before the decimals.
pub(crate) fn number(text: &str, comma: bool) -> Result<Option<f64>, Code> {
    let mut parts = text.split_whitespace();
    let (first, flags) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    if matches!(first, "" | ":" | "c" | "C" | "D" | "S" | "X" | "n/a" | "NA" | "-")
        || flags.contains('c')
    {
        return Ok(None);
    }
    let found = match first.split_once(',') {
        // 1,234 may be a thousand and more, or one and a bit.
        Some((_, decimals)) if comma && decimals.len() != 3 => first.replacen(',', ".", 1).parse(),
        Some(_) => return Err(Code::StatisticsFigureUnreadable),
        None => first.parse::<f64>(),
    };
    match found {
        Ok(it) if it.is_finite() && it >= 0.0 => Ok(Some(it)),
        Ok(it) if it.is_finite() => Err(Code::StatisticsFigureNegative),
        _ => Err(Code::StatisticsFigureUnreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::number;
    use karenina_model::Code;

    #[test]
    fn withheld_is_not_zero_and_a_flag_is_no_part_of_the_number() {
        for withheld in ["", ":", ": c", "12 c", "D", "c", ": bc"] {
            assert_eq!(number(withheld, false), Ok(None), "{withheld}");
        }
        assert_eq!(number("12 b", false), Ok(Some(12.0)));
        assert_eq!(number("0", false), Ok(Some(0.0)));
        assert_eq!(number("7.5", false), Ok(Some(7.5)));
        assert_eq!(number("7,5", true), Ok(Some(7.5)));
        assert_eq!(number("7,512", true), Err(Code::StatisticsFigureUnreadable));
        assert_eq!(number("-3", false), Err(Code::StatisticsFigureNegative));
        assert_eq!(number("many", false), Err(Code::StatisticsFigureUnreadable));
    }
}
