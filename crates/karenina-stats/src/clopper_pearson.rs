//! The exact interval of Clopper and Pearson for a proportion.

use crate::regularised_incomplete_beta;

/// The interval for a proportion of which `x` of `n` were seen, at the
/// confidence `level`: the proportions under which neither so many nor so few
/// would be a surprise.
///
/// With α = 1 − level, the low end solves P(at least x | p) = α / 2, the high end
/// P(at most x | p) = α / 2; at x = 0 the low end is 0, at x = n the high end is 1.
/// It covers the true proportion at least as often as the level says, for every
/// proportion, at the price of being mostly wider than
/// [`wilson`](crate::wilson()). Found by halving, to the last digit that the tail
/// probability bears. `None` when
/// nothing was seen (n = 0), when x > n, and when the level is not strictly
/// between 0 and 1.
///
/// ```
/// use karenina_stats::clopper_pearson;
/// let (low, high) = clopper_pearson(0, 10, 0.95).unwrap();
/// assert_eq!(low, 0.0);
/// assert!((high - 0.308_497_107_818_761).abs() < 1e-12);
/// assert_eq!(clopper_pearson(0, 0, 0.95), None);
/// ```
///
/// # Reference
/// Clopper, C. J. and Pearson, E. S. (1934). The use of confidence or fiducial
/// limits illustrated in the case of the binomial. *Biometrika* 26(4), 404–413.
pub fn clopper_pearson(x: u64, n: u64, level: f64) -> Option<(f64, f64)> {
    if n == 0 || x > n || !(level > 0.0 && level < 1.0) {
        return None;
    }
    let tail = (1.0 - level) / 2.0;
    // Successes and failures trade places, so the low end serves for both.
    Some((low_end(x, n, tail)?, 1.0 - low_end(n - x, n, tail)?))
}

/// The p at which at least x of n have the probability `tail`, which rises in p.
fn low_end(x: u64, n: u64, tail: f64) -> Option<f64> {
    if x == 0 {
        return Some(0.0);
    }
    let (a, b) = (x as f64, (n - x) as f64 + 1.0);
    let (mut below, mut above) = (0.0, 1.0);
    loop {
        let middle = f64::midpoint(below, above);
        if middle <= below || middle >= above {
            return Some(middle);
        }
        if regularised_incomplete_beta(a, b, middle)? < tail {
            below = middle;
        } else {
            above = middle;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::clopper_pearson;
    use crate::poisson_binomial;
    use proptest::prelude::*;

    /// `own/exceptions_upper_bound.json` (scipy's beta quantiles), and the four
    /// proportions of Newcombe, R. G. (1998). *Statistics in Medicine* 17,
    /// 857–872, table I, method 5, with the digits of statsmodels.
    #[test]
    fn agrees_with_beta_quantiles() {
        let expected = [
            (0, 10, 0.0, 0.308_497_107_818_760_7),
            (1, 10, 0.002_528_578_544_461_785, 0.445_016_117_028_195_4),
            (3, 25, 0.025_465_396_647_733_195, 0.312_190_307_286_235_37),
            (24, 25, 0.796_483_086_077_586, 0.998_987_800_300_689_1),
            (17, 94, 0.109_029_232_974_655_3, 0.273_693_559_637_262_94),
            (81, 263, 0.252_736_745_585_271_26, 0.367_621_922_601_351_4),
            (15, 148, 0.057_844_010_083_448_57, 0.161_650_490_349_479),
            (1, 29, 0.000_872_646_883_579_922, 0.177_644_295_488_722_93),
            (14, 14, 0.768_364_238_349_883_4, 1.0),
        ];
        for (x, n, low, high) in expected {
            let found = clopper_pearson(x, n, 0.95).unwrap();
            assert!((found.0 - low).abs() < 1e-12 && (found.1 - high).abs() < 1e-12, "{x} of {n}");
        }
    }

    /// statsmodels 0.15, `proportion_confint(…, 0.05, "beta")`.
    #[test]
    fn a_million_trials_are_no_trouble() {
        let (low, high) = clopper_pearson(300_000, 1_000_000, 0.95).unwrap();
        assert!((low - 0.299_101_911_933_582_1).abs() < 1e-11);
        assert!((high - 0.300_899_246_642_253_76).abs() < 1e-11);
        let (low, high) = clopper_pearson(1, 1_000_000, 0.95).unwrap();
        assert!((low / 2.531_780_766_379_417_8e-8 - 1.0).abs() < 1e-8);
        assert!((high / 5.571_630_655_166_941e-6 - 1.0).abs() < 1e-8);
    }

    proptest! {
        #[test]
        fn the_ends_are_where_the_tails_are_two_and_a_half_per_cent(
            n in 2_usize..60, at in 0.0..1.0
        ) {
            let x = 1 + (at * (n - 1) as f64) as usize;
            let (low, high) = clopper_pearson(x as u64, n as u64, 0.95).unwrap();
            prop_assert!((poisson_binomial::at_least(&vec![low; n], x) - 0.025).abs() < 1e-10);
            if x < n {
                let at_most = 1.0 - poisson_binomial::at_least(&vec![high; n], x + 1);
                prop_assert!((at_most - 0.025).abs() < 1e-10);
            }
        }

        /// What the interval is for: summed over the x whose interval holds p, the
        /// binomial probabilities reach the level.
        #[test]
        fn no_proportion_is_covered_less_often_than_the_level(n in 1_u64..30, p in 0.0..=1.0) {
            let mass = poisson_binomial::exactly(&vec![p; n as usize]);
            let holds = |&x: &u64| {
                let (low, high) = clopper_pearson(x, n, 0.95).unwrap();
                low <= p && p <= high
            };
            let covered: f64 = (0..=n).filter(holds).map(|x| mass[x as usize]).sum();
            prop_assert!(covered >= 0.95 - 1e-9);
        }
    }
}
