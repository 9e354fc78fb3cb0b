//! A table of cases that is none of the schema's: a heading, then a name and numbers in each line.

use std::{fs, io, path::Path};

use karenina_model::{Code, Place, Problem};

use crate::{
    read::{LookedFor, ReadError},
    text,
};

/// Cases by line, with the cells as they stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cases {
    /// The headings.
    pub columns: Vec<String>,
    /// The line of each row, and its cells, as many as there are headings.
    pub rows: Vec<(u32, Vec<String>)>,
    /// What was odd about the file.
    pub problems: Vec<Problem>,
}

/// Reads a table of cases: commas, semicolons or tabs, whichever the heading has most of.
pub fn read_cases(path: &Path) -> Result<Cases, ReadError> {
    let file = path.display().to_string();
    let bytes = fs::read(path).map_err(|reason| match reason.kind() {
        io::ErrorKind::NotFound => {
            ReadError::NotFound { path: path.to_owned(), looked_for: LookedFor::Cases }
        }
        _ => ReadError::Unreadable { path: path.to_owned(), reason },
    })?;
    let text::Decoded { text, mut problems } = text::decode(&file, &bytes);
    if let Some(text) = &text
        && text.bytes().filter(|it| *it == b'"').count() % 2 == 1
    {
        problems.push(Problem::new(Code::QuoteOpen, Place::file(file.as_str())));
    }
    let mut cases = Cases { problems: problems.into_list(), ..Cases::default() };
    let Some(text) = text else { return Ok(cases) };
    let text = text.trim_start_matches('\u{feff}');
    let heading = text.lines().next().unwrap_or_default();
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|it| heading.bytes().filter(|byte| byte == it).count())
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    cases.columns =
        reader.headers().map(|it| it.iter().map(str::to_owned).collect()).unwrap_or_default();
    for record in reader.records().flatten() {
        let line = record.position().map_or(0, |it| it.line() as u32);
        let mut cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        cells.resize(cases.columns.len(), String::new());
        cases.rows.push((line, cells));
    }
    Ok(cases)
}
