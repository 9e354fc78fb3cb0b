//! The mean of values that are each known within an interval.

/// The lowest and highest mean, every value in its (low, high): the mean of the
/// lows and the mean of the highs.
///
/// Both bounds are tight, and they coincide exactly when every value is known.
/// An unknown value enters as its widest possible interval, `(-∞, ∞)` if need
/// be; it is not left out. `None` when there are no values, and when an interval
/// is reversed or not a number.
///
/// ```
/// use karenina_stats::mean_bounds;
/// assert_eq!(mean_bounds(&[(2.0, 2.0), (0.0, 4.0)]), Some((1.0, 3.0)));
/// assert_eq!(mean_bounds(&[]), None);
/// ```
///
/// # Reference
/// Moore, R. E., Kearfott, R. B. and Cloud, M. J. (2009). *Introduction to
/// Interval Analysis*. SIAM, section 2.2. That nothing better can be said of a
/// mean with missing values: Manski, C. F. (2003). *Partial Identification of
/// Probability Distributions*. Springer, section 1.
pub fn mean_bounds(values: &[(f64, f64)]) -> Option<(f64, f64)> {
    let proper =
        |&(low, high): &(f64, f64)| low <= high && low < f64::INFINITY && high > f64::NEG_INFINITY;
    if values.is_empty() || !values.iter().all(proper) {
        return None;
    }
    let n = values.len() as f64;
    let low: f64 = values.iter().map(|value| value.0).sum();
    let high: f64 = values.iter().map(|value| value.1).sum();
    Some((low / n, high / n))
}

#[cfg(test)]
mod tests {
    use super::mean_bounds;
    use crate::share;
    use proptest::prelude::*;

    /// A yes-or-no answer is a number 0 or 1, so Manski's bounds of a share are
    /// the special case: 21 yes, 43 no, 42 unknown (see `share`).
    #[test]
    fn a_share_is_the_mean_of_zeros_and_ones() {
        let answers = [vec![(1.0, 1.0); 21], vec![(0.0, 0.0); 43], vec![(0.0, 1.0); 42]].concat();
        assert_eq!(mean_bounds(&answers), share(21, 43, 42));
    }

    #[test]
    fn one_value_of_which_nothing_is_known_leaves_everything_open() {
        let nothing = (f64::NEG_INFINITY, f64::INFINITY);
        assert_eq!(mean_bounds(&[(1.0, 1.0), nothing]), Some(nothing));
        assert_eq!(mean_bounds(&[(2.0, 1.0)]), None);
        assert_eq!(mean_bounds(&[(f64::NAN, 1.0)]), None);
    }

    proptest! {
        #[test]
        fn every_completion_lies_inside(
            values in proptest::collection::vec((-1e3..1e3, 0.0..1e3, 0.0..=1.0), 1..30)
        ) {
            let intervals: Vec<(f64, f64)> = values.iter().map(|v| (v.0, v.0 + v.1)).collect();
            let (low, high) = mean_bounds(&intervals).unwrap();
            let mean = values.iter().map(|v| v.0 + v.1 * v.2).sum::<f64>() / values.len() as f64;
            prop_assert!(low <= mean + 1e-9 && mean <= high + 1e-9);
        }
    }
}
