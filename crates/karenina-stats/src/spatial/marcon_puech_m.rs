//! Marcon and Puech's M: how much of what is around a plant is of its own activity.

use super::NoAnswer;
use super::distance::corners;
use super::no_answer::{known, located};
use super::streams::{shuffle_first, stream};
use rayon::prelude::*;

/// How M is found.
#[derive(Debug, Clone, PartialEq)]
pub struct MarconPuechOptions {
    /// Distances at which M is wanted, rising, from 0 on, at most 65,000.
    pub distances: Vec<f64>,
    /// Random labellings; 0 for none.
    pub simulations: u32,
    /// The share of labellings beyond each side of the envelope, 0.05 usually.
    pub level: f64,
    /// Of the random draws.
    pub seed: u64,
}

/// M at each distance.
#[derive(Debug, Clone, PartialEq)]
pub struct MarconPuechM {
    /// As asked for.
    pub distances: Vec<f64>,
    /// M(r); `None` where no plant of the sector has any neighbour within r.
    pub m: Vec<Option<f64>>,
    /// How many plants of the sector have a neighbour within r: only these are compared.
    pub with_neighbours: Vec<u32>,
    /// The least and the most that random labelling allows at each distance by itself,
    /// a share `level` of labellings beyond each; `None` without simulations and where
    /// fewer than all of them have a value.
    pub envelope: Vec<Option<(f64, f64)>>,
    /// The mean over labellings, near 1.
    pub expected: Vec<Option<f64>>,
}

/// Relative concentration within r of the plants of a sector:
/// `M(r) = Σᵢ [Σ_{j in sector} wⱼ 1(dᵢⱼ ≤ r) / Σⱼ wⱼ 1(dᵢⱼ ≤ r)] / Σᵢ [(S − wᵢ) / (W − wᵢ)]`,
/// over the plants i of the sector that have any neighbour within r, j ≠ i.
///
/// Without a unit, 0 or more. 1 when around its plants the sector has the share that it
/// has everywhere, 2 when twice that; 0 when none of its plants are near each other. It
/// goes to 1 as r reaches all plants. Unlike K-density it is relative to where plants are
/// and cumulates. S and W are sums of weights (employment, or 1 a plant): of the sector, of all.
///
/// Under random labelling the activities are drawn anew on all sites, weights stay with
/// sites: what stands around each site does not change, so that it is counted once, and a
/// simulation looks at pairs of the sector alone.
///
/// Memory: 8 bytes × sites × distances.
///
/// # Errors
/// Fewer than two sites in the sector, or a site outside or named twice; a missing coordinate
/// or weight; a negative weight, or all zero; distances that do not rise from 0 on; a level
/// outside 0 to 0.5; more than 4 GB of sums.
///
/// ```
/// use karenina_stats::spatial::{MarconPuechOptions, marcon_puech_m};
/// // six sites in a row; the first two are one sector
/// let points: Vec<[f64; 2]> = (0..6).map(|at| [f64::from(at), 0.0]).collect();
/// let options =
///     MarconPuechOptions { distances: vec![1.0, 9.0], simulations: 0, level: 0.05, seed: 1 };
/// let found = marcon_puech_m(&points, None, &[0, 1], &options).unwrap();
/// // around the first all, around the second half, is of the sector; everywhere 1 of 5
/// assert!((found.m[0].unwrap() - 1.5 / 0.4).abs() < 1e-12);
/// assert!((found.m[1].unwrap() - 1.0).abs() < 1e-12);
/// ```
///
/// # Reference
/// Marcon, E. and Puech, F. (2010). Measures of the geographic concentration of
/// industries: improving distance-based methods. *Journal of Economic Geography* 10(5),
/// 745–762.
pub fn marcon_puech_m(
    universe: &[[f64; 2]],
    weights: Option<&[f64]>,
    sector: &[u32],
    options: &MarconPuechOptions,
) -> Result<MarconPuechM, NoAnswer> {
    let radii = &options.distances;
    check(universe, weights, sector, options)?;
    let ones;
    let weights = match weights {
        Some(weights) => weights,
        None => {
            ones = vec![1.0; universe.len()];
            &ones
        }
    };
    let all: f64 = weights.iter().sum();
    let bins = Bins::new(radii);
    let cells = Cells::new(universe, bins.reach);
    // Labellings may put the sector anywhere; without them only its own sites are asked.
    let mut asked = vec![options.simulations > 0; universe.len()];
    for &site in sector {
        asked[site as usize] = true;
    }
    let around = Around::new(universe, weights, &cells, &bins, &asked);
    let of =
        |chosen: &[u32], tally: &mut Tally| tally.m(chosen, universe, weights, all, &bins, &around);
    let start = || Tally::new(universe, bins.reach, radii.len());
    let (m, with_neighbours) = of(sector, &mut start());
    let n = sector.len();
    let simulated: Vec<Vec<Option<f64>>> = (0..options.simulations)
        .into_par_iter()
        .map_init(
            || (start(), (0..universe.len() as u32).collect::<Vec<u32>>()),
            |(tally, order), simulation| {
                for (place, site) in order.iter_mut().enumerate() {
                    *site = place as u32;
                }
                shuffle_first(&mut stream(options.seed, u64::from(simulation)), order, n);
                of(&order[..n], tally).0
            },
        )
        .collect();
    let many = simulated.len();
    let beyond = ((options.level * (many as f64 + 1.0)).floor() as usize).clamp(1, many.max(1)) - 1;
    let (mut envelope, mut expected) = (Vec::new(), Vec::new());
    for at in 0..radii.len() {
        let mut values: Vec<f64> = simulated.iter().filter_map(|curve| curve[at]).collect();
        values.sort_unstable_by(f64::total_cmp);
        let whole = many > 0 && values.len() == many;
        envelope.push(whole.then(|| (values[beyond], values[many - 1 - beyond])));
        expected.push(whole.then(|| values.iter().sum::<f64>() / many as f64));
    }
    Ok(MarconPuechM { distances: radii.clone(), m, with_neighbours, envelope, expected })
}

fn check(
    universe: &[[f64; 2]],
    weights: Option<&[f64]>,
    sector: &[u32],
    options: &MarconPuechOptions,
) -> Result<(), NoAnswer> {
    located(universe)?;
    if let Some(weights) = weights {
        known(weights, universe.len())?;
        if let Some(at) = weights.iter().position(|&weight| weight < 0.0) {
            return Err(NoAnswer::Negative { at });
        }
    }
    if sector.len() < 2 {
        return Err(NoAnswer::TooFew { found: sector.len(), least: 2 });
    }
    let mut sites = sector.to_vec();
    sites.sort_unstable();
    for (at, pair) in sites.windows(2).enumerate() {
        if pair[0] == pair[1] {
            return Err(NoAnswer::NamedTwice { at, neighbour: pair[0] as usize });
        }
    }
    let last = sites[sites.len() - 1] as usize;
    if last >= universe.len() {
        return Err(NoAnswer::UnknownNeighbour { at: sites.len() - 1, neighbour: last });
    }
    if let Some(weights) = weights
        && sites.iter().filter(|&&site| weights[site as usize] > 0.0).count() < 2
    {
        return Err(NoAnswer::AllZero);
    }
    let radii = &options.distances;
    let rises = radii.windows(2).all(|pair| pair[0] < pair[1]);
    let proper = radii.iter().all(|r| (0.0..1e70).contains(r));
    if radii.is_empty() || !rises || !proper || radii.len() > 65_000 {
        return Err(NoAnswer::Parameter { name: "the distances" });
    }
    if !(options.level > 0.0 && options.level < 0.5) {
        return Err(NoAnswer::Parameter { name: "the level" });
    }
    if universe.len().saturating_mul(radii.len()) > 1 << 29 {
        return Err(NoAnswer::TooLarge { name: "sites times distances" });
    }
    Ok(())
}

/// Finds the first distance that is not below that of a pair.
struct Bins {
    squares: Vec<f64>,
    reach: f64,
    /// For equal slices of the distance the first radius that may hold it.
    guess: Vec<u16>,
    slices: f64,
}

/// Slices of the distance.
const SLICES: usize = 4096;

impl Bins {
    fn new(radii: &[f64]) -> Bins {
        let reach = radii[radii.len() - 1];
        let slices = if reach > 0.0 { (SLICES - 1) as f64 / reach } else { 0.0 };
        let guess = (0..=SLICES)
            .map(|slice| {
                // A little before, for rounding.
                let from = if reach > 0.0 { (slice as f64 - 0.001) / slices } else { -1.0 };
                radii.partition_point(|&r| r < from) as u16
            })
            .collect();
        Bins { squares: radii.iter().map(|r| r * r).collect(), reach, guess, slices }
    }

    /// Of the square of a distance; `None` beyond the last radius.
    #[inline]
    fn of(&self, square: f64) -> Option<usize> {
        let slice = (square.sqrt() * self.slices) as usize;
        let mut bin = usize::from(*self.guess.get(slice)?);
        while *self.squares.get(bin)? < square {
            bin += 1;
        }
        Some(bin)
    }
}

/// Sites by squares of a board as wide as the reach, so that only nine squares are looked at.
struct Cells {
    corner: [f64; 2],
    side: f64,
    size: [usize; 2],
    start: Vec<u32>,
    sites: Vec<u32>,
}

impl Cells {
    fn new(points: &[[f64; 2]], reach: f64) -> Cells {
        let [low, high] = corners(points);
        let across = (high[0] - low[0]).max(high[1] - low[1]);
        // 512 squares a side at most.
        let side = reach.max(across / 512.0).max(f64::MIN_POSITIVE);
        let size = [0, 1].map(|axis| ((high[axis] - low[axis]) / side) as usize + 1);
        let mut cells =
            Cells { corner: low, side, size, start: Vec::new(), sites: vec![0; points.len()] };
        cells.fill((0..points.len() as u32).zip(points.iter().copied()));
        cells
    }

    fn cell(&self, point: [f64; 2]) -> [usize; 2] {
        [0, 1].map(|axis| {
            (((point[axis] - self.corner[axis]) / self.side) as usize).min(self.size[axis] - 1)
        })
    }

    fn fill(&mut self, points: impl Iterator<Item = (u32, [f64; 2])> + Clone) {
        self.start.clear();
        self.start.resize(self.size[0] * self.size[1] + 1, 0);
        let number = |cells: &Cells, point: [f64; 2]| {
            let [x, y] = cells.cell(point);
            y * cells.size[0] + x
        };
        let mut count = 0;
        for (_, point) in points.clone() {
            let cell = number(self, point);
            self.start[cell + 1] += 1;
            count += 1;
        }
        for cell in 1..self.start.len() {
            self.start[cell] += self.start[cell - 1];
        }
        self.sites.resize(count, 0);
        let mut next = self.start.clone();
        for (site, point) in points {
            let cell = number(self, point);
            self.sites[next[cell] as usize] = site;
            next[cell] += 1;
        }
    }

    /// The sites in the squares around a point, row by row.
    fn near(&self, point: [f64; 2]) -> impl Iterator<Item = &[u32]> {
        let [x, y] = self.cell(point);
        let columns = (x.saturating_sub(1), (x + 2).min(self.size[0]));
        (y.saturating_sub(1)..(y + 2).min(self.size[1])).map(move |row| {
            let from = row * self.size[0];
            &self.sites
                [self.start[from + columns.0] as usize..self.start[from + columns.1] as usize]
        })
    }
}

/// For each site and distance 1 / the weights of all others within it; 0 where there
/// are none.
struct Around {
    inverse: Vec<f64>,
}

impl Around {
    fn new(
        points: &[[f64; 2]],
        weights: &[f64],
        cells: &Cells,
        bins: &Bins,
        asked: &[bool],
    ) -> Around {
        let count = bins.squares.len();
        let mut inverse = vec![0.0; points.len() * count];
        let farthest = bins.squares[count - 1];
        inverse.par_chunks_exact_mut(count).enumerate().for_each(|(site, row)| {
            if !asked[site] {
                return;
            }
            let [x, y] = points[site];
            for others in cells.near(points[site]) {
                for &other in others {
                    let [x, y] = [points[other as usize][0] - x, points[other as usize][1] - y];
                    let square = x * x + y * y;
                    if square <= farthest
                        && other as usize != site
                        && let Some(bin) = bins.of(square)
                    {
                        row[bin] += weights[other as usize];
                    }
                }
            }
            let mut sum = 0.0;
            for within in row {
                sum += *within;
                *within = if sum > 0.0 { 1.0 / sum } else { 0.0 };
            }
        });
        Around { inverse }
    }
}

/// Room for one labelling.
struct Tally {
    cells: Cells,
    place: Vec<[f64; 3]>,
    row: Vec<f64>,
    ratio: Vec<f64>,
    base: Vec<f64>,
    count: Vec<u32>,
}

impl Tally {
    fn new(universe: &[[f64; 2]], reach: f64, count: usize) -> Tally {
        Tally {
            cells: Cells::new(universe, reach),
            place: Vec::new(),
            row: vec![0.0; count],
            ratio: vec![0.0; count],
            base: vec![0.0; count],
            count: vec![0; count],
        }
    }

    fn m(
        &mut self,
        chosen: &[u32],
        universe: &[[f64; 2]],
        weights: &[f64],
        all: f64,
        bins: &Bins,
        around: &Around,
    ) -> (Vec<Option<f64>>, Vec<u32>) {
        let radii = self.row.len();
        self.ratio.fill(0.0);
        self.base.fill(0.0);
        self.count.fill(0);
        let points = chosen.iter().map(|&site| universe[site as usize]);
        self.cells.fill((0..chosen.len() as u32).zip(points));
        // In the order of the squares, so that rows of neighbours stand together.
        self.place.clear();
        self.place.extend(self.cells.sites.iter().map(|&at| {
            let site = chosen[at as usize] as usize;
            [universe[site][0], universe[site][1], weights[site]]
        }));
        let of_sector: f64 = chosen.iter().map(|&site| weights[site as usize]).sum();
        for own in 0..chosen.len() {
            let [x, y, weight] = self.place[own];
            self.row.fill(0.0);
            let [column, row] = self.cells.cell([x, y]);
            let columns = (column.saturating_sub(1), (column + 2).min(self.cells.size[0]));
            for row in row.saturating_sub(1)..(row + 2).min(self.cells.size[1]) {
                let from = row * self.cells.size[0];
                let first = self.cells.start[from + columns.0] as usize;
                let last = self.cells.start[from + columns.1] as usize;
                for (other, place) in (first..).zip(&self.place[first..last]) {
                    let (dx, dy) = (place[0] - x, place[1] - y);
                    let square = dx * dx + dy * dy;
                    if square <= bins.squares[radii - 1]
                        && other != own
                        && let Some(bin) = bins.of(square)
                    {
                        self.row[bin] += place[2];
                    }
                }
            }
            let site = chosen[self.cells.sites[own] as usize] as usize;
            let base = (of_sector - weight) / (all - weight);
            let around = &around.inverse[site * radii..(site + 1) * radii];
            let mut sum = 0.0;
            for (at, &inverse) in around.iter().enumerate() {
                sum += self.row[at];
                self.ratio[at] += sum * inverse;
                if inverse > 0.0 {
                    self.base[at] += base;
                    self.count[at] += 1;
                }
            }
        }
        let m = (0..radii)
            .map(|at| (self.base[at] > 0.0).then(|| self.ratio[at] / self.base[at]))
            .collect();
        (m, self.count.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::{MarconPuechOptions, marcon_puech_m};
    use crate::spatial::streams::{below, stream};
    use crate::spatial::{NoAnswer, planar};

    fn scattered(points: usize) -> (Vec<[f64; 2]>, Vec<f64>) {
        let mut random = stream(2, 2);
        (0..points)
            .map(|_| {
                let mut number = |size| f64::from(below(&mut random, size));
                ([number(200), number(200)], number(40))
            })
            .unzip()
    }

    fn options(simulations: u32) -> MarconPuechOptions {
        let distances = vec![0.0, 1.0, 3.0, 5.0, 10.0, 25.0, 60.0, 300.0];
        MarconPuechOptions { distances, simulations, level: 0.05, seed: 3 }
    }

    /// The definition, term by term.
    #[test]
    fn every_m_is_that_of_the_definition() {
        let (points, weights) = scattered(600);
        let sector: Vec<u32> = (0..600).filter(|at| at % 7 == 3).collect();
        let found = marcon_puech_m(&points, Some(&weights), &sector, &options(0)).unwrap();
        let sum = |sites: &[u32]| sites.iter().map(|&at| weights[at as usize]).sum::<f64>();
        let all: Vec<u32> = (0..600).collect();
        for (at, &r) in found.distances.iter().enumerate() {
            let (mut ratio, mut base, mut count) = (0.0, 0.0, 0);
            for &i in &sector {
                let within = |sites: &[u32]| -> f64 {
                    let near =
                        |&&j: &&u32| j != i && planar(points[i as usize], points[j as usize]) <= r;
                    sites.iter().filter(near).map(|&j| weights[j as usize]).sum()
                };
                let own = weights[i as usize];
                if within(&all) > 0.0 {
                    ratio += within(&sector) / within(&all);
                    base += (sum(&sector) - own) / (sum(&all) - own);
                    count += 1;
                }
            }
            assert_eq!(found.with_neighbours[at], count);
            match found.m[at] {
                None => assert_eq!(count, 0),
                Some(m) => assert!((m - ratio / base).abs() < 1e-10, "{r}: {m} {}", ratio / base),
            }
        }
        assert!((found.m[7].unwrap() - 1.0).abs() < 1e-10);
    }

    #[test]
    fn a_corner_is_concentrated_and_a_random_sector_is_not() {
        let (points, _) = scattered(3_000);
        let corner: Vec<u32> = (0..3_000_u32)
            .filter(|&at| points[at as usize][0] < 40.0 && points[at as usize][1] < 40.0)
            .collect();
        let found = marcon_puech_m(&points, None, &corner, &options(199)).unwrap();
        assert!(found.m[4].unwrap() > 10.0 && found.m[4].unwrap() > found.envelope[4].unwrap().1);
        let random: Vec<u32> = (0..150).collect();
        let found = marcon_puech_m(&points, None, &random, &options(199)).unwrap();
        let inside = (3..8).filter(|&at| {
            let (low, high) = found.envelope[at].unwrap();
            let m = found.m[at].unwrap();
            low - 1e-9 <= m && m <= high + 1e-9
        });
        assert!(inside.count() >= 4);
        assert!((found.expected[5].unwrap() - 1.0).abs() < 0.05);
    }

    #[test]
    fn threads_change_nothing_and_odd_input_says_why() {
        let (points, weights) = scattered(500);
        let sector: Vec<u32> = (0..60).collect();
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| marcon_puech_m(&points, Some(&weights), &sector, &options(39)).unwrap())
        };
        assert_eq!(with(1), with(3));
        let why = |sector: &[u32]| {
            marcon_puech_m(&points, Some(&weights), sector, &options(0)).unwrap_err()
        };
        assert_eq!(why(&[4]), NoAnswer::TooFew { found: 1, least: 2 });
        assert_eq!(why(&[4, 500]), NoAnswer::UnknownNeighbour { at: 1, neighbour: 500 });
        assert_eq!(why(&[4, 4]), NoAnswer::NamedTwice { at: 0, neighbour: 4 });
        let one_place = vec![[1.0, 1.0]; 9];
        let found = marcon_puech_m(&one_place, None, &[0, 1], &options(9)).unwrap();
        assert!(found.m.iter().all(|m| (m.unwrap() - 1.0).abs() < 1e-12));
        let backwards = MarconPuechOptions { distances: vec![2.0, 1.0], ..options(0) };
        assert!(marcon_puech_m(&points, None, &sector, &backwards).is_err());
        let far_apart = [[0.0, 0.0], [9e9, 0.0], [0.0, 9e9]];
        let found = marcon_puech_m(&far_apart, None, &[0, 1], &options(9)).unwrap();
        assert!(found.m.iter().all(Option::is_none) && found.envelope[0].is_none());
    }
}
