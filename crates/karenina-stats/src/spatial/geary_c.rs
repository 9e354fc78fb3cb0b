//! Geary's C: do neighbours differ less than others?

use super::autocorrelation::{
    AnalyticTest, MapSums, PermutationTest, Standardised, TOLERANCE, map_sums, permuted_sums,
};
use super::{NoAnswer, SpatialWeights};

/// Geary's C with its tests.
#[derive(Debug, Clone, PartialEq)]
pub struct GearyC {
    /// The statistic.
    pub c: f64,
    /// How many sites have a value.
    pub sites: usize,
    /// Sites without neighbours.
    pub islands: Vec<u32>,
    /// Against values drawn from a normal distribution.
    pub normality: Option<AnalyticTest>,
    /// Against the same values put on the map at random; takes four sites.
    pub randomisation: Option<AnalyticTest>,
    /// The same by drawing; `None` without permutations. A small `p_less` speaks for
    /// like neighbours.
    pub permutation: Option<PermutationTest>,
}

/// The squared difference of neighbours over that of any two:
/// C = (n−1) Σᵢⱼ wᵢⱼ (xᵢ−xⱼ)² / (2 S₀ Σᵢ (xᵢ−x̄)²).
///
/// Without a unit, 0 or more. 1 when values stand anywhere; below 1 when neighbours
/// are alike, above when they differ. More sensitive to single pairs than
/// [`moran_i`](super::moran_i()).
///
/// # Errors
/// As for [`moran_i`](super::moran_i()).
///
/// ```
/// use karenina_stats::spatial::{SpatialWeights, geary_c};
/// let row = SpatialWeights::contiguity(&[vec![1], vec![0, 2], vec![1, 3], vec![2]]).unwrap();
/// let found = geary_c(&[1.0, 2.0, 3.0, 4.0], &row, 0, 1).unwrap();
/// assert!((found.c - 0.3).abs() < 1e-15);
/// ```
///
/// # Reference
/// Geary, R. C. (1954). The contiguity ratio and statistical mapping. *The
/// Incorporated Statistician* 5(3), 115–146. Cliff and Ord (1981), chapter 2.
pub fn geary_c(
    values: &[f64],
    weights: &SpatialWeights,
    permutations: u32,
    seed: u64,
) -> Result<GearyC, NoAnswer> {
    let standard = Standardised::new(values, weights.sites())?;
    let sums = weights.sums();
    if sums.s0 <= 0.0 {
        return Err(NoAnswer::NoNeighbours);
    }
    let n = values.len() as f64;
    let (s0, s1, s2, k) = (sums.s0, sums.s1, sums.s2, standard.kurtosis);
    // Σ w (zᵢ−zⱼ)² = Σ (wᵢ.+w.ᵢ) zᵢ² − 2 Σ w zᵢ zⱼ, and Σ z² = n.
    let of = |sums: &MapSums| (n - 1.0) * (sums.square - 2.0 * sums.cross) / (2.0 * n * s0);
    let c = of(&map_sums(&standard.z, weights)).max(0.0);
    let by_normality = ((2.0 * s1 + s2) * (n - 1.0) - 4.0 * s0 * s0) / (2.0 * (n + 1.0) * s0 * s0);
    let by_order = ((n - 1.0) * s1 * (n * n - 3.0 * n + 3.0 - k * (n - 1.0))
        - 0.25 * (n - 1.0) * s2 * (n * n + 3.0 * n - 6.0 - k * (n * n - n + 2.0))
        + s0 * s0 * (n * n - 3.0 - k * (n - 1.0) * (n - 1.0)))
        / (n * (n - 2.0) * (n - 3.0) * s0 * s0);
    let permuted: Vec<f64> =
        permuted_sums(&standard.z, weights, permutations, seed, true).iter().map(of).collect();
    Ok(GearyC {
        c,
        sites: values.len(),
        islands: weights.islands(),
        normality: AnalyticTest::new(c, 1.0, by_normality),
        randomisation: (values.len() > 3).then(|| AnalyticTest::new(c, 1.0, by_order)).flatten(),
        permutation: PermutationTest::new(c, &permuted, TOLERANCE),
    })
}

#[cfg(test)]
mod tests {
    use super::geary_c;
    use crate::spatial::SpatialWeights;
    use crate::spatial::autocorrelation::tests::{orders, six};
    use crate::spatial::weights::tests::squares;

    #[test]
    fn moments_under_randomisation_are_those_of_all_orders() {
        let values = [3.0, 1.0, 4.0, 1.5, 9.0, 2.6];
        let all: Vec<f64> =
            orders(&values).iter().map(|order| geary_c(order, &six(), 0, 1).unwrap().c).collect();
        let mean = all.iter().sum::<f64>() / 720.0;
        let variance = all.iter().map(|c| (c - mean) * (c - mean)).sum::<f64>() / 720.0;
        let found = geary_c(&values, &six(), 9_999, 5).unwrap();
        assert!((mean - 1.0).abs() < 1e-12);
        assert!((found.randomisation.unwrap().variance - variance).abs() < 1e-12);
        let exact = all.iter().filter(|&&c| c <= found.c + 1e-9).count() as f64 / 720.0;
        let drawn = found.permutation.unwrap();
        assert!((drawn.p_less - exact).abs() < 3.0 * (exact * (1.0 - exact) / 1e4).sqrt());
        assert!((drawn.standard_deviation - variance.sqrt()).abs() < 0.01);
    }

    #[test]
    fn a_chessboard_differs_from_its_neighbours_as_much_as_can_be() {
        let weights = SpatialWeights::contiguity(&squares(8)).unwrap();
        let values: Vec<f64> = (0..64).map(|at| f64::from((at % 8 + at / 8) % 2)).collect();
        // Every pair of neighbours differs by 1: C = 63 · 224 / (2 · 224 · 16).
        let found = geary_c(&values, &weights, 99, 1).unwrap();
        assert!((found.c - 63.0 / 32.0).abs() < 1e-12);
        assert_eq!(found.permutation.unwrap().p_greater, 0.01);
    }
}
