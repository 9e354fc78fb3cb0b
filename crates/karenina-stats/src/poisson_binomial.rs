//! How many of several independent events happen, each with its own probability.

use crate::domain::is_probability;

/// The probability that exactly k of the events happen, for k = 0..=n.
///
/// Events are taken in one by one: after event j, `P_j(k)` =
/// `P_{j−1}(k)` (1 − pⱼ) + `P_{j−1}(k − 1)` pⱼ. This dynamic programme is exact but
/// for rounding and takes n² steps. The n + 1 probabilities lie in 0..=1 and sum
/// to 1. No events give `[1.0]`: none happens. A p outside 0..=1 is no
/// probability and makes every answer NaN, so that no comparison with it holds.
///
/// ```
/// use karenina_stats::poisson_binomial;
/// assert_eq!(poisson_binomial::exactly(&[0.5, 0.5]), [0.25, 0.5, 0.25]);
/// assert_eq!(poisson_binomial::exactly(&[]), [1.0]);
/// ```
///
/// # Reference
/// Barlow, R. E. and Heidtmann, K. D. (1984). Computing k-out-of-n system
/// reliability. *IEEE Transactions on Reliability* R-33(4), 322–323.
pub fn exactly(p: &[f64]) -> Vec<f64> {
    if !p.iter().all(|&p| is_probability(p)) {
        return vec![f64::NAN; p.len() + 1];
    }
    let mut mass = Vec::with_capacity(p.len() + 1);
    mass.push(1.0);
    for &p in p {
        mass.push(0.0);
        for k in (1..mass.len()).rev() {
            mass[k] = mass[k] * (1.0 - p) + mass[k - 1] * p;
        }
        mass[0] *= 1.0 - p;
    }
    mass
}

/// The probability that at least m of the events happen.
///
/// It is 1 for m = 0, and 0 for more than there are; with certain events only (each
/// p is 0 or 1) it is exactly 0 or 1. It rises in every p, so two calls give the bounds
/// for events known within an interval: all at their low ends, all at their high
/// ends. NaN when a p is not a probability, as for [`exactly`].
///
/// ```
/// use karenina_stats::poisson_binomial;
/// assert!((poisson_binomial::at_least(&[0.9, 0.6, 0.75, 0.3], 3) - 0.54).abs() < 1e-15);
/// ```
///
/// # Reference
/// Wang, Y. H. (1993). On the number of successes in independent trials.
/// *Statistica Sinica* 3(2), 295–312; the computation as for [`exactly`].
pub fn at_least(p: &[f64], m: usize) -> f64 {
    if !p.iter().all(|&p| is_probability(p)) {
        return f64::NAN;
    }
    if m == 0 {
        return 1.0;
    }
    // From the far end, where the terms are usually smallest; starting at +0.0
    // keeps an empty sum from being −0.
    exactly(p).iter().skip(m).rev().fold(0.0, |sum, x| sum + x).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::{at_least, exactly};
    use proptest::prelude::*;

    /// `own/poisson_binomial.json`: all sixteen outcomes enumerated.
    #[test]
    fn four_events_agree_with_enumeration() {
        let p = [0.9, 0.6, 0.75, 0.3];
        let expected = [0.007, 0.0975, 0.3555, 0.4185, 0.1215];
        for (found, expected) in exactly(&p).iter().zip(expected) {
            assert!((found - expected).abs() < 1e-15);
        }
        let expected = [1.0, 0.993, 0.8955, 0.54, 0.1215, 0.0];
        for (m, expected) in expected.into_iter().enumerate() {
            assert!((at_least(&p, m) - expected).abs() < 1e-15);
        }
    }

    #[test]
    fn what_is_no_probability_never_passes_for_one() {
        assert!(exactly(&[0.5, 1.5]).iter().all(|x| x.is_nan()));
        assert!((0..3).all(|m| at_least(&[f64::NAN], m).is_nan()));
    }

    #[test]
    fn certain_events_leave_no_doubt() {
        assert_eq!(at_least(&[1.0, 0.0, 1.0], 2), 1.0);
        assert_eq!(at_least(&[1.0, 0.0, 1.0], 3), 0.0);
        assert!(at_least(&[], 1).is_sign_positive());
    }

    proptest! {
        #[test]
        fn the_probabilities_sum_to_one_and_their_mean_is_the_sum_of_p(
            p in proptest::collection::vec(0.0..=1.0, 0..30)
        ) {
            let mass = exactly(&p);
            prop_assert!((mass.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            let mean: f64 = mass.iter().enumerate().map(|(k, x)| k as f64 * x).sum();
            prop_assert!((mean - p.iter().sum::<f64>()).abs() < 1e-10);
        }

        #[test]
        fn the_order_of_events_does_not_matter(
            mut p in proptest::collection::vec(0.0..=1.0, 0..20), m in 0_usize..20
        ) {
            let before = at_least(&p, m);
            p.reverse();
            prop_assert!((before - at_least(&p, m)).abs() < 1e-12);
        }
    }
}
