//! How sure it is that a measured value clears a threshold, both uncertain.

use crate::normal_cdf;

/// The probability that the true value lies at or above the true threshold:
/// Φ((x − b) / √(u² + `u_b`²)), with u and `u_b` the standard uncertainties of the
/// value x and the threshold b, normal and independent.
///
/// It runs from 0 to 1 and is ½ where the value stands on the threshold. With no
/// uncertainty at all it is 1 when x clears b and 0 when it does not; equality
/// then clears "at least b" and fails "more than b", which is what `strict` says.
/// With any uncertainty `strict` makes no difference. For a rule "at most b"
/// change the signs of both. `None` when a number is not finite and when an
/// uncertainty is negative.
///
/// ```
/// use karenina_stats::probability_above;
/// let p = probability_above(0.22, 0.02, 0.2, 0.01, false).unwrap();
/// assert!((p - 0.814_453).abs() < 1e-6);
/// assert_eq!(probability_above(0.5, 0.0, 0.5, 0.0, false), Some(1.0));
/// assert_eq!(probability_above(0.5, 0.0, 0.5, 0.0, true), Some(0.0));
/// ```
///
/// # Reference
/// JCGM 106:2012. *Evaluation of measurement data: the role of measurement
/// uncertainty in conformity assessment*, section 7 (conformance probability with
/// a normal distribution).
#[doc(alias = "conformance probability")]
pub fn probability_above(
    value: f64,
    u: f64,
    threshold: f64,
    u_b: f64,
    strict: bool,
) -> Option<f64> {
    let finite = [value, u, threshold, u_b].iter().all(|x| x.is_finite());
    if !finite || u < 0.0 || u_b < 0.0 {
        return None;
    }
    let spread = libm::hypot(u, u_b);
    if spread > 0.0 {
        return Some(normal_cdf((value - threshold) / spread));
    }
    let clears = if strict { value > threshold } else { value >= threshold };
    Some(if clears { 1.0 } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::probability_above;
    use proptest::prelude::*;

    /// `golden/end_to_end.json`: the indicators `export` and `trust` of two cases.
    #[test]
    fn the_golden_cases() {
        let expected = [
            (0.3, 0.02, 0.2, 0.01, 0.999_996),
            (0.22, 0.02, 0.2, 0.01, 0.814_453),
            (4.1, 0.2, 3.5, 0.1, 0.996_355),
            (3.6, 0.2, 3.5, 0.1, 0.672_640),
        ];
        for (value, u, threshold, u_b, p) in expected {
            let found = probability_above(value, u, threshold, u_b, false).unwrap();
            assert!((found - p).abs() < 1e-6, "{found} {p}");
        }
    }

    #[test]
    fn exactly_one_half_is_not_more_than_one_half() {
        assert_eq!(probability_above(0.5, 0.0, 0.5, 0.0, true), Some(0.0));
        assert_eq!(probability_above(0.5, 0.0, 0.5, 0.0, false), Some(1.0));
        assert_eq!(probability_above(0.5, 0.1, 0.5, 0.0, true), Some(0.5));
    }

    #[test]
    fn a_missing_number_leaves_no_certainty() {
        assert_eq!(probability_above(f64::NAN, 0.0, 0.5, 0.0, false), None);
        assert_eq!(probability_above(0.5, -0.1, 0.5, 0.0, false), None);
    }

    proptest! {
        #[test]
        fn above_and_below_make_one(
            x in -10.0..10.0, b in -10.0..10.0, u in 0.01..5.0, u_b in 0.0..5.0
        ) {
            let above = probability_above(x, u, b, u_b, false).unwrap();
            let below = probability_above(-x, u, -b, u_b, false).unwrap();
            prop_assert!((above + below - 1.0).abs() < 1e-12);
        }

        #[test]
        fn less_uncertainty_is_more_certain(
            x in -10.0..10.0, b in -10.0..10.0, u in 0.0..5.0, more in 0.1..5.0
        ) {
            let precise = probability_above(x, u, b, 0.0, false).unwrap();
            let vague = probability_above(x, u + more, b, 0.0, false).unwrap();
            prop_assert!((vague - 0.5).abs() <= (precise - 0.5).abs() + 1e-12);
        }
    }
}
