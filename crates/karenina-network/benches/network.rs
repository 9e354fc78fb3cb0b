//! Measures of a made-up network of 4,000 organisations in 3,000 projects, about a tenth of Horizon
//! 2020: `cargo bench -p karenina-network`. The real network, beside other programs:
//! `bench/network.py`.

// Benches may stop.
#![allow(clippy::unwrap_used)]

use divan::{Bencher, black_box};
use karenina_network::{
    Affiliation, Graph, Weighting, betweenness_of_affiliation, betweenness_sampled, brokerage,
    closeness_of_affiliation, clustering, dependence, leiden, order_at_random,
    robustness_of_affiliation, structural_holes,
};

fn main() {
    divan::main();
}

/// Projects of 2 to 20 partners; a few organisations are in many, most in one or two.
fn network() -> Affiliation {
    let mut pairs = Vec::new();
    let mut state = 1_u64;
    let mut draw = |n: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    for project in 0..3_000 {
        for _ in 0..2 + draw(19) {
            let reach = 1 + draw(4_000);
            pairs.push((draw(reach) as u32, project));
        }
    }
    Affiliation::from_pairs(4_000, 3_000, &pairs).unwrap()
}

fn graph() -> Graph {
    network().project(Weighting::Newman, None).unwrap().graph
}

macro_rules! bench {
    ($($name:ident: $network:ident => $measure:expr;)*) => {
        $(#[divan::bench]
        fn $name(bencher: Bencher) {
            let network = $network();
            bencher.bench_local(|| ($measure)(black_box(&network)));
        })*
    };
}

bench! {
    projection: network => |it: &Affiliation| it.project(Weighting::Newman, None).unwrap();
    betweenness_exact: network => |it: &Affiliation| betweenness_of_affiliation(it).unwrap();
    betweenness_from_200: network =>
        |it: &Affiliation| betweenness_sampled(it, 200, 0.95, 1).unwrap();
    distances: network => |it: &Affiliation| closeness_of_affiliation(it).unwrap();
    robustness_curve: network =>
        |it: &Affiliation| robustness_of_affiliation(it, &order_at_random(4_000, 1, 0)).unwrap();
    dependence_on_each: network => dependence;
    triangles: graph => clustering;
    constraint: graph => structural_holes;
    communities: graph => |it: &Graph| leiden(it, 1.0, 1);
    roles: graph => |it: &Graph| {
        let classes: Vec<_> = (0..4_000).map(|it| (it % 9 > 0).then_some(it % 3)).collect();
        brokerage(it, &classes).unwrap()
    };
}
