//! Rows of regions and activities, whatever their columns are called.

use std::path::Path;

use indexmap::{IndexMap, IndexSet};
use karenina_model::{Code, Place, Problem, problem::Problems};

use super::{MapError, next, no_table, open};
use crate::{Cell, Classification, Statistics};

/// What the columns of a layout are called.
pub(super) struct Columns {
    pub region: &'static [&'static str],
    pub activity: &'static [&'static str],
    pub employment: &'static [&'static str],
    pub establishments: &'static [&'static str],
    pub year: &'static [&'static str],
}

/// Reads a table of such columns.
pub(super) fn read(
    path: &Path,
    columns: &Columns,
    classification: Classification,
    year: Option<i32>,
    problems: &mut Problems,
) -> Result<Statistics, MapError> {
    let file = path.display().to_string();
    let mut table = open(path)?;
    let heading = table.headers().map_err(|err| no_table(path, &err))?.clone();
    let find = |names: &[&str]| {
        heading.iter().position(|it| names.iter().any(|name| it.trim().eq_ignore_ascii_case(name)))
    };
    let mut it = Statistics {
        year: None,
        classification,
        regions: IndexSet::new(),
        activities: IndexSet::new(),
        cells: Vec::new(),
    };
    let needed = [columns.region, columns.activity, columns.employment].map(|names| {
        let at = find(names);
        if at.is_none() {
            problems.push(
                Problem::new(Code::StatisticsColumnMissing, Place::line(&file, 1))
                    .with("column", names.join(", ")),
            );
        }
        at
    });
    let [Some(region), Some(activity), Some(employment)] = needed else {
        return Ok(it);
    };
    let (establishments, of_year) = (find(columns.establishments), find(columns.year));
    // Rows of one region stand together in published tables; of each year apart.
    let mut years: IndexMap<Option<i32>, Vec<Cell>> = IndexMap::new();
    let mut row = csv::StringRecord::new();
    while next(path, &mut table, &mut row)? {
        let line = row.position().map_or(0, csv::Position::line) as u32;
        let (Some(region), Some(activity)) = (row.get(region), row.get(activity)) else {
            problems.push(Problem::new(Code::StatisticsRowShort, Place::line(&file, line)));
            continue;
        };
        let mut figure = |at: Option<usize>| {
            let text = at.and_then(|at| row.get(at)).unwrap_or("").trim();
            number(text).unwrap_or_else(|code| {
                let column = at.and_then(|at| heading.get(at)).unwrap_or("");
                let mut place = Place::line(&file, line);
                place.column = Some(column.to_owned());
                problems.push(Problem::new(code, place).with("found", text));
                None
            })
        };
        let cell = Cell {
            region: insert(&mut it.regions, region),
            activity: insert(&mut it.activities, activity),
            employment: figure(Some(employment)),
            establishments: figure(establishments),
            line,
        };
        let year = of_year.and_then(|at| row.get(at)).and_then(|it| it.trim().parse().ok());
        years.entry(year).or_default().push(cell);
    }
    years.sort_keys();
    let chosen = match year {
        Some(year) if !years.is_empty() => years.get_index_of(&Some(year)).ok_or_else(|| {
            let known = years.keys().flatten().map(i32::to_string).collect::<Vec<_>>().join(", ");
            MapError::NoSuchYear { path: path.to_owned(), year, years: known }
        })?,
        _ => years.len().saturating_sub(1),
    };
    if year.is_none() && years.len() > 1 {
        let taken = years.keys().flatten().last().map_or_else(String::new, i32::to_string);
        problems.push(Problem::new(Code::YearTaken, Place::file(&file)).with("year", taken));
    }
    if let Some((year, cells)) = years.swap_remove_index(chosen) {
        it.year = year;
        it.cells = once_each(cells, &it, &file, problems);
    }
    Ok(it)
}

/// Sorts by region and activity; of cells that stand twice the first counts.
fn once_each(
    mut cells: Vec<Cell>,
    of: &Statistics,
    file: &str,
    problems: &mut Problems,
) -> Vec<Cell> {
    cells.sort_by_key(|it| (it.region, it.activity, it.line));
    let mut first: Option<Cell> = None;
    cells.retain(|it| {
        let again = first.filter(|of| (of.region, of.activity) == (it.region, it.activity));
        if let Some(first) = again {
            problems.push(
                Problem::new(Code::StatisticsCellTwice, Place::line(file, it.line))
                    .with("region", of.regions[it.region as usize].as_str())
                    .with("activity", of.activities[it.activity as usize].as_str())
                    .with("first", first.line.to_string()),
            );
            return false;
        }
        first = Some(*it);
        true
    });
    cells
}

fn insert(codes: &mut IndexSet<String>, code: &str) -> u32 {
    let code = code.trim();
    let at = codes.get_index_of(code).unwrap_or_else(|| codes.insert_full(code.to_owned()).0);
    at as u32
}

/// A figure; `None` where it is withheld or not there. A flag beside a number (`12 b`) says how it
/// was made, and the number stands; one of confidentiality (`12 c`, `c`, `:`) says that it is not
/// to be read.
fn number(text: &str) -> Result<Option<f64>, Code> {
    let mut parts = text.split_whitespace();
    let (first, flags) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    if matches!(first, "" | ":" | "c" | "C" | "D" | "S" | "X" | "n/a" | "NA" | "-")
        || flags.contains('c')
    {
        return Ok(None);
    }
    match first.parse::<f64>() {
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
        for withheld in ["", ":", ": c", "12 c", "D", "c"] {
            assert_eq!(number(withheld), Ok(None), "{withheld}");
        }
        assert_eq!(number("12 b"), Ok(Some(12.0)));
        assert_eq!(number("0"), Ok(Some(0.0)));
        assert_eq!(number("7.5"), Ok(Some(7.5)));
        assert_eq!(number("-3"), Err(Code::StatisticsFigureNegative));
        assert_eq!(number("many"), Err(Code::StatisticsFigureUnreadable));
    }
}
