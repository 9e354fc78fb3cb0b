//! What the global statistics share: sums over neighbours of values put on the map anew.

use super::streams::{LaneWork, in_lanes, shuffle_first, stream};
use super::weights::SpatialWeights;
use super::{NoAnswer, no_answer};
use crate::normal_cdf;
use rayon::prelude::*;

/// A statistic beside its mean and variance under a hypothesis, by formula.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AnalyticTest {
    /// The mean under the hypothesis.
    pub expected: f64,
    /// The variance under the hypothesis.
    pub variance: f64,
    /// (found − expected) / √variance.
    pub z: f64,
    /// The chance to be as far from the mean, either way, if z is normal.
    pub p_two_sided: f64,
}

impl AnalyticTest {
    pub(super) fn new(found: f64, expected: f64, variance: f64) -> Option<AnalyticTest> {
        (variance > 0.0 && variance.is_finite()).then(|| {
            let z = (found - expected) / variance.sqrt();
            let p_two_sided = (2.0 * normal_cdf(-z.abs())).min(1.0);
            AnalyticTest { expected, variance, z, p_two_sided }
        })
    }
}

/// A statistic beside those of the same values put on the map at random.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PermutationTest {
    /// How many random maps; the real one is counted as one more.
    pub permutations: u32,
    /// The share of maps with as much or more.
    pub p_greater: f64,
    /// The share of maps with as little or less.
    pub p_less: f64,
    /// Twice the smaller of both, at most 1.
    pub p_two_sided: f64,
    /// The mean over the random maps.
    pub mean: f64,
    /// The standard deviation over the random maps.
    pub standard_deviation: f64,
}

impl PermutationTest {
    /// `None` without permutations. Statistics closer than `tolerance` are equal.
    pub(super) fn new(found: f64, permuted: &[f64], tolerance: f64) -> Option<PermutationTest> {
        let permutations = u32::try_from(permuted.len()).ok().filter(|&n| n > 0)?;
        let n = f64::from(permutations);
        let share = |count: usize| (count + 1) as f64 / (n + 1.0);
        let p_greater = share(permuted.iter().filter(|&&x| x >= found - tolerance).count());
        let p_less = share(permuted.iter().filter(|&&x| x <= found + tolerance).count());
        let mean = permuted.iter().sum::<f64>() / n;
        let squares: f64 = permuted.iter().map(|x| (x - mean) * (x - mean)).sum();
        Some(PermutationTest {
            permutations,
            p_greater,
            p_less,
            p_two_sided: (2.0 * p_greater.min(p_less)).min(1.0),
            mean,
            standard_deviation: (squares / (n - 1.0).max(1.0)).sqrt(),
        })
    }
}

/// Values with mean 0 and variance 1 (by n), and what they were.
pub(super) struct Standardised {
    pub z: Vec<f64>,
    pub mean: f64,
    pub deviation: f64,
    /// The fourth moment, b₂ = (Σ z⁴ / n) / (Σ z² / n)².
    pub kurtosis: f64,
}

impl Standardised {
    pub(super) fn new(values: &[f64], sites: usize) -> Result<Standardised, NoAnswer> {
        no_answer::known(values, sites)?;
        if sites < 2 {
            return Err(NoAnswer::TooFew { found: sites, least: 2 });
        }
        if values.iter().all(|&x| x == values[0]) {
            return Err(NoAnswer::Constant);
        }
        let n = sites as f64;
        let mean = values.iter().sum::<f64>() / n;
        let deviation = (values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n).sqrt();
        // Differences too small to be told from rounding.
        let size = values.iter().fold(0.0_f64, |size, x| size.max(x.abs()));
        if deviation <= 1e-13 * size {
            return Err(NoAnswer::Constant);
        }
        let z: Vec<f64> = values.iter().map(|x| (x - mean) / deviation).collect();
        let kurtosis = z.iter().map(|z| z * z * z * z).sum::<f64>() / n;
        Ok(Standardised { z, mean, deviation, kurtosis })
    }
}

/// Sums over one map of values z.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct MapSums {
    /// Σ wᵢⱼ zᵢ zⱼ
    pub cross: f64,
    /// Σ (wᵢ. + w.ᵢ) zᵢ
    pub linear: f64,
    /// Σ (wᵢ. + w.ᵢ) zᵢ²
    pub square: f64,
}

/// The sums of the map as it is.
pub(super) fn map_sums(z: &[f64], weights: &SpatialWeights) -> MapSums {
    let mut sums = MapSums::default();
    for (site, (zi, margin)) in z.iter().zip(weights.rows_and_columns()).enumerate() {
        let (neighbours, row) = weights.row(site);
        let lag: f64 = neighbours.iter().zip(row).map(|(&at, w)| w * z[at as usize]).sum();
        sums.cross += zi * lag;
        sums.linear += margin * zi;
        sums.square += margin * zi * zi;
    }
    sums
}

/// Maps that are drawn and summed at once.
const LANES: usize = 16;

/// Statistics within this times S₀ of each other count as equal: sums of random maps
/// are made in single precision, whose error stays below.
pub(super) const TOLERANCE: f64 = 2e-6;

/// The sums of random maps of standardised values.
pub(super) fn permuted_sums(
    z: &[f64],
    weights: &SpatialWeights,
    permutations: u32,
    seed: u64,
    margins: bool,
) -> Vec<MapSums> {
    let sites = z.len();
    let z: Vec<f32> = z.iter().map(|&z| z as f32).collect();
    let uniform: Option<Vec<f32>> = (0..sites)
        .map(|site| match weights.uniform(site) {
            Some(weight) => Some(weight as f32),
            None if weights.row(site).0.is_empty() => Some(0.0),
            None => None,
        })
        .collect();
    let rows = Rows {
        weights,
        uniform,
        margin: weights.rows_and_columns().iter().map(|&m| m as f32).collect(),
        margins,
    };
    let permutations = permutations as usize;
    let blocks: Vec<[MapSums; LANES]> = (0..permutations.div_ceil(LANES))
        .into_par_iter()
        .map_init(
            || (vec![z.clone(); LANES], vec![[0_f32; LANES]; sites]),
            |(lists, map), block| {
                let mut random = stream(seed, block as u64);
                for list in lists.iter_mut() {
                    list.copy_from_slice(&z);
                    shuffle_first(&mut random, list, sites);
                }
                for (site, lanes) in map.iter_mut().enumerate() {
                    for (lane, list) in lanes.iter_mut().zip(lists.iter()) {
                        *lane = list[site];
                    }
                }
                in_lanes(SumMaps { rows: &rows, map })
            },
        )
        .collect();
    let mut sums: Vec<MapSums> = blocks.into_iter().flatten().collect();
    sums.truncate(permutations);
    sums
}

struct Rows<'a> {
    weights: &'a SpatialWeights,
    /// One weight a row, where each row has but one.
    uniform: Option<Vec<f32>>,
    margin: Vec<f32>,
    margins: bool,
}

struct SumMaps<'a> {
    rows: &'a Rows<'a>,
    map: &'a [[f32; LANES]],
}

impl LaneWork for SumMaps<'_> {
    type Output = [MapSums; LANES];

    // Only inside the caller is the width of registers known.
    #[allow(clippy::inline_always)]
    #[inline(always)]
    fn work(self) -> [MapSums; LANES] {
        let SumMaps { rows, map } = self;
        let mut total = [MapSums::default(); LANES];
        for (part, chunk) in map.chunks(64).enumerate() {
            // Short sums in single precision, long ones in double.
            let (mut cross, mut linear, mut square) =
                ([0_f32; LANES], [0_f32; LANES], [0_f32; LANES]);
            for (place, own) in chunk.iter().enumerate() {
                let site = part * 64 + place;
                let (neighbours, row) = rows.weights.row(site);
                let mut lag = [0_f32; LANES];
                if let Some(uniform) = &rows.uniform {
                    for &other in neighbours {
                        let other = &map[other as usize];
                        for lane in 0..LANES {
                            lag[lane] += other[lane];
                        }
                    }
                    let weight = uniform[site];
                    for lane in 0..LANES {
                        cross[lane] += lag[lane] * own[lane] * weight;
                    }
                } else {
                    for (&other, &weight) in neighbours.iter().zip(row) {
                        let (other, weight) = (&map[other as usize], weight as f32);
                        for lane in 0..LANES {
                            lag[lane] += other[lane] * weight;
                        }
                    }
                    for lane in 0..LANES {
                        cross[lane] += lag[lane] * own[lane];
                    }
                }
                if rows.margins {
                    let margin = rows.margin[site];
                    for lane in 0..LANES {
                        let one = margin * own[lane];
                        linear[lane] += one;
                        square[lane] += one * own[lane];
                    }
                }
            }
            for (lane, total) in total.iter_mut().enumerate() {
                total.cross += f64::from(cross[lane]);
                total.linear += f64::from(linear[lane]);
                total.square += f64::from(square[lane]);
            }
        }
        total
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{map_sums, permuted_sums};
    use crate::spatial::SpatialWeights;

    /// All orders of a short list.
    pub(in crate::spatial) fn orders(list: &[f64]) -> Vec<Vec<f64>> {
        if list.len() < 2 {
            return vec![list.to_vec()];
        }
        (0..list.len())
            .flat_map(|first| {
                let mut rest = list.to_vec();
                let one = rest.remove(first);
                orders(&rest).into_iter().map(move |mut order| {
                    order.push(one);
                    order
                })
            })
            .collect()
    }

    /// Six regions with uneven, one-sided weights.
    pub(in crate::spatial) fn six() -> SpatialWeights {
        SpatialWeights::from_rows(vec![
            vec![(1, 1.0), (2, 0.5)],
            vec![(0, 2.0)],
            vec![(3, 1.0), (4, 1.0), (5, 0.25)],
            vec![(2, 1.0)],
            vec![(5, 3.0), (0, 1.0)],
            vec![(4, 1.0)],
        ])
        .unwrap()
    }

    /// A constant map has the same sums however it is permuted, so single precision
    /// and lanes can be seen against the sums of the map itself.
    #[test]
    fn random_maps_are_summed_like_the_real_one() {
        let sums = map_sums(&[0.75; 6], &six());
        for found in permuted_sums(&[0.75; 6], &six(), 33, 1, true) {
            assert!((found.cross - sums.cross).abs() < 1e-6);
            assert!((found.linear - sums.linear).abs() < 1e-6);
            assert!((found.square - sums.square).abs() < 1e-6);
        }
        assert_eq!(permuted_sums(&[0.75; 6], &six(), 33, 1, true).len(), 33);
    }
}
