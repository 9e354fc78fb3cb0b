//! Benjamini and Hochberg's control of the rate of false discoveries.

use crate::domain::is_probability;

/// Adjusted p-values, in the order given: reject where the adjusted value is at
/// most q, and the expected share of false ones among the rejections is at most
/// q, for tests that are independent or positively dependent.
///
/// With p₍₁₎ ≤ … ≤ p₍ₙ₎ the adjusted p₍ᵢ₎ is min over j ≥ i of
/// min(1, n p₍ⱼ₎ / j). Each lies between its p and 1, and never above Holm's.
/// For alarms over many series, where [`holm`](crate::holm()) would stay silent;
/// not for refusing anything, since some of the rejections are expected to be
/// false. No tests give an empty list. `None` when a p is not a probability.
///
/// ```
/// use karenina_stats::benjamini_hochberg;
/// assert_eq!(benjamini_hochberg(&[0.5, 0.125]), Some(vec![0.5, 0.25]));
/// ```
///
/// # Reference
/// Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate:
/// a practical and powerful approach to multiple testing. *Journal of the Royal
/// Statistical Society B* 57(1), 289–300.
#[doc(alias = "FDR")]
pub fn benjamini_hochberg(p: &[f64]) -> Option<Vec<f64>> {
    if !p.iter().all(|&p| is_probability(p)) {
        return None;
    }
    let mut ascending: Vec<usize> = (0..p.len()).collect();
    ascending.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    let mut adjusted = vec![0.0; p.len()];
    let mut so_far: f64 = 1.0;
    for (rank, &test) in ascending.iter().enumerate().rev() {
        so_far = so_far.min(p.len() as f64 * p[test] / (rank + 1) as f64);
        adjusted[test] = so_far;
    }
    Some(adjusted)
}

#[cfg(test)]
mod tests {
    use super::benjamini_hochberg;
    use crate::holm;
    use proptest::prelude::*;

    /// Benjamini and Hochberg (1995), section 3.1: of these fifteen comparisons
    /// the procedure rejects four at q = 0.05, Bonferroni's three.
    const THROMBOLYSIS: [f64; 15] = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
        0.5719, 0.6528, 0.7590, 1.0,
    ];

    #[test]
    fn four_of_fifteen_comparisons_are_rejected_as_published() {
        let adjusted = benjamini_hochberg(&THROMBOLYSIS).unwrap();
        assert_eq!(adjusted.iter().filter(|&&p| p <= 0.05).count(), 4);
        assert_eq!(THROMBOLYSIS.iter().filter(|&&p| 15.0 * p <= 0.05).count(), 3);
        // statsmodels, `multipletests(method="fdr_bh")`.
        assert!((adjusted[3] - 0.035_625).abs() < 1e-15);
        assert!((adjusted[5] - 0.063_857_142_857_142_86).abs() < 1e-15);
    }

    /// `own/holm_bh.json`, by hand.
    #[test]
    fn five_tests_by_hand() {
        let adjusted = benjamini_hochberg(&[0.001, 0.011, 0.02, 0.04, 0.3]).unwrap();
        for (found, expected) in adjusted.iter().zip([0.005, 0.0275, 0.1 / 3.0, 0.05, 0.3]) {
            assert!((found - expected).abs() < 1e-15);
        }
        assert_eq!(benjamini_hochberg(&[-0.1]), None);
    }

    proptest! {
        #[test]
        fn lies_between_the_raw_value_and_holms(p in proptest::collection::vec(0.0..=1.0, 0..30)) {
            let (adjusted, holm) = (benjamini_hochberg(&p).unwrap(), holm(&p).unwrap());
            for ((raw, adjusted), holm) in p.iter().zip(adjusted).zip(holm) {
                prop_assert!(*raw <= adjusted + 1e-15 && adjusted <= holm + 1e-15);
            }
        }

        #[test]
        fn the_order_of_tests_does_not_matter(
            mut p in proptest::collection::vec(0.0..=1.0, 0..30)
        ) {
            let mut before = benjamini_hochberg(&p).unwrap();
            before.reverse();
            p.reverse();
            prop_assert_eq!(before, benjamini_hochberg(&p).unwrap());
        }
    }
}
