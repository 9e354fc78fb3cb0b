//! The quotient of two intervals that have nothing to do with each other.

/// The lowest and highest a / b, with a in `numerator` and b in `denominator`,
/// each free of the other.
///
/// A denominator interval must lie above zero: patents per thousand employed,
/// area per head. Both bounds are tight. Where the numerator is part of the
/// denominator, [`ratio_bounds`](crate::ratio_bounds()) is narrower. `None` when
/// the denominator may be zero or less (the quotient then has no bound, or no
/// meaning), and when an interval is reversed, infinite or not a number.
///
/// ```
/// use karenina_stats::quotient_bounds;
/// assert_eq!(quotient_bounds((1.0, 2.0), (4.0, 5.0)), Some((0.2, 0.5)));
/// assert_eq!(quotient_bounds((-1.0, 2.0), (4.0, 5.0)), Some((-0.25, 0.5)));
/// assert_eq!(quotient_bounds((1.0, 2.0), (0.0, 5.0)), None);
/// ```
///
/// # Reference
/// Moore, R. E., Kearfott, R. B. and Cloud, M. J. (2009). *Introduction to
/// Interval Analysis*. SIAM, section 2.3: X / Y = X · \[1/y₂, 1/y₁\].
pub fn quotient_bounds(numerator: (f64, f64), denominator: (f64, f64)) -> Option<(f64, f64)> {
    let proper = |(low, high): (f64, f64)| low.is_finite() && high.is_finite() && low <= high;
    if !proper(numerator) || !proper(denominator) || denominator.0 <= 0.0 {
        return None;
    }
    let corners = [
        numerator.0 / denominator.0,
        numerator.0 / denominator.1,
        numerator.1 / denominator.0,
        numerator.1 / denominator.1,
    ];
    let low = corners.into_iter().fold(f64::INFINITY, f64::min);
    let high = corners.into_iter().fold(f64::NEG_INFINITY, f64::max);
    Some((low, high))
}

#[cfg(test)]
mod tests {
    use super::quotient_bounds;
    use proptest::prelude::*;

    /// Worked by hand from Moore's rule: [1, 2] / [4, 8] = [1, 2] · [1/8, 1/4].
    #[test]
    fn follows_moores_rule() {
        assert_eq!(quotient_bounds((1.0, 2.0), (4.0, 8.0)), Some((0.125, 0.5)));
        assert_eq!(quotient_bounds((-2.0, -1.0), (4.0, 8.0)), Some((-0.5, -0.125)));
        assert_eq!(quotient_bounds((1.0, f64::INFINITY), (4.0, 8.0)), None);
        assert_eq!(quotient_bounds((1.0, 1.0), (8.0, 4.0)), None);
    }

    proptest! {
        #[test]
        fn every_completion_lies_inside(
            a in (-1e3..1e3, 0.0..1e3), b in (0.1..1e3, 0.0..1e3), at in (0.0..=1.0, 0.0..=1.0)
        ) {
            let (low, high) = quotient_bounds((a.0, a.0 + a.1), (b.0, b.0 + b.1)).unwrap();
            let quotient = (a.0 + at.0 * a.1) / (b.0 + at.1 * b.1);
            prop_assert!(low <= quotient + 1e-9 && quotient <= high + 1e-9);
        }
    }
}
