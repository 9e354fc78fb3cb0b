//! Measures of regions and activities at the sizes that `docs/mapping-speed.md` states.
//!
//! `cargo bench -p karenina-stats --bench regional`; the same beside other tools:
//! `bench/mapping-complexity.py`.

#![allow(clippy::unwrap_used, missing_docs)]

use divan::Bencher;
use karenina_stats::{
    ComplexityLimits, OwnProximity, PlantSums, Presence, RegionalTable, economic_complexity,
    pairwise_coagglomeration, proximity, relatedness_density, revealed_comparative_advantage,
};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

fn main() {
    divan::main();
}

/// Regions and activities.
const SIZES: &[(usize, usize)] = &[(250, 800), (1_000, 1_000), (3_000, 1_000)];

/// Employment that is larger in large regions and common activities, a third of it zero.
fn values(regions: usize, activities: usize) -> Vec<f64> {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut uniform = move || f64::from(random.next_u32()) / 4_294_967_296.0;
    let size: Vec<f64> = (0..regions).map(|_| uniform() * uniform()).collect();
    let common: Vec<f64> = (0..activities).map(|_| uniform() * uniform()).collect();
    size.iter()
        .flat_map(|size| common.iter().map(move |common| size * common))
        .map(|mean| (mean * 300.0 * uniform() * uniform()).floor())
        .collect()
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn advantage_proximity_density_complexity(
    bencher: Bencher<'_, '_>,
    (regions, activities): (usize, usize),
) {
    let values = values(regions, activities);
    bencher.bench(|| {
        let table = RegionalTable::new(&values, regions, activities).unwrap();
        let advantage = revealed_comparative_advantage(&table).unwrap();
        let presence = Presence::from_quotients(&table, 1.0).unwrap();
        let near = proximity(&presence);
        let density = relatedness_density(&presence, &near, OwnProximity::Counted).unwrap();
        let found = economic_complexity(&presence, &ComplexityLimits::default()).unwrap();
        (advantage, density, found)
    });
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn complexity_alone(bencher: Bencher<'_, '_>, (regions, activities): (usize, usize)) {
    let values = values(regions, activities);
    let table = RegionalTable::new(&values, regions, activities).unwrap();
    let presence = Presence::from_quotients(&table, 1.0).unwrap();
    bencher.bench(|| economic_complexity(&presence, &ComplexityLimits::default()).unwrap());
}

/// A million plants in 600 activities and 3,000 regions.
#[divan::bench(sample_count = 10)]
fn sums_over_a_million_plants(bencher: Bencher<'_, '_>) {
    let mut random = ChaCha8Rng::seed_from_u64(4);
    let mut column = |below: u64| -> Vec<u32> {
        (0..1_000_000).map(|_| ((u64::from(random.next_u32()) * below) >> 32) as u32).collect()
    };
    let (activity, region, employment) = (column(600), column(3_000), column(200));
    bencher.bench(|| {
        let mut sums = PlantSums::new(600, 3_000).unwrap();
        sums.add(&activity, &region, &employment).unwrap();
        sums.ellison_glaeser()
    });
}

#[divan::bench(sample_count = 3)]
fn coagglomeration_of_all_pairs(bencher: Bencher<'_, '_>) {
    let rows = values(600, 3_000);
    let base: Vec<f64> = (0..3_000).map(|r| (0..600).map(|a| rows[a * 3_000 + r]).sum()).collect();
    bencher.bench(|| pairwise_coagglomeration(&rows, &base).unwrap());
}
