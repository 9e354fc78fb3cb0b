//! Structural business statistics of Eurostat, as published: a key with commas, a column a year,
//! flags beside the figures.

use std::{collections::BTreeMap, path::Path};

use indexmap::IndexMap;
use karenina_model::{Code, Place, Problem, problem::Problems};

use super::{
    HowToRead, MapError,
    columns::{insert, once_each},
    files, number,
    rows::{Faults, Rows, place},
};
use crate::{Cell, Classification, Statistics};

/// Persons employed.
const EMPLOYMENT: &str = "V16110";
/// Local units.
const LOCAL_UNITS: &str = "V11210";
/// Regions of this level where none is asked for: NUTS 2.
const LEVEL: u8 = 2;

type Figures = [Option<f64>; 2];

/// By region and activity: employment and local units, and the file and line that say so first.
type OfYear = IndexMap<(u32, u32), (Figures, u16, u32)>;

/// Reads it. The level of a region is taken from the length of its code: two letters are a
/// country, each character more a level.
pub(super) fn read(
    path: &Path,
    how: HowToRead,
    problems: &mut Problems,
) -> Result<Statistics, MapError> {
    let level = how.region_level.unwrap_or(LEVEL);
    let mut it = Statistics::empty(Classification::Nace);
    let (files, passed) = files::files(path)?;
    super::tell_passed(&passed, problems);
    let mut faults = Faults::new(problems, how.on_bad_line);
    // Year → cell → employment and local units; with the line where it is first.
    let mut years: BTreeMap<i32, OfYear> = BTreeMap::new();
    let mut other: BTreeMap<String, u64> = BTreeMap::new();
    let mut odd: BTreeMap<String, u64> = BTreeMap::new();
    for path in &files {
        it.files.push(path.display().to_string());
        let file = (it.files.len() - 1) as u16;
        let mut rows = Rows::open(path, &mut faults)?;
        let name = rows.file.clone();
        let key: Vec<String> = rows.heading.first().map_or_else(Vec::new, |it| {
            it.split(['\\', ',']).map(|it| it.trim().to_lowercase()).collect()
        });
        let find = |of: &[&str]| key.iter().position(|it| of.contains(&it.as_str()));
        let places =
            [&["nace_r2", "nace"][..], &["indic_sb", "indic_sbs"], &["geo", "nuts"]].map(find);
        let [Some(nace), Some(indicator), Some(geo)] = places else {
            faults.problems.push(
                Problem::new(Code::StatisticsColumnMissing, Place::line(&name, 1))
                    .with("column", "nace_r2,indic_sb,geo\\time"),
            );
            continue;
        };
        let of_year: Vec<Option<i32>> =
            rows.heading.iter().skip(1).map(|it| it.parse().ok()).collect();
        let mut row = Vec::new();
        while let Some(line) = rows.next(&mut row, &mut faults)? {
            let parts: Vec<&str> =
                row.first().map_or_else(Vec::new, |it| it.split(',').map(str::trim).collect());
            let (Some(activity), Some(indicator), Some(region)) =
                (parts.get(nace), parts.get(indicator), parts.get(geo))
            else {
                faults.bad(Problem::new(Code::StatisticsRowShort, place(&name, line)))?;
                continue;
            };
            let figure = match *indicator {
                EMPLOYMENT => 0,
                LOCAL_UNITS => 1,
                more => {
                    *other.entry(more.to_owned()).or_default() += 1;
                    continue;
                }
            };
            match nuts_level(region) {
                Some(of) if of == level => {}
                Some(_) => continue,
                None => {
                    *odd.entry((*region).to_owned()).or_default() += 1;
                    continue;
                }
            }
            let cell = (insert(&mut it.regions, region), insert(&mut it.activities, activity));
            for (text, year) in row.iter().skip(1).zip(&of_year) {
                let Some(year) = year else { continue };
                let found = match number(text.trim(), false) {
                    Ok(found) => found,
                    Err(code) => {
                        let mut place = place(&name, line);
                        place.column = Some(year.to_string());
                        faults.bad(Problem::new(code, place).with("found", text.trim()))?;
                        None
                    }
                };
                let figures = years.entry(*year).or_default().entry(cell).or_insert((
                    [None; 2],
                    file,
                    line as u32,
                ));
                figures.0[figure] = found;
            }
        }
    }
    faults.finish(path);
    let file = path.display().to_string();
    if !other.is_empty() {
        problems.push(
            Problem::new(Code::IndicatorsPassedOver, Place::file(&file))
                .with("codes", super::list(other.keys().map(String::as_str)))
                .with("count", other.values().sum::<u64>().to_string()),
        );
    }
    if !odd.is_empty() {
        problems.push(
            Problem::new(Code::RegionCodeOdd, Place::file(&file))
                .with("codes", super::list(odd.keys().map(String::as_str)))
                .with("count", odd.len().to_string()),
        );
    }
    let year = match how.year {
        Some(year) if !years.is_empty() && !years.contains_key(&year) => {
            let known = years.keys().map(i32::to_string).collect::<Vec<_>>().join(", ");
            return Err(MapError::NoSuchYear { path: path.to_owned(), year, years: known });
        }
        Some(year) => Some(year),
        None => fullest(&years),
    };
    it.years = years
        .iter()
        .filter(|(_, cells)| cells.values().any(|it| it.0[0].is_some()))
        .map(|(year, _)| *year)
        .collect();
    let regions: Vec<String> = it.regions.iter().cloned().collect();
    for region in &regions {
        it.set_country(region, region.get(..2).unwrap_or(region));
    }
    if let Some((year, cells)) = year.and_then(|it| years.remove_entry(&it)) {
        if how.year.is_none() && !years.is_empty() {
            problems.push(
                Problem::new(Code::YearTaken, Place::file(&file)).with("year", year.to_string()),
            );
        }
        it.year = Some(year);
        let cells = cells
            .into_iter()
            .map(|((region, activity), ([employment, establishments], file, line))| Cell {
                region,
                activity,
                employment,
                establishments,
                file,
                line,
            })
            .collect();
        it.cells = once_each(cells, &it, problems);
    }
    Ok(it)
}

/// The latest year of which at least half as many figures are published as of the fullest: the last
/// column of such a file often holds a few countries only.
fn fullest(years: &BTreeMap<i32, OfYear>) -> Option<i32> {
    let published = |cells: &OfYear| cells.values().filter(|it| it.0[0].is_some()).count();
    let most = years.values().map(published).max()?;
    years.iter().rev().find(|(_, cells)| 2 * published(cells) >= most).map(|(year, _)| *year)
}

/// 0 for a country to 3; `None` where it is no code of NUTS.
fn nuts_level(code: &str) -> Option<u8> {
    // The union and the euro area are no countries, whatever digits follow.
    if code.starts_with("EU") || code.starts_with("EA") {
        return None;
    }
    let letters = code.bytes().take(2).all(|it| it.is_ascii_uppercase());
    let rest = code.bytes().skip(2).all(|it| it.is_ascii_uppercase() || it.is_ascii_digit());
    (letters && rest && (2..=5).contains(&code.len())).then(|| code.len() as u8 - 2)
}

#[cfg(test)]
mod tests {
    use super::nuts_level;

    #[test]
    fn the_level_of_a_region_is_in_its_code() {
        assert_eq!(nuts_level("AT"), Some(0));
        assert_eq!(nuts_level("UKF2"), Some(2));
        assert_eq!(nuts_level("FR716"), Some(3));
        assert_eq!(nuts_level("EU27_2020"), None);
        assert_eq!(nuts_level("EU28"), None);
        assert_eq!(nuts_level("at1"), None);
    }
}
