//! Which of several independent conditions the conjunction of all hangs on.
//!
//! Y is 1 when all conditions hold; condition j holds with probability pⱼ, and
//! P = Π pⱼ. The indices are closed forms, so no draws are needed.

use crate::domain::is_probability;

/// The first-order index of each condition, Var E(Y | Xⱼ) / Var Y =
/// P (1 − pⱼ) / (pⱼ (1 − P)): the share of variance that knowing Xⱼ would remove.
///
/// Each lies in 0..=1 and their sum does not exceed 1. A condition with pⱼ = 1
/// has 0. No conditions, or all certain, or one impossible, leave Y without
/// variance: `None`, as when a p is not a probability.
///
/// ```
/// use karenina_stats::sobol_conjunction;
/// let indices = sobol_conjunction::first_order(&[0.5, 0.5]).unwrap();
/// assert!((indices[0] - 1.0 / 3.0).abs() < 1e-15);
/// assert_eq!(sobol_conjunction::first_order(&[1.0, 1.0]), None);
/// ```
///
/// # Reference
/// Sobol', I. M. (1993). Sensitivity estimates for nonlinear mathematical
/// models. *Mathematical Modelling and Computational Experiments* 1(4), 407–414;
/// the closed form follows from E(Y | Xⱼ) = Xⱼ P / pⱼ.
#[doc(alias = "S1")]
pub fn first_order(p: &[f64]) -> Option<Vec<f64>> {
    let all = undecided(p)?;
    Some(p.iter().map(|p| all * (1.0 - p) / (p * (1.0 - all))).collect())
}

/// The total index of each condition, E Var(Y | all but Xⱼ) / Var Y =
/// (1 − pⱼ) / (1 − P): the share of variance that would remain if only Xⱼ were
/// unknown.
///
/// Each lies between the first-order index and 1, and is never negative, unlike
/// its usual estimates from draws; their sum is at least 1. `None` as for
/// [`first_order`].
///
/// ```
/// use karenina_stats::sobol_conjunction;
/// let indices = sobol_conjunction::total(&[0.5, 0.5]).unwrap();
/// assert!((indices[0] - 2.0 / 3.0).abs() < 1e-15);
/// ```
///
/// # Reference
/// Homma, T. and Saltelli, A. (1996). Importance measures in global sensitivity
/// analysis of nonlinear models. *Reliability Engineering & System Safety*
/// 52(1), 1–17.
#[doc(alias = "ST")]
pub fn total(p: &[f64]) -> Option<Vec<f64>> {
    let all = undecided(p)?;
    Some(p.iter().map(|p| (1.0 - p) / (1.0 - all)).collect())
}

/// The probability that Y changes when condition j alone is drawn again,
/// 2 P (1 − pⱼ).
///
/// The readable side of the total index: `ST_j` = Fⱼ / (2 P (1 − P)). It runs from
/// 0 to ½. It has a meaning, 0, also where Y has no variance; `None` only when a
/// p is not a probability.
///
/// ```
/// use karenina_stats::sobol_conjunction;
/// assert_eq!(sobol_conjunction::flip_probability(&[0.5, 0.5]), Some(vec![0.25, 0.25]));
/// assert_eq!(sobol_conjunction::flip_probability(&[1.0]), Some(vec![0.0]));
/// ```
///
/// # Reference
/// Jansen, M. J. W. (1999). Analysis of variance designs for model output.
/// *Computer Physics Communications* 117, 35–43: half the mean squared change
/// under redrawing is the total index's numerator.
pub fn flip_probability(p: &[f64]) -> Option<Vec<f64>> {
    if !p.iter().all(|&p| is_probability(p)) {
        return None;
    }
    let all: f64 = p.iter().product();
    Some(p.iter().map(|p| 2.0 * all * (1.0 - p)).collect())
}

/// P, when Y can still be either.
fn undecided(p: &[f64]) -> Option<f64> {
    if !p.iter().all(|&p| is_probability(p)) {
        return None;
    }
    let all: f64 = p.iter().product();
    (all > 0.0 && all < 1.0).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::{first_order, flip_probability, total};
    use proptest::prelude::*;

    /// `own/sobol_conjunction.json`: the closed forms, and what `SALib` estimates
    /// from 32 768 base draws, which agrees within 0.01.
    #[test]
    fn four_conditions_agree_with_salib() {
        let p = [0.9, 0.8, 0.95, 0.6];
        let expected = [
            (0.077_340_569_877_883, 0.169_606_512_890_095, 0.082_08, 0.077_105_6, 0.169_886_0),
            (0.174_016_282_225_237, 0.339_213_025_780_190, 0.164_16, 0.174_203_3, 0.339_582_8),
            (0.036_635_006_784_261, 0.084_803_256_445_048, 0.041_04, 0.035_433_6, 0.084_690_8),
            (0.464_043_419_267_300, 0.678_426_051_560_380, 0.328_32, 0.465_292_3, 0.678_345_9),
        ];
        let (s1, st) = (first_order(&p).unwrap(), total(&p).unwrap());
        let flips = flip_probability(&p).unwrap();
        for (j, (first, all_orders, flip, salib_first, salib_total)) in
            expected.into_iter().enumerate()
        {
            assert!((s1[j] - first).abs() < 1e-14 && (st[j] - all_orders).abs() < 1e-14);
            assert!((flips[j] - flip).abs() < 1e-14);
            assert!((s1[j] - salib_first).abs() < 0.01 && (st[j] - salib_total).abs() < 0.01);
        }
    }

    #[test]
    fn what_is_decided_hangs_on_nothing() {
        assert_eq!(first_order(&[]), None);
        assert_eq!(total(&[0.5, 0.0]), None);
        assert_eq!(flip_probability(&[0.5, 0.0]), Some(vec![0.0, 0.0]));
        assert_eq!(flip_probability(&[2.0]), None);
    }

    proptest! {
        #[test]
        fn the_indices_keep_their_laws(p in proptest::collection::vec(0.05..0.99, 1..12)) {
            let (s1, st) = (first_order(&p).unwrap(), total(&p).unwrap());
            prop_assert!(s1.iter().zip(&st).all(|(a, b)| 0.0 <= *a && *a <= b + 1e-12));
            prop_assert!(s1.iter().sum::<f64>() <= 1.0 + 1e-9);
            prop_assert!(st.iter().sum::<f64>() >= 1.0 - 1e-9);
            let all: f64 = p.iter().product();
            for (flip, st) in flip_probability(&p).unwrap().iter().zip(&st) {
                prop_assert!((flip / (2.0 * all * (1.0 - all)) - st).abs() < 1e-9);
            }
        }
    }
}
