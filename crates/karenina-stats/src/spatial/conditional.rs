//! Conditional permutation: each site keeps its value, the others change places.
//!
//! A site with k equally weighted neighbours is compared with sums of k values drawn
//! without return from all other sites. Sites with as many neighbours share draws, 128
//! a block, taken from all over the list; each block has a stream of its own, so that
//! numbers of significant sites do not swing together. Draws are from the sites
//! 0..n−1 without the last; for site i the last one stands in where i was drawn, which is
//! exactly a draw from all others.

use super::streams::{LaneWork, below, in_lanes, shuffle_first, stream};
use super::weights::SpatialWeights;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

/// How many draws were as high or higher, and as low or lower.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tails {
    pub high: u32,
    pub low: u32,
}

impl Tails {
    /// Twice the smaller tail, the real map counted as one more; at most 1.
    pub(super) fn p_two_sided(self, permutations: u32) -> f64 {
        let tail = f64::from(self.high.min(self.low)) + 1.0;
        (2.0 * tail / (f64::from(permutations) + 1.0)).min(1.0)
    }
}

/// What of the neighbours is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compared {
    /// Σ wᵢⱼ zⱼ
    Lag,
    /// Σ wᵢⱼ (zᵢ − zⱼ)²
    Differences,
}

/// Sites that share draws.
fn block_size(permutations: u32) -> usize {
    if permutations < 10_000 { 192 } else { 768 }
}

/// Draws that are looked up together.
const CHUNK: usize = 64;

/// The tails of each site; `None` for islands. z must have mean 0 and variance 1.
pub(super) fn tails(
    z: &[f64],
    weights: &SpatialWeights,
    compared: Compared,
    permutations: u32,
    seed: u64,
) -> Vec<Option<Tails>> {
    let sites = z.len();
    let mut alike: Vec<(usize, u32)> = Vec::new();
    let mut single: Vec<u32> = Vec::new();
    for site in 0..sites {
        match weights.uniform(site) {
            // With all others as neighbours there is nothing to draw.
            Some(weight) if weight > 0.0 => alike.push((weights.row(site).0.len(), site as u32)),
            None if !weights.row(site).0.is_empty() => single.push(site as u32),
            Some(_) | None => (),
        }
    }
    alike.sort_unstable();
    let mut blocks: Vec<(usize, Vec<u32>)> = Vec::new();
    for part in alike.chunk_by(|a, b| a.0 == b.0) {
        // Neighbours should not share draws: every block takes sites from all over.
        let count = part.len().div_ceil(block_size(permutations));
        blocks.extend((0..count).map(|block| {
            (part[0].0, part.iter().skip(block).step_by(count).map(|&(_, site)| site).collect())
        }));
    }
    let mut tails = vec![None; sites];
    let shared: Vec<Vec<Tails>> = blocks
        .par_iter()
        .enumerate()
        .map_init(
            || Drawer::new(sites),
            |drawer, (number, (k, block))| {
                drawer.random = stream(seed, number as u64);
                match compared {
                    Compared::Lag => drawer.lag(z, weights, *k, block, permutations),
                    Compared::Differences => {
                        drawer.differences(z, weights, *k, block, permutations)
                    }
                }
            },
        )
        .collect();
    for ((_, block), found) in blocks.iter().zip(shared) {
        for (&site, found) in block.iter().zip(found) {
            tails[site as usize] = Some(found);
        }
    }
    // Streams far from those of the blocks.
    let own: Vec<Tails> = single
        .par_iter()
        .map_init(
            || Drawer::new(sites),
            |drawer, &site| {
                drawer.random = stream(seed, (1 << 40) + u64::from(site));
                drawer.own_weights(z, weights, site as usize, compared, permutations)
            },
        )
        .collect();
    for (site, found) in single.into_iter().zip(own) {
        tails[site as usize] = Some(found);
    }
    tails
}

/// Equal but for rounding; z has variance 1.
fn tolerance(k: usize) -> f64 {
    1e-10 * (k as f64 + 1.0)
}

/// A draw that holds a site of the block.
struct Hit {
    slot: usize,
    sum: f64,
    squares: f64,
}

struct Drawer {
    random: ChaCha8Rng,
    chosen: Vec<u32>,
    /// For samples too large to compare each with each: always some order of all sites.
    order: Vec<u32>,
    /// One bit a site: is it in the block?
    marked: Vec<u64>,
    slot: Vec<u16>,
    hits: Vec<Hit>,
}

impl Drawer {
    fn new(sites: usize) -> Drawer {
        Drawer {
            random: stream(0, 0),
            chosen: Vec::new(),
            order: (0..sites.saturating_sub(1) as u32).collect(),
            marked: vec![0; sites.div_ceil(64)],
            slot: vec![0; sites],
            hits: Vec::new(),
        }
    }

    /// k different sites of all but the last.
    fn choose(&mut self, k: usize) {
        let others = self.order.len();
        self.chosen.clear();
        if k > 24 || 4 * k > others {
            shuffle_first(&mut self.random, &mut self.order, k);
            self.chosen.extend_from_slice(&self.order[..k]);
            return;
        }
        while self.chosen.len() < k {
            let site = below(&mut self.random, others as u32);
            if !self.chosen.contains(&site) {
                self.chosen.push(site);
            }
        }
    }

    /// Starts a stream with the sites in their order, so that it does not matter which
    /// block the thread had before.
    fn begin(&mut self, block: &[u32], k: usize) {
        if k > 24 || 4 * k > self.order.len() {
            for (place, site) in self.order.iter_mut().enumerate() {
                *site = place as u32;
            }
        }
        self.hits.clear();
        self.mark(block);
    }

    fn mark(&mut self, block: &[u32]) {
        for (slot, &site) in block.iter().enumerate() {
            self.marked[site as usize / 64] ^= 1 << (site % 64);
            self.slot[site as usize] = slot as u16;
        }
    }

    /// The sums of values and squares of one draw; draws that hold a site of the block
    /// are noted.
    fn draw(&mut self, z: &[f64], k: usize) -> (f64, f64) {
        self.choose(k);
        let (mut sum, mut squares, mut held) = (0.0, 0.0, 0);
        for &site in &self.chosen {
            let value = z[site as usize];
            sum += value;
            squares += value * value;
            held |= self.marked[site as usize / 64] >> (site % 64) & 1;
        }
        if held == 1 {
            for &site in &self.chosen {
                if self.marked[site as usize / 64] >> (site % 64) & 1 == 1 {
                    let slot = usize::from(self.slot[site as usize]);
                    self.hits.push(Hit { slot, sum, squares });
                }
            }
        }
        (sum, squares)
    }

    /// Sums of k draws are put between the thresholds of all sites of the block by one
    /// search; then the draws that held the site itself are counted anew.
    fn lag(
        &mut self,
        z: &[f64],
        weights: &SpatialWeights,
        k: usize,
        block: &[u32],
        permutations: u32,
    ) -> Vec<Tails> {
        self.begin(block, k);
        let rim = tolerance(k);
        let found: Vec<f64> = block.iter().map(|&site| sum_of(z, weights, site)).collect();
        // Just below and just above what was found.
        let mut thresholds: Vec<(f64, usize)> = (0..2 * block.len())
            .map(|it| (found[it / 2] + if it % 2 == 0 { -rim } else { rim }, it))
            .collect();
        thresholds.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let steps = (2 * block.len() + 1).next_power_of_two();
        let mut ladder = vec![f64::INFINITY; steps];
        for (step, &(threshold, _)) in ladder.iter_mut().zip(&thresholds) {
            *step = threshold;
        }
        let mut counts = vec![0_u32; steps + 1];
        let mut sums = [0.0; CHUNK];
        let mut left = permutations as usize;
        while left > 0 {
            let now = left.min(CHUNK);
            for sum in &mut sums[..now] {
                *sum = self.draw(z, k).0;
            }
            for place in &search(&ladder, &sums)[..now] {
                counts[*place as usize] += 1;
            }
            left -= now;
        }
        // How many draws are at or above each threshold.
        let mut at_least = vec![0_u32; 2 * block.len()];
        let mut above: u32 = counts.iter().sum();
        for (rank, &(_, which)) in thresholds.iter().enumerate() {
            above -= counts[rank];
            at_least[which] = above;
        }
        let last = z[z.len() - 1];
        for hit in &self.hits {
            let site = block[hit.slot] as usize;
            let anew = hit.sum - z[site] + last;
            for (side, rim) in [-rim, rim].into_iter().enumerate() {
                let (count, threshold) =
                    (&mut at_least[2 * hit.slot + side], found[hit.slot] + rim);
                *count += u32::from(anew >= threshold);
                *count -= u32::from(hit.sum >= threshold);
            }
        }
        self.mark(block);
        at_least
            .chunks_exact(2)
            .map(|of| Tails { high: of[0], low: permutations - of[1] })
            .collect()
    }

    fn differences(
        &mut self,
        z: &[f64],
        weights: &SpatialWeights,
        k: usize,
        block: &[u32],
        permutations: u32,
    ) -> Vec<Tails> {
        self.begin(block, k);
        let count = k as f64;
        let of = |own: f64, sum: f64, squares: f64| count * own * own - 2.0 * own * sum + squares;
        let sites: Vec<Differences> = block
            .iter()
            .map(|&site| {
                let own = z[site as usize];
                let found: f64 = weights
                    .row(site as usize)
                    .0
                    .iter()
                    .map(|&other| (own - z[other as usize]) * (own - z[other as usize]))
                    .sum();
                // Rounding grows with the squares that cancel.
                let rim = tolerance(k) * (1.0 + own * own);
                Differences { own, low: found - rim, high: found + rim }
            })
            .collect();
        let mut at_least = vec![[0_u32; 2]; block.len()];
        let (mut sums, mut squares) = ([0.0; CHUNK], [0.0; CHUNK]);
        let mut left = permutations as usize;
        while left > 0 {
            let now = left.min(CHUNK);
            for draw in 0..now {
                (sums[draw], squares[draw]) = self.draw(z, k);
            }
            in_lanes(CountDifferences {
                sites: &sites,
                count,
                sums: &sums[..now],
                squares: &squares[..now],
                at_least: &mut at_least,
            });
            left -= now;
        }
        let last = z[z.len() - 1];
        for hit in &self.hits {
            let site = &sites[hit.slot];
            let before = of(site.own, hit.sum, hit.squares);
            let anew = of(
                site.own,
                hit.sum - site.own + last,
                hit.squares - site.own * site.own + last * last,
            );
            for (count, threshold) in at_least[hit.slot].iter_mut().zip([site.low, site.high]) {
                *count += u32::from(anew >= threshold);
                *count -= u32::from(before >= threshold);
            }
        }
        self.mark(block);
        at_least.iter().map(|of| Tails { high: of[0], low: permutations - of[1] }).collect()
    }

    /// A site whose neighbours weigh differently has draws of its own.
    fn own_weights(
        &mut self,
        z: &[f64],
        weights: &SpatialWeights,
        site: usize,
        compared: Compared,
        permutations: u32,
    ) -> Tails {
        let (neighbours, row) = weights.row(site);
        let k = neighbours.len();
        self.begin(&[], k);
        let size = row.iter().fold(0.0_f64, |size, &weight| size.max(weight));
        let of = |value: f64| match compared {
            Compared::Lag => value,
            Compared::Differences => (z[site] - value) * (z[site] - value),
        };
        let found: f64 = neighbours.iter().zip(row).map(|(&at, w)| w * of(z[at as usize])).sum();
        let rim = tolerance(k) * size * (1.0 + z[site] * z[site]);
        let mut tails = Tails::default();
        for _ in 0..permutations {
            self.choose(k);
            let mut sum = 0.0;
            for (&chosen, weight) in self.chosen.iter().zip(row) {
                let chosen = if chosen as usize == site { z.len() - 1 } else { chosen as usize };
                sum += weight * of(z[chosen]);
            }
            tails.high += u32::from(sum >= found - rim);
            tails.low += u32::from(sum <= found + rim);
        }
        tails
    }
}

fn sum_of(z: &[f64], weights: &SpatialWeights, site: u32) -> f64 {
    weights.row(site as usize).0.iter().map(|&other| z[other as usize]).sum()
}

/// For each value, how many steps of the ladder (a power of two long, rising) are at or
/// below it; all values take each step together.
fn search(ladder: &[f64], values: &[f64; CHUNK]) -> [u32; CHUNK] {
    let mut places = [0_u32; CHUNK];
    let mut half = ladder.len() / 2;
    while half > 0 {
        for (place, value) in places.iter_mut().zip(values) {
            *place += u32::from(ladder[*place as usize + half - 1] <= *value) * half as u32;
        }
        half /= 2;
    }
    // The last step is infinite, so that no value is beyond it.
    places
}

struct Differences {
    own: f64,
    low: f64,
    high: f64,
}

struct CountDifferences<'a> {
    sites: &'a [Differences],
    count: f64,
    sums: &'a [f64],
    squares: &'a [f64],
    at_least: &'a mut [[u32; 2]],
}

impl LaneWork for CountDifferences<'_> {
    type Output = ();

    // As in `SumMaps`.
    #[allow(clippy::inline_always)]
    #[inline(always)]
    fn work(self) {
        for (site, counts) in self.sites.iter().zip(self.at_least) {
            let (fixed, twice) = (self.count * site.own * site.own, 2.0 * site.own);
            let (mut low, mut high) = (0_u64, 0_u64);
            for (sum, squares) in self.sums.iter().zip(self.squares) {
                let value = fixed - twice * sum + squares;
                low += u64::from(value >= site.low);
                high += u64::from(value >= site.high);
            }
            counts[0] += low as u32;
            counts[1] += high as u32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Compared, tails};
    use crate::spatial::SpatialWeights;

    /// Every way to choose k of the others, for each site.
    fn exactly(z: &[f64], weights: &SpatialWeights, site: usize, compared: Compared) -> (f64, f64) {
        let (neighbours, row) = weights.row(site);
        let of = |value: f64| match compared {
            Compared::Lag => value,
            Compared::Differences => (z[site] - value) * (z[site] - value),
        };
        let others: Vec<f64> = (0..z.len()).filter(|&at| at != site).map(|at| of(z[at])).collect();
        let found: f64 = neighbours.iter().zip(row).map(|(&at, w)| w * of(z[at as usize])).sum();
        let mut all: Vec<(f64, Vec<usize>)> = vec![(0.0, vec![])];
        for weight in row {
            let mut longer = Vec::new();
            for (sum, used) in all {
                for at in (0..others.len()).filter(|at| !used.contains(at)) {
                    longer.push((sum + weight * others[at], [&used[..], &[at]].concat()));
                }
            }
            all = longer;
        }
        let share = |test: &dyn Fn(f64) -> bool| {
            all.iter().filter(|(sum, _)| test(*sum)).count() as f64 / all.len() as f64
        };
        (share(&|sum| sum >= found - 1e-9), share(&|sum| sum <= found + 1e-9))
    }

    #[test]
    fn draws_come_close_to_going_through_all() {
        let z = [-1.2, 0.3, 1.9, -0.4, -0.4, 0.9, -1.1];
        let ring = |weights: &[f64]| {
            (0..7_u32)
                .map(|at| {
                    weights
                        .iter()
                        .enumerate()
                        .map(|(step, &w)| ((at + step as u32 + 1) % 7, w))
                        .collect()
                })
                .collect()
        };
        for rows in [ring(&[1.0, 1.0]), ring(&[1.0, 0.5]), ring(&[0.25, 0.25, 0.25])] {
            let weights = SpatialWeights::from_rows(rows).unwrap();
            for compared in [Compared::Lag, Compared::Differences] {
                for (site, found) in
                    tails(&z, &weights, compared, 20_000, 3).into_iter().enumerate()
                {
                    let (high, low) = exactly(&z, &weights, site, compared);
                    let found = found.unwrap();
                    // Four standard errors: 42 shares are looked at, twice.
                    for (found, exact) in [(found.high, high), (found.low, low)] {
                        let error = 4.0 * (exact * (1.0 - exact) / 2e4).sqrt() + 1e-12;
                        assert!(
                            (f64::from(found) / 2e4 - exact).abs() <= error,
                            "{site} {compared:?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn where_all_others_are_neighbours_nothing_is_surprising() {
        let rows =
            (0..5_u32).map(|at| (0..5).filter(|&other| other != at).collect()).collect::<Vec<_>>();
        let weights = SpatialWeights::contiguity(&rows).unwrap();
        for found in tails(&[1.0, -2.0, 0.5, 0.1, 0.4], &weights, Compared::Lag, 99, 1) {
            assert_eq!(found.unwrap().p_two_sided(99), 1.0);
        }
    }
}
