//! Of what tables microdata consist, for an engine that reads them itself.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
};

use karenina_model::{Code, Place, Problem, problem::Problems};

use super::{Places, Wanted};
use crate::read::{
    MapError,
    files::{self, Container},
    lines::{self, Lines},
    parquet_columns::ColumnFile,
};

/// Files of one form and one heading, and where in them is what is added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EstablishmentTable {
    /// The files, in order of name.
    pub files: Vec<PathBuf>,
    /// What they hold.
    pub container: Container,
    /// How their names end, with the dot; empty where there is no ending.
    pub ending: String,
    /// What separates the columns of a text.
    pub separator: u8,
    /// The columns; a column of a Parquet file that does not hold one value a row has an empty name.
    pub heading: Vec<String>,
    /// Place of the region's code in the heading.
    pub region: usize,
    /// Place of the activity's code.
    pub activity: usize,
    /// Place of the persons employed, where the table says how many.
    pub employment: Option<usize>,
}

/// Looks at the headings of a file, or of the files of a folder; no row is read.
///
/// A file that has no column for the region or the activity is named among the problems, and is in
/// none of the tables.
pub fn tables_of_establishments(
    path: &Path,
    problems: &mut Problems,
) -> Result<Vec<EstablishmentTable>, MapError> {
    let (paths, passed) = files::files(path)?;
    for it in &passed {
        problems.push(Problem::new(Code::FilePassedOver, Place::file(it.display().to_string())));
    }
    let mut tables: Vec<EstablishmentTable> = Vec::new();
    for path in paths {
        let (file, container) = files::open(&path)?;
        let (separator, heading) = match container {
            Container::Parquet => (b',', ColumnFile::open(&path, file)?.heading()),
            Container::Text | Container::Gzip => {
                let unreadable = |reason| MapError::Unreadable { path: path.clone(), reason };
                let block = Lines::new(files::text(file, container)).next_block();
                let text = block.map_err(unreadable)?.map(|it| it.text).unwrap_or_default();
                let line = text.lines().next().unwrap_or_default();
                let separator = lines::separator(line);
                let mut cut = Vec::new();
                // A heading that is no row of a table names no column, and that is said below.
                let is_row = lines::cells(line, separator, &mut cut).is_ok();
                let cells = if is_row { cut } else { Vec::new() };
                (separator, cells.into_iter().map(Cow::into_owned).collect())
            }
        };
        let name = path.display().to_string();
        let Some(places) = Places::find(&heading, &name, Wanted::Sums, problems) else { continue };
        let Some(region) = places.region else { continue };
        let ending = path.extension().map_or_else(String::new, |it| format!(".{}", it.display()));
        let it = EstablishmentTable {
            files: vec![path],
            container,
            ending,
            separator,
            heading,
            region,
            activity: places.activity,
            employment: places.figures[0],
        };
        let same = tables.iter_mut().find(|of| {
            (of.container, &of.ending, of.separator, &of.heading)
                == (it.container, &it.ending, it.separator, &it.heading)
        });
        match same {
            Some(table) => table.files.extend(it.files),
            None => tables.push(it),
        }
    }
    Ok(tables)
}
