//! Measures of regions and activities against `../shared/known-answers/mapping`. Where
//! the folder is absent each test says so and passes; the most important numbers also
//! stand in the unit tests.

// Tests look at files.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stdout)]

use karenina_stats::{
    NoValue, PlantSums, coagglomeration, ellison_glaeser, gini, maurel_sedillot,
    pairwise_coagglomeration, theil_decomposition,
};
use serde_json::Value;
use std::fs;

/// The text of a file, or nothing where the folder is not there.
fn text(file: &str) -> Option<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/known-answers/mapping");
    fs::read_to_string(format!("{folder}/{file}")).ok()
}

/// Reads a file, or leaves the test.
macro_rules! text_or_skip {
    ($file:expr) => {
        match text($file) {
            Some(text) => text,
            None => {
                println!("skipped: ../shared/known-answers is not here");
                return;
            }
        }
    };
}

/// Reads a file as JSON, or leaves the test.
macro_rules! json_or_skip {
    ($file:expr) => {
        serde_json::from_str::<Value>(&text_or_skip!($file)).unwrap()
    };
}

#[track_caller]
fn close(found: f64, expected: &Value, tolerance: f64) {
    let expected = expected.as_f64().expect("a number");
    assert!((found - expected).abs() <= tolerance, "found {found}, expected {expected}");
}

/// 240 plants of six industries in twelve regions, in exact rationals.
#[test]
fn two_hundred_and_forty_plants() -> Result<(), NoValue> {
    let (Some(answer), Some(plants)) =
        (text("eg-ms/expected.json"), text("eg-ms/establishments.csv"))
    else {
        println!("skipped: ../shared/known-answers is not here");
        return Ok(());
    };
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let mut sums = PlantSums::new(6, 12)?;
    for line in plants.lines().skip(1) {
        let cells: Vec<i64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
        assert_eq!(sums.add(&cells[1..2], &cells[0..1], &cells[2..3])?, []);
    }
    let base = sums.region_totals();
    for industry in 0..6 {
        let expected = &answer["industries"][industry.to_string()];
        let (own, sizes) = (sums.by_region(industry), sums.sizes(industry)?);
        let index = ellison_glaeser(&own, &base, sizes)?;
        assert_eq!(sums.ellison_glaeser()[industry], Ok(index));
        assert_eq!(expected["plants"], sizes.plants);
        close(index.raw_concentration, &expected["G"], 1e-15);
        close(index.plant_herfindahl, &expected["H"], 1e-15);
        close(index.gamma, &expected["gamma_EG"], 1e-14);
        close(maurel_sedillot(&own, &base, sizes)?, &expected["gamma_MS"], 1e-14);
        close(index.variance.unwrap(), &expected["var_G"], 1e-16);
        close(index.z.unwrap(), &expected["z_G"], 1e-12);
    }
    let rows: Vec<Vec<f64>> = (0..6).map(|it| sums.by_region(it)).collect();
    let three = coagglomeration(&[&rows[0], &rows[1], &rows[2]], &base)?;
    close(three, &answer["coagglomeration_EG_012"], 1e-14);
    let two = coagglomeration(&[&rows[0], &rows[1]], &base)?;
    close(two, &answer["coagglomeration_EG_01"], 1e-14);
    let pairs = sums.pairwise_coagglomeration()?;
    assert_eq!(pairs, pairwise_coagglomeration(&rows.concat(), &base)?);
    close(pairs.pair(0, 1).unwrap(), &answer["EGK_pairwise_01"], 1e-14);
    Ok(())
}

/// Farhauer and Kröll's four industries in three regions. REAT 3.0.3 answers
/// 12.07 for the coagglomeration.
#[test]
fn reat_is_wrong_about_coagglomeration() {
    let suspect = &json_or_skip!("reat/expected.json")["ellison_c_FK2014"]["value"];
    let mut rows = [[0.0; 3]; 4];
    let mut base = [0.0; 3];
    for line in text_or_skip!("reat/FK2014_EGC.csv").lines().skip(1) {
        let cells: Vec<&str> = line.split(',').map(|it| it.trim_matches('"')).collect();
        let region: usize = cells[0].parse().unwrap();
        let names = ["Clothing trade", "Forestry", "Textiles dyeing", "Textiles trade"];
        let industry = names.iter().position(|it| *it == cells[1]).unwrap();
        rows[industry][region - 1] += cells[3].parse::<f64>().unwrap();
        base[region - 1] = cells[4].parse().unwrap();
    }
    let rows: Vec<&[f64]> = rows.iter().map(|it| &it[..]).collect();
    let found = coagglomeration(&rows, &base).unwrap();
    // In exact fractions by the paper's formula, with the plants.
    assert!((found - 0.089_036_651_670_354_25).abs() < 1e-14, "found {found}");
    assert!((found - suspect.as_f64().unwrap()).abs() > 10.0);
}

/// Product by head of the Mexican states, 1940 to 2000, within and between Hanson's five
/// regions: pysal/inequality, `test_theil.py` and `test_gini.py`.
#[test]
fn mexican_states_within_and_between_regions() {
    let answer = json_or_skip!("inequality-mexico/expected.json");
    let rows: Vec<Vec<f64>> = text_or_skip!("inequality-mexico/mexico.csv")
        .lines()
        .skip(1)
        .map(|line| line.split(',').map(|cell| cell.parse().unwrap()).collect())
        .collect();
    let groups: Vec<usize> = rows.iter().map(|row| row[7] as usize - 1).collect();
    for year in 0..7 {
        let values: Vec<f64> = rows.iter().map(|row| row[year]).collect();
        let found = theil_decomposition(&values, &groups, 5).unwrap();
        close(found.total, &answer["Theil"][year], 1e-12);
        close(found.between, &answer["Theil_between"][year], 1e-12);
        close(found.within, &answer["Theil_within"][year], 1e-12);
    }
    let first: Vec<f64> = rows.iter().map(|row| row[0]).collect();
    close(gini(&first).unwrap(), &answer["Gini_1940"], 1e-12);
}
