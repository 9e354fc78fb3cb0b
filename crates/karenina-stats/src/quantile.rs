//! Quantiles of a sample, as R gives them.

use crate::domain::is_probability;

/// The value below which a share p of the sample lies, interpolated: type 7.
///
/// With the sample in ascending order x₀ … xₙ₋₁ and h = (n − 1) p, it is the point
/// at h on the line through them, x⌊h⌋ + (h − ⌊h⌋) (x⌊h⌋₊₁ − x⌊h⌋). p = 0 gives the
/// smallest value, ½ the median, 1 the largest. It is the default of R and of
/// numpy; other programs differ between neighbouring values. The order of
/// `values` does not matter. `None` when there are none, when one is not finite,
/// and when p is not in 0..=1.
///
/// ```
/// use karenina_stats::quantile;
/// assert_eq!(quantile(&[4.0, 1.0, 3.0, 2.0], 0.5), Some(2.5));
/// assert_eq!(quantile(&[], 0.5), None);
/// ```
///
/// # Reference
/// Hyndman, R. J. and Fan, Y. (1996). Sample quantiles in statistical packages.
/// *American Statistician* 50(4), 361–365, definition 7.
#[doc(alias = "percentile")]
#[doc(alias = "median")]
pub fn quantile(values: &[f64], p: f64) -> Option<f64> {
    if values.is_empty() || !is_probability(p) || !values.iter().all(|x| x.is_finite()) {
        return None;
    }
    let mut ascending = values.to_vec();
    ascending.sort_by(f64::total_cmp);
    let place = (ascending.len() - 1) as f64 * p;
    let below = place as usize;
    let above = (below + 1).min(ascending.len() - 1);
    let (low, high) = (ascending[below], ascending[above]);
    Some(low + (place - below as f64) * (high - low))
}

#[cfg(test)]
mod tests {
    use super::quantile;
    use proptest::prelude::*;

    /// numpy 2, `quantile(…)` with its default, which is type 7.
    #[test]
    fn agrees_with_numpy() {
        let values = [2.0, 7.0, 1.0, 8.0, 2.5, 9.0, 4.0];
        let expected = [
            (0.0, 1.0),
            (0.1, 1.6),
            (0.25, 2.25),
            (0.33, 2.49),
            (0.5, 4.0),
            (0.9, 8.4),
            (1.0, 9.0),
        ];
        for (p, quantile_at_p) in expected {
            assert!((quantile(&values, p).unwrap() - quantile_at_p).abs() < 1e-12, "at {p}");
        }
    }

    /// R's `quantile(1:10)`: 1.00, 3.25, 5.50, 7.75, 10.00.
    #[test]
    fn agrees_with_r() {
        let values: Vec<f64> = (1..=10).map(f64::from).collect();
        let found = [0.0, 0.25, 0.5, 0.75, 1.0].map(|p| quantile(&values, p).unwrap());
        assert_eq!(found, [1.0, 3.25, 5.5, 7.75, 10.0]);
    }

    #[test]
    fn nothing_has_no_quantile() {
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(quantile(&[1.0, f64::NAN], 0.5), None);
        assert_eq!(quantile(&[1.0], 1.5), None);
        assert_eq!(quantile(&[1.0], 0.3), Some(1.0));
    }

    proptest! {
        #[test]
        fn rises_with_p_and_does_not_care_for_order(
            mut values in proptest::collection::vec(-1e3..1e3, 1..30), p in 0.0..0.9
        ) {
            let at_p = quantile(&values, p).unwrap();
            prop_assert!(at_p <= quantile(&values, p + 0.1).unwrap() + 1e-9);
            values.reverse();
            prop_assert_eq!(Some(at_p), quantile(&values, p));
        }

        #[test]
        fn follows_a_change_of_unit(
            values in proptest::collection::vec(-1e3..1e3, 1..30), p in 0.0..=1.0
        ) {
            let changed: Vec<f64> = values.iter().map(|x| 2.0 * x + 32.0).collect();
            let (before, after) = (quantile(&values, p).unwrap(), quantile(&changed, p).unwrap());
            prop_assert!((2.0 * before + 32.0 - after).abs() < 1e-9);
        }
    }
}
