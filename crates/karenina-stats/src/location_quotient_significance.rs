//! Whether a location quotient could be chance: exact binomial interval and p-value, and the
//! interval of Moineddin, Beyene and Boyle.

use crate::{NoValue, clopper_pearson, normal_quantile, regularised_incomplete_beta};

/// A quotient, its interval and its p-values; see [`location_quotient_significance`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LocationQuotientSignificance {
    /// LQ.
    pub quotient: f64,
    /// The exact interval.
    pub interval: (f64, f64),
    /// The chance of so many or more in the region if LQ were 1.
    pub p_above: f64,
    /// The chance of so many or fewer.
    pub p_below: f64,
}

/// If the `activity` counts chose regions as everything does, the region would have a
/// Binomial(`e_c`, `e_r` / e) number of them.
///
/// `region_activity` and `activity` are counts of what is independent: plants rather
/// than persons. The interval is that of Clopper and Pearson for the region's share of
/// the activity, divided by the region's share of everything, which is taken as known;
/// `p_above` tests LQ ≤ 1, `p_below` LQ ≥ 1. With many cells correct the p-values
/// ([`benjamini_hochberg`](crate::benjamini_hochberg())).
///
/// `Err`: `EmptyActivity`, `EmptyRegion`, `WrongShape` when a part exceeds its whole,
/// `ParameterOutOfRange` (level).
///
/// ```
/// use karenina_stats::location_quotient_significance;
/// let found = location_quotient_significance(8, 10, 100.0, 1000.0, 0.95).unwrap();
/// assert!((found.quotient - 8.0).abs() < 1e-14 && found.interval.0 > 4.0 && found.p_above < 1e-5);
/// ```
///
/// # Reference
/// The test: O'Donoghue, D. and Gleave, B. (2004). A note on methods for measuring industrial
/// agglomeration. *Regional Studies* 38(4), 419–427, who ask for statistical significance of
/// quotients; the interval: Clopper, C. J. and Pearson, E. S. (1934). *Biometrika* 26(4), 404–413.
pub fn location_quotient_significance(
    region_activity: u64,
    activity: u64,
    region: f64,
    all: f64,
    level: f64,
) -> Result<LocationQuotientSignificance, NoValue> {
    if activity == 0 {
        return Err(NoValue::EmptyActivity);
    }
    if region == 0.0 {
        return Err(NoValue::EmptyRegion);
    }
    if region_activity > activity || !(region > 0.0 && region <= all && all.is_finite()) {
        return Err(NoValue::WrongShape);
    }
    let (low, high) =
        clopper_pearson(region_activity, activity, level).ok_or(NoValue::ParameterOutOfRange)?;
    let share = region / all;
    Ok(LocationQuotientSignificance {
        quotient: region_activity as f64 / activity as f64 / share,
        interval: (low / share, high / share),
        p_above: at_least(region_activity, activity, share)?,
        p_below: at_least(activity - region_activity, activity, 1.0 - share)?,
    })
}

/// P(X ≥ x) of a binomial variable.
fn at_least(x: u64, n: u64, p: f64) -> Result<f64, NoValue> {
    if x == 0 || p >= 1.0 {
        return Ok(1.0);
    }
    if p <= 0.0 {
        return Ok(0.0);
    }
    regularised_incomplete_beta(x as f64, (n - x + 1) as f64, p).ok_or(NoValue::ParameterOutOfRange)
}

/// The interval of Moineddin, Beyene and Boyle for a quotient of two rates that share cases,
/// by the delta method.
///
/// With p₁ = `e_rc` / `e_r` of the region and p = `e_c` / e of the whole, which
/// contains the region, LQ = p₁ / p and Var(LQ) = p₁(1 − p₁)(1 / `e_r` − 2 LQ / e) / p² +
/// LQ² (1 − p) / (p e): the region's own error, the shared cases, the error of the
/// whole. The interval is LQ ± z √Var, not below 0. It needs more than a few cases;
/// with less take [`location_quotient_significance`].
///
/// `Err`: as there, and `NoSpread` when the variance is zero or negative (nobody or everybody).
///
/// ```
/// use karenina_stats::location_quotient_significance::moineddin_interval;
/// let (low, high) = moineddin_interval(40.0, 200.0, 400.0, 4000.0, 0.95).unwrap();
/// assert!(low > 1.4 && high < 2.6);
/// ```
///
/// # Reference
/// Moineddin, R., Beyene, J. and Boyle, E. (2003). On the location quotient confidence
/// interval. *Geographical Analysis* 35(3), 249–256. The variance is derived here from
/// the covariance of a part with its whole, Cov(p₁, p) = p₁(1 − p₁) / e.
pub fn moineddin_interval(
    region_activity: f64,
    region: f64,
    activity: f64,
    all: f64,
    level: f64,
) -> Result<(f64, f64), NoValue> {
    let numbers = [region_activity, region, activity, all];
    if !numbers.into_iter().all(crate::domain::is_amount) {
        return Err(NoValue::NotAnAmount);
    }
    if activity == 0.0 {
        return Err(NoValue::EmptyActivity);
    }
    if region == 0.0 {
        return Err(NoValue::EmptyRegion);
    }
    if region_activity > region || region_activity > activity || region > all || activity > all {
        return Err(NoValue::WrongShape);
    }
    let z = normal_quantile(0.5 + level / 2.0)
        .filter(|_| level > 0.0 && level < 1.0)
        .ok_or(NoValue::ParameterOutOfRange)?;
    let (own, whole) = (region_activity / region, activity / all);
    let quotient = own / whole;
    let variance = own * (1.0 - own) * (1.0 / region - 2.0 * quotient / all) / (whole * whole)
        + quotient * quotient * (1.0 - whole) / (whole * all);
    if variance <= 0.0 {
        return Err(NoValue::NoSpread);
    }
    let reach = z * libm::sqrt(variance);
    Ok(((quotient - reach).max(0.0), quotient + reach))
}

#[cfg(test)]
mod tests {
    use super::{location_quotient_significance, moineddin_interval};
    use crate::{NoValue, toy_stream::uniforms};

    /// Of 10 plants 3 in a region with half of everything: P(X ≥ 3) = 1 − 56 / 1024 and P(X
    /// ≤ 3) = 176 / 1024; Clopper and Pearson's interval of 3 in 10 as R's `binom.test`
    /// prints it, 0.06673951 to 0.65245285.
    #[test]
    fn three_of_ten_plants() {
        let found = location_quotient_significance(3, 10, 50.0, 100.0, 0.95).unwrap();
        assert!((found.quotient - 0.6).abs() < 1e-15);
        assert!((found.p_above - 968.0 / 1024.0).abs() < 1e-12);
        assert!((found.p_below - 176.0 / 1024.0).abs() < 1e-12);
        assert!((found.interval.0 - 2.0 * 0.066_739_51).abs() < 1e-7);
        assert!((found.interval.1 - 2.0 * 0.652_452_85).abs() < 1e-7);
    }

    #[test]
    fn what_cannot_be_tested_says_why() {
        let found = |x, n, region, all, level| {
            location_quotient_significance(x, n, region, all, level).map(|it| it.quotient)
        };
        assert_eq!(found(0, 0, 1.0, 2.0, 0.95), Err(NoValue::EmptyActivity));
        assert_eq!(found(0, 1, 0.0, 2.0, 0.95), Err(NoValue::EmptyRegion));
        assert_eq!(found(2, 1, 1.0, 2.0, 0.95), Err(NoValue::WrongShape));
        assert_eq!(found(1, 1, 3.0, 2.0, 0.95), Err(NoValue::WrongShape));
        assert_eq!(found(1, 1, 1.0, 2.0, 1.5), Err(NoValue::ParameterOutOfRange));
        assert_eq!(found(1, 1, 2.0, 2.0, 0.95), Ok(1.0));
        assert_eq!(moineddin_interval(0.0, 1.0, 2.0, 9.0, 2.0), Err(NoValue::ParameterOutOfRange));
        assert_eq!(moineddin_interval(5.0, 5.0, 9.0, 9.0, 0.9), Err(NoValue::NoSpread));
        assert_eq!(moineddin_interval(5.0, 4.0, 9.0, 9.0, 0.9), Err(NoValue::WrongShape));
    }

    /// Drawn a thousand times from a region of 500 with a rate of 0.2 in a whole of 3,000 with
    /// 0.1 elsewhere, the interval holds the true quotient in 95 % of draws, give or take.
    #[test]
    fn the_interval_covers_as_often_as_it_says() {
        let mut random = uniforms(12);
        let mut draw = |n: usize, p: f64| (0..n).filter(|_| random() < p).count() as f64;
        let truth = 0.2 / ((500.0 * 0.2 + 2500.0 * 0.1) / 3000.0);
        let mut inside = 0;
        for _ in 0..1000 {
            let x = draw(500, 0.2);
            let (low, high) =
                moineddin_interval(x, 500.0, x + draw(2500, 0.1), 3000.0, 0.95).unwrap();
            inside += u32::from(low <= truth && truth <= high);
        }
        assert!((930..=968).contains(&inside), "{inside}");
    }
}
