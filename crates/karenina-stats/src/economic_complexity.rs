//! The index of economic complexity of regions and activities.

use crate::{
    NoValue, Presence,
    lanczos::{Largest, largest, norm, patternless, scale},
    presence::Bits,
};

/// What counts as too near, too few and too weak: conventions of the reader's, which
/// stand beside every result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ComplexityLimits {
    /// λ₂ − λ₃ below this is a near tie: the second vector may turn with any small
    /// change of the data.
    pub least_gap: f64,
    /// Regions with fewer present activities are listed as small.
    pub least_diversity: u32,
    /// A correlation of the index with diversity nearer to zero than this leaves its
    /// sign open.
    pub least_sign_correlation: f64,
}

impl Default for ComplexityLimits {
    /// 0.001, 5 activities, 0.1.
    fn default() -> Self {
        Self { least_gap: 0.001, least_diversity: 5, least_sign_correlation: 0.1 }
    }
}

/// Whether the second vector is well defined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ComplexityStanding {
    /// It is.
    Sound,
    /// λ₂ and λ₃ lie nearer to each other than `least_gap`.
    NearlyTied,
    /// Regions fall into parts without a common activity, each with its (regions,
    /// activities), largest first. λ₂ is then 1 and its vector only tells parts apart;
    /// the index is that of the largest part, and there is none elsewhere.
    Disconnected(Vec<(usize, usize)>),
}

/// The indices and how far they can be trusted; see [`economic_complexity`].
#[derive(Debug, Clone, PartialEq)]
pub struct EconomicComplexity {
    /// ECI of each region, with mean 0 and standard deviation 1; `None` where
    /// nothing is present or outside the largest part.
    pub regions: Vec<Option<f64>>,
    /// PCI of each activity, with mean 0 and standard deviation 1 of its own.
    pub activities: Vec<Option<f64>>,
    /// λ₂, from 0 to 1.
    pub second_eigenvalue: f64,
    /// λ₃; `None` when there are only two.
    pub third_eigenvalue: Option<f64>,
    /// Is the second vector well defined?
    pub standing: ComplexityStanding,
    /// Correlation of the index with diversity, never negative: the sign rule.
    pub diversity_correlation: f64,
    /// The correlation is too weak to fix the sign.
    pub sign_is_open: bool,
    /// Regions with an index and fewer than `least_diversity` activities. A few
    /// activities that nobody else has put such a region at either end.
    pub small_regions: Vec<usize>,
    /// How far the pair is from satisfying its equation.
    pub residual: f64,
    /// Steps that were needed.
    pub steps: usize,
    pub(crate) vector: Vec<f64>,
}

/// ECI and PCI: the second eigenvectors of M̃ = D⁻¹ M U⁻¹ Mᵀ of regions and of
/// U⁻¹ Mᵀ D⁻¹ M of activities, with D the diversities and U the ubiquities.
///
/// A region is complex when it has activities that are found in complex regions: read
/// as a coordinate that tells regions apart by what they have, higher with diversity
/// on the whole. It is no quantity: only order and distance in standard deviations
/// mean something, within one table.
///
/// Found exactly: S = D^(−1/2) M U^(−1/2) makes the matrix symmetric, its first vector
/// is known (√u) and kept out, and Lanczos' method finds the second to a residual of
/// 1e−13; a second search, orthogonal to it, finds λ₃. **Sign**: such that the index
/// correlates with diversity positively. **Reported, not hidden**: parts without a
/// common activity, λ₂ near λ₃, an open sign, small regions.
///
/// `Err`: `NothingThere` when nothing is present; `OneRegion`, `OneActivity` when only one
/// is left in the largest part; `NoSpread` when all regions have the same (λ₂ = 0).
///
/// ```
/// use karenina_stats::{ComplexityLimits, ComplexityStanding, Presence, economic_complexity};
/// let nested = Presence::from_fn(4, 4, |region, activity| activity <= region).unwrap();
/// let found = economic_complexity(&nested, &ComplexityLimits::default()).unwrap();
/// assert!(found.regions[0] < found.regions[3]);
/// assert_eq!(found.standing, ComplexityStanding::Sound);
/// assert_eq!(found.small_regions, [0, 1, 2, 3]);
/// ```
///
/// # Reference
/// Hausmann, R., Hidalgo, C. A. et al. (2014). *The Atlas of Economic Complexity*. MIT
/// Press, technical box 2.1; the symmetric form: Mealy, P., Farmer, J. D. and Teytelboym,
/// A. (2019). Interpreting economic complexity. *Science Advances* 5(1), eaau1705. The
/// method: Parlett, B. N. (1998). *The Symmetric Eigenvalue Problem*. SIAM, chapter 13.
#[doc(alias = "ECI")]
#[doc(alias = "PCI")]
pub fn economic_complexity(
    presence: &Presence,
    limits: &ComplexityLimits,
) -> Result<EconomicComplexity, NoValue> {
    solve(presence, limits, None, 1e-13, true)
}

pub(crate) fn solve(
    presence: &Presence,
    limits: &ComplexityLimits,
    warm: Option<&[f64]>,
    tolerance: f64,
    third: bool,
) -> Result<EconomicComplexity, NoValue> {
    let parts = presence.parts();
    let Some((regions, activities)) = parts.first() else {
        return Err(NoValue::NothingThere);
    };
    if regions.len() < 2 {
        return Err(NoValue::OneRegion);
    }
    if activities.len() < 2 {
        return Err(NoValue::OneActivity);
    }
    let mut inside = vec![false; presence.regions()];
    for &region in regions {
        inside[region] = true;
    }
    let mut inside_activity = vec![false; presence.activities()];
    for &activity in activities {
        inside_activity[activity] = true;
    }
    let root = |count: u32, inside: bool| {
        if inside { 1.0 / libm::sqrt(f64::from(count)) } else { 0.0 }
    };
    let mut operator = Operator {
        presence,
        by_diversity: presence
            .diversity()
            .iter()
            .zip(&inside)
            .map(|(&d, &inside)| if inside { 1.0 / f64::from(d) } else { 0.0 })
            .collect(),
        by_root_ubiquity: presence
            .ubiquity()
            .iter()
            .zip(&inside_activity)
            .map(|(&u, &inside)| root(u, inside))
            .collect(),
        tables: Vec::new(),
        of_regions: vec![0.0; presence.regions()],
    };
    let keep = |mut vector: Vec<f64>| {
        for (x, inside) in vector.iter_mut().zip(&inside_activity) {
            if !inside {
                *x = 0.0;
            }
        }
        vector
    };
    let mut first: Vec<f64> = presence
        .ubiquity()
        .iter()
        .zip(&inside_activity)
        .map(|(&u, &inside)| if inside { libm::sqrt(f64::from(u)) } else { 0.0 })
        .collect();
    let length = norm(&first);
    scale(&mut first, 1.0 / length);
    let limit = (activities.len() - 1).min(1000);
    let start = keep(warm.map_or_else(|| patternless(presence.activities(), 1), <[f64]>::to_vec));
    let second = largest(|v| operator.apply(v), start, &[&first], tolerance, limit)
        .filter(|it| it.value > 1e-12)
        .ok_or(NoValue::NoSpread)?;
    let third = if third && activities.len() > 2 && regions.len() > 2 {
        let start = keep(patternless(presence.activities(), 2));
        let limit = (activities.len() - 2).min(1000);
        largest(|v| operator.apply(v), start, &[&first, &second.vector], 1e-6, limit)
            .map(|it| it.value.max(0.0))
    } else {
        None
    };
    let Largest { value, vector, residual, steps } = second;
    let raw_activities: Vec<f64> =
        vector.iter().zip(&operator.by_root_ubiquity).map(|(v, u)| v * u).collect();
    operator.means_of_regions(&raw_activities);
    let raw_regions = operator.of_regions;
    let mut of_regions = standardised(&raw_regions, &inside).ok_or(NoValue::NoSpread)?;
    let mut of_activities =
        standardised(&raw_activities, &inside_activity).ok_or(NoValue::NoSpread)?;
    let correlation = correlation(&of_regions, presence.diversity());
    if correlation < 0.0 {
        for value in of_regions.iter_mut().chain(&mut of_activities).flatten() {
            *value = -*value;
        }
    }
    let standing = if parts.len() > 1 {
        ComplexityStanding::Disconnected(parts.iter().map(|it| (it.0.len(), it.1.len())).collect())
    } else if third.is_some_and(|third| value - third < limits.least_gap) {
        ComplexityStanding::NearlyTied
    } else {
        ComplexityStanding::Sound
    };
    let small = |&region: &usize| presence.diversity()[region] < limits.least_diversity;
    Ok(EconomicComplexity {
        regions: of_regions,
        activities: of_activities,
        second_eigenvalue: value,
        third_eigenvalue: third,
        standing,
        diversity_correlation: correlation.abs(),
        sign_is_open: correlation.abs() < limits.least_sign_correlation,
        small_regions: regions.iter().copied().filter(small).collect(),
        residual,
        steps,
        vector,
    })
}

/// v ↦ U^(−1/2) Mᵀ D⁻¹ M U^(−1/2) v.
struct Operator<'a> {
    presence: &'a Presence,
    by_diversity: Vec<f64>,
    by_root_ubiquity: Vec<f64>,
    tables: Vec<[f64; 256]>,
    of_regions: Vec<f64>,
}

impl Operator<'_> {
    fn apply(&mut self, vector: &[f64]) -> Vec<f64> {
        let scaled: Vec<f64> =
            vector.iter().zip(&self.by_root_ubiquity).map(|(v, u)| v * u).collect();
        self.means_of_regions(&scaled);
        let mut out = vec![0.0; vector.len()];
        sums(&self.presence.columns, &self.of_regions, &mut self.tables, &mut out);
        for (x, u) in out.iter_mut().zip(&self.by_root_ubiquity) {
            *x *= u;
        }
        out
    }

    /// The mean over each region's activities.
    fn means_of_regions(&mut self, of_activities: &[f64]) {
        sums(&self.presence.rows, of_activities, &mut self.tables, &mut self.of_regions);
        for (x, d) in self.of_regions.iter_mut().zip(&self.by_diversity) {
            *x *= d;
        }
    }
}

/// For each line of bits the sum of the values whose bit is set, looked up a byte at a
/// time.
pub(crate) fn sums(lines: &Bits, values: &[f64], tables: &mut Vec<[f64; 256]>, out: &mut [f64]) {
    tables.resize(lines.words * 8, [0.0; 256]);
    for (at, table) in tables.iter_mut().enumerate() {
        for bit in 0..8 {
            let value = values.get(at * 8 + bit).copied().unwrap_or(0.0);
            let (known, new) = table.split_at_mut(1 << bit);
            for (new, known) in new.iter_mut().zip(known.iter()) {
                *new = known + value;
            }
        }
    }
    for (line, out) in lines.bits.chunks_exact(lines.words).zip(out) {
        let mut lanes = [0.0; 8];
        for (word, tables) in line.iter().zip(tables.as_chunks::<8>().0) {
            for (lane, (table, byte)) in tables.iter().zip(word.to_le_bytes()).enumerate() {
                lanes[lane] += table[byte as usize];
            }
        }
        *out = ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))
            + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
    }
}

/// Less the mean, over the standard deviation of these (not of a sample of them).
fn standardised(raw: &[f64], inside: &[bool]) -> Option<Vec<Option<f64>>> {
    let chosen = || raw.iter().zip(inside).filter(|it| *it.1).map(|it| *it.0);
    let n = chosen().count() as f64;
    let mean = chosen().sum::<f64>() / n;
    let variance = chosen().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n;
    let deviation = libm::sqrt(variance);
    (deviation > 0.0).then(|| {
        raw.iter().zip(inside).map(|(x, &inside)| inside.then(|| (x - mean) / deviation)).collect()
    })
}

/// Of an index with mean 0 and deviation 1 and diversity; 0 when diversity does not vary.
fn correlation(index: &[Option<f64>], diversity: &[u32]) -> f64 {
    let pairs = || index.iter().zip(diversity).filter_map(|(x, &d)| x.map(|x| (x, f64::from(d))));
    let n = pairs().count() as f64;
    let mean = pairs().map(|it| it.1).sum::<f64>() / n;
    let (mut with, mut own) = (0.0, 0.0);
    for (x, d) in pairs() {
        with += x * (d - mean);
        own += (d - mean) * (d - mean);
    }
    if own == 0.0 { 0.0 } else { with / libm::sqrt(own * n) }
}

#[cfg(test)]
mod tests {
    use super::{ComplexityLimits, ComplexityStanding, economic_complexity};
    use crate::{NoValue, Presence, toy_stream::uniforms};

    fn limits() -> ComplexityLimits {
        ComplexityLimits::default()
    }

    /// The four regions of Hidalgo and Hausmann (2009), with `numpy.linalg.eig` of numpy
    /// 2.4 on D⁻¹ M U⁻¹ Mᵀ.
    #[test]
    fn four_regions_agree_with_a_full_decomposition() {
        let m = [[1, 1, 1, 1], [0, 1, 0, 0], [0, 0, 1, 1], [0, 0, 0, 1]];
        let presence = Presence::from_fn(4, 4, |r, a| m[r][a] == 1).unwrap();
        let found = economic_complexity(&presence, &limits()).unwrap();
        let expected = [
            -0.075_353_088_975_427_02,
            -1.602_916_065_686_054_2,
            0.747_788_201_914_631_4,
            0.930_480_952_746_849_7,
        ];
        for (found, expected) in found.regions.iter().zip(expected) {
            assert!((found.unwrap() - expected).abs() < 1e-12, "{found:?}");
        }
        assert!((found.second_eigenvalue - 0.542_133_71).abs() < 1e-8);
        assert!((found.third_eigenvalue.unwrap() - 0.190_154_3).abs() < 1e-7);
    }

    fn random(regions: usize, activities: usize, seed: u64) -> Presence {
        let mut random = uniforms(seed);
        let size: Vec<f64> = (0..regions).map(|_| random()).collect();
        let rare: Vec<f64> = (0..activities).map(|_| random()).collect();
        let noise: Vec<f64> = (0..regions * activities).map(|_| random()).collect();
        Presence::from_fn(regions, activities, |r, a| {
            noise[r * activities + a] < 0.1 + 0.8 * size[r] * rare[a]
        })
        .unwrap()
    }

    /// The pair satisfies the definition: ECI is λ₂⁻¹ times its own double mean, but for
    /// shift and scale.
    #[test]
    fn the_index_is_its_own_mean_of_means() {
        let presence = random(90, 60, 4);
        let found = economic_complexity(&presence, &limits()).unwrap();
        let eci: Vec<f64> = found.regions.iter().map(|it| it.unwrap()).collect();
        let pci: Vec<f64> = (0..60)
            .map(|a| {
                let sum: f64 = (0..90).filter(|&r| presence.is_present(r, a)).map(|r| eci[r]).sum();
                sum / f64::from(presence.ubiquity()[a])
            })
            .collect();
        let again: Vec<f64> = (0..90)
            .map(|r| {
                let sum: f64 = (0..60).filter(|&a| presence.is_present(r, a)).map(|a| pci[a]).sum();
                sum / f64::from(presence.diversity()[r])
            })
            .collect();
        // again = λ eci + constant
        let shift = again[0] - found.second_eigenvalue * eci[0];
        for (again, eci) in again.iter().zip(&eci) {
            assert!((again - found.second_eigenvalue * eci - shift).abs() < 1e-11);
        }
        assert!(found.diversity_correlation > 0.0 && found.residual <= 1e-13);
    }

    #[test]
    fn parts_without_common_activity_are_reported() {
        let presence = Presence::from_fn(7, 6, |r, a| {
            if r < 4 { a < 4 && a <= r } else { a >= 4 && (r + a) % 3 != 0 }
        })
        .unwrap();
        let found = economic_complexity(&presence, &limits()).unwrap();
        assert_eq!(found.standing, ComplexityStanding::Disconnected(vec![(4, 4), (3, 2)]));
        assert!(found.regions[..4].iter().all(Option::is_some));
        assert!(found.regions[4..].iter().all(Option::is_none));
        assert!(found.second_eigenvalue < 1.0);
    }

    /// Three regions that are alike but for their names: λ₂ = λ₃.
    #[test]
    fn a_tie_is_reported() {
        let presence = Presence::from_fn(3, 4, |r, a| a == 3 || a == r).unwrap();
        let found = economic_complexity(&presence, &limits()).unwrap();
        assert_eq!(found.standing, ComplexityStanding::NearlyTied, "{found:?}");
        assert!((found.second_eigenvalue - 0.5).abs() < 1e-12);
        assert!((found.third_eigenvalue.unwrap() - 0.5).abs() < 1e-9);
        assert!(found.sign_is_open);
    }

    #[test]
    fn what_cannot_be_measured_says_why() {
        let nothing = Presence::from_fn(3, 3, |_, _| false).unwrap();
        assert_eq!(economic_complexity(&nothing, &limits()), Err(NoValue::NothingThere));
        let one = Presence::from_fn(1, 3, |_, _| true).unwrap();
        assert_eq!(economic_complexity(&one, &limits()), Err(NoValue::OneRegion));
        let one = Presence::from_fn(3, 1, |_, _| true).unwrap();
        assert_eq!(economic_complexity(&one, &limits()), Err(NoValue::OneActivity));
        let alike = Presence::from_fn(3, 3, |_, _| true).unwrap();
        assert_eq!(economic_complexity(&alike, &limits()), Err(NoValue::NoSpread));
    }

    #[test]
    fn neither_order_nor_empty_regions_change_anything() {
        let presence = random(40, 33, 9);
        let before = economic_complexity(&presence, &limits()).unwrap();
        let turned =
            Presence::from_fn(41, 34, |r, a| r > 0 && a > 0 && presence.is_present(40 - r, 33 - a))
                .unwrap();
        let after = economic_complexity(&turned, &limits()).unwrap();
        assert_eq!((after.regions[0], after.activities[0]), (None, None));
        for r in 0..40 {
            let difference = before.regions[r].unwrap() - after.regions[40 - r].unwrap();
            assert!(difference.abs() < 1e-10);
        }
        assert!((before.third_eigenvalue.unwrap() - after.third_eigenvalue.unwrap()).abs() < 1e-9);
    }
}
