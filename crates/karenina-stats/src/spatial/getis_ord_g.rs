//! Getis and Ord's G: are high values near each other, or low ones?

use super::autocorrelation::{
    AnalyticTest, MapSums, PermutationTest, Standardised, TOLERANCE, map_sums, permuted_sums,
};
use super::{NoAnswer, SpatialWeights};

/// The general G with its tests.
#[derive(Debug, Clone, PartialEq)]
pub struct GetisOrdG {
    /// The statistic.
    pub g: f64,
    /// How many sites have a value.
    pub sites: usize,
    /// Sites without neighbours.
    pub islands: Vec<u32>,
    /// Against the same values put on the map at random; takes four sites.
    pub randomisation: Option<AnalyticTest>,
    /// The same by drawing; `None` without permutations.
    pub permutation: Option<PermutationTest>,
}

/// The share of neighbours in all products of values:
/// G = Σᵢⱼ wᵢⱼ xᵢ xⱼ / Σ_{i≠j} xᵢ xⱼ, for amounts.
///
/// With binary weights it runs from 0 to 1 and is expected at S₀ / (n(n−1)) when values
/// stand anywhere; above when high values are neighbours, below when low ones are.
/// Shifting all values changes it, scaling does not. [`moran_i`](super::moran_i()) does
/// not tell high from low.
///
/// # Errors
/// As for [`moran_i`](super::moran_i()), and a negative value; all zero is `AllZero`.
///
/// ```
/// use karenina_stats::spatial::{SpatialWeights, getis_ord_g};
/// let row = SpatialWeights::contiguity(&[vec![1], vec![0, 2], vec![1, 3], vec![2]]).unwrap();
/// let found = getis_ord_g(&[1.0, 2.0, 3.0, 4.0], &row, 0, 1).unwrap();
/// assert!((found.g - 40.0 / 70.0).abs() < 1e-15);
/// assert!((found.randomisation.unwrap().expected - 0.5).abs() < 1e-15);
/// ```
///
/// # Reference
/// Getis, A. and Ord, J. K. (1992). The analysis of spatial association by use of
/// distance statistics. *Geographical Analysis* 24(3), 189–206.
#[doc(alias = "general G")]
pub fn getis_ord_g(
    values: &[f64],
    weights: &SpatialWeights,
    permutations: u32,
    seed: u64,
) -> Result<GetisOrdG, NoAnswer> {
    super::no_answer::known(values, weights.sites())?;
    if let Some(at) = values.iter().position(|&x| x < 0.0) {
        return Err(NoAnswer::Negative { at });
    }
    if !values.is_empty() && values.iter().all(|&x| x == 0.0) {
        return Err(NoAnswer::AllZero);
    }
    let standard = Standardised::new(values, weights.sites())?;
    let sums = weights.sums();
    if sums.s0 <= 0.0 {
        return Err(NoAnswer::NoNeighbours);
    }
    let (n, s0) = (values.len() as f64, sums.s0);
    let (mean, deviation) = (standard.mean, standard.deviation);
    // In units of the mean, so that nothing overflows.
    let x: Vec<f64> = values.iter().map(|x| x / mean).collect();
    let moment = |power: i32| x.iter().map(|x| x.powi(power)).sum::<f64>();
    let (m1, m2, m3, m4) = (moment(1), moment(2), moment(3), moment(4));
    let pairs = m1 * m1 - m2;
    if pairs <= 1e-12 * m2 {
        // One site has everything: no two values to multiply.
        return Err(NoAnswer::AllZero);
    }
    let spread = deviation / mean;
    // x = 1 + spread · z
    let of = |sums: &MapSums| (spread * spread * sums.cross + spread * sums.linear + s0) / pairs;
    let g = of(&map_sums(&standard.z, weights));
    let (s1, s2, s00) = (sums.s1, sums.s2, sums.s0 * sums.s0);
    let b0 = (n * n - 3.0 * n + 3.0) * s1 - n * s2 + 3.0 * s00;
    let b1 = -((n * n - n) * s1 - 2.0 * n * s2 + 6.0 * s00);
    let b2 = -(2.0 * n * s1 - (n + 3.0) * s2 + 6.0 * s00);
    let b3 = 4.0 * (n - 1.0) * s1 - 2.0 * (n + 1.0) * s2 + 8.0 * s00;
    let b4 = s1 - s2 + s00;
    let expected = s0 / (n * (n - 1.0));
    let square =
        (b0 * m2 * m2 + b1 * m4 + b2 * m1 * m1 * m2 + b3 * m1 * m3 + b4 * m1 * m1 * m1 * m1)
            / (pairs * pairs * n * (n - 1.0) * (n - 2.0) * (n - 3.0));
    let permuted: Vec<f64> =
        permuted_sums(&standard.z, weights, permutations, seed, true).iter().map(of).collect();
    let tolerance = TOLERANCE * s0 * (spread * spread + spread) / pairs;
    Ok(GetisOrdG {
        g,
        sites: values.len(),
        islands: weights.islands(),
        randomisation: (values.len() > 3)
            .then(|| AnalyticTest::new(g, expected, square - expected * expected))
            .flatten(),
        permutation: PermutationTest::new(g, &permuted, tolerance),
    })
}

#[cfg(test)]
mod tests {
    use super::getis_ord_g;
    use crate::spatial::NoAnswer;
    use crate::spatial::autocorrelation::tests::{orders, six};

    #[test]
    fn moments_under_randomisation_are_those_of_all_orders() {
        let values = [3.0, 1.0, 4.0, 1.5, 9.0, 2.6];
        let all: Vec<f64> = orders(&values)
            .iter()
            .map(|order| getis_ord_g(order, &six(), 0, 1).unwrap().g)
            .collect();
        let mean = all.iter().sum::<f64>() / 720.0;
        let variance = all.iter().map(|g| (g - mean) * (g - mean)).sum::<f64>() / 720.0;
        let found = getis_ord_g(&values, &six(), 9_999, 5).unwrap();
        let by_formula = found.randomisation.unwrap();
        assert!((by_formula.expected - mean).abs() < 1e-12);
        assert!((by_formula.variance - variance).abs() < 1e-12);
        let exact = all.iter().filter(|&&g| g >= found.g - 1e-9).count() as f64 / 720.0;
        let drawn = found.permutation.unwrap();
        assert!((drawn.p_greater - exact).abs() < 3.0 * (exact * (1.0 - exact) / 1e4).sqrt());
    }

    #[test]
    fn nothing_and_less_than_nothing_have_no_share() {
        let why = |values: [f64; 6]| getis_ord_g(&values, &six(), 0, 1).unwrap_err();
        assert_eq!(why([0.0; 6]), NoAnswer::AllZero);
        assert_eq!(why([0.0, 0.0, 5.0, 0.0, 0.0, 0.0]), NoAnswer::AllZero);
        assert_eq!(why([2.0; 6]), NoAnswer::Constant);
        assert_eq!(why([1.0, 2.0, -1.0, 0.0, 0.0, 0.0]), NoAnswer::Negative { at: 2 });
    }
}
