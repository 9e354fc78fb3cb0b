//! How likely a value that lies somewhere in an interval clears a threshold.

use crate::normal_cdf;
use std::f64::consts::PI;

/// The probability that a value clears a threshold `b` when it lies anywhere in
/// low..high with equal chance and is measured with the standard uncertainty u:
/// the mean of Φ((x − b) / u) over the interval,
/// (G(z high) − G(z low)) / (z high − z low) with G(z) = z Φ(z) + φ(z).
///
/// With u = 0 it is the part of the interval above b. The chance rises with the
/// interval and falls with b, from 0 to 1. It says "spread evenly", which is an
/// assumption and not knowledge: beside it belong the chances at both ends,
/// [`probability_above`](crate::probability_above()). A point is that function
/// with "at least". `None` when a number is not finite, when high < low and for a
/// negative u.
///
/// ```
/// use karenina_stats::probability_above_in_interval;
/// assert_eq!(probability_above_in_interval((0.0, 1.0), 0.0, 0.25), Some(0.75));
/// assert_eq!(probability_above_in_interval((0.0, 1.0), 0.2, 0.5), Some(0.5));
/// ```
///
/// # Reference
/// The integral of Φ: Owen, D. B. (1980). A table of normal integrals.
/// *Communications in Statistics – Simulation and Computation* 9(4), 389–419,
/// 10,010; its use as JCGM 106:2012, section 7.
pub fn probability_above_in_interval(
    (low, high): (f64, f64),
    u: f64,
    threshold: f64,
) -> Option<f64> {
    let finite = [low, high, u, threshold].iter().all(|x| x.is_finite());
    if !finite || high < low || u < 0.0 {
        return None;
    }
    if high == low {
        return crate::probability_above(low, u, threshold, 0.0, false);
    }
    if u == 0.0 {
        return Some(((high - threshold) / (high - low)).clamp(0.0, 1.0));
    }
    let (from, to) = ((low - threshold) / u, (high - threshold) / u);
    // A narrow interval would lose its digits in the difference of two near numbers.
    if to - from < 1e-4 {
        return Some(normal_cdf(f64::midpoint(from, to)));
    }
    Some(((mass(to) - mass(from)) / (to - from)).clamp(0.0, 1.0))
}

/// z Φ(z) + φ(z): the integral of Φ up to z.
fn mass(z: f64) -> f64 {
    z * normal_cdf(z) + libm::exp(-0.5 * z * z) / libm::sqrt(2.0 * PI)
}

#[cfg(test)]
mod tests {
    use super::probability_above_in_interval;
    use crate::normal_cdf;
    use proptest::prelude::*;

    /// By hand: with u = 1, b = 0 the mean of Φ over 0..1 is Φ(1) + φ(1) − φ(0) =
    /// 0.841 344 746 + 0.241 970 725 − 0.398 942 280; by symmetry ½ round b; and the
    /// mid-point rule.
    #[test]
    fn agrees_with_quadrature() {
        let values = [
            ((0.1, 0.4), 0.05, 0.2, quadrature((0.1, 0.4), 0.05, 0.2)),
            ((10.0, 50.0), 3.0, 30.0, 0.5),
            ((0.0, 1.0), 1.0, 0.0, 0.684_373_190_2),
        ];
        for (interval, u, threshold, expected) in values {
            let found = probability_above_in_interval(interval, u, threshold).unwrap();
            assert!((found - expected).abs() < 1e-8, "{found} {expected}");
        }
    }

    /// The mid-point rule with many steps, as another way to the same number.
    fn quadrature((low, high): (f64, f64), u: f64, threshold: f64) -> f64 {
        let n = 20_000;
        let step = (high - low) / f64::from(n);
        (0..n).map(|i| normal_cdf((low + (f64::from(i) + 0.5) * step - threshold) / u)).sum::<f64>()
            / f64::from(n)
    }

    #[test]
    fn odd_input_has_no_chance() {
        assert_eq!(probability_above_in_interval((1.0, 0.0), 0.1, 0.0), None);
        assert_eq!(probability_above_in_interval((0.0, f64::INFINITY), 0.1, 0.0), None);
        assert_eq!(probability_above_in_interval((0.0, 1.0), -0.1, 0.0), None);
        assert_eq!(probability_above_in_interval((0.5, 0.5), 0.0, 0.5), Some(1.0));
    }

    proptest! {
        #[test]
        fn lies_between_the_chances_at_both_ends(
            low in -5.0..5.0, width in 0.0..10.0, u in 0.0..3.0, threshold in -6.0..12.0
        ) {
            let at = |x: f64| crate::probability_above(x, u, threshold, 0.0, false).unwrap();
            let found = probability_above_in_interval((low, low + width), u, threshold).unwrap();
            prop_assert!(at(low) - 1e-9 <= found && found <= at(low + width) + 1e-9);
            if width > 0.01 {
                let expected = quadrature((low, low + width), u.max(1e-3), threshold);
                let found =
                    probability_above_in_interval((low, low + width), u.max(1e-3), threshold);
                prop_assert!((found.unwrap() - expected).abs() < 1e-3);
            }
        }
    }
}
