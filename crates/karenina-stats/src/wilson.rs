//! Wilson's interval for a proportion.

use crate::normal_quantile;

/// The interval for a proportion of which `x` of `n` were seen, at the
/// confidence `level`: the proportions that a score test would not reject.
///
/// With p = x / n and z the normal quantile at (1 + level) / 2, it is
/// (p + z² / 2n ± z √(p (1 − p) / n + z² / 4n²)) / (1 + z² / n). It stays within
/// 0..=1, starts at 0 when x = 0 and ends at 1 when x = n. Its coverage is close
/// to the level on average, not at least the level for every proportion; for
/// that see [`clopper_pearson`](crate::clopper_pearson()). `None` when nothing was
/// seen (n = 0), when x > n, and when the level is not strictly between 0 and 1.
///
/// ```
/// use karenina_stats::wilson;
/// let (low, high) = wilson(9, 14, 0.95).unwrap();
/// assert!((low - 0.388).abs() < 5e-4 && (high - 0.837).abs() < 5e-4);
/// assert_eq!(wilson(0, 0, 0.95), None);
/// ```
///
/// # Reference
/// Wilson, E. B. (1927). Probable inference, the law of succession, and
/// statistical inference. *Journal of the American Statistical Association*
/// 22(158), 209–212.
pub fn wilson(x: u64, n: u64, level: f64) -> Option<(f64, f64)> {
    if n == 0 || x > n || !(level > 0.0 && level < 1.0) {
        return None;
    }
    let low = |x: u64| {
        if x == 0 {
            return Some(0.0);
        }
        let (n, p) = (n as f64, x as f64 / n as f64);
        let z = normal_quantile(f64::midpoint(1.0, level))?;
        let half_width = z * libm::sqrt(p * (1.0 - p) / n + z * z / (4.0 * n * n));
        Some((p + z * z / (2.0 * n) - half_width) / (1.0 + z * z / n))
    };
    // Successes and failures trade places, so one formula serves both ends and
    // the ends 0 and 1 are exact.
    Some((low(x)?, 1.0 - low(n - x)?))
}

#[cfg(test)]
mod tests {
    use super::wilson;
    use proptest::prelude::*;

    /// Newcombe, R. G. (1998). Two-sided confidence intervals for the single
    /// proportion. *Statistics in Medicine* 17, 857–872, table I, method 3.
    #[test]
    fn newcombes_four_proportions() {
        let printed = [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ];
        for (x, n, low, high) in printed {
            let found = wilson(x, n, 0.95).unwrap();
            assert!((found.0 - low).abs() < 5e-5 && (found.1 - high).abs() < 5e-5, "{x} of {n}");
        }
    }

    /// statsmodels 0.15, `proportion_confint(9, 14, 0.05, "wilson")`.
    #[test]
    fn nine_of_fourteen_agrees_with_statsmodels() {
        let (low, high) = wilson(9, 14, 0.95).unwrap();
        assert!((low - 0.387_644_231_039_073_97).abs() < 1e-14);
        assert!((high - 0.836_552_682_464_458_7).abs() < 1e-14);
    }

    #[test]
    fn what_was_never_tried_has_no_proportion() {
        assert_eq!(wilson(0, 0, 0.95), None);
        assert_eq!(wilson(3, 2, 0.95), None);
        assert_eq!(wilson(1, 2, 1.0), None);
        assert_eq!(wilson(1, 2, f64::NAN), None);
    }

    proptest! {
        #[test]
        fn holds_the_proportion_and_stays_within_bounds(n in 1_u64..10_000, at in 0.0..=1.0) {
            let x = (at * n as f64) as u64;
            let (low, high) = wilson(x, n, 0.95).unwrap();
            let p = x as f64 / n as f64;
            prop_assert!(0.0 <= low && low <= p + 1e-15 && p <= high + 1e-15 && high <= 1.0);
        }

        #[test]
        fn more_confidence_is_wider(n in 1_u64..1000, at in 0.0..=1.0) {
            let x = (at * n as f64) as u64;
            let (narrow, wide) = (wilson(x, n, 0.8).unwrap(), wilson(x, n, 0.99).unwrap());
            prop_assert!(wide.0 <= narrow.0 && narrow.1 <= wide.1);
        }
    }
}
