//! Duranton and Overman's K-density: are the plants of an activity nearer to each other,
//! or farther, than plants in general?

mod bands;
mod exact;
mod fourier;
mod grid;
mod kernel;
mod pairs;

use super::NoAnswer;
use super::distance::corners;
use super::no_answer::located;
use super::streams::{shuffle_first, stream};
use bands::bands;
use grid::{CELLS, Grid};
pub use kernel::silverman_bandwidth;
use pairs::{Bins, Counts, FromCounts};
use rayon::prelude::*;

/// How pairs are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KDensityMethod {
    /// Every pair with its distance and the kernel at every r: the definition, to nine
    /// digits. n² / 2 pairs.
    EveryPair,
    /// Counts of pairs in fine bins, or on a grid of a third of the bandwidth by a Fourier
    /// transform, whichever is cheaper; within `error_bound` of every pair.
    Fast,
}

/// A K-density.
#[derive(Debug, Clone, PartialEq)]
pub struct KDensity {
    /// 0, step, 2 step, … `r_max`, in the unit of the points.
    pub distances: Vec<f64>,
    /// Per unit of distance; with no end to r it would integrate to 1.
    pub density: Vec<f64>,
    /// The bandwidth of the kernel.
    pub bandwidth: f64,
    /// How far at most, at any distance, the density may be from that of every pair: a
    /// bound that always holds. What is seen is mostly below a tenth of it.
    pub error_bound: f64,
}

/// The density of the distances between the pairs of points:
/// K(r) = Σ_{i<j} wᵢ wⱼ [φ((r−dᵢⱼ)/h) + φ((r+dᵢⱼ)/h)] / (h Σ_{i<j} wᵢ wⱼ).
///
/// Per unit of distance, 0 or more. φ is the normal density; the second term is the
/// reflection at zero, without which density would leak to negative distances. `weights`
/// (employment, say) may be left out. h is [`silverman_bandwidth`] unless given. Points
/// are planar; see [`lambert_azimuthal`](super::lambert_azimuthal()) for degrees.
///
/// # Errors
/// Fewer than two points, a coordinate or weight that is missing, a negative weight, fewer
/// than two weights above zero, all points in one place, a grid beyond 134 million cells.
///
/// ```
/// use karenina_stats::spatial::{KDensityMethod, k_density};
/// let points = [[0.0, 0.0], [3.0, 4.0]]; // one pair, 5 apart
/// let found = k_density(&points, None, Some(1.0), 10.0, 10, KDensityMethod::EveryPair).unwrap();
/// assert!((found.density[5] - 0.398_942_28).abs() < 1e-8);
/// ```
///
/// # Reference
/// Duranton, G. and Overman, H. G. (2005). Testing for localization using
/// micro-geographic data. *Review of Economic Studies* 72(4), 1077–1106.
#[doc(alias = "Kd")]
pub fn k_density(
    points: &[[f64; 2]],
    weights: Option<&[f64]>,
    bandwidth: Option<f64>,
    r_max: f64,
    steps: usize,
    method: KDensityMethod,
) -> Result<KDensity, NoAnswer> {
    let range = Range::new(r_max, steps)?;
    located(points)?;
    let bandwidth = match bandwidth {
        Some(h) if h > 0.0 && h.is_finite() => h,
        Some(_) => return Err(NoAnswer::Parameter { name: "the bandwidth" }),
        None => silverman_bandwidth(points)?,
    };
    let sector = Prepared::new(points.to_vec(), weights.map(<[f64]>::to_vec), bandwidth)?;
    let way = Way::new(&sector, corners(points), range, method)?;
    Ok(KDensity {
        distances: range.distances(),
        density: way.observed(&sector, range),
        bandwidth,
        error_bound: way.error_bound(&sector),
    })
}

/// The plants of one activity.
#[derive(Debug, Clone, PartialEq)]
pub struct Sector {
    /// Which sites of the universe they occupy, from 0, each once.
    pub sites: Vec<u32>,
    /// Their weights, one a site, if pairs are to be weighted.
    pub weights: Option<Vec<f64>>,
}

/// Which bandwidth the kernel of a test has; real and simulated curves have the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bandwidth {
    /// Silverman's for as many plants on sites drawn from the universe: it does not look
    /// at the sector, so that real and simulated curves are exchangeable.
    OfUniverse,
    /// Silverman's for the sector itself, as peers have it: narrower for a sector whose
    /// plants are near each other.
    OfSector,
    /// This one.
    Given(f64),
}

/// How the test is made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DurantonOvermanOptions {
    /// The largest distance looked at; Duranton and Overman take the median distance of
    /// all plants, 180 km in Britain.
    pub r_max: f64,
    /// Distances are 0, `r_max / steps`, … `r_max`.
    pub steps: usize,
    /// Curves drawn for each sector; Duranton and Overman take 1,000.
    pub simulations: u32,
    /// The share of simulated curves beyond each side of the bands, 0.05 usually.
    pub level: f64,
    /// The width of the kernel.
    pub bandwidth: Bandwidth,
    /// How pairs are added up, in sector and simulations alike.
    pub method: KDensityMethod,
    /// Of the random draws.
    pub seed: u64,
}

/// K-density of a sector beside what chance gives.
#[derive(Debug, Clone, PartialEq)]
pub struct DurantonOverman {
    /// The density of the sector.
    pub observed: KDensity,
    /// The mean of the simulated densities.
    pub expected: Vec<f64>,
    /// At each distance by itself, a share `level` of simulated curves lies below.
    pub local_low: Vec<f64>,
    /// The same above.
    pub local_high: Vec<f64>,
    /// A share `level` of simulated curves goes below anywhere.
    pub global_low: Vec<f64>,
    /// The same above.
    pub global_high: Vec<f64>,
    /// The shares of simulated curves that do leave the global band, below and above.
    pub crossing: [f64; 2],
    /// Γ(r) = max(K(r) − upper global band, 0): localisation at this distance.
    pub localisation: Vec<f64>,
    /// Ψ(r) = max(lower global band − K(r), 0) where nothing is localised, else 0:
    /// dispersion at this distance.
    pub dispersion: Vec<f64>,
    /// Σ Γ(r) · step: the share of pairs beyond what chance allows; above 0 the sector is
    /// localised, at level `level`.
    pub localisation_index: f64,
    /// Σ Ψ(r) · step; above 0 the sector is dispersed.
    pub dispersion_index: f64,
}

/// Tests each sector against plants put at random on all sites of the universe.
///
/// A simulated sector has as many plants as the real one, with its weights, on sites drawn
/// without return from all sites; its curve has the same bandwidth. Global bands
/// leave out the most extreme curves by extreme rank length, so that just a share `level`
/// of all curves, the real one among them, crosses each side. **One stream of permutations serves all sectors**:
/// the simulated plants of a sector are the first of the same order of sites, so that what
/// sectors share is drawn and counted once. One answer a sector, in their order; a sector
/// that has none says why and does not stop the others.
///
/// Memory: 4 bytes × simulations × (steps + 1) × sectors whose pairs are counted, and for
/// one sector more; a grid of some megabytes a thread.
///
/// # Errors
/// A universe with a missing coordinate or fewer than two sites; options out of range.
/// For a sector: as for [`k_density`]; a site that does not exist or is named twice.
///
/// ```
/// use karenina_stats::spatial::{
///     Bandwidth, DurantonOvermanOptions, KDensityMethod, Sector, duranton_overman,
/// };
/// // a board of 900 sites; the sector holds one corner
/// let universe: Vec<[f64; 2]> =
///     (0..900).map(|at| [f64::from(at % 30), f64::from(at / 30)]).collect();
/// let sites = (0..900).filter(|at| at % 30 < 6 && at / 30 < 6).collect();
/// let options = DurantonOvermanOptions {
///     r_max: 15.0, steps: 30, simulations: 200, level: 0.05,
///     bandwidth: Bandwidth::OfUniverse, method: KDensityMethod::Fast, seed: 1,
/// };
/// let found = duranton_overman(&universe, &[Sector { sites, weights: None }], &options).unwrap();
/// let found = found[0].as_ref().unwrap();
/// assert!(found.localisation[4] > 0.0 && found.localisation_index > 0.3);
/// ```
///
/// # Reference
/// Duranton and Overman (2005), as for [`k_density`]; Myllymäki, M. and others (2017).
/// Global envelope tests for spatial processes. *Journal of the Royal Statistical Society
/// B* 79(2), 381–404.
#[doc(alias = "localisation")]
pub fn duranton_overman(
    universe: &[[f64; 2]],
    sectors: &[Sector],
    options: &DurantonOvermanOptions,
) -> Result<Vec<Result<DurantonOverman, NoAnswer>>, NoAnswer> {
    let range = Range::new(options.r_max, options.steps)?;
    located(universe)?;
    if universe.len() < 2 {
        return Err(NoAnswer::TooFew { found: universe.len(), least: 2 });
    }
    if !(options.level > 0.0 && options.level < 0.5) {
        return Err(NoAnswer::Parameter { name: "the level" });
    }
    if options.simulations == 0 {
        return Err(NoAnswer::Parameter { name: "the number of simulations" });
    }
    let corners = corners(universe);
    // Of all sites; without it sectors have no answer either.
    let bandwidth = match options.bandwidth {
        Bandwidth::OfUniverse => Some(kernel::spread(universe)),
        Bandwidth::OfSector => None,
        Bandwidth::Given(h) if h > 0.0 && h.is_finite() => Some(Ok(h)),
        Bandwidth::Given(_) => return Err(NoAnswer::Parameter { name: "the bandwidth" }),
    };
    let bandwidth = |points: &[[f64; 2]]| match (options.bandwidth, bandwidth) {
        (Bandwidth::OfUniverse, Some(spread)) if points.len() > 1 => {
            Ok(kernel::silverman(spread?, points.len()))
        }
        (Bandwidth::Given(_), Some(given)) => given,
        (Bandwidth::OfUniverse | Bandwidth::OfSector | Bandwidth::Given(_), _) => {
            silverman_bandwidth(points)
        }
    };
    let ready: Vec<Result<(Prepared, Way), NoAnswer>> = sectors
        .par_iter()
        .enumerate()
        .map(|(number, sector)| {
            let sector = Prepared::of_sector(universe, sector, number, bandwidth)?;
            let way = Way::new(&sector, corners, range, options.method)?;
            Ok((sector, way))
        })
        .collect();
    let counted = count_together(universe, corners[0], &ready, range, options);
    Ok(ready
        .into_iter()
        .zip(counted)
        .map(|(ready, counted)| {
            let (sector, way) = ready?;
            let (observed, error_bound, curves) = match counted {
                Some(counted) => (counted.observed, counted.error_bound, counted.curves),
                None => (
                    way.observed(&sector, range),
                    way.error_bound(&sector),
                    way.simulated(universe, &sector, range, options),
                ),
            };
            let curves: Vec<&[f32]> = curves.iter().map(Vec::as_slice).collect();
            let observed = KDensity {
                distances: range.distances(),
                density: observed,
                bandwidth: sector.bandwidth,
                error_bound,
            };
            Ok(judge(observed, &curves, range.step, options.level))
        })
        .collect())
}

fn judge(observed: KDensity, curves: &[&[f32]], step: f64, level: f64) -> DurantonOverman {
    let single: Vec<f32> = observed.density.iter().map(|&x| x as f32).collect();
    let bands = bands(&single, curves, level);
    let [global_low, global_high] = bands.global;
    let above = |(density, band): (&f64, &f64)| {
        // Simulated curves are kept in single precision.
        let excess = density - band;
        if excess > 1e-6 * band.abs() { excess } else { 0.0 }
    };
    let localisation: Vec<f64> = observed.density.iter().zip(&global_high).map(above).collect();
    let localised = localisation.iter().any(|&excess| excess > 0.0);
    let dispersion: Vec<f64> = if localised {
        vec![0.0; localisation.len()]
    } else {
        global_low
            .iter()
            .zip(&observed.density)
            .map(|(band, density)| {
                let lack = band - density;
                if lack > 1e-6 * band.abs() { lack } else { 0.0 }
            })
            .collect()
    };
    let [local_low, local_high] = bands.local;
    DurantonOverman {
        localisation_index: localisation.iter().sum::<f64>() * step,
        dispersion_index: dispersion.iter().sum::<f64>() * step,
        observed,
        expected: bands.mean,
        local_low,
        local_high,
        global_low,
        global_high,
        crossing: bands.crossing,
        localisation,
        dispersion,
    }
}

/// The distances at which densities are wanted.
#[derive(Debug, Clone, Copy)]
struct Range {
    step: f64,
    count: usize,
}

impl Range {
    fn new(r_max: f64, steps: usize) -> Result<Range, NoAnswer> {
        if !(r_max > 0.0 && r_max < 1e70) {
            return Err(NoAnswer::Parameter { name: "the largest distance" });
        }
        if steps == 0 || steps > 100_000 {
            return Err(NoAnswer::Parameter { name: "the number of distances" });
        }
        Ok(Range { step: r_max / steps as f64, count: steps + 1 })
    }

    fn r_max(self) -> f64 {
        self.step * (self.count - 1) as f64
    }

    fn distances(self) -> Vec<f64> {
        (0..self.count).map(|at| at as f64 * self.step).collect()
    }
}

/// A sector that has an answer.
struct Prepared {
    points: Vec<[f64; 2]>,
    weights: Option<Vec<f64>>,
    bandwidth: f64,
    total: f64,
    squares: f64,
}

impl Prepared {
    fn of_sector(
        universe: &[[f64; 2]],
        sector: &Sector,
        number: usize,
        bandwidth: impl Fn(&[[f64; 2]]) -> Result<f64, NoAnswer>,
    ) -> Result<Prepared, NoAnswer> {
        let mut sites = sector.sites.clone();
        sites.sort_unstable();
        if let Some(twice) = sites.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(NoAnswer::NamedTwice { at: number, neighbour: twice[0] as usize });
        }
        let points = sector
            .sites
            .iter()
            .map(|&site| {
                let neighbour = site as usize;
                let fault = NoAnswer::UnknownNeighbour { at: number, neighbour };
                universe.get(neighbour).copied().ok_or(fault)
            })
            .collect::<Result<Vec<_>, _>>()?;
        let bandwidth = bandwidth(&points)?;
        Prepared::new(points, sector.weights.clone(), bandwidth)
    }

    fn new(
        points: Vec<[f64; 2]>,
        weights: Option<Vec<f64>>,
        bandwidth: f64,
    ) -> Result<Prepared, NoAnswer> {
        if points.len() < 2 {
            return Err(NoAnswer::TooFew { found: points.len(), least: 2 });
        }
        let (total, squares) = match &weights {
            None => (points.len() as f64, points.len() as f64),
            Some(weights) => {
                super::no_answer::known(weights, points.len())?;
                if let Some(at) = weights.iter().position(|&weight| weight < 0.0) {
                    return Err(NoAnswer::Negative { at });
                }
                (weights.iter().sum::<f64>(), weights.iter().map(|w| w * w).sum::<f64>())
            }
        };
        if total * total - squares <= 1e-12 * squares {
            return Err(NoAnswer::AllZero);
        }
        Ok(Prepared { points, weights, bandwidth, total, squares })
    }

    fn weight(&self, at: usize) -> f64 {
        self.weights.as_ref().map_or(1.0, |weights| weights[at])
    }
}

/// How the pairs of a sector are added up.
enum Way {
    EveryPair,
    /// Together with all other sectors of this kind.
    Counted {
        r_max: f64,
    },
    OnGrid(Box<Grid>),
}

impl Way {
    fn new(
        sector: &Prepared,
        corners: [[f64; 2]; 2],
        range: Range,
        method: KDensityMethod,
    ) -> Result<Way, NoAnswer> {
        if method == KDensityMethod::EveryPair {
            return Ok(Way::EveryPair);
        }
        let n = sector.points.len() as f64;
        let (r_max, h) = (range.r_max(), sector.bandwidth);
        // 1.5 ns a pair.
        let pairs = 0.75 * n * n;
        if sector.weights.is_none() && (n <= 1000.0 || pairs < Grid::cost(corners, r_max, h, CELLS))
        {
            return Ok(Way::Counted { r_max });
        }
        Ok(Way::OnGrid(Box::new(Grid::new(corners, range.step, range.count, h, CELLS)?)))
    }

    fn error_bound(&self, sector: &Prepared) -> f64 {
        let h = sector.bandwidth;
        match self {
            // The cut of the tail.
            Way::EveryPair => 1e-9 / h,
            Way::Counted { r_max } => bins(*r_max, h).error_bound(h),
            Way::OnGrid(_) => grid::error_bound(h, CELLS),
        }
    }

    fn observed(&self, sector: &Prepared, range: Range) -> Vec<f64> {
        match self {
            Way::EveryPair => every_pair(sector, &sector.points, range),
            Way::Counted { r_max } => {
                let bins = bins(*r_max, sector.bandwidth);
                let mut counts = Counts::new(bins);
                counts.begin(corners(&sector.points)[0], sector.points.iter().copied());
                counts.grow(sector.points.len());
                FromCounts::new(bins, range.step, range.count, sector.bandwidth).density(&counts)
            }
            Way::OnGrid(grid) => {
                let mut room = grid.room();
                let points = sector.points.iter().enumerate();
                let points = points.map(|(at, &point)| (point, sector.weight(at)));
                let itself = [grid.spread(&mut room, 0, points), [[0.0; 4]; 4]];
                let (totals, squares) = ([sector.total, 0.0], [sector.squares, 0.0]);
                let [density, _] = grid.densities(&mut room, totals, squares, itself);
                density
            }
        }
    }

    /// The curves of a sector that is not counted together with others.
    fn simulated(
        &self,
        universe: &[[f64; 2]],
        sector: &Prepared,
        range: Range,
        options: &DurantonOvermanOptions,
    ) -> Vec<Vec<f32>> {
        let n = sector.points.len();
        let narrow = |curve: Vec<f64>| curve.into_iter().map(|x| x as f32).collect::<Vec<f32>>();
        let sites = || (0..universe.len() as u32).collect::<Vec<u32>>();
        match self {
            Way::EveryPair | Way::Counted { .. } => (0..options.simulations)
                .into_par_iter()
                .map_init(sites, |order, simulation| {
                    draw(order, n, options.seed, simulation);
                    let points: Vec<[f64; 2]> =
                        order[..n].iter().map(|&site| universe[site as usize]).collect();
                    narrow(every_pair(sector, &points, range))
                })
                .collect(),
            Way::OnGrid(grid) => {
                let two: Vec<[Vec<f32>; 2]> = (0..options.simulations.div_ceil(2))
                    .into_par_iter()
                    .map_init(
                        || (sites(), grid.room()),
                        |(order, room), pair| {
                            let itself = [0, 1].map(|which| {
                                draw(order, n, options.seed, 2 * pair + which);
                                let points = order[..n].iter().enumerate().map(|(at, &site)| {
                                    (universe[site as usize], sector.weight(at))
                                });
                                grid.spread(room, which as usize, points)
                            });
                            let (totals, squares) = ([sector.total; 2], [sector.squares; 2]);
                            grid.densities(room, totals, squares, itself).map(narrow)
                        },
                    )
                    .collect();
                two.into_iter().flatten().take(options.simulations as usize).collect()
            }
        }
    }
}

fn every_pair(sector: &Prepared, points: &[[f64; 2]], range: Range) -> Vec<f64> {
    let weights = sector.weights.as_deref();
    let (mut density, total) =
        exact::density(points, weights, range.step, range.count, sector.bandwidth);
    for density in &mut density {
        *density /= total;
    }
    density
}

/// Makes the first n of the order those of this simulation: the same ones for every n.
fn draw(order: &mut [u32], n: usize, seed: u64, simulation: u32) {
    for (place, site) in order.iter_mut().enumerate() {
        *site = place as u32;
    }
    // In whole threes, as they are drawn.
    shuffle_first(&mut stream(seed, u64::from(simulation)), order, n.next_multiple_of(3));
}

/// The bins of all bandwidths between two powers of two.
fn bins(r_max: f64, bandwidth: f64) -> Bins {
    Bins::new(r_max, libm::exp2(libm::ceil(libm::log2(bandwidth))))
}

/// A sector, its number, and how counts become its density.
type OfCounts<'a> = (usize, &'a Prepared, FromCounts);

struct Counted {
    observed: Vec<f64>,
    error_bound: f64,
    curves: Vec<Vec<f32>>,
}

/// All sectors of which pairs are counted: the pairs of a simulation are counted once,
/// along one order of sites, and each sector takes its curve when as many sites as it has
/// plants are in.
fn count_together(
    universe: &[[f64; 2]],
    corner: [f64; 2],
    ready: &[Result<(Prepared, Way), NoAnswer>],
    range: Range,
    options: &DurantonOvermanOptions,
) -> Vec<Option<Counted>> {
    let mut by_size: Vec<(usize, &Prepared)> = ready
        .iter()
        .enumerate()
        .filter_map(|(number, ready)| match ready {
            Ok((sector, Way::Counted { .. })) => Some((number, sector)),
            Ok((_, Way::EveryPair | Way::OnGrid(_))) | Err(_) => None,
        })
        .collect();
    by_size.sort_by_key(|(_, sector)| sector.points.len());
    let mut counted: Vec<Option<Counted>> = ready.iter().map(|_| None).collect();
    let Some(largest) = by_size.last().map(|(_, sector)| sector.points.len()) else {
        return counted;
    };
    // Bins of its own for each sector would count pairs anew; classes of bandwidth share
    // them, so that a sector's curve does not depend on which others are asked for.
    let mut by_bins: Vec<(Bins, Vec<OfCounts<'_>>)> = Vec::new();
    for &(number, sector) in &by_size {
        let h = sector.bandwidth;
        let bins = bins(range.r_max(), h);
        let from = FromCounts::new(bins, range.step, range.count, h);
        match by_bins.iter_mut().find(|(other, _)| other.width == bins.width) {
            Some((_, sectors)) => sectors.push((number, sector, from)),
            None => by_bins.push((bins, vec![(number, sector, from)])),
        }
    }
    let start = || {
        let counts: Vec<Counts> = by_bins.iter().map(|(bins, _)| Counts::new(*bins)).collect();
        ((0..universe.len() as u32).collect::<Vec<u32>>(), counts)
    };
    let simulated: Vec<Vec<(usize, Vec<f32>)>> = (0..options.simulations)
        .into_par_iter()
        .map_init(start, |(order, counts), simulation| {
            draw(order, largest, options.seed, simulation);
            let mut curves = Vec::with_capacity(by_size.len());
            for (counts, (_, sectors)) in counts.iter_mut().zip(&by_bins) {
                let most = sectors.last().map_or(0, |(_, sector, _)| sector.points.len());
                counts.begin(corner, order[..most].iter().map(|&site| universe[site as usize]));
                for (number, sector, from) in sectors {
                    counts.grow(sector.points.len());
                    let curve = from.density(counts).into_iter().map(|x| x as f32).collect();
                    curves.push((*number, curve));
                }
            }
            curves
        })
        .collect();
    for (bins, sectors) in &by_bins {
        let mut counts = Counts::new(*bins);
        for (number, sector, from) in sectors {
            counts.begin(corner, sector.points.iter().copied());
            counts.grow(sector.points.len());
            counted[*number] = Some(Counted {
                observed: from.density(&counts),
                error_bound: bins.error_bound(sector.bandwidth),
                curves: Vec::with_capacity(simulated.len()),
            });
        }
    }
    for curves in simulated {
        for (number, curve) in curves {
            if let Some(counted) = &mut counted[number] {
                counted.curves.push(curve);
            }
        }
    }
    counted
}

#[cfg(test)]
mod tests;
