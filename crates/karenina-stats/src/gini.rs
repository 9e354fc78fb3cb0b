//! Gini's coefficient, of values and of places.

use crate::{NoValue, domain::is_amount, hoover::shares_of_both};

/// G = 2 Σ i x₍ᵢ₎ / (n Σ x) − (n + 1) / n with x₍₁₎ ≤ x₍₂₎ ≤ …
///
/// From 0 (all alike) to (n − 1) / n (all in one); times n / (n − 1) it reaches 1.
/// Neither scale nor order matters. Of location quotients it is what REAT calls
/// `gini.conc`. `Err`: `NotAnAmount`; `NothingThere` when values sum to zero or there
/// are none.
///
/// ```
/// use karenina_stats::gini;
/// assert_eq!(gini(&[0.0, 0.0, 0.0, 8.0]), Ok(0.75));
/// ```
///
/// # Reference
/// Gini, C. (1921). Measurement of inequality of incomes. *Economic Journal* 31, 124–126.
pub fn gini(values: &[f64]) -> Result<f64, NoValue> {
    if !values.iter().all(|&x| is_amount(x)) {
        return Err(NoValue::NotAnAmount);
    }
    let total: f64 = values.iter().sum();
    if total == 0.0 {
        return Err(NoValue::NothingThere);
    }
    let mut ascending = values.to_vec();
    ascending.sort_by(f64::total_cmp);
    let n = values.len() as f64;
    let weighted: f64 = ascending.iter().enumerate().map(|(at, x)| (at + 1) as f64 * x).sum();
    Ok((2.0 * weighted / (n * total) - (n + 1.0) / n).max(0.0))
}

/// The locational Gini coefficient: 1 − Σ (Sᵢ + Sᵢ₋₁)(Xᵢ − Xᵢ₋₁), the area between the
/// diagonal and the curve of cumulated shares S of the activity over cumulated shares X
/// of everything, regions in rising order of their quotients; twice that area.
///
/// From 0 (spread as everything is) to 1 less the share of the smallest region. Unlike
/// [`gini`] of the quotients each region counts with its size. `EconGeo` (and Krugman)
/// print half of it. Regions without anything, of the activity or of the base, take no
/// room; one with the activity and no base cannot be placed: `Err(EmptyRegion)`. `Err`:
/// `WrongShape`, `NotAnAmount`, `NothingThere`.
///
/// ```
/// use karenina_stats::gini::locational_gini;
/// assert_eq!(locational_gini(&[8.0, 0.0], &[50.0, 50.0]), Ok(0.5));
/// ```
///
/// # Reference
/// Krugman, P. (1991). *Geography and Trade*. MIT Press, appendix D.
pub fn locational_gini(activity: &[f64], base: &[f64]) -> Result<f64, NoValue> {
    let (s, x) = shares_of_both(activity, base)?;
    if s.iter().zip(&x).any(|(&s, &x)| s > 0.0 && x == 0.0) {
        return Err(NoValue::EmptyRegion);
    }
    let mut order: Vec<usize> = (0..x.len()).filter(|&at| x[at] > 0.0).collect();
    // Products instead of quotients would not be an order: rounding makes circles of what is nearly
    // alike, and sorting panics.
    let quotients: Vec<f64> = s.iter().zip(&x).map(|(s, x)| s / x).collect();
    order.sort_by(|&a, &b| quotients[a].total_cmp(&quotients[b]).then(a.cmp(&b)));
    let (mut before, mut area) = (0.0, 0.0);
    for at in order {
        let after = before + s[at];
        area += (before + after) * x[at];
        before = after;
    }
    Ok((1.0 - area).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::{gini, locational_gini};
    use crate::NoValue;
    use proptest::prelude::*;

    const MEXICO_1940: [f64; 32] = [
        10384.0, 22361.0, 9573.0, 3758.0, 2934.0, 8578.0, 8537.0, 6909.0, 17816.0, 12132.0, 4359.0,
        2181.0, 4414.0, 5309.0, 3408.0, 3327.0, 6936.0, 4836.0, 9073.0, 1892.0, 3569.0, 11016.0,
        21965.0, 4372.0, 4840.0, 6399.0, 2459.0, 7508.0, 3605.0, 5203.0, 7990.0, 3734.0,
    ];

    /// pysal/inequality, `test_gini.py`: product by head of the Mexican states in 1940.
    #[test]
    fn mexico_in_1940_agrees_with_pysal() {
        assert!((gini(&MEXICO_1940).unwrap() - 0.353_723_711_734_528_5).abs() < 1e-13);
    }

    /// REAT 3.0.3, `gini.conc`: 0.406896551724138, the coefficient of the quotients, in
    /// which small regions count as much as large ones; with their sizes it is 0.3725.
    #[test]
    fn reat_takes_the_coefficient_of_quotients() {
        let (own, all) = ([500.0, 500.0, 1000.0, 7000.0, 1000.0], [20e3, 15e3, 20e3, 40e3, 5e3]);
        let quotients: Vec<f64> =
            own.iter().zip(all).map(|(s, x)| (s / 10_000.0) / (x / 100_000.0)).collect();
        assert!((gini(&quotients).unwrap() - 0.406_896_551_724_138).abs() < 1e-13);
        assert!((locational_gini(&own, &all).unwrap() - 0.3725).abs() < 1e-13);
    }

    /// `EconGeo` 1.3, `locational_gini`: 0.40, 0.18, 0.27, 0.31, 0.28 for its five
    /// industries, half of the coefficient and rounded.
    #[test]
    fn econgeo_prints_half() {
        let columns = [
            [100.0, 0.0, 0.0, 0.0, 0.0],
            [0.0, 15.0, 20.0, 25.0, 40.0],
            [0.0, 5.0, 10.0, 30.0, 55.0],
            [0.0, 70.0, 20.0, 5.0, 5.0],
            [0.0, 10.0, 50.0, 40.0, 0.0],
        ];
        for (column, printed) in columns.iter().zip([0.40, 0.18, 0.27, 0.31, 0.28]) {
            let found = locational_gini(column, &[100.0; 5]).unwrap();
            assert!((found / 2.0 - printed).abs() < 5e-3);
        }
    }

    #[test]
    fn a_thousand_regions_that_are_nearly_alike_are_put_in_order() {
        let mut random = crate::toy_stream::uniforms(3);
        let base: Vec<f64> = (0..1000).map(|_| 1e6 * random()).collect();
        for level in 0..40 {
            let level = 1e-5 + 1e-3 * f64::from(level) / 7.0;
            let activity: Vec<f64> = base.iter().map(|x| level * x).collect();
            assert!(locational_gini(&activity, &base).unwrap() < 1e-12);
        }
    }

    #[test]
    fn without_shares_there_is_no_curve() {
        assert_eq!(gini(&[]), Err(NoValue::NothingThere));
        assert_eq!(gini(&[f64::INFINITY]), Err(NoValue::NotAnAmount));
        assert_eq!(locational_gini(&[1.0, 1.0], &[1.0, 0.0]), Err(NoValue::EmptyRegion));
        assert_eq!(locational_gini(&[0.0], &[1.0]), Err(NoValue::NothingThere));
        assert_eq!(locational_gini(&[1.0], &[1.0]), Ok(0.0));
    }

    proptest! {
        #[test]
        fn neither_scale_nor_order_matters(
            pairs in proptest::collection::vec((0.1..100.0, 0.1..100.0), 1..12), scale in 0.1..50.0
        ) {
            let (s, x): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
            let (t, y): (Vec<f64>, Vec<f64>) =
                pairs.iter().rev().map(|it| (it.0 * scale, it.1 * scale)).unzip();
            let difference = locational_gini(&s, &x).unwrap() - locational_gini(&t, &y).unwrap();
            prop_assert!(difference.abs() < 1e-12);
            prop_assert!((gini(&s).unwrap() - gini(&t).unwrap()).abs() < 1e-12);
        }
    }
}
