//! Spatial kernels on a file, timed from outside: `bench/mapping-spatial.py`.
//!
//! `spatial moran|geary|lisa|local-geary FILE PERMUTATIONS SEED`: FILE has a line a
//! site, its value and then its neighbours from 0.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods)]

use karenina_stats::spatial::{SpatialWeights, geary_c, local_geary, local_moran, moran_i};
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let text = std::fs::read_to_string(&arguments[1]).unwrap();
    match arguments[0].as_str() {
        "moran" | "geary" | "lisa" | "local-geary" => regions(&arguments, &text),
        other => panic!("no measure {other}"),
    }
}

/// CPU seconds of all threads so far.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|it| it.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

fn timed<T>(work: impl Fn() -> T) -> T {
    let found = work();
    // Ticks are hundredths of a second: repeat what is short.
    let (clock, before, mut times) = (Instant::now(), cpu(), 0);
    while times == 0 || (clock.elapsed().as_secs_f64() < 1.0 && times < 20) {
        work();
        times += 1;
    }
    let times = f64::from(times);
    let (wall, cpu) = (clock.elapsed().as_secs_f64() / times, (cpu() - before) / times);
    println!("wall {wall:.4} cpu {cpu:.4}");
    found
}

fn regions(arguments: &[String], text: &str) {
    let permutations = arguments[2].parse().unwrap();
    let seed = arguments[3].parse().unwrap();
    let (mut values, mut rows) = (Vec::new(), Vec::new());
    for line in text.lines() {
        let mut fields = line.split_whitespace();
        values.push(fields.next().unwrap().parse().unwrap());
        rows.push(fields.map(|it| it.parse().unwrap()).collect());
    }
    let weights = SpatialWeights::contiguity(&rows).unwrap().row_standardised();
    match arguments[0].as_str() {
        "moran" => {
            let found = timed(|| moran_i(&values, &weights, permutations, seed).unwrap());
            let test = found.permutation.unwrap();
            let z = found.randomisation.unwrap().z;
            println!(
                "i {:.12} z {z:.6} p {} sd {:.6}",
                found.i, test.p_two_sided, test.standard_deviation
            );
        }
        "geary" => {
            let found = timed(|| geary_c(&values, &weights, permutations, seed).unwrap());
            println!("c {:.12} p {}", found.c, found.permutation.unwrap().p_two_sided);
        }
        "lisa" => {
            let found = timed(|| local_moran(&values, &weights, permutations, seed).unwrap());
            let sites: Vec<_> = found.sites.iter().flatten().collect();
            let below = sites.iter().filter(|site| site.p < 0.05).count();
            let kept = sites.iter().filter(|site| site.p_adjusted <= 0.05).count();
            println!("i0 {:.12} p_below_0.05 {below} fdr_0.05 {kept}", sites[0].i);
        }
        _ => {
            let found = timed(|| local_geary(&values, &weights, permutations, seed).unwrap());
            let below = found.iter().flatten().filter(|site| site.p < 0.05).count();
            println!("c0 {:.12} p_below_0.05 {below}", found[0].unwrap().c);
        }
    }
}
