//! Holm's correction of p-values for the number of questions asked.

use crate::domain::is_probability;

/// Adjusted p-values, in the order given: reject where the adjusted value is at
/// most α, and the chance of any false rejection is at most α, whatever the
/// dependence of the tests.
///
/// With p₍₁₎ ≤ … ≤ p₍ₙ₎ the adjusted p₍ᵢ₎ is max over j ≤ i of
/// min(1, (n − j + 1) p₍ⱼ₎). Each lies between its p and 1, and never above
/// Bonferroni's n p. No tests give an empty list. `None` when a p is not a
/// probability.
///
/// ```
/// use karenina_stats::holm;
/// assert_eq!(holm(&[0.25, 0.125]), Some(vec![0.25, 0.25]));
/// assert_eq!(holm(&[1.5]), None);
/// ```
///
/// # Reference
/// Holm, S. (1979). A simple sequentially rejective multiple test procedure.
/// *Scandinavian Journal of Statistics* 6(2), 65–70; as adjusted values: Wright,
/// S. P. (1992). Adjusted p-values for simultaneous inference. *Biometrics*
/// 48(4), 1005–1013.
pub fn holm(p: &[f64]) -> Option<Vec<f64>> {
    if !p.iter().all(|&p| is_probability(p)) {
        return None;
    }
    let mut ascending: Vec<usize> = (0..p.len()).collect();
    ascending.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    let mut adjusted = vec![0.0; p.len()];
    let mut so_far: f64 = 0.0;
    for (rank, &test) in ascending.iter().enumerate() {
        so_far = so_far.max(((p.len() - rank) as f64 * p[test]).min(1.0));
        adjusted[test] = so_far;
    }
    Some(adjusted)
}

#[cfg(test)]
mod tests {
    use super::holm;
    use proptest::prelude::*;

    /// `own/holm_bh.json`, by hand.
    #[test]
    fn five_tests_by_hand() {
        let adjusted = holm(&[0.001, 0.011, 0.02, 0.04, 0.3]).unwrap();
        for (found, expected) in adjusted.iter().zip([0.005, 0.044, 0.06, 0.08, 0.3]) {
            assert!((found - expected).abs() < 1e-15);
        }
    }

    /// The fifteen p-values of Benjamini and Hochberg (1995), section 3.1, given
    /// in another order; adjusted by statsmodels, `multipletests(method="holm")`.
    #[test]
    fn fifteen_tests_agree_with_statsmodels() {
        let p = [
            1.0, 0.0298, 0.3240, 0.0001, 0.4262, 0.0095, 0.0459, 0.0004, 0.5719, 0.0019, 0.0278,
            0.0344, 0.6528, 0.0201, 0.7590,
        ];
        let expected = [
            1.0, 0.278, 1.0, 0.0015, 1.0, 0.114, 0.3213, 0.0056, 1.0, 0.0247, 0.278, 0.278, 1.0,
            0.2211, 1.0,
        ];
        for (found, expected) in holm(&p).unwrap().iter().zip(expected) {
            assert!((found - expected).abs() < 1e-12);
        }
    }

    proptest! {
        #[test]
        fn lies_between_the_raw_value_and_bonferroni(
            p in proptest::collection::vec(0.0..=1.0, 0..30)
        ) {
            for (raw, adjusted) in p.iter().zip(holm(&p).unwrap()) {
                prop_assert!(*raw <= adjusted && adjusted <= (p.len() as f64 * raw).min(1.0));
            }
        }

        #[test]
        fn the_order_of_tests_does_not_matter(
            mut p in proptest::collection::vec(0.0..=1.0, 0..30)
        ) {
            let mut before = holm(&p).unwrap();
            before.reverse();
            p.reverse();
            prop_assert_eq!(before, holm(&p).unwrap());
        }
    }
}
