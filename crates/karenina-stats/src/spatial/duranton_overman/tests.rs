//! K-densities beside every pair, closed forms and what the test promises.

use super::{
    Bandwidth, DurantonOvermanOptions, KDensityMethod, Sector, duranton_overman, k_density,
    silverman_bandwidth,
};
use crate::spatial::NoAnswer;
use crate::spatial::streams::{below, stream};

/// Points at random in a square of 1,000, and in eight towns.
fn scattered(points: usize, seed: u64) -> Vec<[f64; 2]> {
    let mut random = stream(seed, 5);
    let mut number = |size: u32| f64::from(below(&mut random, size * 1024)) / 1024.0;
    (0..points)
        .map(|at| {
            if at % 2 == 0 {
                return [number(1000), number(1000)];
            }
            let town = at / 2 % 8;
            let spread = (number(12) + number(12), number(12) + number(12));
            [100.0 + 110.0 * town as f64 + spread.0, (town * 370 % 900) as f64 + spread.1]
        })
        .collect()
}

fn options(method: KDensityMethod) -> DurantonOvermanOptions {
    DurantonOvermanOptions {
        r_max: 300.0,
        steps: 60,
        simulations: 200,
        level: 0.05,
        bandwidth: Bandwidth::OfUniverse,
        method,
        seed: 7,
    }
}

/// The largest difference of the fast form from every pair, in units of its peak and of
/// the stated bound.
fn difference(points: &[[f64; 2]], weights: Option<&[f64]>, bandwidth: Option<f64>) -> (f64, f64) {
    let of = |method| k_density(points, weights, bandwidth, 300.0, 100, method).unwrap();
    let (exact, fast) = (of(KDensityMethod::EveryPair), of(KDensityMethod::Fast));
    let peak = exact.density.iter().copied().fold(0.0, f64::max);
    let most =
        exact.density.iter().zip(&fast.density).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    (most / peak, most / fast.error_bound)
}

#[test]
fn the_fast_form_is_within_its_bound_of_every_pair() {
    let points = scattered(3_000, 1);
    let weights: Vec<f64> = (0..3_000).map(|at| f64::from(1 + at * 7919 % 400)).collect();
    // Counted; on a grid by weights; on a grid by number; a few points with a wide kernel.
    for (points, weights, bandwidth) in [
        (&points[..800], None, None),
        (&points[..800], Some(&weights[..800]), None),
        (&points[..], None, None),
        (&points[..], Some(&weights[..]), None),
        (&points[..40], None, None),
        (&points[..2], Some(&weights[..2]), Some(30.0)),
    ] {
        let (of_peak, of_bound) = difference(points, weights, bandwidth);
        assert!(of_bound <= 1.0, "{of_bound}");
        assert!(of_peak < 0.01, "{of_peak}");
        if points.len() > 700 {
            assert!(of_peak < 2e-3, "{of_peak}");
        }
    }
}

/// Pairs of few points have no others to average out their errors: the bound must hold.
#[test]
fn the_bound_holds_for_single_pairs_on_the_grid() {
    for at in 0..60 {
        let (x, y) = (f64::from(at) * 0.37, f64::from(at) * 0.11);
        let points = [[0.0, 0.0], [x, y], [100.0, 77.7]];
        let (_, of_bound) = difference(&points, Some(&[1.0, 1.0, 1e-9]), Some(3.0));
        assert!(of_bound <= 1.0, "{at}: {of_bound}");
    }
}

/// `kd-analytic`: the distance of two points of the unit square, whose density is
/// 2d(d² − 4d + π) up to 1 (square line picking).
#[test]
fn uniform_points_have_the_density_of_square_line_picking() {
    let mut random = stream(3, 3);
    let mut number = || f64::from(below(&mut random, 1 << 30)) / f64::from(1 << 30);
    let points: Vec<[f64; 2]> = (0..20_000).map(|_| [number(), number()]).collect();
    let found = k_density(&points, None, Some(0.01), 1.2, 24, KDensityMethod::Fast).unwrap();
    for (d, expected) in [
        (0.1, 0.550_318_530_717_958_7),
        (0.25, 1.102_046_326_794_896_6),
        (0.5, 1.391_592_653_589_793_1),
        (0.75, 1.056_138_980_384_689_7),
        (1.2, 0.029_160_748_909_221_823),
    ] {
        let at = (d / 0.05_f64).round() as usize;
        assert!((found.distances[at] - d).abs() < 1e-12);
        assert!((found.density[at] - expected).abs() < 0.01, "{d} {}", found.density[at]);
    }
}

#[test]
fn densities_integrate_to_one() {
    let points = scattered(500, 2);
    let weights: Vec<f64> = (0..500).map(|at| f64::from(at % 9)).collect();
    for method in [KDensityMethod::EveryPair, KDensityMethod::Fast] {
        for weights in [None, Some(&weights[..])] {
            let found = k_density(&points, weights, None, 1600.0, 800, method).unwrap();
            // The trapezoid rule; nothing is beyond the diagonal.
            let ends = f64::midpoint(found.density[0], found.density[800]);
            let sum = 2.0 * (found.density.iter().sum::<f64>() - ends);
            assert!((sum - 1.0).abs() < 1e-3, "{sum}");
        }
    }
}

#[test]
fn three_points_by_hand() {
    let found = k_density(
        &[[0.0, 0.0], [3.0, 4.0], [0.0, 0.0]],
        None,
        Some(2.0),
        5.0,
        1,
        KDensityMethod::EveryPair,
    )
    .unwrap();
    // Distances 5, 5, 0: at r = 0 the pair in one place counts twice, by reflection.
    let normal = |x: f64| libm::exp(-0.5 * x * x) * 0.398_942_280_401_432_7;
    let at_zero = (2.0 * normal(0.0) + 4.0 * normal(2.5)) / 6.0;
    let at_five = (2.0 * normal(2.5) + 2.0 * normal(0.0) + 2.0 * normal(5.0)) / 6.0;
    assert!((found.density[0] - at_zero).abs() < 1e-8);
    assert!((found.density[1] - at_five).abs() < 1e-8);
}

#[test]
fn the_bandwidth_is_that_of_pair_distances_also_from_a_sample() {
    let points = scattered(6_000, 4);
    // Of all 17,997,000 pairs (R's bw.nrd0 of the distances).
    let mut distances: Vec<f64> = (1..6000)
        .flat_map(|i| (0..i).map(move |j| (i, j)))
        .map(|(i, j)| super::super::planar(points[i], points[j]))
        .collect();
    let n = distances.len() as f64;
    let mean = distances.iter().sum::<f64>() / n;
    let s = (distances.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
    distances.sort_by(f64::total_cmp);
    let range = distances[(n * 0.75) as usize] - distances[(n * 0.25) as usize];
    let exact = 0.9 * s.min(range / 1.34) * libm::pow(n, -0.2);
    let found = silverman_bandwidth(&points).unwrap();
    assert!((found / exact - 1.0).abs() < 0.005, "{found} {exact}");
}

#[test]
fn a_cluster_is_localised_and_a_lattice_dispersed() {
    let universe = scattered(4_000, 5);
    let near = |centre: [f64; 2], reach: f64| {
        let inside = move |p: &[f64; 2]| super::super::planar(*p, centre) < reach;
        (0..4_000_u32).filter(|&at| inside(&universe[at as usize])).take(120).collect::<Vec<_>>()
    };
    // No two of it within 60.
    let mut apart: Vec<u32> = Vec::new();
    for at in 0..4_000_u32 {
        let far = |&other: &u32| {
            let (a, b) = (universe[at as usize], universe[other as usize]);
            super::super::planar(a, b) > 60.0
        };
        if apart.iter().all(far) {
            apart.push(at);
        }
    }
    let sectors = [
        Sector { sites: near([500.0, 500.0], 150.0), weights: None },
        Sector { sites: apart, weights: None },
    ];
    for method in [KDensityMethod::EveryPair, KDensityMethod::Fast] {
        let found = duranton_overman(&universe, &sectors, &options(method)).unwrap();
        let (cluster, lattice) = (found[0].as_ref().unwrap(), found[1].as_ref().unwrap());
        assert!(cluster.localisation_index > 0.1 && cluster.dispersion_index == 0.0);
        assert!(lattice.localisation[0] == 0.0);
        assert!(cluster.crossing.iter().all(|share| (0.045..=0.05).contains(share)));
        let low = lattice.observed.density[2] < lattice.global_low[2];
        assert!(low, "a lattice has no near neighbours");
    }
}

#[test]
fn five_per_cent_of_sectors_put_at_random_are_localised() {
    let universe = scattered(2_000, 6);
    let mut random = stream(11, 11);
    let sectors: Vec<Sector> = (0..300)
        .map(|_| {
            let mut sites: Vec<u32> = (0..2_000).collect();
            super::shuffle_first(&mut random, &mut sites, 30);
            Sector { sites: sites[..30].to_vec(), weights: None }
        })
        .collect();
    let found = duranton_overman(
        &universe,
        &sectors,
        &DurantonOvermanOptions { steps: 30, simulations: 400, ..options(KDensityMethod::Fast) },
    )
    .unwrap();
    let localised = found.iter().flatten().filter(|sector| sector.localisation_index > 0.0).count()
        as f64
        / 300.0;
    // Three standard errors of a share of 300, and of the band itself, out of 400 curves.
    assert!((localised - 0.05).abs() < 0.045, "{localised}");
}

#[test]
fn neither_threads_nor_other_sectors_change_a_byte() {
    let universe = scattered(3_000, 8);
    let sector = |from: u32, count: u32, weighted: bool| Sector {
        sites: (from..from + count).collect(),
        weights: weighted.then(|| (0..count).map(|at| f64::from(at % 5 + 1)).collect()),
    };
    let all = [
        sector(0, 50, false),
        sector(100, 700, false),
        sector(5, 400, true),
        sector(0, 2_500, false),
    ];
    let few = DurantonOvermanOptions { simulations: 25, ..options(KDensityMethod::Fast) };
    let with = |threads, sectors: &[Sector]| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| duranton_overman(&universe, sectors, &few).unwrap())
    };
    let together = with(3, &all);
    assert_eq!(together, with(1, &all));
    for (sector, found) in all.iter().zip(&together) {
        assert_eq!(&with(1, std::slice::from_ref(sector))[0], found);
    }
}

#[test]
fn what_has_no_answer_says_why_and_stops_no_other_sector() {
    let universe = scattered(100, 9);
    let of = |sites: &[u32], weights: Option<Vec<f64>>| Sector { sites: sites.to_vec(), weights };
    let few = DurantonOvermanOptions { simulations: 19, ..options(KDensityMethod::Fast) };
    let sectors = [
        of(&[1], None),
        of(&[1, 2, 2], None),
        of(&[1, 200], None),
        of(&[1, 2], Some(vec![1.0, -1.0])),
        of(&[1, 2], Some(vec![0.0, 0.0])),
        of(&[1, 2], Some(vec![1.0])),
        of(&[1, 2, 3], None),
    ];
    let found = duranton_overman(&universe, &sectors, &few).unwrap();
    let why: Vec<_> = found[..6].iter().map(|found| found.clone().unwrap_err()).collect();
    assert_eq!(
        why,
        [
            NoAnswer::TooFew { found: 1, least: 2 },
            NoAnswer::NamedTwice { at: 1, neighbour: 2 },
            NoAnswer::UnknownNeighbour { at: 2, neighbour: 200 },
            NoAnswer::Negative { at: 1 },
            NoAnswer::AllZero,
            NoAnswer::Lengths { expected: 2, found: 1 },
        ]
    );
    assert!(found[6].is_ok());
    let one_place = duranton_overman(&[[1.0, 1.0]; 9], &[of(&[0, 1, 2], None)], &few).unwrap();
    assert_eq!(one_place, [Err(NoAnswer::OnePlace)]);
    let missing = duranton_overman(&[[1.0, f64::NAN]; 9], &[], &few);
    assert_eq!(missing, Err(NoAnswer::NotFinite { at: 0 }));
}
