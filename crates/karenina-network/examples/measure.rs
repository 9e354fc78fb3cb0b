//! Takes one measure of a network of pairs and says how long it took; `bench/network.py` sets the
//! answers beside those of other programs.
//!
//! `measure MEASURE < pairs.csv > values`: a line a pair, `actor,event` as numbers.

// Not part of any program that ships: this reads a clock and prints.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr
)]

use karenina_network::{
    Affiliation, Graph, Weighting, betweenness, betweenness_of_affiliation, betweenness_sampled,
    betweenness_weighted, brokerage, closeness_of_affiliation, clustering,
    clustering_of_affiliation, components_of_affiliation, core_numbers, core_periphery, dependence,
    ei_index, eigenvector, leiden_best_of, nestedness, order_by, pagerank, partners,
    robustness_at_random, robustness_of_affiliation, small_world_of_affiliation, structural_holes,
};
use std::io::Read;

fn main() {
    let measure = std::env::args().nth(1).unwrap();
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).unwrap();
    let pairs: Vec<(u32, u32)> = text
        .lines()
        .map(|line| line.split_once(',').unwrap())
        .map(|(actor, event)| (actor.parse().unwrap(), event.parse().unwrap()))
        .collect();
    let n_actors = pairs.iter().map(|it| it.0 as usize + 1).max().unwrap_or(0);
    let n_events = pairs.iter().map(|it| it.1 as usize + 1).max().unwrap_or(0);
    let network = Affiliation::from_pairs(n_actors, n_events, &pairs).unwrap();
    let graph = || network.project(Weighting::Plain, None).unwrap().graph;
    // Classes by number: every third of its own, and every seventh unknown.
    let classes: Vec<Option<u32>> =
        (0..n_actors as u32).map(|it| (it % 7 > 0).then_some(it % 3)).collect();
    let numbers = |list: &[u32]| list.iter().copied().map(f64::from).collect::<Vec<_>>();
    let or_zero = |list: Vec<Option<f64>>| list.into_iter().map(Option::unwrap_or_default);
    match measure.as_str() {
        "network" => drop(timed(|| Affiliation::from_pairs(n_actors, n_events, &pairs).unwrap())),
        "projection" => drop(timed(graph)),
        "betweenness" => print(&timed(|| betweenness_of_affiliation(&network).unwrap())),
        "betweenness_of_ties" => print(&on(&graph(), |it| betweenness(it).unwrap())),
        "betweenness_weighted" => print(&on(&graph(), betweenness_weighted)),
        "betweenness_sampled" => {
            let samples = std::env::args().nth(2).unwrap().parse().unwrap();
            let found = timed(|| betweenness_sampled(&network, samples, 0.95, 1).unwrap());
            let most = |list: &[f64]| list.iter().copied().fold(0.0, f64::max);
            let n = n_actors as f64;
            let pairs = (n - 1.0) * (n - 2.0) / 2.0;
            eprintln!(
                "largest value {:.5}, its widest standard error {:.5}, guaranteed to {:.5}, as shares of all pairs",
                most(&found.values) / pairs,
                most(&found.standard_error) / pairs,
                most(&found.error) / pairs
            );
            print(&found.values);
        }
        "closeness" => print(&timed(|| closeness_of_affiliation(&network).unwrap()).harmonic),
        "components" => print(&numbers(&timed(|| components_of_affiliation(&network)).sizes)),
        "clustering" => {
            print(&or_zero(on(&graph(), clustering).local).collect::<Vec<_>>());
        }
        "clustering_of_affiliation" => {
            print(&[timed(|| clustering_of_affiliation(&network)).unwrap()]);
        }
        "constraint" => {
            print(&or_zero(on(&graph(), structural_holes).constraint).collect::<Vec<_>>());
        }
        "cores" => print(&numbers(&on(&graph(), core_numbers))),
        "partners" => print(&numbers(&timed(|| partners(&network)))),
        "eigenvector" => print(&on(&graph(), eigenvector).unwrap()),
        "pagerank" => print(&on(&graph(), |it| pagerank(it, 0.85)).unwrap()),
        "brokerage" => {
            let found = on(&graph(), |it| brokerage(it, &classes).unwrap());
            print(&found.iter().map(|it| it.liaison.low).collect::<Vec<_>>());
        }
        "ei_index" => {
            let found = on(&graph(), |it| ei_index(it, &classes).unwrap().unwrap());
            print(&[found.low, found.high]);
        }
        "leiden" => {
            let seed = std::env::args().nth(2).map_or(1, |it| it.parse().unwrap());
            let starts = std::env::args().nth(3).map_or(1, |it| it.parse().unwrap());
            let found = on(&graph(), |it| leiden_best_of(it, 1.0, seed, starts));
            eprintln!(
                "Q {:.6}, {} communities, {} rounds",
                found.modularity.unwrap(),
                found.sizes.len(),
                found.rounds
            );
            print(&numbers(&found.of));
        }
        "robustness" => {
            let order = order_by(&numbers(&partners(&network)));
            let found = timed(|| robustness_of_affiliation(&network, &order).unwrap());
            print(&numbers(&found.largest));
        }
        "robustness_100" => print(&timed(|| robustness_at_random(&network, 100, 1)).mean_largest),
        "dependence" => {
            let found = timed(|| dependence(&network)).on_actors;
            print(&found.into_iter().map(|it| it as f64).collect::<Vec<_>>());
        }
        "nestedness" => print(&[timed(|| nestedness(&network)).whole.unwrap()]),
        "core_periphery" => print(&[on(&graph(), core_periphery).fit.unwrap()]),
        "small_world" => {
            let found = timed(|| small_world_of_affiliation(&network, 3, 1).unwrap());
            print(&[found.coefficient.unwrap()]);
        }
        other => panic!("no measure {other}"),
    }
}

fn on<T>(graph: &Graph, work: impl FnOnce(&Graph) -> T) -> T {
    timed(|| work(graph))
}

fn print(values: &[f64]) {
    let lines: Vec<String> = values.iter().map(f64::to_string).collect();
    println!("{}", lines.join("\n"));
}

fn timed<T>(work: impl FnOnce() -> T) -> T {
    let (wall, cpu) = (std::time::Instant::now(), cpu_seconds());
    let result = work();
    let (wall, cpu) = (wall.elapsed().as_secs_f64(), cpu_seconds() - cpu);
    eprintln!("wall {wall:.4} cpu {cpu:.2} peak_mb {:.0}", peak_mb());
    result
}

/// User and system time of this process so far, where the system tells it.
fn cpu_seconds() -> f64 {
    let Ok(stat) = std::fs::read_to_string("/proc/self/stat") else { return f64::NAN };
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks: f64 = fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap();
    ticks / 100.0
}

/// The most memory that this process has had, where the system tells it.
fn peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"));
    let kb = line.and_then(|it| it.trim().strip_suffix(" kB")?.parse().ok());
    kb.map_or(f64::NAN, |it: f64| it / 1024.0)
}
