//! A programme of which nothing is certain: every value and every threshold has an error.

use karenina_stats::conjunctive_draws::{
    ConjunctiveDraws, DrawTally, DrawnCell, DrawnCriterion, DrawnSign, DrawnThreshold, DrawnValue,
    Prepared,
};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use rayon::prelude::*;

/// Value of cluster i on indicator j: 1 + 0.1 · ((7i + 3j) mod 11) against 1 ± 0.05, with an error
/// of 0.2. `bench/robustness.py` has the same.
pub fn problem(clusters: usize, indicators: usize, signs: usize) -> ConjunctiveDraws {
    let threshold =
        DrawnThreshold { low: 1.0, high: f64::INFINITY, strict: false, u: 0.05, zero: Some(0.0) };
    let case = |i: usize| {
        (0..signs)
            .map(|sign| {
                let cells: Vec<DrawnCell> = (0..indicators)
                    .filter(|j| j % signs == sign)
                    .map(|j| {
                        let x = 1.0 + 0.1 * ((7 * i + 3 * j) % 11) as f64;
                        let value = DrawnValue {
                            low: x,
                            high: x,
                            low_is_open: false,
                            high_is_open: false,
                            u: 0.2,
                            spread: false,
                        };
                        DrawnCell { criterion: j, key: false, value: Some(value) }
                    })
                    .collect();
                DrawnSign { needed: cells.len(), cells }
            })
            .collect()
    };
    ConjunctiveDraws {
        criteria: vec![DrawnCriterion { thresholds: vec![threshold] }; indicators],
        cases: (0..clusters).map(case).collect(),
    }
}

/// All draws, in blocks of 200 with a stream each, as the assessment makes them.
pub fn draw(prepared: &Prepared<'_>, draws: u32) -> DrawTally {
    let blocks: Vec<DrawTally> = (0..draws.div_ceil(200))
        .into_par_iter()
        .map(|block| {
            let mut random = ChaCha8Rng::seed_from_u64(1);
            random.set_stream(u64::from(block));
            prepared.draw(200.min(draws - block * 200), |bytes| random.fill_bytes(bytes))
        })
        .collect();
    let mut sum = DrawTally::default();
    for it in &blocks {
        sum.add(it);
    }
    sum
}
