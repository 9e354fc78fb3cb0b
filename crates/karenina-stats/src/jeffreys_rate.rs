//! A rate estimated from few cases, kept away from 0 and 1.

/// The mean of a rate after `x` of `n` cases, starting from Jeffreys's prior
/// Beta(½, ½): (x + ½) / (n + 1).
///
/// It lies strictly between 0 and 1, so that a handful of cases never makes
/// anything certain, and tends to x / n as n grows. With no cases it is ½, the
/// mean of the prior. `None` when x > n.
///
/// ```
/// use karenina_stats::jeffreys_rate;
/// assert_eq!(jeffreys_rate(3, 3), Some(0.875));
/// assert_eq!(jeffreys_rate(0, 0), Some(0.5));
/// assert_eq!(jeffreys_rate(2, 1), None);
/// ```
///
/// # Reference
/// Jeffreys, H. (1961). *Theory of Probability*, 3rd ed. Oxford University
/// Press, section 3.10; Brown, L. D., Cai, T. T. and `DasGupta`, A. (2001). Interval
/// estimation for a binomial proportion. *Statistical Science* 16(2), 101–133.
#[doc(alias = "Krichevsky–Trofimov estimator")]
pub fn jeffreys_rate(x: u64, n: u64) -> Option<f64> {
    (x <= n).then(|| (x as f64 + 0.5) / (n as f64 + 1.0))
}

#[cfg(test)]
mod tests {
    use super::jeffreys_rate;
    use crate::regularised_incomplete_beta;
    use proptest::prelude::*;

    /// Willems, F. M. J., Shtarkov, Y. M. and Tjalkens, T. J. (1995). The
    /// context-tree weighting method. *IEEE Transactions on Information Theory*
    /// 41(3), 653–664: the same estimate gives a sequence of two zeros 3/8, of
    /// three 5/16, of four 35/128, and two zeros before two ones 3/128.
    #[test]
    fn sequences_have_their_published_probabilities() {
        let probability = |ones: &[u64]| -> f64 {
            let mut seen = 0;
            let mut product = 1.0;
            for (n, &one) in ones.iter().enumerate() {
                let rate = jeffreys_rate(seen, n as u64).unwrap();
                product *= if one == 1 { rate } else { 1.0 - rate };
                seen += one;
            }
            product
        };
        assert_eq!(probability(&[0, 0]), 3.0 / 8.0);
        assert!((probability(&[0, 0, 0]) - 5.0 / 16.0).abs() < 1e-15);
        assert!((probability(&[0, 0, 0, 0]) - 35.0 / 128.0).abs() < 1e-15);
        assert!((probability(&[0, 0, 1, 1]) - 3.0 / 128.0).abs() < 1e-15);
    }

    /// The mean of a variable in 0..=1 is the area above its distribution.
    #[test]
    fn is_the_mean_of_the_posterior() {
        let steps = 20_000;
        let above = |i: u32| {
            let x = (f64::from(i) + 0.5) / f64::from(steps);
            1.0 - regularised_incomplete_beta(3.5, 7.5, x).unwrap()
        };
        let area = (0..steps).map(above).sum::<f64>() / f64::from(steps);
        assert!((area - jeffreys_rate(3, 10).unwrap()).abs() < 1e-8);
    }

    proptest! {
        #[test]
        fn is_never_certain_and_counts_both_sides_alike(n in 0_u64..100_000, at in 0.0..=1.0) {
            let x = (at * n as f64) as u64;
            let rate = jeffreys_rate(x, n).unwrap();
            prop_assert!(0.0 < rate && rate < 1.0);
            prop_assert!((rate + jeffreys_rate(n - x, n).unwrap() - 1.0).abs() < 1e-12);
        }
    }
}
