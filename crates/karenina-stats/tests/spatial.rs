//! Spatial statistics beside the constants of other implementations, from `../shared`.

#![allow(clippy::unwrap_used, clippy::print_stdout)]
// Known answers are files beside the checkout.
#![allow(clippy::disallowed_methods)]

use karenina_stats::spatial::{SpatialWeights, geary_c, moran_i};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The folder with the known answers; where it is absent a test says that it was skipped.
fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/known-answers/mapping/moran");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: {} is not there", folder.display());
    None
}

/// A GAL file: a head, then for each site a line with name and number of neighbours and
/// one with their names.
fn gal(text: &str) -> SpatialWeights {
    let mut lines = text.lines();
    lines.next();
    let lines: Vec<&str> = lines.collect();
    let mut named = BTreeMap::new();
    for (at, pair) in lines.chunks(2).enumerate() {
        named.insert(pair[0].split_whitespace().next().unwrap(), at as u32);
    }
    let rows: Vec<Vec<u32>> = lines
        .chunks(2)
        .map(|pair| {
            let near = pair.get(1).copied().unwrap_or_default();
            near.split_whitespace().map(|name| named[name]).collect()
        })
        .collect();
    SpatialWeights::contiguity(&rows).unwrap()
}

fn column(text: &str, name: &str) -> Vec<f64> {
    let mut lines = text.lines();
    let at = lines.next().unwrap().split(',').position(|it| it.trim() == name).unwrap();
    lines.map(|line| line.split(',').nth(at).unwrap().trim().parse().unwrap()).collect()
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-9 * expected.abs(), "{found} {expected}");
}

/// Homicides of 78 counties around St. Louis: esda 2.9's constants.
#[test]
fn homicides_around_st_louis_are_esdas() {
    let Some(folder) = folder() else { return };
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let weights = gal(&read("stl.gal")).row_standardised();
    let values = column(&read("stl.csv"), "HR8893");
    let moran = moran_i(&values, &weights, 9_999, 1).unwrap();
    close(moran.i, 0.243_655_826_217_716_95);
    let (normal, random) = (moran.normality.unwrap(), moran.randomisation.unwrap());
    close(normal.expected, -0.012_987_012_987_012_988);
    close(normal.variance, 0.004_968_139_260_116_119);
    close(normal.z, 3.641_097_183_545_746);
    close(normal.p_two_sided, 2.0 * 0.000_135_739_313_854_688_07);
    close(random.variance, 0.002_976_102_828_610_931);
    close(random.z, 4.704_410_220_874_632);
    let drawn = moran.permutation.unwrap();
    assert!((drawn.standard_deviation / random.variance.sqrt() - 1.0).abs() < 0.05);
    assert!(drawn.p_two_sided <= 0.01);
    let geary = geary_c(&values, &weights, 9_999, 1).unwrap();
    close(geary.c, 0.597_128_215_893_689);
    close(geary.normality.unwrap().variance, 0.005_465_786_052_175_757);
    close(geary.randomisation.unwrap().variance, 0.013_063_740_292_186_923);
}

/// Sudden infant deaths of 100 counties of North Carolina, 1974: esda's constants.
#[test]
fn infant_deaths_in_north_carolina_are_esdas() {
    let Some(folder) = folder() else { return };
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let weights = gal(&read("sids2.gal")).row_standardised();
    let table = read("sids2.csv");
    let moran = moran_i(&column(&table, "SIDR74"), &weights, 0, 1).unwrap();
    close(moran.i, 0.247_725_193_204_801_35);
    close(moran.randomisation.unwrap().variance, 0.004_275_965_096_355_707);
    // Rates made comparable after Assunção and Reis (1999), as esda's `Moran_Rate` has them.
    let (deaths, births) = (column(&table, "SID79"), column(&table, "BIR79"));
    let all: f64 = births.iter().sum();
    let rate = deaths.iter().sum::<f64>() / all;
    let spread: f64 = deaths.iter().zip(&births).map(|(d, b)| b * (d / b - rate).powi(2)).sum();
    let between = spread / all - rate / (all / 100.0);
    let standardised: Vec<f64> = deaths
        .iter()
        .zip(&births)
        .map(|(d, b)| (d / b - rate) / (between + rate / b).sqrt())
        .collect();
    close(moran_i(&standardised, &weights, 0, 1).unwrap().i, 0.166_223_435_525_673_95);
}
