//! How many exceptions a rule may still have when none was seen.

/// The highest rate of exceptions that n cases without a single one leave open,
/// at the one-sided confidence `level`: 1 − (1 − level)^(1/n).
///
/// At 95 % it is 0.45 for 5 cases, 0.26 for 10, 0.11 for 25 and 0.05 for 59:
/// "no counter-example" proves little when there are few examples. It falls
/// towards 0 as n grows; 3 / n comes close ("rule of three"). With exceptions
/// seen, use [`clopper_pearson`](crate::clopper_pearson()). `None` when n is 0 and
/// when the level is not strictly between 0 and 1.
///
/// ```
/// use karenina_stats::exceptions_upper_bound;
/// assert!((exceptions_upper_bound(25, 0.95).unwrap() - 0.112_928).abs() < 1e-6);
/// assert_eq!(exceptions_upper_bound(0, 0.95), None);
/// ```
///
/// # Reference
/// Hanley, J. A. and Lippman-Hand, A. (1983). If nothing goes wrong, is
/// everything all right? Interpreting zero numerators. *JAMA* 249(13),
/// 1743–1745.
#[doc(alias = "rule of three")]
pub fn exceptions_upper_bound(n: u64, level: f64) -> Option<f64> {
    if n == 0 || !(level > 0.0 && level < 1.0) {
        return None;
    }
    Some(-libm::expm1(libm::log1p(-level) / n as f64))
}

#[cfg(test)]
mod tests {
    use super::exceptions_upper_bound;
    use crate::clopper_pearson;
    use proptest::prelude::*;

    /// `own/exceptions_upper_bound.json`, closed form.
    #[test]
    fn no_counter_example_proves_little() {
        let expected = [
            (5, 0.450_719_728_346_941_2),
            (10, 0.258_865_550_893_052_3),
            (25, 0.112_928_145_006_843_23),
            (59, 0.049_507_609_888_227),
            (94, 0.031_367_012_078_787_67),
            (299, 0.009_969_146_792_899_286),
        ];
        for (n, bound) in expected {
            assert!((exceptions_upper_bound(n, 0.95).unwrap() - bound).abs() < 1e-14);
        }
    }

    /// Hanley and Lippman-Hand (1983): the upper limit is about 3 / n.
    #[test]
    fn three_in_n_comes_close() {
        for n in [30_u32, 100, 1000] {
            let (exact, rule) =
                (exceptions_upper_bound(u64::from(n), 0.95).unwrap(), 3.0 / f64::from(n));
            assert!(exact < rule && rule - exact < 0.006);
        }
    }

    proptest! {
        #[test]
        fn is_one_side_of_clopper_and_pearson(n in 1_u64..500, level in 0.5..0.999) {
            let (_, high) = clopper_pearson(0, n, 2.0 * level - 1.0 + f64::EPSILON).unwrap();
            prop_assert!((exceptions_upper_bound(n, level).unwrap() - high).abs() < 1e-10);
        }
    }
}
