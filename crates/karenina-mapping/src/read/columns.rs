//! Rows of regions and activities, whatever their columns are called.

use std::path::Path;

use indexmap::{IndexMap, IndexSet};
use karenina_model::{Code, Place, Problem, problem::Problems};

use super::{
    HowToRead, MapError, files, number,
    rows::{Faults, Rows, place},
};
use crate::{Cell, Classification, Statistics};

/// What the columns of a layout are called.
pub(super) struct Columns {
    pub region: &'static [&'static str],
    pub activity: &'static [&'static str],
    pub employment: &'static [&'static str],
    pub establishments: &'static [&'static str],
    pub year: &'static [&'static str],
}

/// Reads a table of such columns, from one file or from the files of a folder.
pub(super) fn read(
    path: &Path,
    columns: &Columns,
    classification: Classification,
    how: HowToRead,
    problems: &mut Problems,
) -> Result<Statistics, MapError> {
    let mut it = Statistics::empty(classification);
    // Rows of one region stand together in published tables; of each year apart.
    let mut years: IndexMap<Option<i32>, Vec<Cell>> = IndexMap::new();
    let mut countries: IndexMap<u32, String> = IndexMap::new();
    let (files, passed) = files::files(path)?;
    super::tell_passed(&passed, problems);
    let mut faults = Faults::new(problems, how.on_bad_line);
    for path in &files {
        it.files.push(path.display().to_string());
        let file = (it.files.len() - 1) as u16;
        let mut rows = Rows::open(path, &mut faults)?;
        let needed = [columns.region, columns.activity, columns.employment]
            .map(|names| rows.need(names, faults.problems));
        let [Some(region), Some(activity), Some(employment)] = needed else { continue };
        let (establishments, of_year) =
            (rows.find(columns.establishments), rows.find(columns.year));
        let country = rows.find(&["country"]);
        let name = rows.file.clone();
        let comma = rows.separator() != b',';
        let heading = rows.heading.clone();
        let mut row = Vec::new();
        while let Some(line) = rows.next(&mut row, &mut faults)? {
            let text = |at: usize| row.get(at).map_or("", |it| it.trim());
            if text(region).is_empty() || text(activity).is_empty() {
                faults.bad(Problem::new(Code::StatisticsRowShort, place(&name, line)))?;
                continue;
            }
            let mut figure = |at: Option<usize>| {
                let Some(at) = at else { return Ok(None) };
                number(text(at), comma).or_else(|code| {
                    let mut place = place(&name, line);
                    place.column = heading.get(at).cloned();
                    faults.bad(Problem::new(code, place).with("found", text(at)))?;
                    Ok(None)
                })
            };
            let (employment, establishments) = (figure(Some(employment))?, figure(establishments)?);
            let cell = Cell {
                region: insert(&mut it.regions, text(region)),
                activity: insert(&mut it.activities, text(activity)),
                employment,
                establishments,
                file,
                line: line as u32,
            };
            if let Some(country) = country.map(text).filter(|it| !it.is_empty()) {
                match countries.get(&cell.region) {
                    Some(before) if before != country => faults.problems.push(
                        Problem::new(Code::RegionInTwoCountries, place(&name, line))
                            .with("region", text(region))
                            .with("first", before.as_str())
                            .with("second", country),
                    ),
                    Some(_) => {}
                    None => _ = countries.insert(cell.region, country.to_owned()),
                }
            }
            let year = of_year.and_then(|at| text(at).parse().ok());
            years.entry(year).or_default().push(cell);
        }
    }
    faults.finish(path);
    let file = path.display().to_string();
    years.sort_keys();
    it.years = years.keys().copied().flatten().collect();
    for (region, country) in &countries {
        let code = it.regions.get_index(*region as usize).cloned().unwrap_or_default();
        it.set_country(&code, country);
    }
    let chosen = match how.year {
        Some(year) if !years.is_empty() => years.get_index_of(&Some(year)).ok_or_else(|| {
            let known = years.keys().flatten().map(i32::to_string).collect::<Vec<_>>().join(", ");
            MapError::NoSuchYear { path: path.to_owned(), year, years: known }
        })?,
        _ => years.len().saturating_sub(1),
    };
    if how.year.is_none() && years.len() > 1 {
        let taken = years.keys().flatten().last().map_or_else(String::new, i32::to_string);
        problems.push(Problem::new(Code::YearTaken, Place::file(&file)).with("year", taken));
    }
    if let Some((year, cells)) = years.swap_remove_index(chosen) {
        it.year = year;
        it.cells = once_each(cells, &it, problems);
    }
    Ok(it)
}

/// Sorts by region and activity; of cells that stand twice the first counts.
pub(super) fn once_each(
    mut cells: Vec<Cell>,
    of: &Statistics,
    problems: &mut Problems,
) -> Vec<Cell> {
    cells.sort_by_key(|it| (it.region, it.activity, it.file, it.line));
    let mut first: Option<Cell> = None;
    cells.retain(|it| {
        let again = first.filter(|of| (of.region, of.activity) == (it.region, it.activity));
        if let Some(first) = again {
            problems.push(
                Problem::new(Code::StatisticsCellTwice, Place::line(of.file(it), it.line))
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

pub(crate) fn insert(codes: &mut IndexSet<String>, code: &str) -> u32 {
    let at = codes.get_index_of(code).unwrap_or_else(|| codes.insert_full(code.to_owned()).0);
    at as u32
}
