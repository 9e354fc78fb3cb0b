//! Spatial statistics at sizes between those that `docs/mapping-speed.md` states.
//!
//! `cargo bench -p karenina-stats --bench spatial`; beside other tools:
//! `bench/mapping-spatial.py`.

#![allow(clippy::unwrap_used, missing_docs)]

use divan::Bencher;
use karenina_stats::spatial::{
    Distance, SpatialWeights, geary_c, getis_ord_g, getis_ord_gi, local_geary, local_moran, moran_i,
};

fn main() {
    divan::main();
}

/// Numbers of sites.
const SITES: &[usize] = &[3_000, 12_000, 50_000];

/// Points all over a square, by two irrational steps; each has its six nearest.
fn points(sites: usize) -> Vec<Option<[f64; 2]>> {
    (0..sites)
        .map(|at| {
            let at = at as f64;
            Some([(at * 0.754_877_666).fract(), (at * 0.569_840_291).fract()])
        })
        .collect()
}

fn problem(sites: usize) -> (Vec<f64>, SpatialWeights) {
    let values = (0..sites).map(|at| (at as f64 * 0.618_033_989).fract()).collect();
    (values, weights(&points(sites)))
}

fn weights(points: &[Option<[f64; 2]>]) -> SpatialWeights {
    SpatialWeights::k_nearest(points, 6, Distance::Planar).unwrap().row_standardised()
}

#[divan::bench(args = SITES, sample_count = 5)]
fn six_nearest(bencher: Bencher<'_, '_>, sites: usize) {
    let points = points(sites);
    bencher.bench(|| weights(&points));
}

#[divan::bench(args = SITES, sample_count = 5)]
fn moran_with_999_permutations(bencher: Bencher<'_, '_>, sites: usize) {
    let (values, weights) = problem(sites);
    bencher.bench(|| moran_i(&values, &weights, 999, 1).unwrap());
}

#[divan::bench(args = SITES, sample_count = 5)]
fn geary_with_999_permutations(bencher: Bencher<'_, '_>, sites: usize) {
    let (values, weights) = problem(sites);
    bencher.bench(|| geary_c(&values, &weights, 999, 1).unwrap());
}

#[divan::bench(args = SITES, sample_count = 5)]
fn general_g_with_999_permutations(bencher: Bencher<'_, '_>, sites: usize) {
    let (values, weights) = problem(sites);
    bencher.bench(|| getis_ord_g(&values, &weights, 999, 1).unwrap());
}

#[divan::bench(args = SITES, sample_count = 5)]
fn lisa_with_999_permutations(bencher: Bencher<'_, '_>, sites: usize) {
    let (values, weights) = problem(sites);
    bencher.bench(|| local_moran(&values, &weights, 999, 1).unwrap());
}

#[divan::bench(args = SITES, sample_count = 5)]
fn hot_spots_with_999_permutations(bencher: Bencher<'_, '_>, sites: usize) {
    let (values, weights) = problem(sites);
    bencher.bench(|| getis_ord_gi(&values, &weights, true, 999, 1).unwrap());
}

#[divan::bench(args = SITES, sample_count = 5)]
fn local_geary_with_999_permutations(bencher: Bencher<'_, '_>, sites: usize) {
    let (values, weights) = problem(sites);
    bencher.bench(|| local_geary(&values, &weights, 999, 1).unwrap());
}
