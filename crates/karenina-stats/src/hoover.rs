//! Hoover's index of localisation.

use crate::{NoValue, domain::is_amount};

/// ½ Σ |sᵢ − xᵢ|, the difference of two distributions over the same parts.
///
/// With s the shares of regions in an activity and x in everything (or in population)
/// it is the share of the activity that would have to move to be spread as everything
/// is: from 0 (spread alike) to, nearly, 1. With s the shares of activities in a region
/// it is the coefficient of specialisation, half of [`krugman`](crate::krugman()).
/// `Err`: `WrongShape`, `NotAnAmount`, `NothingThere` when either sums to zero.
///
/// ```
/// use karenina_stats::hoover;
/// assert_eq!(hoover(&[10.0, 0.0], &[50.0, 50.0]), Ok(0.5));
/// ```
///
/// # Reference
/// Hoover, E. M. (1936). The measurement of industrial localization. *Review of Economics and
/// Statistics* 18(4), 162–171.
#[doc(alias = "coefficient of localisation")]
#[doc(alias = "dissimilarity")]
pub fn hoover(parts: &[f64], base: &[f64]) -> Result<f64, NoValue> {
    let (s, x) = shares_of_both(parts, base)?;
    Ok(0.5 * s.iter().zip(&x).map(|(s, x)| (s - x).abs()).sum::<f64>())
}

/// Shares of both, or why there are none.
pub(crate) fn shares_of_both(parts: &[f64], base: &[f64]) -> Result<(Vec<f64>, Vec<f64>), NoValue> {
    if parts.len() != base.len() || base.is_empty() {
        return Err(NoValue::WrongShape);
    }
    if !parts.iter().chain(base).all(|&x| is_amount(x)) {
        return Err(NoValue::NotAnAmount);
    }
    let (own, all): (f64, f64) = (parts.iter().sum(), base.iter().sum());
    if own == 0.0 || all == 0.0 {
        return Err(NoValue::NothingThere);
    }
    Ok((parts.iter().map(|s| s / own).collect(), base.iter().map(|x| x / all).collect()))
}

#[cfg(test)]
mod tests {
    use super::hoover;
    use crate::NoValue;

    /// REAT 3.0.3, `hoover`: product and population of the German states, 0.0735899088866528.
    #[test]
    fn sixteen_german_states_agree_with_reat() {
        let product = [
            460.69, 549.19, 124.16, 65.29, 31.59, 109.27, 263.44, 39.87, 258.53, 645.59, 131.95,
            35.03, 112.66, 56.22, 85.61, 56.81,
        ];
        let people = [
            10_879_618.0,
            12_843_514.0,
            3_520_031.0,
            2_484_826.0,
            671_489.0,
            1_787_408.0,
            6_176_172.0,
            1_612_362.0,
            7_926_599.0,
            17_865_516.0,
            4_052_803.0,
            995_597.0,
            4_084_851.0,
            2_245_470.0,
            2_858_714.0,
            2_170_714.0,
        ];
        let found = hoover(&product, &people).unwrap();
        assert!((found - 0.073_589_908_886_652_8).abs() < 1e-14);
    }

    #[test]
    fn without_shares_there_is_no_difference() {
        assert_eq!(hoover(&[0.0, 0.0], &[1.0, 1.0]), Err(NoValue::NothingThere));
        assert_eq!(hoover(&[1.0], &[1.0, 1.0]), Err(NoValue::WrongShape));
        assert_eq!(hoover(&[-1.0], &[1.0]), Err(NoValue::NotAnAmount));
        assert_eq!(hoover(&[3.0], &[1.0]), Ok(0.0));
    }
}
