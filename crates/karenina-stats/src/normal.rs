//! The standard normal distribution and its inverse.

use crate::domain::is_probability;
use std::f64::consts::FRAC_1_SQRT_2;

/// The probability that a standard normal variable is at most x,
/// Φ(x) = ½ erfc(−x / √2).
///
/// It runs from 0 to 1 and keeps its digits in the lower tail: Φ(−37) is
/// 5.7e−300, not zero. At ±∞ it is 0 and 1; NaN gives NaN.
///
/// ```
/// use karenina_stats::normal_cdf;
/// assert_eq!(normal_cdf(0.0), 0.5);
/// assert!((normal_cdf(1.96) - 0.975_002_104_851_78).abs() < 1e-14);
/// ```
///
/// # Reference
/// Abramowitz, M. and Stegun, I. A. (1964). *Handbook of Mathematical
/// Functions*. National Bureau of Standards, 26.2.29.
#[doc(alias = "Phi")]
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x * FRAC_1_SQRT_2)
}

/// The value that a standard normal variable does not exceed with probability p,
/// the x with Φ(x) = p.
///
/// Good to about 1 part in 10¹⁶ of x. At p = 0 and p = 1 it is −∞ and ∞. `None`
/// when p is not a probability.
///
/// ```
/// use karenina_stats::normal_quantile;
/// assert_eq!(normal_quantile(0.5), Some(0.0));
/// assert!((normal_quantile(0.975).unwrap() - 1.959_963_984_540_054).abs() < 1e-15);
/// assert_eq!(normal_quantile(1.5), None);
/// ```
///
/// # Reference
/// Wichura, M. J. (1988). Algorithm AS 241: the percentage points of the normal
/// distribution. *Applied Statistics* 37(3), 477–484, routine PPND16.
#[doc(alias = "probit")]
pub fn normal_quantile(p: f64) -> Option<f64> {
    if !is_probability(p) {
        return None;
    }
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return Some(q * polynomial(&A, r) / polynomial(&B, r));
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    if tail == 0.0 {
        return Some(f64::INFINITY.copysign(q));
    }
    let r = libm::sqrt(-libm::log(tail));
    let distance = if r <= 5.0 {
        polynomial(&C, r - 1.6) / polynomial(&D, r - 1.6)
    } else {
        polynomial(&E, r - 5.0) / polynomial(&F, r - 5.0)
    };
    Some(distance.copysign(q))
}

fn polynomial(coefficients: &[f64; 8], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

// The coefficients as printed by Wichura, lowest power first.
#[rustfmt::skip]
mod as_241 {
    #![expect(clippy::excessive_precision, clippy::unreadable_literal, reason = "as printed")]
    pub const A: [f64; 8] = [
        3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
        1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
        3.3430575583588128105e4, 2.5090809287301226727e3,
    ];
    pub const B: [f64; 8] = [
        1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
        2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
        5.2264952788528545610e3,
    ];
    pub const C: [f64; 8] = [
        1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
        3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
        2.27238449892691845833e-2, 7.74545014278341407640e-4,
    ];
    pub const D: [f64; 8] = [
        1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
        1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
        1.05075007164441684324e-9,
    ];
    pub const E: [f64; 8] = [
        6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
        2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
        2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ];
    pub const F: [f64; 8] = [
        1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
        2.04426310338993978564e-15,
    ];
}
use as_241::{A, B, C, D, E, F};

#[cfg(test)]
mod tests {
    use super::{normal_cdf, normal_quantile};
    use proptest::prelude::*;

    /// mpmath 1.3 with 30 digits, erfc(−x/√2) / 2.
    #[test]
    fn the_distribution_agrees_with_mpmath() {
        let values = [
            (-37.0, 5.725_571_222_524_577e-300),
            (-10.0, 7.619_853_024_160_526e-24),
            (-3.0, 0.001_349_898_031_630_094_5),
            (-1.0, 0.158_655_253_931_457_05),
            (0.3, 0.617_911_422_188_952_6),
            (1.0, 0.841_344_746_068_543),
            (1.645, 0.950_015_094_460_878_6),
            (5.0, 0.999_999_713_348_428_1),
        ];
        for (x, expected) in values {
            assert!((normal_cdf(x) / expected - 1.0).abs() < 1e-12, "at {x}");
        }
    }

    /// mpmath 1.3 with 30 digits, root of the same function at p as a double; one
    /// value in each of Wichura's three ranges at least.
    #[test]
    fn the_quantile_agrees_with_mpmath() {
        let values = [
            (1e-300, -37.047_096_299_361_2),
            (1e-20, -9.262_340_089_798_408),
            (1e-5, -4.264_890_793_922_825),
            (0.001, -3.090_232_306_167_813_5),
            (0.025, -1.959_963_984_540_054_2),
            (0.3, -0.524_400_512_708_040_8),
            (0.575, 0.189_118_426_272_792_5),
            (0.95, 1.644_853_626_951_472_7),
            (0.999_999, 4.753_424_308_817_088),
        ];
        for (p, expected) in values {
            let x = normal_quantile(p).unwrap();
            assert!((x / expected - 1.0).abs() < 1e-12, "at {p}: {x}");
        }
    }

    #[test]
    fn certainty_lies_at_infinity() {
        assert_eq!(normal_quantile(0.0), Some(f64::NEG_INFINITY));
        assert_eq!(normal_quantile(1.0), Some(f64::INFINITY));
        assert_eq!(normal_quantile(f64::NAN), None);
        assert_eq!(normal_cdf(f64::NEG_INFINITY), 0.0);
        assert_eq!(normal_cdf(f64::INFINITY), 1.0);
    }

    proptest! {
        #[test]
        fn the_quantile_undoes_the_distribution(p in 1e-12..1.0) {
            prop_assert!((normal_cdf(normal_quantile(p).unwrap()) / p - 1.0).abs() < 1e-12);
        }

        #[test]
        fn both_tails_are_alike(x in -8.0..8.0) {
            prop_assert!((normal_cdf(x) + normal_cdf(-x) - 1.0).abs() < 1e-15);
        }
    }
}
