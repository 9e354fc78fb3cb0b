//! Moran's I: are like values near each other?

use super::autocorrelation::{
    AnalyticTest, PermutationTest, Standardised, TOLERANCE, map_sums, permuted_sums,
};
use super::{NoAnswer, SpatialWeights};

/// Moran's I with its tests.
#[derive(Debug, Clone, PartialEq)]
pub struct MoranI {
    /// The statistic.
    pub i: f64,
    /// How many sites have a value.
    pub sites: usize,
    /// Sites without neighbours: they stand in the mean and variance, and in no product.
    pub islands: Vec<u32>,
    /// Against values drawn from a normal distribution.
    pub normality: Option<AnalyticTest>,
    /// Against the same values put on the map at random; takes four sites.
    pub randomisation: Option<AnalyticTest>,
    /// The same by drawing; `None` without permutations.
    pub permutation: Option<PermutationTest>,
}

/// Global spatial autocorrelation: I = (n / S₀) Σᵢⱼ wᵢⱼ zᵢ zⱼ / Σᵢ zᵢ², with z = x − x̄.
///
/// Without a unit. Near −1/(n−1) when values stand anywhere, above when like values
/// are neighbours, below when unlike ones are; usually between −1 and 1, though the
/// bounds depend on the weights. Moments are those of Cliff and Ord for any weights,
/// symmetric or not. p by permutation counts the real map too, (count + 1) /
/// (permutations + 1).
///
/// # Errors
/// Fewer than two sites, a value that is missing, all values the same, no site with a
/// neighbour.
///
/// ```
/// use karenina_stats::spatial::{SpatialWeights, moran_i};
/// let row = SpatialWeights::contiguity(&[vec![1], vec![0, 2], vec![1, 3], vec![2]]).unwrap();
/// let found = moran_i(&[1.0, 2.0, 3.0, 4.0], &row, 0, 1).unwrap();
/// assert!((found.i - 1.0 / 3.0).abs() < 1e-15);
/// assert_eq!(found.randomisation.unwrap().expected, -1.0 / 3.0);
/// ```
///
/// # Reference
/// Moran, P. A. P. (1950). Notes on continuous stochastic phenomena. *Biometrika*
/// 37(1/2), 17–23. Cliff, A. D. and Ord, J. K. (1981). *Spatial Processes*. Pion,
/// chapter 2.
#[doc(alias = "spatial autocorrelation")]
pub fn moran_i(
    values: &[f64],
    weights: &SpatialWeights,
    permutations: u32,
    seed: u64,
) -> Result<MoranI, NoAnswer> {
    let standard = Standardised::new(values, weights.sites())?;
    let sums = weights.sums();
    if sums.s0 <= 0.0 {
        return Err(NoAnswer::NoNeighbours);
    }
    // Σ z² = n, so that I = Σ w z z / S₀.
    let i = map_sums(&standard.z, weights).cross / sums.s0;
    let n = values.len() as f64;
    let (s0, s1, s2, k) = (sums.s0, sums.s1, sums.s2, standard.kurtosis);
    let expected = -1.0 / (n - 1.0);
    let by_normality = (n * n * s1 - n * s2 + 3.0 * s0 * s0) / ((n * n - 1.0) * s0 * s0);
    let by_order = (n * ((n * n - 3.0 * n + 3.0) * s1 - n * s2 + 3.0 * s0 * s0)
        - k * ((n * n - n) * s1 - 2.0 * n * s2 + 6.0 * s0 * s0))
        / ((n - 1.0) * (n - 2.0) * (n - 3.0) * s0 * s0);
    let permuted: Vec<f64> = permuted_sums(&standard.z, weights, permutations, seed, false)
        .iter()
        .map(|sums| sums.cross / s0)
        .collect();
    Ok(MoranI {
        i,
        sites: values.len(),
        islands: weights.islands(),
        normality: AnalyticTest::new(i, expected, by_normality - expected * expected),
        randomisation: (values.len() > 3)
            .then(|| AnalyticTest::new(i, expected, by_order - expected * expected))
            .flatten(),
        permutation: PermutationTest::new(i, &permuted, TOLERANCE),
    })
}

#[cfg(test)]
mod tests {
    use super::moran_i;
    use crate::spatial::autocorrelation::tests::{orders, six};
    use crate::spatial::weights::tests::squares;
    use crate::spatial::{NoAnswer, SpatialWeights};
    use proptest::prelude::*;

    /// esda's test of nine squares with 1 to 9 (`moran/esda.expected.json`).
    #[test]
    fn the_variances_of_nine_squares_are_esdas() {
        let weights = SpatialWeights::contiguity(&squares(3)).unwrap();
        let values: Vec<f64> = (1..=9).map(f64::from).collect();
        let found = moran_i(&values, &weights, 0, 1).unwrap();
        assert!((found.normality.unwrap().variance - 0.053_125).abs() < 1e-12);
        assert!((found.randomisation.unwrap().variance - 0.059_687_5).abs() < 1e-12);
        assert_eq!(found.permutation, None);
    }

    #[test]
    fn moments_under_randomisation_are_those_of_all_orders() {
        let values = [3.0, 1.0, 4.0, 1.5, 9.0, 2.6];
        let all: Vec<f64> =
            orders(&values).iter().map(|order| moran_i(order, &six(), 0, 1).unwrap().i).collect();
        let mean = all.iter().sum::<f64>() / 720.0;
        let variance = all.iter().map(|i| (i - mean) * (i - mean)).sum::<f64>() / 720.0;
        let found = moran_i(&values, &six(), 9_999, 5).unwrap();
        let by_formula = found.randomisation.unwrap();
        assert!((by_formula.expected - mean).abs() < 1e-12);
        assert!((by_formula.variance - variance).abs() < 1e-12);
        // Three standard errors of a share in 9,999 draws.
        let exact = all.iter().filter(|&&i| i >= found.i - 1e-9).count() as f64 / 720.0;
        let drawn = found.permutation.unwrap();
        assert!((drawn.p_greater - exact).abs() < 3.0 * (exact * (1.0 - exact) / 1e4).sqrt());
        assert!((drawn.standard_deviation - variance.sqrt()).abs() < 0.01);
    }

    #[test]
    fn what_has_no_answer_says_why() {
        let row = SpatialWeights::contiguity(&[vec![1], vec![0]]).unwrap();
        let alone = SpatialWeights::contiguity(&[vec![]]).unwrap();
        let islands = SpatialWeights::contiguity(&[vec![], vec![]]).unwrap();
        let why = |values: &[f64], weights| moran_i(values, weights, 9, 1).unwrap_err();
        assert_eq!(why(&[1.0], &alone), NoAnswer::TooFew { found: 1, least: 2 });
        assert_eq!(why(&[0.0, 0.0], &row), NoAnswer::Constant);
        assert_eq!(why(&[0.1, 0.1], &row), NoAnswer::Constant);
        assert_eq!(why(&[1.0, f64::NAN], &row), NoAnswer::NotFinite { at: 1 });
        assert_eq!(why(&[1.0], &row), NoAnswer::Lengths { expected: 2, found: 1 });
        assert_eq!(why(&[1.0, 2.0], &islands), NoAnswer::NoNeighbours);
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let weights = SpatialWeights::contiguity(&squares(12)).unwrap();
        let values: Vec<f64> = (0..144).map(|x| f64::from(x * 37 % 101)).collect();
        let with = |threads| {
            rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap()
                .install(|| moran_i(&values, &weights, 500, 9).unwrap())
        };
        assert_eq!(with(1), with(3));
    }

    proptest! {
        #[test]
        fn neither_unit_nor_origin_nor_order_of_sites_matter(
            values in proptest::collection::vec(-100_i32..100, 9), by in 1_i32..50, shift in -50_i32..50
        ) {
            prop_assume!(values.iter().any(|x| *x != values[0]));
            let weights = SpatialWeights::contiguity(&squares(3)).unwrap().row_standardised();
            let plain: Vec<f64> = values.iter().map(|&x| f64::from(x)).collect();
            let moved: Vec<f64> = values.iter().map(|&x| f64::from(x * by + shift)).collect();
            // A half turn of the board is a permutation of its sites.
            let turned: Vec<f64> = plain.iter().rev().copied().collect();
            let i = moran_i(&plain, &weights, 0, 1).unwrap().i;
            prop_assert!((i - moran_i(&moved, &weights, 0, 1).unwrap().i).abs() < 1e-10);
            prop_assert!((i - moran_i(&turned, &weights, 0, 1).unwrap().i).abs() < 1e-10);
        }
    }
}
