//! Spatial kernels on a file, timed from outside: `bench/mapping-spatial.py`.
//!
//! `spatial moran|geary|lisa|local-geary FILE PERMUTATIONS SEED`: FILE has a line a
//! site, its value and then its neighbours from 0.
//! `spatial kd|kd-weighted|kd-exact|kd-all|m FILE SIMULATIONS SEED`: FILE has a line a plant, x, y, weight and sector,
//! as `x,y,weight,sector`; sector 0 is none; all but `kd-all` look at sector 1.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods)]

use karenina_stats::spatial::{
    Bandwidth, DurantonOvermanOptions, KDensityMethod, MarconPuechOptions, Sector, SpatialWeights,
    duranton_overman, geary_c, k_density, local_geary, local_moran, marcon_puech_m, moran_i,
};
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let text = std::fs::read_to_string(&arguments[1]).unwrap();
    match arguments[0].as_str() {
        "moran" | "geary" | "lisa" | "local-geary" => regions(&arguments, &text),
        "kd" | "kd-weighted" | "kd-exact" | "kd-all" | "m" => plants(&arguments, &text),
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

fn plants(arguments: &[String], text: &str) {
    let (mut universe, mut weights, mut sector_of) = (Vec::new(), Vec::new(), Vec::new());
    for line in text.lines() {
        let mut fields = line.split(',').map(|it| it.parse::<f64>().unwrap());
        let mut next = || fields.next().unwrap();
        universe.push([next(), next()]);
        weights.push(next());
        sector_of.push(next() as usize);
    }
    let wanted =
        if arguments[0] == "kd-all" { 1..=sector_of.iter().copied().max().unwrap() } else { 1..=1 };
    let sectors: Vec<Sector> = wanted
        .map(|sector| {
            let sites: Vec<u32> =
                (0..universe.len() as u32).filter(|&at| sector_of[at as usize] == sector).collect();
            let of = |weights: &[f64]| sites.iter().map(|&at| weights[at as usize]).collect();
            let weights = (arguments[0] == "kd-weighted").then(|| of(&weights));
            Sector { sites, weights }
        })
        .collect();
    let method =
        if arguments[0] == "kd-exact" { KDensityMethod::EveryPair } else { KDensityMethod::Fast };
    let simulations: u32 = arguments[2].parse().unwrap();
    let seed = arguments[3].parse().unwrap();
    if arguments[0] == "m" {
        let distances = (0..65).map(|at| 2.0 * f64::from(at)).collect();
        let mut options = MarconPuechOptions { distances, simulations: 0, level: 0.05, seed };
        let of = |options: &MarconPuechOptions| {
            let before = cpu();
            let found = marcon_puech_m(&universe, Some(&weights), &sectors[0].sites, options);
            (found.unwrap(), cpu() - before)
        };
        let (_, once) = of(&options);
        options.simulations = simulations;
        let (found, all) = of(&options);
        println!(
            "observed cpu {once:.3} simulation cpu {:.5}",
            (all - once) / f64::from(simulations)
        );
        for at in [1, 5, 10, 25, 50] {
            println!("{} {:?} {:?}", found.distances[at], found.m[at], found.envelope[at]);
        }
        return;
    }
    if simulations == 0 {
        let points: Vec<[f64; 2]> =
            sectors[0].sites.iter().map(|&at| universe[at as usize]).collect();
        let weights = sectors[0].weights.as_deref();
        let found = timed(|| k_density(&points, weights, None, 300.0, 300, method).unwrap());
        println!("bandwidth {:.6} bound {:.3e}", found.bandwidth, found.error_bound);
        println!(
            "{}",
            found.density.iter().map(|x| format!("{x:.9e}")).collect::<Vec<_>>().join(" ")
        );
        return;
    }
    let options = DurantonOvermanOptions {
        r_max: 300.0,
        steps: 300,
        simulations,
        level: 0.05,
        bandwidth: Bandwidth::OfSector,
        method,
        seed,
    };
    let (clock, before) = (Instant::now(), cpu());
    let found = duranton_overman(&universe, &sectors, &options).unwrap();
    println!("wall {:.3} cpu {:.3}", clock.elapsed().as_secs_f64(), cpu() - before);
    let localised = found.iter().flatten().filter(|it| it.localisation_index > 0.0).count();
    let dispersed = found.iter().flatten().filter(|it| it.dispersion_index > 0.0).count();
    let first = found[0].as_ref().unwrap();
    println!(
        "sectors {} localised {localised} dispersed {dispersed} first n {} bandwidth {:.4} index {:.6} crossing {:?}",
        found.len(),
        sectors[0].sites.len(),
        first.observed.bandwidth,
        first.localisation_index,
        first.crossing,
    );
}
