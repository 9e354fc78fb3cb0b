//! Monte Carlo of verdicts at a size of one's choice, for `bench/robustness.py`.
//!
//! `conjunctive_draws CLUSTERS INDICATORS DRAWS SIGNS exact|draws`: every value has an error and
//! every threshold too, which is the most work there can be. Prints the mean chance that all
//! signs are met and the mean number of missing signs, to be compared with the peer's.

#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::unwrap_used)]

#[path = "../benches/problem/mod.rs"]
mod problem;

use karenina_stats::{conjunctive_draws::Prepared, probability_above};
use rayon::prelude::*;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| args[at].parse::<usize>().unwrap();
    let (clusters, indicators, draws, signs) = (number(0), number(1), number(2), number(3));
    let problem = problem::problem(clusters, indicators, signs);
    if args[4] == "exact" {
        let start = std::time::Instant::now();
        let chances: Vec<f64> = problem
            .cases
            .par_iter()
            .map(|case| {
                let cells = case.iter().flat_map(|it| &it.cells);
                cells
                    .map(|it| {
                        let value = it.value.unwrap();
                        let threshold = problem.criteria[it.criterion].thresholds[0];
                        probability_above(value.low, value.u, threshold.low, threshold.u, false)
                            .unwrap()
                    })
                    .product()
            })
            .collect();
        let mean = chances.iter().sum::<f64>() / clusters as f64;
        println!("{mean:.6} - {:.6}", start.elapsed().as_secs_f64());
        return;
    }
    let start = std::time::Instant::now();
    let prepared = Prepared::new(&problem);
    let tally = problem::draw(&prepared, draws as u32);
    let mean = |of: &dyn Fn(&karenina_stats::conjunctive_draws::CaseTally) -> f64| {
        tally.cases.iter().map(of).sum::<f64>() / clusters as f64 / draws as f64
    };
    let chance = mean(&|it| it.chance_low.0);
    let gaps = mean(&|it| {
        it.gaps_low.iter().enumerate().map(|(gaps, n)| gaps as f64 * f64::from(*n)).sum()
    });
    println!("{chance:.6} {gaps:.6} {:.6}", start.elapsed().as_secs_f64());
}
