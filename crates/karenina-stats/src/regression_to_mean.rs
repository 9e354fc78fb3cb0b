//! The improvement that comes of choosing the worst, without any treatment.

use crate::domain::is_probability;
use crate::normal_quantile;

/// The mean score of the worst `share` of a standard normal population, in
/// standard deviations: −φ(z) / share, with z the normal quantile of the share.
///
/// It runs from −∞ for the very worst to 0 for everybody: −1.27 for the worst
/// quarter, −0.80 for the worse half. `None` when the share is not above 0 and at
/// most 1.
///
/// ```
/// use karenina_stats::mean_of_selected;
/// assert!((mean_of_selected(0.25).unwrap() + 1.2711).abs() < 5e-5);
/// assert_eq!(mean_of_selected(1.0), Some(0.0));
/// assert_eq!(mean_of_selected(0.0), None);
/// ```
///
/// # Reference
/// Davis, C. E. (1976). The effect of regression to the mean in epidemiologic and
/// clinical studies. *American Journal of Epidemiology* 104(5), 493–498.
pub fn mean_of_selected(share: f64) -> Option<f64> {
    if !(share > 0.0 && share <= 1.0) {
        return None;
    }
    if share == 1.0 {
        // The density at infinity is zero; −0 would be an odd thing to print.
        return Some(0.0);
    }
    let z = normal_quantile(share)?;
    let density = libm::exp(-z * z / 2.0) / libm::sqrt(2.0 * std::f64::consts::PI);
    Some(-density / share)
}

/// The gain to expect at the next measurement of the worst `share` when nothing is
/// done: (1 − reliability) · |mean of the selected|, in standard deviations.
///
/// `reliability` is the correlation of two measurements of the same thing. With a
/// reliability of 1 there is no gain; with 0 the selected return to the mean
/// altogether. The worst quarter gains 0.38 at a reliability of 0.7: any effect
/// measured before and after must beat that. `None` when the share is not above 0
/// and at most 1, or the reliability not in 0..=1.
///
/// ```
/// use karenina_stats::regression_to_mean;
/// assert!((regression_to_mean(0.25, 0.7).unwrap() - 0.3813).abs() < 5e-5);
/// ```
///
/// # Reference
/// Galton, F. (1886). Regression towards mediocrity in hereditary stature.
/// *Journal of the Anthropological Institute* 15, 246–263; as a correction:
/// Barnett, A. G., van der Pols, J. C. and Dobson, A. J. (2005). Regression to the
/// mean: what it is and how to deal with it. *International Journal of
/// Epidemiology* 34(1), 215–220.
pub fn regression_to_mean(share: f64, reliability: f64) -> Option<f64> {
    let distance = mean_of_selected(share)?.abs();
    is_probability(reliability).then_some((1.0 - reliability) * distance)
}

#[cfg(test)]
mod tests {
    use super::{mean_of_selected, regression_to_mean};
    use proptest::prelude::*;

    /// `own/regression_to_mean.json`, closed form with scipy's normal distribution.
    #[test]
    fn the_table_of_spurious_gains() {
        let expected = [
            (0.1, -1.754_983_319_324_868_3, 0.526_494_995_797_460_5),
            (0.25, -1.271_106_290_736_428, 0.381_331_887_220_928_4),
            (0.5, -0.797_884_560_802_865_4, 0.239_365_368_240_859_6),
        ];
        for (share, mean, gain) in expected {
            assert!((mean_of_selected(share).unwrap() - mean).abs() < 1e-13);
            assert!((regression_to_mean(share, 0.7).unwrap() - gain).abs() < 1e-13);
        }
    }

    #[test]
    fn nobody_selected_has_no_mean() {
        assert_eq!(mean_of_selected(0.0), None);
        assert_eq!(mean_of_selected(f64::NAN), None);
        assert_eq!(regression_to_mean(0.5, 1.2), None);
        assert_eq!(regression_to_mean(1.0, 0.0), Some(0.0));
    }

    proptest! {
        /// The selected and the rest together have mean zero, and the rest is the
        /// mirror image of a selection of its own size.
        #[test]
        fn the_selected_and_the_rest_balance(share in 0.001..0.999) {
            let selected = share * mean_of_selected(share).unwrap();
            let rest = -(1.0 - share) * mean_of_selected(1.0 - share).unwrap();
            prop_assert!((selected + rest).abs() < 1e-12);
        }

        #[test]
        fn better_measurement_leaves_less_to_regress(share in 0.01..0.99, r in 0.0..0.9) {
            let (better, worse) = (regression_to_mean(share, r + 0.1), regression_to_mean(share, r));
            prop_assert!(better.unwrap() <= worse.unwrap());
        }
    }
}
