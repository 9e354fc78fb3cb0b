//! Makes an invented programme, finds the cheapest set of each cluster and the allocation of one
//! budget, and prints instance, answers and times as JSON: what `bench/allocation.py` compares with
//! `HiGHS`.
//!
//!     cargo run --release -p karenina-stats --example allocation -- CLUSTERS MEASURES NEEDS SEED

#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use std::time::Instant;

use karenina_stats::{
    cheapest_package::{Choice, Goal, Search, cheapest_package, runner_up},
    multiple_choice_knapsack::{Offer, multiple_choice_knapsack},
};

/// Numbers that are the same everywhere (`SplitMix64`).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }
}

fn main() {
    let given: Vec<u64> = std::env::args().skip(1).filter_map(|it| it.parse().ok()).collect();
    let at = |place: usize, otherwise: u64| given.get(place).copied().unwrap_or(otherwise);
    let (n_clusters, n_measures, n_needs) = (at(0, 100), at(1, 42).min(64), at(2, 12).min(20));
    let mut numbers = Numbers(at(3, 1));
    // Each cluster has measures of its own prices, each of which meets one to three needs; the
    // first ones meet a need each, so that every cluster can be mended.
    let clusters: Vec<(Vec<Choice>, u32)> = (0..n_clusters)
        .map(|_| {
            let choices = (0..n_measures)
                .map(|it| {
                    let mut needs: Vec<u8> = vec![(it % n_needs) as u8];
                    for _ in 0..numbers.below(3) {
                        needs.push(numbers.below(n_needs) as u8);
                    }
                    needs.sort_unstable();
                    needs.dedup();
                    Choice {
                        cost: 1 + numbers.below(60),
                        meets: needs.into_iter().map(|it| (it, 1.0)).collect(),
                        needs: Vec::new(),
                        excludes: 0,
                    }
                })
                .collect();
            (choices, (1_u32 << n_needs) - 1)
        })
        .collect();
    let begun = Instant::now();
    let packages: Vec<_> = clusters
        .iter()
        .map(|(choices, needs)| {
            let goal = Goal { needs: *needs, chance: 0.7, steps: 10_000_000 };
            match cheapest_package(choices, goal) {
                Some(Search::Found(it)) => Some((it.clone(), runner_up(choices, goal, &it))),
                _ => None,
            }
        })
        .collect();
    let found = begun.elapsed();
    let offers: Vec<Vec<Offer>> = packages
        .iter()
        .map(|it| it.iter().map(|it| Offer { cost: it.0.cost, worth: 1.0 }).collect())
        .collect();
    let budget = packages.iter().flatten().map(|it| it.0.cost).sum::<u64>() / 2;
    let begun = Instant::now();
    let Some(allocation) = multiple_choice_knapsack(&offers, budget) else { return };
    let allocated = begun.elapsed();
    println!(
        "{{\"budget\": {budget}, \"worth\": {}, \"spent\": {},",
        allocation.worth, allocation.cost
    );
    println!(
        "\"seconds_sets\": {}, \"seconds_allocation\": {},",
        found.as_secs_f64(),
        allocated.as_secs_f64()
    );
    let proven = packages.iter().flatten().all(|it| it.0.lower_bound == it.0.cost);
    println!("\"proven\": {proven}, \"clusters\": [");
    for (at, ((choices, needs), package)) in clusters.iter().zip(&packages).enumerate() {
        let list: Vec<String> = choices
            .iter()
            .map(|it| {
                let mask = it.meets.iter().fold(0_u32, |mask, it| mask | 1 << it.0);
                format!("[{}, {mask}]", it.cost)
            })
            .collect();
        let cost = package.as_ref().map_or(0, |it| it.0.cost);
        let comma = if at + 1 < clusters.len() { "," } else { "" };
        println!(
            "{{\"needs\": {needs}, \"cost\": {cost}, \"measures\": [{}]}}{comma}",
            list.join(", ")
        );
    }
    println!("]}}");
}
