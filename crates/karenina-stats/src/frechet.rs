//! The probability that several things all hold: whatever the dependence, and
//! when they are independent.

use crate::domain::is_probability;

/// The lowest and highest probability that all hold, whatever their dependence:
/// max(0, 1 − Σ (1 − pᵢ)) and min pᵢ.
///
/// Both are reached: the low one when failures avoid each other as far as they
/// can, the high one when they coincide. No conditions at all hold for certain,
/// `(1, 1)`. Both bounds rise in every p, so for probabilities known within
/// intervals take the low bound of the lows and the high bound of the highs.
/// `None` when a p is not a probability.
///
/// ```
/// use karenina_stats::frechet;
/// let (low, high) = frechet::bounds(&[0.9, 0.8]).unwrap();
/// assert!((low - 0.7).abs() < 1e-15);
/// assert_eq!(high, 0.8);
/// ```
///
/// # Reference
/// Fréchet, M. (1935). Généralisation du théorème des probabilités totales.
/// *Fundamenta Mathematicae* 25, 379–387.
#[doc(alias = "Fréchet–Hoeffding bounds")]
#[doc(alias = "Boole inequality")]
pub fn bounds(p: &[f64]) -> Option<(f64, f64)> {
    if !p.iter().all(|&p| is_probability(p)) {
        return None;
    }
    let failures: f64 = p.iter().map(|p| 1.0 - p).sum();
    let high = p.iter().copied().fold(1.0, f64::min);
    // With one p the two are the same number, computed in two ways.
    Some(((1.0 - failures).clamp(0.0, high), high))
}

/// The probability that all hold when they are independent, Π pᵢ.
///
/// It lies within [`bounds`]. No conditions at all hold for certain. `None` when
/// a p is not a probability.
///
/// ```
/// use karenina_stats::frechet;
/// assert_eq!(frechet::independent(&[0.5, 0.5]), Some(0.25));
/// assert_eq!(frechet::independent(&[]), Some(1.0));
/// ```
///
/// # Reference
/// Kolmogorov, A. N. (1950). *Foundations of the Theory of Probability*.
/// Chelsea, chapter I, section 5.
pub fn independent(p: &[f64]) -> Option<f64> {
    p.iter().all(|&p| is_probability(p)).then(|| p.iter().product())
}

#[cfg(test)]
mod tests {
    use super::{bounds, independent};
    use proptest::prelude::*;

    /// `own/frechet.json`, closed form; METHOD-DETAIL 1.3 prints 0.35 to 0.95
    /// and 0.51.
    #[test]
    fn thirteen_conditions_each_ninety_five_per_cent_sure() {
        let p = [0.95; 13];
        let (low, high) = bounds(&p).unwrap();
        assert!((low - 0.35).abs() < 1e-14);
        assert_eq!(high, 0.95);
        assert!((independent(&p).unwrap() - 0.513_342_083_279_504_7).abs() < 1e-15);
    }

    #[test]
    fn what_is_no_probability_has_no_conjunction() {
        assert_eq!(bounds(&[0.5, -0.1]), None);
        assert_eq!(independent(&[f64::NAN]), None);
        assert_eq!(bounds(&[]), Some((1.0, 1.0)));
    }

    proptest! {
        #[test]
        fn independence_lies_between_the_extremes(
            p in proptest::collection::vec(0.0..=1.0, 0..20)
        ) {
            let (low, high) = bounds(&p).unwrap();
            let product = independent(&p).unwrap();
            prop_assert!(low <= product + 1e-12 && product <= high + 1e-12);
        }

        /// Throw a point on a circle of length 1 and let each condition fail on
        /// an arc: arcs end to end reach the low bound, arcs from one origin the
        /// high bound.
        #[test]
        fn both_bounds_are_reached(p in proptest::collection::vec(0.0..=1.0, 1..10)) {
            let (low, high) = bounds(&p).unwrap();
            let laid_end_to_end = p.iter().map(|p| 1.0 - p).sum::<f64>().min(1.0);
            let laid_on_top = p.iter().map(|p| 1.0 - p).fold(0.0, f64::max);
            prop_assert!((1.0 - laid_end_to_end - low).abs() < 1e-12);
            prop_assert!((1.0 - laid_on_top - high).abs() < 1e-12);
        }
    }
}
