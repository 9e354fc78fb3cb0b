//! Measures on files of plain numbers, with CPU seconds and peak memory: what
//! `bench/mapping-complexity.py` compares with other tools.
//!
//!     regional complexity FILE REGIONS ACTIVITIES   little-endian f64, region after region
//!     regional bootstrap FILE REGIONS ACTIVITIES DRAWS
//!     regional plants FILE PLANTS                   activities, regions (u16), employment (u32)

// A program for measuring reads its file and the clock of the machine.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stdout)]

use karenina_stats::{
    ComplexityLimits, OwnProximity, PlantSums, Presence, RegionalTable, complexity_bootstrap,
    economic_complexity, proximity, relatedness_density, revealed_comparative_advantage,
};
use std::{env, fmt::Write, fs, time::Instant};

fn main() {
    let words: Vec<String> = env::args().collect();
    let number = |at: usize| words[at].parse::<usize>().unwrap();
    match words[1].as_str() {
        "complexity" => complexity(&words[2], number(3), number(4)),
        "bootstrap" => bootstrap(&words[2], number(3), number(4), number(5)),
        "plants" => plants(&words[2], number(3)),
        other => panic!("`{other}` is not one of complexity, bootstrap, plants"),
    }
}

fn read(file: &str, values: usize) -> Vec<f64> {
    let bytes = fs::read(file).unwrap();
    let tail = &bytes[bytes.len() - values * 8..];
    tail.as_chunks::<8>().0.iter().map(|it| f64::from_le_bytes(*it)).collect()
}

fn bootstrap(file: &str, regions: usize, activities: usize, draws: usize) {
    let values = read(file, regions * activities);
    let table = RegionalTable::new(&values, regions, activities).unwrap();
    let limits = ComplexityLimits::default();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let mut clock = Clock::start();
    let before = threads_cpu();
    let found =
        pool.install(|| complexity_bootstrap(&table, 1.0, &limits, draws, 0.95, 1)).unwrap();
    clock.lap("bootstrap");
    println!("all threads {:.2} s CPU", threads_cpu() - before);
    clock.end();
    println!(
        "first region {:?} rank {:?}; disconnected {} turned {}",
        found.regions[0], found.ranks[0], found.disconnected, found.turned
    );
}

/// User time of the process in seconds, to a hundredth.
fn threads_cpu() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let rest = text.rsplit(')').next().unwrap_or_default();
    let ticks = rest.split_whitespace().skip(11).take(2).map(|it| it.parse::<f64>().unwrap_or(0.0));
    ticks.sum::<f64>() / 100.0
}

fn complexity(file: &str, regions: usize, activities: usize) {
    let values = read(file, regions * activities);
    for _ in 0..3 {
        let mut clock = Clock::start();
        let table = RegionalTable::new(&values, regions, activities).unwrap();
        let advantage = revealed_comparative_advantage(&table).unwrap();
        clock.lap("rca");
        let presence = Presence::from_quotients(&table, 1.0).unwrap();
        clock.lap("bits");
        let near = proximity(&presence);
        clock.lap("proximity");
        let density = relatedness_density(&presence, &near, OwnProximity::Counted).unwrap();
        clock.lap("density");
        let found = economic_complexity(&presence, &ComplexityLimits::default()).unwrap();
        clock.lap("eci");
        clock.end();
        let eci: Vec<f64> = found.regions.iter().map(|it| it.unwrap_or(0.0)).collect();
        println!(
            "eci {:.12} {:.12} {:.12} lambda2 {:.15} lambda3 {:?} steps {} standing {:?} small {} corr {:.3}",
            eci[0],
            eci[1],
            eci[2],
            found.second_eigenvalue,
            found.third_eigenvalue,
            found.steps,
            found.standing,
            found.small_regions.len(),
            found.diversity_correlation
        );
        let sum: f64 = density.values().iter().sum();
        println!(
            "density {:.12} sum {sum:.9e} rca {:.12}",
            density.values()[0],
            advantage.values()[0]
        );
        if let Some(out) = env::args().nth(5) {
            let bytes: Vec<u8> = eci.iter().flat_map(|it| it.to_le_bytes()).collect();
            fs::write(out, bytes).unwrap();
        }
    }
}

fn plants(file: &str, plants: usize) {
    let bytes = fs::read(file).unwrap();
    let short = |bytes: &[u8]| -> Vec<u16> {
        bytes.as_chunks::<2>().0.iter().map(|it| u16::from_le_bytes(*it)).collect()
    };
    let activity = short(&bytes[..2 * plants]);
    let region = short(&bytes[2 * plants..4 * plants]);
    let employment: Vec<u32> =
        bytes[4 * plants..].as_chunks::<4>().0.iter().map(|it| u32::from_le_bytes(*it)).collect();
    drop(bytes);
    let count = |column: &[u16]| usize::from(*column.iter().max().unwrap()) + 1;
    let (activities, regions) = (count(&activity), count(&region));
    for _ in 0..3 {
        let mut clock = Clock::start();
        let mut sums = PlantSums::new(activities, regions).unwrap();
        for at in (0..plants).step_by(65_536) {
            let chunk = at..(at + 65_536).min(plants);
            let refused =
                sums.add(&activity[chunk.clone()], &region[chunk.clone()], &employment[chunk]);
            assert!(refused.unwrap().is_empty());
        }
        clock.lap("sums");
        let found = sums.ellison_glaeser();
        clock.lap("gamma");
        clock.end();
        let gamma: Vec<f64> = found[..3].iter().map(|it| it.unwrap().gamma).collect();
        println!("gamma {gamma:?}");
    }
}

/// Wall time of each part, CPU time of all: the parts run on one thread.
struct Clock {
    cpu: f64,
    lap: Instant,
    said: String,
}

impl Clock {
    fn start() -> Self {
        Self { cpu: cpu(), lap: Instant::now(), said: String::new() }
    }

    fn lap(&mut self, name: &str) {
        let now = Instant::now();
        let _ = write!(self.said, "{name} {:.1} ms ", (now - self.lap).as_secs_f64() * 1e3);
        self.lap = now;
    }

    fn end(&self) {
        println!("{}cpu {:.3} s peak {:.0} MB", self.said, cpu() - self.cpu, peak());
    }
}

/// Nanoseconds on the processor, in seconds; 0 where the system does not say.
fn cpu() -> f64 {
    let text = fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    text.split_whitespace().next().and_then(|it| it.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

fn peak() -> f64 {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find(|it| it.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|it| it.parse::<f64>().ok()).unwrap_or(0.0) / 1e3
}
