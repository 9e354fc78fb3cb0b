//! What measurement error does to a verdict that n conditions must all hold.
//!
//! Every condition is measured once, with an independent normal error; margins
//! are counted in standard errors above the threshold.

use crate::normal_cdf;

/// The probability that all n conditions are *observed* at or above their
/// thresholds when each truly lies `margin` standard errors above: Φ(m)ⁿ.
///
/// At m = 1 and n = 13 it is 0.106: a case that meets everything comfortably is
/// mostly seen to fail something. It rises in the margin from 0 to 1. No
/// conditions hold for certain. `None` when the margin is not a number.
///
/// ```
/// use karenina_stats::conjunction_noise;
/// let all = conjunction_noise::all_observed_above(13, 1.0).unwrap();
/// assert!((all - 0.106).abs() < 5e-4);
/// ```
///
/// # Reference
/// Berger, R. L. (1982). Multiparameter hypothesis testing and acceptance
/// sampling. *Technometrics* 24(4), 295–300.
pub fn all_observed_above(n: u32, margin: f64) -> Option<f64> {
    all_certified(n, margin, 0.0)
}

/// The probability that all n conditions are *certified* one by one when each
/// truly lies `margin` standard errors above its threshold: Φ(m − z)ⁿ.
///
/// `critical` is the z by which an observation must exceed its threshold to
/// certify it, 1.645 at one-sided 5 %. No correction for the number of conditions
/// is needed on this side (intersection-union test), and the price is here: at
/// m = 3 and n = 13 it is 0.303. No conditions are certified for certain. `None`
/// when a number is missing.
///
/// ```
/// use karenina_stats::conjunction_noise;
/// let all = conjunction_noise::all_certified(13, 3.0, 1.645).unwrap();
/// assert!((all - 0.303).abs() < 5e-4);
/// ```
///
/// # Reference
/// Berger, R. L. (1982), as for [`all_observed_above`].
#[doc(alias = "intersection-union test")]
pub fn all_certified(n: u32, margin: f64, critical: f64) -> Option<f64> {
    let excess = margin - critical;
    (!excess.is_nan()).then(|| libm::pow(normal_cdf(excess), f64::from(n)))
}

/// The probability that at least one of n conditions is declared failed though
/// each truly lies `margin` standard errors above its threshold:
/// 1 − (1 − Φ(−m − z))ⁿ.
///
/// `critical` is the z by which an observation must fall short to count as a
/// failure: 1.645 at one-sided 5 %, the quantile at 1 − 0.05 / n after
/// Bonferroni. At m = 0 and n = 13 it is 0.487 uncorrected and 0.049 corrected:
/// the failing side needs the correction. 0 for no conditions. `None` when a
/// number is missing.
///
/// ```
/// use karenina_stats::{conjunction_noise, normal_quantile};
/// let uncorrected = conjunction_noise::any_falsely_failed(13, 0.0, 1.645).unwrap();
/// assert!((uncorrected - 0.487).abs() < 5e-4);
/// let bonferroni = normal_quantile(1.0 - 0.05 / 13.0).unwrap();
/// let corrected = conjunction_noise::any_falsely_failed(13, 0.0, bonferroni).unwrap();
/// assert!((corrected - 0.049).abs() < 5e-4);
/// ```
///
/// # Reference
/// Šidák, Z. (1967). Rectangular confidence regions for the means of
/// multivariate normal distributions. *Journal of the American Statistical
/// Association* 62(318), 626–633.
pub fn any_falsely_failed(n: u32, margin: f64, critical: f64) -> Option<f64> {
    let distance = margin + critical;
    (!distance.is_nan()).then(|| {
        // In logarithms, so that a small chance keeps its digits.
        0.0 - libm::expm1(f64::from(n) * libm::log1p(-normal_cdf(-distance)))
    })
}

#[cfg(test)]
mod tests {
    use super::{all_certified, all_observed_above, any_falsely_failed};
    use crate::normal_quantile;
    use proptest::prelude::*;

    /// `own/conjunction_noise.json`, closed form with scipy's normal distribution;
    /// the columns of METHOD-DETAIL 1.3 for thirteen conditions.
    #[test]
    fn thirteen_conditions_agree_with_the_table() {
        let expected = [
            (0.0, 0.000_122_070_312_5, 1.215_921_070_559_647e-17),
            (0.5, 0.008_260_225_440_751_315, 2.039_393_926_560_55e-12),
            (1.0, 0.105_842_924_597_588_89, 2.415_425_008_108_607_6e-8),
            (1.645, 0.513_448_127_163_304_9, 0.000_122_070_312_5),
            (2.0, 0.741_434_970_430_348_1, 0.002_943_783_822_676_672),
            (3.0, 0.982_592_755_975_668_5, 0.303_204_363_148_402_05),
        ];
        for (margin, observed, certified) in expected {
            let found = all_observed_above(13, margin).unwrap();
            assert!((found / observed - 1.0).abs() < 1e-8, "{margin}: {found}");
            let found = all_certified(13, margin, 1.645).unwrap();
            assert!((found / certified - 1.0).abs() < 1e-12, "{margin}: {found}");
        }
    }

    #[test]
    fn thirteen_conditions_falsely_failed() {
        let found = any_falsely_failed(13, 0.0, 1.645).unwrap();
        assert!((found - 0.486_551_872_836_695_1).abs() < 1e-13);
        let bonferroni = normal_quantile(1.0 - 0.05 / 13.0).unwrap();
        let found = any_falsely_failed(13, 0.5, bonferroni).unwrap();
        assert!((found - 0.010_023_844_387_948_788).abs() < 1e-13);
    }

    #[test]
    fn no_conditions_and_missing_numbers() {
        assert_eq!(all_observed_above(0, -9.0), Some(1.0));
        assert_eq!(any_falsely_failed(0, 0.0, 1.0).map(f64::to_bits), Some(0));
        assert_eq!(all_certified(3, f64::NAN, 1.0), None);
        assert_eq!(any_falsely_failed(3, 0.0, f64::NAN), None);
    }

    proptest! {
        #[test]
        fn certifying_is_harder_than_observing(n in 1_u32..30, margin in -3.0..6.0) {
            let observed = all_observed_above(n, margin).unwrap();
            prop_assert!(all_certified(n, margin, 1.645).unwrap() <= observed);
            prop_assert!(all_observed_above(n + 1, margin).unwrap() <= observed);
        }

        #[test]
        fn bonferroni_keeps_false_failures_below_five_per_cent(
            n in 1_u32..100, margin in 0.0..3.0
        ) {
            let critical = normal_quantile(1.0 - 0.05 / f64::from(n)).unwrap();
            prop_assert!(any_falsely_failed(n, margin, critical).unwrap() <= 0.05 + 1e-12);
        }
    }
}
