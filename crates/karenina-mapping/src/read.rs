//! Tables of statistics and of definitions, from files as they are published.

mod cbp;
mod columns;
mod definitions;
mod tidy;

use std::{
    fs::File,
    io::{self, BufReader, Read},
    path::{Path, PathBuf},
};

use indexmap::IndexMap;
use karenina_model::problem::Problems;

use crate::{Definitions, Statistics};

/// How a table is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// US County Business Patterns: `cbsa_code` (or `region`), `naics_code`, `EMP`, `ESTAB`, `year`.
    Cbp,
    /// One row a region and activity: `region`, `activity`, `employment`, and, where they are
    /// known, `establishments` and `year`. The activity `*` or `total` is everything.
    Tidy,
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
    /// It is no table of comma-separated values.
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
}

/// Reads a table; packed with gzip or not, by its first bytes. `year` chooses among several, else
/// the latest is taken. What is wrong with single rows is added to `problems`, and the others are
/// read all the same.
pub fn read_statistics(
    path: &Path,
    layout: Layout,
    year: Option<i32>,
    problems: &mut Problems,
) -> Result<Statistics, MapError> {
    match layout {
        Layout::Cbp => cbp::read(path, year, problems),
        Layout::Tidy => tidy::read(path, year, problems),
    }
}

/// Reads definitions of groups: a column for the activity (`activity` or `naics`), one for the group
/// (`group` or `cluster`), and, where it is said, one for the kind (`kind` or `traded_local`:
/// traded, local). Rows marked `true` in a column `emsi_nonstandard` name codes that no office
/// publishes and are passed over.
pub fn read_definitions(path: &Path, problems: &mut Problems) -> Result<Definitions, MapError> {
    definitions::read(path, problems)
}

/// Reads names of regions: the first column is the code, the second the name.
pub fn read_names(path: &Path) -> Result<IndexMap<String, String>, MapError> {
    let mut names = IndexMap::new();
    let mut table = open(path)?;
    let mut row = csv::StringRecord::new();
    while next(path, &mut table, &mut row)? {
        if let (Some(code), Some(name)) = (row.get(0), row.get(1)) {
            names.insert(code.trim().to_owned(), name.trim().to_owned());
        }
    }
    Ok(names)
}

type Table = csv::Reader<Box<dyn Read>>;

/// Opens a table, unpacking it where its first bytes say that it is packed.
fn open(path: &Path) -> Result<Table, MapError> {
    let unreadable = |reason| MapError::Unreadable { path: path.to_owned(), reason };
    let mut file = File::open(path).map_err(unreadable)?;
    let mut beginning = Vec::new();
    file.by_ref().take(2).read_to_end(&mut beginning).map_err(unreadable)?;
    let packed = beginning == [0x1f, 0x8b];
    let whole = io::Cursor::new(beginning).chain(file);
    let mut whole: Box<dyn Read> =
        if packed { Box::new(flate2::read::MultiGzDecoder::new(whole)) } else { Box::new(whole) };
    let mut heading = Vec::new();
    whole.by_ref().take(1 << 12).read_to_end(&mut heading).map_err(unreadable)?;
    let separator = separator(&heading);
    let whole: Box<dyn Read> =
        Box::new(BufReader::with_capacity(1 << 16, io::Cursor::new(heading).chain(whole)));
    Ok(csv::ReaderBuilder::new().flexible(true).delimiter(separator).from_reader(whole))
}

/// What separates the columns: of comma, semicolon and tab the one that the heading has most of.
fn separator(beginning: &[u8]) -> u8 {
    let heading = beginning.split(|it| *it == b'\n').next().unwrap_or_default();
    let times = |separator: u8| heading.split(|it| *it == separator).count();
    [b';', b'\t'].into_iter().fold(b',', |most, it| if times(it) > times(most) { it } else { most })
}

/// Reads the next row; `false` at the end.
fn next(path: &Path, table: &mut Table, row: &mut csv::StringRecord) -> Result<bool, MapError> {
    table.read_record(row).map_err(|err| no_table(path, &err))
}

fn no_table(path: &Path, err: &csv::Error) -> MapError {
    let line = err.position().map_or(0, csv::Position::line);
    MapError::NoTable { path: path.to_owned(), line, reason: err.to_string() }
}
