//! Draws, exact chances and permutations at the sizes that `docs/robustness.md` states.
//!
//! `cargo bench -p karenina-stats`; the same beside numpy: `bench/robustness.py`.

#![allow(clippy::unwrap_used, missing_docs)]

mod problem;

use divan::Bencher;
use karenina_stats::{
    boolean_minimisation::boolean_minimisation, conjunctive_draws::Prepared, necessity_permutation,
    probability_above,
};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use rayon::prelude::*;

fn main() {
    divan::main();
}

/// Clusters and indicators; 10,000 draws each.
const SIZES: &[(usize, usize)] = &[(25, 117), (1_000, 60)];

#[divan::bench(args = SIZES, sample_count = 3)]
fn ten_thousand_draws(bencher: Bencher<'_, '_>, (clusters, indicators): (usize, usize)) {
    let problem = problem::problem(clusters, indicators, 9);
    let prepared = Prepared::new(&problem);
    bencher.bench(|| problem::draw(&prepared, 10_000));
}

#[divan::bench(args = SIZES)]
fn exact_chances(bencher: Bencher<'_, '_>, (clusters, indicators): (usize, usize)) {
    let problem = problem::problem(clusters, indicators, 9);
    bencher.bench(|| {
        problem
            .cases
            .par_iter()
            .map(|case| {
                case.iter()
                    .flat_map(|it| &it.cells)
                    .map(|it| {
                        let value = it.value.unwrap();
                        let threshold = problem.criteria[it.criterion].thresholds[0];
                        probability_above(value.low, value.u, threshold.low, threshold.u, false)
                            .unwrap()
                    })
                    .product::<f64>()
            })
            .collect::<Vec<f64>>()
    });
}

/// Ten thousand arrangements for each of nine signs of so many clusters.
#[divan::bench(args = [25, 94, 1_000], sample_count = 10)]
fn necessity_of_nine_signs(bencher: Bencher<'_, '_>, clusters: usize) {
    bencher.bench(|| {
        (0..9_u64)
            .into_par_iter()
            .map(|sign| {
                let mut random = ChaCha8Rng::seed_from_u64(sign);
                let mut uniform = || f64::from(random.next_u32()) / 4_294_967_296.0;
                let points: Vec<(f64, f64)> =
                    (0..clusters).map(|_| (uniform(), uniform())).collect();
                necessity_permutation(&points, None, 10_000, uniform).unwrap().p_value
            })
            .collect::<Vec<f64>>()
    });
}

#[divan::bench]
fn shortest_formula_of_nine_signs(bencher: Bencher<'_, '_>) {
    let positive: Vec<u32> = (0..12).map(|it| ((it * 37 + 448) % 512) | 7).collect();
    let negative: Vec<u32> = (0..25).map(|it| ((it * 91) % 512) & !7).collect();
    bencher.bench(|| boolean_minimisation(9, &positive, Some(&negative)));
}
