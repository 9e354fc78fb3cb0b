//! Spatial statistics at sizes between those that `docs/mapping-speed.md` states.
//!
//! `cargo bench -p karenina-stats --bench spatial`; beside other tools:
//! `bench/mapping-spatial.py`.

#![allow(clippy::unwrap_used, missing_docs)]

use divan::Bencher;
use karenina_stats::spatial::{
    Bandwidth, Distance, DurantonOvermanOptions, KDensityMethod, MarconPuechOptions, Sector,
    SpatialWeights, duranton_overman, geary_c, getis_ord_g, getis_ord_gi, k_density, local_geary,
    local_moran, marcon_puech_m, moran_i,
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

/// Plants of one sector, of twice as many in all.
const PLANTS: &[usize] = &[500, 2_000, 10_000];

/// Half of them in towns, on a map of 1,000.
fn plants(count: usize) -> Vec<[f64; 2]> {
    let pull = |x: f64| (x * 7.0).floor() / 7.0 + x * 0.02;
    let place = |(at, [x, y]): (usize, [f64; 2])| {
        if at % 2 == 0 { [1000.0 * x, 1000.0 * y] } else { [1000.0 * pull(x), 1000.0 * pull(y)] }
    };
    points(count).into_iter().flatten().enumerate().map(place).collect()
}

#[divan::bench(args = PLANTS, sample_count = 3)]
fn k_density_of_every_pair(bencher: Bencher<'_, '_>, count: usize) {
    let points = plants(count);
    let method = KDensityMethod::EveryPair;
    bencher.bench(|| k_density(&points, None, None, 300.0, 300, method).unwrap());
}

#[divan::bench(args = PLANTS, sample_count = 3)]
fn k_density_fast(bencher: Bencher<'_, '_>, count: usize) {
    let points = plants(count);
    bencher.bench(|| k_density(&points, None, None, 300.0, 300, KDensityMethod::Fast).unwrap());
}

#[divan::bench(args = PLANTS, sample_count = 3)]
fn duranton_overman_with_100_simulations(bencher: Bencher<'_, '_>, count: usize) {
    let universe = plants(2 * count);
    let sector = Sector { sites: (0..count as u32).map(|at| 2 * at).collect(), weights: None };
    let options = DurantonOvermanOptions {
        r_max: 300.0,
        steps: 300,
        simulations: 100,
        level: 0.05,
        bandwidth: Bandwidth::OfUniverse,
        method: KDensityMethod::Fast,
        seed: 1,
    };
    bencher.bench(|| duranton_overman(&universe, std::slice::from_ref(&sector), &options).unwrap());
}

#[divan::bench(args = PLANTS, sample_count = 3)]
fn marcon_puech_with_100_simulations(bencher: Bencher<'_, '_>, count: usize) {
    let universe = plants(2 * count);
    let sector: Vec<u32> = (0..count as u32).map(|at| 2 * at).collect();
    let distances = (0..65).map(|at| 2.0 * f64::from(at)).collect();
    let options = MarconPuechOptions { distances, simulations: 100, level: 0.05, seed: 1 };
    bencher.bench(|| marcon_puech_m(&universe, None, &sector, &options).unwrap());
}
