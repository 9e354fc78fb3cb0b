//! Measures a network of pairs and says how long each measure took; `bench/network.py` sets the
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

use karenina_network::{Affiliation, betweenness_of_affiliation};
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
    match measure.as_str() {
        "betweenness" => print(&timed(|| betweenness_of_affiliation(&network).unwrap())),
        other => panic!("no measure {other}"),
    }
}

fn print(values: &[f64]) {
    let lines: Vec<String> = values.iter().map(f64::to_string).collect();
    println!("{}", lines.join("\n"));
}

fn timed<T>(work: impl FnOnce() -> T) -> T {
    let (wall, cpu) = (std::time::Instant::now(), cpu_seconds());
    let result = work();
    eprintln!("wall {:.3} s, cpu {:.2} s", wall.elapsed().as_secs_f64(), cpu_seconds() - cpu);
    result
}

/// User and system time of this process so far, where the system tells it.
fn cpu_seconds() -> f64 {
    let Ok(stat) = std::fs::read_to_string("/proc/self/stat") else { return f64::NAN };
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks: f64 = fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap();
    ticks / 100.0
}
